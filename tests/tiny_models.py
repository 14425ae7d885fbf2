"""Real sentence-transformers models of a few words, made on the spot."""

from __future__ import annotations

from pathlib import Path

WORDS = "la fonderie de tanger embauche the foundry hires workers query passage :".split()
SIZE = 24


def static_folder(folder: Path, *, unit: bool = False, half: bool = False) -> Path:
    """Save a table of vectors, a row a word of WORDS; a word it does not know has no length."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    torch.manual_seed(1)
    weights = torch.randn(len(WORDS) + 1, SIZE)
    weights[-1] = 0
    table = StaticEmbedding(_tokenizer(), embedding_weights=weights.half() if half else weights)
    model = SentenceTransformer(modules=[table, Normalize()] if unit else [table])
    model.save(str(folder), create_model_card=False)
    return folder


def transformer_folder(folder: Path) -> Path:
    """Save a BERT of one layer over WORDS, with mean pooling."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(2)
    body = folder.with_name(folder.name + "-body")
    words = PreTrainedTokenizerFast(
        tokenizer_object=_tokenizer(), unk_token="[UNK]", pad_token="[UNK]"
    )
    words.save_pretrained(body)
    BertModel(
        BertConfig(
            vocab_size=len(WORDS) + 1,
            hidden_size=SIZE,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=64,
        )
    ).save_pretrained(body)
    model = SentenceTransformer(modules=[Transformer(str(body), max_seq_length=64), Pooling(SIZE)])
    model.save(str(folder), create_model_card=False)
    return folder


def _tokenizer():
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({w: i for i, w in enumerate([*WORDS, "[UNK]"])}, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer
