"""Where two independent sources give different values for the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from assistant.language.dates import find_dates
from assistant.language.terms import find_terms
from assistant.questions.evidence import Scored, said_in
from assistant.questions.need import WEAK, Need
from assistant.questions.values import answering_figures
from assistant.schema import Conflict, ConflictValue, Figure, Understood

_SAME_THING: Final = 2  # words that tell what a figure is of
_SEVERAL_TIMES: Final = 3
_ROUNDED: Final = Decimal("0.05")  # by what share of it an approximate figure may be off
_NEARLY: Final = 0.1  # by how much less of the question it may say
_SURE: Final = 0.7  # how well both must give the kind of value asked for


def disagreeing(
    first: Scored, others: Sequence[Scored], understood: Understood, need: Need
) -> Scored | None:
    """Return a sentence of an independent source that gives another value for the same thing.

    The same thing is what all the words of the question that the first sentence says are said of,
    two at least, or one and the time. Whether the other would be shown alone does not matter: how
    likely a sentence answers is told by its whole document, which may be about something else.
    """
    said = _telling(first, need)
    if understood.kind != "figure" or len(said) + bool(understood.dates) < _SAME_THING:
        return None
    value = _value(first)
    if value is None or first.fit < _SURE:
        return None
    for other in others:
        their = _value(other)
        if their is None or source_of(other) == source_of(first) or their.unit != value.unit:
            continue
        elsewhere = _branches(other) - _branches(first) - set(understood.entities)
        if other.party < first.party or _apart(first, other):
            continue
        said_there = max(other.own - first.own, other.support - first.support)
        if (
            elsewhere
            or min(said_there, other.named - first.named) < -_NEARLY
            or min(other.fit, other.date) < _SURE
        ):
            continue
        if _differ(value, their) and said <= _telling(other, need):
            return other
    return None


def _differ(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are two values of one thing.

    "Près de 2.150" and "2.147" are one value; what is several times more is of something else.
    """
    least, most = sorted((abs(one.value), abs(other.value)))
    if most > _SEVERAL_TIMES * least:
        return False
    if not (one.approximate or other.approximate):
        return one.value != other.value
    return abs(one.value - other.value) > _ROUNDED * max(abs(one.value), abs(other.value))


def _apart(one: Scored, other: Scored) -> bool:
    """Tell whether two sentences are set in different times: a series, no disagreement.

    The end of June is no year: half a year's turnover does not contradict a whole year's.
    """
    times, theirs = (
        {(m.first, m.last) for m in find_dates(e.text, e.document.language, None)}
        for e in (one.evidence, other.evidence)
    )
    return bool(times and theirs and times.isdisjoint(theirs))


def _telling(scored: Scored, need: Need) -> frozenset[str]:
    """Return the words of the question that a sentence says, or its title, but for weak ones."""
    return said_in(scored, (word for word in need.words if word.weight > WEAK))


def _branches(scored: Scored) -> set[str]:
    """Return the branches of the sector that a sentence or its document's title names."""
    document = scored.evidence.document
    mentions = find_terms(f"{document.title}\n{scored.evidence.text}", document.language)
    return {mention.key for mention in mentions if mention.category == "segment"}


def _value(scored: Scored) -> Figure | None:
    return next(iter(answering_figures(scored.evidence)), None)


def conflict(need: Need, first: Scored, other: Scored) -> Conflict:
    """Return what two sentences say of what a question asks, in their own words."""
    values = [_value(first), _value(other)]
    return Conflict(
        about=need.text,
        values=tuple(
            ConflictValue(value=figure.words, citation=n)
            for n, figure in enumerate(values, start=1)
            if figure is not None
        ),
    )


def source_of(scored: Scored) -> str:
    """Return the document a sentence is from, or the one that its document is a near copy of."""
    return scored.evidence.document.near_duplicate_of or scored.evidence.document.id
