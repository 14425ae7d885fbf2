"""Words lie near what is said in their place, in any of the three languages."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.index.encoder import open_encoder, shipped_table
from assistant.index.meaning import Meaning, meaning

WORDS = ["fonderie", "usine", "emplois", "salaires", "2024", "l", "محطة", "صلب", "plant", "—", ""]


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("fonderie", "foundry", "harvest"),
        ("emplois", "jobs", "rain"),
        ("investissement", "استثمار", "المطر"),
        ("salariés", "employés", "navires"),
        ("investissement", "investment", "weather"),
    ],
)
def test_a_word_is_nearer_to_its_translation_than_to_a_stranger(word, near, far):
    to_near, to_far = meaning().likeness([word], [[near], [far]])[:, 0]
    assert to_near > to_far + 0.1


def test_a_word_is_its_own_nearest():
    assert meaning().likeness(["acier"], [["de", "acier", "brut"]])[0, 0] == pytest.approx(
        1, abs=1e-5
    )


def test_a_text_without_words_comes_near_nothing():
    assert meaning().likeness(["acier"], [[], ["acier"], []])[:, 0].tolist()[::2] == [0, 0]
    assert meaning().likeness([], [["acier"]]).shape == (1, 0)
    assert meaning().likeness(["acier"], []).shape == (0, 1)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), min_size=1, max_size=5))
def test_texts_are_compared_each_by_itself(texts):
    together = meaning().likeness(["acier", "plant"], texts)
    alone = [meaning().likeness(["acier", "plant"], [text])[0] for text in texts]
    assert np.allclose(together, np.stack(alone), atol=1e-5)


def test_what_is_remembered_is_what_is_read(monkeypatch):
    monkeypatch.setattr("assistant.index.meaning._MOST", 3)
    small = Meaning()
    first = small.vectors(WORDS)
    assert np.array_equal(first, small.vectors(WORDS))
    assert np.array_equal(first, Meaning().vectors(WORDS))


def test_the_table_stands_in_memory_once():
    opened = open_encoder()
    opened.encode_question("acier")
    assert opened._model is shipped_table()
