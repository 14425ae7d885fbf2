"""The figures of a sentence, each looked for in the quotes: its value, its unit, what it counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from assistant.language.dates import find_dates
from assistant.language.figures import find_figures
from assistant.language.tokens import Token, placed_tokens
from assistant.questions.clauses import Clause, same_word, told_by
from assistant.questions.quoted import Claims, Quote
from assistant.questions.units_left_out import column_of, of_quote, with_units
from assistant.schema import Claim, Figure, Language, Problem, Span

_NEAR: Final = Decimal("0.05")  # by what share "about 2 billion" may be off: 1.9
_DUAL: Final = ("ان", "ين")  # Arabic says two things without a number
_TWO: Final = frozenset("both twice double deux doubler".split())
_ONE: Final = frozenset(
    "un une one a an premier premiere first single واحد واحده الاول الاولي".split()
)
_STOPS: Final = frozenset(".;:!?؟؛()\n—–")  # behind which nothing is counted
_BEHIND, _BEHIND_SCALED = (
    2,
    4,
)  # characters before what is counted: "2 postes", "2 millions de postes"
_REACH: Final = 40  # characters between a figure and what it counts
_TO: Final = re.compile(r"(?:\s\w+){0,2}\s(?:à|to|إلى|الى)\s(?:\w+\s)?", re.IGNORECASE)
_MOST: Final = 3  # words that may say it
# "168 voix contre 121 à X", "the State 190 million and companies": it counts nothing of its own.
_NOTHING_COUNTED: Final = re.compile(
    r"\s+(?:et|mais|ou|contre|à|and|but|or|against|to|versus|مقابل|ضد)\s", re.IGNORECASE
)
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")  # the unit of a column


@dataclass(frozen=True)
class _Counted:
    """A figure and the words behind it that say of what it is, the nearest first."""

    figure: Figure
    nouns: tuple[Token, ...]
    language: Language
    counts: bool = (
        False  # the nearest stands right behind: "23 come from", "26 in May" leave it out
    )
    head: Clause | None = None  # of its column, where it stands in a table
    heads: tuple[Clause, ...] = ()  # of the other columns


def figures(
    statement: str, language: Language, quotes: Sequence[Quote], dated: Sequence[Span]
) -> tuple[Claims, list[Figure]]:
    """Return the quantities that a sentence names; each must be one of a quote's.

    Equal as values in one unit, however written; what is said to be about a value may be a
    rounding of it. None may stand twice that the quotes have once, or count what another counts.
    """
    found = [
        figure
        for figure in _figures_in(statement, language)
        if not any(span.start <= figure.span.start < span.end for span in dated)
    ]
    said = _counted(tuple(found), statement, language)
    known = [c for quote in quotes for c in _known(quote, quotes)]
    elided = {figure.span: figure for figure in with_units(found, statement, language)}
    named = [_Counted(figure, (), q.language) for q in quotes for figure in q.named]
    whole = Clause(statement, language)
    problems, seen = [], Counter[tuple[Decimal, str]]()
    for one in said:
        figure = one.figure
        seen[figure.value, figure.unit] += 1
        own = replace(figure, unit=_unit_said(figure, language))
        meant = (figure, own, elided.get(figure.span, figure))
        fitting = [k for k in (*known, *named) if any(_same(f, k.figure) for f in meant)]
        if seen[figure.value, figure.unit] <= len(fitting):
            another = _counts_another(one, fitting, known, said)
            if another or _in_another_column(fitting, whole, said, known):
                problems.append(Problem("figure", figure.words))
        elif not _elsewhere(figure, quotes):
            another = any(_in_another_unit(figure, k.figure) for k in (*known, *named))
            kind: Claim = "unit" if another and not fitting else "figure"
            problems.append(Problem(kind, figure.words))
    before = {move for quote in quotes for move in _moves(quote.figures, quote.text)}
    for start, end in _moves(found, statement) - before:
        if (end, start) in before:
            problems.append(Problem("figure", f"{start.normalize():f}, {end.normalize():f}"))
    return Claims(len(said), tuple(problems)), found


def _unit_said(figure: Figure, language: Language) -> str:
    """Return the unit within the words of a figure itself, not the one of the figure before."""
    return next((read.unit for read in find_figures(figure.words, language)), figure.unit)


def _moves(figures: Sequence[Figure], text: str) -> set[tuple[Decimal, Decimal]]:
    """Return the values between which something moves: "de 3.100 à 2.700"."""
    return {
        (one.value, other.value)
        for one, other in pairwise(figures)
        if _TO.fullmatch(text, one.span.end, other.span.start)
    }


def _known(quote: Quote, quotes: Sequence[Quote]) -> list[_Counted]:
    """Return the figures of a quote; "1,2 million de tonnes, contre 700.000" tells tonnes twice."""
    counted = _counted(quote.figures, quote.text, quote.language)
    known = [_in_table(one, quote) for one in counted]
    placed = {one.figure.span: one for one in known}
    further = (replace(placed[figure.span], figure=figure) for figure in of_quote(quote, quotes))
    return [*known, *further]


def _in_table(one: _Counted, quote: Quote) -> _Counted:
    own, others = column_of(one.figure, quote)
    if not own:
        return one
    heads = [Clause(_IN_BRACKETS.sub(" ", head), quote.language) for head in (own, *others)]
    return replace(one, head=heads[0], heads=tuple(heads[1:]))


def _in_another_column(
    fitting: Sequence[_Counted],
    statement: Clause,
    said: Sequence[_Counted],
    row: Sequence[_Counted],
) -> bool:
    """Tell whether a value stands only in columns that a sentence says nothing of, but of others.

    "En 2024, 31" is not borne out by what stands under 2023. Words may be translated in ways
    that no table knows: where the columns that are named have values told too, this is the other.
    """
    values = {one.figure.value for one in said}
    years = {m.first.year for m in find_dates(statement.text, statement.language)}
    taken = {k.head.text for k in row if k.head and k.figure.value in values}
    return bool(fitting) and all(_is_another(one, statement, years, taken) for one in fitting)


def _is_another(one: _Counted, statement: Clause, years: Set[int], taken: Set[str]) -> bool:
    """Tell whether a sentence speaks of other columns than the one of a value, by year or words."""
    if one.head is None:
        return False
    own = _years(one.head)
    if own and any(_years(head) & years for head in one.heads):
        return own.isdisjoint(years)
    named = [head for head in one.heads if told_by(head, statement)]
    if not named or told_by(one.head, statement):
        return False
    return not all(head.text in taken for head in named)


def _years(head: Clause) -> set[int]:
    return {mention.first.year for mention in find_dates(head.text, head.language)}


# One sentence is held against quote after quote, and one quote against several: read once.
@lru_cache(maxsize=100)
def _figures_in(statement: str, language: Language) -> tuple[Figure, ...]:
    return tuple(find_figures(statement, language))


@lru_cache(maxsize=500)
def _counted(found: tuple[Figure, ...], text: str, language: Language) -> tuple[_Counted, ...]:
    """Return each figure with the content words behind it, up to the next mark or figure."""
    if not found:
        return ()
    placed = [(at + token.start, token) for at, token in placed_tokens(text, language)]
    return tuple(
        _Counted(figure, _nouns(figure, placed, text), language, _counts(figure, placed))
        for figure in found
    )


def _counts(figure: Figure, placed: Sequence[tuple[int, Token]]) -> bool:
    """Tell whether a word that says something stands right behind a figure."""
    near = _BEHIND_SCALED if figure.words[-1:].isalpha() else _BEHIND
    return any(0 <= start - figure.span.end <= near for start, _ in placed)


def _nouns(figure: Figure, placed: Sequence[tuple[int, Token]], text: str) -> tuple[Token, ...]:
    end = figure.span.end
    behind = [(start, token) for start, token in placed if end <= start <= end + _REACH]
    found: list[Token] = []
    if _NOTHING_COUNTED.match(text, end):
        return ()
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
    if not one.nouns or any(
        not (k.nouns and k.counts) or _same_nouns(one, k.nouns, k) for k in fitting
    ):
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
