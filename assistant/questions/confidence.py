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
    "own": 2.647,
    "support": 1.754,
    "words": 0.368,
    "nowhere": 0.843,
    "fit": 3.264,
    "named": 3.096,
    "date": 1.374,
    "retrieved": 4.550,
    "length": -1.617,
    "question": -10.667,
    "party": 4.269,
    "other_own": -1.770,
    "other_around": 0.546,
    "name_own": -0.974,
    "name_around": -1.024,
    "other_near": -0.331,
    "other_nearby": 1.050,
    "near": -2.630,
    "nearby": 11.756,
    "alike": 10.872,
    "alike_around": 2.002,
    "alike_squared": -8.569,
    "weakest": 0.309,
    "weakest_around": -0.706,
    "strongest": 0.229,
    "missing": -0.190,
    "lead": -0.429,
    "depth": 1.070,
    "leans": 0.508,
    "row": 0.226,
    "item": 0.731,
    "value_fit": -0.300,
    "told_fit": 2.430,
    "time": 1.594,
    "figure_digits": 1.156,
    "digits": -0.157,
    "person_digits": 0.047,
    "other_title": 1.264,
    "name_title": -0.085,
}


def rank(table: Numbers) -> Numbers:
    """Return by how much each sentence speaks for itself; only differences mean anything."""
    import numpy as np

    ranks: Numbers = table @ np.array([WEIGHTS[name] for name in NAMES])
    return ranks
