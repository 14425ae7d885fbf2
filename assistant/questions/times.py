"""Whether a sentence is about the time a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from assistant.questions.periods import of_another_length
from assistant.questions.reading import Line, Reading
from assistant.schema import DateMention

# A time to come, by which something is to be done: it dates the aim, not the fact.
_HORIZON: Final = re.compile(
    r"(?:d['’]ici|horizon|échéance|à l['’]orée|by|until|jusqu|بحلول|أفق|افق|غاية)", re.IGNORECASE
)
_SINCE: Final = re.compile(r"\b(?:depuis|à partir d|since|from)\b|منذ", re.IGNORECASE)
_JUST_BEFORE: Final = 10  # characters before a time that may say so
_BEFORE: Final = (1.0, 0.85, 0.7)  # in the sentence, the one before, two before
_YEAR: Final = re.compile(r"\d{4}|[٠-٩]{4}")
_SAME_TIME: Final = re.compile(
    r"même (?:date|période|année|jour|moment|époque)|cette (?:date|période|année|époque)|"
    r"(?:that|the same) (?:date|time|year|day|period)|(?:نفس|ذات) (?:التاريخ|السنة|الفترة|اليوم)",
    re.IGNORECASE,
)
_COMPARED: Final = re.compile(
    r"(?:par rapport (?:à|au|aux)|contre|comparé\w* (?:à|avec)|en comparaison (?:de|avec)|qu['’]en|"
    r"against|compared (?:with|to)|versus|than(?: in)?|up from|down from|"
    r"مقارنة (?:مع|ب)|مقابل|عوض)\b[^.;,]{0,32}$",
    re.IGNORECASE,
)
_REACH: Final = 60  # characters before a time in which a comparison may be announced
_FAR_BACK: Final = 6  # sentences that "à la même date" may look back
_OTHER_PARAGRAPH: Final = 0.8  # press pages make a paragraph of every sentence
_OF_DOCUMENT: Final = 0.7  # the document is of that time, or its title names it
_SOMEWHERE: Final = 0.3  # some other sentence of the document names it
_PART: Final = 0.25  # of half the year asked, or of the year where its half is asked


class _Told(NamedTuple):
    level: float  # how well the times of a line agree with those asked
    another: bool  # it is set in another time


class Timing:
    """Whether the sentences of one document are about the times that a question asks about.

    `sums`: what is asked adds up over time, so that a part of a period does not tell of it.
    """

    def __init__(
        self, reading: Reading, asked: Sequence[DateMention], *, sums: bool = False
    ) -> None:
        self._reading = reading
        self._asked = asked
        self._sums = sums
        self._told: dict[int, _Told] = {}  # by the number of the line

    def of(self, position: int) -> float:
        """Return whether a sentence is about the time asked: 1 named in it, less by what is around.

        Event dates come first, then the date of publication: a sentence that names another time
        than the one asked is no answer because its article happens to be of that day.
        """
        if not self._asked:
            return 1.0
        level = self._by_sentences(position)
        return level if level or self._tells(position).another else self._of_document

    @cached_property
    def _of_document(self) -> float:
        """The level of a sentence that names no time, by its document."""
        published, lines = self._reading.published, self._reading.lines
        entitled = self._best(self._reading.title.dates, self._reading.title.text)
        if entitled:
            return min(entitled, _OF_DOCUMENT)
        if published and _best([published], self._asked):
            return _OF_DOCUMENT
        return _SOMEWHERE if any(_best(line.dates, self._asked) for line in lines) else 0.0

    def _by_sentences(self, position: int) -> float:
        """Return the level by the sentence and the two before it."""
        lines, line = self._reading.lines, self._reading.lines[position]
        for distance, share in enumerate(_BEFORE):
            if position < distance:
                break
            other = lines[position - distance]
            same = other.paragraph == line.paragraph or other.is_heading
            told = self._tells(position - distance)
            if told.level:
                return told.level * share * (1.0 if same else _OTHER_PARAGRAPH)
            if told.another:
                break
        if _SAME_TIME.search(line.text):
            return _BEFORE[1] * _last_told(
                lines[max(0, position - _FAR_BACK) : position], self._asked
            )
        return 0.0

    def _tells(self, number: int) -> _Told:
        """Return what a line tells by itself; an aim's horizon is no other time than asked."""
        if number not in self._told:
            line = self._reading.lines[number]
            times = _told_times(line)
            level = self._best(times, line.text)
            another = not level and any(
                not mention.relative and not is_horizon(mention, line.text) for mention in times
            )
            self._told[number] = _Told(level, another)
        return self._told[number]

    def _best(self, mentions: Sequence[DateMention], text: str) -> float:
        """Return how well the times of a text agree with those asked, parts told from wholes."""
        if not self._sums:
            return _best(mentions, self._asked)
        parts = [m for m in mentions if of_another_length(m, self._asked, text)]
        level = _best([m for m in mentions if m not in parts], self._asked)
        return level or (_PART if _best(parts, self._asked) else 0.0)


def _last_told(lines: Sequence[Line], asked: Sequence[DateMention]) -> float:
    """Return the level of the last of `lines` that names a time: what "à la même date" means."""
    return next((_best(line.dates, asked) for line in reversed(lines) if line.dates), 0.0)


def _told_times(line: Line) -> list[DateMention]:
    """Return the times a sentence is set in: not those it compares itself with."""
    return [
        mention
        for mention in line.dates
        if not _COMPARED.search(line.text[max(0, mention.span.start - _REACH) : mention.span.start])
    ]


def is_horizon(mention: DateMention, text: str) -> bool:
    """Tell whether a time is one by which something is to be: "d'ici 2020", "à l'horizon 2035"."""
    before = text[max(0, mention.span.start - 16) : mention.span.end]
    return _HORIZON.search(before) is not None


def is_start(mention: DateMention, text: str) -> bool:
    """Tell whether a time is only one since when something is so."""
    before = text[max(0, mention.span.start - _JUST_BEFORE) : mention.span.end]
    return _SINCE.search(before) is not None


def _best(mentions: Sequence[DateMention], asked: Sequence[DateMention]) -> float:
    return max((agreement(m, a) for m in mentions for a in asked), default=0.0)


def agreement(mention: DateMention, asked: DateMention) -> float:
    """Return 1 where one time lies within the other, less where they only touch, 0 apart.

    A day asked without its year ("le 11 juillet") agrees with that day of any year.
    """
    if asked.precision == "day" and asked.relative and not _YEAR.search(asked.words):
        return float(
            mention.precision == "day"
            and (mention.first.month, mention.first.day) == (asked.first.month, asked.first.day)
        )
    if mention.last < asked.first or asked.last < mention.first:
        return 0.0
    if _HORIZON.search(mention.words):  # "d'ici 2020" is about 2020, whenever it was said
        return 1.0 if asked.first <= mention.last <= asked.last else 0.0
    if mention.first >= asked.first and mention.last <= asked.last:
        return 1.0
    if mention.first <= asked.first and mention.last >= asked.last:
        return 0.85 if (mention.last - mention.first).days <= 366 else 0.6
    return 0.5
