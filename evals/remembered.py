"""Vectors of all-MiniLM kept from one run to the next: it never changes, and is slow.

What is measured of its speed is measured anew each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.index.encoder import Encoder

    Matrix = NDArray[np.float32]


def key(text: str) -> str:
    """Return what a text's vector is kept under."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def vectors_kept(folder: Path, encoder: Encoder) -> dict[str, Matrix]:
    """Return the vectors kept of that very encoder, by `key`; none where there are none."""
    try:
        with _file(folder, encoder).open("rb") as raw, np.load(raw) as file:
            return dict(zip(file["keys"].tolist(), file["vectors"], strict=True))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return {}


def keep_vectors(folder: Path, encoder: Encoder, known: Mapping[str, Matrix]) -> None:
    """Keep those vectors, whole or not at all; the place of earlier ones is taken."""
    if not known:
        return
    folder.mkdir(parents=True, exist_ok=True)
    place = _file(folder, encoder)
    fresh = place.with_suffix(".new.npz")
    np.savez(fresh, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    fresh.replace(place)


def _file(folder: Path, encoder: Encoder) -> Path:
    return folder / f"vectors-{encoder.digest[:16]}.npz"
