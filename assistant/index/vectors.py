"""The one door to Chroma: vectors by id, nothing else. Texts and filters live elsewhere.

Settings from measurements of Chroma 1.5.9: its defaults lose 11 % of the true top ten at
100,000 chunks, M 32 / ef_construction 200 / ef_search 200 lose 2 % and cost nothing visible;
storing documents multiplies the disk by five; `where` is slower than searching everything.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.errors import IndexDamaged, StorageFull

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

log = logging.getLogger(__name__)

COLLECTION = "chunks"
NEIGHBOURS, CONSTRUCTION, BREADTH = 32, 200, 200
# What is not persisted is replayed into the graph at the next opening (1,000 vectors: 0.3 s), so
# not seldom; and a kill while persisting can leave the graph unreadable, so not often.
PERSIST_EVERY = 1_000
WRITE, READ, ERASE = 2_000, 500, 500  # ids in one call; SQLite limits the variables of a query

T = TypeVar("T")


class Vectors:
    """Unit vectors by chunk id in a Chroma collection, by cosine. Thread-safe.

    Raises IndexDamaged when Chroma cannot read its files, StorageFull when it cannot write them.
    """

    def __init__(self, folder: Path) -> None:
        """Open, or make, the collection in `folder`."""
        import chromadb
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        self._count: int | None = None
        with _Trouble(folder):
            self._client: Any = chromadb.PersistentClient(
                str(folder), Settings(anonymized_telemetry=False, is_persistent=True)
            )
            self._collection: Any = self._client.get_or_create_collection(
                COLLECTION,
                embedding_function=None,
                configuration={
                    "hnsw": {
                        "space": "cosine",
                        "max_neighbors": NEIGHBOURS,
                        "ef_construction": CONSTRUCTION,
                        "ef_search": BREADTH,
                        "sync_threshold": PERSIST_EVERY,
                    }
                },
            )
            # Ask before the first write. Chroma 1.5.9 brings a collection up to date at its first
            # query in a process; what was written before that is then applied again, one slow
            # update at a time: the next write took 118 s after 2,900 vectors, so asked 0.02 s.
            self._collection.query(query_embeddings=self._some_vector(), n_results=1, include=[])
        self._folder = folder

    def _some_vector(self) -> Any:
        held = self._collection.peek(1)["embeddings"]
        return held if len(held) else [[0.0]]

    def add(self, ids: Sequence[str], vectors: Matrix) -> None:
        """Add vectors, or replace those of the same id. `vectors` is (n, dimension)."""
        with _Trouble(self._folder):
            for start in range(0, len(ids), WRITE):
                stop = start + WRITE
                self._collection.upsert(list(ids[start:stop]), embeddings=vectors[start:stop])
        self._count = None

    def delete(self, ids: Sequence[str]) -> None:
        """Delete those ids; unknown ones are no error."""
        with _Trouble(self._folder):
            for part in _parts(ids, ERASE):
                self._collection.delete(ids=list(part))
        self._count = None

    def search(self, vector: Matrix, top: int) -> list[tuple[str, float]]:
        """Return the `top` nearest as (id, cosine), best first; nothing for a zero vector."""
        top = min(top, self.count())
        if top <= 0 or not vector.any():
            return []
        with _Trouble(self._folder):
            found = self._collection.query(
                query_embeddings=vector[None, :], n_results=top, include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(id, 1.0 - float(distance)) for id, distance in pairs]

    def get(self, ids: Sequence[str]) -> dict[str, Matrix]:
        """Return the vectors of those ids; ids that are not there are left out."""
        import numpy as np

        vectors: dict[str, Matrix] = {}
        with _Trouble(self._folder):
            for part in _parts(ids, READ):
                found = self._collection.get(ids=list(part), include=["embeddings"])
                floats = np.asarray(found["embeddings"], dtype=np.float32)
                vectors.update(zip(found["ids"], floats, strict=True))
        return vectors

    def ids(self) -> set[str]:
        """Return every id."""
        with _Trouble(self._folder):
            return set(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        """Return how many vectors there are; remembered until the next change."""
        if self._count is None:
            with _Trouble(self._folder):
                self._count = int(self._collection.count())
        return self._count

    def check(self) -> None:
        """Prove that the graph answers. Raises IndexDamaged."""
        if not self.count():
            return
        with _Trouble(self._folder):
            found = self._collection.query(
                query_embeddings=self._some_vector(), n_results=1, include=[]
            )
        if not found["ids"][0]:
            raise IndexDamaged(f"The vectors in {self._folder} answer nothing: run `rebuild`.")

    def close(self) -> None:
        """Let go of the files and threads; the object is of no use afterwards."""
        self._client.close()


class _Trouble:
    """Turn what Chroma raises into our errors: its own, its store's, and Rust's panics."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: Any
    ) -> None:
        if error is None or isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            return
        said = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        if any(words in said.lower() for words in ("disk is full", "no space", "readonly")):
            raise StorageFull(
                f"The index in {self.folder} cannot be written ({said}): make room, then retry."
            ) from error
        raise IndexDamaged(
            f"The vectors in {self.folder} cannot be used ({said}): run `rebuild`."
        ) from error


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
