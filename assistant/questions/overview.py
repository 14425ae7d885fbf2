"""What several documents say of a subject, for questions that ask for anything there is on it.

Such a question ("what do you know about X?") asks for no figure, date or person, so no sentence can
be weighed as "the" answer: each document answers by where it first speaks of the subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.questions.evidence import NAMED, Scored
from assistant.questions.need import WEAK, Need, NeedWord, analyse, match
from assistant.questions.same_thing import source_of
from assistant.questions.select import NEAREST, Selection

_MOST: Final = 4  # documents quoted
_SAID: Final = 0.7  # how well a sentence must say a word: a loose translation is another subject
_SHARE: Final = 0.8  # of the subject, by weight, that it must say so


def overview(scored: Sequence[Scored], need: Need) -> Selection:
    """Return where each of the likeliest documents first says the subject, likeliest first.

    What is said first of a subject leans least on what stands before it.
    """
    told = [word for word in need.words if word.weight > WEAK]
    first: dict[str, Scored] = {}
    for one in scored:
        if one.named < NAMED or not _says(one, told):
            continue
        earlier = first.setdefault(source_of(one), one)
        if _place(one) < _place(earlier):
            first[source_of(one)] = one
    found = tuple(first.values())[:_MOST]
    return Selection(need.text, found, None if found else "no_evidence", tuple(scored[:NEAREST]))


def _place(scored: Scored) -> tuple[str, int]:
    return scored.evidence.document.id, scored.evidence.start


def _says(scored: Scored, told: Sequence[NeedWord]) -> bool:
    language = scored.evidence.document.language
    said = analyse(scored.evidence.text, language)
    well = sum(w.weight for w in told if match(w, said, language) >= _SAID)
    return 0 < well >= _SHARE * sum(w.weight for w in told)
