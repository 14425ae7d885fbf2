"""The probability that a sentence answers, from what speaks for it: fitted, not chosen by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

# A logistic regression over the features of `evidence`, in their order: own, support, words,
# fit, named, date, rank, length, reciprocal number of words asked. Fitted by
# `python -m assistant.training.evidence` on public question sets (PIAF train, ARCD train, XQuAD
# in English and in Arabic over English), on sentences that hold an annotated answer against
# those that do not, November 2026.
WEIGHTS: Final = (2.69, 1.46, 1.53, 0.72, 0.93, 0.64, 6.27, 0.50, -3.14)
BIAS: Final = -11.90


def probability(features: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that a sentence of these features answers."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-score))
