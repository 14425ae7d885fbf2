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
# .527 of the 150 dev questions that have a right one among the twelve best.
WEIGHTS: Final = (0.89, 5.78, 0.67, 0.61, 0.82, 0.53, 6.19, -0.36, 1.63, -1.10, 0.75)
BIAS: Final = -14.52


def probability(features: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that a sentence of these features answers."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-score))
