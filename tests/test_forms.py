"""Forms of one word that rules do not cut to one stem: they have the stem of their base form."""

from __future__ import annotations

import pytest

from assistant.language.arabic import inflected
from assistant.language.lexicon import forms as forms_of
from assistant.language.text import fold, stem
from assistant.schema import LANGUAGES, Language


@pytest.mark.parametrize(
    ("language", "base", "forms"),
    [
        ("fr", "réduire", "réduit réduisent réduite réduira"),
        ("fr", "vendre", "vendu vendus vendent vendra"),
        ("fr", "emploi", "emplois Emplois EMPLOIS"),
        ("fr", "national", "nationaux nationale"),
        ("en", "build", "built building builds"),
        ("en", "grow", "grew grown"),
        ("en", "labour", "labor"),
        ("ar", "أعلن", "أعلنت يعلن تعلن وأعلنت سيعلن وستعلن يعلنون أعلنوا"),
        ("ar", "زاد", "زادت يزيد ستزيد ويزيد"),
        ("ar", "أنتج", "ينتج تنتج أنتجت وستنتج ينتجها"),
        ("ar", "ولد", "ولدت يولد"),
    ],
)
def test_the_forms_of_a_word_share_its_stem(language: Language, base: str, forms: str) -> None:
    assert {stem(form, language) for form in forms.split()} == {stem(base, language)}


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("ar", "توقع", "وقع"),  # expected, not signed
        ("ar", "تراجع", "راجع"),  # fell, not reviewed
        ("ar", "تدخل", "دخل"),  # intervention, not entered
        ("ar", "نصف", "وصف"),  # half, not described
        ("fr", "lit", "lire"),  # a bed, far more often
        ("fr", "conduit", "conduire"),  # a pipe
        ("en", "ground", "grind"),
    ],
)
def test_what_only_looks_like_a_form_is_left_alone(
    language: Language, word: str, other: str
) -> None:
    assert stem(word, language) != stem(other, language)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("وزير", "الوزير والوزير بالوزير للوزير"),
        ("ورشة", "الورشة ورشات الورشات بالورشات"),
        ("كهرباء", "الكهرباء وكهرباء بالكهرباء"),
        ("شركة", "والشركة وشركة لشركة بشركات"),
    ],
)
def test_a_letter_of_the_word_is_no_clitic(word: str, forms: str) -> None:
    assert {stem(form, "ar") for form in forms.split()} == {stem(word, "ar")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_belongs_to_one_word(language: Language) -> None:
    rows = forms_of()[language]
    assert len(rows) > 600
    owners: dict[str, str] = {}
    for base, *forms in rows:
        assert forms, base
        for form in forms:
            assert owners.setdefault(fold(form), fold(base)) == fold(base), form
            assert stem(form, language) == stem(base, language), form


def test_an_arabic_verb_is_given_by_its_past_and_its_imperfect() -> None:
    forms = set(inflected(["اعلن", "يعلن"]))
    assert {"اعلن", "اعلنت", "اعلنوا", "يعلن", "تعلن", "نعلن", "يعلنون"} <= forms
    assert all(len(form) > 3 for form in forms)
