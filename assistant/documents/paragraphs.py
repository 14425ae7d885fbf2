"""Lines to paragraphs, headings, list items and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from statistics import median
from typing import Literal

from assistant.documents.blocks import Block
from assistant.documents.hyphens import join_lines
from assistant.documents.layout import Line, Table
from assistant.documents.rtl import is_right_to_left
from assistant.documents.ruled import continued
from assistant.documents.tables import markdown_table

_BULLET = re.compile(r"[•▪■●◦○►▶➢➤✓✔❖*·§−–—-]\s+(?=\S)|[•▪■●◦○►▶➢➤✓✔❖](?=\S)")
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)°](?:\s|-)\s*(?=\S)")
_NOTE_MARK = re.compile(r"(?:[⁰¹²³⁴-⁹]+|\(?\d{1,3}\)|\d{1,3}(?=\s)|[*†‡]+)[.)]?\s*(?=\S)")
_ENDS = re.compile(r"[.!?…:;؟؛]['\"»”’)\]⁰¹²³⁴-⁹]*$")
_LARGER = 1.15  # times the body's size: a heading
_SMALLER = 0.92  # times the body's size: a note


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, and what they are."""

    kind: Literal["text", "heading", "item", "note", "table"]
    text: str
    size: float = 0.0
    bold: bool = False
    page: int = 0
    full: bool = False  # its last line reaches the end of the column
    table: Table | None = None


Column = Sequence[Line | Table]


def body_size(lines: Iterable[Line]) -> float:
    """Return the size in which most of the text is set, in points; 0 when there is none."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def column_paragraphs(column: Column, body: float, known: frozenset[str]) -> list[Paragraph]:
    """Return the paragraphs of one column from top to bottom."""
    lines = [item for item in column if isinstance(item, Line)]
    notes = _notes_from(column, body)
    edges = _Edges(lines)
    found: list[Paragraph] = []
    group: list[Line] = []
    for number, item in enumerate(column):
        if isinstance(item, Table):
            found.extend(_finish(group, body, known, edges, note=number > notes))
            group = []
            found.append(Paragraph("table", "", table=item))
            continue
        if group and (number == notes or edges.breaks(group, item, body, note=number > notes)):
            found.extend(_finish(group, body, known, edges, note=number > notes))
            group = []
        group.append(item)
    found.extend(_finish(group, body, known, edges, note=len(column) > notes))
    return found


class _Edges:
    """Where the lines of a column begin and end, and how far apart they stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.left = min((line.x0 for line in lines), default=0.0)
        self.right = max((line.x1 for line in lines), default=0.0)
        self.width = max(self.right - self.left, 1.0)
        self.from_right = is_right_to_left(" ".join(line.text for line in lines))
        pitches = [
            b.base - a.base
            for a, b in pairwise(lines)
            if 0 < b.base - a.base < 2.2 * max(a.size, b.size)
        ]
        self.pitch = median(pitches) if pitches else 0.0

    def indent(self, line: Line) -> float:
        """Return how far inside the column a line begins."""
        return self.right - line.x1 if self.from_right else line.x0 - self.left

    def room(self, line: Line) -> float:
        """Return how much room is left at the end of a line."""
        return line.x0 - self.left if self.from_right else self.right - line.x1

    def breaks(self, group: Sequence[Line], line: Line, body: float, *, note: bool) -> bool:
        """Tell whether `line` begins a paragraph after the lines of `group`."""
        last = group[-1]
        if abs(line.size - last.size) > 0.08 * last.size:
            return True
        gap = line.base - last.base
        if gap <= 0 or gap > 1.3 * (self.pitch or 1.2 * last.size) + 0.5:
            return gap <= 0 or last.size < _LARGER * body or gap > 1.8 * last.size
        if note and _NOTE_MARK.match(line.text):
            return True
        if line.size >= _LARGER * body:
            return False
        ended = _ENDS.search(last.text) is not None
        fits = self.room(last) > _first_width(line, self.from_right) + 0.3 * line.size
        if last.bold != line.bold and (fits or ended):
            return True
        if _begins_item(line.text, ended or fits or bool(_marker(group[0].text))):
            return True
        if fits and (ended or self.room(last) > 0.25 * self.width):
            return True
        hanging = bool(_marker(group[0].text))
        stepped = self.indent(line) - self.indent(last) > 0.8 * line.size
        return stepped and not hanging and (ended or fits)


def _first_width(line: Line, from_right: bool) -> float:
    word = line.words[-1] if from_right else line.words[0]
    return word.x1 - word.x0


def _marker(text: str) -> re.Match[str] | None:
    return _BULLET.match(text) or _NUMBERED.match(text)


def _begins_item(text: str, apart: bool) -> bool:
    """Tell whether a line begins a list item: a dash or number may also stand inside a sentence."""
    mark = _marker(text)
    return mark is not None and (apart or text[0] in "•▪■●◦○►▶➢➤✓✔❖")


def _notes_from(column: Column, body: float) -> int:
    """Return where the notes at the foot of a column begin; its length when there are none."""
    start = len(column)
    for number in range(len(column) - 1, -1, -1):
        item = column[number]
        if isinstance(item, Table) or item.size > _SMALLER * body:
            break
        if _NOTE_MARK.match(item.text):
            start = number
    return start if start > 0 else len(column)


def _finish(
    group: Sequence[Line], body: float, known: frozenset[str], edges: _Edges, *, note: bool
) -> list[Paragraph]:
    if not group:
        return []
    text = ""
    for line in group:
        text = join_lines(text, line.text, known)
    last = group[-1]
    made = Paragraph(
        "text", text, group[0].size, all(line.bold for line in group), group[0].page,
        full=edges.room(last) < 0.25 * edges.width,
    )  # fmt: skip
    if note:
        return [replace(made, kind="note")]
    if _is_heading(made, body, len(group)):
        return [replace(made, kind="heading")]
    mark = _BULLET.match(text)
    if mark:
        return [replace(made, kind="item", text=text[mark.end() :])]
    if _NUMBERED.match(text):
        return [replace(made, kind="item")]
    return [made]


def _is_heading(made: Paragraph, body: float, lines: int) -> bool:
    if len(made.text) > 200 or lines > 4 or sum(map(str.isalpha, made.text)) < 3:
        return False
    if made.size >= _LARGER * body:
        return True
    ends = made.text[-1] in ".;,…"
    return made.bold and made.size >= 0.98 * body and len(made.text) <= 120 and not ends


def joined_columns(
    columns: Iterable[Sequence[Paragraph]], known: frozenset[str]
) -> list[Paragraph]:
    """Return the paragraphs of all columns in a row, those cut by a column's or page's end whole.

    Notes that stood at the foot of a page follow the paragraph that ran over it.
    """
    found: list[Paragraph] = []
    for column in columns:
        column = list(column)
        at = next((i for i in range(len(found) - 1, -1, -1) if found[i].kind != "note"), None)
        if at is not None and column and _runs_on(found[at], column[0]):
            first = column.pop(0)
            found[at] = replace(
                found[at], text=join_lines(found[at].text, first.text, known), full=first.full
            )
        found.extend(column)
    return found


def _runs_on(last: Paragraph, first: Paragraph) -> bool:
    if last.kind not in ("text", "item") or first.kind != "text":
        return False
    if abs(last.size - first.size) > 0.08 * last.size or last.bold != first.bold:
        return False
    if last.text.endswith(("-", "‐", "\xad")) and first.text[:1].islower():
        return True
    if _ENDS.search(last.text):
        return False
    begins = first.text[:1]
    caseless = begins.isalpha() and begins.lower() == begins.upper()
    return begins.islower() or (last.full and (caseless or begins in '«("“' or begins.isdigit()))


def as_blocks(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Return the paragraphs as blocks; the larger a heading is set, the higher its level."""
    sizes = sorted({round(p.size) for p in paragraphs if p.kind == "heading"}, reverse=True)
    levels = {size: min(level, 6) for level, size in enumerate(sizes, start=1)}
    blocks: list[Block] = []
    tables: list[Table] = []
    for paragraph, after in zip_longest(paragraphs, paragraphs[1:]):
        if paragraph.table is not None:
            tables.append(paragraph.table)
            if after is None or after.table is None:
                blocks += map(_table_block, continued(tables))
                tables = []
        elif paragraph.kind == "heading":
            blocks.append(Block("heading", paragraph.text, levels[round(paragraph.size)]))
        else:
            blocks.append(Block(paragraph.kind, paragraph.text))
    return blocks


def _table_block(table: Table) -> Block:
    """Return a table as a block; one row that continues nothing is a line."""
    if len(table.rows) < 2:
        return Block("text", " ".join(dict.fromkeys(filter(None, table.rows[0]))))
    return Block("table", markdown_table(table.rows, table.header_rows))


def take_title(paragraphs: Sequence[Paragraph], body: float) -> tuple[str, list[Paragraph]]:
    """Return the largest heading of the first page, if one stands out, and the rest."""
    first = min((p.page for p in paragraphs if p.page), default=0)
    headings = [p for p in paragraphs if p.kind == "heading" and p.page == first]
    named = [p for p in headings if sum(map(str.isalpha, p.text)) >= 8 and p.size > 1.1 * body]
    if not named:
        return "", list(paragraphs)
    title = max(named, key=lambda p: p.size)
    return title.text, [p for p in paragraphs if p is not title]
