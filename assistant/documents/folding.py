"""Text of pages made uniform: for storing (unify, tidy) and for matching (fold_line, words)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Invisible: byte order marks, zero-width spaces and joiners, soft hyphens, marks of direction.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def unify(text: str) -> str:
    """Return `text` in NFC with LF line ends, without what cannot be seen; spaces are kept.

    Removed: byte order marks, zero-width characters, soft hyphens, direction marks, control
    characters. All kinds of space become plain spaces (tabs stay: they separate columns).
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = re.sub(r"[^\S\n\t]", " ", text)
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Return `text` on one line, unified, with single spaces."""
    return " ".join(unify(text).split())


_ARABIC_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_QUOTES = str.maketrans("’‘ʼ`´“”«»", "'''''\"\"\"\"")


@lru_cache(maxsize=20_000)
def fold_line(line: str) -> str:
    """Return a line for matching: lower case, no accents or diacritics, straight quotes.

    Arabic alef, ya, ta marbuta and hamza carriers become one letter each; tatweel goes.
    """
    folded = unicodedata.normalize("NFKD", line.translate(_QUOTES).translate(_ARABIC_LETTERS))
    folded = "".join(c for c in folded if not unicodedata.combining(c) and c != "ـ")
    return " ".join(folded.translate(_ARABIC_LETTERS).lower().split())


def fold_letters(text: str) -> str:
    """Return a text or pattern with the Arabic letters that `fold_line` unifies unified."""
    return text.translate(_ARABIC_LETTERS)


_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def same_length_fold(line: str) -> str:
    """Fold a line character by character, so that places in it are places in the line."""
    return "".join((fold_line(c) or " ")[:1] for c in line.translate(_ARABIC_DIGITS))


_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,  ]\d+)*")


def words(line: str) -> list[str]:
    """Return the folded words of a line; an elided article is a word of its own."""
    return _WORD.findall(fold_line(line))


def is_arabic(text: str) -> bool:
    """Say whether most letters are Arabic."""
    letters = [c for c in text if c.isalpha()]
    return sum("\u0600" <= c <= "\u06ff" for c in letters) * 2 > len(letters)


_NAME = re.compile(r"(?:(?<=[\w,;:] )|(?<=M\. )|(?<=Dr )|(?<=Mr\. ))[A-ZÀ-Þ][\w'’-]{3,}")


def names(text: str) -> set[str]:
    """Return the capitalised words inside the sentences of a text, folded: its proper names."""
    return {fold_line(match.group()) for match in _NAME.finditer(text)}
