"""The teacher is asked once for each text, however often it stands in the pairs."""

import numpy as np
import pytest
from tiny_models import static_folder

from assistant.training import teacher
from assistant.training.teacher import Teacher, narrowed, open_english, targets_of

TEXTS = ["bb", "a", "bb", "cccc", "a", "ddd", "eeeee"]
NUMBERS = np.array([7, -3, 7, 5, -3, 9, 1])


def embed(texts):
    return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_every_pair_gets_the_unit_vector_of_its_text(tmp_path):
    targets = targets_of(tmp_path / "taught", TEXTS, NUMBERS, embed, 2)
    assert len(targets.vectors) == 5
    expected = embed(TEXTS) / np.linalg.norm(embed(TEXTS), axis=1, keepdims=True)
    assert np.allclose(targets.at(np.arange(len(TEXTS))), expected, atol=1e-3)
    assert np.allclose(targets.at(np.array([5, 0])), expected[[5, 0]], atol=1e-3)


def test_a_text_is_asked_once_though_the_run_is_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(teacher, "_BLOCK", 2)
    asked = []

    def failing(texts):
        if asked:
            raise KeyboardInterrupt
        return counted(texts)

    def counted(texts):
        asked.append(texts)
        return embed(texts)

    with pytest.raises(KeyboardInterrupt):
        targets_of(tmp_path, TEXTS, NUMBERS, failing, 2)
    first = targets_of(tmp_path, TEXTS, NUMBERS, counted, 2)
    assert asked == [["bb", "a"], ["cccc", "ddd"], ["eeeee"]]
    again = targets_of(tmp_path, TEXTS, NUMBERS, pytest.fail, 2)
    whole = targets_of(tmp_path / "unbroken", TEXTS, NUMBERS, embed, 2)
    rows = np.arange(len(TEXTS))
    assert np.array_equal(again.at(rows), first.at(rows))
    assert np.array_equal(whole.at(rows), first.at(rows))


def test_a_model_without_layers_is_no_teacher(tmp_path):
    folder = static_folder(tmp_path / "static")
    with pytest.raises(ValueError, match="no BERT"):
        Teacher(folder, "cpu")


def test_narrowing_keeps_what_is_alike_alike():
    rng = np.random.default_rng(0)
    wide = (rng.normal(size=(200, 8)) @ rng.normal(size=(8, 32))).astype(np.float32)
    wide /= np.linalg.norm(wide, axis=1, keepdims=True)
    short = narrowed(wide, 8)
    assert short.shape == (200, 8)
    assert np.allclose(short @ short.T, wide @ wide.T, atol=1e-4)


def test_the_installed_teacher_is_not_our_own_model_whatever_ours_is(monkeypatch):
    monkeypatch.setenv("ASSISTANT_ENCODER", "/nowhere")
    folder = open_english().folder
    assert "minilm" in str(folder).lower()
    assert (folder / "modules.json").is_file()
