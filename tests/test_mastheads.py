"""Who published a page, by the lines around its article; empty where nothing shows it."""

from __future__ import annotations

import io

import docx
import pytest

from assistant.documents.colophons import named_in_colophon
from assistant.documents.html import read_html
from assistant.documents.mastheads import head_publisher, rights_holder, suffix_of
from assistant.documents.plain import read_markdown, read_text
from assistant.documents.publishers import names_publisher
from assistant.documents.word import read_docx
from assistant.schema import Extracted, RawSource

TITLE = "La fonderie de Settat double sa capacité"
BODY = """Le fondeur Alpha a mis en service un four de douze tonnes à Settat, a indiqué son directeur. L'usine coule des pièces pour les moulins et les carrières du pays.

La moitié des pièces de la fonderie part à l'export, surtout vers l'Espagne et le Portugal. Le four consomme un tiers d'électricité de moins que le précédent, selon le directeur."""  # noqa: E501


def raw(text: str, name: str) -> RawSource:
    return RawSource(name, name, text.encode())


def publishers(extracted: Extracted) -> list[str]:
    return [clue.value for clue in extracted.clues if clue.field == "publisher"]


def page(head: str, foot: str) -> Extracted:
    return read_text(raw(f"{head}\n{TITLE}\nPublié le 4 mai 2018\n\n{BODY}\n\n{foot}\n", "p.txt"))


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        ("© 2021 La Vie du Métal", "La Vie du Métal"),
        ("Copyright La Vie du Métal. Reproduction interdite", "La Vie du Métal"),
        ("Tous droits réservés La Vie du Métal 2015-2021", "La Vie du Métal"),
        ("© 2021 Foundry Wire Ltd. Terms of use. Privacy", "Foundry Wire Ltd"),
        ("© 2021 InfoFonte CGU Cookies", "InfoFonte"),
        ("كل الحقوق محفوظة © منبر المعادن 2021", "منبر المعادن"),
        ("InfoFonte 2021 | Tous droits réservés", "InfoFonte"),
        ("Publicité | InfoFonte | Tous droits réservés 2021", "InfoFonte"),
        (
            "Votre e-mail OK Charte de la maison Régie Nous rejoindre © Métal Sud 2011-2021 RSS",
            "Métal Sud",
        ),
        # in a row of entries, only what stands beside the claim holds the rights
        ("La Régie | Petites annonces | Contact | Tous droits réservés 2021", ""),
        ("الإشهار الدولي | من نحن | اتصل بنا | جميع الحقوق محفوظة 2021", ""),
        # a picture's credit, who made the site, and nobody
        ("© Ali Tazi", ""),
        ("Photo © 2019 Agence Lumière", ""),
        ("Tous droits réservés - Conception : Studio Lune", ""),
        ("© 2021 Tous droits réservés", ""),
        ("© 2021. Mentions légales", ""),
        ("La société réserve ses droits sur le brevet de 2019", ""),
    ],
)
def test_reads_who_claims_the_rights(line: str, holder: str) -> None:
    assert rights_holder(line) == holder


@pytest.mark.parametrize(
    ("head", "foot", "expected"),
    [
        ("Accueil", "© 2021 La Vie du Métal", ["La Vie du Métal"]),
        ("La Vie du Métal\nAccueil", "La Vie du Métal 2012-2021 | Contact", ["La Vie du Métal"]),
        ("InfoFonte\nLe métal au quotidien", "InfoFonte décline sa responsabilité", ["InfoFonte"]),
        ("الرئيسية\nجريدة المعادن", "اتصل بنا", ["جريدة المعادن"]),
        # the foot says how often it appears, or claims without a year; and spells the capitals
        ("LE MÉTAL DU SUD\nAccueil", "Le Métal du Sud, mensuel. 12 DH", ["Le Métal du Sud"]),
        ("LE MÉTAL DU SUD\nAccueil", "© Le Métal du Sud, groupe Alpha", ["Le Métal du Sud"]),
        ("Métal Sud\nAccueil", "Métal Sud, 4 rue du Four, Settat", ["Métal Sud"]),
        ("Métal Sud\nAccueil", "Métal Sud, un fournisseur parmi d'autres", []),
        # two that claim the rights, a section, a head that the foot does not repeat
        ("Accueil", "© 2021 La Vie du Métal\n© 2021 InfoFonte", []),
        ("Économie\nAccueil", "Mentions légales", []),
        ("Le métal au quotidien", "Mentions légales", []),
        ("Dossiers spéciaux", "Nos archives\nDossiers spéciaux\nAbonnement", []),
    ],
)  # fmt: skip
def test_head_and_foot_of_a_page_name_its_publisher(
    head: str, foot: str, expected: list[str]
) -> None:
    assert publishers(page(head, foot)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Métal Sud et ses 84 partenaires déposent des traceurs", "Métal Sud"),
        ("With your consent, Foundry Weekly and our 12 partners use cookies", "Foundry Weekly"),
        ("La Vie du Métal est une publication de la société Alpha", "La Vie du Métal"),
        ("Métal Sud — site édité par MS Médias SARL, Settat", "Métal Sud"),
        ("Bulletin édité par la Fédération des fondeurs. Settat", "Fédération des fondeurs"),
        ("Published by the Foundry Association, Leeds", "Foundry Association"),
        ("مجلة تصدر عن جمعية المسابك - سطات", "جمعية المسابك"),
        # persons, nobody in particular, sentences
        ("Nous et nos partenaires déposons des traceurs", ""),
        ("Notre site et ses partenaires utilisent des traceurs", ""),
        ("Publié par Ali Tazi, le 4 mai 2018", ""),
        ("Le patron de la fonderie et ses partenaires ont signé", ""),
        ("Le rapport est publié par ceux qui l'ont écrit", ""),
    ],
)
def test_reads_what_a_paper_says_of_itself(line: str, expected: str) -> None:
    assert named_in_colophon(line) == expected


@pytest.mark.parametrize(
    ("head", "foot", "expected"),
    [
        # a name of the press that opens a saved page; one with its motto; an address
        ("La Vie du Métal\nAccueil", "Mentions légales", ["La Vie du Métal"]),
        ("Métal Sud - le fer au jour le jour\nAccueil", "Métal Sud 2012-2021", ["Métal Sud"]),
        ("Métal Sud\nAccueil", "Métal Sud, BP 12, Settat", ["Métal Sud"]),
        ("Météo du jour\nAccueil", "Mentions légales", []),
        ("Métal Sud\nAccueil", "Métal Sud - Page calculée en 0,2 s", ["Métal Sud"]),
        ("Accueil", "Chambre du fer, 4 rue du Four, Settat", ["Chambre du fer"]),
        ("Chambre du fer, 4 rue du Four\nAccueil", "Mentions légales", []),
    ],
)
def test_the_first_line_of_a_page_names_it(head: str, foot: str, expected: list[str]) -> None:
    assert publishers(page(head, foot)) == expected


def test_a_head_that_signs_below_the_title_is_the_publisher_and_no_title() -> None:
    text = (
        f"منبر الفولاذ\nالرئيسية | اقتصاد\n{TITLE}\nمنبر الفولاذ - علي التازي\nPublié le 4 mai 2018"
    )

    found = read_text(raw(f"{text}\n\n{BODY}\n", "p.txt"))

    assert publishers(found) == ["منبر الفولاذ"]
    assert [clue.value for clue in found.clues if clue.field == "title"] == [TITLE]


def test_the_agency_of_a_dateline_is_the_publisher_where_the_page_spells_it_out() -> None:
    body = f"SETTAT, 4 mai 2018 (AMI) - {BODY}"

    def found(foot: str) -> list[str]:
        return publishers(read_text(raw(f"Accueil\n{TITLE}\n\n{body}\n\n{foot}\n", "p.txt")))

    assert found("Agence du métal et de l'industrie") == ["Agence du métal et de l'industrie"]
    assert found("Nos autres dépêches") == []  # a paper may have printed the agency's text


def test_a_byline_with_a_place_names_its_publisher() -> None:
    assert publishers(page("", "InfoFonte")) == []
    text = f"{TITLE}\n\nAgence InfoFonte, Settat, le 4 mai 2018\n\n{BODY}"
    assert publishers(read_text(raw(text, "p.txt"))) == ["Agence InfoFonte"]
    person = text.replace("Agence InfoFonte", "Ali Tazi")
    assert publishers(read_text(raw(person, "p.txt"))) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("La Vie du Métal | 4 mai 2018", ["La Vie du Métal"]),
        ("04/05/2018 - Fédération des fondeurs", ["Fédération des fondeurs"]),
        ("Source : La Vie du Métal\nPublié le 4 mai 2018", ["La Vie du Métal"]),
        ("Casablanca | 4 mai 2018", []),
        ("La Courneuve - 4 mai 2018", []),
        ("N° 214 - 4 mai 2018", []),
        ("Rédaction InfoFonte - 4 mai 2018", []),
    ],
)
def test_a_name_beside_the_day_is_taken_where_it_shows_to_be_a_publisher(
    line: str, expected: list[str]
) -> None:
    found = read_text(raw(f"Accueil\nMenu\n{TITLE}\n{line}\n\n{BODY}", "p.txt"))

    assert publishers(found) == expected
    assert [clue.value for clue in found.clues if clue.field == "title"] == [TITLE]


def test_the_day_between_the_label_of_a_release_and_its_title_dates_it() -> None:
    text = f"Communiqué de presse\nSettat, le 4 mai 2018\n\n{TITLE}\n\n{BODY}"

    found = read_text(raw(text, "p.txt"))

    assert [c.value for c in found.clues if c.field == "published"] == ["4 mai 2018"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"{TITLE} | La Vie du Métal", "La Vie du Métal"),
        (f"{TITLE} - Économie - La Vie du Métal", "La Vie du Métal"),
        (f"InfoFonte : {TITLE}", ""),
        (f"InfoFonte – {TITLE}", "InfoFonte"),
        (f"{TITLE} - Page 2", ""),
        (f"{TITLE} - Interview", ""),
        (TITLE, ""),
        ("La Vie du Métal", ""),
    ],
)
def test_the_suffix_of_a_marked_title_names_the_site(marked: str, expected: str) -> None:
    assert suffix_of(marked, TITLE) == expected


def test_a_web_page_without_other_markup_is_named_by_its_title() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY.split("\n\n") * 2)
    html = f"<html><head><title>{TITLE} | La Vie du Métal</title></head><body><h1>{TITLE}</h1>"

    assert publishers(read_html(raw(f"{html}{paragraphs}</body></html>", "p.html"))) == [
        "La Vie du Métal"
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Union des fondeurs du Sud - Bilan 2021", "Union des fondeurs du Sud"),
        ("Union des fondeurs du Sud", "Union des fondeurs du Sud"),
        ("Union des forgerons du Nord", ""),  # neither beside the title nor in the text
        ("Rapport du conseil - Bilan 2021", ""),
        ("Bilan 2021 - Page 3", ""),
    ],
)
def test_running_lines_name_the_publisher_that_the_text_names(head: str, expected: str) -> None:
    body = "Le bilan de l'Union des fondeurs du Sud a été arrêté en mars."

    assert head_publisher([head], "Bilan 2021", body) == expected


def test_the_page_header_of_a_word_file_names_its_publisher() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Union des fondeurs du Sud - Secrétariat"
    document.add_heading("Liste des membres de l'Union des fondeurs du Sud", 0)
    document.add_paragraph("Le bureau a arrêté cette liste, qui compte quarante membres.")
    held = io.BytesIO()
    document.save(held)

    found = read_docx(RawSource("l.docx", "l.docx", held.getvalue()))

    assert publishers(found) == ["Union des fondeurs du Sud"]


def test_a_press_release_is_of_whom_it_is_about() -> None:
    text = f"# {TITLE}\n\n*Press release, 4 May 2018, Settat*\n\n{BODY}\n\nAbout Alpha: founders.\n"

    assert publishers(read_markdown(raw(text, "r.md"))) == ["Alpha"]
    assert publishers(read_markdown(raw(text.replace("Press release, ", ""), "r.md"))) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("La Vie du Métal", True),
        ("Fédération des fondeurs", True),
        ("InfoFonte", True),
        ("The Foundry Record", True),
        ("صحيفة المعادن", True),
        ("جريدة إلكترونية مستقلة", False),
        ("Casablanca", False),
        ("Béni Mellal", False),
        ("Le Caire", False),
        ("Salma Idrissi", False),
        ("Toute l'actualité du métal", False),
        ("La fonderie est en grève", False),
    ],
)
def test_tells_publishers_from_places_persons_and_mottoes(name: str, expected: bool) -> None:
    assert names_publisher(name) is expected
