"""The probability that a sentence answers, from what speaks for it: fitted, not chosen by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

# A logistic regression over the features of `evidence`, in their order: own, support, words,
# fit, named, date, reciprocal rank, length, reciprocal number of words asked. Fitted by
# `python -m assistant.training.evidence` on public question sets (PIAF train, ARCD train, XQuAD
# in English and in Arabic over English), on sentences that hold an annotated answer against
# those that do not, November 2026.
WEIGHTS: Final = (2.76, 1.28, 1.62, 0.72, 0.88, 0.64, 3.80, 0.49, -3.09)
BIAS: Final = -9.32


def probability(features: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that a sentence of these features answers."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-score))
