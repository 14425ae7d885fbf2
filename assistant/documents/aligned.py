"""Tables without drawn lines: rows of cells that stand under each other, parted by white strips."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents.layout import Line, Table, line_text
from assistant.documents.pdf_page import Word
from assistant.documents.rtl import is_right_to_left

_STRIP = 5.0  # points between two columns, at least
_PITCH = 3.2  # times the type's size: lines further apart are not rows of one table
_LABEL, _HEADING = 80, 40  # characters of a row's or a column's name, at most
_FIGURES = 0.7  # of the cells of one column are figures, at least: others are text side by side
_FIGURE = re.compile(
    r"(?:[-–+±≈~<>(]\s?)?\d[\d\s.,/]*(?:\s?(?:%|‰|€|\$|[^\W\d_]{1,8}))?\)?|[-–—]+|n\.?[dcas]\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\(?(?:[TSQ][1-4]\s)?(?:1[89]|20)\d\d(?:[-/–](?:20)?\d\d)?\)?\*?", re.IGNORECASE
)

Column = Sequence[Line | Table]
Rows = list[tuple[str, ...]]


def with_aligned_tables(column: Column) -> list[Line | Table]:
    """Return a column of a page, the lines in it that are rows of a table as that table.

    Rows follow each other closely, one of their columns holds figures, and white strips run down
    between all of them. Prose in columns, lists and the lines of a letterhead stay lines.
    """
    found: list[Line | Table] = []
    place = 0
    while place < len(column):
        end = max(_run_end(column, place), place + 1)
        made = _table(column, place, end) if end - place >= 2 else None
        if made is None:
            found.extend(column[place:end])
        else:
            table, heading = made
            del found[len(found) - heading :]
            found.append(table)
        place = end
    return found


def line_parts(line: Line, gap: float = 0.8) -> list[tuple[float, float]]:
    """Return where the parts of a line stand that gaps of `gap` times the type's size set apart."""
    parts: list[tuple[float, float]] = []
    for word in line.words:
        if parts and word.x0 - parts[-1][1] < max(_STRIP, gap * word.size):
            parts[-1] = parts[-1][0], max(parts[-1][1], word.x1)
        else:
            parts.append((word.x0, word.x1))
    return parts


def white_strips(lines: Sequence[Line]) -> list[float]:
    """Return the middles of the white strips that run down through the lines with columns."""
    spans: list[tuple[float, float]] = []
    for line in lines:
        parts = line_parts(line)
        spans += parts if len(parts) > 1 else []
    strips, end = [], None
    for x0, x1 in sorted(spans):
        if end is not None and x0 - end >= _STRIP:
            strips.append((x0 + end) / 2)
        end = x1 if end is None else max(end, x1)
    return strips


def line_cells(line: Line, edges: Sequence[float]) -> tuple[str, ...]:
    """Return the texts of a line between `edges`; a line in one part stands whole in one cell."""
    placed: list[list[Word]] = [[] for _ in edges[1:]]
    if len(line_parts(line)) == 1:  # a subheading, or a label alone in its row
        start = between(edges, line.words[0].x1) or 0
        return tuple(line.text if column == start else "" for column in range(len(placed)))
    for word in line.words:
        column = between(edges, (word.x0 + word.x1) / 2)
        placed[column if column is not None else -1].append(word)
    return tuple(line_text(held) if held else "" for held in placed)


def between(places: Sequence[float], value: float) -> int | None:
    """Return which two neighbours among `places` a value stands between."""
    return next((n for n in range(len(places) - 1) if places[n] <= value < places[n + 1]), None)


def _is_row(line: Line) -> bool:
    """Say whether a line has parts, and figures in one after its label."""
    parts = line_parts(line)
    if len(parts) < 2:
        return False
    texts = [_part_text(line, part) for part in parts]
    told = texts[:-1] if is_right_to_left(line.text) else texts[1:]
    return any(any(c.isdigit() for c in text) and _FIGURE.fullmatch(text) for text in told)


def _part_text(line: Line, part: tuple[float, float]) -> str:
    return line_text([word for word in line.words if part[0] <= word.x0 <= part[1]])


def _run_end(column: Column, start: int) -> int:
    """Return where the rows that begin at `start` end; a wrapped or lone label is one of them."""
    first = column[start]
    if not isinstance(first, Line) or not _is_row(first):
        return start
    last, end = first, start + 1
    for place in range(start + 1, len(column)):
        line = column[place]
        if not isinstance(line, Line) or not _follows(last, line):
            break
        if _is_row(line):
            end = place + 1
        elif not _is_label(line, first) or place > end:
            break
        elif line.text[:1].islower():
            end = place + 1
        last = line
    return end


def _follows(above: Line, line: Line) -> bool:
    alike = abs(above.size - line.size) <= 0.08 * above.size
    return alike and 0 < line.base - above.base <= _PITCH * line.size


def _is_label(line: Line, row: Line) -> bool:
    """Say whether a line stands where a row's label does."""
    parts = line_parts(row)
    if len(line_parts(line)) > 1 or line.text.rstrip().endswith((".", ":", ";")):
        return False
    if is_right_to_left(row.text):
        return line.x0 > parts[-2][1]
    return line.x1 < parts[1][0]


def _table(column: Column, start: int, end: int) -> tuple[Table, int] | None:
    """Return the table of the rows from `start` to `end`, and how many lines above head it."""
    body = [line for line in column[start:end] if isinstance(line, Line)]
    edges = [min(line.x0 for line in body) - 99, *white_strips(body),
             max(line.x1 for line in body) + 99]  # fmt: skip
    if len(edges) < 3:
        return None
    above = _heading(column, start, edges)
    rows = _rows([*above, *body], edges)
    heading = len(above)
    if not above and _names_columns(rows):
        heading = 1
    if not _is_table(rows[heading:], headed=heading > 0):
        return None
    lines = [*above, *body]
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return Table(tuple(rows), heading, x0, x1, lines[0].top, lines[-1].bottom), len(above)


def _heading(column: Column, start: int, edges: Sequence[float]) -> list[Line]:
    """Return the lines just above the first row that name the columns."""
    found: list[Line] = []
    for place in range(start - 1, max(start - 3, -1), -1):
        line, below = column[place], found[0] if found else column[start]
        if not (isinstance(line, Line) and isinstance(below, Line)):
            break
        parts = line_parts(line, 1.2)
        cells = [between(edges, (x0 + x1) / 2) for x0, x1 in parts]
        texts = [_part_text(line, part) for part in parts]
        apart = len(parts) >= max(2, len(edges) - 2) and len(set(cells)) == len(cells)
        short = all(len(text) <= _HEADING and not text.endswith(".") for text in texts)
        if not (apart and short and 0 < below.base - line.base <= _PITCH * line.size):
            break
        found.insert(0, line)
    return found


def _rows(lines: Sequence[Line], edges: Sequence[float]) -> Rows:
    """Return the cells of the lines, each label first, a wrapped label on one line."""
    flipped = is_right_to_left(" ".join(line.text for line in lines))
    rows: Rows = []
    for line in lines:
        cells = line_cells(line, edges)[:: -1 if flipped else 1]
        alone = bool(cells[0]) and not any(cells[1:])
        if rows and alone and cells[0][:1].islower():
            rows[-1] = (f"{rows[-1][0]} {cells[0]}", *rows[-1][1:])
        elif rows and not any(rows[-1][1:]) and cells[0][:1].islower():
            rows[-1] = (f"{rows[-1][0]} {cells[0]}", *cells[1:])
        else:
            rows.append(cells)
    return rows


def _names_columns(rows: Rows) -> bool:
    """Say whether the first row holds years, and the others figures."""
    first, rest = rows[0][1:], [cell for row in rows[1:] for cell in row[1:] if cell]
    years = all(_YEAR.fullmatch(cell) for cell in first if cell)
    return years and not all(_YEAR.fullmatch(cell) for cell in rest)


def _is_table(rows: Rows, *, headed: bool) -> bool:
    """Say whether rows hold figures under each other, and only short texts beside them."""
    if len(rows) < (2 if headed else 3):
        return False
    columns = [[cell for cell in cells if cell] for cells in zip(*rows, strict=True)]
    if any(len(cell) > _LABEL for cells in columns for cell in cells) or not columns[0]:
        return False
    counts = [sum(_FIGURE.fullmatch(cell) is not None for cell in cells) for cells in columns]
    told = [n for n in range(1, len(columns)) if counts[n] >= _FIGURES * max(len(columns[n]), 1)]
    full = [n for n in told if len(columns[n]) * 2 >= len(rows)]
    if not full or (sum(counts[1:]) < 3 and not (headed and len(columns) > 2)):
        return False
    return headed or len(columns) > 2 or not _is_contents(columns[1])


def _is_contents(cells: Sequence[str]) -> bool:
    """Say whether a column holds page numbers, as beside the titles in a table of contents."""
    pages = [int(cell) for cell in cells if cell.isdecimal() and len(cell) <= 3]
    return len(pages) == len(cells) and pages == sorted(pages)
