"""The probability that a sentence answers, from what speaks for it: fitted, not chosen by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

# A logistic regression over the features of `evidence`, in their order: own, support, words,
# fit, named, date, score of the hit, length, words found nowhere, is a question, party. Fitted by
# `python -m evals fit` on public question sets (PIAF train, ARCD train, XQuAD in English and in
# Arabic over English) and the dev half of the fixed set, on sentences that answer against those
# that do not, November 2026. With a question's document left out, the best sentence is right in
# .450 of the 140 dev questions that have a right one among the twelve best.
WEIGHTS: Final = (1.17, 5.54, 0.35, 0.43, 0.80, 0.47, 6.27, -0.19, 1.58, -0.14, 0.72)
BIAS: Final = -14.22


def probability(features: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that a sentence of these features answers."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-score))
