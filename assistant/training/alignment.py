"""Align the stems of translated sentences: which of one language translates which of the other.

IBM model 1 (Brown et al. 1993) over stems, in both directions, symmetrised by the geometric mean.
Everything is an array or a sparse matrix: a million pairs of sentences take minutes on one core.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from tqdm import tqdm

_CANDIDATES = 40  # translations of a stem that the alignment chooses from
_ITERATIONS = 4
_BLOCK = 50_000  # sentence pairs at once
_NULL = 1e-3  # chance that a stem translates nothing: keeps rare stems from collecting garbage


@dataclass(frozen=True)
class Side:
    """One language of a corpus: which sentences (rows) hold which stems (columns), as 0 and 1."""

    stems: list[str]
    holds: sparse.csr_matrix


def dice(first: sparse.csr_matrix, second: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the Dice coefficient of every two stems that share sentences."""
    together = (first.T @ second).tocoo()
    one = np.asarray(first.sum(axis=0)).ravel()
    other = np.asarray(second.sum(axis=0)).ravel()
    together.data = 2 * together.data / (one[together.row] + other[together.col])
    return together.tocsr()


@dataclass(frozen=True)
class Links:
    """Every pair of a stem and a stem beside it in a pair of sentences that may translate it.

    Three arrays of one length: the cell of the possible translation, and the places of the two
    stems in the corpus.
    """

    cells: npt.NDArray[np.int32]
    first: npt.NDArray[np.int32]
    second: npt.NDArray[np.int32]


def links(
    first: sparse.csr_matrix, second: sparse.csr_matrix, possible: sparse.csr_matrix
) -> Links:
    """Return the links of a corpus whose cell is in `possible`."""
    width = second.shape[1]
    pattern = possible.tocoo()
    keys = pattern.row.astype(np.int64) * width + pattern.col  # ascending: rows are sorted
    found: list[Links] = []
    for at in tqdm(range(0, first.shape[0], _BLOCK), desc="links", unit=" blocks"):
        until = min(at + _BLOCK, first.shape[0])
        ones, others = _beside(first.indptr, second.indptr, at, until)
        wanted = first.indices[ones].astype(np.int64) * width + second.indices[others]
        cells = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        known = keys[cells] == wanted
        found.append(Links(*(a[known].astype(np.int32) for a in (cells, ones, others))))
    return Links(*(np.concatenate(part) for part in zip(*map(_parts, found), strict=True)))


def _parts(some: Links) -> tuple[npt.NDArray[np.int32], ...]:
    return some.cells, some.first, some.second


def _beside(
    first: npt.NDArray[np.int32], second: npt.NDArray[np.int32], at: int, until: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return all pairs of places, of rows `at` to `until`, from two arrays of row starts."""
    rows = np.repeat(np.arange(at, until), np.diff(first[at : until + 1]))
    sizes = np.diff(second)[rows]
    ones = np.repeat(np.arange(first[at], first[until], dtype=np.int64), sizes)
    before = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return ones, np.repeat(second[rows], sizes) + np.arange(len(ones)) - before


def align(
    cells: npt.NDArray[np.int32],
    explained: npt.NDArray[np.int32],
    source: npt.NDArray[np.int32],
) -> npt.NDArray[np.float64]:
    """Return p(translation | stem) of each cell by expectation maximisation (IBM model 1).

    `cells` and `explained`, the place of the translation, are of the links; `source` says whose
    translation each cell is.
    """
    chances: npt.NDArray[np.float64] = np.ones(len(source))
    for _ in tqdm(range(_ITERATIONS), desc="alignment", unit=" rounds"):
        shares = _shared(chances, source)[cells]
        # A stem shares one count among the stems beside it that may have given it.
        shares /= (np.bincount(explained, shares) + _NULL)[explained]
        chances = np.bincount(cells, shares, minlength=len(source)).astype(np.float64)
    return _shared(chances, source)


def _shared(
    values: npt.NDArray[np.float64], group: npt.NDArray[np.int32]
) -> npt.NDArray[np.float64]:
    """Return the values divided by the sum of their group."""
    sums = np.bincount(group, values)[group]
    return np.divide(values, sums, out=np.zeros_like(values), where=sums > 0)


def strongest(matrix: sparse.csr_matrix, kept: int) -> sparse.csr_matrix:
    """Return the `kept` largest values of each row."""
    rows: list[npt.NDArray[np.int64]] = []
    for row in range(matrix.shape[0]):
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        order = np.argsort(-matrix.data[start:end], kind="stable")[:kept]
        rows.append(start + order)
    chosen = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    row_of = np.repeat(np.arange(matrix.shape[0]), [len(r) for r in rows])
    return sparse.csr_matrix(
        (matrix.data[chosen], (row_of, matrix.indices[chosen])), shape=matrix.shape
    )


def symmetrised(first: Side, second: Side) -> sparse.csr_matrix:
    """Return sqrt(p(f|e) p(e|f)) of every two stems, first by second."""
    near = dice(first.holds, second.holds)
    forth, back = strongest(near, _CANDIDATES), strongest(near.T.tocsr(), _CANDIDATES).T.tocsr()
    possible = forth.maximum(back).tocsr()
    possible.sort_indices()
    linked = links(first.holds, second.holds, possible)
    pattern = possible.tocoo()
    there = align(linked.cells, linked.second, pattern.row)
    here = align(linked.cells, linked.first, pattern.col)
    return sparse.csr_matrix((np.sqrt(there * here), (pattern.row, pattern.col)), possible.shape)
