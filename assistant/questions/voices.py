"""Whose word a sentence gives: "according to the union", "the management speaks of 46 %"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.language.stopwords import STOPWORDS
from assistant.language.text import fold, words
from assistant.questions.unsaid import Known, around, unsaid
from assistant.schema import Language, Span

# What puts the words that follow it down to somebody: "selon X".
_ACCORDING: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:selon|d['’]après|aux dires d|à en croire|de l['’]avis d)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:according to|in the (?:view|words) of|by the account of)", re.IGNORECASE
    ),
    "ar": re.compile(r"(?<!\w)[وف]?(?:ب?حسب|وفقا? ل|وفق|طبقا ل|استنادا إلى)"),
}
# By which somebody says or reckons a value. Verbs by which bodies tell of themselves are none: what
# two firms plan, announce or "comptent" each is no disagreement.
_SAYS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:parl(?:e|ent|ait|aient) d(?:e|u|es)?|(?:a|ont) parlé d(?:e|u|es)?|"
        r"(?:tabl|mis)(?:e|ent|ait|aient) sur|s['’]en tien(?:t|nent) à|"
        r"en (?:donn|compt|trouv)(?:e|ent)|en voi(?:t|ent)|(?<=\bje )compte|(?<=\bnous )comptons|"
        r"n?['’]?(?:ai|a|avons|ont) (?:retrouvé|trouvé|compté|recensé|dénombré|relevé|retenu|"
        r"estimé|évalué|chiffré|avancé|affirmé|déclaré|indiqué|calculé)s?|"
        r"(?:avanc|estim|évalu|chiffr|recens|dénombr|relèv|constat|affirm|assur|indiqu|déclar|"
        r"évoqu|revendiqu|calcul|rétorqu|répliqu)(?:e|ent|ait|aient)|"
        r"(?:soutien|retien)(?:t|nent)|di(?:t|sent)|répond(?:ent)?)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:says?|said|finds?|found|speaks? of|spoke of|talks? of|puts?|replie[sd]|"
        r"(?:is|are) (?:banking|counting|betting) on|banks? on|bets? on|"
        r"(?:reckon|count|claim|insist|report|expect|forecast|calculat|estimat|believ|quot)"
        r"(?:e?s|e?d)?)\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)[وف]?(?:تتحدث|يتحدث|تحدثت?|تقدر|يقدر|قدرت?|ترى|يرى|تؤكد|يؤكد|أكدت?|قالت?|تقول|"
        r"يقول|صرحت?|ينتظر|تنتظر|يتوقع|تتوقع|تفيد|يفيد|أفادت?|أحصت?|أحصى|تحصي|يحصي|تشير|يشير|"
        r"تعتبر|يعتبر|أعلنت?|تعلن|ردت?)(?!\w)"
    ),
}
# That somebody else is to be heard now.
_IN_TURN: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\b(?:de (?:son|leur) côté|pour (?:sa|leur) part|quant (?:à|aux?))\b", re.I),
    "en": re.compile(r"\b(?:for (?:its|his|her|their) part|meanwhile)\b", re.I),
    "ar": re.compile(r"من (?:جهته[ام]?|جهتهم|جانبه[ام]?|جانبهم)|أما"),
}
# Where one of two things said stops and what is set against it begins.
AGAINST: Final = re.compile(
    r"\b(?:(?:tandis|alors) qu(?:e\b|['’])|(?:quand|mais|while|whereas|but|yet)\b)|"
    r"(?<!\w)(?:بينما|في حين|فيما|لكن|غير أن|إلا أن)(?!\w)|[;؛]",
    re.IGNORECASE,
)
_STOPS: Final = re.compile(
    r"\d|[,:;()،؛«»“”\"]|\s[–—]\s|\bqu[e'’]|\bthat\b|(?<!\w)(?:عن|أن|إن|ب)(?!\w)"
)
_HE: Final = re.compile(
    r"(?:il|elle|ils|elles|on|ce|cela|celui|celle|ceux|celles|he|she|it|they|that|this|which|qui)\b",
    re.IGNORECASE,
)
_MOST_NEW: Final = 2  # words between a speaker and the figure that name nothing else yet
_I: Final = re.compile(r"\b(?:j['’]|(?:je|nous|I|we)\s)(?:n['’]|ne\s|en\s)?$", re.IGNORECASE)
_QUOTED: Final = re.compile(r"[»”\"]\s*[,،]?\s*$")
# What is written down counts nothing: what a law allows is no rival of what is done.
_PAPERS: Final = frozenset(
    "loi decret contrat convention accord texte projet plan programme reglement cahier law decree "
    "contract agreement bill act text rules project القانون المرسوم العقد الاتفاق الاتفاقيه "
    "المشروع البرنامج".split()
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Where a text puts something down to somebody, and that somebody's words, folded."""

    span: Span
    who: frozenset[str]
    accords: bool = False  # by "according to", which may follow what it is the word of
    quotes: bool = False  # what is quoted before it


@lru_cache(maxsize=2_000)
def voices(text: str, language: Language) -> tuple[Voice, ...]:
    """Return the voices of a text in order; one without a name ("il estime") is left out."""
    found = [*_accorded(text, language), *_saying(text, language)]
    return tuple(sorted((v for v in found if v.who), key=lambda voice: voice.span.start))


def _accorded(text: str, language: Language) -> Iterator[Voice]:
    for match in _ACCORDING[language].finditer(text):
        named = _until_stop(text[match.end() :])
        place = Span(match.start(), match.end() + len(named))
        yield Voice(place, _who(named, language), True)


def _saying(text: str, language: Language) -> Iterator[Voice]:
    for match in _SAYS[language].finditer(text):
        place = Span(match.start(), match.end())
        before = text[: match.start()]
        after = _until_stop(text[match.end() :])
        if _I.search(before):
            yield Voice(place, frozenset({"i"}))
        elif _QUOTED.search(before):
            yield Voice(place, _who(after, language), True, True)
        elif language == "ar" and after.strip():  # the verb comes first, then who it is
            yield Voice(place, _who(after.split()[0], language))
        else:
            said = before[_clause_start(before) :]
            if not _HE.match(said.strip()):
                yield Voice(place, _who(said, language))


def _until_stop(text: str) -> str:
    stop = _STOPS.search(text)
    return text[: stop.start()] if stop else text


def _clause_start(before: str) -> int:
    return max((match.end() for match in AGAINST.finditer(before)), default=0)


def _who(said: str, language: Language) -> frozenset[str]:
    """Return the words that name somebody; figures name nobody."""
    if any(letter.isdigit() for letter in said):
        return frozenset()
    folded = frozenset(fold(word.text) for word in words(said)) - STOPWORDS[language]
    return frozenset() if folded & _PAPERS else folded


def governing(text: str, language: Language, figure: Span, start: int = 0) -> Voice | None:
    """Return the voice that a figure is put down to, from `start` on; it may follow, "selon X"."""
    found = [v for v in voices(text, language) if v.span.start >= start]
    before = [v for v in found if v.span.end <= figure.start]
    if before and not AGAINST.search(text, before[-1].span.end, figure.start):
        return before[-1]
    after = [v for v in found if v.accords and figure.end <= v.span.start]
    if after and not after[0].quotes and AGAINST.search(text, figure.end, after[0].span.start):
        return None
    return after[0] if after else None


def takes_turn(text: str, language: Language) -> bool:
    """Tell whether a text says that somebody else is heard now: "for its part"."""
    return _IN_TURN[language].search(text) is not None


def new_words(text: str, language: Language, voice: Voice, figure: Span, known: Known) -> list[str]:
    """Return the words by which a speaker's figure is of something that `known` does not say.

    Behind the figure, up to the end of its clause, none may be new: "46 apprentices" are none of 81
    workers, while "46", "46 %" and "only 46 people" are. In front of it two may be.
    """
    behind = around(text, figure)[1]
    if voice.span.start >= figure.end:
        behind = text[figure.end : min(voice.span.start, figure.end + len(behind))]
    between = text[voice.span.end : figure.start] if voice.span.end <= figure.start else ""
    before = unsaid(between, language, known)
    return unsaid(behind, language, known) or (before if len(before) > _MOST_NEW else [])
