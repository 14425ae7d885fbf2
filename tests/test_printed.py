"""A page printed to PDF by a browser is read as the page it was, a report as a report."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate
from test_pdf import FIRST, SECOND, raw, text

from assistant.documents.describe import describe
from assistant.documents.pdf import read_pdf

CHROMIUM = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0"
MENU = ("Accueil", "Économie", "Politique", "Sport", "Vidéos", "Contact")
TICKER = (
    "Marée basse : le port de Sidi Talha ferme son chenal mardi",
    "Cerises : la récolte de Bni Zoubir commence avec dix jours d’avance",
)
TITLE = "Les mouleurs de la vallée ne suffisent plus"


def printed(creator):
    story = [text("La Gazette des Ateliers 30 janvier 2026")]
    story += [text(line) for line in (*MENU, *TICKER)]
    story += [text(TITLE, "Title"), text("Par Samira Alaoui - 12 mars 2019")]
    story += [text("Partager sur Facebook Twitter WhatsApp"), text(FIRST), text(SECOND)]
    story += [text("Les plus lus", "Heading3"), *(text(line) for line in reversed(TICKER))]
    story += [text("© 2026 La Gazette des Ateliers. Tous droits réservés. Mentions légales")]
    buffer = io.BytesIO()
    marked = f"{TITLE} - La Gazette des Ateliers"
    made = SimpleDocTemplate(buffer, pagesize=A4, title=marked, creator=creator)
    made.build(story)
    return raw(buffer.getvalue(), "page.pdf")


@pytest.mark.parametrize("creator", [CHROMIUM, "Mozilla Firefox 140.0", "Safari"])
def test_the_article_is_kept_and_its_surroundings_are_cut(creator):
    source = printed(creator)
    found = read_pdf(source, 10)
    assert found.body == f"{FIRST}\n\n{SECOND}"
    assert set(MENU) | set(TICKER) <= set(found.removed)
    assert len(found.places) == len(found.removed)
    said = describe(source, found, {})
    assert (said.title, said.publisher) == (TITLE, "La Gazette des Ateliers")
    assert said.published == "2019-03-12", "not the day on which it was printed"


@pytest.mark.parametrize("creator", ["Microsoft Word 2016", "Adobe InDesign 18.0", ""])
def test_nothing_is_cut_from_what_no_browser_printed(creator):
    found = read_pdf(printed(creator), 10)
    assert found.format == "pdf"
    assert TICKER[0] in found.body
