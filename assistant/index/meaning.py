"""How alike words are, in one language or across two: by the vectors of the shipped encoder.

The encoder learned them for whole texts, as the mean of their words; a word by itself lies near
its translations and near what is said in its place. Whatever encoder the dense leg uses, words are
compared by the shipped one: what is weighed by their likeness was fitted on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from assistant.index.encoder import shipped_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_MOST: Final = 20_000  # words remembered; a thousand bytes each


class Meaning:
    """Vectors of words, each read once. Thread-safe."""

    def __init__(self) -> None:
        """Read nothing yet: the table is loaded at the first word."""
        self._known: dict[str, Matrix] = {}

    def vectors(self, words: Sequence[str]) -> Matrix:
        """Return a unit vector a word, float32 (n, dimension); zero for a word without tokens.

        Raises EncoderUnavailable where the shipped model is missing.
        """
        import numpy as np

        known = self._known if len(self._known) < _MOST else {}
        table = shipped_table()
        if new := list({word for word in words if word not in known}):
            made = table.encode(new)
            made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-6)
            known.update(zip(new, made, strict=True))
        self._known = known  # a new one where the old was full: another thread may still read it
        if not words:
            return np.zeros((0, table.dimension), dtype=np.float32)
        return np.stack([known[word] for word in words])

    def likeness(self, asked: Sequence[str], texts: Sequence[Sequence[str]]) -> Matrix:
        """Return how near each text comes to each word: the cosine of its nearest word, 0 at least.

        float32 (texts, words asked); `texts` are given as their words.
        """
        import numpy as np

        if not asked or not texts:
            return np.zeros((len(texts), len(asked)), dtype=np.float32)
        number: dict[str, int] = {"": 0}  # stands in every text, so that none is empty
        said = [[0, *(number.setdefault(word, len(number)) for word in text)] for text in texts]
        starts = np.cumsum([0, *(len(one) for one in said[:-1])])
        alike = self.vectors(list(number)) @ self.vectors(asked).T
        nearest: Matrix = np.maximum.reduceat(alike[np.concatenate(said)], starts, axis=0)
        return nearest

    def nearness(self, one: str, other: str) -> float:
        """Return how near two whole texts come to each other, in whatever languages: a cosine."""
        import numpy as np

        pair = shipped_table().encode([one, other])
        pair /= np.maximum(np.linalg.norm(pair, axis=1, keepdims=True), 1e-6)
        return float(pair[0] @ pair[1])


@lru_cache(maxsize=1)
def meaning() -> Meaning:
    """Return the words' vectors, shared by all questions."""
    return Meaning()
