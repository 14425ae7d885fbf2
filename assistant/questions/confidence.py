"""Which sentence answers best, and how likely it does: fitted, not chosen by hand."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from typing import TYPE_CHECKING, Final

from assistant.questions.features import NAMES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

# By `python -m evals fit`, November 2026: on public question sets (train halves of PIAF, ARCD and
# AfriQA), on 2,319 questions of our own over 96 documents (`evals/training`) and on the dev half of
# the fixed set. With a question's document left out, the best sentence is right in .652 of our own.

# Feature -> what it weighs in the ranking, and in the chance.
#
# The ranking says which of a question's sentences answers: a softmax over its candidates
# (list-wise, after Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach",
# 2007), so that only differences within a question count.
#
# The chance says how likely one does: a regression over the four best ranked of each question.
WEIGHTS: Final[Mapping[str, tuple[float, float]]] = {
    "own": (2.525, -0.405),
    "support": (1.997, 0.396),
    "words": (0.240, 0.066),
    "nowhere": (0.873, 0.384),
    "fit": (3.213, 0.435),
    "named": (3.132, -0.123),
    "date": (1.341, 1.203),
    "retrieved": (4.556, 1.121),
    "length": (-1.627, -0.627),
    "question": (-10.535, 0.000),
    "party": (4.277, -0.191),
    "other_own": (-1.584, -0.655),
    "other_around": (0.352, 0.646),
    "name_own": (-0.991, -0.257),
    "name_around": (-1.006, 0.243),
    "other_near": (-0.553, 0.220),
    "other_nearby": (1.296, -0.828),
    "near": (-2.494, 0.710),
    "nearby": (11.597, 0.618),
    "alike": (10.959, -0.387),
    "alike_around": (1.962, 0.229),
    "alike_squared": (-8.603, -0.304),
    "weakest": (0.270, 0.057),
    "weakest_around": (-0.678, -0.133),
    "strongest": (0.229, 0.114),
    "missing": (-0.186, -0.564),
    "lead": (-0.420, -0.888),
    "depth": (1.078, -0.018),
    "leans": (0.501, 0.682),
    "row": (0.214, 0.089),
    "item": (0.741, 0.791),
    "value_fit": (-0.268, 0.234),
    "told_fit": (2.368, 0.014),
    "time": (1.574, 0.216),
    "figure_digits": (1.172, -0.339),
    "digits": (-0.151, -0.059),
    "person_digits": (0.046, 0.244),
    "other_title": (1.305, -0.400),
    "name_title": (-0.106, 0.048),
}
# What a sentence's standing among the others weighs in the chance, see `standing`.
STANDING: Final = (0.049, 3.400, 0.188)
BIAS: Final = -6.161


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


def unrivalled(chance: float, share: float) -> float:
    """Return the chance of a sentence were one that has a `share` of the odds no rival of it."""
    odds = chance / max(1 - chance, 1e-9) * exp(STANDING[1] * share)
    return odds / (1 + odds)
