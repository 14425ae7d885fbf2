"""Whether a clause asserts what it says: not wished, feared, attempted, partly or of a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.language.opposites import sides
from assistant.language.text import fold
from assistant.language.tokens import Token, placed_tokens
from assistant.questions import phrases
from assistant.questions.clauses import Clause
from assistant.questions.need import SAID, Need, NeedWord, analyse, match
from assistant.schema import LANGUAGES, Language

# A wish, a fear, a possibility is neither yes nor no. Accents count: "demandé" is done, "demande"
# is not.
_UNSURE: Final = phrases.either(
    r"\b(?:peut|peuvent|pourrai\w+|peut-être|envisag\w*|étudie\w*|souhait\w*|espère\w*|voudrai\w*|"
    r"demand(?:e|ent|ait)|réclam(?:e|ent|ait)|menac\w*|devrai\w*|doi(?:t|vent)|risqu\w*|si|probable\w*|"
    r"crai(?:nt|gn)\w*|ignor\w*|sai(?:t|vent)|savoir|dout\w+|soupçonn\w*|failli\w*|presque|hésit\w*|"
    r"en partie|partiellement|quasi\w*|prêts? à)\b",
    r"\b(?:can|able to|could|may|might|would|consider\w*|hope[sd]?|wants?|wanted|asks?|asked|"
    r"calls? for|called for|threaten\w*|should|must|likely|if|whether|fear\w*|knows?|doubt\w*|"
    r"almost|nearly|about to|hardly|barely|partly|partially|few|expected)\b",
    r"(?:^|\s)(?:قد|ربما|لو|إذا|شبه|جزئيا)(?=\s|$)|يمكن|[يت]درس|[يت]أمل|[يت]?طالب|يجب|محتمل|"
    r"(?:^|\s)[وف]?[يت]?كادت?(?=\s)|[يت]ستعد|[يت]خشى|[يت]عرف|[يت]رفض أن",
)
# "Ne … que", "not only": a negation that denies nothing restricts what is said.
_NEGATES: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\bne\b|\bn['’]|\bseul(?:e|es|s|ement)?\b|\bsauf\b", re.IGNORECASE),
    "en": re.compile(r"\bnot\b|n['’]t\b|\bonly\b|\bexcept\b", re.IGNORECASE),
    "ar": re.compile(r"(?<!\w)(?:لا|لم|لن|ليس|ليست|فقط|سوى)(?!\w)"),
}
_INFINITIVE: Final = re.compile(r"\w+(?:er|ir|re)$")
_GERUND: Final = re.compile(r"\w{2,}ing$")
_TO: Final = re.compile(r"\bto\s+$", re.IGNORECASE)
_IS: Final = re.compile(r"\b(?:is|are|was|were|been|be|not|still|now)\s+$", re.IGNORECASE)
_GOVERNED: Final = re.compile(r"(?<!\w)(?:ل\w+|أن\s+\w+)$")  # "لتوقيع", "أن يوقع"
# What a verb is done to, where the question leaves that out: "a fermé un atelier".
_OBJECT: Final = re.compile(
    r"\s+(?:un|une|des|du|de la|trois|deux|quatre|plusieurs|a|an|some|two|three|several)\s|"
    r"\s+(?:le|la|les|the|its|son|sa|ses)\s+(?!\d)|\s+l['’](?!an\b)|\s+\d",
    re.IGNORECASE,
)
_PART_OF: Final = re.compile(
    r"\b(\w+)\s+(?:de la|de l['’]|du|des|de|d['’]|of the|of)\s*$", re.IGNORECASE
)
_MEASURE: Final = re.compile(
    r"(?:nombre|volume|montant|valeur|total|niveau|chiffre|number|volume|value|amount|level|output)s?",
    re.IGNORECASE,
)
_FALTERS: Final = re.compile(
    r"\b(?:arrêt|cess|ralenti|stagn|stopp|ceas|slow|halt|levell?ed)\w*|توقف|تباطأ", re.IGNORECASE
)


def is_asserted(clause: Clause, asked: Sequence[NeedWord], need: Need) -> bool:
    """Tell whether a clause asserts, or denies, all that it says of what a question asks."""
    text, language = clause.text, clause.language
    if _is_unsure(text) and not _is_unsure(need.text):
        return False
    if not clause.polarity.denies and _NEGATES[language].search(text):
        return False
    said = [
        (at + token.start, token, word)
        for at, token in placed_tokens(text, language)
        if (word := _said_by(token, asked, language)) is not None
    ]
    if any(_is_governed(text, at, token, word, language) for at, token, word in said):
        return False
    return not _is_of_part(clause, said, need)


def _is_unsure(text: str) -> bool:
    return _UNSURE.search(text[:1].lower() + text[1:]) is not None  # "May" is a month


def _said_by(token: Token, asked: Sequence[NeedWord], language: Language) -> NeedWord | None:
    """Return the word of a question that a token says, or takes the side of or against."""
    told = analyse(token.text, language)
    matters = {side.matter for side in sides(token.text, language)}
    for word in asked:
        if match(word, told, language) >= SAID:
            return word
        if any(side.matter in matters for to in LANGUAGES for side in sides(word.text, to)):
            return word
    return None


def _has_object(clause: Clause, last: tuple[int, Token, NeedWord], need: Need) -> bool:
    """Tell whether what follows the last word asked is something that the question leaves out."""
    end = last[0] + len(last[1].text)
    if not _OBJECT.match(clause.text, end):
        return False
    after = placed_tokens(clause.text[end:], clause.language)[:1]
    return not any(_said_by(token, need.words, clause.language) for _, token in after)


def _is_governed(text: str, at: int, token: Token, word: NeedWord, to: Language) -> bool:
    """Tell whether another verb governs what a token says: "hésite à signer", "agreed to hire"."""
    before, same = text[:at], token.surface == word.surface
    if to == "fr":
        return not same and _INFINITIVE.search(token.text) is not None
    if to == "en":
        gerund = _GERUND.search(token.surface) and not same and not _IS.search(before)
        return _TO.search(before) is not None or bool(gerund)
    return _GOVERNED.search(text[: at + len(token.text)]) is not None and not same


def _is_of_part(clause: Clause, said: Sequence[tuple[int, Token, NeedWord]], need: Need) -> bool:
    """Tell whether a clause says it of a part: of another object, or of another thing's growth."""
    text = clause.text
    if not said:
        return False
    if not clause.polarity.denies and _has_object(clause, said[-1], need):
        return True
    if not {side.matter for side in sides(need.text, need.language)} & {"growth"}:
        return False
    if _FALTERS.search(text) and not _FALTERS.search(need.text):
        return True
    heads = [found[1] for at, _, _ in said if (found := _PART_OF.search(text[:at]))]
    known = {one.surface for _, one, _ in said}
    return any(not _MEASURE.fullmatch(head) and fold(head) not in known for head in heads)
