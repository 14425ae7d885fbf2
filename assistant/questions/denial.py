"""What of a question a text denies: by the clause that denies, not the whole sentence."""

from __future__ import annotations

import re
from typing import Final

from assistant.language.tokens import placed_tokens
from assistant.questions.clauses import Clause, clauses
from assistant.questions.need import SAID, WEAK, Need, NeedWord, analyse, match
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

# In French and English; what Arabic denies may well stand behind its article.
_THE: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"(?<!de )\b(?:l['’]|(?:la|le|les|ses|leurs) )$", re.IGNORECASE),
    "en": re.compile(r"\b(?:the|its|their) (?:\w+['’]s )?$", re.IGNORECASE),
}


def denials(text: str, language: Language) -> tuple[Clause, ...]:
    """Return the clauses of a text that deny, those left out by which it only does not tell."""
    return tuple(
        clause
        for clause in clauses(text, language)
        if clause.polarity.denies and not _UNTOLD[language].search(clause.text)
    )


def denied(
    text: str, language: Language, need: Need, *, wholly: bool = False
) -> tuple[NeedWord, ...]:
    """Return the words of a question, names and weak words apart, that a text denies.

    `wholly`: those that it says are not. "They did not take on the debts" denies something of the
    debts, and not that there are any: "the" takes them for granted.
    """
    told = denials(text, language)
    return tuple(
        word
        for word in need.words
        if word.weight > WEAK
        and not word.named
        and any(
            _says(clause, word) and not (wholly and _is_granted(clause, word)) for clause in told
        )
    )


def _says(clause: Clause, word: NeedWord) -> bool:
    return match(word, clause.words, clause.language) >= SAID


def _is_granted(clause: Clause, word: NeedWord) -> bool:
    """Tell whether a clause says a word only behind "the"."""
    places = [
        at + token.start
        for at, token in placed_tokens(clause.text, clause.language)
        if match(word, analyse(token.text, clause.language), clause.language) >= SAID
    ]
    the = _THE.get(clause.language)
    return bool(the and places) and all(the.search(clause.text[:at]) for at in places if the)
