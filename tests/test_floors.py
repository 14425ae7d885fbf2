"""The gate: nothing falls under its floor unseen, and no floor is lowered unsaid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evals.floors import (
    BY_LANGUAGE,
    EXTRACTION,
    PINNED,
    Floors,
    below,
    pinned_figures,
    reached,
    read_floors,
    update_floors,
    write_floors,
)
from evals.intervals import share
from evals.judged import Extraction, Judged
from evals.record import Record
from evals.trouble import FloorsLowered


def judged(number: int, right: bool) -> Judged:
    scores = dict.fromkeys(PINNED, float(right))
    scores |= {"wrong": float(not right), "wrongly refused": 0.0}
    return Judged(
        id=f"q{number}", language=("fr", "en", "ar")[number % 3], over=("fr",), type="figure",
        split="dev", cluster=f"d{number}", answerable=True, verdict="right" if right else "wrong",
        stage="", reason="", scores=scores, confidence=None, timings_ms={},
    )  # fmt: skip


def record(right: int, of: int = 30, digest: str = "set", furniture: float = 0.0) -> Record:
    page = Extraction("page.html", "dev", "fr", 1.0, furniture, "right", True, True)
    questions = tuple(judged(number, number < right) for number in range(of))
    return Record({"digest": digest}, questions, (page,))


def pinned(right: int, tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    update_floors(record(right), allow_regression=True, path=path)
    return path


def test_every_figure_is_pinned_by_group(tmp_path: Path) -> None:
    floors = read_floors(pinned(20, tmp_path)).floors
    assert set(floors) == {"all", "fr", "en", "ar", "extraction"}
    assert set(floors["all"]) == set(PINNED)
    assert set(floors["ar"]) == set(BY_LANGUAGE)
    assert set(floors["extraction"]) == set(EXTRACTION)


def test_what_was_reached_passes_its_own_floors() -> None:
    measured = pinned_figures(record(20))
    assert below(measured, reached(measured, "set")) == []


def test_one_question_is_let_pass_and_two_are_not(tmp_path: Path) -> None:
    floors = read_floors(pinned(20, tmp_path))
    assert below(pinned_figures(record(19)), floors) == []
    told = below(pinned_figures(record(18)), floors)
    assert any(line.startswith("all, right: 0.600") for line in told)


def test_more_wrong_answers_are_worse_although_the_figure_is_higher() -> None:
    floors = Floors("", 1.0, "", {"all": {"wrong": 0.1}})
    assert below({"all": {"wrong": share([1] * 11 + [0] * 89)}}, floors) == []
    assert len(below({"all": {"wrong": share([1] * 12 + [0] * 88)}}, floors)) == 1


def test_what_is_no_longer_measured_fails() -> None:
    floors = Floors("", 1.0, "", {"all": {"right": 0.0}, "ar": {"right": 0.0}})
    assert len(below({"all": {"right": share([1.0])}}, floors)) == 1


def test_floors_rise_and_are_not_lowered_unless_said(tmp_path: Path) -> None:
    path = pinned(20, tmp_path)
    update_floors(record(25), path=path)
    assert read_floors(path).floors["all"]["right"] == 0.833
    before = path.read_bytes()
    with pytest.raises(FloorsLowered, match="right"):
        update_floors(record(24), path=path)
    assert path.read_bytes() == before
    told = update_floors(record(24), allow_regression=True, path=path)
    assert any(line.startswith("LOWERED all, right: 0.833 -> 0.800") for line in told)


def test_a_ceiling_is_not_raised_unless_said(tmp_path: Path) -> None:
    path = pinned(20, tmp_path)
    worse = record(20, furniture=0.5)
    with pytest.raises(FloorsLowered, match="furniture"):
        update_floors(worse, path=path)


def test_a_floor_is_not_dropped_unless_said(tmp_path: Path) -> None:
    path = pinned(20, tmp_path)
    with pytest.raises(FloorsLowered, match="not measured"):
        update_floors(replace(record(20), extraction=()), path=path)


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = Floors("set", 1.0, "why", {"all": {"right": 0.5}})
    write_floors(floors, tmp_path / "floors.json")
    assert read_floors(tmp_path / "floors.json") == floors
