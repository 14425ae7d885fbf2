"""Which words a figure stands with: in the sentence those it stands with in its quote.

"A 12, B 30" told as "A 30, B 12" has each figure and each word of its quote. What tells the two
apart is which words stand near which figure, so both ways of pairing them are weighed, and a figure
is at fault where another one of its quote stands clearly better with the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from assistant.questions.beside import (
    YEAR,
    Cell,
    alike_items,
    in_row,
    items_of,
    nearness,
    of_columns,
)
from assistant.questions.quoted import Quote
from assistant.questions.units_left_out import of_quote, with_units
from assistant.schema import Figure, Language, Problem, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_ROUNDS: Final = Decimal("0.05")
# By how much another pairing must be better: in words that change sides, and how many times.
_CLEARLY: Final = 0.5
_LEANS: Final = 0.25
_AT_LEAST: Final = 0.1  # that a word may speak for each pairing by chance
_CLEARLY_NAMED: Final = 1.0  # likewise for names, which change places in a passive
_ACRONYM: Final = re.compile(r"(?<!\w)[A-ZÉÈ]{3,}(?!\w)")
_MARK: Final = re.compile(r"[.,;:!?،؛؟](?=\s)|\n|—|–")
_TIMES: Final = 2.5


class Exchange(NamedTuple):
    """A figure of a sentence, and how much better another stands with its words."""

    figure: Figure
    gain: float
    times: float
    told: bool  # the other one is told too


def _tells(one: Cell, other: Cell) -> bool:
    """Tell whether a figure of a sentence has the value of one of a quote, rounded or not."""
    return any(_valued(said, known) for said in one.figures for known in other.figures)


def _valued(said: Figure, known: Figure) -> bool:
    if said.value == known.value:
        return True
    return said.approximate and abs(said.value - known.value) <= _ROUNDS * abs(said.value)


def exchanged(
    statement: str, language: Language, figures: Sequence[Figure], quotes: Sequence[Quote]
) -> Iterator[Problem]:
    """Yield the figures of a sentence that stand with the words of another figure of its quotes.

    Two that are both told have changed places; or one is told where its quote has another.
    """
    for one in weigh(statement, language, figures, quotes):
        if one.gain > _CLEARLY and one.times > _TIMES:
            yield Problem("figure", one.figure.words)


def weigh(
    statement: str, language: Language, figures: Sequence[Figure], quotes: Sequence[Quote]
) -> list[Exchange]:
    """Return what speaks for each other pairing of the figures of a sentence."""
    figures = [figure for figure in figures if not YEAR.fullmatch(figure.words)]
    said = _cells(figures, tuple(with_units(figures, statement, language)))
    known = [cell for n, quote in enumerate(quotes) for cell in _known(n, quote, quotes)]
    own = [[k for k, other in enumerate(known) if _tells(one, other)] for one in said]
    if len(known) < 2 or not any(own):
        return []
    paired = _pair(statement, language, said, known, quotes)
    return [*_swaps(said, known, own, paired), *_replaced(said, known, own, paired)]


def exchanged_acronyms(
    statement: str, language: Language, quotes: Sequence[Quote]
) -> Iterator[Problem]:
    """Yield the acronyms of a sentence that stand with the words of another one in its quotes.

    Only those apart, in two clauses of both: who does what to whom in one is another question.
    """
    said = _acronyms(statement, -1)
    if len({cell.figures[0].words for cell in said}) < 2:
        return
    known = [cell for n, quote in enumerate(quotes) for cell in _acronyms(quote.text, n)]
    own = [
        [k for k, other in enumerate(known) if one.figures[0].words == other.figures[0].words]
        for one in said
    ]
    if sum(map(bool, own)) > 1:
        paired = _pair(statement, language, said, known, quotes)
        texts = [quote.text for quote in quotes]
        for one in _swaps(said, known, own, paired, _apart(statement, texts)):
            if one.gain > _CLEARLY_NAMED and one.times > _TIMES:
                yield Problem("name", one.figure.words)


def _apart(statement: str, quotes: Sequence[str]) -> Callable[[Cell, Cell], bool]:
    """Return what tells whether two stand in two clauses of their text, or in two quotes."""

    def apart(one: Cell, other: Cell) -> bool:
        if one.quote != other.quote:
            return True
        text = quotes[one.quote] if one.quote >= 0 else statement
        start, end = sorted((one.span.start, other.span.start))
        return _MARK.search(text, start, end) is not None

    return apart


def _acronyms(text: str, quote: int) -> list[Cell]:
    """Return the acronyms of a text as what words may stand with."""
    return [
        Cell((Figure(Decimal(0), "acronym", Span(found.start(), found.end()), found[0]),), quote)
        for found in _ACRONYM.finditer(text)
    ]


class _Paired(NamedTuple):
    """By item of a sentence, how much it stands with each of its figures and with each known."""

    weights: Matrix  # (items,)
    ours: Matrix  # (items, said)
    theirs: Matrix  # (items, known)

    def best(self, one: int, among: Sequence[int]) -> int:
        """Return which of some known figures stands best with the words of one of the sentence."""
        scores = (self.weights * self.ours[:, one]) @ self.theirs
        return max(among, key=lambda k: float(scores[k]))

    def swap(self, figure: Figure, a: int, b: int, one: int, other: int) -> Exchange:
        """Return what speaks for two figures told in each other's place; `one` and `other` known.

        Words that stand with both, in the sentence or its quotes, say nothing of either.
        """
        leans = _clear(self.ours[:, a] - self.ours[:, b])
        return self._weighed(figure, leans * self._gains(one, other), True)

    def replaced(self, figure: Figure, a: int, one: int, other: int) -> Exchange:
        """Return what speaks for another known figure where the sentence tells one."""
        return self._weighed(figure, self.ours[:, a] * self._gains(one, other), False)

    def _gains(self, one: int, other: int) -> Matrix:
        return self.weights * _clear(self.theirs[:, other] - self.theirs[:, one])

    @staticmethod
    def _weighed(figure: Figure, gains: Matrix, told: bool) -> Exchange:
        gained, lost = float(gains[gains > 0].sum()), float(-gains[gains < 0].sum())
        return Exchange(figure, gained - lost, gained / (lost + _AT_LEAST), told)


def _clear(leans: Matrix) -> Matrix:
    """Return how clearly words lean to one of two figures; those that lean little, not at all."""
    import numpy as np

    clear: Matrix = np.sign(leans) * np.maximum(np.abs(leans) - _LEANS, 0.0) / (1 - _LEANS)
    return clear


def _swaps(
    said: Sequence[Cell],
    known: Sequence[Cell],
    own: Sequence[Sequence[int]],
    paired: _Paired,
    may: Callable[[Cell, Cell], bool] = Cell.same_unit,
) -> Iterator[Exchange]:
    """Yield the later of two figures that a sentence tells, with what speaks for an exchange."""
    for a, b in combinations(range(len(said)), 2):
        if not own[a] or not own[b] or set(own[a]) & set(own[b]):
            continue
        one, other = paired.best(a, own[a]), paired.best(b, own[b])
        if may(said[a], said[b]) and may(known[one], known[other]):
            yield paired.swap(said[b].figures[0], a, b, one, other)


def _replaced(
    said: Sequence[Cell], known: Sequence[Cell], own: Sequence[Sequence[int]], paired: _Paired
) -> Iterator[Exchange]:
    """Yield each figure, with what speaks for the best one of its quote that is not told."""
    told = {k for some in own for k in some}
    for a, one in enumerate(said):
        if not own[a]:
            continue
        best = paired.best(a, own[a])
        others = [
            k
            for k, other in enumerate(known)
            if k not in told
            and other.quote == known[best].quote
            and other.same_unit(known[best])
            and other.in_digits == known[best].in_digits
        ]
        if others:
            other = paired.best(a, others)
            yield paired.replaced(one.figures[0], a, best, other)


# --- what stands with what ------------------------------------------------------------------------


def _pair(
    statement: str,
    language: Language,
    said: Sequence[Cell],
    known: Sequence[Cell],
    quotes: Sequence[Quote],
) -> _Paired:
    """Return what stands with each figure said, and how much of it with each one known."""
    import numpy as np

    ours = items_of(statement, language, tuple(cell.span for cell in said), None)
    weights = np.array([item.weight for item in ours])
    theirs_all = np.zeros((len(ours), len(known)))
    for n, quote in enumerate(quotes):
        here = [k for k, cell in enumerate(known) if cell.quote == n]
        if not here:
            continue
        cells = [known[k] for k in here]
        spans = tuple(cell.span for cell in cells)
        theirs = [*items_of(quote.text, quote.language, spans, quote.reference)]
        if quote.text.startswith("|"):
            theirs = [*in_row(quote, theirs, cells), *of_columns(quote, cells)]
        alike = alike_items(ours, language, theirs, quote.language)
        near = nearness(quote.text, theirs, cells)
        theirs_all[:, here] = (alike[:, :, None] * near[None, :, :]).max(axis=1, initial=0.0)
    return _Paired(weights, nearness(statement, ours, said), theirs_all)


# --- figures --------------------------------------------------------------------------------------


def _known(n: int, quote: Quote, quotes: Sequence[Quote]) -> list[Cell]:
    further = tuple(of_quote(quote, quotes))
    figures = [figure for figure in quote.figures if not YEAR.fullmatch(figure.words)]
    return [Cell(cell.figures, n) for cell in _cells(figures, further)]


def _cells(figures: Sequence[Figure], further: Sequence[Figure]) -> list[Cell]:
    return [
        Cell((figure, *(other for other in further if other.span == figure.span)))
        for figure in figures
    ]
