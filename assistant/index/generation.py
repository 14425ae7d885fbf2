"""One generation of the index: both legs and the catalogue, in one folder, written in step.

Order of writing: promise in the catalogue, both legs, then the catalogue's commit, which is the
acknowledgement; last, what fell out of use leaves the legs. A kill between two of
these leaves promises open, and `repair` keeps or withdraws what they name.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import IndexDamaged, IndexTrouble, StorageFull
from assistant.index.catalogue import FILE, Catalogue, Entry
from assistant.index.encoder import Encoder
from assistant.index.lexical import Lexical
from assistant.index.passage import passage
from assistant.index.vectors import Vectors
from assistant.schema import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

log = logging.getLogger(__name__)

_CLOSED = "closed"


class Generation:
    """The handles on one folder. Writers take turns outside; readers may be many.

    Raises IndexDamaged when a part cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        """Open the generation in `folder`, or make an empty one."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.trouble = ""  # what went wrong since the opening, for people
        self.readers = 0  # counted by the index, under its gate
        self.catalogue = Catalogue(folder / FILE)
        try:
            self.lexical = Lexical.open(folder / "lexical")
        except BaseException:
            self.catalogue.close()
            raise
        try:
            self.vectors = Vectors(folder / "chroma")
        except BaseException:
            self.lexical.close()
            self.catalogue.close()
            raise

    def repair(self) -> None:
        """Withdraw from the legs what a killed writer left, and prove that all agree.

        Raises IndexDamaged when they do not.
        """
        clean = self.catalogue.fact(_CLOSED) == "yes"
        open_promises = self.catalogue.unsettled()
        if open_promises:
            log.warning("finishing %d changes that were cut short", len(open_promises))
            self._withdraw([id for id, held in open_promises if not held])
            self.catalogue.settled([id for id, _ in open_promises])
        chunks = self.catalogue.counts().chunks
        if not chunks == self.vectors.count() == self.lexical.count():
            raise IndexDamaged(
                f"the catalogue holds {chunks} chunks, the vectors {self.vectors.count()}, "
                f"the lexical leg {self.lexical.count()}"
            )
        if not clean and self.vectors.ids() != set(self.catalogue.chunk_ids()):
            raise IndexDamaged("the vectors are not those of the catalogue")
        self.vectors.check()
        self.catalogue.set_fact(_CLOSED, "no")

    def write(
        self, entries: Sequence[Entry], encoder: Encoder, donor: Generation | None = None
    ) -> None:
        """Add or replace documents: all of them acknowledged when this returns.

        Vectors of passages already embedded, here or in `donor`, are taken over.
        """
        wanted = {
            chunk.id: (words, passage(entry.document, chunk), entry.document.language)
            for entry in entries
            for chunk, words in zip(entry.chunks, entry.passages, strict=True)
        }
        held = self.catalogue.found(list(wanted))
        fresh = {id: wanted[id] for id in wanted if id not in held}
        if fresh:
            vectors = self._embedded(fresh, encoder, donor)
            self.catalogue.promise(fresh)
            # The lexical leg first: it inverts what it was given while Chroma fills its graph.
            self.lexical.add((id, text, language) for id, (_, text, language) in fresh.items())
            self.vectors.add(list(fresh), vectors)
            self.lexical.commit()
        self._tidy(self.catalogue.replace(entries))

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents out: gone from every answer when this returns."""
        self._tidy(self.catalogue.remove(document_ids))

    def close(self) -> None:
        """Close every part; what follows finds nothing half done."""
        try:
            self.catalogue.set_fact(_CLOSED, "yes")
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close every part without a word on its state."""
        self.vectors.close()
        self.lexical.close()
        self.catalogue.close()

    def _tidy(self, stale: Sequence[str]) -> None:
        """Take what fell out of use out of the legs; no answer shows it any more as it is."""
        try:
            self._withdraw(stale)
            self.catalogue.settled(stale)
        except (IndexTrouble, StorageFull) as error:
            log.warning(
                "%d old chunks stay in the index until it is opened again: %s", len(stale), error
            )

    def _withdraw(self, chunk_ids: Sequence[str]) -> None:
        if not chunk_ids:
            return
        self.vectors.delete(chunk_ids)
        self.lexical.delete(chunk_ids)
        self.lexical.commit()

    def _embedded(
        self,
        fresh: Mapping[str, tuple[str, str, Language]],
        encoder: Encoder,
        donor: Generation | None,
    ) -> Matrix:
        import numpy as np

        passages = [words for words, _, _ in fresh.values()]
        known = (donor.given(passages) if donor else {}) | self.vectors_of(passages)
        missing = {words: text for words, text, _ in fresh.values() if words not in known}
        known |= dict(zip(missing, encoder.encode_passages(list(missing.values())), strict=True))
        return np.stack([known[words] for words in passages]).astype(np.float32)

    def given(self, passages: Sequence[str]) -> dict[str, Matrix]:
        """Return the vectors held of those passages for the next generation; none when damaged."""
        if self.trouble:
            return {}
        try:
            return self.vectors_of(passages)
        except IndexDamaged as error:
            self.trouble = str(error)
            log.warning("embedding everything anew: %s", error)
            return {}

    def vectors_of(self, passages: Sequence[str]) -> dict[str, Matrix]:
        """Return the vectors held of those passage digests."""
        by_passage = self.catalogue.passages(passages)
        if not by_passage:
            return {}
        vectors = self.vectors.get(list(by_passage.values()))
        return {words: vectors[id] for words, id in by_passage.items() if id in vectors}


def open_sound(folder: Path) -> tuple[Generation | None, str]:
    """Return the generation in `folder`, repaired, or None and what is wrong with it."""
    try:
        generation = Generation(folder)
    except IndexDamaged as error:
        return None, f"it is damaged: {error}"
    try:
        generation.repair()
    except IndexDamaged as error:
        generation.abandon()
        return None, f"it is damaged: {error}"
    return generation, ""
