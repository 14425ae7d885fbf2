"""The fit over the sentences of questions of which one answers best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Candidates: TypeAlias = list[tuple[tuple[float, ...], bool]]  # features, whether it answers
Weights: TypeAlias = NDArray[np.float64]

RIDGE = 1.0


def fit_ranking(asked: Sequence[Candidates], counts: Sequence[float]) -> Weights:
    """Return the weights that make a right sentence the first of its question.

    The list-wise loss: minus the logarithm of the share that the right ones have in a softmax over
    the question's candidates (Cao et al., "Learning to Rank: From Pairwise Approach to Listwise
    Approach", 2007). `counts` say how much each question counts; those without a right sentence,
    or with no other, teach nothing. Features are scaled, so that the ridge weighs on all alike.
    """
    useful = [
        (candidates, count)
        for candidates, count in zip(asked, counts, strict=True)
        if any(right for _, right in candidates) and not all(right for _, right in candidates)
    ]
    rows = np.array([features for candidates, _ in useful for features, _ in candidates], float)
    right = np.array([right for candidates, _ in useful for _, right in candidates], float)
    lengths = np.array([len(candidates) for candidates, _ in useful])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    of = np.repeat(np.arange(len(useful)), lengths)
    counted = np.array([count for _, count in useful])
    scale = rows.std(axis=0) + 1e-6
    inputs = (rows - rows.mean(axis=0)) / scale

    def loss(weights: Weights) -> tuple[float, Weights]:
        scores = inputs @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        every, those = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        value = float((counted * (np.log(every) - np.log(those))).sum())
        slope = inputs.T @ ((odds / every[of] - odds * right / those[of]) * counted[of])
        return value + RIDGE / 2 * float(weights @ weights), slope + RIDGE * weights

    found = minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / scale, dtype=np.float64)


def first_right(asked: Sequence[Candidates], ranking: Weights) -> list[bool]:
    """Return, for each question that has a right sentence, whether the first is one."""
    answerable = [candidates for candidates in asked if any(right for _, right in candidates)]
    best = (np.array([f for f, _ in some], float) @ ranking for some in answerable)
    return [some[int(ranks.argmax())][1] for some, ranks in zip(answerable, best, strict=True)]
