"""What a chunk is found by, and what a word of a question may find: terms, with weights.

Terms are `fr:<stem>` and `w:<surface form>` (see `assistant.language.text`), and how names sound,
for the documents of the other script: `latin:<consonants>`, `arabic:<consonants>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from assistant.language.sound import opening, skeletons
from assistant.language.text import (
    Word,
    content_words,
    fold,
    pieces,
    stem,
    within,
    word_terms,
    words,
)
from assistant.language.translations import expand, translations
from assistant.schema import LANGUAGES, Language

# Of a translation's weight, in the group of surface forms, by the question's language: the more is
# asked of translations, the more own-language chunks lose where the table is noisy, as for Arabic.
_SURFACE_SHARE: Mapping[Language, float] = {"fr": 0.75, "en": 0.75, "ar": 0.5}
_SOFTENED = 0.4  # power of a translation's weight: the second best is nearly as likely to be said
_SOUND_OF_A_KNOWN_WORD = 0.5  # weight of what sounds alike, for a word that has translations
_SOUND_OF_AN_OPENING = 0.5  # weight of names that only begin alike
_GRAM = 3  # letters
_MOST_CHARACTERS = 4000  # of a question; what is longer is cut
_MOST_WORDS = 64
_PIECES_KEPT = 50_000  # of texts, what they are found by; about 400 bytes each
_LONGEST_KEPT = 40  # characters of a piece; what is longer hardly comes back


class Analysis(NamedTuple):
    """What a text is found by, each with spaces between: terms, sounds of names, Arabic letters."""

    terms: str = ""
    sounds: str = ""
    grams: str = ""


def analyse(text: str, language: Language) -> Analysis:
    """Return all that a text is found by; a piece of it that was met before is not read again."""
    read = list(map(_known[language].__getitem__, pieces(text)))
    return Analysis(*(" ".join(filter(None, kind)) for kind in zip(*read, strict=True)))


# Plain tuples of strings, which the garbage collector does not go through again and again.
class _Known(dict[str, tuple[str, str, str]]):
    """The pieces of one language's texts that were met; when they are too many, it forgets all."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, piece: str) -> tuple[str, str, str]:
        word = within(piece)
        found = self[word] if word != piece else self._read(piece)
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _PIECES_KEPT:
                self.clear()
            self[piece] = found
        return found

    def _read(self, piece: str) -> tuple[str, str, str]:
        terms, sounds, grams = _read(piece, self.language)
        return (" ".join(terms), " ".join(sounds), " ".join(grams))


_known: Mapping[Language, _Known] = {language: _Known(language) for language in LANGUAGES}


def _read(text: str, language: Language) -> tuple[list[str], list[str], list[str]]:
    terms: list[str] = []
    sounds: list[str] = []
    grams: list[str] = []
    script = _script(language)
    for word, _, _ in words(text):
        if not (of_word := word_terms(word, language)):
            continue
        terms += of_word
        if language == "ar" or word[0].isupper():
            sounds += (f"{script}:{sound}" for sound in _sounds(word))
        if language == "ar":
            grams += _grams(fold(word))
    return terms, sounds, grams


def text_terms(text: str, language: Language) -> tuple[list[str], list[str]]:
    """Return the terms of a text's words, and how its names sound.

    A name is a word with a capital; in Arabic, which has none, every word may be one.
    """
    terms, sounds, _ = _read(text, language)
    return terms, sounds


def text_grams(text: str) -> list[str]:
    """Return the letters of an Arabic text's words, three by three.

    Arabic words change within, where no stemmer that cuts ends can follow.
    """
    return _read(text, "ar")[2]


def _grams(letters: str) -> list[str]:
    return [letters[at : at + _GRAM] for at in range(max(1, len(letters) - _GRAM + 1))]


@lru_cache(maxsize=50_000)
def _sounds(word: str) -> dict[str, float]:
    """Return how a word sounds, and how it begins to sound, with the weight of each."""
    whole = skeletons(word)
    return dict.fromkeys(map(opening, whole), _SOUND_OF_AN_OPENING) | dict.fromkeys(whole, 1.0)


def _script(language: Language) -> str:
    return "arabic" if language == "ar" else "latin"


def question_words(question: str, language: Language) -> list[str]:
    """Return the words to search, once each: without stop words, unless nothing else is there."""
    question = question[:_MOST_CHARACTERS]
    found = content_words(question, language) or words(question)
    return list({fold(word.text): word.text for word in found}.values())[:_MOST_WORDS]


def word_groups(word: str, language: Language) -> list[dict[str, float]]:
    """Return the alternatives of a question's word, as terms with weights up to 1.

    Two groups, of stems and of surface forms. Translations, and names of the other script that
    sound alike, stand in both, at a lower weight in the second, so that a translated word counts
    nearly as much as one of the document's own language.
    """
    stems = {
        f"{to}:{found}": weight**_SOFTENED
        for to in LANGUAGES
        for found, weight in expand(word, language, to).items()
    }
    script = _script("fr" if language == "ar" else "ar")  # the other one
    trust = _SOUND_OF_A_KNOWN_WORD if _crosses_scripts(word, language) else 1.0
    stems |= {f"{script}:{s}": trust * weight for s, weight in _sounds(word).items()}
    own = f"{language}:{stem(word, language)}"
    surfaces = {t: weight * _SURFACE_SHARE[language] for t, weight in stems.items() if t != own}
    return [stems, {f"w:{fold(word)}": 1.0} | surfaces]


def _crosses_scripts(word: str, language: Language) -> bool:
    """Say whether the tables know a word in a language of the other script."""
    others: tuple[Language, ...] = ("fr", "en") if language == "ar" else ("ar",)
    return any(translations(stem(word, language), language, other) for other in others)


class Match(NamedTuple):
    """A word of a question and the word of a text that it found."""

    asked: str
    found: Word


def explain(question: str, language: Language, text: str, text_language: Language) -> list[Match]:
    """Return which words of a text a question's words find there, in the order of the text."""
    wanted: dict[str, str] = {}
    for asked in question_words(question, language):
        for group in word_groups(asked, language):
            for term in group:
                wanted.setdefault(term, asked)
    matches = []
    for word in words(text):
        terms, sounds = text_terms(word.text, text_language)
        found = next((term for term in (*terms, *sounds) if term in wanted), None)
        if found is not None:
            matches.append(Match(wanted[found], word))
    return matches
