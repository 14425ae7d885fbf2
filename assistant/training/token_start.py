"""Where the vectors of new tokens begin: at those that a teacher has for what they mean.

A piece that the teacher's vocabulary has gets its vector; an English one that it has not, the mean
of the teacher's pieces of it; any other, what its best translation gets, by the Dice coefficient
over pairs of sentences; what no pair holds, a random one like the teacher's.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from tokenizers import Tokenizer

from assistant.training.alignment import dice
from assistant.training.token_rows import Pairs, Rows

log = logging.getLogger(__name__)

Matrix = NDArray[np.float32]

_INSIDE = "##"  # stands before a piece that does not begin a word, at the teacher's as at ours


def start_vectors(
    ours: Tokenizer,
    theirs: Tokenizer,
    table: Matrix,
    sources: Iterable[Pairs],
    limit: int,
    seed: int,
) -> Matrix:
    """Return a vector a token of `ours`, (tokens, width), from the teacher's `table`.

    The right side of each source is English. At most `limit` of its pairs are looked at.
    """
    vocabulary, size = ours.get_vocab(), ours.get_vocab_size()
    known = np.zeros(size, dtype=bool)
    rng = np.random.default_rng(seed)
    spread = (size, table.shape[1])
    start = rng.normal(table.mean(axis=0), table.std(axis=0), spread).astype(np.float32)
    for piece, number in vocabulary.items():
        own = theirs.token_to_id(piece)
        if own is not None:
            start[number], known[number] = table[own], True
    copied = int(known.sum())
    held = [_held(source, size, limit) for source in sources]
    english = np.zeros(size)
    for left, right in held:
        english += np.asarray(right.sum(axis=0) - left.sum(axis=0)).ravel()
    for piece, number in vocabulary.items():
        if not known[number] and english[number] > 0:
            known[number] = _spelled(piece, theirs, table, start[number])
    spelled = int(known.sum()) - copied
    best = _best_translations(held, known)
    translated = np.flatnonzero(~known & (best >= 0))
    start[translated] = start[best[translated]]
    log.info("%d tokens: %d of the teacher, %d spelled with them, %d translated",
             size, copied, spelled, len(translated))  # fmt: skip
    return start


def _held(source: Pairs, size: int, limit: int) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Return which pairs hold which tokens, on either side; pairs from all over the files."""
    rows = np.unique(np.linspace(0, len(source.left) - 1, limit).astype(np.int64))
    return _holds(source.left, rows, size), _holds(source.right, rows, size)


def _holds(side: Rows, rows: NDArray[np.int64], size: int) -> sparse.csr_matrix:
    ids, starts = side.bag(rows)
    ones = np.ones(len(ids), dtype=np.float32)
    holds = sparse.csr_matrix((ones, ids, [*starts, len(ids)]), shape=(len(rows), size))
    holds.sum_duplicates()
    holds.data[:] = 1
    return holds


def _spelled(piece: str, theirs: Tokenizer, table: Matrix, into: Matrix) -> bool:
    """Put the mean vector of the teacher's pieces of a piece into place, if it has them all."""
    read = theirs.encode(piece.removeprefix(_INSIDE), add_special_tokens=False)
    if not read.ids or theirs.token_to_id("[UNK]") in read.ids:
        return False
    into[:] = table[read.ids].mean(axis=0)
    return True


def _best_translations(
    held: Iterable[tuple[sparse.csr_matrix, sparse.csr_matrix]], known: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return for each token the English one that is most its own among the known ones, or -1."""
    columns = np.flatnonzero(known)
    best = np.full(len(known), -1, dtype=np.int64)
    most = np.zeros(len(known), dtype=np.float32)
    for left, right in held:
        shared = dice(left, right[:, columns])
        top = np.asarray(shared.max(axis=1).todense(), dtype=np.float32).ravel()
        better = top > most
        best[better] = columns[np.asarray(shared.argmax(axis=1)).ravel()[better]]
        most[better] = top[better]
    return best
