"""Who acts in a sentence, and who says it: the party that commits, promises, signs, claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.language.terms import TermMention, party_of
from assistant.questions import phrases
from assistant.questions.condense import named
from assistant.questions.reading import Line, Reading
from assistant.questions.subjects import folded_words, subject
from assistant.schema import Language, Span, Understood

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
SAYS: Final[dict[Language, re.Pattern[str]]] = {
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
        r"(?:claim|reckon|explain|insist|admit)(?:s|t?ed)?\b|puts?\b(?! in)(?= .{1,40}\bat\b)|"
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
_JOINS: Final = re.compile(
    r"\s*(?:(?:de|du|des|de la|of|of the|el)\s+|d['’]|de l['’])?", re.IGNORECASE
)
# "What does X say", "que dit X"; what also tells of other deeds ("annonce", "trouve") is left out.
_WORD: Final = r"(?:dit|déclaré?|affirmé?|soutient|says?|said|claims?|claimed)\b"
_ASKS_WORD: Final = re.compile(rf"\s+(?:(?:a|ont|avait)-?(?:t-)?(?:il|elle|ils|elles)?\s+)?{_WORD}")
_ASKS_WORD_BEFORE: Final = re.compile(
    rf"\b(?:qu['’]a|qu['’]ont|que|a)\s+{_WORD}\s*$|(?:قال|قالت|صرح|صرحت)\s+(?:به\s+)?$",
    re.IGNORECASE,
)
_REPORTED, _PLANS, _GOES_ON, _NOBODY = 0.6, 0.8, 0.7, 0.4  # of 1, how far a word is a body's own
# Where no party is seen to act, how well a sentence fits by the parties it names.
_NAMED_ONLY: Final = {"it alone": 0.85, "unclear": 0.55, "another": 0.1}
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


def sayer(text: str, bodies: Sequence[TermMention], language: Language) -> TermMention | None:
    """Return the one of `bodies` whose word a text gives: "selon l'État", "the State says"."""
    for mention in bodies:
        if _ACCORDING[language].search(text[: mention.span.start]):
            return mention
        verb = SAYS[language].search(text, mention.span.end)
        if verb is not None and verb.start() - mention.span.end <= _CLAIM:
            return mention
    return None


def claimant(question: str, language: Language) -> str:
    """Return the name, of no party of the glossary, whose word a question asks for; else ''."""
    for span in _whole(question, [span for _, span in named(question)]):
        before, after = question[: span.start], question[span.end :]
        if _ACCORDING[language].search(before) or _ASKS_WORD.match(after):
            return question[span.start : span.end]
        if _ASKS_WORD_BEFORE.search(before):
            return question[span.start : span.end]
    return ""


def _whole(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the places of names, those that an article or "de" joins as one."""
    whole: list[Span] = []
    for span in spans:
        if whole and _JOINS.fullmatch(text, whole[-1].end, span.start):
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    return whole


def _mention(text: str, span: Span) -> TermMention:
    words = text[span.start : span.end]
    return TermMention(words, "organisation", span, words)


def speaks_for(line: Line, asked: str) -> float | None:
    """Return whether the word of a party or name is given, 0 to 1; None where nobody is heard."""
    bodies = [m for m in line.terms if party_of(m.key)]
    at = line.text.find(asked)
    if at >= 0:
        bodies.insert(0, _mention(line.text, Span(at, at + len(asked))))
    heard = sayer(line.text, bodies, line.language)
    if heard is not None:
        return 1.0 if asked in _names_of(heard) else 0.1
    said = SAYS[line.language].search(line.text)
    if said is None:
        return None
    before = [m for m in bodies if m.span.end <= said.start()]
    if before:
        return 1.0 if asked in _names_of(before[-1]) else 0.1
    return 1.0 if at >= 0 else 0.3  # somebody speaks, and it is not seen to be that party


def _names_of(mention: TermMention) -> set[str | None]:
    return {mention.key, party_of(mention.key)}


def gives_word(reading: Reading, position: int, asked: str) -> float:
    """Return whether a sentence gives the word of the party or name `asked`, 0 to 1.

    Where nobody is heard in it, it is the word of who published it, of who does what it tells, of
    who was heard last, in one of the two sentences before, or of whom its title names.
    """
    line = reading.lines[position]
    level = speaks_for(line, asked)
    ours = asked in reading.publishers.text
    if level is not None:
        return max(level, _REPORTED if ours else 0.0)
    if ours:
        return 1.0
    if actor(line) == asked or _begins_with(line, asked):
        return _PLANS
    heard = (
        speaks_for(one, asked) for one in reversed(reading.lines[max(0, position - 2) : position])
    )
    last = next((level for level in heard if level is not None), None)
    if last is None and _names(reading.title, asked):
        return _GOES_ON
    return _GOES_ON if last == 1.0 else _NOBODY


def _names(line: Line, asked: str) -> bool:
    return asked in line.text or any(party_of(term.key) == asked for term in line.terms)


def _begins_with(line: Line, name: str) -> bool:
    found = subject(line.text, line.language)
    return found is not None and not folded_words(name).isdisjoint(
        folded_words(line.text[found.start : found.end])
    )


def acting(reading: Reading, position: int, understood: Understood) -> tuple[float, str | None]:
    """Return whether the party asked about acts in a sentence or gives its word, and who acts."""
    line = reading.lines[position]
    who = actor(line)
    if who is None and position and phrases.LEANS[line.language].search(line.text):
        who = actor(reading.lines[position - 1])
    if understood.claims and understood.party is not None:
        return gives_word(reading, position, understood.party), who
    if understood.claimant:
        return gives_word(reading, position, understood.claimant), who
    if understood.party is None or not understood.commits:
        return 1.0, who
    if who is None:
        return _NAMED_ONLY[_parties_named(line, understood.party)], None
    return (1.0 if who == understood.party else 0.0), who


def _parties_named(line: Line, asked: str) -> str:
    parties = {party_of(t.key) for t in line.terms if party_of(t.key)}
    if parties == {asked}:
        return "it alone"
    return "unclear" if not parties or asked in parties else "another"
