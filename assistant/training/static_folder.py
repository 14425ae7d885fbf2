"""Write a table of vectors as a model that sentence-transformers opens."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save
from tokenizers import Tokenizer

from assistant.storage import write_atomic

# Where the class was before version 6 and is still found: every version opens it. No module makes
# unit length: half floats would make of a text without a token no number instead of zeros.
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"}
]
_CONFIG: dict[str, object] = {
    "prompts": {},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def write_static(folder: Path, tokenizer: Tokenizer, table: NDArray[np.floating]) -> None:
    """Write the model into `folder`: a row of the table a token, as half floats."""
    folder.mkdir(parents=True, exist_ok=True)
    write_atomic(folder / "tokenizer.json", tokenizer.to_str(pretty=False).encode())
    weights = save({"embedding.weight": table.astype(np.float16)})
    write_atomic(folder / "model.safetensors", weights)
    for name, content in (("modules", _MODULES), ("config_sentence_transformers", _CONFIG)):
        write_atomic(folder / f"{name}.json", (json.dumps(content, indent=1) + "\n").encode())
