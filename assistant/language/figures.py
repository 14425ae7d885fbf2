"""Find the quantities a text names and compare them as values, in French, English and Arabic."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

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
    **dict.fromkeys("billion billions bn مليار ملايير مليارات مليارا".split(), Decimal(10**9)),
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
    **dict.fromkeys("tonne tonnes tons ton طن أطنان اطنان".split(), "t"),
    **dict.fromkeys("km kilomètre kilomètres kilometres kilometers كيلومتر كلم".split(), "km"),
    **dict.fromkeys("ha hectare hectares هكتار هكتارات".split(), "ha"),
    **dict.fromkeys("m2 m²".split(), "m2"),
    **dict.fromkeys("mw mégawatts megawatts ميغاواط".split(), "MW"),
    **dict.fromkeys("gw gigawatts".split(), "GW"),
}

_NUMBER: Final = re.compile(
    rf"""(?<![\w.,])[-+]?(?:
        \d{{1,3}}(?:[{_SPACE}.,]\d{{3}})+(?:[.,]\d{{1,2}})?(?![\d])
        |\d+(?:[.,]\d+)?
    )""",
    re.VERBOSE,
)
_WORD: Final = re.compile(r"[^\W\d_]+[²2]?|[%٪€$]")
_APPROXIMATE: Final = re.compile(
    r"(?:près d[e']|environ|quelque|plus d[e']|moins d[e']|autour d[e']|presque|"
    r"about|around|nearly|almost|some|over|more than|less than|approximately|roughly|"
    r"حوالي|نحو|أكثر من|زهاء|قرابة|ما يقارب|أزيد من)\s*(?:MAD|DH|USD|EUR|[$€])?\s*$",
    re.IGNORECASE,
)
_PREFIX: Final = re.compile(r"(MAD|DHS?|USD|US\$|EUR|€|\$)\s?$", re.IGNORECASE)

_NUMBER_WORDS: Final[dict[Language, dict[str, int]]] = {
    "fr": {
        "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
        "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15,
        "seize": 16, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "cent": 100,
    },
    "en": {
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
        "forty": 40, "fifty": 50,
    },
    "ar": {
        "ثلاثة": 3, "ثلاث": 3, "أربعة": 4, "أربع": 4, "خمسة": 5, "خمس": 5, "ستة": 6, "ست": 6,
        "سبعة": 7, "سبع": 7, "ثمانية": 8, "ثماني": 8, "تسعة": 9, "تسع": 9, "عشرة": 10, "عشر": 10,
        "عشرين": 20, "عشرون": 20,
    },
}  # fmt: skip
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def find_figures(text: str, language: Language) -> list[Figure]:
    """Return the quantities of `text` in order, with value, canonical unit and where they stand.

    Units: MAD, EUR, USD, %, t, km, ha, m2, MW, GW, or "" for a bare number (what it counts is
    the words after it). 0,412 milliard de DH, 412 MDH and 412 millions de dirhams are one value.
    Years and days are numbers here too: `dates.find_dates` tells which.
    """
    readable = text.translate(_DIGITS)
    figures = [_figure(text, readable, match) for match in _NUMBER.finditer(readable)]
    spelled = _spelled(text, language)
    return sorted([f for f in figures if f] + spelled, key=lambda figure: figure.span.start)


def _figure(text: str, readable: str, match: re.Match[str]) -> Figure | None:
    value, end, unit = _number(match.group(), readable, match.end()), match.end(), ""
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
        approximate=bool(_APPROXIMATE.search(readable, max(0, start - 24), start)),
    )


def _number(digits: str, text: str, end: int) -> Decimal | None:
    """Read separators: groups of three are thousands, unless the number begins with a zero.

    One group of three after a comma or point, followed by a word of scale, is a decimal in
    the press ("1,340 milliard"); without one it is thousands in all three languages.
    """
    sign = -1 if digits.startswith("-") else 1
    plain = re.sub(rf"[{_SPACE}]", "", digits.lstrip("+-"))
    groups = re.split(r"[.,]", plain)
    try:
        if len(groups) == 1:
            return sign * Decimal(plain)
        decimal = len(groups[-1]) != 3 or groups[0] in {"0", ""}
        if len(groups) == 2 and len(groups[-1]) == 3 and not decimal:
            decimal = len(groups[0]) > 3 or _scale_and_unit(text, end)[0] >= 10**6
        if decimal:
            return sign * Decimal("".join(groups[:-1]) + "." + groups[-1])
        return sign * Decimal("".join(groups))
    except InvalidOperation:
        return None


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


def _spelled(text: str, language: Language) -> list[Figure]:
    found = []
    for match in _LETTERS.finditer(text):
        value = _NUMBER_WORDS[language].get(match.group().lower())
        if value is not None:
            scale, end, unit = _scale_and_unit(text, match.end())
            span = Span(match.start(), end)
            found.append(Figure(value * scale, unit, span, text[span.start : end]))
    return found


def same_value(one: Figure, other: Figure) -> bool:
    """Tell whether two figures say the same: equal values in the same unit, where both have one."""
    return one.value == other.value and (not one.unit or not other.unit or one.unit == other.unit)
