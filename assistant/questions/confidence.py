"""The probability that a sentence answers, from what speaks for it: fitted, not chosen by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

# A logistic regression over the features of `evidence`, in their order: own, support, words,
# fit, named, date, reciprocal rank, length, reciprocal number of words asked. Fitted by
# `python -m assistant.training.evidence` on public question sets (PIAF train, ARCD train, XQuAD
# in English), on sentences that hold an annotated answer against those that do not.
WEIGHTS: Final = (2.63, 1.84, 1.53, 0.27, 0.56, 0.40, 3.72, 1.00, -2.54)
BIAS: Final = -8.92


def probability(features: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that a sentence of these features answers."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-score))
