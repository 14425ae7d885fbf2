"""The language of a question or a document.

By script first; then French or English by the words of grammar that only one of them has, by
accents, and by the letters of the other words (`assistant.training.languages` learned which).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

from assistant.language.stopwords import STOPWORDS
from assistant.schema import Language

_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufefc]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ\u0300-\u036f]+")
_ENOUGH = 10_000  # characters of a document that are looked at
_ONLY_ENGLISH = STOPWORDS["en"] - STOPWORDS["fr"]
_ONLY_FRENCH = STOPWORDS["fr"] - STOPWORDS["en"]
# All in the unit of the learned table: the logarithm of how much likelier English is.
_BEFOREHAND = -1.5  # most documents and members write French; on a page in English, the other way
_SURE = 3.0  # a word of grammar; no other word may weigh more
_ACCENT = -1.5
_LETTERS_SHARE = 0.7  # three letters in a row are no independent witnesses
_NAME_SHARE = 0.4  # a word with a capital may be a name, of any language


def detect_language(text: str, page: Language = "fr") -> Language:
    """Return the language of `text`, a question of a few words or a document.

    French where nothing tells: it is the language of most documents and members; English where
    `page`, that of the page on which it was written, is English.
    """
    text = text[:_ENOUGH]
    latin = latin_words(text)
    arabic = _ARABIC.findall(text)
    if arabic and len(arabic) * 3 > len(latin) * 2:
        return "ar"
    beforehand = -_BEFOREHAND if page == "en" else _BEFOREHAND
    return "en" if beforehand + sum(map(_englishness, latin)) > 0 else "fr"


def latin_words(text: str) -> list[str]:
    """Return the stretches of Latin letters of `text`."""
    return _LATIN.findall(text)


def plain(word: str) -> str:
    """Return `word` in small letters without accents."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def trigrams(word: str) -> list[str]:
    """Return every three letters in a row of a plain word, its ends marked ^ and $."""
    marked = f"^{word}$"
    return [marked[at : at + 3] for at in range(len(marked) - 2)]


@cache
def _odds() -> Mapping[str, float]:
    file = resources.files("assistant.model").joinpath("languages.json")
    odds: Mapping[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return odds


def _englishness(word: str) -> float:
    """Return how much likelier one word makes English than French, as a logarithm."""
    letters = plain(word)
    if letters in _ONLY_ENGLISH:
        return _SURE
    if letters in _ONLY_FRENCH:
        return -_SURE
    odds = _odds()
    score = _LETTERS_SHARE * sum(odds.get(trigram, 0.0) for trigram in trigrams(letters))
    score = max(-_SURE, min(_SURE, score))
    if word[0].isupper():
        score *= _NAME_SHARE
    return score + (_ACCENT if letters != word.lower() else 0.0)
