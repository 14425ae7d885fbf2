"""The words of a text that say something, each with the forms by which texts are compared.

A text is taken piece by piece, cut at spaces: most pieces were met before, in another text, and
what was worked out for them then is remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from assistant.language.text import SPACES, content_words, fold, stem
from assistant.schema import Language

# Of all words only a number holds a space, between two of its digits.
_PIECE: Final = re.compile(rf"\S+(?:(?<=\d)[{SPACES}](?=\d)\S+)*")
_LONGEST: Final = 40  # characters of a piece worth remembering
_SHORTEST: Final = 4  # letters that a bare stem keeps


class Token(NamedTuple):
    """A content word: where it begins and ends in its text or piece, and its forms."""

    text: str
    start: int
    end: int
    stem: str
    bare: str  # the stem as `bare` gives it
    surface: str  # folded


Placed = tuple[int, Token]  # where a piece begins in its text, and a token of that piece


def placed_tokens(text: str, language: Language) -> list[Placed]:
    """Return the content words of `text` in order, those of `content_words`.

    Each comes with the offset, in code points, that its own places count from.
    """
    return [
        (piece.start(), token)
        for piece in _PIECE.finditer(text)
        for token in (_remembered if piece.end() - piece.start() <= _LONGEST else _read)(
            piece[0], language
        )
    ]


def _read(piece: str, language: Language) -> tuple[Token, ...]:
    found = []
    for word in content_words(piece, language):
        word_stem = stem(word.text, language)
        found.append(Token(*word, word_stem, bare(word_stem), fold(word.text)))
    return tuple(found)


_remembered = lru_cache(maxsize=50_000)(_read)


def bare(word_stem: str) -> str:
    """Return a stem without the endings that stemming leaves on folded words.

    Accents are folded before stemming, so that "engagé" and "engagées" keep different ends, as
    do "emploi" and "emplois".
    """
    if len(word_stem) <= _SHORTEST or not word_stem.isascii():
        return word_stem
    return word_stem.rstrip("es") if len(word_stem.rstrip("es")) >= _SHORTEST else word_stem
