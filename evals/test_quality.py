"""Floors: what the whole chain reaches on the gold set, and may not lose silently."""

from __future__ import annotations

import pytest

from evals.figures import figure
from evals.floors import below, pinned_figures, read_floors
from evals.gold import read_set
from evals.record import Record

pytestmark = pytest.mark.timeout(600)  # the first test waits for the whole run


def test_the_floors_were_set_for_these_questions_and_documents() -> None:
    assert read_floors().digest == read_set().digest(), (
        "questions or documents changed: run `python -m evals`, look at every figure, then pin "
        "them with `python -m evals --update-floors --allow-regression` in the same commit"
    )


def test_no_figure_is_below_its_floor(finished: Record) -> None:
    assert below(pinned_figures(finished), read_floors()) == []


def test_every_page_was_brought_in(finished: Record) -> None:
    assert finished.about["not_stored"] == {}


def test_every_quote_stands_where_the_citation_says(finished: Record) -> None:
    assert figure(finished.judged, "quotes faithful").of > 0
    assert figure(finished.judged, "quotes faithful").value == 1.0


def test_every_figure_said_is_cited(finished: Record) -> None:
    assert figure(finished.judged, "figures supported").value == 1.0


def test_we_are_ahead_of_every_baseline(finished: Record) -> None:
    ours = figure(finished.judged, "right").low
    assert finished.baselines
    for judged in finished.baselines.values():
        assert figure(judged, "right").high < ours


def test_the_test_half_stays_unread(finished: Record) -> None:
    for one in finished.judged:
        if one.split == "test":
            assert (one.asked, one.expected, one.said, one.cited) == ("", "", "", ())
