"""How firm what a sentence tells is: planned, promised, signed, under way or achieved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from assistant.language.negation import polarity
from assistant.questions import phrases
from assistant.questions.clauses import clauses
from assistant.schema import Language, Span

Firmness: TypeAlias = Literal["planned", "promised", "signed", "under_way", "achieved"]

_LEVELS: Final[tuple[Firmness, ...]] = (
    "promised",
    "planned",
    "signed",
    "under_way",
    "achieved",
)  # the first that a clause says wins: "sera achevé" is planned
_WORDS: Final[Mapping[Language, Mapping[Firmness, tuple[str, ...]]]] = {
    "fr": {
        "promised": (
            r"\bs['’](?:engage|oblige)\w*",
            r"\bs['’](?:est|était|sont|étaient) (?:engagé|obligé)\w*",
            r"\b(?:promet\w*|promise?s?|promesses?|garanti(?:t|ssent)|engagements?)\b",
        ),
        "planned": (
            r"\b\w{2,}(?:er|ir|dr|tr|vr|rr|or)(?:a|ont)\b|\bse(?:ra|ront)\b|\baur(?:a|ont)\b",
            # of the conditional only what is no imperfect: "attirait", "ouvrait" are
            r"\b\w{2,}(?:er|dr|rr)(?:ait|aient)\b",
            r"\bdev(?:rai|ai)(?:t|ent)\b|\bprévoi\w*|\b(?:est|sont|était|étaient) prévue?s?\b",
            r"\benvisag\w*|\bprojet(?:te|tent|s? de)\b|\bvise(?:nt)?\b",
            r"\b(?:veut|veulent|souhait\w*|ambitionn\w*|compte|comptent) (?=\w+(?:er|ir|re)\b)",
            r"\bobjectif\w*|\bà l['’]horizon\b",
        ),
        "signed": (r"\b(?:a|ont|avaient|été|est|sont) (?:signé|conclu|paraphé|ratifié)\w*",),
        "under_way": (
            r"\ben (?:cours|chantier|construction)\b",
            r"\b(?:a|ont) (?:démarré|commencé|débuté|lancé)\b",
            r"\b(?:vient|viennent) de (?:démarrer|commencer|débuter)\b",
        ),
        "achieved": (
            r"\b(?:achevé|terminé|livré|inauguré|réalisé|débloqué|versé|décaissé)e?s?\b",
            r"\b(?:a|ont) (?:atteint|ouvert|créé|embauché|recruté|tenu)\b",
            r"\bété créée?s?\b|\bmise?s? en service\b|\bdevenue?s? réalité\b",
        ),
    },
    "en": {
        "promised": (
            r"\b(?:commit(?:s|ted|ments?)?|pledge[sd]?|promise[sd]?|undert(?:ake|akes|ook))\b",
            r"\b(?:guarantee[sd]?|vow(?:s|ed)?)\b",
        ),
        "planned": (
            r"\b(?:will|shall|plans?|planned|intend\w*|aims?|hopes?|scheduled|target\w*)\b",
            r"\b(?:expected to|due to \w+|is to|are to|wants? to)\b",
        ),
        "signed": (r"\b(?:signed|concluded|ratified)\b",),
        "under_way": (
            r"\bunder (?:way|construction)\b|\bunderway\b|\bin progress\b",
            r"\b(?:began|begun|started|is building|are building)\b",
        ),
        "achieved": (
            r"\b(?:completed|delivered|opened|inaugurated|achieved|disbursed|fulfilled)\b",
            r"\b(?:paid out|came into service|(?:has )?reached)\b",
            r"\b(?:ha(?:s|ve|d) been|was|were) (?:created|paid|built|hired|spent)\b",
        ),
    },
    "ar": {
        "promised": (r"تعهد|[تي]?لتزم|التزام|وعد|ضمنت",),
        "planned": (
            r"(?<!\w)[وف]?س(?:وف|[يت](?!ت(?:ة|ين|ون)\b)\w{3,})|[يت]عتزم|[يت]نوي",
            r"من (?:المقرر|المرتقب|المنتظر|المتوقع)|[يت]رتقب|[يت]توقع",
        ),
        "signed": (r"(?<!\w)[وف]?(?:وقع|وقعت|وقعا|أبرم|أبرمت|صادق|صادقت)(?!\w)|توقيع",),
        "under_way": (r"قيد (?:الإنجاز|البناء)|جارية|انطلقت|بدأت (?:أشغال|الأشغال)",),
        "achieved": (
            r"أنجز|اكتمل|افتتح|دشن|صرفت?(?!\w)|تحقق",
            r"(?<!\w)[وف]?تم (?:إنجاز|إحداث|صرف)",
        ),
    },
}
_SAID: Final = {
    language: {level: phrases.either(*said) for level, said in levels.items()}
    for language, levels in _WORDS.items()
}


# What is due is not done, whatever is to be done with it: "doit être livré".
_DUE: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\bdoi(?:t|vent)\b|\bdevr(?:ait|aient|a|ont)\b"),
    "en": re.compile(r"\b(?:must|should|(?:is|are) (?:now )?(?:to|due|expected) )\b"),
    "ar": re.compile(r"يجب أن|ينبغي أن"),
}
_PLAN: Final = re.compile(r"\b(?:the|a|an|its|their|this|of|\w+ing) plans?\b(?! to)")  # the noun


def firmness(text: str, language: Language, spans: tuple[Span, ...] = ()) -> Firmness | None:
    """Return how firm a sentence says its matter is; None where nothing says so.

    The clause that holds the words which answer (`spans`) is asked first, then the others in their
    order. A clause that denies says nothing: what is not finished is not achieved.
    """
    first = spans[0].start if spans else 0
    told = [clause.text for clause in clauses(text, language)]
    holding = next((c for c in told if text.find(c) <= first < text.find(c) + len(c)), None)
    in_turn = [holding, *(c for c in told if c != holding)] if holding else told
    found = (_of(clause, language) for clause in in_turn)
    return next((level for level in found if level is not None), None)


def speaks_of(question: Firmness | None, text: str, language: Language) -> bool:
    """Tell whether a sentence may answer a question of that firmness.

    What was done is not told by a promise, and when something will be not by what was done.
    """
    if question not in {"achieved", "planned"}:
        return True
    levels = {_of(clause.text, language) for clause in clauses(text, language)} - {None}
    if question == "planned":
        return levels != {"achieved"}
    return not levels or not levels <= {"planned", "promised"}


def firmness_asked(question: str, language: Language) -> Firmness | None:
    """Return how firm what a question asks for is: "of the jobs promised, how many were created?"
    asks for what is done.
    """
    if polarity(question, language).denies:
        return None
    said = question.lower()
    if _SAID[language]["achieved"].search(said) and not _DUE[language].search(said):
        return "achieved"
    due = _DUE[language].search(said) or _SAID[language]["planned"].search(said)
    return "planned" if due else None


def is_announced(text: str, language: Language) -> bool:
    """Tell whether words of a text, denied or not, put something in the future: plans, promises."""
    said = _PLAN.sub(" ", text.lower())
    return any(_SAID[language][level].search(said) for level in ("promised", "planned"))


def _of(clause: str, language: Language) -> Firmness | None:
    if polarity(clause, language).denies:
        return None
    said = clause.lower()
    return next((level for level in _LEVELS if _SAID[language][level].search(said)), None)
