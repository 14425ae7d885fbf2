"""Arabic words: one letter for each family of spellings, and the stem without its clitics.

A light stemmer after Larkey, Ballesteros and Connell's light10, with the one-letter prefixes too.
"""

from __future__ import annotations

# Alef maksura and ya, ta marbuta and ha are written for each other; the others are the letters
# that Persian keyboards and Moroccan names bring in. Hamzas go with the marks they decompose to.
LETTERS = str.maketrans({
    "ى": "ي", "ی": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ڭ": "ك", "ݣ": "ك", "گ": "ك",
    "ڤ": "ف", "پ": "ب", "چ": "ج", "ہ": "ه", "ھ": "ه", "ـ": None,
})  # fmt: skip

_PREFIXES = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ك", "ل")
_SUFFIXES = ("ها", "هم", "ات", "ون", "ين", "ان", "يه", "وا", "ه", "ي")
_SHORTEST = 3  # letters that must remain


def light_prefix(word: str) -> str:
    """Return a folded Arabic word without its clitic prefix."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            return word[len(prefix) :]
    return word


def light_stem(word: str) -> str:
    """Return the stem of a folded Arabic word: clitic prefixes and the commonest suffixes cut."""
    word = light_prefix(word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    return word
