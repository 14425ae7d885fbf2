"""What a quantity is measured in: how a question asks for it, and how a sentence says it.

Patterns are matched on folded text (`phrases.plain`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.questions.phrases import either

MONEY: Final = frozenset({"MAD", "EUR", "USD"})
# What may stand between a figure and what it counts: "210 nouveaux emplois", "18-month".
_COUNTED: Final = r"(?:[\s-]+(?!(?:et|and|a|to|sur|in|of)\b)\w+){0,2}?[\s-]+"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A kind of quantity: what asks for it, and the units that give it.

    `units` are canonical ones (`language.figures`), `says` what stands behind a bare figure.
    """

    asks: re.Pattern[str]
    units: frozenset[str]
    says: re.Pattern[str]
    bare: bool = False  # a figure that counts nothing named may give it
    level: bool = False  # by how much it has changed is another question
    perhaps: frozenset[str] = frozenset()  # units that may give it: a share told in money
    things: float = 0.0  # how well things counted give it: "sales" of 340 pumps


_AR: Final = r"(?<!\w)[وفبل]?(?:ال|ل)?"  # what is written onto an Arabic noun
_HOW_MANY: Final = (
    r"(?:combien d(?:e |')|how many |nombre d(?:e |')|number of |كم (?:عدد )?(?:من )?)"
)
_PEOPLE: Final = (
    r"(?:personnes?|gens|salarie(?:e?s)?|employe(?:e?s)?|ouvri(?:ers?|eres?)|travailleu(?:rs?|"
    r"ses?)|collaborateurs?|emplois?|postes?|people|persons?|workers?|employees?|staff|jobs?|"
    r"hands|(?:ال)?(?:عامل\w*|عمال|شخصا?|اشخاص|اجيرا?|اجراء|مستخدم\w*|منصبا?|مناصب))"
)
# Who is a person under another name: an answer to "how many people", never what asks for them.
_SOMEBODY: Final = (
    rf"(?:{_PEOPLE}|visiteu(?:rs?|ses?)|apprenti(?:e?s?)|stagiaires?|laureate?s?|diplomee?s?|eleves?|"
    r"etudiante?s?|ingenieure?s?|technicien(?:ne)?s?|cadres|soudeu(?:rs?|ses?)|recrutements?|"
    r"embauches|mort(?:e?s)|deces|victimes|blesse(?:e?s)|departs|femmes|hommes|jeunes|"
    r"visitors?|apprentices|trainees|graduates|students|engineers|technicians|welders|hires|"
    r"deaths|dead|casualties|injured|retirements|women|men|youngsters|members|"
    r"زائرا?|زوار|متدربا?|متدرج\w*|خريج\w*|مهندس\w*|تقنيا?|تقنيين|لحام\w*|قتيلا?|قتلي|وفاه|وفيات|"
    r"ضحيه|ضحايا|جريحا?|جرحي|امراه|نساء|شابا?|شباب)"
)
_TIMES: Final = (
    r"(?:ans?|annees?|mois|semaines?|jours?|heures?|minutes?|years?|months?|weeks?|days?|hours?|"
    r"سنه|سنوات|عاما?|اعوام|شهرا?|اشهر|شهور|يوما?|ايام|ساعه|ساعات|اسبوعا?|اسابيع)"
)
_MASSES: Final = r"(?:tonnes?|tons?|kg|kilos?|kilogram\w*|طنا?|اطنان|كيلوغرام\w*)"
_LENGTHS: Final = r"(?:m|cm|mm|km|(?:kilo|centi|milli)?met(?:re|er)s?|(?:كيلو)?مترا?|امتار)"
_AREAS: Final = (
    r"(?:hectares?|m2|m²|metres? carres?|square met(?:re|er)s?|هكتار\w*|مترا? مربعا?|امتار مربعه)"
)
_POWERS: Final = r"(?:(?:kilo|mega|giga)watts?\w*|[kmg]wh?|[km]va|(?:كيلو|ميغا|جيغا)واط\w*)"

_NEVER: Final = re.compile(r"(?!)")
_SHARE: Final = Dimension(
    either(
        r"\b(?:taux|parts?|pourcentage|proportion|pour cent|share|percentage|rate|percent)\b|%|"
        r"\b(?:local content|contenu local|integration locale)\b",
        rf"(?!بالنسبه){_AR}(?:نسبه|حصه)\b",  # not "as regards"
    ),
    frozenset({"%"}),
    _NEVER,
    level=True,
)
_PERCENT: Final = replace(_SHARE, level=False)
# A part of something may also be told in what the whole is: "of 400 dirhams, 150".
_PART: Final = replace(
    _SHARE,
    asks=either(
        r"\b(?:parts?|share)\b|\bpoids\b.{1,60}\bdans\b",
        rf"{_AR}حصه\b",
    ),
    perhaps=MONEY,
)
# An index by the thousand or the million has no unit.
_INDEX: Final = replace(
    _SHARE,
    asks=re.compile(r"\b(?:taux de (?:frequence|gravite)|(?:frequency|severity) rate)\b"),
    bare=True,
)
AMOUNT: Final = Dimension(
    either(
        r"\b(?:chiffres? d'affaires|ca|montants?|investissements?|investir|investi|couts?|"
        r"surcouts?|coute|prix|budgets?|enveloppe|somme|valeur|balance commerciale|financement|"
        r"prelevements?|redevances?|salaires?|remunerations?|tarifs?|loyers?|amendes?|penalites?|"
        r"cotisations?|indemnites?|prets?|emprunts?|endettement|dettes?|tresorerie|benefices?|"
        r"pertes?|deficits?|excedents?|dividendes?|recettes|depenses|factures?|argent|fonds|"
        r"euros?|dirhams?)\b",
        r"\b(?:value|turnover|revenues?|sales|amount|how expensive|cost|price|budget|"
        r"levy|levies|wages?|salary|salaries|pay|paid|rent|fine|fines|penalty|profits?|loss|"
        r"losses|deficit|dividends?|bonus|bonuses|debts?|loans?|bill|spending|expenditure|worth|"
        r"investment|invested?|dollars?|money|funds)\b",
        rf"{_AR}(?:مال|اموال|كلفت?|[يت]كلف|س[يت]كلف|رقم (?:ال)?معاملات\w*|مبلغ|ميزانيه|تكلفه|"
        rf"كلفه|استثمار|درهما?|ثمن|سعر|اسعار|اجره?|راتب|رواتب|اجور|غرامه|ارباح|ربح|خساره|خساير|"
        rf"قروض|قرض|كراء|ايجار|تعويض|مداخيل|عايدات|ايرادات)\b",
    ),
    MONEY,
    _NEVER,
    bare=True,
)
# What is sold is told in money or in things.
_SOLD: Final = replace(
    AMOUNT, asks=either(r"\bventes\b", r"\bsales\b", rf"{_AR}مبيعات\b"), things=0.7
)
# Either an amount or a share of one.
_RATED: Final = Dimension(
    either(
        r"\b(?:taxes?|surtaxes?|subventions?|primes?|droits? (?:de douane|provisoire|definitif|"
        r"antidumping)|remises?|marges?|commissions?|frais|economies|surplus|subsidy|subsidies|"
        r"duty(?!-free)|duties|tax|tariffs?|premium|margin|grant|discount|fees?|savings?)\b",
        rf"{_AR}(?:ضريبه|رسوم|رسم|منحه|دعم|هامش|عموله|تخفيض)\b",
    ),
    AMOUNT.units | _SHARE.units,
    _NEVER,
    bare=True,
)
_MEASURED: Final[tuple[Dimension, ...]] = (
    Dimension(
        either(
            rf"\b(?:effectifs?|headcount|workforce|staff|payroll|personnel|{_HOW_MANY}{_PEOPLE})\b",
            r"(?:عدد) (?:ال)?(?:عاملين|عمال|مستخدمين|اجراء|موظفين|مناصب)|"
            r"(?:^|\s)كم (?:كان )?[يت](?:شتغل|شغل)\w*",
        ),
        frozenset(),
        re.compile(_COUNTED + _SOMEBODY + r"\b"),
        bare=True,
    ),
    Dimension(
        either(
            rf"\b(?:durees?|combien de temps|how old|duration|delais?|lead time|anciennete|"
            rf"seniority|age|{_HOW_MANY}{_TIMES})\b",
            r"\b(?:مده|اقدميه|عمر|كم دام\w*)\b",
        ),
        frozenset(),
        re.compile(_COUNTED + _TIMES + r"\b"),
    ),
    Dimension(
        either(r"\bhow long\b"),
        frozenset({"km"}),
        re.compile(rf"{_COUNTED}(?:{_TIMES}|{_LENGTHS})\b"),
    ),
    Dimension(
        either(r"\b(?:superficies?|surfaces?|area|مساحه|(?:en|in|combien d') ?hectares)\b"),
        frozenset({"ha", "m2"}),
        re.compile(r"\s*" + _AREAS),
    ),
    Dimension(
        either(rf"\b(?:tonnages?|(?:en |in |{_HOW_MANY}){_MASSES})\b"),
        frozenset({"t"}),
        re.compile(r"\s*" + _MASSES),
    ),
    Dimension(
        either(
            r"\b(?:longueur|largeur|hauteur|profondeur|distance|length|width|height|depth|"
            r"how (?:far|tall|wide|deep)|طول|مسافه)\b"
        ),
        frozenset({"km"}),
        re.compile(r"\s*" + _LENGTHS + r"\b"),
    ),
    Dimension(
        either(r"\b(?:puissances?|en mw|in mw|megawatts?|ميغاواط)\b"),
        frozenset({"MW", "GW"}),
        re.compile(r"\s*" + _POWERS),
    ),
)
_PHYSICAL: Final = frozenset({"t", "km", "ha", "m2", "kW", "MW", "GW", "kWh", "MWh", "GWh"})
# What is made or can be made, in whatever it is measured in.
_VOLUME: Final = Dimension(
    either(
        r"\b(?:volumes?|quantites?|production|capacites?)\b",
        r"\b(?:output|capacity|quantity)\b",
        rf"{_AR}(?:حجم|كميه|كميات|انتاج|طاقه انتاجيه)\b",
    ),
    _PHYSICAL,
    _NEVER,
    perhaps=MONEY,
    things=0.8,
)
# "How much copper", "how much of its sales": whatever has a unit.
MUCH: Final = Dimension(_NEVER, _PHYSICAL | _SHARE.units, _NEVER, bare=True, perhaps=MONEY)
_ALL: Final = (_SOLD, AMOUNT, _RATED, _VOLUME, *_MEASURED)
_NEXT_WORDS: Final = 40  # characters
_MONEY_COUNTED: Final = re.compile(
    r"(?:de |d'|of |من )?(?:dirhams?|euros?|dollars?|argent|money|درهما?|يورو|دولارا?)\b"
)
# "What did it cost", "كم دفع": whatever else is named is what was paid for.
_PAID: Final = either(
    r"\bcombien (?!d[e'])(?:.{0,60}\b)?(?:cout|pay|vers|touch|gagn|perd|investi|depens)\w*",
    r"\bwhat (?:did|does|do|will|would)\b.{1,60}\b(?:cost|earn|pay|spend|invest|lose|charge|owe)\b",
    r"(?:^|\s)كم (?:كان |كانت |ف\w+ )?(?:س|ك|غا)?[يت]?(?:دفع|كلف|ودي|ءدي|تقاضي|ربح|خسر|صرف|نفق)\w*",
)
# A change may be told in any unit: "a pay rise" of 6 % or of 400 dirhams.
_CHANGE: Final = either(
    r"\b(?:hausses?|augment\w*|baiss\w*|recul\w*|ecarts?|differences?|surcroit|(?:pay |price |"
    r"general )?(?:rise|rose|increase[sd]?|drop(?:ped)?|fall|fell|cut|gap|growth|grow|grew)|"
    r"croissance)\b",
    rf"{_AR}(?:زياده|ارتفاع|ارتفعت?|انخفاض|انخفضت?|تراجعت?|نمو|فارق)\b",
)
# "How much did it pay" asks for money; "how much copper", "how much of its sales" for anything.
_HOW_MUCH: Final = re.compile(
    r"\bhow much (?:(?P<verb>(?:did|does|do|is|was|were|has|have|had|will|would|must|should|can|"
    r"could)\b)|of\b|(?P<thing>[\w-]+ ?\w*))"
)


def asked_in(readable: str) -> Dimension | None:
    """Return what a question wants measured: a share, else what it names first; None unknown."""
    changes = is_change(readable)
    if _PAID.search(readable) and not changes:
        return AMOUNT
    if _SHARE.asks.search(readable) or _PART.asks.search(readable):
        return _PERCENT if changes else _share(readable)
    if changes:
        return None
    if how_much := _HOW_MUCH.search(readable):
        return AMOUNT if how_much["verb"] else _first(_ALL, how_much["thing"] or "") or MUCH
    return _first(_ALL, readable)


def is_change(readable: str) -> bool:
    """Tell whether a question asks by how much something has changed."""
    return _CHANGE.search(readable) is not None


def _share(readable: str) -> Dimension:
    """Return whether an index, a part or any share is asked for."""
    return next((one for one in (_INDEX, _PART) if one.asks.search(readable)), _SHARE)


def counted_in(readable: str, after: int, end: int | None = None) -> Dimension | None:
    """Return what the things of a "how many" are measured in: tonnes, years, people, money.

    They stand between `after` and `end`; where that is not known, among the next few words.
    """
    if _MONEY_COUNTED.match(readable, after):
        return AMOUNT
    return _first(_MEASURED, readable[: after + _NEXT_WORDS if end is None else end])


def _first(dimensions: Sequence[Dimension], readable: str) -> Dimension | None:
    found = (
        (m.start(), at) for at, one in enumerate(dimensions) if (m := one.asks.search(readable))
    )
    first = min(found, default=None)
    return dimensions[first[1]] if first else None


def is_measure(word: str) -> bool:
    """Tell whether a folded word names a quantity and no thing: "prix", "share", "مدة"."""
    bare = word.removeprefix("ال")
    return any(one.asks.fullmatch(bare) for one in (_SHARE, *_ALL))
