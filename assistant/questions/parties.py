"""Who acts in a sentence: the party that commits, promises, signs or says."""

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
