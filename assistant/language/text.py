"""Words: where they stand in a text, their folded form, their stem, and the terms of the index.

One analysis for documents and questions. A word gives two terms: its stem, under the language
(`fr:export`), and its folded surface form, under none (`w:exportations`), so that names, numbers
and acronyms match from one language to another.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer

from assistant.language import arabic, lexicon
from assistant.language.detect import detect_language
from assistant.language.stopwords import NAMES_IN_CAPITALS, STOPWORDS
from assistant.schema import Language

__all__ = [
    "PIECE", "Word", "content_words", "detect_language", "fold", "is_one_word", "is_stopword",
    "normalise", "pieces", "stem", "terms", "within", "word_terms", "words",
]  # fmt: skip

APOSTROPHES = "'’‘ʼ`´′"
SPACES = " \u00a0\u2007\u2009\u202f"  # what stands between groups of three digits
# Marks that stand inside a word: combining accents, Arabic vowels, soft hyphens, joiners.
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u00ad\u200b-\u200f\u2060\u061c\ufeff"
)
_LETTERS = rf"[^\W\d_](?:[^\W_]|[{_MARKS}])*"
_ELISION = rf"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu)[{APOSTROPHES}]"
_ORDINAL = r"(?:er|ere|ère|re|e|eme|ème|nd|nde|st|rd|th)\b"
_WORD = re.compile(
    r"(?P<simple>[^\W\d_]{2,}(?=[ ,;:\n)]))|"  # most words, told at once
    # 21 450 · 21.450 · 21,450 · 1.234.567,8 (the same separator throughout), then 1,7 · 21450
    rf"(?P<number>(?<![\w.,])(?![0٠])\d{{1,3}}(?P<group>[.,٬{SPACES}])\d{{3}}(?:(?P=group)\d{{3}})*"
    rf"(?:[.,٫]\d+)?(?![.,٫]?\d)"
    rf"|(?<!\d[.,٫])\d+[.,٫]\d+(?![.,٫]?\d)"
    # the 20 of 20MW, but neither 2ème nor 5G
    rf"|\d+(?=[^\W\d_][^\W\d_])(?!{_ORDINAL}))"
    rf"|(?P<acronym>(?<!\w)(?:{_ELISION})?(?:[^\W\d_]\.){{2,}}[^\W\d_]?(?!\w))"
    rf"|(?P<plain>{_LETTERS}(?:[{APOSTROPHES}]{_LETTERS})*|\d(?:[^\W_]|[{_MARKS}])*)",
    re.IGNORECASE,
)
# Nothing but a number is one word across a space.
PIECE = re.compile(rf"\S+(?:(?<=\d)[{SPACES}](?=\d)\S+)*")
_SPACED_NUMBER = re.compile(rf"\d[{SPACES}]\d")
_AROUND = ',.;:!?…،؛؟()[]«»"“”'  # marks that are part of no word
_ELIDED = re.compile(_ELISION, re.IGNORECASE)
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s$", re.IGNORECASE)
_GROUPED = re.compile(rf"(?!0)\d{{1,3}}([.,٬{SPACES}])\d{{3}}(?:\1\d{{3}})*(?:[.,٫]\d+)?")
_APOSTROPHES = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_COMPARABLE = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("«»“”„‟", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_LONGEST = 60  # characters of a term; what is longer is no word


class Word(NamedTuple):
    """A word where it stands: `text` is the given text from `start` to `end`, in code points."""

    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    """Return `text` in the form used to compare: NFC, plain quotes and hyphens, single spaces."""
    plain = unicodedata.normalize("NFC", text).translate(_COMPARABLE)
    return " ".join(plain.split())


class _Folded(dict[int, int | str | None]):
    """What each character becomes; worked out once for each."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.category(chr(code)) in {"Mn", "Cf"} else code
        return kept


_FOLDED = _Folded(arabic.LETTERS | {ord("œ"): "oe", ord("æ"): "ae"})


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return `word` in small letters without accents, Arabic marks or spelling variants.

    Numbers come out as digits with a decimal point: `21 450`, `21.450` and `٢١٬٤٥٠` as `21450`,
    `1,70` as `1.7`. Acronyms lose their dots.
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    # Decomposed before and after: a mathematical capital is a capital only once decomposed.
    plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES)).casefold()
    letters = unicodedata.normalize("NFKD", plain)
    kept = letters.translate(_FOLDED)
    if kept.isalpha():
        return kept
    has_digits = any(c.isdecimal() for c in kept)
    kept = _plain_number(kept) if has_digits else kept.replace(".", "")
    return "".join(kept.split())


def folded(text: str) -> str:
    """Return `text` with every word folded, single spaces between: names are compared so."""
    return " ".join(fold(word) for word in text.split())


def _plain_number(folded: str) -> str:
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in folded)
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        digits = digits.replace(grouped[1], "")
    digits = digits.replace(",", ".").replace("٫", ".")
    whole, point, decimals = digits.partition(".")
    if not (point and decimals.isdigit()):
        return digits
    # 1,70 is 1,7; a third decimal would make it look like thousands
    if len(decimals) < 3 or whole == "0":
        decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def words(text: str) -> list[Word]:
    """Return the words of `text` in order: elisions and possessives cut, grouped digits joined."""
    if is_one_word(text):
        return [Word(text, 0, len(text))]
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match.lastgroup in _MAY_HAVE_CLITICS:
            start, end = _without_clitics(match[0], start, end)
        found.append(Word(text[start:end], start, end))
    return found


def pieces(text: str) -> list[str]:
    """Return `text` cut at spaces, none of them within a word: its words are those of the pieces.

    Most pieces come back in other texts, so what was made of one is worth keeping.
    """
    return PIECE.findall(text) if _SPACED_NUMBER.search(text) else text.split()


def within(piece: str) -> str:
    """Return a piece without the marks around it if that leaves its only word, else as it is."""
    word = piece.strip(_AROUND)
    return word if is_one_word(word) else piece


def is_one_word(text: str) -> bool:
    """Say whether `text` is letters alone, none of them an apostrophe: one word, nothing cut."""
    return text.isalpha() and "ʼ" not in text


_MAY_HAVE_CLITICS = frozenset({"acronym", "plain"})


def _without_clitics(word: str, start: int, end: int) -> tuple[int, int]:
    if elided := _ELIDED.match(word):
        start += elided.end()
        word = word[elided.end() :]
    if possessive := _POSSESSIVE.search(word):
        end -= len(possessive[0])
    return start, end


@lru_cache(maxsize=100_000)
def is_stopword(word: str, language: Language) -> bool:
    """Say whether `word` carries only grammar in `language`."""
    return word not in NAMES_IN_CAPITALS and "." not in word and fold(word) in STOPWORDS[language]


def content_words(text: str, language: Language) -> list[Word]:
    """Return the words of `text` that are no stop words."""
    return [word for word in words(text) if not is_stopword(word.text, language)]


_ALGORITHMS: dict[Language, str] = {"fr": "french", "en": "english"}
_stemmers = threading.local()  # a Snowball stemmer must not be shared between threads


# What Snowball takes for the past of another verb: "founded" for that of "find".
_EXCEPTIONS = {"founded": "founded", "founding": "founded", "founds": "founded"}


@lru_cache(maxsize=200_000)
def stem(word: str, language: Language) -> str:
    """Return the stem of `word`, folded: Snowball for French and English, light for Arabic."""
    folded = fold(word)
    if not folded.isalpha() and any(c.isdigit() for c in folded):
        return folded
    if language == "ar":
        verb = arabic.verb_of(folded, _bases("ar"))
        return arabic.light_stem(verb or folded, _arabic_words())
    if language == "en" and folded in _EXCEPTIONS:
        return _EXCEPTIONS[folded]
    folded = _bases(language).get(folded, folded)
    stemmer = getattr(_stemmers, language, None)
    if stemmer is None:
        stemmer = Stemmer.Stemmer(_ALGORITHMS[language], 0)
        setattr(_stemmers, language, stemmer)
    return str(stemmer.stemWord(folded))


@cache
def _bases(language: Language) -> Mapping[str, str]:
    """Return the words whose stem no rule finds, folded: "reduit" -> "reduire", "built" -> "build".

    They stand in `forms.json`, a word a row, its base form first; of Arabic verbs, of which it has
    the past and the imperfect, the persons are added here. A form of two words stands under one,
    and what stands `apart` looks like a form and is another word.
    """
    families = [[fold(form) for form in row] for row in lexicon.forms()[language]]
    found = {family[0]: family[0] for family in families}
    found |= {form: base for base, *forms in families for form in forms if form not in found}
    if language == "ar":
        for family in families:
            for form in arabic.inflected(family):
                found.setdefault(form, family[0])
    return found | {word: word for word in map(fold, lexicon.apart(language))}


@cache
def _arabic_words() -> frozenset[str]:
    """Return the Arabic words of the lexicon, folded: what begins as a clitic does and is none."""
    return frozenset(fold(word) for _, _, names in lexicon.senses() for word in names)


@lru_cache(maxsize=200_000)
def word_terms(word: str, language: Language) -> tuple[str, ...]:
    """Return the index terms of one word: none for a stop word, else its stem and its surface."""
    if is_stopword(word, language):
        return ()
    folded = fold(word)[:_LONGEST]
    return (f"{language}:{stem(word, language)[:_LONGEST]}", f"w:{folded}") if folded else ()


def terms(text: str, language: Language) -> list[str]:
    """Return the index terms of `text`, in order, two a word, none with a space in it."""
    return [term for word in words(text) for term in word_terms(word.text, language)]
