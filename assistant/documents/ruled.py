"""Tables drawn with lines on a PDF page: a grid of rules, and the words in its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.documents.hyphens import join_lines
from assistant.documents.layout import Line, Table, lines_of
from assistant.documents.pdf_drawn import Rule
from assistant.documents.pdf_page import Page, Word
from assistant.documents.rtl import is_right_to_left

_NEAR = 3.0  # points: lines nearer than this are one, or touch
_MOST_RULES = 3_000  # of a page: a map or a chart has more
_MOST_LINES = 200  # of a grid, along one axis
_PROSE = 120  # words in a cell above which the grid lays out a page
_FILLED = 0.3  # of the cells, at least, hold something

Cell = tuple[int, int]  # row and column


def with_tables(page: Page, words: Sequence[Word]) -> list[Word | Table]:
    """Return the words of a page, those that stand in a ruled grid as tables in their place."""
    rest: list[Word] = list(words)
    tables: list[Table] = []
    if len(page.rules) <= _MOST_RULES:
        for rules in _touching(page.rules):
            inside, table = _table(rules, rest)
            if table is not None:
                tables.append(table)
                rest = [word for word in rest if word not in inside]
    return [*rest, *tables]


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group the rules that meet, directly or by others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        met = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is one for one in met)]
        groups.append([rule, *(other for group in met for other in group)])
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    across = one.x0 - _NEAR <= other.x1 and other.x0 - _NEAR <= one.x1
    return across and one.y0 - _NEAR <= other.y1 and other.y0 - _NEAR <= one.y1


def _table(rules: Sequence[Rule], words: Sequence[Word]) -> tuple[set[Word], Table | None]:
    """Return the words in the grid that the rules make and the table they are; None for no grid."""
    xs = _places(rule.x0 for rule in rules if not rule.flat)
    ys = _places(rule.y0 for rule in rules if rule.flat)
    if not (3 <= len(xs) <= _MOST_LINES and 2 <= len(ys) <= _MOST_LINES):
        return set(), None
    placed: dict[Cell, list[Word]] = {}
    roots = _merged(rules, xs, ys)
    for word in words:
        row = _between(ys, word.base - 0.3 * word.size)
        column = _between(xs, (word.x0 + word.x1) / 2)
        if row is not None and column is not None:
            placed.setdefault(roots[row, column], []).append(word)
    if not placed or max(map(len, placed.values())) > _PROSE:
        return set(), None
    filled = sum(root in placed for root in roots.values()) / len(roots)
    if filled < _FILLED or len(placed) < 2:
        return set(), None
    texts = {root: _text(held) for root, held in placed.items()}
    rows = [
        tuple(texts.get(roots[row, column], "") for column in range(len(xs) - 1))
        for row in range(len(ys) - 1)
    ]
    if is_right_to_left(" ".join(texts.values())):
        rows = [row[::-1] for row in rows]
    found = Table(tuple(rows), _heading_rows(roots, len(xs) - 1), xs[0], xs[-1], ys[0], ys[-1])
    return {word for held in placed.values() for word in held}, found


def _places(values: Iterable[float]) -> list[float]:
    """Return the distinct places of rules, in order."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _between(places: Sequence[float], value: float) -> int | None:
    return next((n for n in range(len(places) - 1) if places[n] <= value < places[n + 1]), None)


def _merged(rules: Sequence[Rule], xs: Sequence[float], ys: Sequence[float]) -> dict[Cell, Cell]:
    """Return for each cell the first of those it is one with: no rule parts them."""
    upright = [rule for rule in rules if not rule.flat]
    flat = [rule for rule in rules if rule.flat]
    roots: dict[Cell, Cell] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            roots[row, column] = (row, column)
            middle_x, middle_y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            left = any(abs(r.x0 - xs[column]) <= _NEAR and r.y0 <= middle_y <= r.y1
                       for r in upright)  # fmt: skip
            above = any(abs(r.y0 - ys[row]) <= _NEAR and r.x0 <= middle_x <= r.x1 for r in flat)
            for parted, other in ((left, (row, column - 1)), (above, (row - 1, column))):
                if not parted and other in roots:
                    old, new = roots[row, column], roots[other]
                    roots = {cell: new if root == old else root for cell, root in roots.items()}
    return roots


def _heading_rows(roots: dict[Cell, Cell], columns: int) -> int:
    """Return 2 where a cell of the first row spans columns that the second names, else 1."""
    first = [roots[0, column] for column in range(columns)]
    second = [roots.get((1, column), (1, column)) for column in range(columns)]
    return 2 if len(set(first)) < columns and len(set(second)) > len(set(first)) else 1


def _text(words: Sequence[Word]) -> str:
    text = ""
    for line in lines_of(words):
        if isinstance(line, Line):
            text = join_lines(text, line.text)
    return text


def continued(tables: Sequence[Table]) -> list[Table]:
    """Join the tables that follow each other and go on over a page's end, under one heading."""
    found: list[Table] = []
    for table in tables:
        if found and _goes_on(found[-1], table):
            before = found[-1]
            heading = before.rows[: before.header_rows]
            again = table.rows[: before.header_rows] == heading
            rows = (*before.rows, *table.rows[before.header_rows if again else 0 :])
            found[-1] = Table(
                rows, before.header_rows, before.x0, before.x1, table.top, table.bottom
            )
        else:
            found.append(table)
    return found


def _goes_on(before: Table, table: Table) -> bool:
    alike = abs(before.x0 - table.x0) < _NEAR and abs(before.x1 - table.x1) < _NEAR
    return alike and len(before.rows[0]) == len(table.rows[0]) and table.top < before.bottom
