"""The whole benchmark at a tiny size: one command, one report."""

from __future__ import annotations

import pytest
from hashing_encoder import HashingEncoder
from test_sets import put, row

from evals import benchmark as bench
from evals import costs
from evals.__main__ import main
from evals.comparison import BM25, MINILM, OURS, SENSE, WORDS
from evals.loading import Loaded
from evals.sets import public_sets


@pytest.fixture
def folder(tmp_path):
    """Return a folder of two tiny public sets, in two languages."""
    bodies = [
        "La forge de Belle-Eau emploie 41 ouvriers. Elle ferme en août.",
        "Le moulin de Verte-Rive date de 1911. Sa roue est de chêne.",
    ]
    asked = ["Combien d'ouvriers emploie la forge de Belle-Eau ?", "De quand date le moulin ?"]
    rows = [
        row(n, lang_q="fr", lang_p="fr", question=asked[n], context=bodies[n], answers=[said])
        for n, said in enumerate(("41", "1911"))
    ]
    put(tmp_path, "piaf", rows)
    lines = ["La roue tourne depuis hier.\tThe wheel turns since yesterday.", "Adieu.\tFarewell."]
    (tmp_path / "newstest2012-2014.fr-en.tsv").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


@pytest.fixture
def quick(tmp_path, monkeypatch):
    """Make both encoders instant and the fixed set one of the public ones; return the report."""
    out = tmp_path / "out" / "benchmark.md"
    monkeypatch.setattr(bench, "OUT", out)
    for name in ("open_encoder", "open_english"):
        monkeypatch.setattr(bench, name, lambda *_: HashingEncoder())
    for module in (bench, costs):
        monkeypatch.setattr(module, "load_apart", lambda *_: Loaded(0.5, 0.4, 10.0, 60.0))
    monkeypatch.setattr(bench, "fixed_set", lambda *_: public_sets(tmp_path)[0])
    return out


def test_one_command_measures_every_set_and_writes_one_report(folder, quick, capsys):
    assert main(["benchmark", str(folder), "--questions", "1", "--chunks", "12"]) == 0
    told = capsys.readouterr()
    assert told.out == quick.read_text(encoding="utf-8")
    headings = [line for line in told.out.splitlines() if line.startswith("#")]
    assert headings == [
        "# Retrieval: ours beside BM25 and all-MiniLM", "## Found: recall@1 and recall@4",
        "## Aims", "## Costs", "## Every figure", "## The sets",
    ]  # fmt: skip
    for name in (BM25, MINILM, WORDS, SENSE, OURS):
        assert f"| {name} " in told.out
    for pair in ("fr over fr", "fr over en", "en over fr"):
        assert pair in told.out
    assert "RATIO recall@4, PIAF, fr over fr: ours 1.000" in told.out
    assert "RATIO indexing rate" in told.out
    assert "0.50 s from the first import to the first hits" in told.out
    assert f"written to {quick}" in told.err
    assert [path.name[:8] for path in quick.parent.iterdir() if path != quick] == ["vectors-"]


def test_without_a_folder_the_fixed_set_is_measured_alone(folder, quick):
    lines = []
    text = bench.benchmark(lines.append, chunks=5)
    assert "newstest" not in text
    assert "PIAF" in text  # what stands for the fixed set here
    assert lines[-1] == f"written to {quick}"


def test_the_questions_that_are_timed_are_the_same_every_time(folder):
    sets = public_sets(folder)
    drawn = bench.timed_questions(sets)
    assert drawn == bench.timed_questions(sets)
    assert {one.text for one in drawn} == {one.text for s in sets for one in s.questions}
