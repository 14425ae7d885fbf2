"""What an index was made with. Another recipe gives other results, so the index is made anew."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from importlib.metadata import version
from pathlib import Path

from assistant.errors import IndexDamaged
from assistant.index import catalogue, passage
from assistant.index.encoder import Encoder
from assistant.index.lexical import ANALYSER_VERSION

NAME = "recipe.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """The makings of a generation. Those of `_TOLD` inform; the others must be equal."""

    encoder: str
    dimension: str  # of its vectors; the digest says whether they are others
    stamp: str
    digest: str
    splitter: str
    analyser: str
    passage: str
    catalogue: str
    chroma: str
    tantivy: str

    def write(self, folder: Path) -> None:
        """Put the recipe in a generation's folder."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    def difference(self, other: Recipe) -> str:
        """Return what is not the same in `other`, in words; "" when an index serves for both."""
        named = {"digest": f"the embedding model ({other.encoder} -> {self.encoder})"}
        return ", ".join(
            named.get(name, f"{name} ({getattr(other, name)} -> {getattr(self, name)})")
            for name in _DECISIVE
            if getattr(self, name) != getattr(other, name)
        )


_TOLD = {"encoder", "dimension", "stamp"}
_DECISIVE = tuple(f.name for f in fields(Recipe) if f.name not in _TOLD)


def read_recipe(folder: Path) -> Recipe:
    """Return the recipe of a generation's folder. Raises IndexDamaged."""
    try:
        values = json.loads((folder / NAME).read_text("utf-8"))
        return Recipe(**{field.name: str(values[field.name]) for field in fields(Recipe)})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"The recipe in {folder} cannot be read: run `rebuild`.") from error


def current_recipe(encoder: Encoder, splitter: str, known: Recipe | None = None) -> Recipe:
    """Return the recipe an index would be made with today.

    Reading a large model's files for its digest takes seconds: where the files have the sizes
    and times of the `known` recipe, its digest is taken. The model is loaded, for its dimension,
    where the digest is another one.
    """
    stamp = encoder.stamp
    digest = known.digest if known is not None and known.stamp == stamp else encoder.digest
    measured = known if known is not None and known.digest == digest else None
    return Recipe(
        encoder=encoder.name,
        dimension=measured.dimension if measured else str(encoder.dimension),
        stamp=stamp,
        digest=digest,
        splitter=splitter,
        analyser=str(ANALYSER_VERSION),
        passage=passage.VERSION,
        catalogue=str(catalogue.VERSION),
        chroma=version("chromadb"),
        tantivy=version("tantivy"),
    )
