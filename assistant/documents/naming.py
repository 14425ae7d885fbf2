"""Give a document its id: a name that people can read, type and sort by date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from assistant.language.text import content_words
from assistant.schema import Document, Language

_PUBLISHER_LETTERS = 24
_TITLE_LETTERS = 60
_TITLE_WORDS = 6
_WORD = re.compile(r"[a-z0-9]+")
_APART = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
# The usual press romanisation, without the signs that a keyboard lacks.
_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ى": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th",
    "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "ch", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "گ": "g", "ڭ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "ة": "a", "و": "ou", "ؤ": "ou", "ي": "i", "ئ": "i", "ء": "", "پ": "p", "ڤ": "v",
}  # fmt: skip


def make_id(document: Document, taken: Callable[[str], bool]) -> str:
    """Return an id for the document that is not `taken`: day, publisher, first words of the title.

    Latin letters, digits and hyphens only, in lower case: it is also the name of the file.
    """
    parts = (
        _slug([document.published], _TITLE_LETTERS),
        _slug([document.publisher], _PUBLISHER_LETTERS),
        _slug(_telling_words(document.title, document.language), _TITLE_LETTERS),
    )
    name = "-".join(filter(None, parts)) or "document"
    number, free = 1, name
    while taken(free):
        number += 1
        free = f"{name}-{number}"
    return free


def _telling_words(title: str, language: Language) -> Iterable[str]:
    telling = [word.text for word in content_words(title, language)]
    return (telling or title.split())[:_TITLE_WORDS]


def _slug(words: Iterable[str], longest: int) -> str:
    """Join words with hyphens, whole ones only, in `longest` letters."""
    slug = ""
    for word in (found for text in words for found in _WORD.findall(_latin(text))):
        longer = f"{slug}-{word}" if slug else word[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug


def _latin(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).lower()
    spelt = "".join(_ARABIC.get(letter, _APART.get(letter, letter)) for letter in composed)
    decomposed = unicodedata.normalize("NFKD", spelt)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
