"""What answers where sources or speakers differ: both sides, each with its value."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.questions.contested import contested, two_voices
from assistant.questions.corrected import corrected
from assistant.questions.disagreement import conflict, disagreeing, other_meaning
from assistant.questions.evidence import Scored
from assistant.questions.need import Need
from assistant.questions.reading import Reader
from assistant.schema import Conflict, Understood


def both_sides(
    first: Scored,
    scored: Sequence[Scored],
    looked_at: Sequence[Scored],
    accepted: Sequence[Scored],
    need: Need,
    understood: Understood,
    reader: Reader,
) -> tuple[tuple[Scored, ...], Conflict] | None:
    """Return the sentence that gives two values, or two sentences that give one each; None mostly.

    `looked_at` are the likeliest of `scored`, and `accepted` those of them shown alone.
    """
    if said := two_voices(first, understood, need):
        return (said[0],), said[1]
    other = contested(first, understood, need, reader)
    other = other or disagreeing(first, looked_at, accepted, understood, need)
    other = other or corrected(first, scored, understood, need, reader)
    if other is not None:
        return (first, other), conflict(need, first, other)
    if understood.kind == "definition" and (second := other_meaning(first, looked_at, need)):
        return (first, second[0]), second[1]
    return None
