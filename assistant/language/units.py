"""The scale and unit of a number, behind it ("MDH", "MWh") or over it ("en millions de DH")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

SPACE: Final = " \u00a0\u202f\u2009"

_MULTIPLIERS: Final[dict[str, Decimal]] = {
    **dict.fromkeys(
        "millier milliers mille thousand thousands ألف آلاف الف الاف ألفا الفا".split(),
        Decimal(10**3),
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
CURRENCIES: Final[dict[str, str]] = {
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
    **dict.fromkeys("mw mégawatt mégawatts megawatt megawatts ميغاواط ميغاوات".split(), "MW"),
    **dict.fromkeys("gw gigawatt gigawatts جيغاواط جيجاوات".split(), "GW"),
    **dict.fromkeys("kw kilowatt kilowatts كيلوواط كيلووات".split(), "kW"),
    **dict.fromkeys("mwh mégawattheure mégawattheures".split(), "MWh"),
    **dict.fromkeys("gwh gigawattheure gigawattheures".split(), "GWh"),
    **dict.fromkeys("kwh kilowattheure kilowattheures".split(), "kWh"),
}
_POWER: Final = frozenset({"kW", "MW", "GW"})
# Power over time is energy: "ميغاواط ساعة", "megawatt-hours", "mégawatts-heures".
_HOURS: Final = re.compile(
    rf"(?:[{SPACE}/·-]|[{SPACE}]في[{SPACE}])?(?:hours?|heures?|h|(?:ال)?ساعة)(?!\w)",
    re.IGNORECASE,
)
_JOINS: Final = frozenset("-\u2011")  # "a 250,000-tonne mark"
# "MAD 96m": a single letter is a scale only where the number is money.
_PRICED: Final = re.compile(r"(?:[$€]|(?<!\w)(?:MAD|DHS?|USD|EUR))\s?[\d.,]+$", re.IGNORECASE)

_WORD: Final = re.compile(r"[^\W\d_]+[²2]?|[%٪€$]")


def scale_and_unit(text: str, end: int) -> tuple[Decimal, int, str]:
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
        if word in CURRENCIES:
            return scale, match.end(), CURRENCIES[word]
        if word in _PERCENT:
            return scale, match.end(), "%"
        for phrase in _PERCENT_PHRASES:
            if text[match.start() : match.start() + len(phrase)].lower() == phrase:
                return scale, match.start() + len(phrase), "%"
        if word in _MEASURES:
            return scale, *_measure(text, match.end(), _MEASURES[word])
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
    if after is not None and after.group().lower() in CURRENCIES:
        return True
    before = text[max(0, position - 14) : position]
    return _PRICED.search(before) is not None


def _measure(text: str, end: int, unit: str) -> tuple[int, str]:
    """Return where a measure ends and what it is: with hours behind it, power is energy."""
    hours = _HOURS.match(text, end) if unit in _POWER else None
    return (hours.end(), f"{unit}h") if hours else (end, unit)


def _next_word(text: str, position: int) -> re.Match[str] | None:
    while position < len(text) and text[position] in SPACE:
        position += 1
    joined = text[position : position + 1] in _JOINS and text[position - 1 : position].isalnum()
    return _WORD.match(text, position + joined)


# --- over a column or a table -------------------------------------------------------------------

_IN: Final = re.compile(r"[(\[]\s*|\b(?:en|in)\s+", re.IGNORECASE)
_IN_ARABIC: Final = re.compile(r"(?<!\w)ب(?:ال)?(?=\w{2})")
_THE: Final = re.compile(r"(?<!\w)ال(?=\w{2})")
_SCALE_BEHIND: Final = re.compile(r"\s?(?P<word>m|bn|k|millions?|billions?|thousands?)\b", re.I)


def units_named(text: str, *, alone: bool = False) -> Iterator[tuple[Decimal, str]]:
    """Yield the scales and units in which a text says that figures are: "(MDH)", "in tonnes".

    `alone`: the text may be the unit itself, as the head of a column is.
    """
    plain = _THE.sub("", _IN_ARABIC.sub("in ", text))
    starts = [match.end() for match in _IN.finditer(plain)]
    for start in [*starts, *([0] if alone else [])]:
        scale, end, unit = scale_and_unit(plain, start)
        if unit and scale == 1 and (behind := _SCALE_BEHIND.match(plain, end)):
            scale = _MULTIPLIERS[behind["word"].lower()]
        if unit or scale > 1:
            yield scale, unit
