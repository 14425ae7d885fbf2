"""Word files made on the spot: text in order, tables as tables, what is refused."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.documents.word import read_docx
from assistant.errors import DamagedSource, EmptySource, ProtectedSource, UnknownFormat
from assistant.schema import Extracted, RawSource


def saved(document: Any) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def read(data: bytes) -> Extracted:
    return read_docx(RawSource("bilan.docx", "bilan.docx", data))


def test_reads_headings_lists_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_heading("Le bilan des mouleurs", 0)
    document.add_paragraph("Les mouleurs ont livré trois cents moules.")
    document.add_heading("Les ateliers", 1)
    for line in ("Settat", "Fès"):
        document.add_paragraph(line, style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Atelier", "Pièces", "Fès", "1 250"), strict=True):
        cell.text = text
    document.add_paragraph("Le reste suivra.")

    found = read(saved(document))

    assert ("title", "Le bilan des mouleurs") in [(c.field, c.value) for c in found.clues]
    assert found.body.split("\n\n") == [
        "Les mouleurs ont livré trois cents moules.",
        "# Les ateliers",
        "- Settat\n- Fès",
        "| Atelier | Pièces |\n| --- | --- |\n| Fès | 1 250 |",
        "Le reste suivra.",
    ]


def test_the_lines_of_the_pages_go() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Les mouleurs - Bilan"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("Les mouleurs ont livré trois cents moules.")

    found = read(saved(document))

    assert found.body == "Les mouleurs ont livré trois cents moules."
    assert found.removed == ("Les mouleurs - Bilan", "Page 1")


def test_reads_the_text_as_it_is_after_its_changes() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Les mouleurs livrent ")
    for tag, text, kind in (("ins", "trois", "t"), ("del", "deux", "delText")):
        paragraph._p.append(
            parse_xml(
                f'<w:{tag} {nsdecls("w")} w:id="1" w:author="A"><w:r><w:{kind}>{text}</w:{kind}>'
                f"</w:r></w:{tag}>"
            )
        )
    paragraph.add_run(" cents moules.")
    paragraph.add_run(" Secret.").font.hidden = True

    assert read(saved(document)).body == "Les mouleurs livrent trois cents moules."


def _zipped(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return held.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (saved(docx.Document()), EmptySource),
        (saved(docx.Document())[:900], DamagedSource),
        (_zipped(word__document=b"<w:document"), DamagedSource),
        (_zipped(xl__workbook=b"<a/>"), UnknownFormat),
        (OLE + bytes(600), UnknownFormat),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ProtectedSource),
    ],
    ids=["empty", "cut", "broken", "excel", "old", "locked"],
)
def test_says_what_it_cannot_read(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"bilan\.docx"):
        read(data)
