"""What stands with each figure of a text: its words, names and times, by how near they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
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
from assistant.questions.units_left_out import column_of
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
_KEEPS: Final[Mapping[str, float]] = {"end": 0.02, "half": 0.1, "part": 0.1}
_ANOTHER: Final = 0.4  # likewise a figure between
_LETTERS: Final = 6.0  # of a word and a space
_FALLS: Final = -1.5  # how nearness falls with the words between
_FAR: Final = 0.00001  # nearness below which a word is of no figure: of one thirty words off
# What words before a figure say of the next one too: "X sold 12 in May, 9 in June", and where that
# one has words of its own before it, "X sold 12, Y 9".
_SHARED, _PARALLEL = 0.5, 0.1
_ANY, _ALL = -1, -2  # words of no figure in particular; the label of a row, of all its figures
_NAME, _TIME = 2.0, 2.0  # what a name or time weighs, a common word 1
_ALIKE: Final = 0.8  # what a word counts for that is only near in meaning
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
# Whose word the whole sentence is.
_ACCORDING: Final = re.compile(
    r"(?:\b(?:selon|d['’]après|according to)|(?<!\w)(?:حسب|وفقا? ل))\s?[^.,;:،؛\n]+", re.IGNORECASE
)
# Words of time that say no time by themselves: "an plus tôt", "the following year".
_WHEN: Final = re.compile(
    rf"(?:an|ans|annees?|mois|jours?|semaines?|years?|months?|days?|weeks?|lieu|instead|"
    rf"{'|'.join(map(re.escape, MONTHS))}|(?:ال)?(?:سنه|سنوات|عام|اعوام|شهر|شهور|اشهر|يوم|ايام))$"
)
YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Item:
    """A word, name or time of a text, or that a figure is the one before a change."""

    at: int
    end: int
    token: Token | None = None
    key: str = ""
    heard: frozenset[str] = frozenset()
    weight: float = 1.0
    cell: int = -1  # the number of the figure that it belongs to alone: that of its column


@dataclass(frozen=True)
class Cell:
    """A figure of a text as it may be read: with its own unit, and with one told elsewhere."""

    figures: tuple[Figure, ...]
    quote: int = -1

    @property
    def span(self) -> Span:
        """Where it stands in its text."""
        return self.figures[0].span

    @property
    def in_digits(self) -> bool:
        """Whether it is written in digits: "twice" is mostly of something else."""
        return any(letter.isdigit() for letter in self.figures[0].words)

    def same_unit(self, other: Cell) -> bool:
        """Tell whether two figures may be of one unit."""
        ours, theirs = ({f.unit for f in one.figures} for one in (self, other))
        return bool(ours & theirs)


class _Barrier(NamedTuple):
    """A mark or conjunction, and by what it multiplies nearness."""

    start: int
    end: int
    keeps: float


def nearness(text: str, items: Sequence[Item], cells: Sequence[Cell]) -> Matrix:
    """Return by how much each item stands with each figure rather than with another of its unit."""
    import numpy as np

    barriers = [
        _Barrier(m.start(), m.end(), _KEEPS[m.lastgroup or "part"])
        for m in _BARRIERS.finditer(text)
    ]
    shared = [_shared(text, cells[f - 1], cell, items, barriers) for f, cell in enumerate(cells)]
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
    _share_what_is_counted(text, near, items, cells)
    same = np.array([[one.same_unit(other) for other in cells] for one in cells], dtype=float)
    shares: Matrix = near / (near @ same.T + _FAR)
    return shares


def _shared(
    text: str, one: Cell, cell: Cell, items: Sequence[Item], barriers: Sequence[_Barrier]
) -> float:
    """Return how much of what is said before the figure `one` is said of the next one, `cell`.

    All where something goes from one to the other, much where nothing stands between that one and
    the mark or conjunction before it.
    """
    if _GOES_TO.fullmatch(text, one.span.end, cell.span.start):
        return 1.0
    ends = [b.end for b in barriers if one.span.end <= b.start < cell.span.start]
    if not ends:
        return _PARALLEL
    own = any(max(ends) <= item.at < cell.span.start for item in items if item.cell == _ANY)
    return _PARALLEL if own else _SHARED


def _share_what_is_counted(
    text: str, near: Matrix, items: Sequence[Item], cells: Sequence[Cell]
) -> None:
    """Let the noun behind a figure be that of those without one too: "96 of the 380 bogies"."""
    counted = {
        f: i
        for i, item in enumerate(items)
        for f, cell in enumerate(cells)
        if item.token and cell.span.end <= item.at and not text[cell.span.end : item.at].strip()
    }
    for f, i in counted.items():
        for other in range(len(cells)):
            if other != f:
                near[i, other] = near[i, f] * (_PARALLEL if other in counted else 1.0)


def alike_items(
    ours: Sequence[Item], language: Language, theirs: Sequence[Item], to: Language
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


def _forms_of(item: Item, language: Language, to: Language) -> frozenset[str]:
    if item.token is None:
        return frozenset()
    return stems(item.token.text, language, to) | {item.token.surface}


def _forms_in(item: Item, language: Language) -> frozenset[str]:
    if item.token is None:
        return frozenset()
    own = unmarked(item.token.bare) if language == "ar" else {item.token.bare}
    return frozenset(own | {item.token.surface})


@lru_cache(maxsize=500)
def items_of(
    text: str, language: Language, spans: tuple[Span, ...], reference: object
) -> tuple[Item, ...]:
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
            found.append(Item(start, end, key=f"year {mention.first.year}", weight=_TIME))
    for word in words(text):
        month = MONTHS.get(fold(word.text))
        dated = next((s.start for s in apart if s.start <= word.start < s.end), word.start)
        if month and not _is_until(text, dated):
            found.append(Item(word.start, word.end, key=f"month {month}", weight=_TIME))
    apart += [Span(m.start(), m.end()) for m in _BARRIERS.finditer(text)]
    for offset, token in placed_tokens(text, language):
        start, end = offset + token.start, offset + token.end
        if any(span.start <= start < span.end for span in apart) or _WHEN.match(token.surface):
            continue
        if YEAR.fullmatch(token.text):
            found.append(Item(start, end, key=f"year {token.text}", weight=_TIME))
            continue
        capital = token.text[:1].isupper()
        named = capital and (bool(text[:start].strip()) or token.text.isupper())
        heard = frozenset(skeletons(token.text)) if capital or language == "ar" else frozenset()
        found.append(Item(start, end, token, "", heard, _NAME if named else 1.0))
    found += _changes(text, spans)
    said = [*_ACCORDING.finditer(text)]
    if len(said) == 1:  # of several, each has its figure
        start, end = said[0].span()
        found = [replace(i, cell=_ALL) if start <= i.at < end else i for i in found]
    return tuple(found)


def _is_until(text: str, at: int) -> bool:
    """Tell whether a time is one until which something was so, and not from then on."""
    return _UNTIL.search(text[max(0, at - 24) : at]) is not None


def _changes(text: str, spans: Sequence[Span]) -> Iterator[Item]:
    """Yield which figures are those before a change, and which those after."""
    for n, span in enumerate(spans):
        if _BEFORE_IT.search(text[max(0, span.start - 24) : span.start]):
            yield Item(span.start, span.end, key="before", cell=n)
        elif n and _GOES_TO.fullmatch(text, spans[n - 1].end, span.start):
            yield Item(spans[n - 1].start, spans[n - 1].end, key="before", cell=n - 1)


def in_row(quote: Quote, items: Sequence[Item], cells: Sequence[Cell]) -> Iterator[Item]:
    """Yield the words of a row of a table, each of the figure in its cell, the label of all."""
    column = [quote.text.count("|", 0, cell.span.start) for cell in cells]
    for item in items:
        at = quote.text.count("|", 0, item.at)
        yield replace(item, cell=column.index(at) if at in column else _ALL)


def of_columns(quote: Quote, cells: Sequence[Cell]) -> Iterator[Item]:
    """Yield the words and years over each column in which a figure of a row stands."""
    for n, cell in enumerate(cells):
        head, _ = column_of(cell.figures[0], quote)
        for item in items_of(head, quote.language, (), None) if head else ():
            yield replace(item, cell=n)
