"""Sources that tell of one thing: they are no rivals, and each makes the other likelier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.questions.chance import unrivalled
from assistant.questions.disagreement import apart
from assistant.questions.evidence import Scored
from assistant.questions.need import Need
from assistant.questions.same_thing import same_thing, source_of
from assistant.schema import Understood

_LOOKED_AT: Final = 4  # sentences, best first
_LIKELY: Final = 0.2  # share of the best odds


def together(scored: Sequence[Scored], understood: Understood, need: Need) -> list[Scored]:
    """Return the sentences, the first and one that gives its value from elsewhere both as likely.

    A sentence's confidence falls with the share of the odds that the others of its question have.
    What an independent source says of the same thing, at the same time, is no other answer: the
    same value bears the first out, another one is a disagreement, which is an answer too.
    """
    if not scored:
        return []
    first, rest = scored[0], scored[1:_LOOKED_AT]
    other = next((one for one in rest if _is_of_the_same(first, one, understood, need)), None)
    if other is None:
        return list(scored)
    share = other.evidence.score / sum(one.evidence.score for one in scored)
    likelier = unrivalled(first.confidence, share)
    return [
        replace(one, confidence=max(one.confidence, likelier)) if one in (first, other) else one
        for one in scored
    ]


def _is_of_the_same(first: Scored, other: Scored, understood: Understood, need: Need) -> bool:
    """Tell whether another source gives a value of the thing, and at the time, the first does."""
    return (
        other.evidence.score >= _LIKELY * first.evidence.score
        and source_of(other) != source_of(first)
        and other.party >= first.party
        and not apart(first, other, understood, need)
        and same_thing(first, other, understood, need, shown=True)
    )
