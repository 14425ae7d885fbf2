"""Which of several sentences that answer is the newest: by the time it tells, or its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.language.dates import find_dates
from assistant.questions import phrases
from assistant.questions.attribution import told_on
from assistant.questions.evidence import NAMED, Scored
from assistant.questions.firmness import is_announced
from assistant.questions.need import Need
from assistant.questions.periods import adds_up
from assistant.questions.same_thing import same_thing
from assistant.questions.times import is_horizon, is_start
from assistant.schema import Understood

_CHANGES: Final = {"figure", "person", "organisation"}  # what is asked of today, undated
_TIE: Final = 0.95  # share of the best score that counts as equal to it
_HELD: Final = 0.1  # the same for who held a role at a time told
_LATEST: Final = 0.80  # the same where the latest was asked for
_LIKELY: Final = 0.15  # the same for a day told anew
_ON_SUBJECT: Final = 0.8  # share of what the best says of the question, in it and around it
_PAST: Final = phrases.either(
    r"\b\w{3,}(?:ait|aient)\b|\b(?:a|ont)-(?:t-)?(?:il|elle|on)|\b(?:a|ont) (?:ete|eu)\b",
    r"\b(?:did|was|were|had|has|have)\b",
    r"(?:^|\s)(?:كان|كانت|بلغ|بلغت)(?=\s)",
)


def newest_first(
    accepted: list[Scored], ranked: Sequence[Scored], understood: Understood, need: Need
) -> list[Scored]:
    """Put the newest of the sentences that tell the same first where no time was asked for.

    Of a figure that may change, and of a day put off, what a newer document tells takes the place
    of the older, among `ranked` where it says as much of the question. Of anything else only near
    ties are reordered: an old document that answers better stays first.
    """
    if understood.dates or not (understood.latest or understood.kind in _CHANGES):
        return accepted
    if phrases.ASKS_FORMER.search(phrases.plain(understood.standalone)):
        return accepted
    if understood.kind == "person":
        later = _later_holder(accepted[0], ranked)
    else:
        later = _later_value(accepted, ranked, understood, need)
    if later is not None:
        first = replace(later, confidence=max(later.confidence, accepted[0].confidence))
        return [first, *(s for s in accepted if s is not later)]
    share = _LATEST if understood.latest else _TIE
    best = accepted[0].evidence.score
    tied = [s for s in accepted if s.evidence.score >= share * best]
    rest = [s for s in accepted if s.evidence.score < share * best]
    return sorted(tied, key=_time_of, reverse=True) + rest


def _later_value(
    accepted: Sequence[Scored], ranked: Sequence[Scored], understood: Understood, need: Need
) -> Scored | None:
    """Return the newest sentence that gives the value asked for, where the best is older."""
    best = accepted[0]
    if understood.kind == "figure" and (understood.latest or _is_standing(need)):
        others = [
            s
            for s in ranked
            if not _is_to_be(s) and same_thing(best, s, understood, need, shown=s in accepted)
        ]
        newest = max(others, key=_time_of, default=best)
    elif understood.kind == "date" and understood.latest:
        others = [
            s
            for s in accepted
            if s.evidence.score >= _LIKELY * best.evidence.score
            and s.support >= _ON_SUBJECT * best.support
            and s.fit >= best.fit
        ]
        newest = max([best, *others], key=_announced)
    else:
        return None
    return newest if newest is not best else None


def _is_standing(need: Need) -> bool:
    """Tell whether a question asks how many there are, not were: each document tells its day."""
    return not adds_up("figure", need.text) and not _PAST.search(phrases.plain(need.text))


def _is_to_be(scored: Scored) -> bool:
    """Tell whether a sentence says what will or may be, not what is."""
    return is_announced(scored.evidence.text, scored.evidence.document.language)


def _announced(scored: Scored) -> tuple[str, str]:
    """Return when a sentence was published, then the day it tells: a day put off twice."""
    return told_on(scored.evidence), _told_in(scored)


def _later_holder(best: Scored, ranked: Sequence[Scored]) -> Scored | None:
    """Return the newest sentence that names who holds a role, where the best tells an older time.

    Who presided in 2019 is not who does since 2022, however well it answers. A sentence that tells
    no time of its own is of the day of its document, and must say as much of the question itself.
    Who is told to have held it before holds it no more.
    """
    others = [
        s
        for s in ranked
        if s is not best
        and s.evidence.score >= _HELD * best.evidence.score
        and s.fit >= best.fit
        and s.named >= NAMED
        and s.words >= _ON_SUBJECT * best.words
        and (_told_in(s) or s.own >= best.own)
        and not phrases.FORMER.search(phrases.plain(s.evidence.text))
    ]
    newest = max(others, key=_time_of, default=None)
    if newest is None or _time_of(newest) <= _time_of(best):
        return None
    return newest


def _time_of(scored: Scored) -> str:
    """Return the latest day a sentence is set in, else the date of its document."""
    return _told_in(scored) or told_on(scored.evidence)


def _told_in(scored: Scored) -> str:
    """Return the latest day that a sentence itself is set in; empty where it tells none."""
    evidence = scored.evidence
    days = [
        mention.last.isoformat()
        for mention in find_dates(evidence.text, evidence.document.language, None)
        if not is_horizon(mention, evidence.text) and not is_start(mention, evidence.text)
    ]
    return max(days, default="")
