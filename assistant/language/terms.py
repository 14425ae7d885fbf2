"""The sector's words: which party, organisation, segment or term a text names, in any language."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from assistant.language.text import fold, stem
from assistant.language.tokens import Placed, placed_tokens, tokens
from assistant.schema import LANGUAGES, Language, Span

Category = Literal["party", "organisation", "segment", "term"]
_CATEGORIES: Mapping[str, Category] = {
    "parties": "party",
    "organisations": "organisation",
    "segments": "segment",
    "terms": "term",
}


@dataclass(frozen=True, slots=True)
class TermMention:
    """A glossary entry named by a text, and where it stands."""

    key: str
    category: Category
    span: Span
    words: str


class _Entry(NamedTuple):
    key: str
    category: Category
    capital: Literal["", "first", "all"]  # how it must be written where capitals are used


@dataclass(frozen=True, slots=True)
class _Glossary:
    names: Mapping[tuple[Language, str], Sequence[str]]  # (language, key) -> its names
    also: Mapping[tuple[Language, str], Sequence[str]]  # -> stems that may say it, not its names
    parent: Mapping[str, str]  # party -> itself, organisation -> the party it is one of
    segments: frozenset[str]
    everywhere: frozenset[str]  # folded names that tell no document from another
    phrases: Mapping[Language, Mapping[str, Sequence[tuple[tuple[str, ...], _Entry]]]]


@cache
def _glossary() -> _Glossary:
    data = json.loads((files("assistant.language") / "glossary.json").read_text("utf-8"))
    names: dict[tuple[Language, str], Sequence[str]] = {}
    also: dict[tuple[Language, str], Sequence[str]] = {}
    parent: dict[str, str] = {}
    phrases: dict[Language, dict[str, list[tuple[tuple[str, ...], _Entry]]]] = {
        language: defaultdict(list) for language in LANGUAGES
    }
    everywhere = frozenset(fold(name) for name in data["everywhere"])
    for section, category in _CATEGORIES.items():
        for key, entry in data[section].items():
            if category == "party" or "is" in entry:
                parent[key] = entry.get("is", key)
            for language in LANGUAGES:
                names[language, key] = entry[language]
                also[language, key] = [
                    stem(word, language) for word in entry.get("also", {}).get(language, ())
                ]
                for name in entry[language]:
                    stems = _stems(name, language)
                    capital = _capital(name)
                    where = LANGUAGES if capital == "all" else (language,)
                    for other in where:
                        found = stems if other == language else _stems(name, other)
                        item = (found, _Entry(key, category, capital))
                        if found and item not in phrases[other][found[0]]:
                            phrases[other][found[0]].append(item)
    return _Glossary(names, also, parent, frozenset(data["segments"]), everywhere, phrases)


def find_terms(
    text: str, language: Language, stems: Iterable[str] | None = None
) -> list[TermMention]:
    """Return the glossary entries that `text` names, in order, the longest where they overlap.

    Inflections match by stem. Where a text uses capitals, acronyms need them ("ASM", not "asm")
    and so does a name that has one ("l'État", not "l'état du secteur"). `stems` are those of its
    content words, where they are known already.
    """
    phrases = _glossary().phrases[language]
    stems = tuple([t.stem for t in tokens(text, language)] if stems is None else stems)
    begun = [] if phrases.keys().isdisjoint(stems) else _begun(stems, phrases)
    if not begun:
        return []
    placed = placed_tokens(text, language)
    careless = text.isupper() or text[1:].islower()
    found: list[TermMention] = []
    taken = 0  # tokens before this one are in a term already
    for position, candidates in begun:
        if position < taken:
            continue
        word = placed[position][1].text
        written = [c for c in candidates if careless or _written(c[1].capital, word)]
        if written:
            length, entry = max(written, key=lambda candidate: candidate[0])
            taken = position + length
            found.append(_mention(text, entry, placed[position], placed[taken - 1]))
    return found


def _begun(
    stems: tuple[str, ...], phrases: Mapping[str, Sequence[tuple[tuple[str, ...], _Entry]]]
) -> list[tuple[int, list[tuple[int, _Entry]]]]:
    """Return where the stems of names stand: the place, and each name's length and entry."""
    found = []
    for position, first in enumerate(stems):
        if first in phrases:
            candidates = [
                (len(phrase), entry)
                for phrase, entry in phrases[first]
                if stems[position : position + len(phrase)] == phrase
            ]
            if candidates:
                found.append((position, candidates))
    return found


def entries_begun(stems: Set[str], language: Language) -> frozenset[str]:
    """Return the keys of the entries that a text may name: a name of theirs begins with a stem."""
    phrases = _glossary().phrases[language]
    return frozenset([entry.key for stem in phrases.keys() & stems for _, entry in phrases[stem]])


def _mention(text: str, entry: _Entry, first: Placed, last: Placed) -> TermMention:
    span = Span(first[0] + first[1].start, last[0] + last[1].end)
    return TermMention(entry.key, entry.category, span, text[span.start : span.end])


def names(key: str, language: Language) -> Sequence[str]:
    """Return what `language` calls a glossary entry, the usual name first; empty when unknown."""
    return _glossary().names.get((language, key), ())


def said_also(key: str, language: Language) -> Sequence[str]:
    """Return the stems by which `language` may say an entry without naming it.

    What is founded is created; what is created, as jobs are, need not be founded.
    """
    return _glossary().also.get((language, key), ())


def party_of(key: str) -> str | None:
    """Return the party that a party or organisation is or belongs to; None for other entries."""
    return _glossary().parent.get(key)


def is_segment(key: str) -> bool:
    """Tell whether a glossary entry is a branch of the sector: naval, railway, steel."""
    return key in _glossary().segments


def is_everywhere(name: str) -> bool:
    """Tell whether a name is of what every document is about: the country itself."""
    return fold(name) in _glossary().everywhere


def _stems(name: str, language: Language) -> tuple[str, ...]:
    return tuple(token.stem for token in tokens(name, language))


def _capital(name: str) -> Literal["", "first", "all"]:
    letters = name.replace(".", "").replace("-", "")
    if 2 <= len(letters) <= 8 and letters.isupper() and fold(letters).isascii():
        return "all"
    return "first" if " " not in name and name[:1].isupper() else ""


def _written(capital: str, word: str) -> bool:
    if capital == "all":
        return word.isupper()
    return not capital or word[:1].isupper()
