"""Which of several sentences that answer is the newest: by the time it tells, or its document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.language.dates import find_dates
from assistant.questions import phrases
from assistant.questions.evidence import Scored
from assistant.questions.times import is_horizon
from assistant.schema import Understood

_CHANGES: Final = {"figure", "person", "organisation"}  # what is asked of today, undated
_TIE: Final = 0.95  # share of the best score that counts as equal to it
_HELD: Final = 0.25  # the same for who held a role at a time told
_LATEST: Final = 0.80  # the same where the latest was asked for


def newest_first(accepted: list[Scored], understood: Understood) -> list[Scored]:
    """Put the newest of about equal sentences first where no time was asked for.

    Only near ties are reordered: an old document that answers better stays first.
    """
    if understood.dates or not (understood.latest or understood.kind in _CHANGES):
        return accepted
    if phrases.ASKS_FORMER.search(phrases.plain(understood.standalone)):
        return accepted
    if understood.kind == "person" and (later := _later_holder(accepted)) is not None:
        return [later, *(s for s in accepted if s is not later)]
    share = _LATEST if understood.latest else _TIE
    best = accepted[0].evidence.score
    tied = [s for s in accepted if s.evidence.score >= share * best]
    rest = [s for s in accepted if s.evidence.score < share * best]
    return sorted(tied, key=_time_of, reverse=True) + rest


def _later_holder(accepted: Sequence[Scored]) -> Scored | None:
    """Return the newest sentence that names who holds a role, where the best tells an older time.

    Who presided in 2019 is not who does since 2022, however well it answers. A sentence that tells
    no time of its own is of the day of its document, and must say as much of the question itself.
    Who is told to have held it before holds it no more.
    """
    best = accepted[0]
    if not _time_of(best):
        return None
    others = [
        s
        for s in accepted[1:]
        if s.evidence.score >= _HELD * best.evidence.score
        and s.fit >= best.fit
        and (_told_in(s) or s.own >= best.own)
        and not phrases.FORMER.search(phrases.plain(s.evidence.text))
    ]
    newest = max(others, key=_time_of, default=None)
    if newest is None or _time_of(newest) <= _time_of(best):
        return None
    return newest


def _time_of(scored: Scored) -> str:
    """Return the latest day a sentence is set in, else the date of its document."""
    return _told_in(scored) or scored.evidence.document.dated


def _told_in(scored: Scored) -> str:
    """Return the latest day that a sentence itself is set in; empty where it tells none."""
    evidence = scored.evidence
    days = [
        mention.last.isoformat()
        for mention in find_dates(evidence.text, evidence.document.language, None)
        if not is_horizon(mention, evidence.text)
    ]
    return max(days, default="")
