"""What a line of a body stands in: a row of a table under its header, an item under its list.

A row says little without its header ("Bogies | 940 | 1.580"), an item little without the sentence
that introduces it: both are matched, and shown, with what they stand under.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from assistant.language.dates import find_dates
from assistant.questions.need import Words, analyse
from assistant.schema import DateMention, Language, Span

_CELL: Final = re.compile(r"[^|]+")
_RULE: Final = re.compile(r"[|\s:-]+")
_ITEM: Final = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s+")
_OPENS: Final = re.compile(r"[:：]\s*[»”\"]?$")
_GOES_ON: Final = re.compile(r"[;؛,،]$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: where it stands in the row's text, and what its column is called."""

    span: Span
    text: str
    head: str
    head_words: Words
    head_dates: tuple[DateMention, ...]


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


@dataclass(slots=True)
class Blocks:
    """Follows the lines of one body, in order, and tells of each what it stands in."""

    language: Language
    _header: tuple[Span, list[str]] | None = None
    _opener: int | None = None  # an introducing sentence whose items follow
    _last: tuple[int, str] | None = None  # the line before
    _open_item: bool = field(default=False)

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
        cells = [(Span(*found.span()), found.group().strip()) for found in _CELL.finditer(text)]
        cells = [(at, said) for at, said in cells if said]
        if self._header is None:
            self._header = (span, [said for _, said in cells])
            return Standing(is_header=True)
        header, heads = self._header
        named = heads if len(heads) == len(cells) else [""] * len(cells)
        opener = self._last[0] if self._last and _OPENS.search(self._last[1]) else None
        return Standing(Row(tuple(map(self._cell, cells, named)), header), opener)

    def _cell(self, found: tuple[Span, str], head: str) -> Cell:
        span, text = found
        dates = tuple(find_dates(head, self.language, None)) if head else ()
        return Cell(span, text, head, analyse(head, self.language), dates)

    def _in_list(self, text: str) -> Standing:
        """An item follows an introducing sentence: marked as one, or one of several clauses."""
        if self._last and _OPENS.search(self._last[1]):
            self._opener, self._open_item = self._last[0], True
        if self._opener is None:
            return Standing()
        if _ITEM.match(text) or self._open_item:
            opener = self._opener
            self._open_item = _GOES_ON.search(text) is not None
            is_item = _ITEM.match(text) is not None or self._open_item or self._was_clause()
            if is_item:
                return Standing(opener=opener)
        self._opener = None
        return Standing()

    def _was_clause(self) -> bool:
        """Whether the line before was a clause that goes on: this one may be the last item."""
        return self._last is not None and _GOES_ON.search(self._last[1]) is not None


def row_in_words(row: Row, chosen: Span | None, language: Language) -> str:
    """Return a row as a reader takes it: its label, then each column with its value, or one."""
    colon = " : " if language == "fr" else ": "
    label, values = row.cells[0], row.cells[1:]
    shown = [cell for cell in values if cell.span == chosen] or values
    told = [f"{cell.head}{colon}{cell.text}" if cell.head else cell.text for cell in shown]
    return " — ".join([label.text, *(["; ".join(told)] if told else [])])
