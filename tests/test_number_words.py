"""Numbers in words are read as one number each, with where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.number_words import spelled
from assistant.schema import LANGUAGES, Language


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("deux usines et trois ateliers", "fr", [2, 3]),
        ("soixante-dix-sept", "fr", [77]),
        ("quatre-vingts", "fr", [80]),
        ("cent vingt ateliers", "fr", [120]),
        ("dix, vingt ou trente", "fr", [10, 20, 30]),
        ("quarante pour cent", "fr", [40]),
        ("un bâtiment neuf de dix étages", "fr", [10]),
        ("ninety-nine of one hundred", "en", [99, 100]),
        ("three hundred and sixty-five days", "en", [365]),
        ("hundreds of one thing", "en", []),
        ("مائتان وخمسون عاملا", "ar", [250]),
        ("ثلاثة عشر مصنعا", "ar", [13]),
        ("الاثني عشر شهرا", "ar", [12]),
        ("إحدى عشرة مقاولة", "ar", [11]),
        ("واحد وعشرون عاملا من أحد المصانع", "ar", [21]),
        ("vingt et un ateliers dont un neuf", "fr", [21]),
        ("twenty-one firms, one of which left", "en", [21]),
        ("لخمسة عمال", "ar", [5]),
        ("ستُعرض الحالات", "ar", []),
        ("الدورة الحادية عشرة", "ar", []),  # the eleventh, and "onzième" is none
        ("في القرن الثالث عشر", "ar", []),
        ("une trentaine d'ateliers et une centaine de forges", "fr", [30, 100]),
        ("une dizaine de millions, mis en quarantaine, par dizaines", "fr", []),
        ("a dozen forges, half a dozen mills, dozens of shops", "en", [12]),
    ],
)
def test_a_number_in_words_is_one_value(text: str, language: Language, values: list[int]) -> None:
    assert [number.value for number in spelled(text, language)] == values


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_is_read_and_places_stand_in_order(text: str, language: Language) -> None:
    found = spelled(text, language)
    assert all(0 <= number.start <= number.end <= len(text) for number in found)
    assert [n.start for n in found] == sorted(n.start for n in found)
