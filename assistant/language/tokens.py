"""The words of a text that say something, each with the forms by which texts are compared.

A text is taken piece by piece, cut at spaces: most pieces were met before, in another text, and
what was worked out for them then is remembered.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from assistant.language.text import Word, fold, is_stopword, pieces, stem, within, words
from assistant.schema import LANGUAGES, Language

_KEPT: Final = 50_000  # pieces of one language
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


def tokens(text: str, language: Language) -> list[Token]:
    """Return the content words of `text` in order, those of `content_words`.

    Their places are those in their pieces: `placed_tokens`, which is slower, tells them apart.
    """
    known = _KNOWN[language]
    found: list[Token] = []
    for piece in pieces(text):
        found += known[piece]
    return found


def placed_tokens(text: str, language: Language) -> list[Placed]:
    """Return `tokens` each with the offset, in code points, that its own places count from."""
    known = _KNOWN[language]
    found: list[Placed] = []
    start = 0
    for piece in pieces(text):
        start = text.index(piece, start)
        found += [(start, token) for token in known[piece]]
        start += len(piece)
    return found


class _Pieces(dict[str, tuple[Token, ...]]):
    """The tokens of the pieces met in one language; begun anew when there are too many.

    A plain dictionary answers twice as fast as `lru_cache` does, which is what reading waits for.
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language

    def __missing__(self, piece: str) -> tuple[Token, ...]:
        found = _read(piece, self._language)
        if len(piece) <= _LONGEST:
            if len(self) >= _KEPT:
                self.clear()
            self[piece] = found
        return found


_KNOWN: Final[dict[Language, _Pieces]] = {language: _Pieces(language) for language in LANGUAGES}


def _read(piece: str, language: Language) -> tuple[Token, ...]:
    found = []
    for word in _words(piece):
        if not is_stopword(word.text, language):
            word_stem = stem(word.text, language)
            found.append(Token(*word, word_stem, bare(word_stem), fold(word.text)))
    return tuple(found)


def _words(piece: str) -> list[Word]:
    """Return the words of a piece, where they stand in it."""
    word = within(piece)
    if word == piece:
        return words(piece)
    start = piece.index(word)
    return [Word(word, start, start + len(word))]


def bare(word_stem: str) -> str:
    """Return a stem without the endings that stemming leaves on folded words.

    Accents are folded before stemming, so that "engagé" and "engagées" keep different ends, as
    do "emploi" and "emplois".
    """
    if len(word_stem) <= _SHORTEST or not word_stem.isascii():
        return word_stem
    return word_stem.rstrip("es") if len(word_stem.rstrip("es")) >= _SHORTEST else word_stem
