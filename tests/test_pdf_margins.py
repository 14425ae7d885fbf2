"""The margins of a document of one page: heads and feet go, what may be text stays."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.pdf import read_pdf
from assistant.schema import Extracted, RawSource

TEXT = (
    "Les ateliers de la vallée ont livré trois cents moules aux",
    "fondeurs du pays, qui en voulaient le double.",
)


def read(top: str = "", foot: str = "", size: float = 8, height: float = 30) -> Extracted:
    """Read a page of two lines of text in 11 points, with a line at its top and one at its foot."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for line, y in ((TEXT[0], 700), (TEXT[1], 686), ("Le retard vient des fours.", 658)):
        canvas.drawString(60, y, line)
    canvas.setFont("Helvetica", size)
    canvas.drawString(60, A4[1] - height, top)
    canvas.drawString(60, height, foot)
    canvas.save()
    return read_pdf(RawSource("a.pdf", "a.pdf", buffer.getvalue()), 9)


@pytest.mark.parametrize(
    "line",
    [
        "Cahiers de la fonte - n° 12 - juin 2021",
        "Tous droits réservés. Reproduction interdite sans accord écrit.",
        "Quarterly notes of the moulders' union | page 1",
        "12, rue du Four, Settat - www.moules.example",
    ],
)
def test_small_lines_alone_in_the_margins_of_one_page_go(line: str) -> None:
    found = read(top=line, foot=line)

    assert line not in found.body
    assert found.removed == (line,)
    assert found.body.startswith("Les ateliers")


@pytest.mark.parametrize(
    "line",
    [
        "Le four du bas sera réparé avant l'été.",
        "1 Fours de plus de douze tonnes",
        "Source : union des mouleurs",
        "Settat, le 3 mai 2021",
    ],
)
def test_sentences_notes_and_days_in_the_margins_stay(line: str) -> None:
    assert line in read(top=line).body
    assert line in read(foot=line).body


def test_lines_as_large_as_the_text_or_near_it_stay() -> None:
    assert "Cahiers de la fonte" in read(top="Cahiers de la fonte", size=11).body
    assert "Cahiers de la fonte" in read(top="Cahiers de la fonte", height=130).body
