"""Whether the names a question is about stand in a sentence, around it, or in its document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.language.sound import skeletons
from assistant.language.terms import is_segment
from assistant.language.text import fold, stem, words
from assistant.language.tokens import bare
from assistant.language.translations import expand
from assistant.questions.need import Words
from assistant.questions.reading import Line, Reading
from assistant.schema import Language

_AROUND: Final = 0.9  # in the heading, the title, or one of the two sentences before
_IN_DOCUMENT: Final = 0.85  # an organisation or name somewhere in the document
_OTHER_SEGMENT: Final = 0.75  # a branch of the sector that only another passage speaks of


def name_level(reading: Reading, position: int, names: Sequence[str], language: Language) -> float:
    """Return how near the least near of `names` stands, from 1 in the sentence to 0 nowhere.

    `names` are glossary keys or names as the question, in `language`, writes them.
    """
    return min((_level(reading, position, name, language) for name in names), default=1.0)


def _level(reading: Reading, position: int, name: str, language: Language) -> float:
    line = reading.lines[position]
    if _says(line.words, name, language, line.language):
        return 1.0
    near = [reading.title.words, *([line.heading] if line.heading else [])]
    near += [
        other.words
        for other in reading.lines[max(0, position - 2) : position]
        if not is_segment(name) or _segments(other.words) == {name}
    ]
    if any(_says(words_, name, language, line.language) for words_ in near):
        return _AROUND
    if any(_says(other.words, name, language, line.language) for other in _all(reading)):
        return _OTHER_SEGMENT if is_segment(name) else _IN_DOCUMENT
    return 0.0


def _all(reading: Reading) -> Iterator[Line]:
    """Yield every line: a name of several words must stand in one of them."""
    yield from reading.lines
    yield reading.publishers


def _segments(text: Words) -> set[str]:
    """Return the branches of the sector a text names: one that names several is of none."""
    return {concept for concept in text.concepts if is_segment(concept)}


def _says(text: Words, name: str, language: Language, to: Language) -> bool:
    if name in text.concepts:
        return True
    parts = [word.text for word in words(name)]
    return bool(parts) and all(_says_part(text, part, language, to) for part in parts)


def _says_part(text: Words, part: str, language: Language, to: Language) -> bool:
    if fold(part) in text.surfaces or bare(stem(part, to)) in text.stems:
        return True
    if any(bare(form) in text.stems for form in expand(part, language, to)):
        return True
    if (language == "ar") == (to == "ar"):
        return False
    heard = set(skeletons(part))  # a name in the other script, by its consonants
    return bool(heard) and any(heard & set(skeletons(surface)) for surface in text.surfaces)
