"""Vectors in a real Chroma: found, replaced, deleted, kept; damage has a name."""

import subprocess
import sys
import time

import numpy as np
import pytest

from assistant.errors import IndexDamaged
from assistant.index.vectors import READ, Vectors


def _unit(n, dimension=16, seed=0):
    matrix = np.random.default_rng(seed).normal(size=(n, dimension)).astype(np.float32)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


@pytest.fixture
def vectors(tmp_path):
    vectors = Vectors(tmp_path / "chroma")
    yield vectors
    vectors.close()


def test_an_empty_collection_answers_with_nothing(vectors):
    assert vectors.count() == 0
    assert vectors.search(_unit(1)[0], 5) == []
    vectors.check()


def test_the_nearest_come_first_with_their_cosine(vectors):
    matrix = _unit(200)
    vectors.add([f"c{i}" for i in range(200)], matrix)
    found = vectors.search(matrix[7], 10)
    truth = np.argsort(-(matrix @ matrix[7]))[:10]
    assert [id for id, _ in found] == [f"c{i}" for i in truth]
    assert [score for _, score in found] == pytest.approx(
        [float(matrix[i] @ matrix[7]) for i in truth], abs=1e-4
    )


def test_what_is_deleted_or_replaced_is_not_found_as_it_was(vectors):
    matrix = _unit(3)
    vectors.add(["a", "b"], matrix[:2])
    vectors.add(["a"], matrix[2:])
    vectors.delete(["b", "never there"])
    assert vectors.count() == 1
    assert vectors.search(matrix[2], 5) == [("a", pytest.approx(1.0, abs=1e-5))]


def test_vectors_come_back_by_id_as_they_went_in(vectors):
    matrix = _unit(READ + 20)
    ids = [f"c{i}" for i in range(len(matrix))]
    vectors.add(ids, matrix)
    back = vectors.get([*ids, "never there"])
    assert set(back) == set(ids) == vectors.ids()
    assert np.allclose(np.stack([back[id] for id in ids]), matrix, atol=1e-6)
    assert back["c0"].dtype == np.float32


def test_a_vector_of_nothing_neither_breaks_nor_finds(vectors):
    vectors.add(["nothing", "something"], np.vstack([np.zeros((1, 16), np.float32), _unit(1)]))
    assert vectors.search(np.zeros(16, np.float32), 5) == []
    assert vectors.search(_unit(1)[0], 5)[0][0] == "something"


def test_vectors_outlive_their_process(tmp_path):
    code = """
import sys, pathlib, numpy as np
from assistant.index.vectors import Vectors
v = Vectors(pathlib.Path(sys.argv[1])); v.add(["a"], np.ones((1, 4), np.float32) / 2)
import os; os._exit(9)
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "chroma")], timeout=60)
    assert done.returncode == 9
    vectors = Vectors(tmp_path / "chroma")
    assert vectors.search(np.ones(4, np.float32) / 2, 1)[0][0] == "a"
    vectors.close()


def test_a_write_after_the_first_question_is_no_slower_than_others(vectors):
    matrix = _unit(700, dimension=128)
    started = time.monotonic()
    vectors.add([f"c{i}" for i in range(699)], matrix[:699])
    filling = time.monotonic() - started
    vectors.search(matrix[0], 5)
    started = time.monotonic()
    vectors.add(["one more"], matrix[699:])
    assert time.monotonic() - started < filling  # Chroma left to itself: ten times as long


def test_damage_and_a_closed_handle_are_index_damaged(tmp_path):
    vectors = Vectors(tmp_path / "chroma")
    vectors.add(["a"], _unit(1))
    vectors.close()
    with pytest.raises(IndexDamaged):
        vectors.search(_unit(1)[0], 1)
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 500)
    with pytest.raises(IndexDamaged, match="rebuild"):
        Vectors(tmp_path / "chroma").count()
