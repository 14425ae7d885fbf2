"""What a quantity is measured in: how a question asks for it, and how a sentence says it.

Patterns are matched on folded text (`phrases.plain`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.questions.phrases import either
from assistant.questions.reading import Line
from assistant.schema import Figure, Span

_MONEY: Final = {"MAD", "EUR", "USD"}
_SCALED: Final = 10**6  # from which a bare amount of money may leave its currency out
_UNNAMED: Final = 0.7  # how well a bare figure gives a quantity whose unit is not said
OTHER: Final = 0.1  # how well a figure of something else does

# What may stand between a figure and what it counts: "210 nouveaux emplois", "18-month".
_COUNTED: Final = r"(?:[\s-]+(?!(?:et|and|a|to|sur|in|of)\b)\w+){0,2}?[\s-]+"
_NOTHING: Final = re.compile(
    r"\s*(?:$|[.,;:!?)»،؛؟]|(?:est|sont|ont|is|was|were|has|have|had|will|a|au|aux|en|dans|"
    r"depuis|contre|sur|par|pour|chez|et|dont|fin|l'an|avant|d'ici|aujourd'hui|by|before|from|"
    r"since|at|on|in|against|and|now)\b|(?:في|سنه|عام|مقابل|خلال)\s)"
)


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


_AR: Final = r"(?<!\w)[وفبل]?(?:ال|ل)?"  # what is written onto an Arabic noun
_HOW_MANY: Final = (
    r"(?:combien d(?:e |')|how many |nombre d(?:e |')|number of |كم (?:عدد )?(?:من )?)"
)
_PEOPLE: Final = (
    r"(?:personnes?|gens|salarie(?:e?s)?|employe(?:e?s)?|ouvri(?:ers?|eres?)|travailleu(?:rs?|"
    r"ses?)|collaborateurs?|emplois?|postes?|people|persons?|workers?|employees?|staff|jobs?|"
    r"hands|(?:ال)?(?:عامل\w*|عمال|شخصا?|اشخاص|اجيرا?|اجراء|مستخدم\w*|منصبا?|مناصب))"
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
_FEW: Final = r"(?:two|three|four|five|ten|deux|trois|quatre|cinq|dix|\d+)"
# A share may be told in words: "un tiers", "one in five", "الثلث".
_FRACTION: Final = either(
    r"\b(?:un|deux|trois|le|les|du) (?:tiers|quarts?|cinquiemes?|dixiemes?)\b|\bla moitie\b",
    r"\bhalf\b|\b(?:one|a|two|three|four)[ -](?:thirds?|quarters?|fifths?|tenths?)\b",
    rf"\b(?:\w+ (?:\w+ )?(?:in|sur)|\w+ (?:\w+ )?out of|\w+ of every) {_FEW}\b(?! (?:de |du |d'))",
    r"(?:^|\s)[وب]?(?:ال)?(?:نصف|ثلث|ثلثي|ثلثا|ثلثين|ربع|خمس)(?=\s)|واحده? من كل \w+",
)
_SHARE: Final = Dimension(
    either(
        r"\b(?:taux|parts?|pourcentage|proportion|pour cent|share|percentage|rate|percent)\b|%",
        rf"{_AR}(?:نسبه|حصه)\b",
    ),
    frozenset({"%"}),
    _NEVER,
    level=True,
)
_PERCENT: Final = replace(_SHARE, level=False)
AMOUNT: Final = Dimension(
    either(
        r"\b(?:chiffres? d'affaires|ca|montants?|investissements?|investir|investi|couts?|"
        r"surcouts?|coute|prix|budgets?|enveloppe|somme|valeur|balance commerciale|financement|"
        r"prelevements?|redevances?|salaires?|remunerations?|tarifs?|loyers?|amendes?|penalites?|"
        r"cotisations?|indemnites?|prets?|emprunts?|endettement|dettes?|tresorerie|benefices?|"
        r"pertes?|deficits?|excedents?|dividendes?|recettes|depenses|factures?|argent|fonds|"
        r"euros?|dirhams?)\b",
        r"\b(?:value|turnover|revenues?|sales|amount|how expensive|cost|price|budget|fee|fees|"
        r"levy|levies|wages?|salary|salaries|pay|paid|rent|fine|fines|penalty|profits?|loss|"
        r"losses|deficit|dividends?|bonus|bonuses|debts?|loans?|bill|spending|expenditure|worth|"
        r"investment|invested?|dollars?|money|funds)\b",
        rf"{_AR}(?:مال|اموال|كلفت?|[يت]كلف|س[يت]كلف|رقم (?:ال)?معاملات\w*|مبلغ|ميزانيه|تكلفه|"
        rf"كلفه|استثمار|درهما?|ثمن|سعر|اسعار|اجره?|راتب|رواتب|اجور|غرامه|ارباح|ربح|خساره|خساير|"
        rf"قروض|قرض|كراء|ايجار|تعويض)\b",
    ),
    frozenset(_MONEY),
    _NEVER,
    bare=True,
)
# Either an amount or a share of one.
_RATED: Final = Dimension(
    either(
        r"\b(?:taxes?|surtaxes?|subventions?|primes?|droits? (?:de douane|provisoire|definitif|"
        r"antidumping)|remises?|marges?|surplus|subsidy|subsidies|duty(?!-free)|duties|tax|"
        r"tariffs?|premium|margin|grant|discount)\b",
        rf"{_AR}(?:ضريبه|رسوم|رسم|منحه|دعم|هامش)\b",
    ),
    AMOUNT.units | _SHARE.units,
    _NEVER,
    bare=True,
)
_MEASURED: Final[tuple[Dimension, ...]] = (
    Dimension(
        either(
            rf"\b(?:effectifs?|headcount|workforce|staff|payroll|personnel|{_HOW_MANY}{_PEOPLE})\b",
            r"(?:عدد) (?:ال)?(?:عاملين|عمال|مستخدمين|اجراء|موظفين|مناصب)",
        ),
        frozenset(),
        re.compile(_COUNTED + _PEOPLE + r"\b"),
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
_ALL: Final = (AMOUNT, _RATED, *_MEASURED)
# A change may be told in any unit: "a pay rise" of 6 % or of 400 dirhams.
_CHANGE: Final = either(
    r"\b(?:hausses?|augment\w*|baiss\w*|recul\w*|ecarts?|differences?|surcroit|(?:pay |price |"
    r"general )?(?:rise|rose|increase[sd]?|drop(?:ped)?|fall|fell|cut|gap|growth|grow|grew)|"
    r"croissance)\b",
    rf"{_AR}(?:زياده|ارتفاع|ارتفعت?|انخفاض|انخفضت?|تراجعت?|نمو|فارق)\b",
)
_CHANGED: Final = either(
    r"\b(?:hausse|baiss|progress|recul|augment|croissance|bond|repli|chut|accr|diminu|redui|"
    r"inferieur|superieur)\w*(?: \w+){0,3}? (?:de|d') ?(?:pres de |plus de |environ |moins de )?$",
    r"(?:\bby|(?<!made )(?<!make )(?<!makes )\bup|\bdown|\b(?:rise|increase|growth|gain|fall|"
    r"drop|cut) of) (?:about |nearly |some |over |around |more than |almost )?$",
    r"(?:ارتفع|انخفض|تراجع|زاد|تقلص|نما|ارتفاع|انخفاض|زياده|نمو)\w*(?: \w+){0,3} (?:ب|بنسبه |"
    r"بحوالي |قدره |قدرها |نسبته |نسبتها )$",
)
_ONWARDS: Final = re.compile(r"\s*(?:a|الي)\s+\d")
# "How much did it pay" asks for money; "how much copper", "how much of its sales" for anything.
_HOW_MUCH: Final = re.compile(
    r"\bhow much (?:(?P<verb>(?:did|does|do|is|was|were|has|have|had|will|would|must|should|can|"
    r"could)\b)|of\b|(?P<thing>\w+ ?\w*))"
)


def asked_in(readable: str) -> Dimension | None:
    """Return what a question wants measured: a share, else what it names first; None unknown."""
    changes = _CHANGE.search(readable) is not None
    if _SHARE.asks.search(readable):
        return _PERCENT if changes else _SHARE
    if changes:
        return None
    if how_much := _HOW_MUCH.search(readable):
        return AMOUNT if how_much["verb"] else _first(_ALL, how_much["thing"] or "")
    return _first(_ALL, readable)


def counted_in(readable: str) -> Dimension | None:
    """Return what the things of a "how many" are measured in: tonnes, years, people."""
    return _first(_MEASURED, readable)


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


def given(figure: Figure, dimension: Dimension, line: Line) -> float:
    """Return how well a figure gives a quantity of a dimension, .1 where it is of another."""
    text = line.readable if len(line.readable) == len(line.text) else ""
    if dimension.level and _changed_by(figure, text):
        return OTHER
    if figure.unit:
        return 1.0 if figure.unit in dimension.units else OTHER
    if text and dimension.says.match(text, figure.span.end):
        return 1.0
    alone = dimension.bare and (not text or _NOTHING.match(text, figure.span.end) is not None)
    large = abs(figure.value) >= _SCALED or not dimension.units
    return _UNNAMED if alone and large else OTHER


def _changed_by(figure: Figure, text: str) -> bool:
    """Tell whether a figure is a change: "by 14 %", "en hausse de 19 %"; "de 11 à 19" is none."""
    changed = _CHANGED.search(text[: figure.span.start])
    return changed is not None and not _ONWARDS.match(text, figure.span.end)


def fraction(dimension: Dimension | None, line: Line) -> Span | None:
    """Return where a sentence tells in words a share that is asked for."""
    if dimension is None or "%" not in dimension.units or len(line.readable) != len(line.text):
        return None
    found = _FRACTION.search(line.readable)
    return Span(*found.span()) if found else None
