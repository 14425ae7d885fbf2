"""Decide, for one question, which sentences are shown, or why none is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.language.terms import party_of
from assistant.questions.attribution import told_on
from assistant.questions.blocks import opens
from assistant.questions.both_sides import both_sides
from assistant.questions.evidence import (
    GIVES,
    NAMED,
    Scored,
    continuation,
    said_in,
    whole_list,
)
from assistant.questions.features import VALUES
from assistant.questions.firmness import Firmness, firmness_asked, speaks_of
from assistant.questions.latest import newest_first
from assistant.questions.need import WEAK, Need, NeedWord
from assistant.questions.premise import contradicting
from assistant.questions.reading import Reader
from assistant.questions.repeated import adds, contained, distinct
from assistant.questions.settling import AT_LEAST, Settled, settled
from assistant.questions.times import is_start
from assistant.questions.together import as_lists, together
from assistant.questions.unsure import likeliest_two
from assistant.questions.values import answering_dates
from assistant.schema import Conflict, Reason, Understood

# What a sentence must reach to be shown: the probability that it answers. On the fixed set .56 has
# .055 of the questions wrong, .89 refused when due and .46 right; .64 .040, .91 and .43 (November
# 2026).
SHOWN_FROM: Final = 0.64
# The same where another source or speaker gives another value for the same: of the best sentences
# that answer, 16 of 29 have one who does, of the others 5 of 1,134 (`evals/training`).
_CONTESTED: Final = 0.4
_PARTY: Final = 0.5
_OTHER_TIME: Final = 0.3  # how little a sentence may be about the time asked
_ON_SUBJECT: Final = 0.6  # support from which a sentence of another time is of the same subject
_TOUCHED: Final = 0.30  # support under which the corpus does not speak of the subject at all

_UNSAID: Final = 0.65  # share of the question's words that its document may never say
_UNSAID_OF_IT: Final = 0.24  # the same of a question of yes or no: whether it did the one thing
_LIKELY: Final = 0.5  # share of the best odds

_LOOKED_AT: Final = 40  # sentences, best first
_CLOSE: Final = 0.80  # share of the best score at which another sentence is shown beside it
_MOST: Final = 4
NEAREST: Final = 8  # told of beside what is chosen: what is shown and a few more
_LISTS: Final = 0.25  # share of the best score from which a list is shown and what is none is not
_AS_FIRM: Final = {"figure", "date", "yes_no", "list"}  # asked of plans or of what is done
_SEVERAL: Final = {
    "list", "commitment", "definition", "reason", "other", "organisation", "yes_no"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selection:
    """The sentences for one part of a question, best first; `reason` where there are none.

    With the reason `false_premise` there is one: what contradicts the question.
    """

    part: str
    chosen: tuple[Scored, ...]
    reason: Reason | None
    nearest: tuple[Scored, ...] = ()
    conflict: Conflict | None = None
    settled: Settled | None = None  # a question of yes or no, by the first sentence
    unsure: bool = False  # one of those chosen likely answers, and which one is not known


def select(
    scored: Sequence[Scored], need: Need, understood: Understood, reader: Reader
) -> Selection:
    """Return the sentences to show for one question, or the reason to show none."""
    looked_at = together(distinct(scored[:_LOOKED_AT]), understood, need)
    if understood.kind == "list":
        looked_at = as_lists(looked_at, reader)
    nearest = tuple(looked_at[:NEAREST])
    if settling := settled(looked_at, scored, need, understood, reader):
        return Selection(need.text, (settling[0],), None, nearest, settled=settling[1])
    accepted = _accepted(looked_at, understood)
    first = next(iter(looked_at if not accepted else []), None)
    if first and first.confidence >= _CONTESTED and _answers(first, understood):
        both = both_sides(first, scored, looked_at, [], need, understood, reader)
        if both and _as_asked(both[0][:1], need, understood):
            return Selection(need.text, both[0], None, nearest, both[1])
    if accepted and not (accepted := _as_asked(accepted, need, understood)):
        return Selection(need.text, (), "not_stated", nearest)
    against = contradicting(looked_at, need, understood)
    if against is not None and all(_outweighs(against, one) for one in accepted[:1]):
        return Selection(need.text, (against,), "false_premise", nearest)
    if not accepted:
        answering = [s for s in looked_at if _answers(s, understood)]
        if two := likeliest_two(_as_asked(answering, need, understood), understood, SHOWN_FROM):
            return Selection(need.text, two, None, nearest, unsure=True)
        return Selection(need.text, (), _reason(scored, understood), nearest)
    accepted = newest_first(accepted, looked_at, understood, need)
    if understood.kind == "list":
        accepted = _lists(accepted)
    first = accepted[0]
    others = [s for s in accepted[1:] if s.evidence.score >= _CLOSE * first.evidence.score]
    if both := both_sides(first, scored, looked_at, accepted, need, understood, reader):
        return Selection(need.text, both[0], None, nearest, both[1])
    chosen = [first]
    if understood.kind == "list" or opens(first.evidence.text):
        chosen = [whole_list(first, reader) or first]
    if understood.kind in {"commitment", "list"} and chosen == [first]:
        announced = understood.kind == "list" and first.fit < 1
        chosen += _continued(first, reader, announced)
    if understood.kind == "reason" and first.fit < 1:
        chosen += _continued(first, reader, announced=True)[:1]  # the reason follows what it is of
    if understood.kind in _SEVERAL:
        others = [s for s in others if not contained(s, chosen)]
        chosen += [s for s in others if adds(s, chosen)][: _MOST - 1]
    return Selection(need.text, tuple(chosen), None, nearest)


def _lists(accepted: list[Scored]) -> list[Scored]:
    """Keep what gives a list, where it answers nearly as well as what only speaks of it."""
    best = accepted[0].evidence.score
    lists = [s for s in accepted if s.fit >= 1 and s.evidence.score >= _LISTS * best]
    return lists or accepted


def _outweighs(against: Scored, accepted: Scored) -> bool:
    """Tell whether what denies a question says more of it than what answers, and is no older."""
    newer = told_on(against.evidence) >= told_on(accepted.evidence)
    return against is accepted or (newer and against.own > accepted.own)


def _as_asked(accepted: Sequence[Scored], need: Need, understood: Understood) -> list[Scored]:
    """Leave out what says nothing of what is asked of the things named, or of another firmness."""
    firm, asked_of = firmness_asked(need.text, need.language), _asked_of(need, understood)
    kept = [s for s in accepted if _says_one(s, asked_of) and _as_firm(s, firm, understood)]
    if understood.kind == "date" and firm == "planned":
        return [s for s in kept if not _tells_since(s)]
    return kept


def _tells_since(scored: Scored) -> bool:
    """Tell whether the time that answers is one since when something is so: no time to come."""
    evidence = scored.evidence
    return any(is_start(mention, evidence.text) for mention in answering_dates(evidence))


def _asked_of(need: Need, understood: Understood) -> list[NeedWord]:
    """Return the words that say what of the things named is asked: "née" of "when was X born?"."""
    if understood.kind not in VALUES:
        return []
    return [
        word
        for word in need.words
        if word.weight > WEAK and not word.named and word.concept not in understood.entities
    ]


def _says_one(scored: Scored, asked_of: Sequence[NeedWord]) -> bool:
    """Tell whether one of those words is said, where there is one in the document's language."""
    sayable = [word for word in asked_of if scored.evidence.document.language in word.sayable]
    return not sayable or bool(said_in(scored, sayable))


def _as_firm(scored: Scored, asked: Firmness | None, understood: Understood) -> bool:
    """Tell whether a sentence speaks of what is done, where that is asked, or of what will be."""
    if understood.kind not in _AS_FIRM or (asked == "planned" and understood.kind != "date"):
        return True
    return speaks_of(asked, scored.evidence.text, scored.evidence.document.language)


def _accepted(looked_at: Sequence[Scored], understood: Understood) -> list[Scored]:
    """Return the sentences that answer, best first.

    One that is only unsure passes where a worse one is sure, or one about as good, and is as sure
    then: the ranking compares sentences of one question, the confidence those of all questions.
    """
    sure = [failed(s, understood) is None for s in looked_at]
    if True not in sure:
        return []
    best = looked_at[sure.index(True)]
    return [s for s in (_as_sure(s, best) for s in looked_at) if failed(s, understood) is None]


def _as_sure(scored: Scored, best: Scored) -> Scored:
    if scored.evidence.score < _CLOSE * best.evidence.score:
        return scored
    return replace(scored, confidence=max(scored.confidence, best.confidence))


def _continued(first: Scored, reader: Reader, announced: bool) -> list[Scored]:
    """Return the sentences, two at most, that go on where the first stops.

    After a list `announced` and not given ("cinq écosystèmes"), what follows gives it.
    """
    found: list[Scored] = []
    while len(found) < 2:
        after = continuation((found or [first])[-1], reader, enumerates=announced)
        if after is None:
            break
        found.append(after)
    return found


def failed(scored: Scored, understood: Understood) -> Reason | None:
    """Return why a sentence does not answer, or None where it does.

    Another party, another time and another kind of answer keep out what would answer otherwise.
    Whatever else speaks against a sentence is in its chance already: with bars for the names, the
    words and what a document never says, .262 of what was shown was wrong where .250 is without,
    at .40 of the questions answered rightly (a document left out, November 2026).
    """
    late = bool(understood.dates) and scored.date <= _OTHER_TIME
    if scored.confidence >= (AT_LEAST if _denies(scored, understood) else SHOWN_FROM):
        if _of_another(scored, understood) or scored.party < _PARTY:
            return "other_party"
        if late:
            return "out_of_period"
        return "not_stated" if scored.fit < GIVES or not scored.counted else None
    if scored.words < _TOUCHED or (scored.named >= NAMED and scored.nowhere > _UNSAID):
        return "out_of_scope"
    if _of_another(scored, understood):
        return "other_party"
    if late and scored.named >= NAMED and scored.words >= _ON_SUBJECT:
        return "out_of_period"
    return "no_evidence"


def _answers(scored: Scored, understood: Understood) -> bool:
    """Tell whether nothing but its chance keeps a sentence from being shown."""
    return failed(replace(scored, confidence=1.0), understood) is None


def _of_another(scored: Scored, understood: Understood) -> bool:
    """Tell whether a party we know is asked about, and a sentence is not about it."""
    return scored.named < NAMED and any(party_of(name) for name in understood.entities)


def _denies(scored: Scored, understood: Understood) -> bool:
    """Tell whether one of the likeliest sentences denies what a question of yes or no asks."""
    return (
        understood.kind == "yes_no"
        and scored.fit == 1
        and scored.evidence.score >= _LIKELY
        and scored.nowhere <= _UNSAID_OF_IT
    )


def _reason(scored: Sequence[Scored], understood: Understood) -> Reason:
    if not scored:
        return "no_evidence"
    if max(s.words for s in scored) < _TOUCHED or min(s.nowhere for s in scored) > _UNSAID:
        return "out_of_scope"
    return failed(scored[0], understood) or "no_evidence"
