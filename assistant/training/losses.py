"""What training makes small."""

from __future__ import annotations

import torch
from torch.nn import functional

_ALIKE = -1e4  # what stands in for the score of a text that is no other one


def contrast(
    left: torch.Tensor, right: torch.Tensor, alike: torch.Tensor, temperature: float
) -> torch.Tensor:
    """Return the mean cross-entropy of finding the partner among a batch's, either way.

    Of van den Oord et al. (2018). What is `alike`, (n, n), is not held against another's partner.
    """
    target = torch.arange(len(left), device=left.device)
    ours, theirs = functional.normalize(left, dim=1), functional.normalize(right, dim=1)
    scores = (ours @ theirs.T / temperature).masked_fill(alike, _ALIKE)
    forth, back = (functional.cross_entropy(side, target) for side in (scores, scores.T))
    return (forth + back) / 2


def distance(vectors: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Return 1 less the mean cosine of vectors and targets, all of unit length.

    That is half the squared distance, which Reimers and Gurevych (2020) take.
    """
    return 1 - (vectors * targets).sum(dim=1).mean()
