"""Spoken and hurried words of a question, said in the standard words of its language.

Moroccan Arabic is read as standard Arabic, or as French where it is typed in Latin letters; French
and English as people type them on a phone are spelled out. The words stand in `colloquial.json`.
A question in standard words comes back unchanged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from assistant.language.detect import detect_language
from assistant.language.spelling import misspells
from assistant.language.text import fold, is_stopword, stem
from assistant.language.translations import translations
from assistant.schema import LANGUAGES, Language

# With the digits that stand for Arabic letters in Latin ones: 3lach, ch7al, fo9ach.
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ASKING: Final = 6  # letters; a slip in a shorter word makes it another one too easily
_ACRONYMS: Final = 2  # words in capitals that may be no more than names: "PR ?"
_VOWEL: Final = "aeiouyàâéèêëîïôœùûhAEIOUYÀÂÉÈÊËÎÏÔŒÙÛH"
_LATIN_VERB: Final = r"(?:gha|ka|ta|k)?(?:[nyit])?(?:{stems})(?:[aou]|ou|oh|at|t|ti|na|in|ha|hom)?"
_ARABIC_VERB: Final = r"(?:غا)?[كت]?[يتنا]?(?:{stems})(?:و|وه|وها|وهم|ات|ت|نا|ين|ه|ها|هم)?"
# An apostrophe left out after a single letter ("l usine"), and hyphens before a pronoun.
_INVERTED: Final = re.compile(r"(?<=\w)[ '-]t[ '-]?(?=(?:ils?|elles?|on)\b)", re.IGNORECASE)
_JOINED: Final = re.compile(r"(?<=[a-z][ai]) ?t(?=ils?\b)")
_PLAIN_INVERTED: Final = re.compile(
    r"\b(peu(?:t|vent)|do(?:i|ivent)t?|va|vont|fai(?:t|ai[st])|est|sont|ont|serai?t?|seront|"
    r"(?:av|ét|et|all|dev|pouv)ai(?:en)?t) (?=(?:ils?|elles?)\b)",
    re.IGNORECASE,
)
_ELIDED: Final = re.compile(  # a capital only opens a text: "classe C ou D"
    rf"(?<![\w'’-])([ldnsj]|c(?= (?:est|[ée]tai))|qu|^(?:[LDNSJ]|C(?= (?:est|[ée]tai))|Qu)) "
    rf"(?=[{_VOWEL}]\w)"
)
_RUN_ON: Final = re.compile(r"(?<![\w'’-])([ldLD])(?=[A-ZÀ-Ý]{3})")  # "lIFMAT", typed at once
_DOUBLED: Final = re.compile(r"([a-z])\1")
_CONTRACTED: Final = (  # what the words put together have to become: "de argent", "jusqu'à le"
    (re.compile(rf"\b([ldLD])e (?=[{_VOWEL}]\w)"), r"\1'"),
    (re.compile(r"(?<=jusqu'à )le (?=\d)"), ""),
    (re.compile(r"\best-ce que (?=[aeiouyhéêè])"), "est-ce qu'"),
)
_SPACES: Final = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A way of speaking: `asks` show that a text is in it; then the rest is read as well."""

    asks: Mapping[str, str]  # folded word -> standard word
    words: Mapping[str, str]
    verbs: tuple[tuple[re.Pattern[str], str], ...]

    def says(self, word: str) -> str | None:
        """Return the standard word for `word`, None where it is no word of this way."""
        folded = fold(word)
        for form in dict.fromkeys((folded, _DOUBLED.sub(r"\1", folded))):  # lflouss, khddamin
            known = self.asks.get(form, self.words.get(form))
            if known is None:
                known = next((verb for verbs, verb in self.verbs if verbs.fullmatch(form)), None)
            if known is not None:
                return known
        return None


def in_standard_words(text: str) -> str:
    """Return `text`, a question, in the standard words of its language."""
    language = detect_language(text)
    spoken = _tables().arabic if language == "ar" else _tables().latin
    if any(fold(token) in spoken.asks for token in _TOKEN.findall(text)):
        return _respelt(text, spoken)
    return text if language == "ar" else _spelled_out(text, language)


def _respelt(text: str, spoken: _Spoken) -> str:
    def standard(match: re.Match[str]) -> str:
        said = spoken.says(match[0])
        return match[0] if said is None else said

    said = _TOKEN.sub(standard, text)
    for pattern, joined in _CONTRACTED:
        said = pattern.sub(joined, said)
    return _SPACES.sub(" ", said).strip()


def _spelled_out(text: str, language: Language) -> str:
    """Spell a French or English text out; a word in capitals among small letters is left alone."""
    shouts = text.isupper() and len(_TOKEN.findall(text)) > _ACRONYMS
    text = text.lower() if shouts else text
    if language == "fr":
        text = _INVERTED.sub("-t-", text)
        text = _JOINED.sub("t-", text)
        text = _PLAIN_INVERTED.sub(r"\1-", text)
        text = text if shouts else _RUN_ON.sub(r"\1'", text)
    for pattern, said in _tables().phrases.get(language, ()):
        text = pattern.sub(said, text)
    spelt = _tables().spelt.get(language, {})

    def standard(match: re.Match[str]) -> str:
        word = match[0]
        if word[1:].isupper() or (word.isupper() and match.start()):
            return word
        said = spelt.get(fold(word)) or _asking(fold(word), language)
        if said is None:
            return word
        return said[0].upper() + said[1:] if word[0].isupper() else said

    text = _TOKEN.sub(standard, text)
    if language == "fr":
        text = _ELIDED.sub(r"\1'", text)
    return text.upper() if shouts else text


@lru_cache(maxsize=20_000)
def _asking(word: str, language: Language) -> str | None:
    """Return the word of asking that an unknown word is a slip away from: "mantant", "conbiens"."""
    asking = _tables().asking.get(language, {})
    if len(word) < _ASKING or word in asking or is_stopword(word, language):
        return None
    others = [to for to in LANGUAGES if to != language]
    if any(translations(stem(word, language), language, to) for to in others):
        return None
    return next((said for spelling, said in asking.items() if misspells(word, spelling)), None)


@dataclass(frozen=True, slots=True)
class _Tables:
    latin: _Spoken
    arabic: _Spoken
    phrases: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]
    spelt: Mapping[str, Mapping[str, str]]
    asking: Mapping[str, Mapping[str, str]]  # folded -> as written, of the words a slip may hide


@cache
def _tables() -> _Tables:
    data = json.loads((files("assistant.language") / "colloquial.json").read_text("utf-8"))
    return _Tables(
        latin=_spoken(data["darija_latin"], _LATIN_VERB),
        arabic=_spoken(data["darija_arabic"], _ARABIC_VERB),
        phrases={
            language: tuple((_anywhere(spellings), said) for said, spellings in phrases.items())
            for language, phrases in data["phrases"].items()
        },
        spelt={language: _by_spelling(words) for language, words in data["spelt"].items()},
        asking={
            language: {fold(word): word for word in words.split()}
            for language, words in data["asking"].items()
        },
    )


def _spoken(data: Mapping[str, Any], verb: str) -> _Spoken:
    return _Spoken(
        asks=_by_spelling(data["asks"]),
        words=_by_spelling(data["words"]),
        verbs=tuple(
            (re.compile(verb.format(stems="|".join(map(fold, stems)))), said)
            for said, stems in data["verbs"].items()
        ),
    )


def _anywhere(spellings: list[str]) -> re.Pattern[str]:
    """Return what finds the spellings in small letters, or with the capital that opens a text."""
    small = "|".join(map(re.escape, spellings))
    opening = "|".join(re.escape(spelling[0].upper() + spelling[1:]) for spelling in spellings)
    return re.compile(rf"(?:\b(?:{small})|^(?:{opening}))(?!\w)")


def _by_spelling(words: Mapping[str, list[str]]) -> dict[str, str]:
    return {fold(spelling): said for said, spellings in words.items() for spelling in spellings}
