"""What of a question a text denies: by the clause that denies, not the whole sentence."""

from __future__ import annotations

import re
from typing import Final

from assistant.questions.clauses import Clause, clauses
from assistant.questions.need import SAID, WEAK, Need, NeedWord, match
from assistant.schema import Language

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
        if word.weight > WEAK
        and not word.named
        and any(match(word, clause.words, language) >= SAID for clause in told)
    )
