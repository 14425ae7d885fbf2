"""What a web page's header, `<title>` and large type say: the site's name, the article's title."""

from __future__ import annotations

import lxml.html
import pytest

from assistant.documents.describe import describe
from assistant.documents.html import read_html
from assistant.documents.logos import logo_name
from assistant.documents.mastheads import expanded_initials, site_of_sections, suffix_of
from assistant.schema import Description, RawSource

TITLE = "La fonderie de Settat double sa capacité"
BODY = """<p>Le fondeur Alpha a mis en service un four de douze tonnes à Settat, a indiqué son
directeur. L'usine coule des pièces pour les moulins et les carrières du pays.</p><p>La moitié des
pièces de la fonderie part à l'export, surtout vers l'Espagne et le Portugal. Le four consomme un
tiers d'électricité de moins que le précédent, selon le directeur.</p>"""


def described(body: str, title: str) -> Description:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    raw = RawSource("p.html", "p.html", html.encode())
    return describe(raw, read_html(raw), {})


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('<div><a href="/">Métal Sud</a></div>', "Métal Sud"),
        ('<a href="index.php"><img src="l.png" alt="Logo de Métal Sud"></a>', "Métal Sud"),
        ('<a href="https://ms.example/" rel="home" title="Métal Sud"><img src="l.png"></a>',
         "Métal Sud"),
        ('<div class="header-logo"><img src="l.png" alt="Métal Sud - Accueil"></div>', "Métal Sud"),
        ('<h1 class="site-title"><a href="/">Métal Sud</a></h1>', "Métal Sud"),
        ('<a href="/">Accueil</a> <a class="navbar-brand" href="#">Métal Sud</a>', "Métal Sud"),
        ('<a href="/ar/"><img alt="منبر المعادن"></a>', "منبر المعادن"),
        # menus, pictures without a name, other sites, what stands below the heading
        ('<a href="/">Accueil</a> <a href="/eco">Économie</a>', ""),
        ('<a href="index.html">Index</a>', ""),
        ('<a href="/"><img src="l.png" alt="logo"></a>', ""),
        ('<a href="/"><img src="l.png" alt="Logo blanc mobile"></a>', ""),
        ('<a href="/"><img src="l.png" alt="metal_sud_2020.png"></a>', ""),
        ('<a href="/">voir toutes les pages du site</a>', ""),
        ('<a href="https://other.example/">Banque Alpha</a>', ""),
        (f'<h1>{TITLE}</h1><div class="logo"><img alt="Banque Alpha"></div>', ""),
    ],
)  # fmt: skip
def test_the_logo_names_the_site(header: str, expected: str) -> None:
    tree = lxml.html.document_fromstring(f"<html><body>{header}{BODY}</body></html>")

    assert logo_name(tree) == expected


def test_a_page_without_other_clues_is_published_by_its_logo() -> None:
    page = f'<a href="/">MÉTAL SUD</a><div><h1>{TITLE}</h1>{BODY}</div>'

    assert described(page, TITLE).publisher == "MÉTAL SUD"
    # a suffix that the logo does not repeat may be a section that no list knows
    assert described(page, f"{TITLE} | Vie des ateliers | Métal Sud").publisher == "MÉTAL SUD"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Métal Sud :: Actualités", "Métal Sud"),
        ("Économie | Métal Sud", "Métal Sud"),
        ("Métal Sud", ""),
        ("Métal Sud - La fonte", ""),
        ("Accueil - Actualités", ""),
    ],
)
def test_a_marked_title_of_a_name_and_sections_names_the_site(marked: str, expected: str) -> None:
    assert site_of_sections(marked) == expected


def test_the_title_of_a_page_is_not_the_name_that_its_marked_title_repeats() -> None:
    page = f"<table><tr><td>Office du fer</td></tr><tr><td><h3>{TITLE}</h3>{BODY}</td></tr></table>"

    found = described(page, "Office du fer :: Actualités")

    assert (found.title, found.publisher) == (TITLE, "Office du fer")


@pytest.mark.parametrize(
    "headline",
    [
        f"<h2>{TITLE}</h2>",
        f'<p><font size="5"><b>{TITLE}</b></font></p>',
        f'<b><font size="+3" color="red">{TITLE}</font></b><br>',
    ],
)
def test_one_heading_or_large_line_above_the_text_is_the_title(headline: str) -> None:
    page = f"<div>MS - Métal Sud</div><div>Accueil | Contact</div><div>{headline}{BODY}</div>"

    assert described(page, "MS").title == TITLE


@pytest.mark.parametrize(
    ("page", "marked", "publisher"),
    [
        # <title> and a line at the head agree, also before a colon
        (f"<div>Métal Sud</div><h1>{TITLE}</h1>{BODY}", f"Métal Sud : {TITLE}", "Métal Sud"),
        (f"<div>Métal Sud</div><p>Accueil | Contact</p><p><b>{TITLE}</b></p>{BODY}", "Métal Sud",
         "Métal Sud"),
        # a <title> that is the same on every page
        (f"<h2>{TITLE}</h2>{BODY}", "Fédération des fondeurs", "Fédération des fondeurs"),
        # the name in the header's heading, the article's below it
        (f"<h1>École du fer</h1><h2>{TITLE}</h2>{BODY}", "École du fer - Actualités",
         "École du fer"),
        # a colon in a headline, a section's line
        (f"<div>Contact</div><h1>{TITLE}</h1>{BODY}", f"Settat : {TITLE}", ""),
        (f"<div>Économie</div><h1>{TITLE}</h1>{BODY}", f"Économie : {TITLE}", ""),
        # rights
        (f"<h1>{TITLE}</h1>{BODY}<p>Copyright © 2024 by Foundry Media Ltd.</p>", TITLE,
         "Foundry Media Ltd"),
        (f"<h1>{TITLE}</h1>{BODY}<p>جميع الحقوق محفوظة لموقع منبر المعادن © 2024</p>", TITLE,
         "منبر المعادن"),
    ],
)  # fmt: skip
def test_tells_title_and_site_apart(page: str, marked: str, publisher: str) -> None:
    found = described(page, marked)

    assert (found.title, found.publisher) == (TITLE, publisher)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ('<link rel="alternate" type="application/rss+xml" title="Métal Sud &raquo; Flux">',
         "Métal Sud"),
        ('<link rel="alternate" type="application/atom+xml" title="Métal Sud - RSS">', "Métal Sud"),
        ('<link rel="search" type="application/opensearchdescription+xml" title="Métal Sud">',
         "Métal Sud"),
        ('<link rel="alternate" type="application/rss+xml" title="RSS">', ""),
        ('<meta name="author" content="Fédération des fondeurs">', "Fédération des fondeurs"),
        ('<meta name="author" content="Ali Tazi">', ""),
        ('<meta name="author" content="Agence du Métal">', ""),  # it writes for others
    ],
)  # fmt: skip
def test_the_head_of_a_page_names_its_site_for_want_of_better(head: str, publisher: str) -> None:
    raw = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{BODY}</body></html>"
    )
    source = RawSource("p.html", "p.html", raw.encode())

    assert describe(source, read_html(source), {}).publisher == publisher


def test_large_type_within_a_line_is_no_heading() -> None:
    page = f'<p>Il a coulé <font size="5">douze mille</font> pièces.</p><h2>{TITLE}</h2>{BODY}'

    assert described(page, "MS").title == TITLE
    assert described(page.replace("h2", "p"), "MS").title != "douze mille"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("AMF - Agence du Métal et du Fer", "Agence du Métal et du Fer"),
        ("Agence du Métal et du Fer (AMF)", "Agence du Métal et du Fer"),
        ("OMC - Une fonderie ferme", ""),
        ("AMF - Métal", ""),
        ("Agence du Métal et du Fer", ""),
    ],
)
def test_initials_beside_the_words_that_they_stand_for_are_a_name(line: str, expected: str) -> None:
    assert expanded_initials(line) == expected


def test_a_suffix_is_neither_a_section_nor_the_whole() -> None:
    assert suffix_of(f"{TITLE} - Actualités", TITLE) == ""
    assert suffix_of(f"{TITLE} :: Métal Sud", TITLE) == "Métal Sud"
    assert suffix_of(f"{TITLE} :: Actualités :: Métal Sud", TITLE) == "Métal Sud"
