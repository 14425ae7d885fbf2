"""The title of a page saved on a few lines, between the trail of links and the byline."""

from __future__ import annotations

import pytest

from assistant.documents.crumbs import title_after_trail
from assistant.documents.plain import read_text
from assistant.schema import RawSource

BODY = """À Settat, le fondeur Alpha a mis en service un four de douze tonnes, a indiqué son directeur. L'usine coule des pièces pour les moulins et les carrières, et l'atelier d'Alpha tourne la nuit. La moitié des pièces de la fonderie part à l'export, surtout vers l'Espagne. Le four consomme un tiers d'électricité de moins que le précédent, selon le directeur."""  # noqa: E501


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Accueil > Métal > Machines Alpha double sa capacité Par Ali Tazi | Publié le 4 mai 2018",
         "Alpha double sa capacité"),
        ("Accueil > Métal Un four neuf pour Settat Publié le 4 mai 2018 Partager",
         "Un four neuf pour Settat"),
        ("Accueil › Métal › Alpha double sa capacité Par Ali Tazi",
         "Alpha double sa capacité"),
        # no trail: nobody knows where the title begins; no byline: where it ends
        ("Accueil Métal Machines Alpha double sa capacité Publié le 4 mai 2018", ""),
        ("Accueil > Métal > Machines Alpha double sa capacité", ""),
        ("Accueil > Métal Par Ali Tazi", ""),
    ],
)  # fmt: skip
def test_reads_the_title_between_trail_and_byline(line: str, title: str) -> None:
    assert title_after_trail(line, BODY) == title


def test_a_page_saved_on_two_lines_has_its_title() -> None:
    head = "Accueil > Métal > Fonte Alpha double sa capacité Par Ali Tazi | Publié le 4 mai 2018"
    found = read_text(RawSource("p.txt", "p.txt", f"{head}\n{BODY}\n".encode()))

    assert [c.value for c in found.clues if c.field == "title"] == ["Alpha double sa capacité"]
