"""Quantities are values: however they are written, in whichever language."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.figures import find_figures, same_value


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
        ("13,340 jobs", "en", 13_340, ""),
        ("7 per cent", "en", 7, "%"),
        ("٣٥ مليار درهم", "ar", 35 * 10**9, "MAD"),
        ("47 في المائة", "ar", 47, "%"),
        ("13.340 منصب شغل", "ar", 13_340, ""),
        ("2 000 tonnes", "fr", 2_000, "t"),
    ],
)
def test_a_figure_is_read_as_a_value(text, language, value, unit):
    figure = find_figures(text, language)[0]
    assert (figure.value, figure.unit) == (Decimal(value), unit)
    assert text[figure.span.start : figure.span.end] == figure.words


def test_a_letter_that_is_no_scale_is_none():
    assert find_figures("3 m de long", "fr")[0].value == 3


def test_an_approximation_is_told():
    assert find_figures("près de 2.150 entreprises", "fr")[0].approximate
    assert find_figures("around 40 firms", "en")[0].approximate
    assert not find_figures("2.150 entreprises", "fr")[0].approximate


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
