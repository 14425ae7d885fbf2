"""What asking does beside the chain: passages alone, and the note of what could not be answered."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from assistant.errors import StateTrouble, StorageFull
from assistant.schema import Answer, Hit, Question
from assistant.state import State

if TYPE_CHECKING:
    from assistant.index.index import Index

logger = logging.getLogger(__name__)


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
