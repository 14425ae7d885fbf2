"""How retrievers stand beside each other: scores by hand, ratios, and who asked the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.comparison import (
    BM25,
    FIGURES,
    OURS,
    Asked,
    Collection,
    Contest,
    Standing,
    chosen,
    gain,
    percentile,
    quality,
    ratio,
    translated,
)
from evals.intervals import share
from evals.metrics import Place

FORGE, MILL, OTHER = Place("forge", 0, 40), Place("mill", 0, 40), Place("market", 0, 40)
WORKERS, TONNES = frozenset({Place("forge", 10, 20)}), frozenset({Place("mill", 5, 12)})
ASKED = (
    Asked("Combien d'ouvriers ?", "fr", "fr", (WORKERS,), "forge", "q1"),
    Asked("How many workers?", "en", "fr", (WORKERS,), "forge", "q2", like="q1"),
    Asked("What do forge and mill say?", "en", "fr", (WORKERS, TONNES), "mill", "q3"),
)


def standing(*rankings: tuple[Place, ...]) -> Standing:
    ms = tuple(10.0 for _ in rankings)
    return Standing(rankings, ms, ms)


CONTEST = Contest(
    Collection("Ateliers", "Invented.", (), ASKED),
    3,
    40.0,
    {
        OURS: standing((FORGE,), (FORGE,), (FORGE, MILL)),
        BM25: standing((OTHER, FORGE), (OTHER,), (OTHER, MILL)),
    },
)


def test_figures_are_told_by_language_pair_and_for_all():
    assert CONTEST.collection.pairs == ["en over fr", "fr over fr"]
    assert chosen(CONTEST) == [0, 1, 2]
    english = chosen(CONTEST, "en over fr")
    assert english == [1, 2]
    ours = quality(CONTEST, OURS, english)
    assert tuple(ours) == FIGURES
    assert [ours[figure].value for figure in FIGURES] == [0.75, 1.0, 1.0, 1.0]
    other = quality(CONTEST, BM25, chosen(CONTEST))
    assert other["recall@1"].value == 0.0
    assert other["recall@4"].value == pytest.approx((1 + 0 + 0.5) / 3)
    assert other["MRR"].value == pytest.approx((0.5 + 0 + 0.5) / 3)
    assert quality(CONTEST, BM25, [])["MRR"].of == 0


def test_who_is_ahead_is_counted_question_by_question():
    ahead = gain(CONTEST, BM25, "recall@1", chosen(CONTEST))
    assert (ahead.better, ahead.worse, ahead.of) == (3, 0, 3)
    assert ahead.value == pytest.approx(2.5 / 3)
    swapped = {OURS: CONTEST.standings[BM25], BM25: CONTEST.standings[OURS]}
    behind = gain(replace(CONTEST, standings=swapped), BM25, "recall@1", chosen(CONTEST))
    assert (behind.better, behind.worse) == (0, 3)


def test_a_translated_question_stands_beside_the_one_it_repeats():
    assert translated(CONTEST, "en over fr") == ([1], [0])
    assert translated(CONTEST, "ar over fr") == ([], [])


# --- ratios -----------------------------------------------------------------------------------


def test_a_ratio_holds_its_value_and_there_is_none_to_zero():
    half, most = share([1.0, 0.0] * 50), share([1.0] * 80 + [0.0] * 20)
    of = ratio(half, most)
    assert of is not None
    assert of.value == pytest.approx(0.625)
    # Katz by hand: exp(± 1.96 sqrt(.5 / 50 + .2 / 80)) about .625, a little wider for the halves
    assert of.low == pytest.approx(0.502, abs=0.005)
    assert of.high == pytest.approx(0.778, abs=0.005)
    assert ratio(half, share([0.0])) is None
    assert ratio(share([]), half) is None


def test_one_right_of_one_is_not_sure():
    of = ratio(share([1.0]), share([1.0] * 3))
    assert of is not None
    assert of.low < 0.5 < 1.5 < of.high


@given(st.integers(1, 40), st.integers(1, 40))
def test_a_ratio_turned_round_is_its_inverse(right, other):
    sides = [share([1.0] * n + [0.0] * (40 - n)) for n in (right, other)]
    there, back = ratio(*sides), ratio(*sides[::-1])
    assert there is not None
    assert back is not None
    assert there.value * back.value == pytest.approx(1)
    assert there.low * back.high == pytest.approx(1)
    assert there.low <= there.value <= there.high


def test_percentiles():
    values = [float(n) for n in range(100, 0, -1)]
    assert percentile(values, 0.5) == 50.0
    assert percentile(values, 0.95) == 95.0
    assert percentile([7.0], 0.95) == 7.0
