"""Names are told from common words, by capitals or by what the tables know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.proper_names import find_names
from assistant.schema import LANGUAGES, Language


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Le contrat de Salim Tazi avec Boeing.", "fr", ["Salim", "Tazi", "Boeing"]),
        ("Boeing achète des pièces.", "fr", ["Boeing"]),
        ("Companies in Casablanca export.", "en", ["Casablanca"]),
        ("See the list. Ça marche. Say it.", "en", []),
        ("Signé en Mai, le 3 Lundi.", "fr", []),
        ("412 MDH et 3 GW à la FIMME", "fr", ["FIMME"]),
        ("Mr Tazi said: It works. I'm glad.", "en", ["Tazi"]),
        ("ستشتري إيرباص قطعا من الشركات", "ar", ["إيرباص"]),
        ("اتفاق بين الدولة و FIMME", "ar", ["FIMME"]),
        ("تلتزم المقاولات بخلق مناصب الشغل", "ar", []),
        ("RIEN QUE DES CAPITALES À TANGER", "fr", []),
    ],
)
def test_names_are_found(text: str, language: Language, names: list[str]) -> None:
    assert [word.text for word in find_names(text, language)] == names


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: Language) -> None:
    for word in find_names(text, language):
        assert text[word.start : word.end] == word.text


def test_a_name_that_the_lexicon_writes_in_both_scripts_is_still_a_name():
    assert [word.text for word in find_names("Renault ouvre un atelier.", "fr")] == ["Renault"]
    assert [word.text for word in find_names("Acier et cuivre.", "fr")] == []
