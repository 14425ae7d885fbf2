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
# the fixed set. With a question's document left out, the best sentence is right in .625 of our own;
# eleven features, fitted on public sets and the dev half, had .50 of those of `training`.

# Feature -> what it weighs in the ranking, and in the chance.
#
# The ranking says which of a question's sentences answers: a softmax over its candidates
# (list-wise, after Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach",
# 2007), so that only differences within a question count.
#
# The chance says how likely one does: a regression over the four best ranked of each question.
WEIGHTS: Final[Mapping[str, tuple[float, float]]] = {
    "own": (3.284, -0.797),
    "support": (2.072, 2.454),
    "words": (-4.409, -1.963),
    "nowhere": (0.149, 0.488),
    "fit": (3.592, 0.113),
    "named": (3.035, -0.054),
    "date": (1.284, 0.867),
    "retrieved": (3.855, 1.030),
    "length": (-1.384, -0.459),
    "question": (-7.835, 0.000),
    "party": (4.733, 0.652),
    "other_own": (-1.075, 0.195),
    "other_around": (1.981, 0.398),
    "name_own": (-1.845, -0.180),
    "name_around": (0.362, 0.041),
    "other_near": (-1.447, -0.526),
    "other_nearby": (-1.811, -0.876),
    "near": (-2.034, 0.976),
    "nearby": (14.717, 1.290),
    "alike": (12.071, -0.635),
    "alike_around": (0.724, 0.066),
    "alike_squared": (-9.177, -0.350),
    "weakest": (-0.013, -0.412),
    "weakest_around": (-0.665, 0.185),
    "strongest": (0.478, 0.129),
    "missing": (-1.229, -0.684),
    "lead": (-0.185, -1.252),
    "depth": (0.990, -0.203),
    "leans": (0.336, 0.553),
    "row": (1.016, 0.020),
    "item": (1.086, 1.056),
    "value_fit": (-0.806, 0.104),
    "told_fit": (2.857, -0.035),
    "time": (1.565, 0.060),
    "figure_digits": (1.538, -0.278),
    "digits": (-0.158, -0.108),
    "person_digits": (0.067, 0.363),
    "other_title": (3.029, -0.948),
    "name_title": (0.156, 0.164),
}
# What a sentence's standing among the others weighs in the chance, see `standing`.
STANDING: Final = (0.082, 3.123, 0.219)
BIAS: Final = -6.875


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
