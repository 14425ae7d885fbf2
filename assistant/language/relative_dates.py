"""Times told from the day of speaking: "l'an dernier", "last May", "السنة الماضية"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.language.calendar_words import MONTHS, WEEKDAYS, month_number, one_of
from assistant.language.date_patterns import EDGE, Precision

# "l'année suivante" and "the previous year" are told from the story, not from the day of writing
_PAST = r"dernier|derniere|passe|passee|ecoule|ecoulee"
_NEXT = r"prochain|prochaine"
_THIS = r"courant|courante|en cours"
_PAST_AR = r"(?:ال)?(?:ماضي|ماضيه|منصرم|منصرمه|فارط|فارطه|اخير|اخيره)"
_NEXT_AR = r"(?:ال)?(?:مقبل|مقبله|قادم|قادمه)"
_THIS_AR = r"(?:ال)?(?:جاري|جاريه|حالي|حاليه)"
_UNITS = {
    "day": "jour jours day days يوم ايام يوما",
    "week": "semaine semaines week weeks اسبوع اسابيع الاسبوع",
    "month": "mois month months شهر اشهر شهور الشهر شهرا",
    "quarter": "trimestre trimestres quarter quarters",
    "half": "semestre semestres",
    "year": "an ans annee annees year years exercice"
    " سنه سنوات عام اعوام السنه العام السنوات الاعوام",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_UNIT = "(?:" + "|".join(sorted(_UNIT_OF, key=len, reverse=True)) + ")"
_SMALL = {
    word: number
    for number, words in (
        (1, "un une one a"),
        (2, "deux two"),
        (3, "trois three ثلاث ثلاثه الثلاث"),
        (4, "quatre four اربع اربعه الاربع"),
        (5, "cinq five خمس خمسه الخمس"),
        (6, "six ست سته الست"),
        (7, "sept seven سبع سبعه"),
        (8, "huit eight ثماني ثمانيه"),
        (9, "neuf nine تسع تسعه"),
        (10, "dix ten عشر عشره العشر"),
        (12, "douze twelve"),
        (15, "quinze"),
        (20, "vingt twenty"),
    )
    for word in words.split()
}
_COUNT = rf"(?P<count>\d{{1,2}}|{one_of(_SMALL)})"

_TWO_YEARS = "(?:سنتين|عامين)"  # Arabic says two without a number
_YEARS_AR = "(?:سنوات|اعوام|سنه|عاما)"

_FIXED = re.compile(
    r"(?<!\w)(?P<words>avant-hier|hier|apres-demain|demain|the day before yesterday|yesterday|"
    r"the day after tomorrow|tomorrow|اول امس|غدا|امس)(?!\w)"
)
_OFFSETS = {
    "avant-hier": -2, "the day before yesterday": -2, "اول امس": -2,
    "hier": -1, "yesterday": -1, "امس": -1,
    "demain": 1, "tomorrow": 1, "غدا": 1,
    "apres-demain": 2, "the day after tomorrow": 2,
}  # fmt: skip
_CALENDAR_FR = re.compile(
    rf"(?<!\w)(?:(?:l'|le |la |du |au )(?P<unit>an|annee|mois|semaine|trimestre|semestre|exercice) "
    rf"(?:(?P<past>{_PAST})|(?P<next>{_NEXT})|(?P<this>{_THIS}))"
    rf"|(?:ce|cette|cet) (?P<unit2>annee|mois|semaine|trimestre|semestre)(?:-ci)?)(?!\w)"
)
_CALENDAR_EN = re.compile(
    r"(?<!\w)(?:(?P<past>last|past)|(?P<next>next|coming)|(?P<this>this|current)) "
    r"(?P<unit>year|month|week|quarter)(?!\w)"
)
_CALENDAR_AR = re.compile(
    rf"(?<!\w)[وبفل]?(?:(?P<unit>السنه|العام|الشهر|الاسبوع|سنه|عام|شهر) "
    rf"(?:(?P<past>{_PAST_AR})|(?P<next>{_NEXT_AR})|(?P<this>{_THIS_AR}))"
    rf"|(?:هذا|هذه) (?P<unit2>السنه|العام|الشهر|الاسبوع))(?!\w)"
)
_YEAR_PART = re.compile(
    r"(?<!\w)(?:(?:d'ici (?:a )?(?:la )?)?(?P<end>fin) (?:de )?(?:l'|cette )?annee"
    r"|en (?P<end2>fin) d'annee|(?P<end3>end) of (?:the|this) year"
    r"|(?P<start>debut) (?:de )?(?:l'|cette )annee"
    r"|(?P<start2>beginning) of (?:the|this) year"
    r"|(?P<end4>نهايه|متم) (?:هذه |هذا )?(?:السنه|العام)"
    r"|(?P<start3>بدايه|مطلع) (?:هذه |هذا )?(?:السنه|العام))(?: en cours| (?:ال)?جاري(?:ه)?)?(?!\w)"
)
_MONTH_NEAR = re.compile(
    rf"{EDGE}(?:(?:(?P<number>[12]?\d|3[01]|1er) )?(?:شهر )?(?P<month>{one_of(MONTHS)}) "
    rf"(?:(?P<past>dernier|passe|{_PAST_AR})|(?P<next>prochain|{_NEXT_AR})|(?P<this>courant|{_THIS_AR}))"
    rf"|(?:(?P<past2>last)|(?P<next2>next)|(?P<this2>this(?! may \w))) "
    rf"(?P<month2>{one_of(MONTHS)}))"
    r"(?!\w)"
)
_DAY_NAME = one_of({name: n for name, n in WEEKDAYS.items() if len(name) > 4})  # "mon" is French
_DAY_NEAR = re.compile(
    rf"(?<!\w)(?:(?:يوم )?(?P<day>{_DAY_NAME}) "
    rf"(?:(?P<past>dernier|passe|{_PAST_AR})|(?P<next>prochain|{_NEXT_AR}))"
    rf"|(?:(?P<past2>last)|(?P<next2>next|this coming)) (?P<day2>{_DAY_NAME})"
    rf"|(?:ce|this|هذا) (?P<day3>{_DAY_NAME}))(?!\w)"
)
_SEASON_FIRST = {"printemps": 3, "ete": 6, "automne": 9, "hiver": 12, "spring": 3, "summer": 6,
                 "autumn": 9, "fall": 9, "winter": 12, "الصيف": 6, "الشتاء": 12, "الربيع": 3,
                 "الخريف": 9}  # fmt: skip
_SEASON = re.compile(
    r"(?<!\w)(?:(?:l'|le |du |au )?(?P<season>ete|printemps|automne|hiver) "
    r"(?:(?P<past>dernier|passe)|(?P<next>prochain))"
    r"|(?:cet|ce|this|هذا) (?P<season2>ete|printemps|automne|hiver|spring|summer|autumn|fall|"
    r"winter|الصيف|الشتاء|الربيع|الخريف)"
    r"|(?:(?P<past3>last)|(?P<next3>next)) (?P<season3>spring|summer|autumn|fall|winter))(?!\w)"
)
_AGO = re.compile(
    rf"(?<!\w)(?:il y a (?:pres de |environ |plus de )?{_COUNT} (?P<unit>{_UNIT})"
    rf"|{_COUNT.replace('count', 'count2')} (?P<unit2>{_UNIT}) ago"
    rf"|قبل {_COUNT.replace('count', 'count3')} (?P<unit3>{_UNIT}))(?!\w)"
)
_LAST_FEW = re.compile(
    rf"(?<!\w)(?:(?:ces|les|des) {_COUNT} (?:dernieres?|derniers) (?P<unit>{_UNIT})"
    rf"|(?:the )?(?:last|past) {_COUNT.replace('count', 'count2')} (?P<unit2>{_UNIT})"
    rf"|depuis {_COUNT.replace('count', 'count3')} (?P<unit3>{_UNIT})"
    rf"|(?:ال)?(?P<unit4>{_UNIT}) {_COUNT.replace('count', 'count4')} (?:الماضيه|الاخيره))(?!\w)"
)


# A year before or after one that the sentence has just told: "en 2024, contre 40 un an plus tôt".
# "Trois ans avant" goes on: "la date prévue"; only a single year is told from by that.
BESIDE = re.compile(
    r"(?<![\w-])و?(?:(?P<past>l'(?:annee|exercice|an) (?:precedente?|d'avant)|"
    r"un(?: an|e annee) (?:plus tot|auparavant|avant)|the (?:previous year|year before)|"
    r"(?:a|one) year (?:earlier|before)|قبل ذلك (?:بسنه|بعام)|"
    rf"{_COUNT} (?:ans|annees|years) (?:plus tot|auparavant|earlier)|"
    rf"قبل ذلك ب(?:{_TWO_YEARS}|{_COUNT.replace('count', 'count2')} {_YEARS_AR})|"
    r"(?:السنه|العام) (?:السابقه|السابق|(?:التي|الذي) (?:قبلها|قبله|سبقتها|سبقه)))"
    r"|(?P<next>l'(?:annee|exercice|an) (?:suivante?|d'apres)|"
    r"un(?: an|e annee) (?:plus tard|apres)|the (?:following year|year after)|"
    r"(?:a|one) year later|بعد ذلك (?:بسنه|بعام)|"
    rf"{_COUNT.replace('count', 'count3')} (?:ans|annees|years) (?:plus tard|later)|"
    rf"بعد ذلك ب(?:{_TWO_YEARS}|{_COUNT.replace('count', 'count4')} {_YEARS_AR})|"
    r"(?:السنه|العام) (?:المواليه|الموالي|التاليه|التالي)))(?!\w)"
)


def years_beside(match: re.Match[str]) -> int:
    """Return how many years on a match of `BESIDE` is from the one told before; back is less."""
    counts = ("count", "count2", "count3", "count4")
    count = next((_number(match[name]) for name in counts if match[name]), 1)
    if re.search(_TWO_YEARS, match[0]):
        count = 2
    return -count if match["past"] else count


@dataclass(frozen=True, slots=True)
class Resolved:
    """Days that a relative expression means, with its place in the folded text."""

    start: int
    end: int
    first: date
    last: date
    precision: Precision


def relative_dates(folded: str, telling: Set[str], reference: date) -> Iterator[Resolved]:
    """Yield what a folded text tells from `reference`; overlaps are for the caller to settle.

    `telling` holds the text's words: a pattern is searched for only where one of its own occurs.
    """
    for needed, pattern, read in _RULES:
        if needed.isdisjoint(telling):
            continue
        for match in pattern.finditer(folded):
            try:
                first, last, precision = read(match, reference)
            except (OverflowError, ValueError):  # before year 1 or after 9999
                continue
            yield Resolved(match.start(), match.end(), first, last, precision)


_Days = tuple[date, date, Precision]


def _group(match: re.Match[str], name: str) -> str:
    """Return the first group of `name`, `name2`, … that matched, or ''."""
    for key, value in match.groupdict().items():
        if value and key.rstrip("0123456789") == name:
            return value
    return ""


def _steps(match: re.Match[str]) -> int:
    return -1 if _group(match, "past") else 1 if _group(match, "next") else 0


def _fixed(match: re.Match[str], reference: date) -> _Days:
    day = reference + timedelta(days=_OFFSETS[match["words"]])
    return day, day, "day"


def _calendar(match: re.Match[str], reference: date) -> _Days:
    return around(reference, _UNIT_OF[_group(match, "unit")], _steps(match))


def around(reference: date, unit: str, steps: int) -> _Days:
    """Return the week, month, quarter, half or year that lies `steps` from that of `reference`."""
    if unit == "day":
        day = reference + timedelta(days=steps)
        return day, day, "day"
    if unit == "week":
        monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=steps)
        return monday, monday + timedelta(days=6), "range"
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    begun = (reference.year * 12 + reference.month - 1) // months * months + steps * months
    first = date(begun // 12, begun % 12 + 1, 1)
    precision: Precision = {"month": "month", "quarter": "quarter", "half": "half"}.get(
        unit, "year"
    )  # type: ignore[assignment]
    return first, _month_end(begun + months - 1), precision


def _month_end(months: int) -> date:
    year, month = months // 12, months % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _year_part(match: re.Match[str], reference: date) -> _Days:
    if _group(match, "end"):
        return date(reference.year, 10, 1), date(reference.year, 12, 31), "quarter"
    return date(reference.year, 1, 1), date(reference.year, 3, 31), "quarter"


def _month_near(match: re.Match[str], reference: date) -> _Days:
    month = month_number(_group(match, "month"))
    year, steps = reference.year, _steps(match)
    if number := _group(match, "number"):
        day = date(year, month, int(number.removesuffix("er")))
        away = 1 if steps > 0 and day <= reference else -1 if steps < 0 and day >= reference else 0
        day = day.replace(year=year + away)
        return day, day, "day"
    if steps < 0 and month >= reference.month:
        year -= 1
    if steps > 0 and month <= reference.month:
        year += 1
    return date(year, month, 1), _month_end(year * 12 + month - 1), "month"


def _day_near(match: re.Match[str], reference: date) -> _Days:
    away = (WEEKDAYS[_group(match, "day")] - reference.weekday()) % 7
    steps = _steps(match)
    if steps < 0:
        away -= 7
    elif steps > 0:
        away = away or 7
    elif away > 3:
        away -= 7  # "this Tuesday", told on a Wednesday, is yesterday
    day = reference + timedelta(days=away)
    return day, day, "day"


def _season(match: re.Match[str], reference: date) -> _Days:
    begun = _SEASON_FIRST[_group(match, "season")]
    year, steps = reference.year, _steps(match)
    if begun == 12 and reference.month < 3:
        year -= 1  # a winter is named in January too
    ended = (year * 12 + begun + 1) < (reference.year * 12 + reference.month - 1)
    if steps < 0 and not ended:
        year -= 1
    if steps > 0 and begun <= reference.month:
        year += 1
    return date(year, begun, 1), _month_end(year * 12 + begun + 1), "quarter"


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _SMALL[said]


def _ago(match: re.Match[str], reference: date) -> _Days:
    unit, count = _UNIT_OF[_group(match, "unit")], _number(_group(match, "count"))
    return around(reference, unit, -count)


def _last_few(match: re.Match[str], reference: date) -> _Days:
    unit, count = _UNIT_OF[_group(match, "unit")], _number(_group(match, "count"))
    first, _, _ = around(reference, unit, -count)
    return first, reference, "range"


_A_UNIT = frozenset(_UNIT_OF) | {f"ال{word}" for word in _UNIT_OF}
_A_MONTH = frozenset(word for name in MONTHS for word in name.split())
_RULES: tuple[
    tuple[frozenset[str], re.Pattern[str], Callable[[re.Match[str], date], _Days]], ...
] = (
    (frozenset("hier demain yesterday tomorrow امس غدا".split()), _FIXED, _fixed),
    (_A_UNIT, _CALENDAR_FR, _calendar),
    (_A_UNIT, _CALENDAR_EN, _calendar),
    (_A_UNIT, _CALENDAR_AR, _calendar),
    (_A_UNIT, _YEAR_PART, _year_part),
    (_A_MONTH, _MONTH_NEAR, _month_near),
    (frozenset(WEEKDAYS), _DAY_NEAR, _day_near),
    (frozenset(_SEASON_FIRST), _SEASON, _season),
    (_A_UNIT, _AGO, _ago),
    (_A_UNIT, _LAST_FEW, _last_few),
)
RELATIVE: frozenset[str] = frozenset().union(*(needed for needed, _, _ in _RULES))
"""Words of which one stands in every text that tells a time from the day of speaking."""
