"""PDF documents made on the spot: text in reading order, tables as tables, what is refused."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Sequence

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from assistant.documents.extract import extract
from assistant.documents.pdf import read_pdf
from assistant.errors import DamagedSource, ProtectedSource, ScannedSource, TooLarge
from assistant.schema import Extracted, RawSource
from assistant.settings import Settings

STYLES = getSampleStyleSheet()
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]
FIRST = (
    "Les ateliers de la vallée ont livré trois cents moules aux fondeurs du pays, qui en voulaient"
    " le double. Le retard vient des fours, arrêtés au printemps pour deux mois de réparation."
)
SECOND = (
    "Les apprentis arrivent en octobre. Ils seront quarante, dont une moitié de jeunes femmes, et"
    " resteront deux ans dans les ateliers avant de passer leur diplôme de mouleur."
)


def raw(data: bytes, name: str = "bilan.pdf") -> RawSource:
    return RawSource(name, name, data)


def text(words: str, style: str = "BodyText") -> Paragraph:
    return Paragraph(words, STYLES[style])


def grid(rows: Sequence[Sequence[str]], *spans: tuple[object, ...], repeat: int = 0) -> Table:
    table = Table([list(row) for row in rows], repeatRows=repeat)
    table.setStyle(TableStyle([*GRID, *spans]))
    return table


def document(*story: Flowable, columns: int = 1) -> bytes:
    """Make a PDF with a running header and a page number on each page."""

    def running(canvas: Canvas, made: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 815, "Union des mouleurs de la vallée - Bilan")
        canvas.drawRightString(540, 25, f"Page {made.page} / 3")

    buffer = io.BytesIO()
    made = BaseDocTemplate(buffer, pagesize=A4)
    width = 480 / columns
    frames = [Frame(57 + n * width, 60, width - 12, 720) for n in range(columns)]
    made.addPageTemplates(PageTemplate("page", frames, onPage=running))
    made.build(list(story))
    return buffer.getvalue()


def drawn(*lines: str, pages: int = 1, encrypt: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt)
    for _ in range(pages):
        for number, line in enumerate(lines):
            canvas.drawString(60, 760 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(data: bytes, pages: int = 50) -> Extracted:
    return read_pdf(raw(data), pages)


def test_reads_one_column_after_the_other() -> None:
    paragraphs = [text(f"{n}. {FIRST if n % 2 else SECOND}") for n in range(1, 25)]

    body = read(document(*paragraphs, columns=2)).body

    places = [body.index(f"{n}. Les") for n in range(1, 25)]
    assert places == sorted(places)
    assert "qui en voulaient le double. Le retard vient des fours, arrêtés" in body


def test_takes_out_headers_footers_and_page_numbers() -> None:
    pages = [text(FIRST), PageBreak(), text(SECOND), PageBreak(), text(FIRST[:94] + ".")]

    found = read(document(text("Le bilan des mouleurs", "Title"), *pages))

    assert "Union des mouleurs" not in found.body
    assert "Page" not in found.body
    assert any("Union des mouleurs de la vallée - Bilan" in line for line in found.removed)
    assert ("title", "Le bilan des mouleurs") in [(c.field, c.value) for c in found.clues]


def test_joins_words_cut_at_the_end_of_a_line() -> None:
    body = read(drawn("Les ateliers de la vallée ont livré trois cents moules aux fon-",
                      "deurs du pays, où les non-conformités et les porte-",
                      "outils leur coûtent cher.")).body  # fmt: skip

    assert body.endswith("aux fondeurs du pays, où les non-conformités et les porte-outils leur "
                         "coûtent cher.")  # fmt: skip


def test_writes_a_ruled_table_as_a_table() -> None:
    rows = [["Atelier", "Pièces 2020", "Pièces 2021"], ["Moulage", "1 250", "1 410"],
            ["Ébarbage", "980", "1 005"]]  # fmt: skip

    body = read(document(text(FIRST), grid(rows), text(SECOND))).body

    assert body.split("\n\n") == [
        FIRST,
        "| Atelier | Pièces 2020 | Pièces 2021 |\n| --- | --- | --- |\n"
        "| Moulage | 1 250 | 1 410 |\n| Ébarbage | 980 | 1 005 |",
        SECOND,
    ]


def test_a_heading_over_two_columns_is_said_of_both() -> None:
    rows = [["Atelier", "Pièces", ""], ["", "2020", "2021"], ["Moulage", "1 250", "1 410"]]
    spans = ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))

    body = read(document(text(FIRST), grid(rows, *spans))).body

    assert "| Atelier | Pièces 2020 | Pièces 2021 |" in body
    assert "| Moulage | 1 250 | 1 410 |" in body


def test_a_table_over_two_pages_has_one_heading() -> None:
    rows = [["Atelier", "Pièces"], *([f"Atelier {n}", f"{n} 000"] for n in range(1, 61))]

    body = read(document(text(FIRST), grid(rows, repeat=1), text(SECOND))).body

    assert body.count("| Atelier | Pièces |") == 1
    assert [f"| Atelier {n} | {n} 000 |" in body for n in range(1, 61)] == [True] * 60
    assert "| Atelier 60 | 60 000 |\n\nLes apprentis" in body


def ruled(rows: Sequence[Sequence[str]]) -> Table:
    lines = [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
             ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
             ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black)]  # fmt: skip
    return Table([list(row) for row in rows], style=TableStyle(lines), colWidths=120)


def test_three_rules_around_figures_make_a_table_and_around_text_do_not() -> None:
    rows = [["Atelier", "Pièces 2020", "Pièces 2021"], ["Moulage à la main", "1 250", "1 410"],
            ["Ébarbage", "", "1 005"]]  # fmt: skip

    body = read(document(text(FIRST), ruled(rows), text(SECOND))).body

    assert (
        "| Atelier | Pièces 2020 | Pièces 2021 |\n| --- | --- | --- |\n"
        "| Moulage à la main | 1 250 | 1 410 |\n| Ébarbage |  | 1 005 |\n\nLes apprentis"
    ) in body
    two = read(document(ruled(rows), text(SECOND), ruled(rows))).body
    assert two.count("| --- | --- | --- |") == 2
    assert f"\n\n{SECOND}\n\n" in two
    told = [["Qui", "Quoi"], ["Les mouleurs", "livrent"], ["Les tourneurs", "attendent"]]
    assert "|" not in read(document(text(FIRST), ruled(told), text(SECOND))).body


def test_a_frame_around_text_is_no_table() -> None:
    boxed = Table([[text(FIRST)]], style=TableStyle([("BOX", (0, 0), (-1, -1), 1, colors.black)]))

    assert "|" not in read(document(boxed, text(SECOND))).body


def test_a_page_full_of_rules_is_read_in_time() -> None:
    started = time.process_time()

    body = read(document(grid([[f"{r}.{c}" for c in range(12)] for r in range(40)]))).body

    assert "| 39.0 |" in body
    assert time.process_time() - started < 5


def _scan() -> bytes:
    """Draw a grey picture over the whole of a page."""
    width, height = 60, 80
    lines = b"".join(b"\0" + b"\x99" * width for _ in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines)),
        (b"IEND", b""),
    )
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.drawImage(ImageReader(io.BytesIO(png)), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


LOCKED = StandardEncryption("secret", ownerPassword="owner")


@pytest.mark.parametrize(
    ("data", "refusal", "said"),
    [
        (_scan(), ScannedSource, "OCR"),
        (drawn(FIRST, encrypt=LOCKED), ProtectedSource, "password"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 8, DamagedSource, "damaged"),
        (drawn(FIRST, pages=4), TooLarge, "4 pages"),
    ],
    ids=["scan", "locked", "damaged", "long"],
)
def test_says_what_it_cannot_read(data: bytes, refusal: type[Exception], said: str) -> None:
    with pytest.raises(refusal, match=said):
        read(data, pages=3)


def test_a_pdf_comes_through_the_sandbox(tmp_path: object) -> None:
    found = extract(raw(drawn(*FIRST.split(". "))), Settings())

    assert found.format == "pdf"
    assert "trois cents moules" in found.body
