"""Which body a sentence is about: the name that its main clause begins with, and that acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from assistant.language.proper_names import find_names, is_word
from assistant.language.terms import is_everywhere
from assistant.language.text import Word, fold, words
from assistant.questions import phrases
from assistant.schema import Language, Span

_ARTICLE: Final = r"(?:l['’]|(?:le|la|les|un|une|son|sa|the|an?|its)\s)"
_NO_NOUN: Final = r"(?:de|du|des|of|in|at|par|by|et|and|à|a)\s|d['’]"
# Before a subject stands nothing, or what a comma sets apart; then an article, and what it is.
_BEFORE: Final = re.compile(
    r"(?:^|.*[,:;]\s)[\s«»“”\"*-]*(?:(?:en|depuis|in|since|by)\s(?:\w+\s)?\d{4}\s)?"
    rf"(?:{_ARTICLE}(?:(?!{_NO_NOUN})[^\W\d_]+\s){{0,2}})?"
    r"(?-i:[A-ZÀ-Ý][^\W\d_]+\s)?$",  # "Forges Untel": only the second is no common word
    re.IGNORECASE | re.DOTALL,
)
_MOST_BEFORE: Final = 90  # characters
_JOINED: Final = re.compile(r"[\s'’.&-]*(?:(?:des|du|de la|de l['’]|de|d['’]|of the|of|&)\s?)?")
# After it stands a verb, behind what commas or brackets set apart.
_ASIDE: Final = re.compile(r"\s*(?:\([^)]{1,80}\)|,[^.;]{1,90}?,)?\s*")
_NO_VERB: Final = re.compile(
    r"(?:et|ou|de|du|des|à|au|aux|par|pour|avec|sur|dans|chez|en|sous|and|or|of|in|at|on|to|for|by|"
    r"with|from|as)\b|d['’]|[^a-zà-ÿ]",
)
_OWNS: Final = re.compile(r"['’]s?\s+[a-z]")  # "the maker's mill"
# Whose word is given is often no body, nor is who holds an office.
_PERSON: Final = re.compile(
    r"\b(?:presid|direct|ministre|minister|patron|pdg|dg\b|ceo\b|chair|founder|fondat|gerant|manager|"
    r"ingenieur|engineer|secretai?r|delegu|expert|economist|professeur|professor)|"
    r"^\s*(?:dit|explique|affirme|declare|estime|assure|annonce|precise|souligne|rappelle|ajoute|"
    r"says?|said|explains?|adds?|notes?|told)\b"
)
_RELATED: Final = re.compile(r"\b(?:filiale|subsidiary|maison mere|parent company)\b")
_BY: Final = re.compile(
    r"\b(?:par|by|de la part de)\s(?:l['’]|(?:le|la|les|the)\s)?"
    r"(?:(?:groupe|société|entreprise|association|group|company|firm)\s)?$",
    re.IGNORECASE,
)
_ARABIC_BODY: Final = re.compile(r"(?<!\w)[وفبل]?(?:لل|ال)?(?:شركة|مجموعة|مقاولة)\s+(?!ال)(\w{3,})")
_ARABIC_REACH: Final = 30  # characters in which a sentence has named its subject


@lru_cache(maxsize=5_000)
def subject(text: str, language: Language) -> Span | None:
    """Return where the name of the body stands that a sentence is about; None where not seen.

    People are left out, whose word is given on many things, and so is the country.
    """
    if language == "ar":
        near = (body for body in arabic_bodies(text) if body.start <= _ARABIC_REACH)
        return next(near, None)
    for name in _names(text, language):
        if name.start > _MOST_BEFORE:
            break
        if _BEFORE.match(text[: name.start]) and _acts(text[name.end :]):
            return None if is_everywhere(text[name.start : name.end]) else name
    return None


def arabic_bodies(text: str) -> list[Span]:
    """Return where Arabic names of firms stand, which have no capitals: "شركة زلال".

    What the tables know as a word is no name: "شركة نقل".
    """
    found = (Span(*body.span(1)) for body in _ARABIC_BODY.finditer(text))
    return [span for span in found if not _is_arabic_word(text[span.start : span.end])]


def _is_arabic_word(word: str) -> bool:
    return word.endswith("ية") or is_word(word, "ar", shortest=3)


def agent(text: str, language: Language) -> Span | None:
    """Return where the name of the body stands by which something was done, else the subject."""
    if language != "ar":
        for name in _names(text, language):
            if _BY.search(text, 0, name.start):
                return name
    return subject(text, language)


@lru_cache(maxsize=1_000)
def folded_words(name: str) -> frozenset[str]:
    """Return the words of a name as names are compared."""
    return frozenset(fold(word.text) for word in words(name))


def _names(text: str, language: Language) -> Iterator[Span]:
    for run in _runs(text, find_names(text, language)):
        yield Span(run[0].start, run[-1].end)


def _runs(text: str, names: Iterable[Word]) -> Iterator[list[Word]]:
    """Yield the words of each name together: "Forges", "Untel" of "Forges d'Untel"."""
    run: list[Word] = []
    for word in names:
        if run and not _JOINED.fullmatch(text[run[-1].end : word.start]):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _acts(after: str) -> bool:
    """Tell whether what follows a name has it act or own, as no person would."""
    if _OWNS.match(after):
        return True
    aside = _ASIDE.match(after)
    rest = after[aside.end() :] if aside else after
    said = phrases.plain(after[: len(after) - len(rest)])
    if _NO_VERB.match(rest) or _RELATED.search(said):
        return False
    return not (_PERSON.search(said) or _PERSON.match(phrases.plain(rest)))


# Before the name of who acts: "combien produit X", "will X …"; of whose figure it is: "the … of X".
_OF_BODY: Final = r"(?:l['’]|(?:la|le|les|the)\s)?(?:(?:groupe|société|group|company)\s)?$"
_ACTING: Final = re.compile(
    r"(?:^|,\s|\b(?:did|does|do|will|has|have|had|would|is|was|que|quand|combien|qu['’]|"
    rf"\w{{2,}}(?:e|t|nt|ent|ra|ont|ait))\s){_OF_BODY}",
    re.IGNORECASE,
)
_INVERTED: Final = re.compile(r"\s+\w+-(?:t-)?(?:il|elle|ils|elles)\b")
_GENITIVE: Final = re.compile(rf"\b(?:de\s|d['’]|du\s|des\s|of\s){_OF_BODY}", re.IGNORECASE)
_COPULA: Final = re.compile(
    r"\b(?:est|sont|était|étaient|sera|seront|is|was|are|were|will be)\b", re.IGNORECASE
)


def is_asked_of(name: str, question: str) -> bool:
    """Tell whether a question asks what a body does or has, rather than names it beside another."""
    start = question.find(name)
    if start < 0:
        return False
    if any(question.startswith(name, span.start) for span in arabic_bodies(question)):
        return True
    before, after = question[:start], question[start + len(name) :]
    if _GENITIVE.search(before):
        return _COPULA.search(before) is not None
    acts = _INVERTED.match(after) is not None or _ACTING.search(before) is not None
    return acts or _OWNS.match(after) is not None
