"""Write a transformer as a model that sentence-transformers opens: mean of tokens, unit length."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save
from tokenizers import Tokenizer, processors

from assistant.storage import write_atomic
from assistant.training.tokenizer import UNKNOWN

PADDING, FIRST, LAST = "[PAD]", "[CLS]", "[SEP]"

# Where the classes were before version 6 and are still found: every version opens them.
_MODULES = [
    {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
    for n, (path, kind) in enumerate(
        [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    )
]


def with_ends(tokenizer: Tokenizer) -> Tokenizer:
    """Return the tokenizer with a token before and one behind each text, as a BERT has seen."""
    ended = Tokenizer.from_str(tokenizer.to_str())
    ended.add_special_tokens([FIRST, LAST])
    ends = [(name, ended.token_to_id(name)) for name in (FIRST, LAST)]
    ended.post_processor = processors.TemplateProcessing(
        single=f"{FIRST} $A {LAST}", special_tokens=ends
    )
    return ended


def write_transformer(folder: Path, tokenizer: Tokenizer, body: Any, longest: int) -> None:
    """Write the model into `folder`, its weights as half floats; `longest` counts tokens and ends.

    `modules.json` comes last: without it the folder is no model.
    """
    width = body.config.hidden_size
    config = body.config.to_dict() | {"architectures": ["BertModel"], "dtype": "float32"}
    words = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "pad_token": PADDING,
        "unk_token": UNKNOWN,
        "cls_token": FIRST,
        "sep_token": LAST,
        "model_max_length": longest,
    }
    weights = {
        name: values.detach().to("cpu", torch.float16).contiguous()
        for name, values in body.state_dict().items()
        if values.is_floating_point()
    }
    write_atomic(folder / "model.safetensors", save(weights, {"format": "pt"}))
    write_atomic(folder / "tokenizer.json", tokenizer.to_str(pretty=False).encode())
    for name, content in (
        ("config", config),
        ("tokenizer_config", words),
        ("sentence_bert_config", {"max_seq_length": longest, "do_lower_case": False}),
        ("1_Pooling/config", {"word_embedding_dimension": width, "pooling_mode_mean_tokens": True}),
        ("2_Normalize/config", {}),
        ("config_sentence_transformers", {"prompts": {}, "similarity_fn_name": "cosine"}),
        ("modules", _MODULES),
    ):
        write_atomic(folder / f"{name}.json", (json.dumps(content, indent=1) + "\n").encode())
