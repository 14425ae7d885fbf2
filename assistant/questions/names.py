"""Whether the names a question is about stand in a sentence, around it, or in its document."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from assistant.language.sound import skeletons
from assistant.language.terms import is_segment, party_of
from assistant.language.text import fold, stem, words
from assistant.language.tokens import bare
from assistant.language.translations import expand
from assistant.questions.need import Said, Surfaces, Words, skeletons_of
from assistant.questions.reading import Line, Reading
from assistant.questions.subjects import folded_words, subject
from assistant.schema import Language

_AROUND: Final = 0.9  # in the heading, the title, or one of the two sentences before
_IN_DOCUMENT: Final = 0.85  # an organisation or name somewhere in the document
_OF_ANOTHER: Final = 0.5  # around a sentence about another body
_OTHER_SEGMENT: Final = 0.75  # a branch of the sector that only another passage speaks of


class _Part(NamedTuple):
    """A word of a name, as a text may say it."""

    surface: str
    stems: frozenset[str]  # bare
    heard: frozenset[str]  # its consonants, for a text in the other script


class Naming:
    """How near the names a question is about stand to the sentences of one document.

    `names` are glossary keys or names as the question, in `language`, writes them. No text is
    searched twice for one name. Of a body among `bodies` nothing is told by a sentence whose
    subject is another one. `aliases` gives by a word of a name what else says it.
    """

    def __init__(
        self,
        reading: Reading,
        names: Sequence[str],
        language: Language,
        bodies: Collection[str] = (),
        aliases: Mapping[str, tuple[Surfaces, ...]] = MappingProxyType({}),
    ) -> None:
        self._reading = reading
        self._names = names
        self._language: Language = language
        self._bodies = bodies
        self._aliases = aliases
        self._said: dict[tuple[int, str], bool] = {}  # by identity: the reading keeps its texts
        self._anywhere: dict[str, bool] = {}
        self._acting: dict[str, bool] = {}

    def of(self, position: int) -> float:
        """Return how near the least near name stands, from 1 in the sentence to 0 nowhere."""
        return min((self._level(position, name) for name in self._names), default=1.0)

    def _level(self, position: int, name: str) -> float:
        line = self._reading.lines[position]
        if self._says(line.words, name):
            return 1.0
        if name in self._bodies and self._is_of_another(line, name):
            return _OF_ANOTHER if self._says_anywhere_once(name) else 0.0
        near = [self._reading.title.words, *([line.heading.words] if line.heading else [])]
        near += [
            other.words
            for other in self._reading.lines[max(0, position - 2) : position]
            if not is_segment(name) or _segments(other.words) == {name}
        ]
        if any(self._says(text, name) for text in near):
            return _AROUND
        if self._says_anywhere_once(name):
            return _OTHER_SEGMENT if is_segment(name) else _IN_DOCUMENT
        return 0.0

    def _is_of_another(self, line: Line, name: str) -> bool:
        """Tell whether a line is about another body, where the document has this one act too.

        Who published it only says so: "Le Fil counts 400".
        """
        said = _subject(line)
        if not said or said <= self._reading.publishers.words.surfaces:
            return False
        if any(not said.isdisjoint(folded_words(asked)) for asked in self._names):
            return False
        if name not in self._acting:
            lines = (self._reading.title, *self._reading.lines)
            self._acting[name] = party_of(name) is not None or any(
                not _subject(one).isdisjoint(folded_words(name))
                for one in lines
                if self._says(one.words, name)
            )
        return self._acting[name]

    def _says_anywhere_once(self, name: str) -> bool:
        if name not in self._anywhere:
            self._anywhere[name] = self._says_anywhere(name)
        return self._anywhere[name]

    def _says_anywhere(self, name: str) -> bool:
        """Tell whether any line says a name: one of several words must stand in one of them."""
        if not self._says(self._reading.all, name):
            return False
        lines = self._reading.lines
        return any(self._says(line.words, name) for line in lines) or self._says(
            self._reading.publishers.words, name
        )

    def _says(self, text: Said, name: str) -> bool:
        key = (id(text), name)
        if key not in self._said:
            to = self._reading.document.language
            self._said[key] = _says(text, name, self._language, to) or self._says_alias(text, name)
        return self._said[key]

    def _says_alias(self, text: Said, name: str) -> bool:
        """Tell whether a text says what all the words of a name share as an alias."""
        if not self._aliases:
            return False
        first, *others = (self._aliases.get(word, ()) for word in folded_words(name))
        shared = (alias for alias in first if all(alias in other for other in others))
        return any(alias <= text.surfaces for alias in shared)


def _subject(line: Line) -> frozenset[str]:
    """Return the words of the name of the body a line is about."""
    found = subject(line.text, line.language)
    return folded_words(line.text[found.start : found.end]) if found else frozenset()


def _segments(text: Words) -> set[str]:
    """Return the branches of the sector a text names: one that names several is of none."""
    return {concept for concept in text.concepts if is_segment(concept)}


def _says(text: Said, name: str, language: Language, to: Language) -> bool:
    if text.names(name):
        return True
    parts = _parts(name, language, to)
    return bool(parts) and all(_says_part(text, part) for part in parts)


def _says_part(text: Said, part: _Part) -> bool:
    if part.surface in text.surfaces or not part.stems.isdisjoint(text.stems):
        return True
    return bool(part.heard) and not part.heard.isdisjoint(skeletons_of(text.surfaces))


@lru_cache(maxsize=1_000)
def _parts(name: str, language: Language, to: Language) -> tuple[_Part, ...]:
    other_script = (language == "ar") != (to == "ar")
    return tuple(
        _Part(
            surface=fold(part),
            stems=frozenset(bare(form) for form in (stem(part, to), *expand(part, language, to))),
            heard=frozenset(skeletons(part) if other_script else ()),
        )
        for part in (word.text for word in words(name))
    )
