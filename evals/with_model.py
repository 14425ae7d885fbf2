"""The fixed set answered a second time, by a language model, and what that took."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assistant.questions.chain import build_chain
from assistant.schema import Answer, Question
from evals.judged import Judged, Outcome
from evals.trouble import ModelGone
from evals.unheld import unheld_in

if TYPE_CHECKING:
    from assistant.index.index import Index
    from assistant.questions.writing.writer import Writer

_RESTS: Final = 3  # between one question and the next, one after the other: the model is gone
_LOOK: Final = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Took:
    """What one answer took of the model, and what of its sentences was shown.

    `shown` are sentences of an answer that the model worded; `unheld` those of them with a figure,
    date or name that no quote has.
    """

    id: str
    read: int
    written: int
    cost: float | None
    first_ms: float | None
    total_ms: float
    trouble: str
    shown: int
    withheld: int
    unheld: int


@dataclass(frozen=True, slots=True)
class WithModel:
    """The same questions with a model: judged alike, and what it took where it was asked."""

    name: str
    judged: tuple[Judged, ...]
    took: tuple[Took, ...]


def answered_with(
    writer: Writer, index: Index, outcomes: Sequence[Outcome], top: int
) -> Iterator[Outcome]:
    """Yield each outcome with the answer that comes with `writer`; retrieval stays as it was.

    Raises ModelGone where it fails again and again.
    """
    chain = build_chain(index, writer)
    rests = 0
    for outcome in outcomes:
        gold = outcome.question
        question = Question(gold.question, history=gold.history, id=gold.id, top=top)
        rests = rests + 1 if _waited(writer) else 0
        if rests >= _RESTS:
            raise ModelGone(f"{writer.name} fails again and again: is it there, and its key?")
        yield replace(outcome, answer=chain.invoke(question)["answer"])


def _waited(writer: Writer) -> bool:
    """Wait while a model is left alone: a measure is not in a hurry as a reader is."""
    waited = writer.rests
    while writer.rests:
        time.sleep(_LOOK)
    return waited


def took(outcome: Outcome) -> Took | None:
    """Return what an answer took; None where the model was not asked."""
    answer, usage = outcome.answer, outcome.answer.usage
    if not usage:
        return None
    return Took(
        id=outcome.question.id,
        read=usage["read_tokens"],
        written=usage["written_tokens"],
        cost=usage["cost"],
        first_ms=usage["first_ms"],
        total_ms=usage["total_ms"],
        trouble=usage["trouble"] or "",
        shown=len(answer.sentences) if _is_worded(answer) else 0,
        withheld=len(answer.withheld),
        unheld=sum(bool(one.hard) for one in unheld_in(answer).values())
        if _is_worded(answer)
        else 0,
    )


def _is_worded(answer: Answer) -> bool:
    return answer.mode == answer.usage.get("model")
