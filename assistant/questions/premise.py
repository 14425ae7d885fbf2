"""What a question takes for granted, where a document denies it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.language.negation import polarity
from assistant.questions.clauses import clauses
from assistant.questions.denial import denials, denied
from assistant.questions.evidence import GIVES, NAMED, Scored
from assistant.questions.features import VALUES
from assistant.questions.need import SAID, Need, match
from assistant.questions.stance import stance
from assistant.schema import Understood

_LOOKED_AT: Final = 5  # sentences, best first
_LEAST: Final = 0.05  # share of the best one's odds
_FEWEST: Final = 2  # words of the question that the sentence says
_ABOUT: Final = 0.5  # share of the question that it and what is around it say


def contradicting(scored: Sequence[Scored], need: Need, understood: Understood) -> Scored | None:
    """Return the sentence that denies what the question takes for granted; None where none does.

    "How much aid did it get?" takes aid for granted, "what did it promise?" a promise. A sentence
    that denies one of its words and gives no value, or denies the promise itself, says there was
    none. So does the likeliest sentence that says all of its words, where it denies them or says
    the reverse: "exports fell" of "by how much did exports rise?". A question that denies, or asks
    whether, takes nothing for granted.
    """
    if polarity(need.text, need.language).denies or understood.kind == "yes_no":
        return None
    if (told := reversing(scored, need, understood)) is not None:
        return told
    nearest = 1 if understood.commits else _LOOKED_AT  # others promised other things
    for one in scored[:nearest]:
        if one.evidence.score >= _LEAST and one.named >= NAMED and _denies(one, need, understood):
            return one
    return None


def reversing(scored: Sequence[Scored], need: Need, understood: Understood) -> Scored | None:
    """Return the likeliest sentence that says all a question takes for granted, if to deny it."""
    if understood.commits:
        return None
    for one in scored[:_LOOKED_AT]:
        if (said := stance(one, need, understood)) is not None:
            value = said == "denies" and understood.kind in VALUES and one.fit >= GIVES
            return None if said == "affirms" or value else one
    return None


def _denies(one: Scored, need: Need, understood: Understood) -> bool:
    text, language = one.evidence.text, one.evidence.document.language
    words = denied(text, language, need, wholly=True)
    if understood.commits:
        told = denials(text, language)
        return bool(words) and any("commitment" in c.words.concepts for c in told)
    said = [c.words for c in clauses(text, language)]
    known = sum(any(match(w, c, language) >= SAID for c in said) for w in need.words)
    no_value = understood.kind in VALUES and one.fit < GIVES
    return no_value and bool(words) and known >= _FEWEST and one.words >= _ABOUT
