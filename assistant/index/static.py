"""Read a static embedding model with numpy alone: a table of vectors, a text the mean of its rows.

sentence-transformers calls such a model `StaticEmbedding`. It needs no torch: 50,000 rows of 256
are in memory in half a second, imports included, where torch alone takes seconds; a second of one
processor embeds 6,000 passages of 740 characters, and 11,000 when their words were met before,
since half of the work is the tokenizer's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.index.token_ids import TokenIds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

# Where a module of `modules.json` is defined has moved between versions; its class has not.
_TABLE, _UNIT = "StaticEmbedding", "Normalize"
_NAMES = ("embedding.weight", "embeddings")  # as sentence-transformers saves it, and model2vec
_FLOATS = {"F64", "F32", "F16"}  # what numpy knows of what safetensors can hold


class Static:
    """A table of vectors and the tokenizer that says which rows a text is. Thread-safe."""

    batch = 256  # texts at a time: the tokenizer shares a batch among the processors

    def __init__(self, tokenizer: Any, table: Matrix) -> None:
        """Take a `tokenizers.Tokenizer` and the rows of its token ids, float32."""
        self._ids = TokenIds(tokenizer)
        self._table = table
        self.dimension = int(table.shape[1])

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return the mean of each text's rows, float32 (n, dimension); no token, no length."""
        import numpy as np

        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for vector, ids in zip(vectors, self._ids.of(texts), strict=True):
            if ids.size:
                # A product with ones sums rows faster than any reduction that numpy has.
                share = np.full(len(ids), 1 / len(ids), dtype=np.float32)
                np.matmul(share, self._table.take(ids, axis=0), out=vector)
        return vectors


def read_static(folder: Path) -> Static | None:
    """Return the model in `folder` if it is static and in files that are read here, else None.

    Raises what its files make their readers raise when they are broken.
    """
    place = _table_folder(folder)
    if place is None:
        return None
    from safetensors import safe_open
    from tokenizers import Tokenizer

    with safe_open(str(place / "model.safetensors"), framework="numpy") as file:
        held = set(file.keys())
        name = next((name for name in _NAMES if held == {name}), None)
        if name is None or file.get_slice(name).get_dtype() not in _FLOATS:
            return None
        table = file.get_tensor(name).astype("float32")
    tokenizer = Tokenizer.from_file(str(place / "tokenizer.json"))
    tokenizer.no_padding()
    if table.shape[0] < tokenizer.get_vocab_size():
        raise ValueError(f"{table.shape[0]} vectors for {tokenizer.get_vocab_size()} tokens")
    width = _settings(folder / "config_sentence_transformers.json").get("truncate_dim")
    return Static(tokenizer, table[:, :width].copy() if width else table)


def _table_folder(folder: Path) -> Path | None:
    """Return where the table lies if `modules.json` names one and nothing else but unit length."""
    try:
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
        if not kinds or kinds[0] != _TABLE or kinds[1:] not in ([], [_UNIT]):
            return None
        if kinds[1:] and not _ends_in_the_vector(folder / modules[1]["path"] / "config.json"):
            return None
        place = folder / modules[0]["path"]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return place if (place / "model.safetensors").is_file() else None


def _ends_in_the_vector(config: Path) -> bool:
    """Return whether a Normalize module is about the text's vector; before 6.0 it always was."""
    ends = _settings(config)
    return all(
        ends.get(key) in (None, "sentence_embedding")
        for key in ("module_input_name", "module_output_name")
    )


def _settings(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
