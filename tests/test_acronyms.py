"""What acronyms stand for, as texts tell it in brackets."""

import pytest

from assistant.language.acronyms import expansions
from assistant.schema import Language


@pytest.mark.parametrize(
    ("text", "language", "acronym", "name"),
    [
        (
            "Le Groupement des fondeurs de l'Oriental (GFO) ouvre son salon.",
            "fr",
            "GFO",
            "Groupement des fondeurs de l'Oriental",
        ),
        (
            "Le RTN (Réseau des tanneurs du Nord) grandit.",
            "fr",
            "RTN",
            "Réseau des tanneurs du Nord",
        ),
        ("Une union, l'Écurie des Tôliers (É.T.), naît.", "fr", "É.T.", "Écurie des Tôliers"),
        ("the Guild of Bell Makers (GBM) meets", "en", "GBM", "Guild of Bell Makers"),
        ("GBM (Guild of Bell Makers) meets", "en", "GBM", "Guild of Bell Makers"),
        ("قالت فيدرالية صناع الأجراس (FSA) إن", "ar", "FSA", "فيدرالية صناع الأجراس"),
        ("FSA (فيدرالية صناع الأجراس)", "ar", "FSA", "فيدرالية صناع الأجراس"),
    ],
)
def test_a_name_and_its_acronym_are_told_with_brackets(
    text: str, language: Language, acronym: str, name: str
) -> None:
    assert expansions(text, language) == [(acronym, name)]


@pytest.mark.parametrize(
    "text",
    [
        "La forge a vendu ses presses (EUR).",
        "Karim Tahri, de la forge (GFO), parle.",
        "Laminor (MA) produit des barres.",
        "le président du groupe, Karim Tahri (PDG), parle",
        "Il vend. Fondeurs (GFO)",
    ],
)
def test_other_brackets_explain_no_acronym(text: str) -> None:
    assert expansions(text, "fr") == []
