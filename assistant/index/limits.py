"""The hard limits of a question: which documents may be answered from at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assistant.index.period import period
from assistant.language.text import folded
from assistant.schema import Document, Language, Question


@dataclass(frozen=True)
class Limits:
    """Hard limits on documents; what is empty limits nothing.

    `since` and `until` are ISO days, months or years: a document whose date overlaps them meets
    them, an undated one never does. `publishers` are compared without case and accents; it is
    enough to be of one of them, and in one of `languages`.
    """

    since: str = ""
    until: str = ""
    publishers: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()

    @classmethod
    def of(cls, question: Question) -> Limits:
        """Return the limits that a question sets."""
        languages = question.document_languages
        return cls(question.since, question.until, question.publishers, languages)

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.publishers or self.languages)

    @cached_property
    def days(self) -> tuple[str, str]:
        """The first and the last day allowed, "" for no limit; ValueError for what is no date."""
        first, last = _period(self.since)[0], _period(self.until)[1]
        return first, last

    @cached_property
    def names(self) -> frozenset[str]:
        """The publishers as they are compared."""
        return names_of(self.publishers)

    def meets(self, document: Document) -> bool:
        """Tell whether a document is within the limits."""
        if self.languages and document.language not in self.languages:
            return False
        if self.names and self.names.isdisjoint(names_of(document.publishers)):
            return False
        since, until = self.days
        first, last = period(document.dated) or ("", "")
        return (not since or last >= since) and (not until or "" < first <= until)


NO_LIMITS: Final = Limits()


def names_of(publishers: tuple[str, ...]) -> frozenset[str]:
    """Return publishers as they are compared: without case, accents and spelling variants."""
    return frozenset(filter(None, map(folded, publishers)))


def _period(value: str) -> tuple[str, str]:
    span = period(value) if value else ("", "")
    if span is None:
        raise ValueError(f"{value!r} is not an ISO day, month or year")
    return span
