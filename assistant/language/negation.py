"""Whether words deny: the negations of French, English and Arabic, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import lru_cache
from typing import Final, NamedTuple

from assistant.schema import Language


class Polarity(NamedTuple):
    """Whether a clause denies what it says, or only that something is with it, or by a word."""

    denies: int = 0  # how often: "did not sign" once
    lacks: bool = False  # "without a licence"
    leans: bool = False  # "failed to sign": another language may say it with a negation
    wholly: bool = False  # it begins with what it is without: ", sans peinture ni rouille"


# What holds a negation and denies nothing.
_IDIOMS: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:non|pas) seulement\b|\bpas (?:moins|plus|que)\b|\bsans (?:doute|cesse|compter|"
        r"oublier|précédent|conteste|aucun doute|tarder|attendre)\b|\bn['’]importe\b|"
        r"\bne (?:manqu|cess)\w+ pas\b|\bpas mal d|\bpas si longtemps\b|"
        r"\bplus ou moins\b|\bau plus tard\b|"
        # "ne compte plus que trois ateliers": it has three
        r"\b(?:ne |n['’])[\w'’ ]{1,30}? plus qu(?:e\b|['’])",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bnot (?:only|least|just|merely|to mention|surprisingly)\b|\bno (?:less|fewer|later|more|"
        r"sooner|matter|doubt|wonder)\b|\bno\.|\bno (?=\d)|\bor not\b|\bnot (?:only|exclusively)\b|"
        r"\bwithout (?:doubt|precedent)\b|\bnot until\b|\bnot (?:so )?long ago\b|\bfailed? not\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"لا (?:[يت]زال|[يت]زالون|زال\w*|سيما|بد|شك|يقل|تقل|غنى)|(?:غير|دون) (?:أن|ان|شك)|"
        r"(?:لا|لم|لن|ليس\w*)(?= .{0,60}(?<!\w)(?:إلا|الا|سوى|فحسب|فقط)(?!\w))|"
        r"بلا شك|لا محالة|أم لا"
    ),
}
_DENIES: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:ne\b|n['’]).{1,40}?\b(?:pas|jamais|plus|aucune?|rien|guère|nullement|personne|ni)\b|"
        r"\b(?:aucune?|jamais|nullement)\b|\bpas (?:de|d['’]|encore|un|une|du|été|pu|eu)\b|"
        r"\bne (?:pas|plus|jamais|peu(?:t|vent|vait)|pourr\w+|saurai\w+)\b|"
        r"\b(?:aucune?|personne|rien) n(?:e\b|['’])",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:not|cannot|never|no|none|neither|nobody|nothing|nowhere)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"(?<!\w)[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|لست|لسنا|لستم|أبدا|ألا|ألّا)(?!\w)"),
}
# What denies a noun or an adjective only: another language may have a word for it.
_LACKS: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\bsans\b|\bni\b|\bnon[ -]", re.IGNORECASE),
    "en": re.compile(r"\bwithout\b|\bnor\b|\bnon-", re.IGNORECASE),
    "ar": re.compile(r"(?<!\w)[وفبل]?(?:بدون|بلا|عدم|دون|غير|كلا)(?!\w)"),
}
# Words that deny by what they mean: one language says "failed" where another says "did not".
_LEANS: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:échou|échec|manqu|refus|rejet|impossib|incapab|évit|empêch|dément|nie\b|nient|niait|"
        r"nié|cess|exclu|interdi|défaut|faute|absen|dépourv|abandon|sauf|loin\b|ne\b|n['’]|non\b|"
        r"inchang|hors\b|rien\b|zéro|inexist|insuffis|inconnu|annul|suspen|renonc|invalid|illég|indemne|"
        r"(?:in|im|il|ir)\w+(?:able|ible)s?\b)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:fail|lack|refus|reject|unable|impossib|unlikely|avoid|prevent|den(?:y|ied)|hardly|"
        r"barely|scarcely|only\b|far from|absen|missing|ceas|no longer|except|prohibit|forbid|"
        r"exclu|unless|zero\b|non-?|cancel|suspen|insuffic|unknown|unaware|unprecedent|unchang|untouch|invalid|"
        r"illegal|\w+(?:less|-free)\b|(?:un|in|im|il|ir)\w+(?:able|ible)\b|substandard|stop(?:s|ped)?\b|"
        r"too \w+ to|ever\b|otherwise)",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"رفض|فشل|منع|نف[ىيت](?!\w)|سوى|(?<!\w)(?:إلا|الا)(?!\w)|انعدام|توقف|مستحيل|[يت]عجز|عاجز|تعذر|"
        r"افتقار|[يت]فتقر|(?<!\w)[وف]?ما (?![يتن])|(?<!\w)قط(?!\w)|باستثناء|نادر|حظر|ممنوع|محظور|"
        r"ألغ[ىيت]|إلغاء"
    ),
}


_TATWEEL: Final = "ـ"


@lru_cache(maxsize=20_000)
def polarity(clause: str, language: Language) -> Polarity:
    """Return what a clause denies and how; "ne … que" and "not only" deny nothing."""
    told = _IDIOMS[language].sub(" … ", clause.replace(_TATWEEL, ""))
    rest, denies = _DENIES[language].subn(" ", told)
    return Polarity(
        denies=denies,
        lacks=_LACKS[language].search(rest) is not None,
        leans=_LEANS[language].search(rest) is not None,
        wholly=_LACKS[language].match(rest.lstrip()) is not None,
    )


def denial_in(clause: str, language: Language) -> int:
    """Return where the first denial of a clause begins; 0 where there is none or it begins it."""
    told = _IDIOMS[language].sub(lambda idiom: "…" * len(idiom[0]), clause)
    denial = _DENIES[language].search(told)
    return denial.start() if denial else 0


def agree(one: Polarity, other: Polarity, languages: Set[Language]) -> bool:
    """Tell whether two clauses that say the same may both be true; `languages` are theirs.

    "Failed to" agrees with "did not", and "refused" not with "did not refuse". What English calls
    landlocked has "no coast" in Arabic: with it, only denials are compared.
    """
    abroad = len(languages) > 1
    if abroad and bool(one.denies) == bool(other.denies) and (one.denies or "ar" in languages):
        return True
    if one.denies == other.denies:
        return bool(one.denies) or one.lacks == other.lacks or one.leans or other.leans
    less, more = sorted((one, other))
    if less.wholly and not less.denies:
        return True
    return (abroad and less.lacks) or (less.leans and not more.leans)
