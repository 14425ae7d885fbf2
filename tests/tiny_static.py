"""A static model of a few words, written without torch."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from assistant.training.static_folder import write_static

WORDS = ["[UNK]", "la", "fonderie", "emploie", "forge", "mill", "ouvriers"]
SIZE = 16


def tiny_static(folder: Path) -> Path:
    """Write the model and return its folder."""
    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    write_static(folder, tokenizer, np.random.default_rng(1).normal(size=(len(WORDS), SIZE)))
    return folder
