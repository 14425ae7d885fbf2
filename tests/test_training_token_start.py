"""Tokens begin where the teacher has what they mean."""

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from assistant.training.token_rows import read_rows, write_pairs
from assistant.training.token_start import start_vectors

OURS = ["[PAD]", "[UNK]", "mill", "works", "cable", "fonderie", "moulin", "foundries", "jamais"]
THEIRS = ["[PAD]", "[UNK]", "works", "mill", "cable", "found", "##ries"]
PAIRS = [
    ("moulin", "mill"),
    ("moulin cable", "mill cable"),
    ("fonderie", "foundries"),
    ("fonderie moulin", "foundries mill"),
]


def word_pieces(pieces):
    tokenizer = Tokenizer(
        models.WordPiece({piece: n for n, piece in enumerate(pieces)}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return tokenizer


TABLE = np.random.default_rng(1).normal(size=(len(THEIRS), 4)).astype(np.float32)


@pytest.fixture
def start(tmp_path):
    write_pairs(tmp_path, PAIRS, word_pieces(OURS), 20)
    vectors = start_vectors(
        word_pieces(OURS), word_pieces(THEIRS), TABLE, [read_rows(tmp_path)], limit=100, seed=0
    )
    return dict(zip(OURS, vectors, strict=True))


def theirs(piece):
    return TABLE[THEIRS.index(piece)]


def test_a_piece_of_the_teacher_keeps_its_vector(start):
    for piece in ("[PAD]", "[UNK]", "mill", "works", "cable"):
        assert np.array_equal(start[piece], theirs(piece))


def test_an_english_word_is_the_mean_of_the_teachers_pieces_of_it(start):
    assert np.allclose(start["foundries"], (theirs("found") + theirs("##ries")) / 2)


def test_a_foreign_word_is_its_best_translation(start):
    assert np.array_equal(start["moulin"], theirs("mill"))
    assert np.array_equal(start["fonderie"], start["foundries"])


def test_what_no_pair_holds_is_random_but_another_time_the_same(start, tmp_path):
    write_pairs(tmp_path / "again", PAIRS, word_pieces(OURS), 20)
    sources = [read_rows(tmp_path / "again")]
    for seed in (0, 1):
        again = start_vectors(
            word_pieces(OURS), word_pieces(THEIRS), TABLE, sources, limit=100, seed=seed
        )
        assert np.array_equal(start["jamais"], again[-1]) == (seed == 0)
    assert not (start["jamais"] == TABLE).all(axis=1).any()
