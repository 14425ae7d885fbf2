"""Asking: the chains over the open index, passages alone, the note of what was not answered."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from assistant.errors import StateTrouble, StorageFull
from assistant.schema import Answer, Hit, Question
from assistant.state import State

if TYPE_CHECKING:
    from assistant.index.index import Index
    from assistant.questions.chain import Chain
    from assistant.questions.writing.writer import Writer
    from assistant.service.service import Service

logger = logging.getLogger(__name__)


class Chains:
    """The chain over a service's index, and the same without its language model. Thread-safe.

    `writer` is another language model than the settings name (tests).
    """

    def __init__(self, service: Service, writer: Writer | None) -> None:
        self._service = service
        self._writer = writer
        self._answering: Chain | None = None
        self._quoting: Chain | None = None
        self._lock = threading.RLock()

    @property
    def writer(self) -> Writer | None:
        """The language model, opened once. Raises SettingsError."""
        from assistant.questions.writing.writer import open_writer

        with self._lock:
            if self._writer is None:
                self._writer = open_writer(self._service.settings)
            return self._writer

    def answering(self) -> Chain:
        """Return the chain that members are answered by."""
        from assistant.questions.chain import build_chain

        quoting, writer, index = self.quoting(), self.writer, self._service.index
        with self._lock:
            if self._answering is None:
                self._answering = build_chain(index, writer) if writer else quoting
            return self._answering

    def quoting(self) -> Chain:
        """Return the chain that asks no language model, which costs."""
        from assistant.questions.chain import build_chain

        index = self._service.index
        with self._lock:
            if self._quoting is None:
                self._quoting = build_chain(index)
            return self._quoting

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            self._answering = self._quoting = None


def find(index: Index, question: Question) -> tuple[str, list[Hit]]:
    """Return the standalone question and the chunks found for it, best first."""
    from assistant.index.limits import Limits
    from assistant.questions.retrieve import CorpusRetriever
    from assistant.questions.understand import understand

    standalone = understand(question).standalone
    retriever = CorpusRetriever(index=index, top=question.top)
    passages = retriever.invoke(standalone, limits=Limits.of(question))
    return standalone, [passage.metadata["hit"] for passage in passages]


def note_gap(state: State, answer: Answer) -> None:
    """Note a refused question; an asker gets the answer even where it cannot be noted."""
    if answer.answered or not answer.reason:
        return
    try:
        state.note_gap(answer.standalone_question, answer.language, answer.reason)
    except (StorageFull, StateTrouble) as error:
        logger.warning("the gap could not be noted: %s", error)
