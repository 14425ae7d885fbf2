"""Which words a figure stands with: in the sentence those it stands with in its quote.

"A 12, B 30" told as "A 30, B 12" has each figure and each word of its quote. What tells the two
apart is which words stand near which figure, so both ways of pairing them are weighed, and a figure
is at fault where another one of its quote stands clearly better with the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING, Final, NamedTuple

from assistant.index.meaning import meaning
from assistant.language.calendar_words import MONTHS
from assistant.language.dates import find_dates
from assistant.language.sound import skeletons
from assistant.language.text import fold, words
from assistant.language.tokens import Token, placed_tokens
from assistant.questions.clauses import stems, unmarked
from assistant.questions.features import graded
from assistant.questions.quoted import Quote
from assistant.questions.units_left_out import column_of, of_quote, with_units
from assistant.schema import Figure, Language, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

# What keeps a word from a figure: by what its nearness is multiplied. Chosen.
_BARRIERS: Final = re.compile(
    r"(?P<end>[.!?؟](?=\s|$)|\n)|(?P<half>[;؛—–:|])|"
    r"(?P<part>[,،()]|\s(?:et|mais|ou|contre|dont|quand|tandis|alors|and|but|or|against|while|"
    r"whereas|where|مقابل|بينما|أما|منها)\s|\sو(?=[\w\d]))",
    re.IGNORECASE,
)
_KEEPS: Final[Mapping[str, float]] = {"end": 0.02, "half": 0.1, "part": 0.18}
_BEHIND: Final = 2  # characters between a figure and what it counts
_ANOTHER: Final = 0.4  # likewise a figure between
_LETTERS: Final = 6.0  # of a word and a space
_FALLS: Final = -1.5  # how nearness falls with the words between
_FAR: Final = 0.0001  # nearness below which a word is of no figure: of one thirty words off
# What words before a figure say of the next one too: "X sold 12 in May, 9 in June", and where that
# one has words of its own before it, "X sold 12, Y 9".
_SHARED, _PARALLEL = 0.5, 0.1
_ANY, _ALL = -1, -2  # words of no figure in particular; the label of a row, of all its figures
_NAME, _TIME = 2.0, 2.0  # what a name or time weighs, a common word 1
_ALIKE: Final = 0.8  # what a word counts for that is only near in meaning
_ROUNDS: Final = Decimal("0.05")
# What a figure is that another comes after. What only stands against one ("168 voix contre 121")
# may be either.
_BEFORE_IT: Final = re.compile(
    r"(?:\b(?:au lieu d(?:e|['’])|instead of|from)|(?<!\w)(?:بدلا? من|بدل|عوض))\s*(?:MAD |€|\$)?$",
    re.IGNORECASE,
)
_GOES_TO: Final = re.compile(r"(?:\s[\w'’]+){0,3}\s(?:à|to|إلى|الى)\s(?:\w+\s)?", re.IGNORECASE)
_STOP: Final = re.compile(r"[.?!؟](?=\s)")
# What was so before a day was otherwise on that day.
_UNTIL: Final = re.compile(
    r"(?:\b(?:avant|jusqu['’](?:à|au|en)|before|until|up to)|(?<!\w)(?:قبل|حتى|إلى غاية))\s+"
    r"(?:le |la |l['’]|the |end of |fin |)$",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# By how much another pairing must be better: in words that change sides, and how many times.
_CLEARLY: Final = 0.7
_LEANS: Final = 0.35
_AT_LEAST: Final = 0.1  # that a word may speak for each pairing by chance
_TIMES: Final = 2.5


@dataclass(frozen=True)
class _Item:
    """A word, name or time of a text, or that a figure is the one before a change."""

    at: int
    end: int
    token: Token | None = None
    key: str = ""
    heard: frozenset[str] = frozenset()
    weight: float = 1.0
    cell: int = -1  # the number of the figure that it belongs to alone: that of its column


@dataclass(frozen=True)
class _Cell:
    """A figure of a text as it may be read: with its own unit, and with one told elsewhere."""

    figures: tuple[Figure, ...]
    quote: int = -1

    @property
    def span(self) -> Span:
        return self.figures[0].span

    def same_unit(self, other: _Cell) -> bool:
        """Tell whether two figures may be of one unit."""
        ours, theirs = ({f.unit for f in one.figures} for one in (self, other))
        return bool(ours & theirs)

    def tells(self, other: _Cell) -> bool:
        """Tell whether a figure of a sentence has the value of one of a quote, rounded or not."""
        return any(_valued(one, known) for one in self.figures for known in other.figures)


class _Barrier(NamedTuple):
    """A mark or conjunction, and by what it multiplies nearness."""

    start: int
    end: int
    keeps: float


class Exchange(NamedTuple):
    """A figure of a sentence, and how much better another stands with its words."""

    figure: Figure
    gain: float
    times: float
    told: bool  # the other one is told too


def _valued(said: Figure, known: Figure) -> bool:
    if said.value == known.value:
        return True
    return said.approximate and abs(said.value - known.value) <= _ROUNDS * abs(said.value)


def exchanged(
    statement: str, language: Language, figures: Sequence[Figure], quotes: Sequence[Quote]
) -> list[Figure]:
    """Return the figures of a sentence that stand with the words of another figure of its quotes.

    Two that are both told have changed places; or one is told where its quote has another.
    """
    weighed = weigh(statement, language, figures, quotes)
    return [one.figure for one in weighed if one.gain > _CLEARLY and one.times > _TIMES]


def weigh(
    statement: str, language: Language, figures: Sequence[Figure], quotes: Sequence[Quote]
) -> list[Exchange]:
    """Return what speaks for each other pairing of the figures of a sentence."""
    figures = [figure for figure in figures if not _YEAR.fullmatch(figure.words)]
    said = _cells(figures, tuple(with_units(figures, statement, language)))
    known = [cell for n, quote in enumerate(quotes) for cell in _known(n, quote, quotes)]
    own = [[k for k, other in enumerate(known) if one.tells(other)] for one in said]
    if len(known) < 2 or not any(own):
        return []
    paired = _pair(statement, language, said, known, quotes)
    return [*_swaps(said, known, own, paired), *_replaced(said, known, own, paired)]


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
    said: Sequence[_Cell], known: Sequence[_Cell], own: Sequence[Sequence[int]], paired: _Paired
) -> Iterator[Exchange]:
    """Yield the later of two figures that a sentence tells, with what speaks for an exchange."""
    for a, b in combinations(range(len(said)), 2):
        if not own[a] or not own[b] or set(own[a]) & set(own[b]):
            continue
        one, other = paired.best(a, own[a]), paired.best(b, own[b])
        if known[one].same_unit(known[other]):
            yield paired.swap(said[b].figures[0], a, b, one, other)


def _replaced(
    said: Sequence[_Cell], known: Sequence[_Cell], own: Sequence[Sequence[int]], paired: _Paired
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
            if k not in told and other.quote == known[best].quote and other.same_unit(known[best])
        ]
        if others:
            other = paired.best(a, others)
            yield paired.replaced(one.figures[0], a, best, other)


# --- what stands with what ------------------------------------------------------------------------


def _pair(
    statement: str,
    language: Language,
    said: Sequence[_Cell],
    known: Sequence[_Cell],
    quotes: Sequence[Quote],
) -> _Paired:
    """Return what stands with each figure said, and how much of it with each one known."""
    import numpy as np

    ours = _items(statement, language, tuple(cell.span for cell in said), None)
    weights = np.array([item.weight for item in ours])
    theirs_all = np.zeros((len(ours), len(known)))
    for n, quote in enumerate(quotes):
        here = [k for k, cell in enumerate(known) if cell.quote == n]
        if not here:
            continue
        cells = [known[k] for k in here]
        spans = tuple(cell.span for cell in cells)
        theirs = [*_items(quote.text, quote.language, spans, quote.reference)]
        if quote.text.startswith("|"):
            theirs = [*_in_row(quote, theirs, cells), *_of_columns(quote, cells)]
        alike = _alike(ours, language, theirs, quote.language)
        near = _nearness(quote.text, theirs, cells)
        theirs_all[:, here] = (alike[:, :, None] * near[None, :, :]).max(axis=1, initial=0.0)
    return _Paired(weights, _nearness(statement, ours, said), theirs_all)


def _nearness(text: str, items: Sequence[_Item], cells: Sequence[_Cell]) -> Matrix:
    """Return by how much each item stands with each figure rather than with another of its unit."""
    import numpy as np

    barriers = [
        _Barrier(m.start(), m.end(), _KEEPS[m.lastgroup or "part"])
        for m in _BARRIERS.finditer(text)
    ]
    shared = [_shared(cells[f - 1], cell, items, barriers) for f, cell in enumerate(cells)]
    stops = [barrier.start for barrier in barriers if barrier.keeps < _KEEPS["part"]]
    near = np.zeros((len(items), len(cells)))
    for i, item in enumerate(items):
        for f, cell in enumerate(cells):
            if item.cell != _ANY:
                near[i, f] = float(item.cell in (f, _ALL))
                continue
            low, high = sorted((item.at, cell.span.start))
            gap = max(cell.span.start - item.end, item.at - cell.span.end, 0)
            between = [barrier.keeps for barrier in barriers if low < barrier.start < high]
            between += [_ANOTHER for c in cells if c is not cell and low < c.span.start < high]
            near[i, f] = (1 + gap / _LETTERS) ** _FALLS * prod(between)
            before = cells[f - 1].span.start if f else -1
            if item.at < before and not any(before < at < high for at in stops):
                near[i, f] = max(near[i, f], shared[f] * near[i, f - 1])
    _share_what_is_counted(near, items, cells)
    same = np.array([[one.same_unit(other) for other in cells] for one in cells], dtype=float)
    shares: Matrix = near / (near @ same.T + _FAR)
    return shares


def _shared(one: _Cell, cell: _Cell, items: Sequence[_Item], barriers: Sequence[_Barrier]) -> float:
    """Return how much of what is said before the figure `one` is said of the next one, `cell`.

    More where nothing stands between that one and the mark or conjunction before it.
    """
    ends = [b.end for b in barriers if one.span.end <= b.start < cell.span.start]
    if not ends:
        return _PARALLEL
    own = any(max(ends) <= item.at < cell.span.start for item in items if item.cell == _ANY)
    return _PARALLEL if own else _SHARED


def _share_what_is_counted(near: Matrix, items: Sequence[_Item], cells: Sequence[_Cell]) -> None:
    """Let the noun behind a figure be that of those without one too: "96 of the 380 bogies"."""
    counted = {
        f: i
        for i, item in enumerate(items)
        for f, cell in enumerate(cells)
        if item.token and 0 <= item.at - cell.span.end <= _BEHIND
    }
    for f, i in counted.items():
        for other in range(len(cells)):
            if other != f:
                near[i, other] = near[i, f] * (_PARALLEL if other in counted else 1.0)


def _alike(
    ours: Sequence[_Item], language: Language, theirs: Sequence[_Item], to: Language
) -> Matrix:
    """Return how surely each item of a sentence is one of a quote."""
    import numpy as np

    alike = np.zeros((len(ours), len(theirs)))
    across = (language == "ar") != (to == "ar")
    vectors = [
        meaning().vectors([item.token.text if item.token else "" for item in some])
        for some in (ours, theirs)
    ]
    near = _ALIKE * graded(vectors[0] @ vectors[1].T)
    said = [_forms_of(item, language, to) for item in ours]
    known = [_forms_in(item, to) for item in theirs]
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            if one.token is None or other.token is None:
                alike[i, j] = float(bool(one.key) and one.key == other.key)
            elif not said[i].isdisjoint(known[j]) or (across and one.heard & other.heard):
                alike[i, j] = 1.0
            elif one.weight == other.weight == 1:
                alike[i, j] = near[i, j]
    return alike


def _forms_of(item: _Item, language: Language, to: Language) -> frozenset[str]:
    if item.token is None:
        return frozenset()
    return stems(item.token.text, language, to) | {item.token.surface}


def _forms_in(item: _Item, language: Language) -> frozenset[str]:
    if item.token is None:
        return frozenset()
    own = unmarked(item.token.bare) if language == "ar" else {item.token.bare}
    return frozenset(own | {item.token.surface})


@lru_cache(maxsize=500)
def _items(
    text: str, language: Language, spans: tuple[Span, ...], reference: object
) -> tuple[_Item, ...]:
    """Return the words and times of a text, figures apart, and which figures others go from."""
    apart = [*spans]
    found = []
    told = [*find_dates(text, language, reference)]  # type: ignore[arg-type]
    if not told or not all(mention.relative for mention in told):
        told += [m for m in find_dates(_STOP.sub(",", text), language, None) if m.relative]
    for mention in dict.fromkeys(told):
        start, end = mention.span.start, mention.span.end
        apart.append(mention.span)
        if mention.first.year == mention.last.year and not _is_until(text, start):
            found.append(_Item(start, end, key=f"year {mention.first.year}", weight=_TIME))
    for word in words(text):
        month = MONTHS.get(fold(word.text))
        dated = next((s.start for s in apart if s.start <= word.start < s.end), word.start)
        if month and not _is_until(text, dated):
            found.append(_Item(word.start, word.end, key=f"month {month}", weight=_TIME))
    for offset, token in placed_tokens(text, language):
        start, end = offset + token.start, offset + token.end
        if any(span.start <= start < span.end for span in apart) or token.surface in MONTHS:
            continue
        if _YEAR.fullmatch(token.text):
            found.append(_Item(start, end, key=f"year {token.text}", weight=_TIME))
            continue
        capital = token.text[:1].isupper()
        named = capital and (bool(text[:start].strip()) or token.text.isupper())
        heard = frozenset(skeletons(token.text)) if capital or language == "ar" else frozenset()
        found.append(_Item(start, end, token, "", heard, _NAME if named else 1.0))
    found += _changes(text, spans)
    return tuple(found)


def _is_until(text: str, at: int) -> bool:
    """Tell whether a time is one until which something was so, and not from then on."""
    return _UNTIL.search(text[max(0, at - 24) : at]) is not None


def _changes(text: str, spans: Sequence[Span]) -> Iterator[_Item]:
    """Yield which figures are those before a change, and which those after."""
    for n, span in enumerate(spans):
        if _BEFORE_IT.search(text[max(0, span.start - 24) : span.start]):
            yield _Item(span.start, span.end, key="before", cell=n)
        elif n and _GOES_TO.fullmatch(text, spans[n - 1].end, span.start):
            yield _Item(spans[n - 1].start, spans[n - 1].end, key="before", cell=n - 1)


def _in_row(quote: Quote, items: Sequence[_Item], cells: Sequence[_Cell]) -> Iterator[_Item]:
    """Yield the words of a row of a table, each of the figure in its cell, the label of all."""
    column = [quote.text.count("|", 0, cell.span.start) for cell in cells]
    for item in items:
        at = quote.text.count("|", 0, item.at)
        yield replace(item, cell=column.index(at) if at in column else _ALL)


def _of_columns(quote: Quote, cells: Sequence[_Cell]) -> Iterator[_Item]:
    """Yield the words and years over each column in which a figure of a row stands."""
    for n, cell in enumerate(cells):
        head, _ = column_of(cell.figures[0], quote)
        for item in _items(head, quote.language, (), None) if head else ():
            yield replace(item, cell=n)


# --- figures --------------------------------------------------------------------------------------


def _known(n: int, quote: Quote, quotes: Sequence[Quote]) -> list[_Cell]:
    further = tuple(of_quote(quote, quotes))
    figures = [figure for figure in quote.figures if not _YEAR.fullmatch(figure.words)]
    return [_Cell(cell.figures, n) for cell in _cells(figures, further)]


def _cells(figures: Sequence[Figure], further: Sequence[Figure]) -> list[_Cell]:
    return [
        _Cell((figure, *(other for other in further if other.span == figure.span)))
        for figure in figures
    ]
