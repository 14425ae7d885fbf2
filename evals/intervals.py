"""How sure a figure is: means with 95 % intervals, and differences of the same questions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SAMPLES = 2000  # of the bootstrap; more move an interval by less than its third decimal
SEED = 20161


@dataclass(frozen=True, slots=True)
class Share:
    """A mean of values in [0, 1] (or [-1, 1]) with its 95 % interval."""

    value: float
    of: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed on the same questions: mean of `after - before` with its 95 % interval."""

    value: float
    of: int
    low: float
    high: float
    better: int
    worse: int

    @property
    def sure(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


def share(values: Sequence[float], clusters: Sequence[str] | None = None) -> Share:
    """Return the mean of `values`; 0 of 0 is 0.

    What is either so or not has Wilson's interval; graded values that of a bootstrap, in which
    all values of a cluster (the questions on one document) are drawn together.
    """
    if not values:
        return Share(0.0, 0, 0.0, 1.0)
    mean = math.fsum(values) / len(values)
    if all(value in (0, 1) for value in values):
        return Share(mean, len(values), *wilson(math.fsum(values), len(values)))
    return Share(mean, len(values), *clustered(values, clusters or _apart(values)))


def wilson(good: float, of: int, z: float = 1.96) -> tuple[float, float]:
    """Return the score interval of a proportion.

    Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927).
    """
    if of == 0:
        return 0.0, 1.0
    p, zz = good / of, z * z
    middle = p + zz / (2 * of)
    half = z * math.sqrt(max(0.0, p * (1 - p)) / of + zz / (4 * of * of))
    scale = 1 + zz / of
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def clustered(values: Sequence[float], clusters: Sequence[str]) -> tuple[float, float]:
    """Return the percentile interval of the mean, clusters drawn with replacement.

    Efron and Tibshirani, An Introduction to the Bootstrap (1993), 13.3; questions on one document
    stand and fall together, so documents are drawn, not questions. Same input, same output.
    """
    grouped: dict[str, list[float]] = defaultdict(list)
    for value, cluster in zip(values, clusters, strict=True):
        grouped[cluster].append(value)
    sums = np.array([math.fsum(group) for group in grouped.values()])
    counts = np.array([len(group) for group in grouped.values()])
    drawn = np.random.default_rng(SEED).integers(0, len(sums), (SAMPLES, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def paired(before: Sequence[float], after: Sequence[float], clusters: Sequence[str]) -> Difference:
    """Return how the same questions differ, its interval from a bootstrap over clusters."""
    moved = [b - a for a, b in zip(before, after, strict=True)]
    if not moved:
        return Difference(0.0, 0, 0.0, 0.0, 0, 0)
    low, high = clustered(moved, clusters)
    better, worse = sum(m > 0 for m in moved), sum(m < 0 for m in moved)
    return Difference(math.fsum(moved) / len(moved), len(moved), low, high, better, worse)


def _apart(values: Sequence[float]) -> list[str]:
    return [str(number) for number in range(len(values))]
