"""Texts as rows of token ids, on the disk and mapped from it: a million take no memory."""

from __future__ import annotations

import hashlib
import io
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.storage import write_atomic

_BLOCK = 20_000  # texts tokenized at once
_LAST = "written.npy"  # tells that all the others are whole
_UNKNOWN = 1  # stands for a text that has no token, as a mean wants one

Ids = NDArray[np.integer]
Starts = NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """Texts one behind the other: text n has the ids `ids[starts[n]:starts[n + 1]]`."""

    ids: Ids
    starts: Starts

    def __len__(self) -> int:
        """The number of texts."""
        return len(self.starts) - 1

    def lengths(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of tokens of these texts."""
        counts: NDArray[np.int64] = self.starts[rows + 1] - self.starts[rows]
        return counts

    def bag(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], Starts]:
        """Return the ids of these texts and where each begins among them: an EmbeddingBag's."""
        lengths = self.lengths(rows)
        begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        places = np.repeat(self.starts[rows] - begins, lengths) + np.arange(lengths.sum())
        return self.ids[places].astype(np.int64), begins

    def padded(
        self, rows: NDArray[np.int64], ends: tuple[int, int]
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return these texts between two tokens, filled up with zeros, and what is no filling.

        Both (n, longest + 2).
        """
        lengths = self.lengths(rows)
        table = np.zeros((len(rows), int(lengths.max()) + 2), dtype=np.int64)
        places = np.arange(table.shape[1])
        table[:, 0] = ends[0]
        table[:, 1:][places[:-1] < lengths[:, None]] = self.bag(rows)[0]
        table[np.arange(len(rows)), lengths + 1] = ends[1]
        return table, places < lengths[:, None] + 2


@dataclass(frozen=True)
class Pairs:
    """Texts that belong together. `left_texts` and `right_texts`: equal numbers, equal texts.

    `targets`, where both shall lie, a unit vector a pair, is given by a teacher.
    """

    left: Rows
    right: Rows
    left_texts: NDArray[np.int64]
    right_texts: NDArray[np.int64]
    targets: NDArray[np.float32] | None = None

    def batch(self, number: int, size: int, seed: tuple[int, ...]) -> NDArray[np.int64]:
        """Return the rows of a batch, in an order that is another one each time through.

        It depends on nothing but its arguments, so a run that was cut short goes on the same.
        """
        size = min(size, len(self.left))
        around, place = divmod(number, len(self.left) // size)
        order = _order(len(self.left), (*seed, around))
        return order[place * size : (place + 1) * size]

    def alike(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which pairs of a batch have a text in common with which other ones, (n, n)."""
        same = [
            texts[rows][:, None] == texts[rows] for texts in (self.left_texts, self.right_texts)
        ]
        alike: NDArray[np.bool_] = same[0] | same[1]
        np.fill_diagonal(alike, False)
        return alike

    def batch_by_length(
        self, number: int, size: int, seed: tuple[int, ...], pool: int
    ) -> NDArray[np.int64]:
        """Return the rows of a batch whose pairs are about as long as each other, shortest first.

        As `batch`, but `pool` batches are drawn at once and dealt out by length, in any order.
        """
        size = min(size, len(self.left))
        pool = min(pool, len(self.left) // size)
        around, place = divmod(number, pool)
        drawn = self.batch(around, size * pool, seed)
        lengths = self.left.lengths(drawn) + self.right.lengths(drawn)
        drawn = drawn[np.argsort(lengths, kind="stable")]
        part = int(np.random.default_rng((*seed, around)).permutation(pool)[place])
        return drawn[part * size : (part + 1) * size]


@lru_cache(maxsize=8)
def _order(length: int, seed: tuple[int, ...]) -> NDArray[np.int64]:
    return np.random.default_rng(seed).permutation(length)


def write_pairs(
    place: Path, pairs: Iterable[tuple[str, str]], tokenizer: Tokenizer, longest: int
) -> None:
    """Tokenize pairs of texts, at most `longest` tokens of each, into the folder `place`."""
    columns = (_Column(), _Column())
    rest = iter(pairs)
    while block := list(islice(rest, _BLOCK)):
        for column, texts in zip(columns, zip(*block, strict=True), strict=True):
            column.add(texts, tokenizer, longest)
    for name, column in zip(("left", "right"), columns, strict=True):
        _write(place / f"{name}.npy", np.frombuffer(column.ids, np.uint16))
        _write(place / f"{name}.starts.npy", np.frombuffer(column.starts, np.int64))
        _write(place / f"{name}.texts.npy", np.frombuffer(column.texts, np.int64))
    _write(place / _LAST, np.zeros(0))


def read_rows(place: Path) -> Pairs:
    """Return the pairs in a folder, mapped from the disk."""
    left, right = (
        Rows(np.load(place / f"{name}.npy", mmap_mode="r"), np.load(place / f"{name}.starts.npy"))
        for name in ("left", "right")
    )
    texts = (np.load(place / f"{name}.texts.npy") for name in ("left", "right"))
    return Pairs(left, right, *texts)


def are_written(place: Path) -> bool:
    """Return whether `write_pairs` came to its end there."""
    return (place / _LAST).is_file()


class _Column:
    """One side of the pairs as it grows."""

    def __init__(self) -> None:
        self.ids = array("H")  # of 16 bits: a vocabulary has 65,536 tokens at most
        self.starts = array("q", [0])
        self.texts = array("q")

    def add(self, texts: Sequence[str], tokenizer: Tokenizer, longest: int) -> None:
        read = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        for text, encoding in zip(texts, read, strict=True):
            self.ids.extend(encoding.ids[:longest] or [_UNKNOWN])
            self.starts.append(len(self.ids))
            digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
            self.texts.append(int.from_bytes(digest, "little", signed=True))


def _write(path: Path, values: NDArray[np.generic]) -> None:
    held = io.BytesIO()
    np.save(held, values)
    write_atomic(path, held.getvalue())
