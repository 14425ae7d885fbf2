"""What a chunk is found by, and what a word of a question may find: terms, with weights.

Terms are `fr:<stem>` and `w:<surface form>` (see `assistant.language.text`), and how names sound,
for the documents of the other script: `latin:<consonants>`, `arabic:<consonants>`.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language.sound import opening, skeletons
from assistant.language.text import content_words, fold, is_stopword, stem, word_terms, words
from assistant.language.translations import expand, translations
from assistant.schema import LANGUAGES, Language

_SURFACE_SHARE = 0.75  # of a translation's weight, in the group of surface forms
_SOFTENED = 0.4  # power of a translation's weight: the second best is nearly as likely to be said
_SOUND_OF_A_KNOWN_WORD = 0.5  # weight of what sounds alike, for a word that has translations
_SOUND_OF_AN_OPENING = 0.5  # weight of names that only begin alike
_MOST_CHARACTERS = 4000  # of a question; what is longer is cut
_MOST_WORDS = 64


def text_terms(text: str, language: Language) -> Iterator[str]:
    """Yield the terms of the words of a text."""
    for word in words(text):
        yield from word_terms(word.text, language)


def text_sounds(text: str, language: Language) -> Iterator[str]:
    """Yield how the names of a text sound: words with a capital, every word in Arabic."""
    for word in words(text):
        if (language == "ar" or word.text[0].isupper()) and not is_stopword(word.text, language):
            yield from (f"{_script(language)}:{s}" for s in _sounds(word.text))


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
    script = "latin" if language == "ar" else "arabic"
    trust = _SOUND_OF_A_KNOWN_WORD if _crosses_scripts(word, language) else 1.0
    stems |= {f"{script}:{s}": trust * weight for s, weight in _sounds(word).items()}
    own = f"{language}:{stem(word, language)}"
    surfaces = {t: weight * _SURFACE_SHARE for t, weight in stems.items() if t != own}
    return [stems, {f"w:{fold(word)}": 1.0} | surfaces]


def _crosses_scripts(word: str, language: Language) -> bool:
    """Say whether the tables know a word in a language of the other script."""
    others: tuple[Language, ...] = ("fr", "en") if language == "ar" else ("ar",)
    return any(translations(stem(word, language), language, other) for other in others)
