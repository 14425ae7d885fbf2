"""Which sentence settles a question of yes or no, and which way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from assistant.questions.attribution import told_on
from assistant.questions.evidence import NAMED, Scored
from assistant.questions.interviews import replies
from assistant.questions.need import Need
from assistant.questions.reading import Reader
from assistant.questions.stance import stance
from assistant.schema import Understood

Settled: TypeAlias = Literal["yes", "no"]

AT_LEAST: Final = 0.16  # the probability that it answers
_OF_THE_SAME: Final = 0.5  # share of what a sentence and those around it say of the question
# What is not so yet may be so in any later document.
_NOT_YET: Final = re.compile(
    r"\bpas encore\b|\btoujours pas\b|\bencore (?:pas|aucun)|\bnot yet\b|\bstill (?:not|has)\b|"
    r"n['’]t yet\b|\byet to\b|(?<!\w)بعد(?!\w)|ما زال|لا يزال|لا تزال",
    re.IGNORECASE,
)


def settled(
    looked_at: Sequence[Scored],
    scored: Sequence[Scored],
    need: Need,
    understood: Understood,
    reader: Reader,
) -> tuple[Scored, Settled] | None:
    """Return the sentence that settles a question of yes or no, and how; None where none does.

    What was so in an older document may be so no more: of a question without a time the newest
    sentence counts, and what is "not yet" so counts only where no newer document is about the same.
    Where documents of one day are of two minds, none does. `looked_at` are the likeliest of
    `scored`, among which an interviewer's questions, which say nothing themselves, rank low.
    """
    if understood.kind != "yes_no":
        return None
    likely = [one for one in looked_at if one.confidence >= AT_LEAST]
    found = [(s, said) for s in likely if (said := stance(s, need, understood))]
    found += replies(scored, need, understood, reader)
    if not found:
        return None
    newest = max(told_on(one.evidence) for one, _ in found)
    if not understood.dates:
        found = [one for one in found if told_on(one[0].evidence) == newest]
    first, told = found[0][0], {said == "affirms" for _, said in found}
    if len(told) > 1 or (not understood.dates and _is_overtaken(first, looked_at)):
        return None
    return first, "yes" if True in told else "no"


def _is_overtaken(scored: Scored, others: Sequence[Scored]) -> bool:
    """Tell whether a sentence says "not yet", and a newer document tells of the same."""
    if not _NOT_YET.search(scored.evidence.text):
        return False
    day, enough = told_on(scored.evidence), _OF_THE_SAME * scored.words
    return any(
        other.named >= NAMED and other.words >= enough and told_on(other.evidence) > day
        for other in others
    )
