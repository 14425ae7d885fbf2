"""Each leg of retrieval asked alone, over a copy of an index that another process may own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.index import pointer
from assistant.index.generation import Generation
from assistant.language.text import detect_language
from assistant.schema import Chunk, Document

if TYPE_CHECKING:
    from assistant.index.encoder import Encoder

Found = list[tuple[Chunk, Document]]


@dataclass(frozen=True, slots=True)
class Legs:
    """The lexical and the dense leg of one index."""

    generation: Generation
    encoder: Encoder

    def lexical(self, question: str, top: int) -> Found:
        """Return the chunks that the lexical leg ranks first."""
        found = self.generation.lexical.search(question, detect_language(question), top)
        return self._load([id for id, _ in found])

    def dense(self, question: str, top: int) -> Found:
        """Return the chunks that the dense leg ranks first."""
        vector = self.encoder.encode_question(question)
        return self._load([id for id, _ in self.generation.vectors.search(vector, top)])

    def _load(self, ids: Sequence[str]) -> Found:
        loaded = self.generation.catalogue.load(ids)
        return [loaded[id] for id in ids if id in loaded]


@contextmanager
def open_legs(index: Path, encoder: Encoder, copy: Path) -> Iterator[Legs]:
    """Yield the legs of a copy of the index folder `index`, made at `copy`.

    One process owns an index; a copy may be read beside it. Raises FileNotFoundError.
    """
    shutil.copytree(index, copy)
    place = pointer.pointed(copy)
    if place is None:
        raise FileNotFoundError(copy / "CURRENT")
    generation = Generation(place)
    try:
        yield Legs(generation, encoder)
    finally:
        generation.close()
