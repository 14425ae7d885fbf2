"""Find the quantities a text names and compare them as values, in French, English and Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final, Literal, NamedTuple

from assistant.language.number_words import spelled
from assistant.schema import Figure, Language, Span

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
_SPACE: Final = " \u00a0\u202f\u2009"

_MULTIPLIERS: Final[dict[str, Decimal]] = {
    **dict.fromkeys(
        "millier milliers mille thousand thousands ألف آلاف الف الاف".split(), Decimal(10**3)
    ),
    **dict.fromkeys(
        "million millions mn مليون ملايين مليونا".split(),
        Decimal(10**6),
    ),
    **dict.fromkeys("milliard milliards md mds mrd mrds".split(), Decimal(10**9)),
    **dict.fromkeys(
        "billion billions bn مليار ملايير مليارات مليارا بليون".split(), Decimal(10**9)
    ),
    **dict.fromkeys("trillion trillions تريليون ترليون".split(), Decimal(10**12)),
    # In the French-language press of Morocco MM is a thousand millions, as in MMDH.
    "mm": Decimal(10**9),
    "m": Decimal(10**6),
    "k": Decimal(10**3),
}
_CURRENCIES: Final[dict[str, str]] = {
    **dict.fromkeys("dh dhs mad dirham dirhams درهم دراهم درهما".split(), "MAD"),
    **dict.fromkeys("€ eur euro euros أورو يورو اورو".split(), "EUR"),
    **dict.fromkeys("$ usd dollar dollars us$ دولار دولارات".split(), "USD"),
}
_COMPACT: Final = {
    f"{prefix}{currency}": (scale, unit)
    for prefix, scale in {
        "k": Decimal(10**3), "m": Decimal(10**6), "md": Decimal(10**9),
        "mds": Decimal(10**9), "mm": Decimal(10**9),
    }.items()
    for currency, unit in {
        "dh": "MAD", "dhs": "MAD", "mad": "MAD", "€": "EUR", "eur": "EUR", "$": "USD", "usd": "USD",
    }.items()
}  # fmt: skip
_PERCENT: Final = {"%", "٪", "pc"}
_PERCENT_PHRASES: Final = ("pour cent", "per cent", "percent", "في المائة", "في المئة", "بالمائة")
_MEASURES: Final[dict[str, str]] = {
    **dict.fromkeys("tonne tonnes tons ton طن طنا أطنان اطنان".split(), "t"),
    **dict.fromkeys(
        "km kilomètre kilomètres kilometres kilometers كيلومتر كيلومترا كلم".split(), "km"
    ),
    **dict.fromkeys("ha hectare hectares هكتار هكتارا هكتارات".split(), "ha"),
    **dict.fromkeys("m2 m²".split(), "m2"),
    **dict.fromkeys("mw mégawatts megawatts ميغاواط".split(), "MW"),
    **dict.fromkeys("gw gigawatts".split(), "GW"),
}

_NUMBER: Final = re.compile(
    rf"""(?:(?<![\w.,])[-+]?|(?<=[\s\d][وبلف]))(?:
        \d{{1,3}}(?:[{_SPACE}.,]\d{{3}})+(?:[.,]\d{{1,2}})?(?![\d])
        |\d+(?:[.,]\d+)?
    )""",
    re.VERBOSE,
)
_NUMERIC: Final = "0123456789"
_DECIMAL_MARK: Final[dict[Language, str]] = {"fr": ",", "en": ".", "ar": "٫"}
_WORD: Final = re.compile(r"[^\W\d_]+[²2]?|[%٪€$]")
_BEFORE: Final = 28  # characters in front of a figure that may say how exact it is
_HOW_EXACT: Final = re.compile(
    r"(?<!\w)[وبف]?(?:"
    r"(?P<over>plus d[e'’]|pas moins d[e'’]|au moins|au[- ]delà d[e'’]|supérieure?s? à|over|"
    r"more than|no (?:less|fewer) than|at least|above|greater than|upwards of|[أا]كثر من|"
    r"[أا]زيد من|ما يزيد (?:عن|على)|ما لا يقل عن|على الأقل)"
    r"|(?P<under>moins d[e'’]|au plus|au maximum|inférieure?s? à|less than|fewer than|under|below|"
    r"at most|up to|[أا]قل من|ما لا يتجاوز|لا يتعدى)"
    r"|(?P<about>près d[e'’]|environ|quelque|autour d[e'’]|presque|approximativement|about|around|"
    r"nearly|almost|some|approximately|roughly|close to|حوالي|نحو|زهاء|قرابة|ما يقارب|تقريبا))"
    r"\s*(?:MAD|DH|USD|EUR|[$€])?\s*$",
    re.IGNORECASE,
)
# "80 à 120 millions": what is said of the second figure is meant of the first.
_TO: Final = re.compile(r"\s?(?:à|a|to|-|–|إلى|الى)\s?", re.IGNORECASE)
_AND: Final = re.compile(r"\s(?:et|and)\s|\s?و\s?")
_MONEY: Final = frozenset(_CURRENCIES.values())
# What stands behind millions that are no millions of something.
_COUNTS_NOTHING: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\s*(?!\s*(?:de\b|d['’]))", re.IGNORECASE),
    "en": re.compile(
        r"\s*(?:[^\w\s]|$|(?:from|by|in|to|for|and|or|was|were|is|are|will|has|had|as|on|at)\b)",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"\s*(?:[^\w\s]|$|(?:من|في|إلى|على|خلال|سنة|عام|و\w+)(?!\w))"),
}
_BETWEEN: Final = re.compile(r"\b(?:entre|between|بين)\s$", re.IGNORECASE)
_PREFIX: Final = re.compile(r"(MAD|DHS?|USD|US\$|EUR|€|\$)\s?$", re.IGNORECASE)


def find_figures(text: str, language: Language) -> list[Figure]:
    """Return the quantities of `text` in order, with value, canonical unit and where they stand.

    Units: MAD, EUR, USD, %, t, km, ha, m2, MW, GW, or "" for a bare number (what it counts is
    the words after it). 0,412 milliard de DH, 412 MDH and 412 millions de dirhams are one value.
    Years and days are numbers here too: `dates.find_dates` tells which.
    """
    readable = text.translate(_DIGITS)
    found = [_figure(text, readable, match, language) for match in _NUMBER.finditer(readable)]
    figures = [figure for figure in found if figure]
    ends = {figure.span.end for figure in figures}
    figures += [f for f in _spelled(text, readable, language) if f.span.end not in ends]
    figures.sort(key=lambda figure: figure.span.start)
    return _of_money(_ranged(figures, readable, language), readable, language)


def _figure(text: str, readable: str, match: re.Match[str], language: Language) -> Figure | None:
    value, end, unit = _number(match.group(), readable, match.end(), language), match.end(), ""
    if value is None:
        return None
    start = match.start()
    scaled, end, unit = _scale_and_unit(readable, end)
    if not unit and (prefix := _PREFIX.search(readable, max(0, start - 4), start)):
        unit, start = _CURRENCIES[prefix.group(1).lower()], prefix.start()
    return Figure(
        value=(value * scaled).normalize(),
        unit=unit,
        span=Span(start, end),
        words=text[start:end],
        **_precision(readable, start)._asdict(),
    )


class _Precision(NamedTuple):
    """How exact a figure is said to be."""

    approximate: bool
    bound: Literal["", "over", "under"]


def _precision(text: str, start: int) -> _Precision:
    found = _HOW_EXACT.search(text, max(0, start - _BEFORE), start)
    if found is None:
        return _Precision(False, "")
    return _Precision(True, "over" if found["over"] else "under" if found["under"] else "")


def _ranged(figures: Sequence[Figure], text: str, language: Language) -> list[Figure]:
    """Give the first figure of a range the scale and unit that stand behind the second."""
    ranged = list(figures)
    for at in range(len(ranged) - 1):
        one, other = ranged[at], ranged[at + 1]
        if one.unit or not other.words[-1:].strip(_NUMERIC):
            continue
        between = text[one.span.end : other.span.start]
        paired = _AND.fullmatch(between) and _BETWEEN.search(text, 0, one.span.start)
        if not (paired or _TO.fullmatch(between)):
            continue
        number = _NUMBER.match(text, other.span.start, other.span.end)
        bare = _number(number.group(), text, number.end(), language) if number else None
        if bare and one.value < bare:
            one = replace(one, value=(one.value * other.value / bare).normalize())
        ranged[at] = replace(one, unit=other.unit)
    return ranged


def _of_money(figures: list[Figure], text: str, language: Language) -> list[Figure]:
    """Give "dont 150 millions" the currency of the figure before it, where it counts no thing."""
    money = ""
    for at, figure in enumerate(figures):
        if figure.unit in _MONEY:
            money = figure.unit
        elif money and not figure.unit and abs(figure.value) >= 10**6:
            scaled = figure.words[-1:].isalpha()
            if scaled and _COUNTS_NOTHING[language].match(text, figure.span.end):
                figures[at] = replace(figure, unit=money)
    return figures


def _number(digits: str, text: str, end: int, language: Language) -> Decimal | None:
    """Read separators: groups of three are thousands, unless the number begins with a zero.

    One group of three after a comma or point, followed by "milliard", is a decimal in the press
    ("1,340 milliard"); before "millions" it is one where that mark is the language's decimal mark
    or the word is singular ("1.900 millions" are 1,9 milliard); elsewhere it is thousands.
    """
    sign = -1 if digits.startswith("-") else 1
    plain = re.sub(rf"[{_SPACE}]", "", digits.lstrip("+-"))
    groups = re.split(r"[.,]", plain)
    try:
        if len(groups) == 1:
            return sign * Decimal(plain)
        decimal = len(groups[-1]) != 3 or groups[0] in {"0", ""}
        if len(groups) == 2 and len(groups[-1]) == 3 and not decimal:
            decimal = len(groups[0]) > 3 or _is_decimal(plain, text, end, language)
        if decimal:
            return sign * Decimal("".join(groups[:-1]) + "." + groups[-1])
        return sign * Decimal("".join(groups))
    except InvalidOperation:
        return None


def _is_decimal(digits: str, text: str, end: int, language: Language) -> bool:
    """Tell whether three digits after a mark are decimals, by the scale that follows."""
    scale = _scale_and_unit(text, end)[0]
    if scale != 10**6 and language != "en":
        return scale > 10**6
    if scale < 10**6:
        return False
    singular = language == "fr" and re.match(rf"[{_SPACE}]*million\b", text[end : end + 12])
    return bool(singular) or _DECIMAL_MARK[language] in digits


def _scale_and_unit(text: str, end: int) -> tuple[Decimal, int, str]:
    """Read "milliards de DH", "MDH", "%" after a number: the factor, where they end, the unit."""
    scale = Decimal(1)
    position = end
    for _ in range(3):
        match = _next_word(text, position)
        if match is None:
            break
        word = match.group().lower()
        if word in _COMPACT and scale == 1:
            factor, unit = _COMPACT[word]
            return factor, match.end(), unit
        if word in _CURRENCIES:
            return scale, match.end(), _CURRENCIES[word]
        if word in _PERCENT:
            return scale, match.end(), "%"
        for phrase in _PERCENT_PHRASES:
            if text[match.start() : match.start() + len(phrase)].lower() == phrase:
                return scale, match.start() + len(phrase), "%"
        if word in _MEASURES:
            return scale, match.end(), _MEASURES[word]
        if word in _MULTIPLIERS and _is_scale(text, match, position):
            scale *= _MULTIPLIERS[word]
            position = end = match.end()
            continue
        if word in {"de", "d", "of", "من"} and scale > 1:
            position = match.end() + (text[match.end() : match.end() + 1] in {"'", "’"})
            continue
        break
    return scale, end, ""


def _is_scale(text: str, match: re.Match[str], position: int) -> bool:
    """Tell "3 M€" and "3 m" from "3 m de long": single letters count only before a currency."""
    if len(match.group()) > 2 or match.group().lower() in {"md", "mn", "bn"}:
        return True
    after = _next_word(text, match.end())
    if after is not None and after.group().lower() in _CURRENCIES:
        return True
    before = text[max(0, position - 14) : position]
    return bool(re.search(r"[$€]\s?[\d.,]+$", before))


def _next_word(text: str, position: int) -> re.Match[str] | None:
    while position < len(text) and text[position] in _SPACE:
        position += 1
    return _WORD.match(text, position)


def _spelled(text: str, readable: str, language: Language) -> Iterator[Figure]:
    for number in spelled(text, language):
        scale, end, unit = _scale_and_unit(readable, number.end)
        start = number.start
        yield Figure(
            value=number.value * scale,
            unit=unit,
            span=Span(start, end),
            words=text[start:end],
            **_precision(readable, start)._asdict(),
        )


def same_value(one: Figure, other: Figure) -> bool:
    """Tell whether two figures say the same: equal values in the same unit, where both have one."""
    return one.value == other.value and (not one.unit or not other.unit or one.unit == other.unit)
