"""Floors: what the whole chain reaches on the gold set, and may not lose silently."""

from __future__ import annotations

from evals.floors import below, read_floors
from evals.gold import raw_documents, set_digest
from evals.metrics import faithful
from evals.report import measure
from evals.run import Run


def test_the_floors_were_set_for_these_questions_and_documents() -> None:
    assert read_floors().digest == set_digest(), (
        "questions or documents changed: run `python -m evals`, look at every figure, then set "
        "the floors and the digest in evals/floors.json in the same commit"
    )


def test_no_figure_is_below_its_floor(finished: Run) -> None:
    assert below(measure(finished.outcomes, finished), read_floors()) == []


def test_every_page_was_brought_in(finished: Run) -> None:
    assert len(finished.added) == len(raw_documents())
    assert [one for one in finished.added if one.status != "stored"] == []


def test_every_quote_stands_where_the_citation_says(finished: Run) -> None:
    cited = [citation for outcome in finished.outcomes for citation in outcome.answer.citations]
    assert cited
    assert [c for c in cited if not faithful(c, finished.bodies)] == []


def test_nothing_of_the_ticker_and_the_menus_is_said(finished: Run) -> None:
    furniture = ("94 milliards", "cookies", "taux de remplissage", "Les plus lus", "À lire aussi")
    said = [body for body in finished.bodies.values() if any(f in body for f in furniture)]
    assert said == []
