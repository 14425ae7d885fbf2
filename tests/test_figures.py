"""Quantities are values: however they are written, in whichever language."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.figures import find_figures, same_value
from assistant.language.units import units_named


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("35 Mds de DH", "fr", 35 * 10**9, "MAD"),
        ("412 MDH", "fr", 412 * 10**6, "MAD"),
        ("3,6 MMDH", "fr", 3_600_000_000, "MAD"),
        ("1,9 milliard de dirhams", "fr", 1_900_000_000, "MAD"),
        ("0,412 milliard de DH", "fr", 412 * 10**6, "MAD"),
        ("1,340 milliard de DH", "fr", 1_340_000_000, "MAD"),
        ("2.2 Mds d'euros", "fr", 2_200_000_000, "EUR"),
        ("21.450 emplois", "fr", 21_450, ""),
        ("21 450 emplois", "fr", 21_450, ""),
        ("21\u202f450 emplois", "fr", 21_450, ""),
        ("1.234.567,89 DH", "fr", Decimal("1234567.89"), "MAD"),
        ("47 %", "fr", 47, "%"),
        ("47 pour cent", "fr", 47, "%"),
        ("cinq écosystèmes", "fr", 5, ""),
        ("MAD 75 million", "en", 75 * 10**6, "MAD"),
        ("$1.2 billion", "en", 1_200_000_000, "USD"),
        ("€3m", "en", 3 * 10**6, "EUR"),
        ("MAD 96m", "en", 96 * 10**6, "MAD"),
        ("EUR 40k", "en", 40_000, "EUR"),
        ("a quarter of a billion dirhams", "en", 250 * 10**6, "MAD"),
        ("half a million tonnes", "en", 500_000, "t"),
        ("three quarters of a million", "en", 750_000, ""),
        ("un quart de milliard de dirhams", "fr", 250 * 10**6, "MAD"),
        ("un demi-milliard d'euros", "fr", 500 * 10**6, "EUR"),
        ("نصف مليار درهم", "ar", 500 * 10**6, "MAD"),
        ("291 ألفا", "ar", 291_000, ""),
        ("فاز بـ121 صوتا", "ar", 121, ""),
        ("the 250,000-tonne mark", "en", 250_000, "t"),
        ("a 120-million-dirham plan", "en", 120 * 10**6, "MAD"),
        ("15-m long", "en", 15, ""),
        ("200 MWh par an", "fr", 200, "MWh"),
        ("12 mégawatts-heure", "fr", 12, "MWh"),
        ("12 mégawatts", "fr", 12, "MW"),
        ("200 ميغاواط ساعة", "ar", 200, "MWh"),
        ("200 ميغاواط", "ar", 200, "MW"),
        ("13,340 jobs", "en", 13_340, ""),
        ("7 per cent", "en", 7, "%"),
        ("٣٥ مليار درهم", "ar", 35 * 10**9, "MAD"),
        ("47 في المائة", "ar", 47, "%"),
        ("13.340 منصب شغل", "ar", 13_340, ""),
        ("2 000 tonnes", "fr", 2_000, "t"),
        ("1.900 millions de dirhams", "fr", 1_900_000_000, "MAD"),
        ("1 900 000 000 dirhams", "fr", 1_900_000_000, "MAD"),
        ("1.900 MDH", "fr", 1_900_000_000, "MAD"),
        ("1,340 million de DH", "fr", 1_340_000, "MAD"),
        ("1,900 million dirhams", "en", 1_900_000_000, "MAD"),
        ("1.340 million dirhams", "en", 1_340_000, "MAD"),
        ("1.900 مليون درهم", "ar", 1_900_000_000, "MAD"),
        ("un million de dirhams", "fr", 10**6, "MAD"),
        ("mille emplois", "fr", 1_000, ""),
        ("a billion dirhams", "en", 10**9, "MAD"),
        ("مليار درهم", "ar", 10**9, "MAD"),
        ("مليوني درهم", "ar", 2 * 10**6, "MAD"),
        ("vingt-cinq usines", "fr", 25, ""),
        ("quatre-vingt-dix-sept ateliers", "fr", 97, ""),
        ("soixante et onze ateliers", "fr", 71, ""),
        ("deux cent quarante emplois", "fr", 240, ""),
        ("twenty-five plants", "en", 25, ""),
        ("two hundred and forty jobs", "en", 240, ""),
        ("خمسة وعشرون مصنعا", "ar", 25, ""),
        ("خمسة عشر مصنعا", "ar", 15, ""),
        ("ثلاثمائة عامل", "ar", 300, ""),
    ],
)
def test_a_figure_is_read_as_a_value(text, language, value, unit):
    figure = find_figures(text, language)[0]
    assert (figure.value, figure.unit) == (Decimal(value), unit)
    assert text[figure.span.start : figure.span.end] == figure.words


def test_a_letter_that_is_no_scale_is_none():
    assert find_figures("3 m de long", "fr")[0].value == 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("47 pour cent", "fr"),
        ("2 mille", "fr"),
        ("un wagon neuf", "fr"),
        ("1.900 مليون درهم", "ar"),
        ("hundreds of two", "en"),
    ],
)
def test_a_number_is_counted_once(text, language):
    assert len(find_figures(text, language)) == (text != "un wagon neuf")


@pytest.mark.parametrize(
    ("text", "language", "values", "unit"),
    [
        ("de 80 à 120 millions de dirhams", "fr", [80 * 10**6, 120 * 10**6], "MAD"),
        ("entre 10 et 15 %", "fr", [10, 15], "%"),
        ("80-120 MDH", "fr", [80 * 10**6, 120 * 10**6], "MAD"),
        ("from 2 to 3 billion euros", "en", [2 * 10**9, 3 * 10**9], "EUR"),
        ("من 10 إلى 15 مليون درهم", "ar", [10**7, 15 * 10**6], "MAD"),
        ("de 500.000 à 2 millions de dirhams", "fr", [500_000, 2 * 10**6], "MAD"),
    ],
)
def test_a_range_has_one_scale_and_unit(text, language, values, unit):
    found = find_figures(text, language)
    assert [(figure.value, figure.unit) for figure in found] == [(v, unit) for v in values]


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("450 millions de dirhams, dont 150 millions apportés par l'État", "fr", "MAD"),
        ("20 million euros, of which 5 million from the bank", "en", "EUR"),
        ("450 مليون درهم منها 150 مليون من الدولة", "ar", "MAD"),
        ("450 millions de dirhams pour 2 millions de pièces", "fr", ""),
        ("450 million dirhams for 2 million people", "en", ""),
        ("450 مليون درهم لفائدة 2 مليون شخص", "ar", ""),
        ("450 millions de dirhams et 150 emplois", "fr", ""),
    ],
)
def test_millions_of_nothing_else_are_of_the_money_before(text, language, unit):
    assert find_figures(text, language)[1].unit == unit


def test_a_bound_is_told():
    assert find_figures("plus de 2.150 entreprises", "fr")[0].bound == "over"
    assert find_figures("fewer than 40 firms", "en")[0].bound == "under"
    assert find_figures("أكثر من 40 شركة", "ar")[0].bound == "over"
    assert find_figures("pas moins de 40 entreprises", "fr")[0].bound == "over"
    assert not find_figures("près de 2.150 entreprises", "fr")[0].bound


def test_an_approximation_is_told():
    assert find_figures("près de 2.150 entreprises", "fr")[0].approximate
    assert find_figures("around 40 firms", "en")[0].approximate
    assert find_figures("une trentaine d'ateliers", "fr")[0].approximate
    assert not find_figures("2.150 entreprises", "fr")[0].approximate
    assert not find_figures("trente ateliers", "fr")[0].approximate


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0,412 milliard de DH", "412 MDH", True),
        ("412 MDH", "412 millions de dirhams", True),
        ("412 MDH", "413 MDH", False),
        ("412 MDH", "412 millions d'euros", False),
        ("40 %", "40 emplois", True),  # a bare number may be of any unit
    ],
)
def test_values_compare_whatever_their_form(one, other, same):
    assert same_value(find_figures(one, "fr")[0], find_figures(other, "fr")[0]) is same


@given(st.text(max_size=200), st.sampled_from(["fr", "en", "ar"]))
def test_any_text_can_be_read(text, language):
    for figure in find_figures(text, language):
        assert text[figure.span.start : figure.span.end] == figure.words


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Le tableau donne les quantités en milliers de pièces.", [(1_000, "")]),
        ("Les montants sont en millions de dirhams.", [(10**6, "MAD")]),
        ("Sales, in MAD million", [(10**6, "MAD")]),
        ("2024 (MDH)", [(10**6, "MAD")]),
        ("السعر منذ 2017 (درهم)", [(1, "MAD")]),
        ("المبالغ بملايين الدراهم", [(10**6, "MAD")]),
        ("Opened in 2024 in Kenitra", []),
    ],
)
def test_a_head_or_a_caption_names_the_unit_of_what_stands_under_it(text, named):
    assert [*units_named(text)] == named


def test_the_head_of_a_column_may_be_a_unit():
    assert [*units_named("Tonnes", alone=True)] == [(1, "t")]
    assert [*units_named("Tonnes")] == []
