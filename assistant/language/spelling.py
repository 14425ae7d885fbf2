"""Whether a word that nothing says is another one badly typed: a slip of a key, or as it sounds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SHORTEST: Final = 5  # letters; shorter words are a letter away from too many others
_LONG: Final = 8  # letters from which two slips are allowed, as the lexical index allows them
# How French spells one sound: applied in order to a folded word.
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"s?ch", "S"),
        (r"eau|au", "o"),
        (r"(?<=.)t(?=ion)|ss|sc(?=[eiy])|c(?=[eiy])|z", "s"),
        (r"qu|[qc]", "k"),
        (r"gu(?=[eiy])", "g"),
        (r"ge(?=[ao])|g(?=[eiy])", "j"),
        (r"[ae]i[nm](?![aeiouynm])|[iy][nm](?![aeiouynm])", "I"),
        (r"[ae][nm](?![aeiouynm])", "A"),
        (r"o[nm](?![aeiouynm])", "O"),
        (r"[ae]i|(?:er|ez|et)$", "e"),
        (r"h", ""),
        (r"y", "i"),
        (r"([a-zAIOS])\1", r"\1"),
        (r"(?<=..)[estdpx]+$", ""),
    )
)


@lru_cache(maxsize=200_000)
def misspells(word: str, other: str) -> bool:
    """Tell whether a folded `word` may be meant for the folded word `other`.

    One letter wrong, missing, added or swapped with its neighbour, two in a long word, or another
    spelling of the same sounds. Slips must leave the first letter, which is seldom mistaken (see
    Kukich, Techniques for Automatically Correcting Words in Text, 1992).
    """
    if word == other or min(len(word), len(other)) < _SHORTEST or not word.isalpha():
        return False
    if word.isascii() and other.isascii() and _sound(word) == _sound(other):
        return True
    if word[0] != other[0]:
        return False
    allowed = 1 if min(len(word), len(other)) < _LONG else 2
    return abs(len(word) - len(other)) <= allowed and _slips(word, other) <= allowed


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _slips(one: str, other: str) -> int:
    """Return the letters wrong, missing, added or swapped (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, against in enumerate(other, start=1):
            least = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]
