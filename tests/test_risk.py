"""The curve of risk against coverage: known areas, ties that no bar parts, refusals as shown."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.schema import Answer, Citation
from evals.gold import GoldQuestion
from evals.judged import Judged, Library, Outcome, judge
from evals.risk import AIM, Point, in_use, risk_coverage, selective, weighed


def one(confidence, wrong=False, *, shown=True, number=0, if_shown=None):
    verdict = "wrong" if wrong else "right"
    return Judged(
        id=f"q{number}", language="fr", over=("fr",), type="figure", split="dev",
        cluster=f"page {number % 7}", answerable=True, verdict=verdict if shown else "refused",
        stage="", reason="" if shown else "no_evidence", scores={}, confidence=confidence,
        timings_ms={}, if_shown=verdict if if_shown is None else if_shown,
    )  # fmt: skip


FIVE = [one(0.9), one(0.8), one(0.5, wrong=True), one(0.4), one(0.1, wrong=True)]


def test_the_curve_is_what_pen_and_paper_give():
    assert risk_coverage(FIVE) == [
        Point(0.9, 0.2, 0.0), Point(0.8, 0.4, 0.0), Point(0.5, 0.6, pytest.approx(1 / 3)),
        Point(0.4, 0.8, 0.25), Point(0.1, 1.0, 0.4),
    ]  # fmt: skip
    found = selective(FIVE)
    assert found.area.value == pytest.approx((0 + 0 + 1 / 3 + 1 / 4 + 2 / 5) / 5)
    assert found.perfect == pytest.approx((0 + 0 + 0 + 1 / 4 + 2 / 5) / 5)
    assert found.blind == 0.4
    assert [of.value for of in found.reached] == [0.4, 0.4]


def test_the_largest_coverage_counts_even_behind_a_worse_stretch():
    early = [one(0.9, wrong=True), *(one(0.8 - n / 100) for n in range(24)), one(0.1, wrong=True)]
    assert selective(early).reached[0].value == pytest.approx(25 / 26)
    assert AIM == 1 / 25


def test_no_bar_parts_questions_of_one_confidence():
    tied = [one(0.5), one(0.5, wrong=True), one(0.5, wrong=True), one(0.2)]
    assert [point.coverage for point in risk_coverage(tied)] == [0.75, 1.0]
    assert selective(tied).area.value == pytest.approx((3 * 2 / 3 + 1 / 2) / 4)
    assert selective(tied[::-1]).area == selective(tied).area


def test_where_we_stand_leaves_refusals_as_they_are():
    refused = [one(0.95, wrong=True, shown=False), *FIVE[:3], one(0.05, shown=False)]
    assert in_use(refused) == Point(0.5, 0.6, pytest.approx(1 / 3))
    found = selective(refused)
    assert (found.coverage.value, found.risk.value, found.risk.of) == (0.6, pytest.approx(1 / 3), 3)
    assert found.alone == pytest.approx(1 / 3)  # the refused one first, then two right ones
    assert risk_coverage(refused)[0].risk == 1.0  # the curve shows what the refusal spared


def test_what_weighs_no_sentence_is_left_out():
    aside = [one(None), one(0.7, shown=False, if_shown="")]
    assert weighed([*FIVE, *aside]) == FIVE
    assert selective([*FIVE, *aside]) == selective(FIVE)


@pytest.mark.parametrize("some", [[], [one(None)]])
def test_nothing_weighed_is_no_curve(some):
    assert (risk_coverage(some), in_use(some)) == ([], None)
    assert (selective(some).area.of, selective(some).risk.of) == (0, 0)


ASKED = st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.7, 0.9]), st.booleans()), min_size=1)


@given(ASKED)
def test_an_order_lies_between_the_best_and_the_worst_one(pairs):
    some = [one(bar, wrong, number=n) for n, (bar, wrong) in enumerate(pairs)]
    found = selective(some)
    assert found.perfect - 1e-9 <= found.area.value <= 1.0
    assert 0.0 <= found.area.low <= found.area.high <= 1.0
    assert found.reached[0].value <= found.reached[1].value
    assert risk_coverage(some)[-1].coverage == 1.0
    assert risk_coverage(some)[-1].risk == pytest.approx(found.blind)


def test_confidence_that_tells_nothing_has_the_area_of_no_order():
    drawn = random.Random(1)
    some = [one(drawn.random(), drawn.random() < 0.3, number=n) for n in range(2000)]
    found = selective(some)
    assert found.area.low <= found.blind <= found.area.high
    sorted_well = [one(1 - n / 2000, n >= 1400, number=n) for n in range(2000)]
    assert selective(sorted_well).area.value == pytest.approx(selective(sorted_well).perfect)


# --- refusals ---------------------------------------------------------------------------------

QUESTION = GoldQuestion(
    "q", "fr", "figure", "Combien de meuniers ?", (), "31", (("31",),), (), (), True, (), "dev"
)


def refusal(*quotes):
    nearest = tuple(
        Citation(
            n=n, document_id="moulin", path="", kind="article", title="", publisher="",
            published=None, url="", field="body", quote=quote, start=0, end=len(quote),
            language="fr",
        )
        for n, quote in enumerate(quotes, start=1)
    )  # fmt: skip
    return Answer(
        question=QUESTION.question, standalone_question="", language="fr", mode="extractive",
        answer="Rien ne le dit.", answered=False, reason="no_evidence", nearest=nearest,
        confidence=0.2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("quotes", "if_shown"),
    [
        (("Le moulin a 31 meuniers.", "Il ferme."), "right"),
        (("Il ferme.", "Le moulin a 31 meuniers."), "wrong"),
        ((), ""),
    ],
)
def test_a_refusal_is_judged_by_its_nearest_sentence_and_stays_a_refusal(quotes, if_shown):
    found = judge(Outcome(QUESTION, refusal(*quotes), (), {}), Library({}, {}), {})
    assert (found.verdict, found.if_shown) == ("refused", if_shown)
