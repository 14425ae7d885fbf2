"""Tables that no line is drawn around: rows of figures become one, text side by side does not."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, Paragraph, SimpleDocTemplate, Table, TableStyle

from assistant.documents.aligned import with_aligned_tables
from assistant.documents.layout import Line
from assistant.documents.layout import Table as Found
from assistant.documents.pdf import read_pdf
from assistant.documents.pdf_page import Word
from assistant.schema import RawSource

PROSE = (
    "Les ateliers de la vallée ont livré 300 moules en 2021 et 410 en 2022, pour 12 clients du"
    " pays, qui en voulaient 900. Le retard de 45 jours vient des 2 fours, arrêtés au printemps."
)
ROWS = [["Atelier", "2021", "2022"], ["Moulage à la main", "1 250", "1 410"],
        ["Ébarbage", "980", "-"], ["Total", "2 230", "1 410"]]  # fmt: skip
WRITTEN = (
    "| Atelier | 2021 | 2022 |\n| --- | --- | --- |\n| Moulage à la main | 1 250 | 1 410 |\n"
    "| Ébarbage | 980 | - |\n| Total | 2 230 | 1 410 |"
)


def text(words: str, **style: object) -> Paragraph:
    return Paragraph(words, ParagraphStyle("set", spaceAfter=8, **style))


def table(rows: Sequence[Sequence[object]], align: str = "LEFT", width: float = 75) -> Table:
    style = TableStyle([("ALIGN", (1, 0), (-1, -1), align), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return Table([list(row) for row in rows], style=style,
                 colWidths=[110, *[width] * (len(rows[0]) - 1)])  # fmt: skip


def body(*story: Flowable) -> str:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build(list(story))
    return read_pdf(RawSource("a.pdf", "a.pdf", buffer.getvalue()), 9).body


@pytest.mark.parametrize("align", ["LEFT", "RIGHT", "CENTER"])
def test_rows_of_figures_become_a_table_however_they_are_aligned(align: str) -> None:
    assert body(text(PROSE), table(ROWS, align), text(PROSE)) == f"{PROSE}\n\n{WRITTEN}\n\n{PROSE}"


def test_a_table_in_one_of_two_columns_stays_in_its_place() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    left = [text(PROSE), table(ROWS, width=45), text("Puis vint l'été. " + PROSE)]
    Frame(57, 60, 230, 720).addFromList(left, canvas)
    Frame(305, 60, 230, 720).addFromList([text("À droite. " + PROSE * 3)], canvas)
    canvas.save()

    found = read_pdf(RawSource("a.pdf", "a.pdf", buffer.getvalue()), 9).body

    assert f"{PROSE}\n\n{WRITTEN}\n\nPuis vint l'été." in found
    assert found.index("Puis vint") < found.index("À droite")


def test_a_heading_of_words_and_a_wrapped_label_belong_to_their_cells() -> None:
    rows = [["Métier", "Salariés", "Solde"], ["Soudeur", "1.480", "- 920"],
            [text("Opérateur de machines à commande numérique"), "2.240", "+ 70"],
            ["Drapeur", "1,6 %", "n.d."]]  # fmt: skip

    found = body(text(PROSE), table(rows))

    assert "| Métier | Salariés | Solde |\n" in found
    assert "| Opérateur de machines à commande numérique | 2.240 | + 70 |" in found
    assert "| Drapeur | 1,6 % | n.d. |" in found


def test_a_column_of_words_may_stand_between_label_and_figures() -> None:
    rows = [
        ["Usine", "Ville", "Postes"],
        ["Alpha", "Settat", "410"],
        ["Bêta", "Ville haute", "1 200"],
    ]

    assert "| Bêta | Ville haute | 1 200 |" in body(text(PROSE), table(rows))


LETTERHEAD = [["Union des mouleurs", "Le 3 mai 2021"], ["12, rue du Four", "Réf. : 12/2021"],
              ["Settat 26000", "À Monsieur le directeur"]]  # fmt: skip
CONTENTS = [["Le bilan", "3"], ["Les ateliers", "7"], ["Les fours", "12"], ["Annexes", "31"]]
WORDS = [["Qui", "Quoi"], ["Les mouleurs", "livrent"], ["Les tourneurs", "attendent"]]
NUMBERED = [["1.", "Livrer 300 moules avant l'été"], ["2.", "Former 40 jeunes"], ["3.", "12 fours"]]


@pytest.mark.parametrize("rows", [LETTERHEAD, CONTENTS, WORDS, NUMBERED, ROWS[1:2], ROWS[1:3]])
def test_letterheads_contents_lists_and_single_rows_are_no_tables(rows: list[list[str]]) -> None:
    found = body(text(PROSE), table(rows, width=150), text(PROSE))

    assert "|" not in found
    assert all(cell in found for row in rows for cell in row)


@pytest.mark.parametrize("width", [110, 150, 230])
def test_justified_prose_full_of_figures_is_no_table(width: float) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for x in range(50, int(560 - width), int(width) + 14):
        Frame(x, 60, width, 720).addFromList([text(PROSE * 4, alignment=4)], canvas)
    canvas.save()

    assert "|" not in read_pdf(RawSource("a.pdf", "a.pdf", buffer.getvalue()), 9).body


def right_to_left(*parts: tuple[str, float], base: float) -> Line:
    """Set words with their right ends where told, their letters from right to left."""
    words = []
    for letters, end in parts:
        step = 5 if letters[0].isalpha() else -5
        places = [(end - 5 * n - 5, end - 5 * n) for n in range(len(letters))]
        if step < 0:
            places.reverse()
        glyphs = tuple((a, b, c) for (a, b), c in zip(places, letters, strict=True))
        words.append(Word(letters, end - 5 * len(letters), end, base, 10.0, glyphs=glyphs))
    return Line(tuple(sorted(words, key=lambda word: word.x0)))


def test_an_arabic_table_begins_at_the_right() -> None:
    lines = [
        right_to_left(("المعمل", 500), ("2021", 400), ("2022", 300), base=100),
        right_to_left(("القوالب", 500), ("1250", 400), ("1410", 300), base=116),
        right_to_left(("الصقل", 500), ("980", 400), ("1005", 300), base=132),
    ]

    (found,) = with_aligned_tables(lines)

    assert isinstance(found, Found)
    assert found.rows == (("المعمل", "2021", "2022"), ("القوالب", "1250", "1410"),
                          ("الصقل", "980", "1005"))  # fmt: skip
