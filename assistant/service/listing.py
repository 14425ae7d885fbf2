"""What a listing of the documents is limited to."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.index.limits import names_of
from assistant.index.period import period
from assistant.language.text import folded
from assistant.schema import Document


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a listing is limited to; empty texts limit nothing."""

    text: str
    kind: str
    language: str
    since: str
    until: str
    publisher: str = ""

    def meets(self, document: Document) -> bool:
        """Return whether the document is one of those looked for."""
        if self.kind and document.kind != self.kind:
            return False
        if self.language and document.language != self.language:
            return False
        if not self._in_time(document.dated):
            return False
        if self.publisher and folded(self.publisher) not in names_of(document.publishers):
            return False
        if not self.text:
            return True
        named = (document.id, document.title, document.publisher, document.author)
        written = folded(" ".join((*named, *document.topics)))
        return all(word in written for word in folded(self.text).split())

    def _in_time(self, dated: str) -> bool:
        if not self.since and not self.until:
            return True
        first, last = period(dated) or ("", "")
        return bool(first) and (not self.since or last >= self.since) and (
            not self.until or first <= (period(self.until) or ("", self.until))[1]
        )  # fmt: skip
