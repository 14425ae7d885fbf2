"""Figures whose unit stands elsewhere: over their column or table, or with the figure before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from assistant.language.figures import find_figures
from assistant.language.stopwords import STOPWORDS
from assistant.language.text import fold
from assistant.language.units import scale_and_unit, units_named
from assistant.questions.quoted import Quote
from assistant.schema import Figure, Language

_NUMBER: Final = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
_BEHIND: Final = re.compile(r"[ \u00a0\u202f]*([^\W\d_]*)")
_OF: Final = frozenset({"de", "d", "des", "du", "of", "من", "more", "other", "autres", "plus"})
_STOPS: Final = re.compile(r"[.!?؟](?=\s)|\n")
_MILLION: Final = 10**6
_WRITTEN_OUT: Final = Decimal(10_000)  # from here a number shares no "millions" with the one before
_VALUES: Final = 2  # the first cell is the label of a row


def with_units(figures: Sequence[Figure], text: str, language: Language) -> list[Figure]:
    """Return the bare figures of a text in the unit and scale of the one before in the sentence.

    "410 MDH au départ, 535 aujourd'hui": 535 MDH. "1,2 million de tonnes, contre 700.000": tonnes.
    """
    found, last = [], None
    for figure in figures:
        if figure.unit:
            last = figure
        elif last is not None and _is_bare(figure, last, text, language):
            scale = _scale(last, language) if _scale(figure, language) == 1 else Decimal(1)
            shared = figure.value < min(scale, _WRITTEN_OUT)
            value = figure.value * scale if shared else figure.value
            found.append(replace(figure, value=value.normalize(), unit=last.unit))
    return found


def of_quote(quote: Quote, quotes: Sequence[Quote]) -> Iterator[Figure]:
    """Yield the figures of a quote that have no unit in it, in the one that is meant of them.

    A row has the unit of its column, of its label or of what stands over its table; millions that
    are no millions of something, the money that the other quotes of the document speak of.
    """
    if quote.text.startswith("|"):
        yield from _of_row(quote)
        return
    yield from with_units(quote.figures, quote.text, quote.language)
    others = [q for q in quotes if q is not quote and q.document.id == quote.document.id]
    money = {f.unit for q in others for f in q.figures if f.unit in {"MAD", "EUR", "USD"}}
    for figure in quote.figures if len(money) == 1 else ():
        behind = _BEHIND.match(quote.text, figure.span.end)
        counts = behind is not None and fold(behind[1]) in _OF
        if not figure.unit and abs(figure.value) >= _MILLION and not counts:
            yield replace(figure, unit=next(iter(money)))


def _is_bare(figure: Figure, last: Figure, text: str, language: Language) -> bool:
    """Tell whether nothing that a figure could count stands right behind it, as behind `last`."""
    if _STOPS.search(text, last.span.end, figure.span.start):
        return False
    behind = _BEHIND.match(text, figure.span.end)
    word = fold(behind[1]) if behind else ""
    if behind and scale_and_unit(text, behind.end())[2]:  # "33 en dirhams"
        return False
    return not word or (word in STOPWORDS[language] and word not in _OF)


def _scale(figure: Figure, language: Language) -> Decimal:
    """Return by what a figure is multiplied in its words: of "12 millions" a million."""
    number = _NUMBER.search(figure.words)
    read = find_figures(number[0], language) if number else []
    if not read or not read[0].value or not figure.value:
        return Decimal(1)
    return abs(figure.value / read[0].value)


def column_of(figure: Figure, quote: Quote) -> tuple[str, tuple[str, ...]]:
    """Return the head of the column in which a figure of a row stands, and those of the others."""
    heads = quote.table[0].split("|")
    at = quote.text.count("|", 0, figure.span.start)
    if at < _VALUES or len(heads) != quote.text.count("|") + 1:
        return "", ()
    return heads[at].strip(), tuple(h.strip() for h in heads[_VALUES:at] + heads[at + 1 : -1])


def _of_row(quote: Quote) -> Iterator[Figure]:
    """Yield the figures of a row of a table in the units of its table."""
    label = [*units_named(quote.text.split("|")[1])]
    for figure in quote.figures:
        if figure.unit or quote.text.count("|", 0, figure.span.start) < _VALUES:
            continue
        own = [*units_named(column_of(figure, quote)[0], alone=True)]
        scaled = _scale(figure, quote.language) > 1
        for scale, unit in own or label or [*units_named(quote.table[1])]:
            value = figure.value if scaled else figure.value * scale
            yield replace(figure, value=value.normalize(), unit=unit)
