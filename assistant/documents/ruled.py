"""Tables drawn with lines on a PDF page: a grid of rules, and the words in its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.documents.aligned import between, line_cells, line_parts, white_strips
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
        for rules in _stacked(page.rules, rest, tables):
            inside, table = _open_table(rules, rest)
            if table is not None:
                tables.append(table)
                rest = [word for word in rest if word not in inside]
    return [*rest, *tables]


def _stacked(
    rules: Sequence[Rule], words: Sequence[Word], tables: Sequence[Table]
) -> list[list[Rule]]:
    """Group the level rules outside grids that begin and end alike and have columns between them.

    Three or more, top first; prose between two rules parts a table from the next.
    """
    stacks: list[list[Rule]] = []
    for rule in _whole([rule for rule in rules if rule.flat]):
        if any(table.top - _NEAR <= rule.y0 <= table.bottom + _NEAR for table in tables):
            continue
        over = next((stack for stack in reversed(stacks) if _alike(stack[-1], rule)), [])
        if over and _has_columns(_lines(words, over[-1], rule)):
            over.append(rule)
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= 3]


def _alike(above: Rule, rule: Rule) -> bool:
    return abs(above.x0 - rule.x0) <= _NEAR and abs(above.x1 - rule.x1) <= _NEAR


def _whole(rules: Sequence[Rule]) -> list[Rule]:
    """Join level rules drawn cell by cell."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.y0), rule.x0)):
        last = found[-1] if found else None
        if last and abs(last.y0 - rule.y0) < 1 and rule.x0 - last.x1 <= _NEAR:
            found[-1] = Rule(last.x0, last.y0, max(last.x1, rule.x1), last.y1)
        else:
            found.append(rule)
    return found


def _lines(words: Sequence[Word], top: Rule, bottom: Rule) -> list[Line]:
    inside = [word for word in words if top.y0 < word.base - 0.3 * word.size < bottom.y0
              and top.x0 - _NEAR <= (word.x0 + word.x1) / 2 <= top.x1 + _NEAR]  # fmt: skip
    return [line for line in lines_of(inside) if isinstance(line, Line)]


def _has_columns(lines: Sequence[Line]) -> bool:
    return sum(len(line_parts(line)) > 1 for line in lines) * 2 > len(lines)


def _open_table(rules: Sequence[Rule], words: Sequence[Word]) -> tuple[set[Word], Table | None]:
    """Return the words between level rules and the table they are; None where they are text.

    Its columns are parted by white strips, and most of its cells right of the first hold figures.
    What stands above the second rule is the heading.
    """
    first, last = rules[0], rules[-1]
    lines = _lines(words, first, last)
    heading = [line for line in lines if line.base <= rules[1].y0 + _NEAR]
    body = lines[len(heading) :]
    edges = [first.x0 - _NEAR, *white_strips(body), first.x1 + _NEAR]
    rows = [line_cells(line, edges) for line in lines]
    told = [cell for row in rows[len(heading) :] for cell in row[1:] if cell]
    figures = sum(any(c.isdigit() for c in cell) for cell in told)
    if len(edges) < 3 or not heading or len(body) < 2 or figures < max(2, 0.6 * len(told)):
        return set(), None
    if is_right_to_left(" ".join(line.text for line in lines)):
        rows = [row[::-1] for row in rows]
    found = Table(tuple(rows), len(heading), first.x0, first.x1, first.y0, last.y0)
    return {word for line in lines for word in line.words}, found


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
        row = between(ys, word.base - 0.3 * word.size)
        column = between(xs, (word.x0 + word.x1) / 2)
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
