"""The language of a question or a document."""

from __future__ import annotations

import re
import unicodedata

from assistant.language.stopwords import STOPWORDS
from assistant.schema import Language

_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufefc]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ\u0300-\u036f]+")
_ENOUGH = 20_000  # characters of a document that are looked at


def detect_language(text: str) -> Language:
    """Return the language of `text`: by script, then by frequent words and letters.

    French where nothing tells: it is the language of most documents and members.
    """
    text = text[:_ENOUGH]
    latin = _LATIN.findall(text)
    if _is_arabic(_ARABIC.findall(text), latin):
        return "ar"
    return "en" if _englishness(latin) > 0 else "fr"


def _is_arabic(arabic: list[str], latin: list[str]) -> bool:
    return bool(arabic) and len(arabic) * 3 > len(latin) * 2


def _englishness(words: list[str]) -> float:
    score = 0.0
    for word in words:
        folded = _fold(word)
        score += (folded in _ONLY_ENGLISH) - (folded in _ONLY_FRENCH)
        score -= 0.5 * (folded != word.lower())
        score += 0.3 * folded.endswith(_ENGLISH_ENDINGS) - 0.3 * folded.endswith(_FRENCH_ENDINGS)
    return score


def _fold(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


_ONLY_ENGLISH = STOPWORDS["en"] - STOPWORDS["fr"]
_ONLY_FRENCH = STOPWORDS["fr"] - STOPWORDS["en"]
_ENGLISH_ENDINGS = ("ing", "ies", "ty", "ry", "gy", "ly", "ed", "ness", "ship", "sh", "th", "ck")
_FRENCH_ENDINGS = ("eur", "eurs", "euse", "ique", "iques", "aire", "aux", "oi", "ier", "ent", "ees")
