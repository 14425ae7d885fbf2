"""Which sentence answers best: fitted, not chosen by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from assistant.questions.features import NAMES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

# By `python -m evals fit`, November 2026: on public question sets (train halves of PIAF, ARCD and
# AfriQA), on 2,319 questions of our own over 96 documents (`evals/training`) and on the dev half of
# the fixed set. With a question's document left out, the best sentence is right in .651 of our own.

# Feature -> what it weighs in the ranking.
#
# The ranking says which of a question's sentences answers: a softmax over its candidates
# (list-wise, after Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach",
# 2007), so that only differences within a question count. How likely one answers is another
# matter: `chance`.
WEIGHTS: Final[Mapping[str, float]] = {
    "own": 2.310,
    "support": 2.887,
    "words": -0.043,
    "nowhere": 0.701,
    "fit": 3.674,
    "named": 3.005,
    "date": 1.263,
    "retrieved": 4.543,
    "length": -1.682,
    "question": -21.830,
    "party": 4.294,
    "other_own": -1.518,
    "other_around": -0.328,
    "name_own": -1.029,
    "name_around": -0.897,
    "other_near": -0.610,
    "other_nearby": 1.681,
    "near": -2.384,
    "nearby": 11.234,
    "alike": 10.956,
    "alike_around": 2.051,
    "alike_squared": -8.428,
    "weakest": 0.392,
    "weakest_around": -0.815,
    "strongest": 0.180,
    "missing": -0.193,
    "lead": -0.405,
    "depth": 1.049,
    "leans": 0.477,
    "row": 0.223,
    "item": 0.711,
    "value_fit": -0.259,
    "told_fit": 2.657,
    "time": 1.481,
    "figure_digits": 1.091,
    "digits": -0.242,
    "person_digits": 0.175,
    "other_title": 1.274,
    "name_title": -0.115,
}


def rank(table: Numbers) -> Numbers:
    """Return by how much each sentence speaks for itself; only differences mean anything."""
    import numpy as np

    ranks: Numbers = table @ np.array([WEIGHTS[name] for name in NAMES])
    return ranks
