"""What the opening of a laid-out document says of its origin; empty where it says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.documents.bylines import read_byline
from assistant.documents.describe import describe
from assistant.documents.imprints import Imprint, read_imprint, reporting_body
from assistant.documents.publishers import owner
from assistant.schema import Clue, Extracted, RawSource

TEXT = "La production de fonte a reculé de 3 % en 2021, selon les 41 fonderies interrogées."


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (
            "Observatoire du fer de Settat (OFS). Étude n° 12, mars 2022. Dirigée par A. Tazi.",
            Imprint("Observatoire du fer de Settat", "", "mars 2022"),
        ),
        (
            "Fédération des fondeurs, Settat. Arrêté en bureau et publié le 4 mai 2022.",
            Imprint("Fédération des fondeurs", "4 mai 2022"),
        ),
        ("Publié le 4 mai 2022", Imprint("", "4 mai 2022")),
        ("Dépôt légal : mai 2022", Imprint("", "mai 2022")),
        ("Published on 4 May 2022 by the editors", Imprint("", "4 May 2022")),
        ("Lettre des fondeurs n° 12 - mars 2022", Imprint("", "", "mars 2022")),
        ("جمعية المسابك، سطات. نشر في 4 ماي 2022", Imprint("جمعية المسابك", "4 ماي 2022")),
        ("Observatoire du fer de Settat\n\nBilan 2021", Imprint("Observatoire du fer de Settat")),
        ("جمعية المسابك بسطات\n\nحصيلة", Imprint("جمعية المسابك بسطات")),
        (
            "Émetteur : Fédération des fondeurs\n\nDate de diffusion : 4 mai 2022",
            Imprint("Fédération des fondeurs", "4 mai 2022"),
        ),
        # persons, the day of a meeting, sentences, a law, two bodies on one cover, headings
        ("Dans une étude publiée le 4 mai 2022, la Fédération des fondeurs s'alarme.", Imprint()),
        ("La Fédération des fondeurs a publié le 4 mai 2022 un bilan.", Imprint()),
        ("Loi n° 12, 4 mai 2022", Imprint()),
        ("Ministère du Fer et du Cuivre\n\nChambre du Fer de Settat", Imprint()),
        ("Conseil d'administration\n\nDirection générale", Imprint()),
        ("Réunion du bureau du 4 mai 2022", Imprint()),
        ("Auteur : Ali Tazi\n\nDate : 4 mai 2022", Imprint()),
    ],
)
def test_reads_the_imprint_that_opens_a_report(opening: str, expected: Imprint) -> None:
    assert read_imprint(f"{opening}\n\n{TEXT}", "pdf") == expected


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("*Le Courrier de Settat, 4 mai 2022*", "Le Courrier de Settat"),
        ("La Vie du Métal - 4 mai 2022", "La Vie du Métal"),
        ("Foundry Weekly, 4 May 2022, Leeds", "Foundry Weekly"),
        ("4 mai 2022 | InfoFonte", "InfoFonte"),
        ("مجلة المسابك، 4 ماي 2022", "مجلة المسابك"),
        ("Settat, le 4 mai 2022", ""),
        ("Le Caire, 4 mai 2022", ""),
        ("Ali Tazi, 4 mai 2022", ""),
        ("Le Courrier de Settat du 4 mai 2022 en parle", ""),
    ],
)
def test_the_name_beside_the_first_day_is_the_publisher(line: str, publisher: str) -> None:
    assert read_imprint(f"{line}\n\n{TEXT}", "markdown").publisher == publisher


def test_a_heading_ends_the_imprint() -> None:
    below = (
        f"# Bilan\n\n{TEXT}\n\n# Sources\n\nObservatoire du fer de Settat. Étude n° 9, mai 2020."
    )

    assert read_imprint(below, "docx") == Imprint()


def test_running_lines_number_the_issue() -> None:
    assert read_imprint(TEXT, "pdf", ["OFS | note n° 9 | mai 2020"]) == Imprint("", "", "mai 2020")
    assert read_imprint(TEXT, "pdf", ["OFS | note | bilan au 9 mai 2020"]) == Imprint()
    assert read_imprint(TEXT, "pdf", ["Union des fondeurs - Note n° 9 - mai 2020"]) == (
        Imprint("Union des fondeurs", "", "mai 2020")
    )
    assert read_imprint(TEXT, "pdf", ["Union des fondeurs - La fonte"]) == Imprint()


def test_the_foot_of_a_report_names_the_body_with_its_address() -> None:
    foot = "Fédération des fondeurs, 4 rue du Four, Settat"

    assert read_imprint(f"{TEXT}\n\n{foot}", "docx").publisher == "Fédération des fondeurs"
    agency = "Contact : Agence Éclat, 4 rue du Four"
    assert read_imprint(f"{TEXT}\n\n{agency}", "docx").publisher == ""
    assert read_imprint(f"{TEXT}\n\n{agency[10:]}", "docx").publisher == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Rapport annuel 2021 de la Fédération des fondeurs", "Fédération des fondeurs"),
        ("Annual report 2021 of the Foundry Association", "Foundry Association"),
        ("Bulletin trimestriel n° 4 du Centre du fer", "Centre du fer"),
        ("Rapport sur l'avenir de la Fédération des fondeurs", ""),
        ("Rapport annuel 2021 de la fonte : ce qui change", ""),
    ],
)
def test_an_annual_report_is_published_by_whose_it_is(title: str, expected: str) -> None:
    assert reporting_body(title) == expected


def test_the_line_of_the_publisher_is_no_title() -> None:
    raw = RawSource("scan.docx", "scan.docx", b"x")
    body = f"Fédération des fondeurs de Settat\n\nBilan de la fonte\n\n{TEXT}"
    found = describe(raw, Extracted("docx", body, (), ()), {}, today=date(2026, 11, 22))

    assert (found.publisher, found.title) == (
        "Fédération des fondeurs de Settat",
        "Bilan de la fonte",
    )


def test_a_name_that_the_last_line_repeats_with_its_imprint_is_the_publisher() -> None:
    body = f"*Feuille du Fer*\n\n{TEXT}"

    assert read_imprint(body, "markdown").publisher == ""
    assert read_imprint(f"{body}\n\nFeuille du Fer, mensuel, 20 DH", "markdown").publisher == (
        "Feuille du Fer"
    )
    assert read_imprint(body, "markdown", ["Feuille du Fer 2019-2022"]).publisher == (
        "Feuille du Fer"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Secrétariat permanent du CNF", "CNF"),
        ("Service de presse de la Fédération des fondeurs", "Fédération des fondeurs"),
        ("Secrétariat du conseil des fondeurs", "Conseil des fondeurs"),
        ("Secrétariat général du Gouvernement", "Secrétariat général du Gouvernement"),
        ("Secrétariat d'État à la fonte", "Secrétariat d'État à la fonte"),
    ],
)
def test_an_organ_publishes_for_the_body_it_is_part_of(name: str, expected: str) -> None:
    assert owner(name) == expected


def test_a_body_is_the_publisher_where_the_properties_and_the_opening_name_it() -> None:
    raw = RawSource("b.pdf", "b.pdf", b"x")
    clue = Clue("author", "file", "Union des fondeurs")

    def publisher(body: str) -> str:
        found = Extracted("pdf", body, (), (clue,))
        return describe(raw, found, {}, today=date(2026, 11, 22)).publisher

    assert publisher(f"Ce bilan est celui de l'Union des fondeurs. {TEXT}") == "Union des fondeurs"
    assert publisher(TEXT) == ""


def test_a_name_with_du_in_it_is_read_whole() -> None:
    found = read_byline("Publié dans La Gazette du Fer le 04 - 05 - 2022")

    assert found is not None
    assert found.publisher == "La Gazette du Fer"
