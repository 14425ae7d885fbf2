"""What a question needs of a sentence: its words, weighed by rarity, in each language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Protocol

from assistant.language.sound import skeletons
from assistant.language.spelling import misspells
from assistant.language.terms import TermMention, find_terms, said_also
from assistant.language.text import Word, content_words, detect_language, fold, stem, words
from assistant.language.tokens import bare, tokens
from assistant.language.translations import expand, translations
from assistant.questions import phrases
from assistant.schema import LANGUAGES, DateMention, Language

Surfaces = frozenset[str]  # folded words
Rarity = Callable[[str, Language], float]  # a word's inverse document frequency, 0 to 1

# Words are weighed by rarity, above a floor: in a small corpus rarity alone is noise.
_FLOOR: Final = 0.35
WEAK: Final = 0.2  # a word that says little of what is asked
SAID: Final = 0.5  # how well a text must say a word to be taken to say it
_UNTRANSLATED: Final = 0.5  # what a word counts for where no translation of it is known
# A word met only as a translation counts for less than itself, but no less than this.
_WEAKEST: Final = 0.35
_SOFTER: Final = 0.4
_BY_CONCEPT: Final = 0.95  # another name of the same glossary entry: the very word comes first
_SAID_ALSO: Final = 0.8  # a wider word than the glossary entry asked about
_SYNONYM: Final = 0.7  # what a synonym counts for at most
_MISSPELT: Final = 0.8  # what a near spelling says of a word that no chunk knows
_RUN_ON: Final = re.compile(r"(?:[ldnsjtmc]|qu)(?=[aeiouyh]\w{4})")  # "lusine", "dexercice"
# A name in the other script, by its consonants. A word that only may be one, and has just three,
# sounds like one word in five hundred by chance.
_HEARD: Final = 0.9
_PERHAPS_HEARD: Final = {3: 0.4}
_LIKELY_HEARD: Final = 0.8
_SHARED: Final = 0.3  # a weaker share of translations makes no synonym


@dataclass(frozen=True, slots=True)
class NeedWord:
    """A word of the question: `forms` gives for each language the stems that say it, weighed."""

    text: str
    weight: float
    forms: Mapping[Language, Mapping[str, float]]
    surface: str
    concept: str = ""  # the glossary entry it is part of
    start: int = 0  # where it stands in the question
    sayable: frozenset[Language] = frozenset()  # the languages that we know a word for it in
    meant: tuple[str, ...] = ()  # its folded spellings to compare, where it is no known word
    heard: frozenset[str] = frozenset()  # its consonants, where it may be a name
    named: bool = False  # it is written as a name
    aliases: tuple[Surfaces, ...] = ()  # words that together say it: an acronym's long name


@dataclass(frozen=True, slots=True)
class Need:
    """The words of one (sub-)question, without its question words and its dates."""

    text: str
    language: Language
    words: tuple[NeedWord, ...]
    terms: tuple[TermMention, ...] = field(default=())

    @property
    def weight(self) -> float:
        """The weight of all words together."""
        return sum(word.weight for word in self.words) or 1.0


class Said(Protocol):
    """What matching asks of a text."""

    @property
    def stems(self) -> frozenset[str]:
        """Its stems, bare."""

    @property
    def surfaces(self) -> frozenset[str]:
        """Its words, folded."""

    def names(self, concept: str) -> bool:
        """Tell whether it names a glossary entry."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as sets to match against: stems, surface forms, glossary entries."""

    stems: frozenset[str]
    surfaces: frozenset[str]
    concepts: frozenset[str]

    def names(self, concept: str) -> bool:
        """Tell whether the text names a glossary entry."""
        return concept in self.concepts


def analyse(text: str, language: Language) -> Words:
    """Return the words of `text` as matching sees them."""
    return analysed(text, language)[0]


def analysed(text: str, language: Language) -> tuple[Words, tuple[TermMention, ...]]:
    """Return the words of `text` as matching sees them, and the glossary entries it names."""
    said = tokens(text, language)
    terms = tuple(find_terms(text, language, [token.stem for token in said]))
    words = Words(
        stems=frozenset([token.bare for token in said]),
        surfaces=frozenset([token.surface for token in said]),
        concepts=frozenset([mention.key for mention in terms]),
    )
    return words, terms


def need(text: str, dates: Iterable[DateMention], rarity: Rarity) -> Need:
    """Return what the question `text` needs; `dates` are checked elsewhere and left out."""
    language = detect_language(text)
    terms = find_terms(text, language)
    dated = [mention.span for mention in dates if text[mention.span.start : mention.span.end]]
    question_words = _question_words(text)
    found: dict[str, NeedWord] = {}
    for word in content_words(text, language):
        if any(s.start <= word.start < s.end for s in dated) or word.start in question_words:
            continue
        term = next((t for t in terms if t.span.start <= word.start < t.span.end), None)
        key = term.key if term else stem(word.text, language)
        weight = _weight(word.text, language, rarity)
        if key not in found or weight > found[key].weight:
            found[key] = _need_word(word, term, weight, language)
            if term is None and _unheard(word, text, language, rarity):
                found[key] = replace(found[key], meant=_meant(fold(word.text), language))
            if term is None and _may_name(word, text, language):
                found[key] = replace(
                    found[key],
                    heard=frozenset(skeletons(word.text)),
                    named=word.text[:1].isupper() and not text.isupper(),
                )
    return Need(text=text, language=language, words=tuple(found.values()), terms=tuple(terms))


def _unheard(word: Word, text: str, language: Language, rarity: Rarity) -> bool:
    """Tell whether a word is in no chunk and in no table: most likely it is badly typed.

    A capital among small letters marks a name, and a name must stand as it is written.
    """
    if word.text[:1].isupper() and not text.isupper():
        return False
    others = [to for to in LANGUAGES if to != language]
    return rarity(word.text, language) >= 1 and not any(
        _known(word.text, language, to) for to in others
    )


def _may_name(word: Word, text: str, language: Language) -> bool:
    """Tell whether a word may be a name: by its capital, or since no table knows it."""
    if word.text[:1].isupper() and not text.isupper():
        return True
    return not any(_known(word.text, language, to) for to in LANGUAGES if to != language)


def _meant(folded: str, language: Language) -> tuple[str, ...]:
    """Return the spellings that a mistyped word is compared by: itself, and without an article."""
    if language == "fr" and (run_on := _RUN_ON.match(folded)):
        return (folded, folded[run_on.end() :])
    return (folded,)


def _weight(word: str, language: Language, rarity: Rarity) -> float:
    if stem(word, language) in phrases.weak_stems(language):
        return WEAK
    weight = _FLOOR + (1 - _FLOOR) * rarity(word, language)
    named = word[:1].isupper() or any(c.isdigit() for c in word)
    known = any(_known(word, language, to) for to in LANGUAGES if to != language)
    return weight if named or known or language == "fr" else weight * _UNTRANSLATED


def _softened(forms: Mapping[str, float]) -> Mapping[str, float]:
    """Return the forms as matching compares them, a second-best translation trusted more."""
    soft: dict[str, float] = {}
    for form, weight in forms.items():
        soft[bare(form)] = max(soft.get(bare(form), 0.0), weight**_SOFTER)
    return soft


def _known(word: str, language: Language, to: Language) -> bool:
    return any(translations(stem(form, language), language, to) for form in _bare(word, language))


def forms(word: str, language: Language, to: Language) -> Mapping[str, float]:
    """Return how `to` may say a word; an Arabic verb is tried without its future and person."""
    for form in _bare(word, language):
        if language == to or translations(stem(form, language), language, to):
            return expand(form, language, to)
    return expand(word, language, to)


def _bare(word: str, language: Language) -> list[str]:
    """Return the word, and for an Arabic future ("سيكلف") what is left without its prefixes."""
    if language == "ar" and len(word) > 4 and word[0] == "س" and word[1] in "يتن":
        return [word, word[1:], word[2:]]
    if language == "ar" and len(word) > 4 and word[0] in "يت":
        return [word, word[1:]]
    return [word]


def _need_word(word: Word, term: TermMention | None, weight: float, language: Language) -> NeedWord:
    """Return what says a word; a term of several words is said only as the glossary has it.

    The parts of "chiffre d'affaires" mean other things by themselves.
    """
    if term is not None and len(term.words) > len(word.text):
        return NeedWord(
            text=term.words,
            weight=weight,
            forms={to: _also(term, to) for to in LANGUAGES},
            surface=fold(term.words),
            concept=term.key,
            start=term.span.start,
            sayable=frozenset(LANGUAGES),
        )
    said = {to: forms(word.text, language, to) for to in LANGUAGES}
    said[language] = {**synonyms(word.text, language), **said[language]}
    return NeedWord(
        text=word.text,
        weight=weight,
        forms={to: {**_also(term, to), **_softened(found)} for to, found in said.items()},
        surface=fold(word.text),
        concept=term.key if term else "",
        start=word.start,
        sayable=frozenset(
            to for to in LANGUAGES if to == language or _known(word.text, language, to)
        ),
    )


def _also(term: TermMention | None, language: Language) -> Mapping[str, float]:
    found = said_also(term.key, language) if term is not None else ()
    return dict.fromkeys(map(bare, found), _SAID_ALSO)


@lru_cache(maxsize=20_000)
def synonyms(word: str, language: Language) -> Mapping[str, float]:
    """Return the stems of the same language that share a translation with `word`, weighed.

    By way of English, or of French for an English word: what both translate says nearly the same
    (Bannard and Callison-Burch, Paraphrasing with bilingual parallel corpora, 2005).
    """
    pivot: Language = "fr" if language == "en" else "en"
    own = stem(word, language)
    found: dict[str, float] = {}
    for there, weight in translations(own, language, pivot).items():
        for back, share in translations(there, pivot, language).items():
            found[back] = max(found.get(back, 0.0), weight * share)
    return {
        back: _SYNONYM * weight
        for back, weight in found.items()
        if weight >= _SHARED and back != own
    }


def match(word: NeedWord, text: Said, language: Language) -> float:
    """Return how well a text says a question's word: 1 itself, less for a translation, or 0."""
    if word.surface in text.surfaces:
        return 1.0
    if word.concept and text.names(word.concept):
        return _BY_CONCEPT
    if word.aliases and any(alias <= text.surfaces for alias in word.aliases):
        return _BY_CONCEPT
    forms = word.forms[language]
    best = 0.0
    if not forms.keys().isdisjoint(text.stems):
        best = max(weight for form, weight in forms.items() if form in text.stems)
    if not best and word.meant and _nearly_said(word.meant, text.surfaces):
        return _MISSPELT
    if not best and word.heard and word.surface.isascii() == (language == "ar"):
        return _sounds(word, text.surfaces)
    return max(best, _WEAKEST) if best else 0.0


def _sounds(word: NeedWord, surfaces: frozenset[str]) -> float:
    """Return how surely a text in the other script says a name, heard by its consonants."""
    common = word.heard & skeletons_of(surfaces)
    if not common:
        return 0.0
    if word.named:
        return _HEARD
    return _PERHAPS_HEARD.get(max(map(len, common)), _LIKELY_HEARD)


@lru_cache(maxsize=8_000)
def skeletons_of(surfaces: frozenset[str]) -> frozenset[str]:
    """Return the consonants that any of the words of a text is heard by."""
    return frozenset(heard for surface in surfaces for heard in skeletons(surface))


def _nearly_said(meant: tuple[str, ...], surfaces: frozenset[str]) -> bool:
    return any(
        form == surface or misspells(form, surface) for surface in surfaces for form in meant
    )


def _question_words(text: str) -> set[int]:
    """Return where words start that only ask: combien, how, how long, كم."""
    measures = {found.start("measure") for found in phrases.HOW_MUCH_OF.finditer(text)}
    return measures | {
        word.start
        for word in words(text)
        if phrases.QUESTION_WORD.fullmatch(phrases.plain(word.text).strip())
    }
