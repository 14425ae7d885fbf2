"""Whether a sentence contradicts itself in what changed: "up from 12 to 9"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from assistant.language.direction import Direction, directions
from assistant.language.figures import find_figures
from assistant.schema import Figure, Language

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FROM: Final = re.compile(
    r"(?:\bd['’]|\b(?:de|from)\s+|(?<!\w)من\s+)(?:MAD ?|EUR ?|[€$])?$",
    re.IGNORECASE,
)
_TO: Final = re.compile(
    r"(?:\s[^\s.,;]+){0,4}?\s(?:à|to|إلى|الى)\s(?:MAD ?|EUR ?|[€$])?", re.IGNORECASE
)
_UP_FROM: Final = re.compile(
    r"(?:\b(?:from|au lieu d(?:e |['’])|instead of)\s+|(?<!\w)(?:بدلا? من|بدل)\s+)"
    r"(?:MAD ?|EUR ?|[€$])?$",
    re.IGNORECASE,
)
_NEAR: Final = re.compile(r"[^.;!?؟\n]{0,60}")  # what may stand between both figures
_OPENS: Final = re.compile(r"[.,;:!?،؛؟\n]")  # a clause begins behind it


class Change(NamedTuple):
    """What goes from a figure to another, and which way a text says that it goes."""

    start: Figure
    end: Figure
    way: Direction | None

    @property
    def contradicts(self) -> bool:
        """Tell whether what is said to rise falls, or the reverse."""
        if self.way not in ("up", "down") or self.start.value == self.end.value:
            return False
        return (self.way == "up") != (self.end.value > self.start.value)


def changes(text: str, language: Language) -> Iterator[Change]:
    """Yield the changes that a text tells by two figures: "from 9 to 12", "12, up from 9"."""
    figures = [f for f in find_figures(text, language) if not _YEAR.fullmatch(f.words)]
    for one, other, after in zip_longest(figures[:-1], figures[1:], figures[2:]):
        between = text[one.span.end : other.span.start]
        if one.unit != other.unit and one.unit and other.unit:
            continue
        if _TO.fullmatch(between) and _FROM.search(text[: one.span.start]):
            before = _OPENS.split(text[: one.span.start])[-1]
            yield Change(one, other, _way(f"{before} {between}", language))
        elif _UP_FROM.search(between) and _NEAR.fullmatch(between):
            if after and _TO.fullmatch(text, other.span.end, after.span.start):
                continue  # "five years ago exports grew from 9 to 12"
            yield Change(other, one, _way(between, language))


def _way(text: str, language: Language) -> Direction | None:
    ways = directions(text, language) & {"up", "down"}
    return next(iter(ways)) if len(ways) == 1 else None


def contradictions(text: str, language: Language, quotes: Sequence[str]) -> Iterator[str]:
    """Yield the words of changes that go another way than is said; those of `quotes` may stand."""
    for change in changes(text, language):
        words = text[
            min(change.start.span.start, change.end.span.start) : max(
                change.start.span.end, change.end.span.end
            )
        ]
        if change.contradicts and not any(words in quote for quote in quotes):
            yield words
