"""Read the XML of a Word document: paragraphs, their kind, tables, text boxes and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from assistant.documents.blocks import Block
from assistant.documents.tables import markdown_table

W_P, _W_TBL, _W_SDT = qn("w:p"), qn("w:tbl"), qn("w:sdt")
_W_T, _W_VAL, _W_TYPE, _W_ID = qn("w:t"), qn("w:val"), qn("w:type"), qn("w:id")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# What is not in the text as it reads now: deletions, moved-away words, field codes, deeper texts.
_NOT_READ = frozenset(
    {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:txbxContent"),
     qn("w:pPr"), qn("w:rPr"), _FALLBACK}
)  # fmt: skip
_AS_TEXT = {
    qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): " ",
}  # fmt: skip
_HEADING_STYLE = re.compile(r"(?:heading|titre|überschrift|título|عنوان)\s*([1-9])", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"title|titre|titre principal", re.IGNORECASE)
_LIST_STYLE = re.compile(
    r"(?:list(?:e)?\s+(?:bullet|number|à puces|à numéros|numérotée|paragraph)).*", re.IGNORECASE
)
_CONTENTS_STYLE = re.compile(r"(?:toc|tm|table of figures|table des)\s*.*", re.IGNORECASE)
_LAYOUT_CELL = 600  # characters: a cell that long holds paragraphs, its table is a layout


def own_text(element: Any) -> str:
    """Return the text of a paragraph as it reads now, without that of its boxes and notes."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _NOT_READ:
            continue
        if tag in (_W_T, _MATH_TEXT):
            yield child.text or ""
        elif tag in _AS_TEXT:
            yield "" if tag == qn("w:br") and child.get(_W_TYPE) == "page" else _AS_TEXT[tag]
        elif tag == qn("w:r") and _is_hidden(child):
            continue
        else:
            yield from _pieces(child)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(_W_VAL) not in ("0", "false")


class WordReader:
    """The blocks of one opened document."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._styles = {style.style_id: style for style in document.styles}
        self._notes = dict(_notes(document))

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in reading order; text boxes and notes follow their paragraph."""
        yield from self._container(self._body)

    def _container(self, element: Any) -> Iterator[Block]:
        for child in element:
            if child.tag == W_P:
                yield from self._paragraph(child)
            elif child.tag == _W_TBL:
                yield from self._table(child)
            elif child.tag == _W_SDT:
                content = child.find(qn("w:sdtContent"))
                if content is not None and not _is_contents(child):
                    yield from self._container(content)
            elif child.tag in (qn("w:ins"), qn("w:moveTo"), qn("w:smartTag"), qn("w:customXml")):
                yield from self._container(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        text = own_text(element).strip()
        names = self._style_names(element)
        if text and not any(_CONTENTS_STYLE.fullmatch(name) for name in names):
            yield self._kind(element, text, names)
        for box in element.iter(qn("w:txbxContent")):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                yield from self._container(box)
        for mark in element.iter(qn("w:footnoteReference"), qn("w:endnoteReference")):
            note = self._notes.get((mark.tag, mark.get(_W_ID)))
            if note:
                yield Block("note", note)

    def _kind(self, element: Any, text: str, names: list[str]) -> Block:
        if names and _TITLE_STYLE.fullmatch(names[0]):
            return Block("title", text, 1)
        level = self._heading_level(element, names)
        if level:
            return Block("heading", text, level)
        depth = self._list_depth(element, names)
        if depth is not None:
            return Block("item", text, depth)
        if _reads_as_heading(element, text):
            return Block("heading", text, 3)
        return Block("text", text)

    def _style_names(self, element: Any) -> list[str]:
        """Return the names of the paragraph's style and of those it is based on."""
        mark = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self._styles.get(mark.get(_W_VAL)) if mark is not None else None
        names: list[str] = []
        while style is not None and len(names) < 10:
            names.append(style.name or "")
            style = getattr(style, "base_style", None)
        return names

    def _heading_level(self, element: Any, names: list[str]) -> int:
        for name in names:
            match = _HEADING_STYLE.match(name)
            if match:
                return int(match[1])
        mark = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        level = mark.get(_W_VAL, "") if mark is not None else ""
        return int(level) + 1 if level.isdigit() and int(level) < 9 else 0

    def _list_depth(self, element: Any, names: list[str]) -> int | None:
        number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is not None:
            depth = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
            value = depth.get(_W_VAL, "0") if depth is not None else "0"
            return None if number.get(_W_VAL) == "0" else int(value) if value.isdigit() else 0
        styles = [name for name in names if _LIST_STYLE.fullmatch(name)]
        if not styles or styles[0].lower() == "list paragraph":
            return None
        return int(styles[0][-1]) - 1 if styles[0][-1].isdigit() else 0

    def _table(self, element: Any) -> Iterator[Block]:
        rows = [_row(row) for row in element.iter(qn("w:tr")) if _owner(row) is element]
        cells = [cell for row in rows for cell in row]
        texts = [_cell_text(cell) for cell in cells]
        columns = max((len(row) for row in rows), default=0)
        if columns < 2 or len(rows) < 2 or any(len(text) > _LAYOUT_CELL for text in texts):
            for cell in dict.fromkeys(cells):
                yield from self._container(cell)
            return
        grid = [[_cell_text(cell) for cell in row] for row in rows]
        marked = sum(_is_header(r) for r in element.iter(qn("w:tr")) if _owner(r) is element)
        yield Block("table", markdown_table(grid, max(1, min(marked, len(grid) - 1))))


def _owner(row: Any) -> Any:
    """Return the table a row belongs to: tables stand in cells of others."""
    return next(row.iterancestors(_W_TBL), None)


def _is_header(row: Any) -> bool:
    mark = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
    return mark is not None and mark.get(_W_VAL) not in ("0", "false")


def _row(row: Any) -> list[Any]:
    """Return the cells of a row, one for each column: merged ones stand in all of theirs."""
    cells: list[Any] = []
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr")), None) is not row:
            continue
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        width = span.get(_W_VAL, "1") if span is not None else "1"
        cells.extend([_above(cell, len(cells))] * (min(int(width), 63) if width.isdigit() else 1))
    return cells


def _above(cell: Any, column: int) -> Any:
    """Return the cell that holds the text of one merged downwards."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    if merge is None or merge.get(_W_VAL) == "restart":
        return cell
    row = next(cell.iterancestors(qn("w:tr"))).getprevious()
    while row is not None and row.tag != qn("w:tr"):
        row = row.getprevious()
    above = _row(row) if row is not None else []
    return above[column] if column < len(above) else cell


def _cell_text(cell: Any) -> str:
    return " ".join(own_text(paragraph) for paragraph in cell.iter(W_P))


def _is_contents(element: Any) -> bool:
    """Tell whether a content control is the table of contents, which repeats the headings."""
    gallery = element.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and "contents" in gallery.get(_W_VAL, "").lower()


def _reads_as_heading(element: Any, text: str) -> bool:
    """Tell a heading made by hand: a short line, bold throughout, that does not end a sentence."""
    if len(text) > 120 or "\n" in text or text[-1] in ".;,:!…" or not any(map(str.isalpha, text)):
        return False
    runs = [run for run in element.iter(qn("w:r")) if own_text(run).strip()]
    return bool(runs) and all(_is_bold(run) for run in runs)


def _is_bold(run: Any) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return mark is not None and mark.get(_W_VAL) not in ("0", "false")


def _notes(document: Any) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the foot- and endnotes: (tag of the mark, number), text."""
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in ("footnotes", "endnotes") or relation.is_external:
            continue
        name = kind[:-1]
        for note in parse_xml(relation.target_part.blob).iter(qn(f"w:{name}")):
            if note.get(_W_TYPE) in (None, "normal"):
                text = " ".join(own_text(p) for p in note.iter(W_P))
                yield (qn(f"w:{name}Reference"), note.get(_W_ID, "")), text.strip()
