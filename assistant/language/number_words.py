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
    "ar": re.compile(r" و?"),
}
_HUNDREDS: Final = {100, 200, 300, 400, 500, 600, 700, 800, 900}
_NEW: Final = "neuf"  # nine before a noun, new behind one
_A_WORD: Final = re.compile(r"\s(?!(?:de|du|des|d|et|ou|à|en|pour|par|sur|dans|qui|que)\b)[^\W\d_]")
# "Une trentaine d'ateliers", "a dozen workshops": about so many. Millions are left to be read.
_ROUND: Final[Mapping[Language, Mapping[str, int]]] = {
    "fr": {
        "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
        "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
    },
    "en": {"dozen": 12},
    "ar": {},
}  # fmt: skip
_ROUNDLY: Final = re.compile(
    r"\bune \w+(?= d(?:e (?!milli)|['’]))|(?<!half )\ba dozen(?= [^\W\d_])", re.IGNORECASE
)
# Behind these ten is a part of an ordinal: الحادية عشرة is the eleventh.
_ORDINAL_UNIT: Final = re.compile(r"(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع)[ةه]?\s\Z")
_TEN: Final = frozenset(("عشر", "عشرة", "عشره"))
_PER: Final = re.compile(r"\bpour $")
_DIGIT_BEFORE: Final = re.compile(r"\d\s?\Z")


class Spelled(NamedTuple):
    """A number and the stretch of text that spells it."""

    value: int
    start: int
    end: int


def _numbered(first: int, words: str, step: int = 1) -> dict[str, int]:
    return {word: first + step * at for at, word in enumerate(words.split())}


def _arabic() -> dict[str, int]:
    """Return the Arabic number words as they are written, with and without hamza and "and"."""
    # Each has a masculine and a feminine form.
    units = [
        "أحد إحدى واحد واحدة",
        "اثنان اثنين اثنتان اثنتين اثني اثنا اثنتي اثنتا", "ثلاثة ثلاث", "أربعة أربع",
         "خمسة خمس", "ستة ست",
        "سبعة سبع", "ثمانية ثماني ثمان", "تسعة تسع", "عشرة عشر",
    ]  # fmt: skip
    tens = "عشر ثلاث أربع خمس ست سبع ثمان تسع"
    found = {word: 1 + at for at, words in enumerate(units) for word in words.split()}
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
        "une": 1,
        **_numbered(1, "un deux trois quatre cinq six sept huit neuf dix onze douze treize "
                       "quatorze quinze seize"),
        **_numbered(20, "vingt trente quarante cinquante soixante", 10),
        "vingts": 20, "septante": 70, "nonante": 90, "cent": 100, "cents": 100,
    },
    "en": {
        "a": 1,
        "an": 1,
        **_numbered(1, "one two three four five six seven eight nine ten eleven twelve thirteen "
                       "fourteen fifteen sixteen seventeen eighteen nineteen"),
        **_numbered(20, "twenty thirty forty fifty sixty seventy eighty ninety", 10),
        "hundred": 100,
    },
    "ar": _arabic(),
}  # fmt: skip
# Clitics that stand before a number word; after "and" it may go on the number before it.
_CLITICS: Final = ("و", "ال", "ل", "ب", "وال", "بال", "لل", "ول", "وب")
_SCALE: Final = 0  # the value of a scale that needs no article: mille emplois, مليار درهم
_BARE_SCALES: Final[Mapping[Language, str]] = {"fr": "mille", "en": "", "ar": "ألف الف مليون مليار"}
_SCALES: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\s?(?:mille|(?:millier|million|milliard)s?)\b", re.IGNORECASE),
    "en": re.compile(r"\s?(?:thousand|million|billion|trillion)\b", re.IGNORECASE),
    "ar": re.compile(r"\s?(?:[أا]لف|مليون|مليار)(?!\w)"),
}


def _entries(language: Language) -> dict[str, tuple[int, int]]:
    """Return each word with its value and the letters of clitics before it."""
    known = {**_WORDS[language], **_ROUND[language]}
    entries = {word: (value, 0) for word, value in known.items()}
    entries |= dict.fromkeys(_BARE_SCALES[language].split(), (_SCALE, 0))
    if language == "ar":
        entries |= {
            f"{clitic}{word}": (value, len(clitic))
            for word, (value, _) in [*entries.items()]
            for clitic in (_CLITICS if value else _CLITICS[:1])
        }
    return entries


_ENTRIES: Final = {language: _entries(language) for language in _WORDS}


# Without one of these there is no number: an article alone is none.
_TELLING: Final = {
    language: frozenset(word for word, (value, _) in entries.items() if value != 1)
    | frozenset(
        "million millions millier milliers milliard milliards thousand billion trillion".split()
    )
    for language, entries in _ENTRIES.items()
}


def spelled(text: str, language: Language) -> list[Spelled]:
    """Return the numbers that `text` spells out in words, in order; "one" alone is none.

    Scales are left to the reader: of "two million" it returns two, of "a million" one.
    """
    if _TELLING[language].isdisjoint(_LETTERS.findall(text.lower())):
        return []
    link = _LINKS[language]
    found: list[Spelled] = []
    for word in _number_words(text, language):
        last = found[-1] if found and link.fullmatch(text, found[-1].end, word.start) else None
        if word.value == _SCALE:
            if last is None and not _DIGIT_BEFORE.search(text, max(0, word.start - 3), word.start):
                found.append(Spelled(1, word.start, word.start))
            continue
        both = _together(last.value, word.value, language) if last else None
        if last and both:
            found[-1] = Spelled(both, last.start, word.end)
        else:
            found.append(word)
    return [n for n in found if n.value > 1 or _SCALES[language].match(text, n.end)]


def _number_words(text: str, language: Language) -> Iterator[Spelled]:
    """Yield each word of a number, and each scale that needs no article, without its clitics."""
    entries = _ENTRIES[language]
    for match in _LETTERS.finditer(text):
        entry = entries.get(match[0].lower())
        if entry is not None and _counts(match[0].lower(), text, match):
            yield Spelled(entry[0], match.start() + entry[1], match.end())


def _counts(word: str, text: str, match: re.Match[str]) -> bool:
    if word == "cent" and _PER.search(text, 0, match.start()):
        return False
    if any(word in words for words in _ROUND.values()):
        return is_round(text, match.start(), match.end())
    if word in _TEN and _ORDINAL_UNIT.search(text, max(0, match.start() - 8), match.start()):
        return False
    return word != _NEW or bool(_A_WORD.match(text, match.end()))


def is_round(text: str, start: int, end: int) -> bool:
    """Tell whether a number word says about how many: "une trentaine d'ateliers"."""
    found = _ROUNDLY.search(text, max(0, start - 5))
    return found is not None and found.end() == end


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
    if language == "ar" and 1 <= last <= 9 and following % 10 == 0 and following < 100:
        return value + following
    return None
