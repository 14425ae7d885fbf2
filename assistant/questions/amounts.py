"""The figures of a sentence, each looked for in the quotes: its value, its unit, what it counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from assistant.language.figures import find_figures
from assistant.language.tokens import Token, placed_tokens
from assistant.questions.clauses import same_word
from assistant.questions.quoted import Claims, Quote
from assistant.schema import Claim, Figure, Language, Problem, Span

_NEAR: Final = Decimal("0.05")  # by what share "about 2 billion" may be off: 1.9
_DUAL: Final = ("ان", "ين")  # Arabic says two things without a number
_TWO: Final = frozenset("both twice double deux doubler".split())
_ONE: Final = frozenset(
    "un une one a an premier premiere first single واحد واحده الاول الاولي".split()
)
_STOPS: Final = frozenset(".;:!?؟؛()\n—–")  # behind which nothing is counted
_REACH: Final = 40  # characters between a figure and what it counts
_TO: Final = re.compile(r"(?:\s\w+){0,2}\s(?:à|to|إلى|الى)\s(?:\w+\s)?", re.IGNORECASE)
_MOST: Final = 3  # words that may say it


@dataclass(frozen=True)
class _Counted:
    """A figure and the words behind it that say of what it is, the nearest first."""

    figure: Figure
    nouns: tuple[Token, ...]
    language: Language


def figures(
    statement: str, language: Language, quotes: Sequence[Quote], dated: Sequence[Span]
) -> tuple[Claims, list[Span]]:
    """Return the quantities that a sentence names, and where; each must be one of a quote's.

    Equal as values in one unit, however written; what is said to be about a value may be a
    rounding of it. None may stand twice that the quotes have once, or count what another counts.
    """
    found = [
        figure
        for figure in find_figures(statement, language)
        if not any(span.start <= figure.span.start < span.end for span in dated)
    ]
    said = _counted(found, statement, language)
    known = [c for quote in quotes for c in _known(quote)]
    named = [_Counted(figure, (), q.language) for q in quotes for figure in q.named]
    problems, seen = [], Counter[tuple[Decimal, str]]()
    for one in said:
        figure = one.figure
        seen[figure.value, figure.unit] += 1
        meant = (figure, replace(figure, unit=_unit_said(figure, language)))
        fitting = [k for k in (*known, *named) if any(_same(f, k.figure) for f in meant)]
        if seen[figure.value, figure.unit] <= len(fitting):
            if _counts_another(one, fitting, known, said):
                problems.append(Problem("figure", figure.words))
        elif not _elsewhere(figure, quotes):
            another = any(_in_another_unit(figure, k.figure) for k in (*known, *named))
            kind: Claim = "unit" if another and not fitting else "figure"
            problems.append(Problem(kind, figure.words))
    before = {move for quote in quotes for move in _moves(quote.figures, quote.text)}
    for start, end in _moves(found, statement) - before:
        if (end, start) in before:
            problems.append(Problem("figure", f"{start.normalize():f}, {end.normalize():f}"))
    return Claims(len(said), tuple(problems)), [figure.span for figure in found]


def _unit_said(figure: Figure, language: Language) -> str:
    """Return the unit within the words of a figure itself, not the one of the figure before."""
    return next((read.unit for read in find_figures(figure.words, language)), figure.unit)


def _moves(figures: Sequence[Figure], text: str) -> set[tuple[Decimal, Decimal]]:
    """Return the values between which something moves: "de 3.200 à 2.500"."""
    return {
        (one.value, other.value)
        for one, other in pairwise(figures)
        if _TO.fullmatch(text, one.span.end, other.span.start)
    }


def _known(quote: Quote) -> list[_Counted]:
    """Return the figures of a quote; "1,2 million de tonnes, contre 900.000" tells tonnes twice."""
    known = _counted(quote.figures, quote.text, quote.language)
    elided = [
        replace(one, figure=replace(one.figure, unit=before.figure.unit))
        for before, one in pairwise(known)
        if before.figure.unit and not one.figure.unit and not one.nouns
    ]
    return known + elided


def _counted(found: Sequence[Figure], text: str, language: Language) -> list[_Counted]:
    """Return each figure with the content words behind it, up to the next mark or figure."""
    if not found:
        return []
    placed = [(at + token.start, token) for at, token in placed_tokens(text, language)]
    return [_Counted(figure, _nouns(figure, placed, text), language) for figure in found]


def _nouns(figure: Figure, placed: Sequence[tuple[int, Token]], text: str) -> tuple[Token, ...]:
    end = figure.span.end
    behind = [(start, token) for start, token in placed if end <= start <= end + _REACH]
    found = []
    for start, token in behind[:_MOST]:
        if any(c in _STOPS or c.isdigit() for c in text[end : start + 1]):
            break
        found.append(token)
    return tuple(found)


def _counts_another(
    one: _Counted, fitting: Sequence[_Counted], known: Sequence[_Counted], said: Sequence[_Counted]
) -> bool:
    """Tell whether a sentence counts by a figure what its quotes count by another one.

    A word that stands behind two figures of the sentence tells nothing.
    """
    if not one.nouns or any(not k.nouns or _same_nouns(one, k.nouns, k) for k in fitting):
        return False
    if any(other is not one and _same_nouns(one, other.nouns, other) for other in said):
        return False
    return any(
        k.figure.value != one.figure.value and k.figure.unit == one.figure.unit
        for k in known
        if _same_nouns(one, k.nouns[:1], k)
    )


def _same_nouns(one: _Counted, nouns: Sequence[Token], other: _Counted) -> bool:
    """Tell whether the nearest word behind a figure is one of `nouns`, those of another."""
    return any(same_word(one.nouns[0], one.language, noun, other.language) for noun in nouns)


def _same(said: Figure, known: Figure) -> bool:
    if said.unit != known.unit:
        return False
    return _valued(said, known) and {said.bound, known.bound} != {"over", "under"}


def _in_another_unit(said: Figure, known: Figure) -> bool:
    return said.unit != known.unit and _valued(said, known)


def _valued(said: Figure, known: Figure) -> bool:
    """Tell whether a value is a known one, or what is said to be about it is a rounding of it."""
    if said.value == known.value:
        return True
    rounds = said.approximate and _digits(said.value) < _digits(known.value)
    if not rounds or abs(said.value - known.value) > _NEAR * abs(said.value):
        return False
    return not said.bound or (said.bound == "over") == (known.value > said.value)


def _digits(value: Decimal) -> int:
    """Return how many digits of a value are told before its zeros."""
    return len(value.normalize().as_tuple().digits)


def _elsewhere(figure: Figure, quotes: Sequence[Quote]) -> bool:
    """Tell whether a bare number is a year the quote dates by, or a one or two it says in words."""
    if figure.unit or figure.value != int(figure.value):
        return False
    if figure.value == 1:
        return any(not _ONE.isdisjoint(quote.surfaces) for quote in quotes)
    if figure.value == 2:
        return any(_says_two(quote) for quote in quotes)
    years = {year for q in quotes for d in q.dates for year in (d.first.year, d.last.year)}
    return figure.words.isdecimal() and len(figure.words) == 4 and int(figure.value) in years


def _says_two(quote: Quote) -> bool:
    if not _TWO.isdisjoint(quote.surfaces):
        return True
    return quote.language == "ar" and any(word.endswith(_DUAL) for word in quote.surfaces)
