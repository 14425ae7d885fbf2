"""Who acts in a sentence, and who says it: the party that commits, promises, signs, claims."""

from __future__ import annotations

import re
from typing import Final

from assistant.language.terms import TermMention, party_of
from assistant.questions.reading import Line
from assistant.schema import Language

# A verb by which a party binds itself or acts, on the text as written.
_ACTS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\bs['’](?:est|était|sont|étaient|était|engage|engagent|engageait|engagera)\b|"
        r"\b(?:engag|prom[ei]|mobilis|débours|octro|accord|vers|allou|financ|annonc|prévo|déploi|"
        r"apport|met(?:tra)? en place|contribu)\w*",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:commit|pledg|promis|undert[ao]|agree|announc|grant|fund|financ|provid|deploy|plan)\w*",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"[وف]?(?:التزم|تلتزم|يلتزم|تعهد|يتعهد|وعد|أعلن|خصص|رصد|منح|قدم)\w*"),
}
_PASSIVE: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:par|de la part d)(?:\s|e\s|u\s)*(?:l['’]|la |le |les )?$", re.IGNORECASE
    ),
    "en": re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE),
    "ar": re.compile(r"(?:من طرف|من قبل|من جانب)\s+$"),
}

# A verb of saying or reckoning, and what names the sayer before any verb.
_SAYS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:(?:dit|disent|disait|soutien(?:t|nent)|soutenait|répond(?:ent|ait)?|reconna\w+|"
        r"prétend(?:ent|ait)?|rappel(?:le|lent|ait|é)|rétorqu\w+|(?:table|tablent|tablait) sur)\b|"
        r"chiffr(?:e|ent|ait|é) (?!d['’]affaires)(?=.{0,40}\bà\b)|"
        r"(?:affirm|estim|assur|annonc|déclar|indiqu|précis|expliqu|évalu|calcul|avanc|soulign|"
        r"regrett|contest|parl|jug|trouv)(?:e|ent|ait|aient|é)\b)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:(?:says?|said|told|replie[sd]|believe[sd]?|denie[sd]|argue[sd]?|note[sd])\b|"
        r"(?:claim|reckon|explain|insist|admit)(?:s|t?ed)?\b|puts?\b(?= .{1,40}\bat\b)|"
        r"(?:estimat|announc|declar|calculat)(?:e|es|ed)\b)",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"[وف]?(?:قال|يقول|تقول|صرح|أكد|تؤكد|يؤكد|أعلن|أوضح|ترى|يرى|تقدر|يقدر|تتوقع|يتوقع|أفاد|ذكر|تذكر)\w*"
    ),
}
_ACCORDING: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"(?:\bselon|\bd['’]après|\baux (?:dires|yeux) d|\bde l['’]avis d|\ben croi\w+|"
        r"\bde source|\bà écouter|^\s*pour)"
        r"(?:\s|e\s|u\s|es\s)*(?:l['’]|la |le |les |notre |son |sa )?$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:according to|in the (?:view|words|eyes|opinion) of|by the account of|if we believe)"
        r"\s+(?:the\s+)?$",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"(?:حسب|بحسب|وفق|وفقا ل|في نظر|على حد قول|استنادا إلى)\s*$"),
}
_CLAIM: Final = 12  # characters between a party and the verb by which it says something


def actor(line: Line) -> str | None:
    """Return the party that acts in a sentence, or None where none is seen to.

    "par l'État" after a verb names it; else the last party before the first such verb.
    """
    parties = [m for m in line.terms if party_of(m.key)]
    if not parties:
        return None
    for mention in parties:
        if _PASSIVE[line.language].search(line.text[: mention.span.start]):
            return party_of(mention.key)
    verb = _ACTS[line.language].search(line.text)
    return _subject(parties, verb, line.language) if verb is not None else None


def _subject(parties: list[TermMention], verb: re.Match[str], language: Language) -> str | None:
    before = [m for m in parties if m.span.end <= verb.start()]
    if before:
        return party_of(before[-1].key)
    if language == "ar":  # verb first, then its subject
        after = [m for m in parties if verb.end() <= m.span.start <= verb.end() + 12]
        if after:
            return party_of(after[0].key)
    return None


def sayer(text: str, parties: list[TermMention], language: Language) -> TermMention | None:
    """Return the party whose word a text gives: "selon l'État", "the State says"."""
    for mention in parties:
        if _ACCORDING[language].search(text[: mention.span.start]):
            return mention
        verb = _SAYS[language].search(text, mention.span.end)
        if verb is not None and verb.start() - mention.span.end <= _CLAIM:
            return mention
    return None


def speaks_for(line: Line, asked: str) -> float:
    """Return whether a sentence gives the word of the party `asked`, 0 to 1; 0.6 if nobody's."""
    parties = [m for m in line.terms if party_of(m.key)]
    heard = sayer(line.text, parties, line.language)
    if heard is not None:
        return 1.0 if party_of(heard.key) == asked else 0.1
    said = _SAYS[line.language].search(line.text)
    if said is None:
        return 0.6
    before = [m for m in parties if m.span.end <= said.start()]
    if before:
        return 1.0 if party_of(before[-1].key) == asked else 0.1
    return 0.3  # somebody speaks, and it is not seen to be that party
