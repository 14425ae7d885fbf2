"""Where two independent sources give different values for the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from assistant.language.acronyms import Expansion, expansions
from assistant.language.dates import find_dates
from assistant.language.text import fold
from assistant.questions import phrases
from assistant.questions.aliases import same_name
from assistant.questions.attribution import told_on
from assistant.questions.evidence import Scored
from assistant.questions.firmness import is_announced
from assistant.questions.need import WEAK, Need
from assistant.questions.periods import adds_up, is_moment
from assistant.questions.quoted import Quote
from assistant.questions.reading import interval
from assistant.questions.same_thing import (
    counts_else,
    same_thing,
    source_of,
    telling,
    value_of,
)
from assistant.questions.unsaid import around, unsaid
from assistant.schema import Conflict, ConflictValue, Figure, Understood

_SEVERAL_TIMES: Final = 3
_NEARLY: Final = 0.1  # how much more of the question a document may leave unsaid
_LIKELY: Final = 0.05  # share of the best odds
_MET: Final = 0.7  # how surely both must be of the time, or of the one named
_MOST_NAMES: Final = Fraction(2, 3)  # share of the names that both must say
_MOST_WORDS: Final = 0.75  # the same of the words of the question
_FEWEST: Final = 2
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
        if their is None or their.unit != value.unit or not differ(value, their):
            continue
        if source_of(other) == source_of(first) or other.party < first.party:
            continue
        if other.nowhere > first.nowhere + _NEARLY or counts_else(first, other):
            continue
        if understood.kind != "figure" or apart(first, other, understood, need):
            continue
        shown = other in accepted
        if (
            _at_one_time(first, other, understood, need, shown=shown)
            or _of_the_very_one(first, other, understood, need, shown=shown)
            or _in_its_words(first, other, need)
        ):
            return other
    return None


def _at_one_time(
    one: Scored, other: Scored, understood: Understood, need: Need, *, shown: bool
) -> bool:
    """Tell whether both sentences tell the same time, of the same thing or by half the words."""
    if other.evidence.score < _LIKELY * one.evidence.score or min(one.date, other.date) < _MET:
        return False
    standing = not adds_up(understood.kind, need.text)
    if _times_read(one, standing).isdisjoint(_times_read(other, standing)):
        return False
    said = telling(one, need)
    by_half = len(said & telling(other, need)) >= max(1, len(said) / 2)
    return by_half or same_thing(one, other, understood, need, shown=shown)


def _of_the_very_one(
    one: Scored, other: Scored, understood: Understood, need: Need, *, shown: bool
) -> bool:
    """Tell whether both give a figure of the thing asked, and of the very one.

    Somebody whom the question names, or all that it says: where nobody is named, what is of the
    same thing is of another one's mostly.
    """
    named = bool(understood.entities) and min(one.named, other.named) >= _MET
    every = {word.text for word in need.words if word.weight > WEAK}
    whole = every <= telling(one, need) & telling(other, need)
    if not (named or whole) or not _as_firm(one, other):
        return False
    return same_thing(one, other, understood, need, shown=shown)


def _in_its_words(one: Scored, other: Scored, need: Need) -> bool:
    """Tell whether another sentence says nothing new around its figure, and names whom one names.

    How likely it answers does not matter, nor whether it says most of the question beside.
    """
    if min(one.date, other.date) < _MET or not _as_firm(one, other):
        return False
    said, theirs = telling(one, need), telling(other, need)
    names = {word.text for word in need.words if word.named} & said
    if not names or len(names & theirs) < _MOST_NAMES * len(names):
        return False
    if len(said & theirs) < max(_FEWEST, _MOST_WORDS * len(said)):
        return False
    evidence, figure = other.evidence, value_of(other)
    title, language = one.evidence.document.title, one.evidence.document.language
    known = ((f"{title}\n{one.evidence.text}", language), (need.text, need.language))
    clause = " ".join(around(evidence.text, figure.span)) if figure else ""
    return not unsaid(clause, evidence.document.language, known)


def _as_firm(one: Scored, other: Scored) -> bool:
    """Tell whether the values of both sentences are planned, or neither: a plan is no rival."""
    return _is_planned(one) == _is_planned(other)


def _is_planned(scored: Scored) -> bool:
    """Tell whether the clause around what answers puts it in the future."""
    evidence = scored.evidence
    span = evidence.spans[0]
    before, behind = around(evidence.text, span)
    clause = before + evidence.text[span.start : span.end] + behind
    return is_announced(clause, evidence.document.language)


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


def _times_read(scored: Scored, standing: bool) -> set[tuple[date, date]]:
    """Return the times a sentence is set in, those too that only its document's day completes."""
    told = Quote.of_evidence(scored.evidence).dates
    read = {(m.last if standing or is_moment(m) else m.first, m.last) for m in told}
    return read | _times(scored, standing)


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
