"""Refused questions asked again of today's documents: which of them are answered by now."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from assistant.gaps import Gaps
from assistant.language.text import folded
from assistant.schema import Progress, Question

if TYPE_CHECKING:
    from assistant.service.service import Service

MOST: Final = 300  # questions asked again at a time, the latest first
_LONGEST: Final = 600.0  # seconds


def ask_again(
    service: Service,
    progress: Progress,
    most: int = MOST,
    clock: Callable[[], float] = time.monotonic,
) -> dict[str, int]:
    """Ask the open gaps again and note those that are answered; nothing else is noted of it.

    The same words are asked once. Return how many were asked, answered, and left for next time.
    """
    ways: dict[str, list[int]] = {}
    texts: dict[str, str] = {}
    notes = Gaps(service.state)
    for gap in notes.of("open"):
        ways.setdefault(folded(gap.question), []).append(gap.id)
        texts.setdefault(folded(gap.question), gap.question)
    wanted = list(ways)[:most]
    until, asked, answered = clock() + _LONGEST, 0, 0
    for way in wanted:
        if clock() > until:
            break
        progress("gaps", asked, len(wanted))
        if service.would_answer(Question(texts[way])):
            notes.now_answered(ways[way])
            answered += 1
        asked += 1
    progress("gaps", asked, len(wanted))
    service.state.record(service.who, "gaps asked", asked=asked, answered=answered)
    return {"asked": asked, "answered": answered, "left": len(ways) - asked}
