"""The index: both legs in step, owned by one process, checked on opening, rebuilt by itself.

Everything lies in generations, `gen-N/`, and the file CURRENT names the one in use. A rebuild
fills the next generation beside it, and one atomic replacement of CURRENT swaps them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from operator import length_hint
from pathlib import Path

from assistant.errors import IndexDamaged, IndexTrouble
from assistant.index import lock as locking
from assistant.index import pointer
from assistant.index.catalogue import Entry, document_digest
from assistant.index.encoder import Encoder
from assistant.index.generation import Generation, open_sound
from assistant.index.limits import NO_LIMITS, Limits
from assistant.index.pace import Pace
from assistant.index.passage import entry
from assistant.index.recipe import Recipe, current_recipe, read_recipe
from assistant.index.retrieval import retrieve
from assistant.index.statistics import Statistics, peek, statistics
from assistant.schema import Chunk, Document, Hit, Language, Progress

log = logging.getLogger(__name__)

Splitter = Callable[[Document], list[Chunk]]
BATCH = 256  # chunks acknowledged together at first; see `pace`


class Index:
    """Documents, found by meaning and by word. Thread-safe: many readers beside one writer."""

    def __init__(
        self, folder: Path, lock: locking.IndexLock, encoder: Encoder, splitter: Splitter
    ) -> None:
        """Hold the lock and nothing else; use `Index.open`."""
        self._folder = folder
        self._lock = lock
        self._encoder = encoder
        self._splitter = splitter
        self._recipe: Recipe
        self._current: Generation | None = None
        self._gate = threading.Condition()  # guards _current and its count of readers
        self._writer = threading.RLock()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        encoder: Callable[[], Encoder],
        splitter: Splitter,
        splitter_version: str,
        documents: Callable[[], Iterable[Document]],
        progress: Progress | None = None,
    ) -> Index:
        """Take the lock, check what is there, and build it from `documents()` where that is needed.

        Raises IndexBusy when another process owns the index, EncoderUnavailable, StorageFull.
        """
        lock = locking.IndexLock(folder / locking.NAME).acquire()
        try:
            index = cls(folder, lock, encoder(), splitter)
            index._start(splitter_version, documents, progress)
        except BaseException:
            lock.release()
            raise
        return index

    def publish(self, address: str, token: str) -> None:
        """Tell other processes where this one answers, and the token that opens."""
        self._lock.publish(address, token)

    # --- writing -----------------------------------------------------------------------------

    def update(self, documents: Iterable[Document], progress: Progress | None = None) -> None:
        """Add documents, or replace those of the same id; unchanged ones cost a digest.

        Each is in both legs or in neither; those of one batch are acknowledged together.
        """
        with self._writer:
            self._fill(self._held(), documents, progress)

    def remove(self, ids: Sequence[str]) -> None:
        """Take documents out; unknown ids are no error."""
        with self._writer:
            self._held().remove(ids)

    def rebuild(self, documents: Iterable[Document], progress: Progress | None = None) -> None:
        """Build the next generation from `documents` and swap it in; questions go on meanwhile.

        Vectors of unchanged passages are taken over. Nothing of the old generation stays on disk.
        """
        with self._writer:
            old = self._held()
            self._swap(self._built(documents, progress, donor=old), old)

    # --- reading -----------------------------------------------------------------------------

    def search(
        self,
        question: str,
        language: Language,
        top: int,
        *,
        limits: Limits = NO_LIMITS,
        also: Sequence[str] = (),
    ) -> list[Hit]:
        """Return the best `top` chunks by both legs, fused; best first.

        Only documents within the `limits` are returned. `also` are further texts to look for (the
        parts of a question), each counting half.
        """
        with self._reading() as generation:
            texts = [question, *also]
            return retrieve(generation, self._encoder, texts, language, top, limits)

    def rarity(self, word: str, language: Language) -> float:
        """Return how rare a question's word is in the corpus: 1 where nothing says it, 0 common."""
        with self._reading() as generation:
            return generation.lexical.rarity(word, language)

    def document(self, id: str) -> Document | None:
        """Return a document as indexed, or None."""
        with self._reading() as generation:
            return generation.catalogue.document(id)

    def documents(self) -> list[Document]:
        """Return every document by id, with an empty body."""
        with self._reading() as generation:
            return generation.catalogue.documents()

    def chunks_of(self, id: str) -> list[Chunk]:
        """Return a document's chunks in order; none for an unknown document."""
        with self._reading() as generation:
            return generation.catalogue.chunks_of(id)

    def stamp(self, id: str) -> str:
        """Return `document_digest` of the document as indexed, "" when it is not."""
        with self._reading() as generation:
            return generation.catalogue.digests([id]).get(id, "")

    def stamps(self) -> dict[str, str]:
        """Return the stamp of every document, by id."""
        with self._reading() as generation:
            return generation.catalogue.all_digests()

    def within(self, limits: Limits) -> int:
        """Return how many documents are within the limits."""
        with self._reading() as generation:
            return generation.catalogue.within(limits)

    def undated(self, limits: Limits = NO_LIMITS) -> int:
        """Return how many documents only their lack of a date keeps out of the limits."""
        with self._reading() as generation:
            return generation.catalogue.undated(limits)

    @property
    def recipe(self) -> Recipe:
        """What the generation in use was made with."""
        return self._recipe

    def statistics(self) -> Statistics:
        """Return what the index holds, its recipe and its health."""
        with self._reading() as generation:
            counts = generation.catalogue.counts()
            return statistics(counts, self._recipe, generation.trouble)

    @staticmethod
    def peek(folder: Path) -> Statistics:
        """Return the statistics of an index without opening it: no lock, no model, no Chroma."""
        return peek(folder)

    def close(self) -> None:
        """Wait for the questions under way, close everything, let go of the lock; twice is once."""
        with self._writer:
            generation = self._exchange(None)
            try:
                if generation is not None:
                    generation.close()
            finally:
                self._lock.release()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(
        self, splitter: str, documents: Callable[[], Iterable[Document]], progress: Progress | None
    ) -> None:
        place = pointer.pointed(self._folder)
        known, why = _recipe_of(place)
        self._recipe = current_recipe(self._encoder, splitter, known)
        generation: Generation | None = None
        if place is not None and known is not None:
            generation, damage = open_sound(place)
            difference = self._recipe.difference(known)
            why = damage or (difference and f"it was made with another recipe: {difference}")
        if generation is not None and not why:
            self._current = generation
            pointer.sweep(self._folder)
            return
        log.info("building the index: %s", why)
        same_encoder = known is not None and known.digest == self._recipe.digest
        try:
            built = self._built(documents(), progress, generation if same_encoder else None)
        except BaseException:
            if generation is not None:
                generation.abandon()
            raise
        self._swap(built, generation)

    def _built(
        self, documents: Iterable[Document], progress: Progress | None, donor: Generation | None
    ) -> Generation:
        """Return the next generation, filled and pointed at; on any failure, nothing of it."""
        pointer.sweep(self._folder)
        with ExitStack() as undo:
            undo.callback(pointer.sweep, self._folder)
            place = pointer.following(self._folder)
            with pointer.room(place):
                place.mkdir()
            generation = Generation(place)
            undo.callback(generation.abandon)
            self._fill(generation, documents, progress, donor)
            with pointer.room(place):
                self._recipe.write(place)
            pointer.point(self._folder, place)
            undo.pop_all()
        return generation

    def _fill(
        self,
        generation: Generation,
        documents: Iterable[Document],
        progress: Progress | None,
        donor: Generation | None = None,
    ) -> None:
        total, done, pace = length_hint(documents), 0, Pace(BATCH)
        for batch, read in self._batches(generation, documents, pace):
            with pace.timed():
                generation.write(batch, self._encoder, donor)
            done += read
            if progress is not None:
                progress("index", done, max(total, done))

    def _batches(
        self, generation: Generation, documents: Iterable[Document], pace: Pace
    ) -> Iterator[tuple[list[Entry], int]]:
        """Yield changed documents, split, in batches, with how many were read for each."""
        batch: dict[str, Entry] = {}
        chunks = read = 0
        for document in documents:
            read += 1
            if generation.catalogue.digests([document.id]) == {
                document.id: document_digest(document)
            }:
                batch.pop(document.id, None)
                continue
            batch[document.id] = entry(document, self._splitter(document))
            chunks += len(batch[document.id].chunks)
            if chunks >= pace.chunks:
                yield list(batch.values()), read
                batch, chunks, read = {}, 0, 0
        if read:
            yield list(batch.values()), read

    def _swap(self, new: Generation, old: Generation | None) -> None:
        self._exchange(new)
        if old is not None:
            old.abandon()
        pointer.sweep(self._folder)

    def _exchange(self, new: Generation | None) -> Generation | None:
        """Put `new` in use and return what was, once its last reader has left."""
        with self._gate:
            old, self._current = self._current, new
            while old is not None and old.readers:
                self._gate.wait()
        return old

    @contextmanager
    def _reading(self) -> Iterator[Generation]:
        with self._gate:
            generation = self._held()
            generation.readers += 1
        try:
            yield generation
        finally:
            with self._gate:
                generation.readers -= 1
                self._gate.notify_all()

    def _held(self) -> Generation:
        if self._current is None:
            raise IndexTrouble("The index is closed: open it again.")
        return self._current


def _recipe_of(place: Path | None) -> tuple[Recipe | None, str]:
    if place is None:
        return None, "there is none yet"
    try:
        return read_recipe(place), ""
    except IndexDamaged as error:
        return None, str(error)
