"""Sentences that are no rivals: of one thing by several sources, or the items of one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import prod
from typing import Final

from assistant.questions.chance import unrivalled
from assistant.questions.disagreement import apart
from assistant.questions.evidence import Scored, whole_list
from assistant.questions.need import Need
from assistant.questions.reading import Reader
from assistant.questions.same_thing import same_thing, source_of
from assistant.schema import Understood

_LOOKED_AT: Final = 4  # sentences, best first
_LIKELY: Final = 0.2  # share of the best odds


def together(scored: Sequence[Scored], understood: Understood, need: Need) -> list[Scored]:
    """Return the sentences, the first and one that gives its value from elsewhere both as likely.

    A sentence's confidence falls with the share of the odds that the others of its question have.
    What an independent source says of the same thing, at the same time, is no other answer: the
    same value bears the first out, another one is a disagreement, which is an answer too.
    """
    if not scored:
        return []
    first, rest = scored[0], scored[1:_LOOKED_AT]
    other = next((one for one in rest if _is_of_the_same(first, one, understood, need)), None)
    if other is None:
        return list(scored)
    share = other.evidence.score / sum(one.evidence.score for one in scored)
    likelier = unrivalled(first.confidence, share)
    return [
        replace(one, confidence=max(one.confidence, likelier)) if one in (first, other) else one
        for one in scored
    ]


def as_lists(scored: Sequence[Scored], reader: Reader) -> list[Scored]:
    """Return the sentences, likeliest first, with one of each list, as likely as all its items.

    Items of one list are shown as one, and are no rivals: what one answers, the list answers. Of 47
    lists with two or more likely items, 15 answered; by this chance
    18 would, by the sum of theirs 21 (`evals/training`, November 2026).
    """
    of = [whole_list(one, reader) for one in scored]
    lists = [found and (found.evidence.document.id, found.evidence.start) for found in of]
    kept: list[Scored] = []
    for place, (one, which) in enumerate(zip(scored, lists, strict=True)):
        if which is None:
            kept.append(one)
        elif which not in lists[:place]:
            items = [s for s, other in zip(scored, lists, strict=True) if other == which]
            score = sum(item.evidence.score for item in items)
            evidence = replace(one.evidence, score=score)
            kept.append(
                replace(
                    one,
                    evidence=evidence,
                    confidence=1 - prod(1 - item.confidence for item in items),
                )
            )
    return sorted(kept, key=lambda one: -one.evidence.score)


def _is_of_the_same(first: Scored, other: Scored, understood: Understood, need: Need) -> bool:
    """Tell whether another source gives a value of the thing, and at the time, the first does."""
    return (
        other.evidence.score >= _LIKELY * first.evidence.score
        and source_of(other) != source_of(first)
        and other.party >= first.party
        and not apart(first, other, understood, need)
        and same_thing(first, other, understood, need, shown=True)
    )
