"""The answers that were shown: held in memory for a while, kept where somebody asks for it.

Questions are personal data: nothing of an answer is written to the disk before a member asks for
its link or says what they think of it.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from assistant.errors import AnswerGone, AnswerNotFound, DocumentNotFound
from assistant.kept_answers import Feedback, KeptAnswer, KeptAnswers, Verdict, documents_in
from assistant.schema import Answer, Citation, Document
from assistant.state import now

if TYPE_CHECKING:
    from assistant.service.service import Service

LONGEST_COMMENT: Final = 1000  # characters
MOST_HELD: Final = 5000  # answers; of 16 kB on average, 80 MB
_NAME: Final = re.compile(r"[0-9a-f]{32}")

Fate = Literal["", "changed", "quote_gone", "removed"]
Excerpts = Mapping[str, Mapping[str, Any]]  # by "cited" and "nearest", then by citation number


@dataclass(frozen=True, slots=True)
class _Held:
    at: str
    answer: Answer
    excerpts: Excerpts
    recipe: Mapping[str, Any]


class Answers:
    """What members do with answers. Thread-safe; the last answers shown are held in memory."""

    def __init__(self, service: Service, most: int = MOST_HELD) -> None:
        self._service = service
        self._kept = KeptAnswers(service.state)
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._most = most
        self._lock = threading.RLock()

    def show(self, answer: Answer, excerpts: Excerpts) -> str:
        """Hold an answer that is being shown; return the id by which it can be kept and judged.

        Passages that it does not rest on are not held: they are no part of its evidence.
        """
        shown = secrets.token_hex(16)
        answer = replace(answer, consulted=())
        excerpts = {place: found for place, found in excerpts.items() if place != "consulted"}
        recipe = asdict(self._service.index.recipe)
        with self._lock:
            self._held[shown] = _Held(now(), answer, excerpts, recipe)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return shown

    def shown(self, shown: str) -> KeptAnswer:
        """Return an answer by its id, held or kept. Raises AnswerNotFound."""
        with self._lock:
            if held := self._held.get(shown):
                return _as_kept(shown, held)
            kept = self._kept.by_page(shown) if _NAME.fullmatch(shown) else None
        if kept is None:
            raise AnswerNotFound(
                "This answer is no longer held; ask the question again to keep or judge it."
            )
        return kept

    def link(self, shown: str) -> str:
        """Keep an answer; return the token of its link. Raises AnswerNotFound."""
        with self._lock:
            return self._kept.link(self._keepable(shown))

    def unlink(self, shown: str) -> None:
        """Let go of the link of an answer. Raises AnswerNotFound."""
        self._kept.unlink(self.shown(shown).shown)

    def judge(self, shown: str, verdict: Verdict, comment: str = "") -> None:
        """Keep what its asker thinks of an answer, in place of before. Raises AnswerNotFound."""
        with self._lock:
            self._kept.judge(self._keepable(shown), verdict, comment.strip()[:LONGEST_COMMENT])

    def take_back(self, shown: str) -> None:
        """Forget what its asker thinks of an answer. Raises AnswerNotFound."""
        self._kept.take_back(self.shown(shown).shown)

    def read(self, token: str) -> KeptAnswer:
        """Return a kept answer. Raises AnswerNotFound, AnswerGone where there was one."""
        if not _NAME.fullmatch(token):
            raise AnswerNotFound("There is no such answer: check that the link is whole.")
        if kept := self._kept.by_token(token):
            return kept
        if why := self._kept.why_gone(token):
            raise AnswerGone(why, f"This answer was {why}; ask the question again.")
        raise AnswerNotFound("There is no such answer: check that the link is whole.")

    def feedback(self, verdict: Verdict | None = None, limit: int = 100) -> list[Feedback]:
        """Return what askers thought of answers, of one verdict or of all, latest first."""
        return self._kept.feedback(verdict, limit)

    def delete(self, token: str) -> bool:
        """Delete a kept answer and what was thought of it; return whether there was one."""
        with self._lock:
            if kept := self._kept.by_token(token):
                self._held.pop(kept.shown, None)
            deleted = self._kept.delete(token)
        if deleted:
            self._service.state.record(self._service.who, "answer delete")
        return deleted

    def forget(self, document_ids: Iterable[str]) -> None:
        """Let go of the held answers that name one of these documents."""
        gone = set(document_ids)
        with self._lock:
            for shown, held in list(self._held.items()):
                if gone & _documents(held.answer):
                    del self._held[shown]

    def fate(self, citation: Citation) -> Fate:
        """Return what became of a citation's document since."""
        try:
            document = self._service.show(citation.document_id)
        except DocumentNotFound:
            return "removed"
        if citation.quote not in str(getattr(document, citation.field)):
            return "quote_gone"
        return "" if _told(citation) == _told(document) else "changed"

    def _keepable(self, shown: str) -> KeptAnswer:
        """Return an answer that may be written to the disk: none of its documents was erased."""
        kept = self.shown(shown)
        if kept.token:
            return kept
        for document_id in set(documents_in(kept.answer)):
            if not self._known(document_id):
                raise AnswerNotFound(
                    "A document of this answer is no longer there; ask the question again."
                )
        return kept

    def _known(self, document_id: str) -> bool:
        with suppress(DocumentNotFound):
            return bool(self._service.show(document_id))
        return bool(self._service.state.removed(document_id))


def _as_kept(shown: str, held: _Held) -> KeptAnswer:
    from assistant.questions.contract import as_json

    return KeptAnswer(shown, held.at, as_json(held.answer), held.excerpts, held.recipe)


def _documents(answer: Answer) -> set[str]:
    return {citation.document_id for citation in (*answer.citations, *answer.nearest)}


def _told(of: Citation | Document) -> tuple[object, ...]:
    """Return what a card tells of a document, beside the quote."""
    sources = tuple((s.publisher, s.title, s.url, s.published) for s in of.sources)
    return (of.kind, of.title, of.publisher, of.published or "", of.url, of.language, sources)
