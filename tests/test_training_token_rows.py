"""Pairs of texts lie on the disk as token ids, and batches depend on their number alone."""

import numpy as np
import pytest

from assistant.training.token_rows import are_written, read_rows, write_pairs
from assistant.training.tokenizer import commonest_letters, learn_tokenizer

PAIRS = [(f"ligne {n} à lire", f"line {n} to read") for n in range(20)] + [
    ("", "\x00"),
    ("ligne 3 à lire", "long " * 50),
]


@pytest.fixture
def tokenizer():
    texts = [text for pair in PAIRS for text in pair] * 4
    return learn_tokenizer(texts, 200, commonest_letters(texts))


def test_every_text_has_its_ids_and_no_more_than_the_longest(tmp_path, tokenizer):
    assert not are_written(tmp_path)
    write_pairs(tmp_path, iter(PAIRS), tokenizer, 12)
    assert are_written(tmp_path)
    pairs = read_rows(tmp_path)
    assert len(pairs.left) == len(pairs.right) == len(PAIRS)
    rows = np.array([21, 0, 20])
    ids, starts = pairs.right.bag(rows)
    wanted = [tokenizer.encode(PAIRS[row][1]).ids[:12] or [1] for row in rows]
    assert [part.tolist() for part in np.split(ids, starts[1:])] == wanted
    assert len(wanted[0]) == 12
    assert pairs.left.bag(np.array([20]))[0].tolist() == [1]  # no token: the unknown one


def test_equal_texts_have_equal_numbers(tmp_path, tokenizer):
    write_pairs(tmp_path, PAIRS, tokenizer, 12)
    pairs = read_rows(tmp_path)
    assert pairs.left_texts[3] == pairs.left_texts[21]
    assert len(set(pairs.left_texts.tolist())) == len(PAIRS) - 1
    assert len(set(pairs.right_texts.tolist())) == len(PAIRS)


def test_once_through_no_pair_comes_twice_and_each_time_the_order_is_another(tmp_path, tokenizer):
    write_pairs(tmp_path, PAIRS, tokenizer, 12)
    pairs = read_rows(tmp_path)
    first = np.concatenate([pairs.batch(number, 5, (0, 1)) for number in range(4)])
    assert len(set(first.tolist())) == 20
    assert not np.array_equal(first[:5], pairs.batch(4, 5, (0, 1)))
    assert np.array_equal(first[5:10], pairs.batch(1, 5, (0, 1)))
    assert not np.array_equal(first[5:10], pairs.batch(1, 5, (1, 1)))
    assert len(pairs.batch(7, 1000, (0, 1))) == len(PAIRS)


def test_padded_texts_stand_between_their_ends(tmp_path, tokenizer):
    write_pairs(tmp_path, PAIRS, tokenizer, 12)
    side = read_rows(tmp_path).right
    rows = np.array([20, 21, 0])
    ids, inside = side.padded(rows, (90, 91))
    assert ids.shape == inside.shape == (3, 14)
    for line, said, row in zip(ids, inside, rows, strict=True):
        assert line[said].tolist() == [90, *side.bag(np.array([row]))[0].tolist(), 91]
        assert not line[~said].any()


def test_batches_by_length_cover_every_pair_once_and_hold_equal_lengths(tmp_path, tokenizer):
    texts = [("mot " * (1 + n % 10), "word " * (1 + n % 10)) for n in range(40)]
    write_pairs(tmp_path, texts, tokenizer, 99)
    pairs = read_rows(tmp_path)
    batches = [pairs.batch_by_length(number, 4, (0, 1), pool=10) for number in range(10)]
    assert sorted(np.concatenate(batches).tolist()) == list(range(40))
    lengths = [set(pairs.left.lengths(batch).tolist()) for batch in batches]
    assert all(len(each) == 1 for each in lengths)
    assert lengths != sorted(lengths, key=max)  # not from short to long
    again = pairs.batch_by_length(3, 4, (0, 1), pool=10)
    assert np.array_equal(again, batches[3])
    assert not np.array_equal(pairs.batch_by_length(13, 4, (0, 1), pool=10), batches[3])
    assert len(pairs.batch_by_length(5, 64, (0, 1), pool=10)) == 40  # fewer pairs than a batch


def test_equal_texts_on_either_side_are_alike(tmp_path, tokenizer):
    write_pairs(tmp_path, [("a", "b"), ("c", "b"), ("a", "d"), ("e", "f")], tokenizer, 9)
    alike = read_rows(tmp_path).alike(np.arange(4))
    assert {tuple(pair) for pair in np.argwhere(alike).tolist()} == {(0, 1), (1, 0), (0, 2), (2, 0)}
