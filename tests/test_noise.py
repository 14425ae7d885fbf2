"""The fixed set asked in a crowd: what the crowd is, and what the report says it did."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hashing_encoder import HashingEncoder
from small_gold import ASKED, small_set
from test_compare import judged, record
from test_sets import put, row

from evals import __main__ as command
from evals import run as running
from evals.judged import FREE
from evals.noise import crowd, report
from evals.record import RUN, read_record
from evals.run import run
from evals.trouble import NothingToMeasure

# A crowd that would answer, were it of the set: what cites it must be told.
LURE = "Le moulin de Verte-Rive emploie 47 meuniers, et le moulin de Verte-Rive en cherche encore."


@pytest.fixture
def gold(tmp_path):
    return small_set(tmp_path, [ASKED])


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "public"
    place.mkdir()
    bodies = [f"La rivière numéro {n} coule vers la mer sans hâte." for n in range(4)]
    put(place, "piaf", [row(n, lang_p="fr", context=bodies[n]) for n in range(3)])
    mixed = [row(9, lang_p="fr", context=bodies[2]), row(10, lang_p="fr", context=bodies[3])]
    put(place, "afriqa_fr", [one | {"title": None} for one in mixed])
    return place


# --- the crowd --------------------------------------------------------------------------------


def test_a_crowd_is_each_paragraph_once_the_first_set_first(folder):
    found = crowd(folder, 100)
    assert [d.body.split()[3] for d in found.documents] == ["0", "1", "2", "3"]
    assert found.told == "3 of PIAF, 1 of AfriQA"
    assert len({d.id for d in found.documents}) == 4
    assert found.documents[3].title == ""
    assert crowd(folder, 2).told == "2 of PIAF"
    assert crowd(folder, 2).documents == found.documents[:2]


def test_markup_in_a_title_is_no_part_of_a_document(tmp_path):
    put(tmp_path, "piaf", [row(1, title="<i>Moonraker</i> (film)", lang_p="fr")])
    assert crowd(tmp_path, 1).documents[0].title == "Moonraker (film)"


def test_a_folder_without_sets_is_said(tmp_path):
    with pytest.raises(NothingToMeasure):
        crowd(tmp_path, 5)


# --- the run ----------------------------------------------------------------------------------


def test_the_crowd_lies_in_the_index_and_what_cites_it_is_known(gold, tmp_path, monkeypatch):
    monkeypatch.setattr(running, "open_encoder", lambda *_: HashingEncoder())
    put(tmp_path, "piaf", [row(1, lang_p="fr", title="", context=LURE)])
    alone = run(gold=gold, baselines=False)
    crowded = run(gold=gold, baselines=False, noise=crowd(tmp_path, 1).documents)
    assert (alone.about["documents"], crowded.about["documents"]) == (1, 2)
    (before,), (after,) = alone.judged, crowded.judged
    assert before.verdict == "right"
    assert FREE not in before.scores
    assert any("47" in quote for quote in after.cited)
    assert after.scores[FREE] == 0.0
    assert after.scores["quotes faithful"] == 1.0
    assert "Answers that cite the noise: 1 of 1 dev, 0 of 0 test." in report(alone, crowded, "1")


def test_one_command_asks_twice_and_writes_the_second_run(gold, folder, monkeypatch, capsys):
    monkeypatch.setattr(running, "open_encoder", lambda *_: HashingEncoder())
    monkeypatch.setattr(running, "read_set", lambda: gold)
    out = folder / "noise.json"
    asked = ["run", "--noise", str(folder), "--paragraphs", "3", "--out", str(out)]
    assert command.main(asked) == 0
    told = capsys.readouterr()
    assert told.out.startswith("# Noise: 3 of PIAF\n")
    assert "Answers that cite the noise: 0 of 1 dev" in told.out
    assert "with 3 of PIAF" in told.err
    assert read_record(out).about["documents"] == 4


def test_floors_are_not_set_by_a_run_with_noise(folder, capsys):
    before = RUN.read_bytes() if RUN.exists() else b""
    assert command.main(["run", "--noise", str(folder), "--update-floors"]) == 1
    assert "without noise" in capsys.readouterr().err
    assert (RUN.read_bytes() if RUN.exists() else b"") == before


# --- the report -------------------------------------------------------------------------------


def test_what_must_hold_stands_first_with_its_difference():
    before = record(judged("q1"), judged("q2", "refused"), judged("t1", split="test"))
    stray = replace(judged("q2", "wrong"), scores=judged("q2", "wrong").scores | {FREE: 0.0})
    after = record(judged("q1"), stray, judged("t1", split="test", **{FREE: 1.0}))
    told = report(before, after, "2 of PIAF")
    (line,) = (line for line in told.splitlines() if line.startswith("| wrong  "))
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert [cell.split()[0] for cell in cells[1:4]] == ["0.000", "0.333", "+0.333"]
    assert cells[4] == "0 / 1"
    assert "Answers that cite the noise: 1 of 1 dev, 0 of 1 test." in told
    assert "Question t1" not in told
    assert told.index("| wrong  ") < told.index("# From A to B")
