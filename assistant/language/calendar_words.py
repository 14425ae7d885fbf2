"""The calendar's words in French, English and Arabic, folded, and the folding that matches them.

Month names follow CLDR for fr, en, ar and its ar-MA, ar-DZ, ar-TN and ar-SY variants.
"""

from __future__ import annotations

import re
import unicodedata

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan يناير جانفي كانون_الثاني",
            "fevrier fevr fev february feb فبراير فيفري شباط",
            "mars march mar مارس اذار",
            "avril avr april apr ابريل افريل نيسان",
            "mai may ماي مايو ايار",
            "juin june jun يونيو يونيه جوان حزيران",
            "juillet juil july jul يوليوز يوليو يوليه جويليه تموز",
            "aout august aug غشت اغسطس اوت اب",
            "septembre september sept sep شتنبر سبتمبر ايلول",
            "octobre october oct اكتوبر تشرين_الاول",
            "novembre november nov نونبر نوفمبر تشرين_الثاني",
            "decembre december dec دجنبر ديسمبر كانون_الاول",
        ),
        start=1,
    )
    for name in names.replace("_", "\t").replace(" ", "\n").replace("\t", " ").split("\n")
}
"""Folded month name or abbreviation -> 1..12."""

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "lundi monday mon الاثنين الاتنين",
            "mardi tuesday tue tues الثلاثاء",
            "mercredi wednesday wed الاربعاء",
            "jeudi thursday thu thur thurs الخميس",
            "vendredi friday fri الجمعه",
            "samedi saturday sat السبت",
            "dimanche sunday sun الاحد",
        )
    )
    for name in names.split()
}
"""Folded weekday name -> 0 (Monday)..6, as `date.weekday`."""

_ARABIC_ONE_FOR_ONE = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}


def _folded(character: str) -> str:
    """Return the one plain lower-case character that stands for `character`, or itself."""
    if character in _ARABIC_ONE_FOR_ONE:
        return _ARABIC_ONE_FOR_ONE[character]
    if character.isdigit() and not character.isascii():
        return str(unicodedata.digit(character))
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


_FOLDS: dict[int, str] = {
    code: _folded(chr(code))
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x621, 0x64B))
} | {
    **{code: _folded(chr(code)) for code in (*range(0x660, 0x66A), *range(0x6F0, 0x6FA), 0x671)},
    **dict.fromkeys((0xA0, 0x202F, 0x2009, 0x2007), " "),
    **dict.fromkeys((0x2018, 0x2019, 0x02BC), "'"),
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-"),
}
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u0652\u200e\u200f]")


def fold_in_place(text: str) -> str:
    """Return `text` in plain lower-case letters and digits, every character at its own offset."""
    return text.translate(_FOLDS)


def fold_with_offsets(text: str) -> tuple[str, list[int] | None]:
    """Fold `text`; marks (combining accents, tatweel, vowel signs) go, hence an offset map.

    The map gives for each folded character, and for the end, its offset in `text`; None when
    nothing was dropped.
    """
    if not _MARKS.search(text):
        return fold_in_place(text), None
    kept = [at for at, character in enumerate(text) if not _MARKS.match(character)]
    folded = fold_in_place("".join(text[at] for at in kept))
    return folded, [*kept, len(text)]


def one_of(words: dict[str, int]) -> str:
    """Return a regular expression for any of `words`, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " {1,3}") for word in ordered) + ")"


def month_number(name: str) -> int:
    """Return 1..12 for a folded name that `one_of(MONTHS)` matched."""
    return MONTHS[re.sub(r" +", " ", name)]
