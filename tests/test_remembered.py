"""Vectors kept between runs: those of the same encoder and no other, or none."""

from __future__ import annotations

import numpy as np
from hashing_encoder import HashingEncoder

from evals.remembered import keep_vectors, key, vectors_kept

ONE, OTHER = HashingEncoder("one"), HashingEncoder("other")


def known(*texts):
    return dict(zip(map(key, texts), ONE.encode_passages(list(texts)), strict=True))


def test_vectors_come_back_as_they_were_kept_to_the_same_encoder_only(tmp_path):
    kept = known("une forge", "المصنع", "a mill")
    keep_vectors(tmp_path / "out", ONE, kept)
    back = vectors_kept(tmp_path / "out", ONE)
    assert list(back) == list(kept)
    assert all(np.array_equal(back[name], kept[name]) for name in kept)
    assert vectors_kept(tmp_path / "out", OTHER) == {}
    keep_vectors(tmp_path / "out", ONE, kept | known("more"))
    assert len(vectors_kept(tmp_path / "out", ONE)) == 4
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_texts_that_differ_have_keys_that_differ():
    assert key("forge") == key("forge") != key("Forge")
    assert key("\ud800") != key("")


def test_a_broken_file_holds_nothing(tmp_path):
    keep_vectors(tmp_path, ONE, known("a"))
    (file,) = tmp_path.iterdir()
    for content in (b"", b"not an archive", file.read_bytes()[:-30]):
        file.write_bytes(content)
        assert vectors_kept(tmp_path, ONE) == {}
    assert vectors_kept(tmp_path / "nowhere", ONE) == {}


def test_nothing_known_leaves_nothing(tmp_path):
    keep_vectors(tmp_path / "out", ONE, {})
    assert not (tmp_path / "out").exists()
