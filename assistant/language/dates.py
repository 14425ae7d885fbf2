"""Dates that a text names, and the publication date that a page prints."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from assistant.language.calendar_words import fold_with_offsets
from assistant.language.date_patterns import RULES, Atom, MonthDay, Precision, telling_words
from assistant.language.published_dates import parse_published
from assistant.language.relative_dates import BESIDE, RELATIVE, relative_dates, years_beside
from assistant.language.year_patterns import years
from assistant.schema import DateMention, Language, Span

__all__ = ["find_dates", "parse_published"]

_ARTICLE = r"(?:le |la |the |l')?"
_TO = re.compile(
    rf" ?[-/] ?| (?:a|au|to|until|till|through|jusqu'a|jusqu'au|jusqu'en|الي|حتي) {_ARTICLE}"
)
_AND = re.compile(rf" (?:et|and) {_ARTICLE}| و ?")
_BETWEEN = re.compile(r"(?<!\w)(?:entre|between|بين)(?: le| the| les| عامي| سنتي)? $")
_YEAR_WORD = (
    r"(?:(?:de |of |d')?(?:l'|the |cette )?(?:annee|an|exercice|year|(?:ال)?سنه|(?:ال)?عام) )?"
)
_MODIFIERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<!\w)(?:{words}){_YEAR_WORD}(?:de |d'|of |the |le |la |l'|شهر )?$"))
    for name, words in (
        ("end", r"(?:(?:fin|end) |late |اواخر |نهايه |متم |end-)(?:de |of |من )?"),
        ("start", r"(?:(?:debut|beginning|start) |early |بدايه |مطلع |اوايل |مستهل )(?:de |of )?"),
        ("middle", r"mi-|mi |mid-|mid |(?:milieu|middle) (?:de |of )|منتصف "),
        ("by", r"(?:d'ici(?: a)? (?:la )?|(?:a )?(?:l')?horizon |by (?:the )?|بحلول |(?:في )?افق |"
               r"jusqu'en |jusqu'a |jusqu'au |until |till |up to )"),
        ("since", r"(?:depuis |a partir d[eu] |since |منذ |ever since )"),
    )
)  # fmt: skip
# The words, and the marks for digits, without which no time is named: most sentences have none.
_TELLING = frozenset("0").union(RELATIVE, *(needed for needed, _, _ in RULES))
_SENTENCE_ENDS = (". ", "? ", "! ", "؟ ", "\n")
_ENDS: dict[str, tuple[MonthDay, MonthDay, Precision]] = {
    "end": ((10, 1), (12, 31), "quarter"),
    "start": ((1, 1), (3, 31), "quarter"),
    "middle": ((4, 1), (9, 30), "half"),
}
_MONTH_PARTS = {"end": (21, 31), "start": (1, 10), "middle": (11, 20)}


@dataclass(frozen=True, slots=True)
class _Time:
    """Resolved days with their place in the folded text."""

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    relative: bool = False


_Placed = TypeVar("_Placed", Atom, _Time)


def find_dates(text: str, language: Language, reference: date | None = None) -> list[DateMention]:
    """Return the times that `text` names, in order, without overlap: the longest mention wins.

    `reference` is the day the text was written: it resolves "last year", "in March" and the 11th
    of July; without it those are left out. Numbers are day first; all three languages' words are
    known in each. Never raises; linear in the length of `text`.
    """
    folded, offsets = fold_with_offsets(text)
    telling = telling_words(folded) & _TELLING
    if not telling:
        return []
    written = text if offsets is None else "".join(text[at] for at in offsets[:-1])
    times = [*_absolute(folded, telling, written, reference)]
    if reference is not None:
        times += _relative(folded, telling, reference)
    chosen = _longest(times)
    found = [_mention(time, text, offsets) for time in [*chosen, *_beside(folded, chosen)]]
    return sorted(found, key=lambda mention: mention.span.start)


def _relative(folded: str, telling: Set[str], reference: date) -> Iterator[_Time]:
    for found in relative_dates(folded, telling, reference):
        time = _Time(found.start, found.end, found.first, found.last, found.precision, True)
        yield _modified(folded, time, reference)


def _beside(folded: str, told: Sequence[_Time]) -> Iterator[_Time]:
    """Yield the year that is told from the time last told in the sentence: "un an plus tôt"."""
    for match in BESIDE.finditer(folded) if told else ():
        sentence = max(folded.rfind(mark, 0, match.start()) for mark in _SENTENCE_ENDS)
        before = [time for time in told if sentence < time.start < match.start()]
        overlapped = any(t.start < match.end() and match.start() < t.end for t in told)
        if not before or overlapped or max(before, key=_start).precision == "range":
            continue
        last = max(before, key=_start)
        step, precision = years_beside(match), last.precision
        try:
            first, until = _years_on(last.first, step), _years_on(last.last, step)
        except ValueError:  # before year 1 or after 9999
            continue
        if abs(step) > 1:  # told by the year alone
            first, until, precision = date(first.year, 1, 1), date(until.year, 12, 31), "year"
        yield _Time(match.start(), match.end(), first, until, precision, True)


def _start(time: _Time) -> int:
    return time.start


def _years_on(day: date, step: int) -> date:
    month_end = calendar.monthrange(day.year, day.month)[1] == day.day
    year = day.year + step
    longest = calendar.monthrange(year, day.month)[1]
    return date(year, day.month, longest if month_end else min(day.day, longest))


def _absolute(
    folded: str, telling: Set[str], written: str, reference: date | None
) -> Iterator[_Time]:
    atoms = [
        atom
        for needed, pattern, read in RULES
        if not needed.isdisjoint(telling)
        for match in pattern.finditer(folded)
        for atom in read(match, written)
    ]
    if "0" in telling:
        atoms += years(folded)
    kept = sorted(_longest(atoms), key=lambda atom: atom.start)
    times = _joined(folded, kept, reference)
    for time in times:
        yield _modified(folded, time, reference)


# --- joining: "de 2015 à 2020", "mars et avril 2019" -------------------------------------------


def _joined(folded: str, atoms: list[Atom], reference: date | None) -> Iterator[_Time]:
    """Yield resolved atoms, those that a word joins as one range."""
    atoms = _years_shared(folded, atoms)
    at = 0
    while at < len(atoms):
        time = _resolved(atoms[at], reference)
        if at + 1 < len(atoms) and _joins(folded, atoms[at], atoms[at + 1]):
            until = _resolved(atoms[at + 1], reference)
            begun = _resolved(replace(atoms[at], weak=False), reference)
            if begun and until and begun.first <= until.last:
                relative = begun.relative or until.relative
                yield _Time(begun.start, until.end, begun.first, until.last, "range", relative)
                at += 2
                continue
        if time:
            yield time
        at += 1


def _years_shared(folded: str, atoms: list[Atom]) -> list[Atom]:
    """Give an atom without year that of the one it is joined to: "mars et avril 2019"."""
    shared = list(atoms)
    for at in range(len(atoms) - 2, -1, -1):
        one, other = shared[at], shared[at + 1]
        between = folded[one.end : other.start]
        if one.year is None and (_TO.fullmatch(between) or _AND.fullmatch(between)):
            year = other.year
            if year is not None and one.first > other.last:
                year -= 1
            weak = one.weak and (other.weak or other.precision not in ("month", "day"))
            shared[at] = replace(one, year=year, weak=weak)
    return shared


def _joins(folded: str, one: Atom, other: Atom) -> bool:
    if one.precision != other.precision or other.weak:
        return False
    between = folded[one.end : other.start]
    if _TO.fullmatch(between):
        return True
    lead = _BETWEEN.search(folded, max(0, one.start - 16), one.start)
    return bool(_AND.fullmatch(between)) and lead is not None


def _resolved(atom: Atom, reference: date | None) -> _Time | None:
    """Resolve an atom to days; without a year, to those nearest to `reference`."""
    if atom.weak:
        return None
    if atom.year is not None:
        return _in_year(atom, atom.year)
    if reference is None:
        return None
    tries = [_in_year(atom, reference.year + step) for step in (-1, 0, 1)]
    found = [time for time in tries if time]
    if not found:
        return None
    nearest = min(found, key=lambda time: _distance(time, reference))
    return replace(nearest, relative=True)


def _distance(time: _Time, reference: date) -> timedelta:
    if time.first <= reference <= time.last:
        return timedelta(0)
    return min(abs(time.first - reference), abs(time.last - reference))


def _in_year(atom: Atom, year: int) -> _Time | None:
    first_year = year - atom.spread - (1 if atom.first > _real(atom.last) else 0)
    try:
        first, last = _day(first_year, atom.first), _day(year, atom.last)
    except ValueError:  # the 30th of February
        return None
    return _Time(atom.start, atom.end, first, last, atom.precision)


def _real(day: MonthDay) -> MonthDay:
    return (day[0], day[1] or 31)


def _day(year: int, day: MonthDay) -> date:
    if not 1 <= year <= 9998:
        raise ValueError(year)
    return date(year, day[0], day[1] or calendar.monthrange(year, day[0])[1])


# --- words in front: "fin 2018", "d'ici 2020", "depuis 2009" -----------------------------------


def _modified(folded: str, time: _Time, reference: date | None) -> _Time:
    """Return `time` as the words in front of it change it, at most two of them."""
    for _ in range(2):
        before = max(0, time.start - 40)
        matches = [
            (name, pattern.search(folded, before, time.start)) for name, pattern in _MODIFIERS
        ]
        name, match = next(((name, match) for name, match in matches if match), ("", None))
        if match is None:
            break
        time = replace(_with_modifier(name, time, reference), start=match.start())
    return time


def _with_modifier(name: str, time: _Time, reference: date | None) -> _Time:
    if name in _ENDS:
        return _part_of(name, time)
    if name == "by":
        begun = reference if reference and reference <= time.last else None
        if begun and time.precision != "day":
            return replace(time, first=min(begun, time.first), precision="range")
        return time
    if reference and time.first <= reference and time.precision != "range":
        return replace(time, last=reference, precision="range")
    return time


def _part_of(name: str, time: _Time) -> _Time:
    """Return the end, start or middle of a year or a month."""
    if time.precision == "year":
        first, last, precision = _ENDS[name]
        year = time.first.year
        return replace(time, first=_day(year, first), last=_day(year, last), precision=precision)
    if time.precision == "month":
        low, high = _MONTH_PARTS[name]
        return replace(
            time,
            first=time.first.replace(day=low),
            last=time.last.replace(day=min(high, time.last.day)),
            precision="range",
        )
    return time


# --- choice and shape ----------------------------------------------------------------------------


def _longest(found: Iterable[_Placed]) -> list[_Placed]:
    """Return what does not overlap, the longest first; a weak atom gives way."""
    chosen: list[_Placed] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(one)
    return chosen


def _mention(time: _Time, text: str, offsets: list[int] | None) -> DateMention:
    start, end = time.start, time.end
    if offsets is not None:
        start, end = offsets[start], offsets[end - 1] + 1
    return DateMention(
        first=time.first,
        last=time.last,
        span=Span(start, end),
        words=text[start:end],
        precision=time.precision,
        relative=time.relative,
    )
