"""What loading costs, measured in a process of its own."""

from __future__ import annotations

import pytest
from ateliers import DOCUMENTS
from tiny_static import tiny_static

from assistant.index.encoder import open_encoder
from evals.loading import load_apart
from evals.retrievers import open_ours


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tiny_static(tmp_path_factory.mktemp("model") / "static")


def test_a_model_is_loaded_in_a_process_that_held_nothing_before(folder):
    of = load_apart(str(folder))
    assert of.processor_s > 0
    assert 0 < of.seconds < 60
    assert 1 < of.before_mb < 40  # an interpreter, and none of our libraries
    assert of.after_mb > of.before_mb


def test_a_whole_index_is_more_than_its_model(folder, tmp_path):
    with open_ours(tmp_path, open_encoder(str(folder))) as index:
        index.update(DOCUMENTS)
    assert load_apart(str(folder), tmp_path).after_mb > load_apart(str(folder)).after_mb


def test_what_cannot_be_loaded_is_told_with_what_was_said():
    with pytest.raises(RuntimeError, match="EncoderUnavailable"):
        load_apart("/nowhere/at/all")
