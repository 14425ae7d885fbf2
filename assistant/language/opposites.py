"""Words that say the reverse of each other, as sides of one matter: accepted and refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from assistant.language.direction import directions
from assistant.language.figures import find_figures
from assistant.schema import Language

Matter = Literal[
    "growth",
    "acceptance",
    "keeping",
    "gain",
    "time",
    "opening",
    "running",
    "hiring",
    "trade",
    "deal",
]


class Side(NamedTuple):
    """One of the two sides of a matter: of acceptance, the positive one is to accept."""

    matter: Matter
    positive: bool


# Both sides of these cannot be so of one thing at one time; what opened may close the year after.
EXCLUSIVE: Final[frozenset[Matter]] = frozenset({"growth", "acceptance", "keeping", "gain", "time"})

# For each matter the words of its positive side, then those of the other one. A word that often
# means something else stands in neither ("قبل": accept, or before).
_PAIRS: Final[Mapping[Language, Mapping[Matter, tuple[str, str]]]] = {
    "fr": {
        "acceptance": (
            r"accept(?:e|é|ai|er|ation)|approuv|approbation|adopt(?:e|é|er|ion)|"
            r"valid(?:e|é|er|ation)\w*\b|favorable|souten(?:ir|u|ait|aient)|soutien(?:t|nent|s)?\b|"
            r"avalis|autoris|feu vert|donn\w+ (?:son|leur) (?:accord|aval)\b|"
            r"accord(?:e|é|ée|és|ées|er|ait|era)\b",
            r"refus|rejet|repouss\w+ par|débout|"
            r"déclin(?:e|é|er|ent|ait) (?:l['’](?:offre|invitation)|la (?:proposition|demande))|"
            r"oppos(?:e|é|er|ai|ition)|désapprouv|défavorable|hostile|"
            r"interdi|veto",
        ),
        "keeping": (
            r"mainten|maintien|conserv|prolong|reconduit|reconduct|renouvel",
            r"abandon|renonc|supprim|suppression|abol|annul|abrog|retir(?:e|é|er|ent)\b",
        ),
        "gain": (r"bénéfices?\b|excédent", r"pertes?\b|déficit"),
        "time": (r"en avance|à temps\b|dans les (?:temps|délais)", r"en retard|(?:du|un) retard"),
        "opening": (r"ouvr|ouvert|inaugur", r"ferm(?:é|er|era|eture|ait|ent)\w*\b"),
        "running": (
            r"commenc|démarr|débute|débuté|repris(?:e|es)?\b",
            r"arrêt(?:é|er|e|ent)\w*\b|à l['’]arrêt|cess(?:e|é|er|ation)|suspend|suspens|interromp",
        ),
        "hiring": (r"embauch|recrut", r"licenci|débauch"),
    },
    "en": {
        "acceptance": (
            r"accept|approv|adopt(?!iv)|endors|supports?\b|supported|favou?r(?:s|ed|able)?\b|"
            r"backs\b|backed|agree[ds]?\b|authori[sz]|in favou?r|uph[eo]ld|"
            r"green light|grant(?:s|ed|ing)?\b",
            r"reject|refus|declin\w+ (?:to|(?:the|an?) (?:offer|invitation|proposal|request))\b|"
            r"dismiss\w* the (?:claim|case|appeal|complaint|request)|"
            r"oppos|turn(?:ed|s)? down|vot(?:ed|e) down|bann?(?:ed|s)?\b|forb[ai]|"
            r"prohibit|hostile|veto",
        ),
        "keeping": (
            r"ke(?:ep|pt)|maintain|extend(?:s|ed|ing)?\b|prolong|renew(?:s|ed|al)?\b|retain",
            r"abandon|scrap(?:ped|ping)?\b(?= (?:the|a|its|their|plan))|"
            r"abolish|cancel|repeal|axed|revok|withdr[ae]w",
        ),
        "gain": (r"profit|surplus", r"loss(?:es)?\b|deficit"),
        "time": (
            r"on time\b|(?:ahead of|on) schedule",
            r"(?:is|was|were|runs?|running|years?|months?|weeks?|days?) late\b|"
            r"delay|behind schedule",
        ),
        "opening": (r"open(?:s|ed|ing)?\b|inaugurat", r"clos(?:e|es|ed|ing|ure)\b|shut"),
        "running": (
            r"start(?:s|ed|ing)?\b|beg[aiu]n|launch|resum",
            r"stopp?(?:s|ed|ing)?\b|halt|ceas|suspend|interrupt",
        ),
        "hiring": (
            r"hir(?:e|es|ed|ing)\b|recruit",
            r"(?:laid|lay|laying) off|layoff|"
            r"dismiss(?!\w* the (?:claim|case|appeal|complaint|request))",
        ),
    },
    "ar": {
        "acceptance": (
            r"(?<!\w)[وف]?[يت]?قبلت(?!\w)|قبول|وافق|موافق|أيد|تأييد|[يت]ؤيد|صادق|رخص|سمح",
            r"رفض|عارض|معارض|اعترض|منع|حظر",
        ),
        "keeping": (
            r"أبق[ىت]|حافظ|مدد|تمديد|جدد|تجديد|[يت]حتفظ|احتفظ",
            r"تخل[ىت]|[يت]تخلى|ألغ[ىت]|إلغاء|[يت]لغي|حذف|سحب"
        ),
        "gain": (r"(?<!\w)[وفبك]?(?:ال|لل)?(?:ربح|أرباح|فائض)", r"خسارة|خسائر|خسر|عجز"),
        "time": (r"في (?:الموعد|الوقت)", r"تأخر|متأخر|تأخير"),
        "opening": (r"افتتح|افتتاح|(?<!\w)[وف]?س?[يت]?فتحت?(?!\w)", r"أغلق|إغلاق|[يت]غلق"),
        "running": (r"بدأ|انطلق|شرع|است[أؤ]نف|استئناف", r"توقف|أوقف|علقت?(?!\w)|تعليق"),
        "hiring": (r"وظف|توظيف|تشغيل", r"سرح|تسريح"),
    },
}  # fmt: skip


# Told of the one who acts: what one bought or exported, another sold or imported. As the subject of
# a sentence ("exports rose") they are no side.
_BARGAINS: Final[Mapping[Language, Mapping[Matter, tuple[str, str]]]] = {
    "fr": {
        "trade": (r"import(?:e|er|é|és|ée|ées|ent|ait|aient|ations?|ateurs?)\b", r"export"),
        "deal": (
            r"ach[eè]t|achat|rachat|racheté|acquéri|acquis(?:e|es|ition)?\b", r"vend(?!redi)|vente"
        ),
    },
    "en": {
        "trade": (r"import(?:s|ed|ing|ers?|ation)?\b", r"export"),
        "deal": (r"buy|bought|purchas|acquir|acquisition", r"sell|sold\b|sales?\b"),
    },
    "ar": {
        "trade": (
            r"استورد|استيراد|[يت]ستورد|واردات|مستورد",
            r"صدر(?:ت|نا|وا)?(?!\w)|تصدير|[يت]صدر|صادرات|مصدر(?:ة|ين|ون)?(?!\w)",
        ),
        "deal": (r"اشتر[ىت]|[يت]شتري|شراء|اقتن", r"(?<!\w)[وف]?(?:باع|[يت]بيع|بيع|مبيعات)"),
    },
}  # fmt: skip


def _word(pattern: str, language: Language) -> re.Pattern[str]:
    return re.compile(pattern if language == "ar" else rf"\b(?:{pattern})", re.IGNORECASE)


def _compiled(
    pairs: Mapping[Language, Mapping[Matter, tuple[str, str]]],
) -> Mapping[Language, Mapping[Matter, tuple[re.Pattern[str], re.Pattern[str]]]]:
    return {
        language: {
            matter: (_word(positive, language), _word(negative, language))
            for matter, (positive, negative) in matters.items()
        }
        for language, matters in pairs.items()
    }


_SIDES: Final = _compiled(_PAIRS)
_BARGAIN_SIDES: Final = _compiled(_BARGAINS)


# What goes from a figure to another; "de 10 à 20" alone is a range.
_GOES: Final = re.compile(
    r"\b(?:pass(?:e|é|ent|er)|port(?:e|é)|évolu|went|goes|gone|moved|brought|taken)\w*\b|انتقل",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"(?:\bd['’]|\b(?:de|from)\s+|من\s+)$", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TO: Final = re.compile(r"^[^.,;]{0,30}(?<!\w)(?:à|to|إلى)\s+$")


@lru_cache(maxsize=20_000)
def sides(text: str, language: Language) -> frozenset[Side]:
    """Return the sides that words of `text` take; up and down are those of growth."""
    found = set(_taken(text, _SIDES[language]))
    ways = directions(text, language)
    found |= {Side("growth", way == "up") for way in ways & {"up", "down"}}
    return frozenset(found | {Side("growth", grown) for grown in _moves(text, language)})


@lru_cache(maxsize=20_000)
def bargains(text: str, language: Language) -> frozenset[Side]:
    """Return the sides of a trade that words of `text` take: bought or sold."""
    return frozenset(_taken(text, _BARGAIN_SIDES[language]))


def _taken(
    text: str, matters: Mapping[Matter, tuple[re.Pattern[str], re.Pattern[str]]]
) -> Iterator[Side]:
    for matter, pair in matters.items():
        for positive, words in zip((True, False), pair, strict=True):
            if words.search(text):
                yield Side(matter, positive)


def _moves(text: str, language: Language) -> Iterator[bool]:
    """Yield whether what goes from one figure to another grows: "went from 12 to 9"."""
    if not _GOES.search(text):
        return
    figures = [f for f in find_figures(text, language) if not _YEAR.fullmatch(f.words)]
    for one, other in pairwise(figures):
        between = text[one.span.end : other.span.start]
        went = _FROM.search(text[: one.span.start]) and _TO.search(between)
        if went and one.unit in {"", other.unit} and one.value != other.value:
            yield other.value > one.value
