"""The benchmark as Markdown, from figures made by hand."""

from __future__ import annotations

from dataclasses import replace

from evals.comparison import (
    BM25,
    FUSED,
    MINILM,
    OURS,
    RECIPE,
    SENSE,
    WORDS,
    Asked,
    Collection,
    Contest,
)
from evals.comparison import Standing as Found
from evals.costs import Cost
from evals.loading import Loaded
from evals.metrics import Place
from evals.reporting.contests import aims, at_a_glance, at_size, encoders, every_figure, ratios
from evals.scale import CHROMA, Scale, Spent
from evals.sets import FIXED

HERE, ELSEWHERE = Place("d", 0, 10), Place("e", 0, 10)
WANTED = (frozenset({HERE}),)
FRENCH = [Asked("?", "fr", "fr", WANTED, f"d{n}", f"f{n}") for n in range(20)]
ENGLISH = [replace(one, language="en", id=f"e{n}", like=f"f{n}") for n, one in enumerate(FRENCH)]
ARABIC = replace(FRENCH[0], language="ar", id="a", like="f0")
RIGHT, WRONG = (HERE,), (ELSEWHERE, HERE)


def contest(name, questions, recipe=False):
    """Return a contest in which ours is right, and BM25 only where it is asked in French."""
    ms = tuple(4.0 for _ in questions)
    ours = Found(tuple(RIGHT for _ in questions), ms, ms)
    words = Found(tuple(RIGHT if one.language == "fr" else WRONG for one in questions), ms, ms)
    none = Found(tuple(() for _ in questions), ms, ms)
    standings = {BM25: words, MINILM: none, WORDS: words, SENSE: none, FUSED: ours, OURS: ours}
    standings |= {RECIPE: none} if recipe else {}
    return Contest(Collection(name, "Invented.", (), tuple(questions)), 3, 40.0, standings)


MIXED = contest(FIXED, [*FRENCH, *ENGLISH, ARABIC], recipe=True)
PIAF = contest("PIAF", FRENCH)
SCALE = Scale(
    2, 100, 800.0, Spent(2.0, 3.0), {"split": Spent(0.5, 0.5), CHROMA: Spent(1.2, 1.0)},
    ("fr", "ar"), {name: Found(((), ()), (5.0, 25.0), (3.0, 9.0)) for name in (FUSED, OURS)},
    {"chroma": 1.5},
)  # fmt: skip


def rows(text):
    return [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in text.splitlines()
        if line.startswith("|") and not line.startswith("| --")
    ]


def test_every_set_and_language_pair_has_a_row_and_few_questions_have_none():
    head, *found = rows(at_a_glance([MIXED, PIAF]))
    assert [row[:3] for row in found] == [
        [FIXED, "all", "41"],
        [FIXED, "en over fr", "20"],
        [FIXED, "fr over fr", "20"],
        ["PIAF", "fr over fr", "20"],
    ]
    english = dict(zip(head, found[1], strict=True))
    assert english[BM25] == "0.000 1.000"
    assert english[OURS] == "1.000 1.000"
    assert english["ours less BM25"] == "+1.000 (+1.000 to +1.000)"
    assert dict(zip(head, found[2], strict=True))["ours less BM25"].startswith("+0.000")


def test_every_retriever_has_all_figures_with_intervals_and_times():
    found = [row for row in rows(every_figure([MIXED])) if row[1] == "en over fr"]
    assert [row[2] for row in found] == [BM25, MINILM, WORDS, SENSE, FUSED, OURS, RECIPE]
    assert found[0][3:] == [
        "0.000 (0.00 to 0.16)", "1.000 (0.84 to 1.00)", "1.000 (0.84 to 1.00)",
        "0.500 (0.50 to 0.50)", "4.0", "4.0",
    ]  # fmt: skip


def test_the_aims_are_told_met_or_missed_with_what_was_measured():
    found = {row[0]: row[1:] for row in rows(aims([MIXED, PIAF], SCALE))}
    assert found["The fixed set, recall@1, en over fr / fr over fr"][0] == "0.95"
    assert found["The fixed set, recall@1, en over fr / fr over fr"][1].startswith("1.00 (")
    assert found["The fixed set, recall@1, ar over fr / the same asked in French"][-1] == "met"
    assert found["PIAF recall@1, less BM25"] == ["+0.030", "+0.000 (+0.000 to +0.000)", "missed"]
    assert found["our legs fused, a question at 100 chunks, median"] == [
        "under 15 ms",
        "5.0 ms, 3.0 of processors",
        "met",
    ]
    assert found["indexing, of Chroma's own rate"] == ["0.50", "0.60, 0.33 by processors", "met"]
    alone = rows(aims([contest("ARCD", FRENCH)], replace(SCALE, languages=())))
    assert [row[0] for row in alone] == ["what", "indexing, of Chroma's own rate"]


def test_ratios_count_questions_and_there_is_none_to_zero():
    first, second, third, *_ = ratios([MIXED]).splitlines()
    assert "RATIO recall@4, The fixed set, all: ours 1.000 / BM25 1.000 = 1.00 times" in first
    assert "better on 0 questions, worse on 0, of 41" in first
    assert "ours 1.000 / all-MiniLM 0.000 = no ratio to zero" in second
    assert RECIPE in third
    assert RECIPE not in ratios([PIAF])


def test_costs_of_encoders_leave_blank_what_was_not_measured():
    one = Cost("static", 256, 2000.4, (0.1, 0.2, 0.3), 26.94, Loaded(0.4, 0.3, 14.0, 94.0))
    _, whole, part = rows(encoders([one, replace(one, encoder="hashed", loaded=None)]))
    assert whole == ["static", "256", "2000", "0.20", "0.20", "26.9", "80", "0.40", "0.30"]
    assert part[-3:] == ["-", "-", "-"]


def test_an_index_at_a_size_is_told_by_step_by_language_and_beside_chroma():
    text = at_size(SCALE)
    assert "RATIO indexing rate: ours 50 / Chroma's own 83 chunks a second = 0.60 times" in text
    found = rows(text)
    assert ["the whole", "2.00", "3.00", "50"] in found
    assert [OURS, "5.0", "5.0", "3.0", "25.0", "5.0"] in found  # p50, p95, busy, then ar and fr
    assert "On disk, MB: chroma 1.5" in text
