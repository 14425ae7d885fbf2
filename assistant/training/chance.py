"""The fit of how likely a sentence answers: boosted trees, kept as plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from assistant.questions.chance import FALLS, INPUTS, RISES

Numbers = NDArray[np.float64]

TREES: Final = 120
DEPTH: Final = 6
_DIGITS: Final = 5


def fit_chance(rows: Numbers, right: Sequence[bool], counts: Sequence[float]) -> dict[str, Any]:
    """Return the trees of whether a sentence answers, as `assistant/questions/chance.json` is.

    `rows` are what `chance.inputs` tells, float64 (sentences, INPUTS); `counts` say how much each
    counts. The chance rises with RISES and falls with FALLS, whatever the examples say. Trees of
    eight leaves with forty sentences in each: of the sizes tried none was better on documents left
    out (November 2026). Friedman, "Greedy function approximation: a gradient boosting machine",
    2001.
    """
    model = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=0.05, max_leaf_nodes=8, max_depth=DEPTH, min_samples_leaf=40,
        l2_regularization=5.0, random_state=0, early_stopping=False,
        monotonic_cst=[1 if name in RISES else -1 if name in FALLS else 0 for name in INPUTS],
    )  # fmt: skip
    model.fit(rows, np.array(right, dtype=np.int64), sample_weight=np.array(counts, dtype=float))
    return {
        "inputs": list(INPUTS),
        "depth": DEPTH,
        "base": round(float(np.ravel(model._baseline_prediction)[0]), _DIGITS),
        # No public attribute holds the trees.
        "trees": [_plain(predictor.nodes) for (predictor,) in model._predictors],
    }


def _plain(nodes: Any) -> list[list[float]]:
    """Return the nodes of a tree as (input, most, left, right, value); a leaf leads to itself."""
    return [
        [0, 0.0, n, n, round(float(node["value"]), _DIGITS)]
        if node["is_leaf"]
        else [int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]),
              int(node["right"]), 0.0]
        for n, node in enumerate(nodes)
    ]  # fmt: skip
