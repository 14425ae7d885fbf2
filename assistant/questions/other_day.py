"""Where two independent sources put one event on different days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.questions.disagreement import LIKELY, MET, NEARLY, as_firm
from assistant.questions.evidence import Scored
from assistant.questions.need import Need
from assistant.questions.same_thing import source_of, telling
from assistant.questions.values import answering_day
from assistant.schema import Understood

# Days that sources give of one event lie near; far off is another event, or one put off since. Of
# 95 questions on days whose answer was right (November 2026), one other source told one so near.
_NEAR: Final = 92


def on_another_day(
    first: Scored, others: Sequence[Scored], understood: Understood, need: Need
) -> Scored | None:
    """Return a sentence of an independent source that puts the same event on another day."""
    day = answering_day(first.evidence)
    if understood.kind != "date" or day is None or not understood.entities or first.named < MET:
        return None
    for other in others:
        their = answering_day(other.evidence)
        if their is None or source_of(other) == source_of(first):
            continue
        if not 0 < abs((their.first - day.first).days) <= _NEAR:
            continue
        if min(other.fit, other.named) < MET or other.nowhere > first.nowhere + NEARLY:
            continue
        if other.evidence.score < LIKELY * first.evidence.score:
            continue
        if telling(first, need) <= telling(other, need) and as_firm(first, other):
            return other
    return None
