"""Which stems translate which: the learned tables of `assistant/model`, and a lexicon beside them.

`assistant.training.translations` says how they were learned. A file holds both directions of one
pair of languages, and is read when it is first asked for.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

from assistant.language.arabic import light_stem
from assistant.language.lexicon import senses
from assistant.language.text import stem
from assistant.schema import LANGUAGES, Language

_BESIDE_THE_LEXICON = 0.7  # weight of what was learned, where the lexicon has a say
_NOTHING: Mapping[str, float] = MappingProxyType({})


@cache
def _tables(pair: str) -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    file = resources.files("assistant.model").joinpath(f"translations.{pair}.json.xz")
    tables: Mapping[str, Mapping[str, Mapping[str, float]]]
    tables = json.loads(lzma.decompress(file.read_bytes()))
    return tables


@cache
def names_written(language: Language) -> frozenset[str]:
    """Return the stems of the names in the lexicon: rows that begin with a capital in French."""
    at = LANGUAGES.index(language)
    return frozenset(
        stem(name, language)
        for row in senses()
        if row[0] and row[0][0][:1].isupper()
        for name in row[at]
    )


@cache
def _lexicon(language: Language, other: Language) -> Mapping[str, Mapping[str, float]]:
    """Return the translations written by hand: the more rows two words share, the likelier.

    Rows are senses. Square roots, as what one row says is said. Over 1,404 questions of
    `evals/training`, their writer left out of the fit, the best sentence is right in .613, and with
    all translations of a word alike in .607 (November 2026).
    """
    one, to = (LANGUAGES.index(at) for at in (language, other))
    shared: dict[str, Counter[str]] = {}
    for row in senses():
        found = {stem(name, other) for name in row[to]}
        for name in {stem(name, language) for name in row[one]}:
            shared.setdefault(name, Counter()).update(found)
    return {name: _shares(counts) for name, counts in shared.items()}


def _shares(counts: Counter[str]) -> Mapping[str, float]:
    most = max(counts.values(), default=1)
    return {name: (count / most) ** 0.5 for name, count in counts.items()}


@lru_cache(maxsize=20_000)
def translations(word_stem: str, language: Language, to: Language) -> Mapping[str, float]:
    """Return the stems of `to` that translate a stem of `language`: weights up to 1, the best's.

    Empty where neither the tables nor the lexicon know the stem; an Arabic stem that they do not
    know stands for what further cutting leaves, where they know that: clitics and endings pile up.
    """
    if language == to:
        return {word_stem: 1.0}
    found = _known(word_stem, language, to)
    if not found and language == "ar" and (shorter := light_stem(word_stem)) != word_stem:
        return translations(shorter, language, to)
    return found


def _known(word_stem: str, language: Language, to: Language) -> Mapping[str, float]:
    first, second = sorted((language, to))
    learned = _tables(f"{first}-{second}")[f"{language}-{to}"].get(word_stem, _NOTHING)
    written = _lexicon(language, to).get(word_stem)
    if not written:
        return learned
    beside = {name: weight * _BESIDE_THE_LEXICON for name, weight in learned.items()}
    return {**beside, **written}


@lru_cache(maxsize=20_000)
def expand(word: str, language: Language, to: Language) -> Mapping[str, float]:
    """Return the stems of `to` that a word of `language` may stand as: stem to weight, up to 1.

    Its own stem where the languages are the same. A word that the tables do not know, as names
    and numbers, stands as itself; and one that they know as a word of the other Latin-script
    language, as its translations from there: people mix the two, and short questions are taken
    for the wrong one.
    """
    found = dict(translations(stem(word, language), language, to))
    other = _OTHER_LATIN.get(language)
    if other and _is_foreign(word, language, other):
        found = dict(translations(stem(word, other), other, to)) | found
    return found or {stem(word, to): 1.0}


_OTHER_LATIN: Mapping[Language, Language] = {"fr": "en", "en": "fr"}


_AT_HOME = 0.3  # weight from which a word's way back leads to itself


def _is_foreign(word: str, language: Language, other: Language) -> bool:
    """Say whether a word is one of `other`: unknown in `language`, or known there as a loan only.

    A loan stands for itself in the other language, whose own translations are other words.
    """
    own, theirs = stem(word, language), stem(word, other)
    there = translations(own, language, other)
    if there and max(there, key=lambda found: there[found]) != theirs:
        return False
    back = translations(theirs, other, language)
    return bool(back) and back.get(own, 0.0) < _AT_HOME
