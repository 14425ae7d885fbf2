"""Where two independent sources give different values for the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from assistant.language.acronyms import Expansion, expansions
from assistant.language.dates import find_dates
from assistant.language.text import fold
from assistant.questions import phrases
from assistant.questions.aliases import same_name
from assistant.questions.attribution import told_on
from assistant.questions.evidence import Scored
from assistant.questions.need import Need
from assistant.questions.periods import adds_up, is_moment
from assistant.questions.reading import interval
from assistant.questions.same_thing import same_thing, source_of, value_of
from assistant.schema import Conflict, ConflictValue, Figure, Understood

_SEVERAL_TIMES: Final = 3
_ROUNDED: Final = Decimal("0.05")  # by what share of it an approximate figure may be off


def disagreeing(
    first: Scored,
    others: Sequence[Scored],
    accepted: Sequence[Scored],
    understood: Understood,
    need: Need,
) -> Scored | None:
    """Return a sentence of an independent source that gives another value for the same thing.

    `accepted` are those of `others` that would be shown alone.
    """
    value = value_of(first)
    if value is None:
        return None
    for other in others:
        their = value_of(other)
        if their is None or source_of(other) == source_of(first) or other.party < first.party:
            continue
        if apart(first, other, understood, need) or not differ(value, their):
            continue
        if same_thing(first, other, understood, need, shown=other in accepted):
            return other
    return None


def differ(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are two values of one thing.

    "Près de 2.150" and "2.147" are one value; what is several times more is of something else.
    """
    least, most = sorted((abs(one.value), abs(other.value)))
    if most > _SEVERAL_TIMES * least:
        return False
    if not (one.approximate or other.approximate):
        return one.value != other.value
    return abs(one.value - other.value) > _ROUNDED * max(abs(one.value), abs(other.value))


def apart(one: Scored, other: Scored, understood: Understood, need: Need) -> bool:
    """Tell whether two sentences are set in different times: a series, no disagreement.

    The end of June is no year: half a year's turnover does not contradict a whole year's, while
    what is counted at the end of a year is that year's. Of the latest an older document only tells
    what was.
    """
    if understood.latest and told_on(one.evidence) != told_on(other.evidence):
        return True
    standing = not adds_up(understood.kind, need.text)
    times, theirs = _times(one, standing), _times(other, standing)
    return bool(times and theirs and times.isdisjoint(theirs))


def _times(scored: Scored, standing: bool) -> set[tuple[date, date]]:
    """Return the times a sentence is set in: those it names, or for "now" that of its document.

    A moment is told by its last day, and so is a year where what is `standing` is counted.
    """
    evidence = scored.evidence
    told = find_dates(evidence.text, evidence.document.language, None)
    if not told and phrases.LATEST.search(phrases.plain(evidence.text)):
        told = [day for day in [interval(told_on(evidence))] if day is not None]
    return {(m.last if standing or is_moment(m) else m.first, m.last) for m in told}


def conflict(need: Need, first: Scored, other: Scored) -> Conflict:
    """Return what two sentences say of what a question asks, in their own words."""
    values = [value_of(first), value_of(other)]
    return Conflict(
        about=need.text,
        values=tuple(
            ConflictValue(value=figure.words, citation=n)
            for n, figure in enumerate(values, start=1)
            if figure is not None
        ),
    )


def other_meaning(
    first: Scored, others: Sequence[Scored], need: Need
) -> tuple[Scored, Conflict] | None:
    """Return a sentence of another source that gives an acronym asked about another long name."""
    meant = _meaning(first, need)
    if meant is None:
        return None
    for other in others:
        theirs = _meaning(other, need)
        if theirs is None or source_of(other) == source_of(first):
            continue
        languages = first.evidence.document.language, other.evidence.document.language
        if not same_name(meant, languages[0], theirs, languages[1]):
            names = (meant.name, theirs.name)
            values = (ConflictValue(value=name, citation=n) for n, name in enumerate(names, 1))
            return other, Conflict(about=need.text, values=tuple(values))
    return None


def _meaning(scored: Scored, need: Need) -> Expansion | None:
    acronyms = [word.surface for word in need.words]
    told = expansions(scored.evidence.text, scored.evidence.document.language)
    return next((one for one in told if fold(one.acronym) in acronyms), None)
