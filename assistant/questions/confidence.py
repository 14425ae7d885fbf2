"""Which sentence answers best, and how likely it does: fitted, not chosen by hand.

Two questions, two fits over the same features, those of `evidence` in their order: own, support,
words, fit, named, date, score of the hit, length, words found nowhere, is a question, party.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

# Both by `python -m evals fit`: on public question sets (train halves of PIAF, ARCD and AfriQA) and
# the dev half of the fixed set, November 2026.

# Which of a question's sentences answers: a softmax over its candidates (list-wise, after Cao et
# al., "Learning to Rank: From Pairwise Approach to Listwise Approach", 2007), so that only
# differences within a question count. With a question's document left out, the best sentence is
# right in .640 of the 161 dev questions that have a right one. A regression over all sentences
# pooled, as it stood here before, learns as well which questions are easy: .53.
RANKING: Final = (-2.03, 5.66, 9.58, 3.77, 1.95, 4.16, 4.68, -0.30, 0.44, -8.51, 11.58)

# How likely a sentence answers: that pooled regression, over the twelve best ranked of each. One
# over the first alone is better calibrated and tells right from wrong less well.
WEIGHTS: Final = (0.36, 5.89, 0.19, 0.81, 0.69, 0.44, 6.01, -0.47, 1.32, 0.00, 1.27)
BIAS: Final = -14.24


def rank(features: Sequence[float]) -> float:
    """Return by how much a sentence speaks for itself; only differences mean anything."""
    return sum(weight * value for weight, value in zip(RANKING, features, strict=True))


def probability(features: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that a sentence of these features answers."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-score))
