"""The probability that a sentence answers, from what speaks for it: fitted, not chosen by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

# A logistic regression over the features of `evidence`, in their order: own, support, words,
# fit, named, date, rank, length, words found nowhere. Fitted by
# `python -m assistant.training.evidence` on public question sets (PIAF train, ARCD train, XQuAD
# in English and in Arabic over English), on sentences that hold an annotated answer against
# those that do not, November 2026.
WEIGHTS: Final = (1.68, 3.31, 1.97, 0.39, 0.98, 0.33, 12.35, 0.39, 1.41)
BIAS: Final = -19.71


def probability(features: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that a sentence of these features answers."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-score))
