"""Which sentence answers best, and how likely it does: fitted, not chosen by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from assistant.questions.features import NAMES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

# By `python -m evals fit`, November 2026: on public question sets (train halves of PIAF, ARCD and
# AfriQA), on 1,105 questions of our own over 48 documents (`evals/training`) and on the dev half of
# the fixed set. With a question's document left out, the best sentence is right in .622 of our own;
# eleven features, fitted on public sets and the dev half, had .49 of those of `training`.

# Feature -> what it weighs in the ranking, and in the chance.
#
# The ranking says which of a question's sentences answers: a softmax over its candidates
# (list-wise, after Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach",
# 2007), so that only differences within a question count.
#
# The chance says how likely one does: a regression over the four best ranked of each question.
WEIGHTS: Final[Mapping[str, tuple[float, float]]] = {
    "own": (3.142, -0.855),
    "support": (2.488, 2.383),
    "words": (-4.668, -1.964),
    "nowhere": (0.133, 0.488),
    "fit": (3.579, 0.119),
    "named": (2.923, 0.017),
    "date": (1.276, 0.869),
    "retrieved": (3.893, 1.089),
    "length": (-1.381, -0.438),
    "question": (-7.828, 0.000),
    "party": (4.724, 0.634),
    "other_own": (-0.934, 0.202),
    "other_around": (1.839, 0.486),
    "name_own": (-1.863, -0.151),
    "name_around": (0.447, 0.024),
    "other_near": (-1.529, -0.517),
    "other_nearby": (-1.826, -0.892),
    "near": (-1.858, 1.008),
    "nearby": (14.455, 1.286),
    "alike": (12.061, -0.728),
    "alike_around": (0.783, 0.056),
    "alike_squared": (-9.204, -0.254),
    "weakest": (-0.027, -0.412),
    "weakest_around": (-0.607, 0.183),
    "strongest": (0.486, 0.119),
    "missing": (-1.264, -0.690),
    "lead": (-0.186, -1.256),
    "depth": (1.000, -0.206),
    "leans": (0.341, 0.562),
    "row": (1.017, 0.009),
    "item": (1.084, 1.058),
    "value_fit": (-0.846, 0.119),
    "told_fit": (2.867, -0.046),
    "time": (1.533, 0.081),
    "figure_digits": (1.533, -0.281),
    "digits": (-0.156, -0.106),
    "person_digits": (0.066, 0.400),
    "other_title": (2.964, -0.971),
    "name_title": (0.151, 0.161),
}
# What a sentence's standing among the others weighs in the chance, see `standing`.
STANDING: Final = (0.083, 3.094, 0.223)
BIAS: Final = -6.941


def rank(table: Numbers) -> Numbers:
    """Return by how much each sentence speaks for itself; only differences mean anything."""
    import numpy as np

    ranks: Numbers = table @ np.array([WEIGHTS[name][0] for name in NAMES])
    return ranks


def standing(ranks: Numbers) -> Numbers:
    """Return how sentences of one question stand, float64 (sentences, 3).

    Their rank, their share of the odds of all, and by how much they are above the second best.
    """
    import numpy as np

    odds = np.exp(ranks - ranks.max())
    second = np.sort(ranks)[-2] if len(ranks) > 1 else ranks[0]
    table: Numbers = np.column_stack([ranks, odds / odds.sum(), ranks - second])
    return table


def chances(table: Numbers, ranks: Numbers) -> Numbers:
    """Return the probability, 0 to 1, that each sentence of one question answers."""
    import numpy as np

    scores = BIAS + table @ np.array([WEIGHTS[name][1] for name in NAMES])
    scores += standing(ranks) @ np.array(STANDING)
    probabilities: Numbers = 1 / (1 + np.exp(-scores))
    return probabilities
