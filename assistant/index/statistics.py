"""What an index holds and how it is, from inside or, without opening it, from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import IndexTrouble, StorageFull
from assistant.index import pointer
from assistant.index.catalogue import FILE, Catalogue, Counts
from assistant.index.recipe import Recipe, read_recipe


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the index holds and how it is: `health` is "ok", "missing", or says what is wrong."""

    documents: int = 0
    chunks: int = 0
    languages: dict[str, int] = field(default_factory=dict)
    first: str = ""  # the earliest and latest date of a document, ISO; empty: nothing is dated
    last: str = ""
    undated: int = 0
    recipe: Recipe | None = None
    health: str = "ok"


def statistics(counts: Counts, recipe: Recipe, trouble: str = "") -> Statistics:
    """Return the statistics of an index that opens, with what went wrong since."""
    return Statistics(
        counts.documents, counts.chunks, counts.languages,
        counts.first, counts.last, counts.undated,
        recipe, f"damaged: {trouble}" if trouble else "ok",
    )  # fmt: skip


def peek(folder: Path) -> Statistics:
    """Return the statistics of an index without opening it: no lock, no model, no Chroma."""
    trouble = ""
    for _ in range(2):  # a rebuild may swap the generation away between two reads
        place = pointer.pointed(folder)
        if place is None:
            return Statistics(health="missing")
        try:
            catalogue = Catalogue(place / FILE, read_only=True)
            try:
                return statistics(catalogue.counts(), read_recipe(place))
            finally:
                catalogue.close()
        except (IndexTrouble, StorageFull) as error:
            trouble = str(error)
    return Statistics(health=f"damaged: {trouble}")
