"""A toy of an English model, as the commands of `assistant/training` learn from."""

from __future__ import annotations

from pathlib import Path

import torch
from toy_pairs import sentences

WIDTH = 32


def teacher_folder(folder: Path) -> Path:
    """Save a BERT of two layers over the words of the English sentences."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(3)
    words = sorted({word for _, said, _ in sentences() for word in said[:-1].lower().split()})
    body = folder.with_name("teacher-body")
    body.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", *words]
    (body / "vocab.txt").write_text("\n".join(vocabulary) + "\n")
    numbers = {word: number for number, word in enumerate(vocabulary)}
    BertTokenizerFast(vocab=numbers, do_lower_case=True).save_pretrained(body)
    sizes = {"vocab_size": len(vocabulary), "hidden_size": WIDTH, "intermediate_size": 64}
    layers = {"num_hidden_layers": 2, "num_attention_heads": 2, "max_position_embeddings": 64}
    bert = BertModel(BertConfig(**sizes, **layers))
    table = bert.embeddings.word_embeddings.weight.data
    table.normal_()  # far above all else: a sentence lies where its words do
    table[: vocabulary.index(".") + 1] = 0
    bert.save_pretrained(body)
    model = SentenceTransformer(modules=[Transformer(str(body), max_seq_length=64), Pooling(WIDTH)])
    model.save(str(folder), create_model_card=False)
    return folder
