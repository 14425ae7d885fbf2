"""Make the PDF and Word files of the set from `binaries/`, byte for byte the same each time.

Run `python -m evals.make_documents [FOLDER]` after a change there; the files made are committed.

`binaries/<file>.json`, where <file> ends in .pdf or .docx, holds `title`, `author`, `created` (a
day), for a PDF also `header`, `footer` ({page} is the number) and `columns` (1 or 2), and `blocks`:
{"title": …}, {"heading": …}, {"text": …}, {"list": [...]}, {"table": [[...]], "lines": bool},
{"lines": [...]} for text that keeps its line ends.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Preformatted,
    Spacer,
    Table,
)

HERE = Path(__file__).resolve().parent
MARGIN, GUTTER = 60, 18  # points
_TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10.5, leading=14, spaceAfter=7)
_HEADING = ParagraphStyle("heading", _TEXT, fontName="Helvetica-Bold", fontSize=13, leading=17)
_TITLE = ParagraphStyle("title", _HEADING, fontSize=17, leading=22, spaceAfter=12)


def main(folder: Path = HERE) -> None:
    """Write every file of `folder/binaries` into `folder/documents`."""
    for source in sorted((folder / "binaries").glob("*.json")):
        record = json.loads(source.read_text(encoding="utf-8"))
        name = source.name.removesuffix(".json")
        data = _pdf(record) if name.endswith(".pdf") else _word(record)
        (folder / "documents" / name).write_bytes(data)


def read_text(source: Path) -> str:
    """Return all text that a file of `binaries` gives, a block or a row of a table a line."""
    lines: list[str] = []
    for block in json.loads(source.read_text(encoding="utf-8"))["blocks"]:
        for name, value in block.items():
            if name == "table":
                lines += [" | ".join(row) for row in value]
            elif name in ("list", "lines") and isinstance(value, list):
                lines += value
            elif isinstance(value, str):
                lines.append(value)
    return "\n".join(lines)


# --- Word -------------------------------------------------------------------------------------


def _word(record: Mapping[str, Any]) -> bytes:
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = record["title"], record["author"]
    made = datetime.fromisoformat(record["created"]).replace(tzinfo=UTC)
    properties.created = properties.modified = made
    for block in record["blocks"]:
        _add_block(document, block)
    if record.get("right_to_left"):
        for paragraph in document.paragraphs:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    buffer = BytesIO()
    document.save(buffer)
    return _without_clock(buffer.getvalue())


def _add_block(document: Any, block: Mapping[str, Any]) -> None:
    if "title" in block:
        document.add_heading(block["title"], level=0)
    elif "heading" in block:
        document.add_heading(block["heading"], level=1)
    elif "text" in block:
        document.add_paragraph(block["text"])
    elif "list" in block:
        for item in block["list"]:
            document.add_paragraph(item, style="List Bullet")
    elif "table" in block:
        table = document.add_table(rows=0, cols=len(block["table"][0]))
        for row in block["table"]:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    else:
        document.add_paragraph("\n".join(block["lines"]))


def _without_clock(data: bytes) -> bytes:
    """Return the zip archive `data` with every member dated 1980."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# --- PDF --------------------------------------------------------------------------------------


def _pdf(record: Mapping[str, Any]) -> bytes:
    buffer = BytesIO()
    width, height = A4
    columns = record.get("columns", 1)
    room = (width - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    frames = [
        Frame(MARGIN + n * (room + GUTTER), MARGIN, room, height - 2 * MARGIN, 0, 0, 0, 0)
        for n in range(columns)
    ]

    def furniture(canvas: Canvas, _: Any) -> None:
        canvas.setFont("Helvetica", 8.5)
        canvas.drawString(MARGIN, height - 36, record.get("header", ""))
        footer = record.get("footer", "").format(page=canvas.getPageNumber())
        canvas.drawCentredString(width / 2, 30, footer)

    document = BaseDocTemplate(
        buffer, pagesize=A4, title=record["title"], author=record["author"], invariant=1
    )
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    document.build(list(_flow(record["blocks"])))
    return buffer.getvalue()


def _flow(blocks: list[Mapping[str, Any]]) -> Iterator[Flowable]:
    for block in blocks:
        if "title" in block:
            yield Paragraph(escape(block["title"]), _TITLE)
        elif "heading" in block:
            yield Paragraph(escape(block["heading"]), _HEADING)
        elif "text" in block:
            yield Paragraph(escape(block["text"]), _TEXT)
        elif "list" in block:
            for item in block["list"]:
                yield Paragraph(escape(item), _TEXT, bulletText="•")
        elif "table" in block:
            ruled = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if block.get("lines") else []
            yield Table(block["table"], style=[("FONTSIZE", (0, 0), (-1, -1), 9.5), *ruled])
            yield Spacer(1, 10)
        else:
            yield Preformatted("\n".join(block["lines"]), _TEXT)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
