"""Numbers that a text spells out: twenty-five, deux cent quarante, خمسة وعشرون."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from assistant.language.text import fold
from assistant.schema import Language

# Whole words: the Arabic vowels that may stand in one are no letters to `re`.
_LETTERS: Final = re.compile(r"(?<![\u064b-\u0652])[^\W\d_]++(?![\u064b-\u0652])")
_LINKS: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"[ -]| et |-et-"),
    "en": re.compile(r"[ -]| and "),
    "ar": re.compile(r" "),
}
_HUNDREDS: Final = {100, 200, 300, 400, 500, 600, 700, 800, 900}
_NEW: Final = "neuf"  # nine before a noun, new behind one
_A_WORD: Final = re.compile(r"\s(?!(?:de|du|des|d|et|ou|à|en|pour|par|sur|dans|qui|que)\b)[^\W\d_]")
_PER: Final = re.compile(r"\bpour $")
# "a million" is a figure; "a" alone is none.
_ONE: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\bun (?=(?:millier|million|milliard)s?\b)|\b(?=mille\b)", re.I),
    "en": re.compile(r"\b(?:an?|one) (?=(?:thousand|million|billion|trillion)\b)", re.I),
    "ar": re.compile(r"(?:(?<=\s)و|(?<![\w.,]))(?=(?:[أا]لف|مليون|مليار)(?!\w))"),
}  # fmt: skip


class Spelled(NamedTuple):
    """A number and the stretch of text that spells it."""

    value: int
    start: int
    end: int


def _numbered(first: int, words: str, step: int = 1) -> dict[str, int]:
    return {word: first + step * at for at, word in enumerate(words.split())}


def _arabic() -> dict[str, int]:
    """Return the Arabic number words as they are written, with and without hamza and "and"."""
    # From three on, each has a masculine and a feminine form.
    units = [
        "اثنان اثنين اثنتان اثنتين اثني اثنا اثنتي اثنتا", "ثلاثة ثلاث", "أربعة أربع",
         "خمسة خمس", "ستة ست",
        "سبعة سبع", "ثمانية ثماني ثمان", "تسعة تسع", "عشرة عشر",
    ]  # fmt: skip
    tens = "عشر ثلاث أربع خمس ست سبع ثمان تسع"
    found = {word: 2 + at for at, words in enumerate(units) for word in words.split()}
    for at, ten in enumerate(tens.split()):
        found |= dict.fromkeys((f"{ten}ون", f"{ten}ين"), 20 + 10 * at)
    found |= dict.fromkeys("مئة مائة".split(), 100)
    found |= dict.fromkeys("مئتان مئتين مئتي مائتان مائتين مائتي".split(), 200)
    for at, unit in enumerate("ثلاث أربع خمس ست سبع ثمان تسع".split()):
        found |= dict.fromkeys((f"{unit}مئة", f"{unit}مائة"), 300 + 100 * at)
    found |= dict.fromkeys("ألفان ألفين ألفي".split(), 2_000)
    found |= dict.fromkeys("مليونان مليونين مليوني".split(), 2 * 10**6)
    found |= dict.fromkeys("ملياران مليارين ملياري".split(), 2 * 10**9)
    return found | {fold(word): value for word, value in found.items()}


_WORDS: Final[Mapping[Language, Mapping[str, int]]] = {
    "fr": {
        **_numbered(2, "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
                       "quinze seize"),
        **_numbered(20, "vingt trente quarante cinquante soixante", 10),
        "vingts": 20, "septante": 70, "nonante": 90, "cent": 100, "cents": 100,
    },
    "en": {
        **_numbered(2, "two three four five six seven eight nine ten eleven twelve thirteen "
                       "fourteen fifteen sixteen seventeen eighteen nineteen"),
        **_numbered(20, "twenty thirty forty fifty sixty seventy eighty ninety", 10),
        "hundred": 100,
    },
    "ar": _arabic(),
}  # fmt: skip
# Clitics that stand before a number word; after "and" it may go on the number before it.
_CLITICS: Final = ("و", "ال", "ل", "ب", "وال", "بال", "لل", "ول", "وب")
_PREFIXED: Final = {
    f"{clitic}{word}": (value, len(clitic))
    for word, value in _WORDS["ar"].items()
    for clitic in _CLITICS
}


def spelled(text: str, language: Language) -> list[Spelled]:
    """Return the numbers that `text` spells out in words, in order; "one" alone is none.

    Scales are left to the reader: of "two million" it returns two, of "a million" one.
    """
    found = list(_joined(text, language))
    taken = {number.end for number in found}
    for match in _ONE[language].finditer(text):
        if not any(text[end : match.start()].isspace() for end in taken):
            found.append(Spelled(1, match.start(), match.end()))
    return sorted(found, key=lambda number: number.start)


def _joined(text: str, language: Language) -> Iterator[Spelled]:
    known, link = _WORDS[language], _LINKS[language]
    number: Spelled | None = None
    for match in _LETTERS.finditer(text):
        word = match[0].lower()
        value, clitic = known.get(word), 0
        if value is None and language == "ar":
            value, clitic = _PREFIXED.get(word, (None, 0))
        if value is None or not _counts(word, text, match):
            continue
        if number is not None and link.fullmatch(text, number.end, match.start()):
            both = _together(number.value, value, language)
            if both:
                number = Spelled(both, number.start, match.end())
                continue
        if number is not None:
            yield number
        number = Spelled(value, match.start() + clitic, match.end())
    if number is not None:
        yield number


def _counts(word: str, text: str, match: re.Match[str]) -> bool:
    if word == "cent" and _PER.search(text, 0, match.start()):
        return False
    return word != _NEW or bool(_A_WORD.match(text, match.end()))


def _together(value: int, following: int, language: Language) -> int | None:
    """Return the number that two number words make, or None where each stands for itself."""
    last = value % 100
    if following == 100 and value < 10:
        return value * 100
    if language == "fr" and value % 100 == 4 and following == 20:  # quatre-vingts
        return value - 4 + 80
    if last == 0 and following < 100:
        return value + following
    if last % 10 == 0 and last and following < 10 and (last >= 20 or language == "fr"):
        return value + following
    if language == "fr" and last in {60, 80} and 10 <= following <= 16:
        return value + following
    if language == "ar" and 2 <= last <= 9 and following % 10 == 0 and following < 100:
        return value + following
    return None
