"""Find the quantities a text names and compare them as values, in French, English and Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final, Literal, NamedTuple

from assistant.language.number_words import is_round, spelled
from assistant.language.units import CURRENCIES, SPACE, scale_and_unit
from assistant.schema import Figure, Language, Span

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
_NUMBER: Final = re.compile(
    rf"""(?:(?<![\w.,])[-+]?|(?<=[\s\d][وبلف])|(?<=[\s\d][وبلف]ـ))(?:
        \d{{1,3}}(?:[{SPACE}.,]\d{{3}})+(?:[.,]\d{{1,2}})?(?![\d])
        |\d+(?:[.,]\d+)?
    )""",
    re.VERBOSE,
)
_NUMERIC: Final = "0123456789"
_DECIMAL_MARK: Final[dict[Language, str]] = {"fr": ",", "en": ".", "ar": "٫"}
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
_MONEY: Final = frozenset(CURRENCIES.values())
# What stands behind millions that are no millions of something.
_COUNTS_NOTHING: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\s*(?!\s*(?:de\b|d['’]))", re.IGNORECASE),
    "en": re.compile(
        r"\s*(?:[^\w\s]|$|(?:from|by|in|to|for|and|or|was|were|is|are|will|has|had|as|on|at|that|"
        r"which|who|while|when|but|if|after|before|since|until|against|came|comes|went|goes)\b)",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"\s*(?:[^\w\s]|$|(?:من|في|إلى|على|خلال|سنة|عام|و\w+)(?!\w))"),
}
# "half a million", "un quart de milliard", "نصف مليار"; the scale follows.
_FRACTIONS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:(?:un )?(?P<half>demi[- ])|(?P<threequarters>trois quarts d(?:e |['’]un ))|"
        r"(?:un )?(?P<quarter>quart d(?:e |['’]un )))(?=(?:million|milliard)\b)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:(?:an? )?(?P<half>half)|(?P<threequarters>three[ -]quarters)|"
        r"(?:an?|one)[ -](?P<quarter>quarter))(?: of)?(?:[ -]an?)?[ -](?=(?:m|b|tr)illion\b)",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)[وبل]?(?:(?P<half>نصف)|(?P<quarter>ربع)) (?=(?:مليون|مليار|بليون)(?!\w))"
    ),
}
_SHARES: Final = {
    "half": Decimal("0.5"), "quarter": Decimal("0.25"), "threequarters": Decimal("0.75"),
}  # fmt: skip
_BETWEEN: Final = re.compile(r"\b(?:entre|between|بين)\s$", re.IGNORECASE)
_PREFIX: Final = re.compile(r"(MAD|DHS?|USD|US\$|EUR|€|\$)\s?$", re.IGNORECASE)


def find_figures(text: str, language: Language) -> list[Figure]:
    """Return the quantities of `text` in order, with value, canonical unit and where they stand.

    Units: MAD, EUR, USD, %, t, km, ha, m2, kW, MW, GW, kWh, MWh, GWh, or "" for a bare
    number (what it counts is the words after it). 0,412 milliard de DH, 412 MDH and 412 millions
    de dirhams are one value.
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
    scaled, end, unit = scale_and_unit(readable, end)
    if not unit and (prefix := _PREFIX.search(readable, max(0, start - 4), start)):
        unit, start = CURRENCIES[prefix.group(1).lower()], prefix.start()
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
    plain = re.sub(rf"[{SPACE}]", "", digits.lstrip("+-"))
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
    scale = scale_and_unit(text, end)[0]
    if scale != 10**6 and language != "en":
        return scale > 10**6
    if scale < 10**6:
        return False
    singular = language == "fr" and re.match(rf"[{SPACE}]*million\b", text[end : end + 12])
    return bool(singular) or _DECIMAL_MARK[language] in digits


def _spelled(text: str, readable: str, language: Language) -> Iterator[Figure]:
    """Yield the numbers in words; of "a quarter of a billion" a quarter, not the billion."""
    parts = [
        (_SHARES[match.lastgroup or ""], match.start(), match.end())
        for match in _FRACTIONS[language].finditer(text)
    ]
    whole = [(Decimal(value), start, end) for value, start, end in spelled(text, language)]
    parted = [one for one in whole if not any(start <= one[1] <= end for _, start, end in parts)]
    for value, start, behind in [*parts, *parted]:
        scale, end, unit = scale_and_unit(readable, behind)
        figure = Figure(
            value=(value * scale).normalize(),
            unit=unit,
            span=Span(start, end),
            words=text[start:end],
            **_precision(readable, start)._asdict(),
        )
        yield replace(figure, approximate=True) if is_round(text, start, end) else figure


def same_value(one: Figure, other: Figure) -> bool:
    """Tell whether two figures say the same: equal values in the same unit, where both have one."""
    return one.value == other.value and (not one.unit or not other.unit or one.unit == other.unit)
