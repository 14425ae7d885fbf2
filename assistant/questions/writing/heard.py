"""The names that an Arabic sentence writes in its own letters, heard in a quote with capitals.

Arabic has no capitals, and many a name is a word as well: "نجاة" is rescue, and Najat. The quote
tells: two words side by side that sound as two of a name there, in order, are that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from assistant.language.proper_names import find_names
from assistant.language.sound import skeletons
from assistant.language.text import Word, words
from assistant.questions.claims import SILENT, WITHIN
from assistant.schema import Language

_FEWEST: Final = 2  # consonants of a word, where its neighbour has more
_SURE: Final = 3
_HARD: Final = re.compile(r"g(?![eiy])", re.IGNORECASE)  # written ك or ق: Agadir, أكادير

_Sounds = frozenset[str]


def heard(text: str, quote: str, language: Language) -> list[tuple[int, ...]]:
    """Return where the words of each name begin that an Arabic text has of a quote.

    The quote is in `language`, which is another one. A name has two words or more.
    """
    known = _names(quote, language)
    runs: list[tuple[int, ...]] = []
    for one, other in _side_by_side(text, words(text), ""):
        if not any(_sound_alike((_arabic(one.text), _arabic(other.text)), two) for two in known):
            continue
        if runs and runs[-1][-1] == one.start:
            runs[-1] += (other.start,)
        else:
            runs.append((one.start, other.start))
    return runs


@lru_cache(maxsize=1_000)
def _names(quote: str, language: Language) -> tuple[tuple[_Sounds, _Sounds], ...]:
    """Return by their sounds the pairs of words that stand side by side in the names of a quote."""
    pairs = _side_by_side(quote, find_names(quote, language), WITHIN)
    return tuple((_latin(one.text), _latin(other.text)) for one, other in pairs)


def _side_by_side(text: str, found: Sequence[Word], between: str) -> Iterator[tuple[Word, Word]]:
    for one, other in pairwise(found):
        if not text[one.end : other.start].strip(between or None):
            yield one, other


def _sound_alike(one: tuple[_Sounds, _Sounds], other: tuple[_Sounds, _Sounds]) -> bool:
    common = [ours & theirs for ours, theirs in zip(one, other, strict=True)]
    return all(common) and any(len(sound) >= _SURE for some in common for sound in some)


def _arabic(word: str) -> _Sounds:
    return frozenset(skeletons(word, _FEWEST))


def _latin(word: str) -> _Sounds:
    ways = (word, SILENT.sub("", word.casefold()), _HARD.sub("k", word))
    return frozenset(sound for way in ways for sound in skeletons(way, _FEWEST))
