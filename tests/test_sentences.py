"""Where sentences begin and end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.sentences import sentences
from assistant.schema import LANGUAGES, Language

PIECES = [
    " ", "\n", "\n\n", "A", "é", "le", "Le", "ال", ".", "…", "?", "؟", "؛", "!", "«", "»", "(", ")",
    "\"", "M.", "etc.", "1", "2.5", "# ", "- ", "| ", "1. ", "\u00a0", "\u2028", "www.a.b", "\x00",
]  # fmt: skip


def cut(text: str, language: Language = "fr") -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("fr", ["M. A. Nadir et Mme. Zohra sont venus.", "Le Dr. Alami aussi."]),
        ("fr", ["Voir l'art. 5 et le n° 12, p. ex. le décret.", "Fin."]),
        ("fr", ["Le coût est de 21.450 DH, soit 3,5 mds. DH.", "Il baisse."]),
        ("fr", ["Des pièces, des moteurs, etc.", "Le prix monte."]),
        ("fr", ["En 50 av. J.-C. Rome était grande.", "Puis non."]),
        ("fr", ["« C'est fini. »", "Il sort."]),
        ("fr", ["Est-ce sûr ?", "Oui !", "Et alors… rien."]),
        ("fr", ["« Quoi ? » dit-il.", "Rien."]),
        ("fr", ["Le taux (cf. tableau. Voir annexe) est de 5 %.", "Suite."]),
        ("fr", ["Tout commence en 2016.", "Cette année-là, rien."]),
        ("fr", ["Lire www.exemple.ma/page.Html et data.gov.ma.", "Suite."]),
        ("fr", ["Il cite le texte. […]", "Puis un autre."]),
        ("fr", ["M. Le Floch est là.", "M. Un tel non."]),
        ("en", ["Mr. Brown of the U.S. Senate left.", "He said no.", "The end."]),
        ("en", ["They work for Steel Inc.", "The price is 3.5 dollars."]),
        ("en", ["It was signed on Jan. 5, 2016.", "Good."]),
        ("en", ['"We agree."', "They left."]),
        ("ar", ["ما هو البرنامج؟", "قال د. محمد إن الصناعة تطورت.", "وأضاف ذلك؛", "ثم انتهى."]),
    ],
)
def test_sentences_of_a_paragraph(language: Language, parts: list[str]) -> None:
    assert cut(" ".join(parts), language) == parts


def test_a_lost_space_still_ends_a_sentence() -> None:
    assert cut("Le plan démarre en 2016.Cette année fut bonne.Les ventes aussi.") == [
        "Le plan démarre en 2016.",
        "Cette année fut bonne.",
        "Les ventes aussi.",
    ]


def test_headings_items_and_rows_are_units() -> None:
    text = (
        "# Bilan. Suite\n\nUn texte. Un autre.\n- premier. Détail\n- second\n\n"
        "| a | b. C |\n| d | e |\n1. Un point. Sa suite\n2. Un autre"
    )
    assert cut(text) == [
        "# Bilan. Suite", "Un texte.", "Un autre.", "- premier. Détail", "- second",
        "| a | b. C |", "| d | e |", "1. Un point. Sa suite", "2. Un autre",
    ]  # fmt: skip


def test_a_long_item_is_cut_like_prose() -> None:
    first = "- " + "Un mot " * 30 + "fin."
    assert cut(f"{first} {'Encore un ' * 20}mot.")[0] == first


def test_a_line_broken_to_a_width_goes_on_and_a_short_line_does_not() -> None:
    wrapped = "Cette ligne est assez longue pour que le nom qui la suit passe à\nRabat demain. Fin."
    assert cut(wrapped)[0].endswith("Rabat demain.")
    assert cut("Un titre court\nLe texte commence.") == ["Un titre court", "Le texte commence."]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=60))
def test_spans_are_ordered_disjoint_trimmed_and_complete(pieces: list[str]) -> None:
    text = "".join(pieces)
    for language in LANGUAGES:
        end = 0
        for span in sentences(text, language):
            assert end <= span.start < span.end <= len(text)
            assert not text[end : span.start].strip()
            assert text[span.start : span.end] == text[span.start : span.end].strip()
            end = span.end
        assert not text[end:].strip()


@pytest.mark.parametrize(
    "piece",
    [".", "a.", "A. ", "(", "()", "- \n", " ", "« ", "x\n", "1.", "…»", "-", "mot. Mot ", "[1]"],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    began = time.process_time()
    sentences(piece * (100_000 // len(piece)), "fr")
    assert time.process_time() - began < 3
