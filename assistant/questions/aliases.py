"""Acronyms and long names that the documents at hand say are the same, for the words of a question.

Nothing is kept: what is learned is read from the documents found for the question, and goes with
them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from assistant.language.acronyms import Expansion
from assistant.language.text import fold, words
from assistant.language.tokens import tokens
from assistant.questions.need import Need, Surfaces, forms
from assistant.questions.reading import Reader
from assistant.schema import Document, Language

_SAME: Final = 0.5  # share of the words of the shorter name that the other says


def learn(need: Need, documents: Iterable[Document], reader: Reader) -> Need:
    """Return the need with what else says its acronyms and long names, after `documents`."""
    known = {d.id: d for d in documents}.values()
    told = [(e, d.language) for d in known for e in reader.read(d).expansions]
    asked = {word.text for word in words(need.text)}
    folded = {fold(word) for word in asked}
    aliases: dict[str, dict[Surfaces, None]] = {}
    for expansion, language in told:
        short, long = fold(expansion.acronym), _content(expansion.name, language)
        if expansion.acronym in asked:
            aliases.setdefault(short, {})[long] = None
        if long <= folded:
            for word in long:
                aliases.setdefault(word, {})[frozenset({short})] = None
    if not aliases:
        return need
    said = (replace(word, aliases=_of(word.surface, aliases)) for word in need.words)
    return replace(need, words=tuple(said))


def as_texts(need: Need) -> list[str]:
    """Return the other names of what a need names, a text each, to be looked for as well."""
    found = dict.fromkeys(alias for word in need.words for alias in word.aliases)
    return [" ".join(sorted(alias)) for alias in found]


def same_name(one: Expansion, language: Language, other: Expansion, to: Language) -> bool:
    """Tell whether two long names are one, in whatever languages they are told."""
    said = {token.bare for token in tokens(other.name, to)}
    own = list(tokens(one.name, language))
    both = sum(not said.isdisjoint(forms(token.text, language, to)) for token in own)
    return both >= _SAME * min(len(own), len(said))


def _of(surface: str, aliases: dict[str, dict[Surfaces, None]]) -> tuple[Surfaces, ...]:
    """Return the aliases of a word, or those that all words of a glossary term share."""
    parts = [aliases.get(fold(word.text), {}) for word in words(surface)] or [{}]
    return tuple(alias for alias in parts[0] if all(alias in part for part in parts))


def _content(name: str, language: Language) -> Surfaces:
    return frozenset(token.surface for token in tokens(name, language))
