"""The day that a page's lines say it was published on, whatever else stands in them."""

from __future__ import annotations

import pytest

from assistant.documents.bylines import read_byline
from assistant.documents.datelines import labelled_day, read_dateline
from assistant.documents.plain import read_text
from assistant.schema import RawSource

BODY = """Le fondeur Alpha a mis en service un four de douze tonnes à Settat, a indiqué son directeur. L'usine coule des pièces pour les moulins et les carrières du pays. La moitié des pièces de la fonderie part à l'export, surtout vers l'Espagne et le Portugal. Le four consomme un tiers d'électricité de moins que le précédent, selon le directeur."""  # noqa: E501


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Mis en ligne le 04/05/2018 - Service de presse - Lu 412 fois", "04/05/2018"),
        ("Article publié le 4 mai 2018 | Vu 1.204 fois", "4 mai 2018"),
        ("Published 4 May 2018 | Foundry desk | 3 min", "4 May 2018"),
        # a headline beside the day, a day of change, a sentence
        ("Publié le 4 mai 2018 - La fonderie de Settat double encore sa capacité", None),
        ("Lu 412 fois - Service de presse", None),
        ("Publié le 4 mai 2018 - Le texte a été revu.", None),
    ],
)
def test_one_part_of_a_line_may_say_when_it_was_published(line: str, day: str | None) -> None:
    found = read_byline(line)

    assert (found.date if found and found.published else None) == day


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Fonte Un four neuf Publié le 4 mai 2018 à 10h12 | Mis à jour le 5 mai 2018 Partager"],
         "4 mai 2018"),
        (["Un four neuf Mis à jour le 5 mai 2018 Partager"], ""),
        (["Une usine Publié le 4 mai 2018 Une autre Publié le 9 mai 2018"], ""),
        (["Une étude publiée le 4 mai 2018 le dit"], ""),
    ],
)  # fmt: skip
def test_a_label_in_a_line_of_other_things_dates_it_if_it_is_the_only_one(
    lines: list[str], day: str
) -> None:
    assert labelled_day(lines) == day


def test_a_page_saved_on_few_lines_is_dated_by_the_label_above_its_text() -> None:
    head = (
        "Accueil > Fonte Un four neuf à Settat Par Ali Tazi | Publié le 4 mai 2018 à 10h12 Partager"
    )
    found = read_text(RawSource("p.txt", "p.txt", f"{head}\n{BODY}\n".encode()))

    assert [c.value for c in found.clues if c.field == "published"] == ["4 mai 2018"]


def test_a_dateline_needs_a_place_and_a_dash() -> None:
    assert read_dateline("SETTAT, 4 mai 2018 (AMF) - Le four tourne.") == "4 mai 2018"
    assert read_dateline("Le 4 mai 2018, le four a tourné - enfin.") == ""
    assert read_dateline("(AMF) Settat, 4 mai 2024 - Le four tourne.") == "4 mai 2024"


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("La Vie du Métal, le 4 mai 2018", "La Vie du Métal"),
        ("Par Ali Tazi, La Vie du Métal", "La Vie du Métal"),
        ("Ali Tazi | La Vie du Métal | 4 mai 2018", "La Vie du Métal"),
        ("Ali Tazi (La Vie du Métal) - 4 mai 2018", "La Vie du Métal"),
        ("Source : La Vie du Métal, 4 mai 2018", "La Vie du Métal"),
        ("Paru dans La Vie du Métal, 4 mai 2018", "La Vie du Métal"),
        ("La Vie du Métal du vendredi 4 mai 2018", "La Vie du Métal"),
        ("La Vie du Métal n° 214 du 4 mai 2018", "La Vie du Métal"),
        ("By Ali Tazi, Foundry Weekly, 4 May 2018", "Foundry Weekly"),
        ("Foundry Weekly · May 4, 2018 · 3 min read", "Foundry Weekly"),
        # where a person works, places, numbers alone
        ("Ali Tazi, Institut du fer - 4 mai 2018", ""),
        ("Par Ali Tazi, Fédération des fondeurs", ""),
        ("La Courneuve, le 4 mai 2018", ""),
        ("Ali Tazi, Béni Mellal, 4 mai 2018", ""),
        ("N° 214 du 4 mai 2018", ""),
        ("Posted on Friday, May 4th, 2018 in News by admin", ""),
    ],
)
def test_a_byline_names_the_paper_beside_the_day_or_the_writer(line: str, publisher: str) -> None:
    found = read_byline(line)

    assert (found.publisher if found else "") == publisher


def test_an_arabic_paper_signs_beside_its_writer() -> None:
    text = f"الرئيسية\nفرن جديد بمدينة سطات\nعلي التازي - جريدة المعادن\n\n{BODY}\n"
    found = read_text(RawSource("p.txt", "p.txt", text.encode()))

    assert [c.value for c in found.clues if c.field == "publisher"] == ["جريدة المعادن"]


def test_the_writer_is_named_without_the_day_of_the_week() -> None:
    found = read_byline("كتبه علي التازي السبت 04 ماي 2024 الساعة 10:20")

    assert found is not None
    assert (found.author, found.date) == ("علي التازي", "04 ماي 2024")
