"""What an encoder costs."""

from __future__ import annotations

import pytest
from hashing_encoder import HashingEncoder
from tiny_static import SIZE, tiny_static

from assistant.index.encoder import open_encoder
from evals import costs
from evals.costs import cost, question_ms
from evals.loading import Loaded


def test_a_rate_stops_in_time_and_counts_what_was_encoded(monkeypatch):
    encoder = HashingEncoder()
    whole = cost("h", encoder, ["un texte"] * 500, ["une question"] * 3, None)
    assert len(encoder.passages) == 1 + 500  # one before the clock starts
    assert encoder.questions == ["une question"] * 3
    assert whole.chunks_s > 0
    monkeypatch.setattr(costs, "SECONDS", 0.0)
    encoder = HashingEncoder()
    assert cost("h", encoder, ["un texte"] * 500, [], None).chunks_s == 0
    assert len(encoder.passages) == 1


def test_a_question_is_told_by_its_median_and_its_slowest():
    one = costs.Cost("h", 64, 1.0, (3.0, 1.0, 2.0), 0.0, None)
    assert question_ms(one) == (2.0, 2.0)


def test_the_files_of_a_model_are_its_room_on_disk(tmp_path, monkeypatch):
    folder = tiny_static(tmp_path / "static")
    (folder / "onnx").mkdir()
    (folder / "onnx" / "model.onnx").write_bytes(b"x" * 5_000_000)  # for another runtime
    opened = []
    loaded = Loaded(1.0, 1.0, 2.0, 3.0)
    monkeypatch.setattr(costs, "load_apart", lambda name: opened.append(name) or loaded)
    found = cost("tiny", open_encoder(str(folder)), ["la fonderie"], ["la"], str(folder))
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert found.disk_mb == pytest.approx(sum(f.stat().st_size for f in files) / 1e6 - 5.0)
    assert (found.encoder, found.loaded, opened) == ("tiny", loaded, [str(folder)])
    assert found.dimension == SIZE
    assert cost("h", HashingEncoder(), [], [], None).disk_mb == 0.0
