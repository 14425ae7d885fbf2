"""What a line of a body stands in: a row of a table under its header, an item under its list.

A row says little without its header ("Portes | 12 | 15"), an item little without the sentence
that introduces it: both are matched, and shown, with what they stand under.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assistant.language.dates import find_dates
from assistant.questions.need import Words, analyse
from assistant.schema import DateMention, Language, Span

_CELL: Final = re.compile(r"[^|]+")
_RULE: Final = re.compile(r"[|\s:-]+")
_ITEM: Final = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s+")
_COLONS: Final = (":", "：")  # at the end of an introducing sentence
_QUOTES: Final = ("»", "”", '"')
_CLAUSE: Final = (";", "؛", ",", "،")  # at the end of a clause among clauses


@dataclass(frozen=True)
class Head:
    """What a column is called: read when first asked, once for all its cells."""

    text: str
    language: Language

    @cached_property
    def words(self) -> Words:
        """Its words as matching sees them."""
        return analyse(self.text, self.language)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The times it names."""
        return tuple(find_dates(self.text, self.language, None))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: where it stands in the row's text, and its column; None where unknown."""

    span: Span
    text: str
    head: Head | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table below its header; `header` is where that stands in the body."""

    cells: tuple[Cell, ...]
    header: Span


@dataclass(frozen=True, slots=True)
class Standing:
    """What a line stands in: `opener` is the number of the line that introduces it."""

    row: Row | None = None
    opener: int | None = None
    is_header: bool = False
    is_rule: bool = False


_ALONE: Final = Standing()


@dataclass(slots=True)
class Blocks:
    """Follows the lines of one body, in order, and tells of each what it stands in."""

    language: Language
    _header: tuple[Span, list[Head]] | None = None
    _opener: int | None = None  # the introducing sentence whose items follow
    _last: tuple[int, str] | None = None  # the line before, tables aside

    def place(self, number: int, span: Span, text: str) -> Standing:
        """Return what line `number`, at `span` of the body, stands in."""
        if text.startswith("|"):
            return self._in_table(span, text)
        self._header = None
        standing = self._in_list(text)
        self._last = (number, text)
        return standing

    def _in_table(self, span: Span, text: str) -> Standing:
        if _RULE.fullmatch(text):
            return Standing(is_rule=True)
        cells = [
            (Span(*found.span()), found.group().strip())
            for found in _CELL.finditer(text)
            if found.group().strip()
        ]
        if self._header is None:
            self._header = (span, [Head(said, self.language) for _, said in cells])
            return Standing(is_header=True)
        header, heads = self._header
        named = heads if len(heads) == len(cells) else [None] * len(cells)
        row = Row(tuple(Cell(*cell, head) for cell, head in zip(cells, named, strict=True)), header)
        return Standing(row, self._last[0] if self._last and opens(self._last[1]) else None)

    def _in_list(self, text: str) -> Standing:
        """An item follows an introducing sentence: marked as one, or a clause among clauses."""
        before = self._last[1] if self._last else ""
        if self._last and opens(before):
            self._opener = self._last[0]
        clause = before.endswith(_CLAUSE) or (opens(before) and text.endswith(_CLAUSE))
        if not (_ITEM.match(text) or clause):
            self._opener = None
        return _ALONE if self._opener is None else Standing(opener=self._opener)


def opens(text: str) -> bool:
    """Tell whether a sentence introduces what follows it, and says little without."""
    said = text[:-1] if text.endswith(_QUOTES) else text
    return said.rstrip().endswith(_COLONS)


def row_in_words(row: Row, chosen: Span | None, language: Language) -> str:
    """Return a row as a reader takes it: its label, then each column with its value, or one."""
    colon = " : " if language == "fr" else ": "
    label, values = row.cells[0], row.cells[1:]
    shown = [cell for cell in values if cell.span == chosen] or values
    told = [f"{c.head.text}{colon}{c.text}" if c.head else c.text for c in shown]
    return " — ".join([label.text, *(["; ".join(told)] if told else [])])
