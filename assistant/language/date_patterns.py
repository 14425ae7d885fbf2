"""The forms in which French, English and Arabic name a part of a year, as patterns and readers.

All patterns read text folded by `calendar_words` and have bounded repetition only, so that a
search is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.language.calendar_words import MONTHS, WEEKDAYS, month_number, one_of

Precision = Literal["day", "month", "quarter", "half", "year", "range"]
MonthDay = tuple[int, int]  # a day 0 is the last of the month


@dataclass(frozen=True, slots=True)
class Atom:
    """A part of a year as a text names it, not yet resolved to days.

    `year` is None when the text leaves it out; a `first` after `last` began the year before.
    `weak` atoms (a month's bare name) count only beside others.
    """

    start: int
    end: int
    year: int | None
    first: MonthDay
    last: MonthDay
    precision: Precision
    weak: bool = False
    spread: int = 0  # whole years that `first` lies further back


# A word may follow the Arabic one-letter words "and, in, to, so, like" without a space.
EDGE = r"(?:(?<!\w)|(?<=\W[وبفلك])|(?<=^[وبفلك]))"
_GAP = r"[ \t\n]{1,2}"
_MONTH = one_of(MONTHS)
_FULL_NAMES = {name: n for name, n in MONTHS.items() if len(name) > 4 or name in ("mars", "mai")}
_FULL_NAMES |= {name: n for name, n in MONTHS.items() if name in ("may", "june", "july", "juin")}
_FULL_NAMES |= {name: n for name, n in MONTHS.items() if name in ("aout", "مارس", "ماي", "يناير")}
_FULL_NAMES |= {name: n for name, n in MONTHS.items() if name in ("غشت", "مايو", "تموز", "شباط")}
_FULL = one_of(_FULL_NAMES)
_SHORT = r"(?:janv|fevr|fev|avr|juil|sept|oct|nov|dec|jan|feb|apr|aug|sep)\."
_WEEKDAY = rf"(?:{one_of(WEEKDAYS)}[.,]?{_GAP}(?:le{_GAP}|the{_GAP})?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th)?(?!\d)|premier|فاتح"
_YEAR = r"(?P<year>1\d\d\d|20\d\d)(?=م(?!\w)|(?!\w))(?![.,]\d)م?"
_YEAR_LINK = (
    rf"(?:[,،]?{_GAP}(?:de{_GAP}(?:l'(?:annee|an){_GAP})?|of{_GAP}|(?:من{_GAP})?"
    rf"(?:ال)?(?:سنه|عام){_GAP}|ل(?:سنه|عام){_GAP}|من{_GAP})?)"
)
_DAYS_BEFORE = (
    rf"(?:(?P<from>{_DAY})(?:, ?(?:{_DAY})){{0,3}}"
    rf"(?:{_GAP}(?:et|and|au|to|a|الي)(?:{_GAP}le)?{_GAP}| ?- ?|{_GAP}و ?))"
)
_TWICE = rf"(?: ?[/(] ?{_MONTH}\)?)?"

_DAY_MONTH = re.compile(
    rf"(?:(?<![\w.,/])|(?<=\W[وبفلك])){_WEEKDAY}?{_DAYS_BEFORE}?(?P<day>{_DAY})(?:{_GAP}(?:of{_GAP}|من{_GAP})?|-)"
    rf"(?:شهر{_GAP})?(?P<month>{_MONTH}){_TWICE}(?!\w)(?P<dot>\.?)(?:(?:{_YEAR_LINK}|-|\.){_YEAR})?"
)
_MONTH_DAY = re.compile(
    rf"(?<!\w){_WEEKDAY}?(?P<month>{_MONTH})(?!\w)\.?{_GAP}(?:the{_GAP})?"
    rf"(?:(?P<from>{_DAY})(?: ?- ?|{_GAP}(?:to|and){_GAP}))?(?P<day>{_DAY})(?!\w)"
    rf"(?:(?:,{_GAP}?|{_GAP}){_YEAR})?"
)
_MONTH_YEAR = re.compile(rf"{EDGE}(?P<month>{_MONTH}){_TWICE}(?!\w)\.?(?:{_YEAR_LINK}|-|/){_YEAR}")
_MONTH_ALONE = re.compile(rf"{EDGE}(?P<month>{_FULL}|{_SHORT})(?!\w)")
_MONTH_LEAD = re.compile(
    r"(?:(?<!\w)(?:en|in|depuis|since|des|until|jusqu'en|jusqu'a|during|by|fin|debut|courant|mi|late|"
    r"early|mid|mois de|mois d'|month of|في|منذ|شهر|خلال|متم|نهايه|بدايه|مطلع|منتصف)[ \-]| d')$"
)
_ISO = re.compile(
    r"(?<![\w./\-])(?P<year>(?:19|20)\d\d)(?P<mark>[\-/.])(?P<month>0[1-9]|1[0-2])"
    r"(?:(?P=mark)(?P<day>0[1-9]|[12]\d|3[01]))?(?![\d/\-]|\.\d)"
)
_DAY_FIRST = re.compile(
    r"(?<![\d./\-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark> ?[/\-] ?|\.)(?P<month>0?[1-9]|1[0-2])"
    r"(?P=mark)(?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\d/\-]|[.,]\d)"
)
_MONTH_SLASH = re.compile(r"(?<![\d./\-])(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)(?![\d/\-])")

_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "premier premiere 1er 1ere first 1st الاول الاولي",
            "deuxieme second seconde 2e 2eme 2nd 2nde second الثاني الثانيه",
            "troisieme 3e 3eme third 3rd الثالث الثالثه",
            "quatrieme 4e 4eme dernier fourth 4th last final الرابع الرابعه الاخير",
        ),
        start=1,
    )
    for word in words.split()
}
_ORDINAL = one_of(_ORDINALS)
_LINK = (
    rf"{_GAP}(?:(?:de|du|of|in|من|ل){_GAP})?(?:l'|the{_GAP}|cette{_GAP})?"
    rf"(?:(?:annee|an|exercice|year|(?:ال)?سنه|(?:ال)?عام|لسنه|لعام){_GAP})?"
)
_QUARTER = re.compile(
    rf"(?<!\w)(?:(?:(?P<ordinal>{_ORDINAL}){_GAP}(?P<unit>trimestre|semestre|moitie|quarter|half))"
    rf"|(?:(?P<unit_ar>(?:ال)?(?:ربع|فصل|نصف|اسدس|سداسي|شطر)){_GAP}(?P<ordinal_ar>{_ORDINAL})))"
    rf"(?!\w)(?:{_LINK}{_YEAR})?"
)
_QUARTER_CODE = re.compile(
    rf"(?<!\w)(?:(?P<unit>[tqsh])(?P<number>[1-4])|(?P<number2>[1-4])(?P<unit2>[tqsh]))"
    rf"(?:[ \-/]?(?:de )?|-){_YEAR}"
)
_HALVES = ("semestre", "moitie", "half", "نصف", "اسدس", "سداسي", "شطر")
_SEASONS = {
    name: first
    for first, names in (
        (3, "printemps spring ربيع"),
        (6, "ete summer صيف"),
        (9, "automne autumn fall خريف"),
        (12, "hiver winter شتاء"),
    )
    for name in names.split()
}
_SEASON = re.compile(
    rf"{EDGE}(?<!a )(?<!ont )(?<!ait )(?<!aient )(?<!ayant )(?<!avoir )"
    rf"(?P<season>{one_of(_SEASONS)}){_LINK}{_YEAR}(?:[-/](?P<next>\d\d(?:\d\d)?)(?!\w))?"
)
_COUNTS = {
    word: number
    for number, words in (
        (2, "deux two"),
        (3, "trois three الثلاثه"),
        (4, "quatre four الاربعه"),
        (5, "cinq five الخمسه"),
        (6, "six السته"),
        (7, "sept seven السبعه"),
        (8, "huit eight الثمانيه"),
        (9, "neuf nine التسعه"),
        (10, "dix ten العشره"),
        (11, "onze eleven"),
    )
    for word in words.split()
}
_COUNT = rf"(?:1[01]|[2-9]|{one_of(_COUNTS)})"
_COUNT_NAMES = ("count", "count2", "count3", "count4", "count5")
_FIRST_MONTHS = re.compile(
    rf"(?<!\w)(?:(?P<count>{_COUNT}){_GAP}premiers{_GAP}mois"
    rf"|premiers{_GAP}(?P<count2>{_COUNT}){_GAP}mois|first{_GAP}(?P<count3>{_COUNT}){_GAP}months"
    rf"|(?P<count4>{_COUNT}){_GAP}(?:اشهر|شهور|الاشهر){_GAP}الاولي"
    rf"|(?:ال)?اشهر{_GAP}(?P<count5>{_COUNT}){_GAP}الاولي)(?:{_LINK}{_YEAR})?"
)

Reader = Callable[[re.Match[str], str], Iterator[Atom]]


def _number(digits: str) -> int:
    """Return the day that `digits` names: "1er", "2nd" or a word for the first."""
    found = re.match(r"\d+", digits)
    return int(found[0]) if found else 1


def _year_of(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _read_day(match: re.Match[str], text: str) -> Iterator[Atom]:
    """Read a day or days of a month; a doubtful month's name needs a year or a capital."""
    name, year = match["month"], _year_of(match)
    if year is None:
        written = text[match.start("month") : match.end("month")]
        if name in ("may", "march", "mar") and not written[:1].isupper():
            return
        dotted = match.groupdict().get("dot") == "."
        if name not in _FULL_NAMES and not dotted:
            return
    month, day = month_number(name), _number(match["day"])
    first = _number(match["from"]) if match["from"] else day
    if first <= day:
        precision: Precision = "day" if first == day else "range"
        full_stop = year is None and match.group().endswith(".") and name in _FULL_NAMES
        end = match.end() - full_stop
        yield Atom(match.start(), end, year, (month, first), (month, day), precision)


def _read_month(match: re.Match[str], text: str) -> Iterator[Atom]:
    month = month_number(match["month"])
    year = int(match["year"])
    yield Atom(match.start(), match.end(), year, (month, 1), (month, 0), "month")


def _read_month_alone(match: re.Match[str], text: str) -> Iterator[Atom]:
    name = match["month"].rstrip(".")
    month = month_number(name)
    lead = _MONTH_LEAD.search(match.string, max(0, match.start() - 12), match.start())
    yield Atom(match.start(), match.end(), None, (month, 1), (month, 0), "month", weak=lead is None)


def _read_numeric(match: re.Match[str], text: str) -> Iterator[Atom]:
    parts = match.groupdict()
    year, month = int(match["year"]), int(match["month"])
    year += 0 if year > 99 else 2000 if year < 69 else 1900
    if parts.get("day"):
        day = (month, int(match["day"]))
        yield Atom(match.start(), match.end(), year, day, day, "day")
    elif parts.get("mark", "/") != ".":
        yield Atom(match.start(), match.end(), year, (month, 1), (month, 0), "month")


def _read_quarter(match: re.Match[str], text: str) -> Iterator[Atom]:
    unit = match["unit"] or match["unit_ar"].removeprefix("ال")
    number = _ORDINALS[match["ordinal"] or match["ordinal_ar"]]
    half = unit in _HALVES
    if half and (
        match["ordinal"] in ("dernier", "last", "final") or match["ordinal_ar"] == "الاخير"
    ):
        number = 2
    yield from _part(match, number, half, _year_of(match))


def _read_quarter_code(match: re.Match[str], text: str) -> Iterator[Atom]:
    unit = match["unit"] or match["unit2"]
    number = int(match["number"] or match["number2"])
    yield from _part(match, number, unit in "sh", int(match["year"]))


def _part(match: re.Match[str], number: int, half: bool, year: int | None) -> Iterator[Atom]:
    """Yield the `number`-th half or quarter of a year."""
    months = 6 if half else 3
    last = number * months
    if last <= 12:
        precision: Precision = "half" if half else "quarter"
        yield Atom(match.start(), match.end(), year, (last - months + 1, 1), (last, 0), precision)


def _read_season(match: re.Match[str], text: str) -> Iterator[Atom]:
    first = _SEASONS[match["season"]]
    last = (first + 1) % 12 + 1
    year = int(match["year"])
    if match["next"] and int(match["next"]) % 100 == (year + 1) % 100 and first > last:
        year += 1  # winter 2016-2017
    yield Atom(match.start(), match.end(), year, (first, 1), (last, 0), "quarter")


def _read_first_months(match: re.Match[str], text: str) -> Iterator[Atom]:
    said = next(match[name] for name in _COUNT_NAMES if match[name])
    last = int(said) if said.isdigit() else _COUNTS[said]
    yield Atom(match.start(), match.end(), _year_of(match), (1, 1), (last, 0), "range")


# What a text must hold for a pattern to be worth a search: digits that may be a year, digits with
# a sign between, or one of these words.
A_YEAR = re.compile(r"(?:1\d|20)\d\d")
_A_YEAR = frozenset(["2000"])
_NUMERIC = frozenset("/")
_A_MONTH = frozenset(word for name in MONTHS for word in name.split())
_A_PART = frozenset(
    "trimestre semestre moitie quarter half ربع فصل نصف اسدس سداسي شطر"
    " الربع الفصل النصف الاسدس السداسي الشطر".split()
)
RULES: tuple[tuple[frozenset[str], re.Pattern[str], Reader], ...] = (
    (_A_MONTH, _DAY_MONTH, _read_day),
    (_A_MONTH, _MONTH_DAY, _read_day),
    (_A_MONTH, _MONTH_YEAR, _read_month),
    (_A_MONTH, _MONTH_ALONE, _read_month_alone),
    (_NUMERIC, _ISO, _read_numeric),
    (_NUMERIC, _DAY_FIRST, _read_numeric),
    (_NUMERIC, _MONTH_SLASH, _read_numeric),
    (_A_PART, _QUARTER, _read_quarter),
    (_A_YEAR, _QUARTER_CODE, _read_quarter_code),
    (frozenset(_SEASONS), _SEASON, _read_season),
    (frozenset("premiers first الاولي".split()), _FIRST_MONTHS, _read_first_months),
)
_TOKEN = re.compile(r"[^\W\d_]+")
_CLITICS = "وبفلك"


def telling_words(folded: str) -> set[str]:
    """Return the words of a folded text; "0" for digits, "2000" for a year, "/" for a sign between
    digits.
    """
    found = set(_TOKEN.findall(folded))
    found |= {word[1:] for word in found if word[0] in _CLITICS}
    if re.search(r"\d", folded):
        found.add("0")
        if A_YEAR.search(folded):
            found.add("2000")
        if re.search(r"\d ?[/.\-] ?\d", folded):
            found.add("/")
    return found
