"""How a name sounds, roughly, whichever script it is written in: its consonants, by kind.

`بوينغ` and `Boeing`, `خالد` and `Khalid` give the same skeleton. Vowels and the weak consonants
are left out, since Arabic mostly does not write them; consonants that one script does not tell
apart (b and p, f and v, g and j, s and z) are one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.arabic import light_prefix
from assistant.language.text import fold

_SHORTEST = 3  # consonants; what is shorter sounds like too much else
_ARABIC = dict(
    zip("بتثجخدذرزسشصضطظغفقكلمنچژ", "BTTJKDDRSSXSDTDJFKKLMNXJ", strict=True)
)  # the others are vowels or breathed: left out
_LATIN = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tch|sch|sh|ch", "X"),
        ("kh|ck", "K"),
        ("gh|dj", "J"),
        ("ph", "F"),
        ("th", "T"),
        ("gn", "N"),
        ("tion", "SN"),
        ("x", "KS"),
        ("c(?=[eiy])", "S"),
        ("[ckq]", "K"),
        ("[gj]", "J"),
        ("[bp]", "B"),
        ("[fv]", "F"),
        ("[sz]", "S"),
        ("[^A-Z]", lambda found: found[0].upper() if found[0] in "tdrlmn" else ""),
    )
]
_OPENING = 4  # consonants that names of unlike endings may share
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def skeletons(word: str, shortest: int = _SHORTEST) -> tuple[str, ...]:
    """Return the consonant skeletons of a word of any script: for Arabic, with and without prefix.

    None for a word of fewer than `shortest` consonants: three tell it from most others.
    """
    folded = fold(word)
    if any(c.isdigit() for c in folded):
        return ()
    if folded[:1].isascii():
        found = [_latin(folded)]
    else:
        found = [_arabic(folded), _arabic(light_prefix(folded))]
    return tuple(dict.fromkeys(s for s in found if len(s) >= shortest))


def opening(skeleton: str) -> str:
    """Return the first consonants of a skeleton, marked as such; the whole when it has no more.

    Endings differ from one script to the other: `فيكتوريا`, `Victorian`.
    """
    return f"{skeleton[:_OPENING]}~" if len(skeleton) >= _OPENING else skeleton


def _arabic(folded: str) -> str:
    return _TWICE.sub(r"\1", "".join(_ARABIC.get(c, "") for c in folded))


def _latin(folded: str) -> str:
    for pattern, sound in _LATIN:
        folded = pattern.sub(sound, folded)
    return _TWICE.sub(r"\1", folded)
