"""What a question takes for granted, where a document denies it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.language.negation import polarity
from assistant.questions.clauses import Clause, clauses
from assistant.questions.evidence import Scored
from assistant.questions.need import Need, NeedWord, match
from assistant.schema import Language, Understood

_LOOKED_AT: Final = 5  # sentences, best first
_LEAST: Final = 0.05  # share of the best one's odds
_NAMED: Final = 0.75  # how well the names asked about must be met
_GIVES: Final = 0.35  # fit from which a sentence gives the value asked for
_SAID: Final = 0.5  # how well a word must be said
_WEAK: Final = 0.2  # the weight of a word that says little
_FEWEST: Final = 2  # words of the question that the sentence says
_ABOUT: Final = 0.5  # share of the question that it and what is around it say
_VALUES: Final = {"figure", "date", "person", "place"}

# "Le montant n'a pas été communiqué" denies no amount: it is not told.
_UNTOLD: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:communiqu|précis|divulgu|révél|indiqu|publi|connu|dévoil|chiffr|arrêt|fix|détaill|dit\b|"
        r"dite\b|donn)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:disclos|reveal|publish|known|given|specif|said|say|told|announc|detail|stated\b|"
        r"set\b|fixed)",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"كشف|حدد|علن|ذكر|نشر|معروف|فصح|وضح|تحديد"),
}


def denials(text: str, language: Language) -> tuple[Clause, ...]:
    """Return the clauses of a text that deny, those left out by which it only does not tell."""
    return tuple(
        clause
        for clause in clauses(text, language)
        if clause.polarity.denies and not _UNTOLD[language].search(clause.text)
    )


def denied(text: str, language: Language, need: Need) -> tuple[NeedWord, ...]:
    """Return the words of a question, names and weak words apart, that a text denies."""
    told = denials(text, language)
    return tuple(
        word
        for word in need.words
        if word.weight > _WEAK
        and not word.named
        and any(match(word, clause.words, language) >= _SAID for clause in told)
    )


def contradicting(scored: Sequence[Scored], need: Need, understood: Understood) -> Scored | None:
    """Return the sentence that denies what the question takes for granted; None where none does.

    "How much aid did it get?" takes aid for granted, "what did it promise?" a promise. A sentence
    that denies one of its words and gives no value, or denies the promise itself, says there was
    none. A question that denies, or asks whether, takes nothing for granted.
    """
    if polarity(need.text, need.language).denies:
        return None
    nearest = 1 if understood.kind == "commitment" else _LOOKED_AT  # others promised other things
    for one in scored[:nearest]:
        if one.evidence.score >= _LEAST and one.named >= _NAMED and _denies(one, need, understood):
            return one
    return None


def _denies(one: Scored, need: Need, understood: Understood) -> bool:
    text, language = one.evidence.text, one.evidence.document.language
    words = denied(text, language, need)
    if understood.kind == "commitment":
        told = denials(text, language)
        return bool(words) and any("commitment" in c.words.concepts for c in told)
    said = [c.words for c in clauses(text, language)]
    known = sum(any(match(w, c, language) >= _SAID for c in said) for w in need.words)
    no_value = understood.kind in _VALUES and one.fit < _GIVES
    return no_value and bool(words) and known >= _FEWEST and one.words >= _ABOUT
