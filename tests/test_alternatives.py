"""What a text is found by is what its words are found by, however often it was met."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_text import HOSTILE

from assistant.index import alternatives
from assistant.index.alternatives import analyse, text_grams, text_terms
from assistant.language.text import content_words, fold, terms
from assistant.schema import LANGUAGES, Language

MIXED = (
    "Les exportations d’acier d'Atlas Forge ont atteint 21 450 tonnes (+1,7 %), l'O.N.U. et\n"
    "S.A.R.L. « Khalid & fils » : 20MW, 2ème usine ; BOEING's plant in Tangier, the 5G mill.\t"
    "وقّعت شركة بوينغ اتفاقية لبناء مصنع في طنجة بقيمة ٢١٬٤٥٠ درهم، يونيو 2021."
)


def assert_as_its_words(text: str, language: Language) -> None:
    found = analyse(text, language)
    assert found.terms.split() == text_terms(text, language)[0] == terms(text, language)
    assert found.sounds.split() == text_terms(text, language)[1]
    if language == "ar":
        letters = [fold(word.text) for word in content_words(text, "ar")]
        assert found.grams.split() == text_grams(text)
        assert found.grams.split() == [
            word[at : at + 3] for word in letters if word for at in range(max(1, len(word) - 2))
        ]
    else:
        assert not found.grams


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_are_those_of_the_words_met_or_not(language: Language) -> None:
    for text in (MIXED, MIXED, "", " \n", MIXED.upper(), "21 450 000,5 21\u202f450 1 2 3"):
        assert_as_its_words(text, language)


@given(HOSTILE, st.sampled_from(LANGUAGES))
def test_terms_are_those_of_the_words_of_any_text(text: str, language: Language) -> None:
    assert_as_its_words(text, language)


def test_a_piece_is_read_in_its_language() -> None:
    assert analyse("pipes", "en") != analyse("pipes", "fr")


def test_a_name_is_told_by_its_capital() -> None:
    assert analyse("Khalid", "fr").sounds
    assert not analyse("khalid", "fr").sounds


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    known = alternatives._Known("en")
    monkeypatch.setattr(alternatives, "_known", {"en": known})
    monkeypatch.setattr(alternatives, "_PIECES_KEPT", 10)
    for start in range(0, 60, 4):
        text = " ".join(f"mill{n}" for n in range(start, start + 4))
        assert analyse(text, "en").terms.split() == text_terms(text, "en")[0]
        assert 0 < len(known) <= 10
    analyse("x" * 5_000, "en")
    assert max(map(len, known)) < 100
