"""The order in which a page is read: columns, lines, what spans them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.documents.pdf_page import Word
from assistant.documents.rtl import RIGHT_TO_LEFT, face_brackets, logical_line, logical_word, parted

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FIGURE = re.compile(r"[-+(]?\d[\d\s.,]*%?\)?|[-–—]|n\.?[dcs]\.?", re.IGNORECASE)
_MIN_ROWS = 3  # a column has three lines or more: two are a coincidence
_MIN_CHARACTERS = 15  # of a column's usual line: less is a table's cell
_MIN_FILL = 0.5  # of a column's width that its usual line fills: less is a list or a table


@dataclass(frozen=True, slots=True)
class Table:
    """A table where it stands; `rows` hold the cells' texts, merged ones in all their places."""

    rows: tuple[tuple[str, ...], ...]
    header_rows: int
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column, its words from left to right."""

    words: tuple[Word, ...]
    page: int = 0

    @property
    def x0(self) -> float:
        """The left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return max(word.x1 for word in self.words)

    @property
    def size(self) -> float:
        """The size most of its characters have."""
        sizes = Counter[float]()
        for word in self.words:
            sizes[word.size] += len(word.text)
        return sizes.most_common(1)[0][0]

    @property
    def base(self) -> float:
        """The line its words stand on."""
        size = self.size
        return median(word.base for word in self.words if word.size == size)

    @property
    def top(self) -> float:
        """Where its capitals begin."""
        return self.base - 0.78 * self.size

    @property
    def bottom(self) -> float:
        """Where its descenders end."""
        return self.base + 0.22 * self.size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """The text in reading order."""
        return line_text(self.words)


Item = Word | Table
Row = list[Item]


def line_text(words: Sequence[Word]) -> str:
    """Return words that stand from left to right on one line as they are read."""
    size = max((word.size for word in words), default=0.0)
    if any(RIGHT_TO_LEFT.search(word.text) for word in words):
        return _from_right(words, size)
    base = median(word.base for word in words if word.size == size) if words else 0.0
    parts: list[str] = []
    last: Word | None = None
    for word in words:
        text = word.text
        raised = word.size < 0.8 * size and base - word.base > 0.15 * size
        if raised and text.isascii() and text.isdigit():
            text = text.translate(_SUPERSCRIPT)
        near = last is not None and word.x0 - last.x1 < 0.15 * size
        if near and (word.glued or raised):
            parts[-1] += text
        else:
            parts.append(text)
        last = word
    return " ".join(parts)


def _from_right(words: Sequence[Word], size: float) -> str:
    """Return a line with Arabic in it, its Arabic words parted by the space between letters.

    Where the file's own order of characters says a word ends cannot be trusted there.
    """
    glyphs = [glyph for word in words for glyph in word.glyphs]
    return face_brackets(logical_line([logical_word(word) for word in parted(glyphs, size)]))


def reading_order(items: Iterable[Item], *, from_right: bool = False) -> list[list[Item]]:
    """Return the items of a page as columns in reading order, spanning parts in between."""
    return _regions(_rows(items), from_right)


def lines_of(items: Sequence[Item], page: int = 0) -> list[Line | Table]:
    """Return the items of one column as its lines and tables, from top to bottom."""
    found: list[Line | Table] = []
    for row in _rows(items):
        words = [item for item in row if isinstance(item, Word)]
        if words:
            found.append(Line(tuple(words), page))
        else:
            found.extend(item for item in row if isinstance(item, Table))
    return found


def _rows(items: Iterable[Item]) -> list[Row]:
    """Group words that stand on one line, across all columns; raised marks go with their line."""
    rows: list[Row] = [[item] for item in items if isinstance(item, Table)]
    words = sorted((i for i in items if isinstance(i, Word)), key=lambda w: (-w.size, w.base))
    grouped: list[list[Word]] = []
    for word in words:
        for row in grouped:
            first = row[0]
            middle = word.base - 0.3 * word.size
            if abs(word.base - first.base) <= 0.25 * first.size or (
                word.size < 0.8 * first.size and first.top <= middle <= first.bottom
                and any(abs(word.x0 - other.x1) < first.size for other in row)
            ):  # fmt: skip
                row.append(word)
                break
        else:
            grouped.append([word])
    for row in grouped:
        rows.append(sorted(row, key=lambda w: w.x0))
    return sorted(rows, key=_height)


def _height(row: Row) -> float:
    first = row[0]
    if isinstance(first, Table):
        return (first.top + first.bottom) / 2
    return max((w for w in row if isinstance(w, Word)), key=lambda w: w.size).base


def _regions(rows: list[Row], from_right: bool) -> list[list[Item]]:
    """Split rows at the best gutter, until there is none; XY-cut with spans kept in place."""
    gutter = _gutter(rows)
    if gutter is None:
        return [[item for row in rows for item in row]] if rows else []
    x, start, end = gutter
    left = [[i for i in row if _middle(i) < x] for row in rows[start:end]]
    right = [[i for i in row if _middle(i) >= x] for row in rows[start:end]]
    columns = (right, left) if from_right else (left, right)
    order = [rows[:start], *([row for row in column if row] for column in columns), rows[end:]]
    return [region for part in order if part for region in _regions(part, from_right)]


def _middle(item: Item) -> float:
    return (item.x0 + item.x1) / 2


def _gutter(rows: list[Row]) -> tuple[float, int, int] | None:
    """Return where a white strip parts two columns of text, and over which rows; None if none."""
    best: tuple[float, int, int] | None = None
    most = 0
    for x in _candidates(rows):
        for start, end in _free_runs(rows, x):
            count = _column_lines(rows[start:end], x)
            if count > most:
                best, most = (x, start, end), count
    return best


def _candidates(rows: list[Row]) -> list[float]:
    """Return the places where the most lines begin or end after a wide gap."""
    places = Counter[int]()
    for row in rows:
        for left, right in pairwise(row):
            if right.x0 - left.x1 >= _wide(right):
                places[round(right.x0 / 2)] += 1
                places[round((left.x1 + 2) / 2)] += 1
        # A line of a right-hand column may stand alone at its height.
        places[round(row[0].x0 / 2)] += 1
    return [place * 2 - 1.0 for place, count in places.most_common(24) if count >= _MIN_ROWS]


def _wide(item: Item) -> float:
    """Return the least width of a gutter beside a word: more than a justified space."""
    return max(7.0, 0.9 * item.size) if isinstance(item, Word) else 7.0


def _free_runs(rows: list[Row], x: float) -> list[tuple[int, int]]:
    """Return the longest runs of rows that leave the strip at `x` white."""
    runs, start = [], 0
    for at in range(len(rows) + 1):
        if at == len(rows) or _crosses(rows[at], x):
            if at - start >= _MIN_ROWS:
                runs.append((start, at))
            start = at + 1
    return runs


def _crosses(row: Row, x: float) -> bool:
    left = [item for item in row if _middle(item) < x]
    right = [item for item in row if _middle(item) >= x]
    if any(item.x1 > x + 1 for item in left) or any(item.x0 < x - 1 for item in right):
        return True
    if not left or not right:
        return False
    return min(i.x0 for i in right) - max(i.x1 for i in left) < _wide(right[0])


def _column_lines(rows: list[Row], x: float) -> int:
    """Return how many lines stand left and right of `x` if both sides read as text, else 0."""
    total = 0
    for side in (
        [[i for i in row if isinstance(i, Word) and _middle(i) < x] for row in rows],
        [[i for i in row if isinstance(i, Word) and _middle(i) >= x] for row in rows],
    ):
        lines = [words for words in side if words]
        if len(lines) < _MIN_ROWS or not _reads_as_text(lines):
            return 0
        total += len(lines)
    return total


def _reads_as_text(lines: list[list[Word]]) -> bool:
    texts = [" ".join(word.text for word in words) for words in lines]
    if median(len(text) for text in texts) < _MIN_CHARACTERS:
        return False
    if sum(_FIGURE.fullmatch(text) is not None for text in texts) > 0.3 * len(texts):
        return False
    x0 = min(words[0].x0 for words in lines)
    x1 = max(words[-1].x1 for words in lines)
    return median((w[-1].x1 - w[0].x0) / max(x1 - x0, 1) for w in lines) >= _MIN_FILL
