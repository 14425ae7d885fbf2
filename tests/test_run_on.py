# ruff: noqa: E501 - pages in strings
"""Pages saved on few lines: the head, the boxes and the foot go; every sentence of the text stays."""

from __future__ import annotations

import pytest

from assistant.documents.plain import read_text
from assistant.documents.run_on import page_lines
from assistant.schema import RawSource

TEXT = "La commune a signé mardi avec un charpentier de Tanger pour couvrir la halle aux poissons. Le marché porte sur 2,3 millions de dirhams et les travaux dureront cinq mois. La charpente sera en bois, la toiture en zinc. Les mareyeurs resteront sur place pendant le chantier, sous des tentes prêtées par la région. Le loyer des étals ne changera pas avant deux ans."


def body(*lines: str) -> str:
    return read_text(RawSource("p.txt", "p.txt", "\n".join(lines).encode())).body


@pytest.mark.parametrize(
    "head",
    [
        "Accueil Économie Régions Se connecter Vendredi 20 novembre 2026 La halle sera couverte | Publié le 3 mai 2019 Partager Imprimer",
        "Quai Info > Larache > Chantiers La halle sera couverte Par Rim Sbai 3 mai 2019",
        "الرئيسية | اقتصاد | جهات تغطية سوق السمك نشر في 3 ماي 2019",
    ],
)
def test_the_head_of_a_page_on_few_lines_is_none_of_the_text(head: str) -> None:
    assert body(head, TEXT) == TEXT


@pytest.mark.parametrize(
    "foot",
    [
        "Articles liés La criée change d'horaires Un phoque perdu dans le port Le bac en panne",
        "3 commentaires Karim la halle est belle Souad enfin un toit, merci à la mairie",
        "Related stories Fish auction moves Lost seal found in the harbour",
        "Qui sommes-nous Contact Mentions légales © Quai Info 2009-2026 Haut de page",
    ],
)
def test_boxes_and_foot_below_the_text_go(foot: str) -> None:
    assert body("La halle sera couverte", TEXT, foot) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "La halle aux poissons de Larache aura sa toiture de zinc avant l'hiver prochain",
        "Réunie le 3 mai 2019, la commune a choisi un charpentier de Tanger pour la halle",
        "Les tendances du marché du bois restent bonnes, dit le charpentier. Il a commandé du cèdre.",
    ],
)
def test_a_standfirst_and_a_second_paragraph_are_no_head(line: str) -> None:
    assert page_lines([line, TEXT]) == page_lines([TEXT, line]) == frozenset()
    assert not line.endswith(".") or line in body("La halle sera couverte", line, TEXT)


def test_a_page_of_many_lines_or_of_few_sentences_is_left_alone() -> None:
    head = "Accueil | Économie | Régions | Quais Publié le 3 mai 2019"

    assert page_lines([head, TEXT]) == {0}
    assert page_lines([head, *TEXT.split(". ")]) == frozenset()
    assert page_lines([head, "La halle sera couverte."]) == frozenset()


def test_a_list_on_one_line_with_its_sentence_is_no_menu() -> None:
    told = "L'accord prévoit : • la pose de douze travées ; • un quai de bois neuf ; • un délai de cinq mois."

    assert "• un quai de bois neuf ; • un délai" in body(
        "La halle sera couverte", f"{TEXT} {told} © Quai Info"
    )


def test_a_credit_takes_no_sentence_with_it() -> None:
    cut = TEXT.replace(" La charpente", " © Rim Sbai La charpente")

    assert body("La halle sera couverte", cut, "Contact | Publicité | Plan du site") == TEXT


def test_a_box_in_the_middle_of_a_line_ends_at_the_next_sentence() -> None:
    cut = TEXT.replace(
        " La charpente", " Lire aussi : Football : les dates du tournoi La charpente"
    )

    found = body("La halle sera couverte", cut, "Contact | Publicité | Plan du site")
    assert "Les mareyeurs resteront sur place" in found
    assert found.startswith("La commune")
