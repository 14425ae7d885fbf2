"""Two sentences of which one likely answers, where neither is sure enough to be shown alone.

What the ranking cannot tell apart a reader often can, and at once: of questions whose documents
were left out of the fitting, the likeliest sentence answers .64 of those that have an answer, one
of the two likeliest .74, one of three .80 (`evals/training`, November 2026).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.questions.evidence import Scored
from assistant.schema import Understood

# At .30 of those questions answered rightly, .175 of what is shown is wrong where each sentence is
# shown alone, and .152 where the sum of two chances may stand for one; of the pairs whose sum
# reaches .64, .73 hold the answer. Likeness, place and values of the two tell no more than the sum.
# On the fixed set, a second of .05 or .10 answers one question more rightly than one of .15, and
# leaves .870 refused when due where .15 has .889; three sentences answer two more and have
# four more wrong.
_SECOND: Final = 0.15  # the least chance of the second
# "Why" takes something for granted: of 21 such pairs 10 hold the answer, and 9 of the questions
# have none in the corpus; of the 248 others .75 do and .08 have none.
_NEVER: Final = {"reason"}


def likeliest_two(
    likely: Sequence[Scored], understood: Understood, bar: float
) -> tuple[Scored, ...]:
    """Return the two likeliest sentences, where one of them answers with a chance of `bar`.

    Empty where the second says next to nothing, or both together are too unlikely. Chances add up:
    where one answers, the other mostly does not.
    """
    if understood.kind in _NEVER:
        return ()
    best = sorted(likely, key=lambda one: -one.confidence)[:2]
    if len(best) < 2 or best[1].confidence < _SECOND or chance_of(best) < bar:
        return ()
    return tuple(best)


def chance_of(sentences: Sequence[Scored]) -> float:
    """Return the chance, 0 to 1, that one of several sentences answers."""
    return min(1.0, sum(one.confidence for one in sentences))
