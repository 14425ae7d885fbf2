"""Whether two that a sentence names have changed places: who asked whom, who buys of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from assistant.language.opposites import bargains
from assistant.language.proper_names import find_names
from assistant.language.roles import find_roles
from assistant.language.sound import skeletons
from assistant.language.text import fold, words
from assistant.questions.clauses import Clause, says
from assistant.questions.quoted import Quote
from assistant.schema import Language

# What stands before one that something is done to, with, or for; and before who does it.
_TO_WHOM: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:à|a|au|aux|avec|de|du|des|d|pour|entre|chez|sur|contre|selon|dans|en|vers)\s*['’]?\s*"
        r"(?:la |le |les |l['’])?$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:to|with|of|for|from|between|at|on|against|in|than|according to)\s+(?:the |an? )?$",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"(?<!\w)(?:مع|من|إلى|الى|على|بين|عن|في|لدى|ضد|حسب)\s+$|(?<!\w)[وف]?ل?ل$"),
}
_BY: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\b(?:par|de la part de)\s+(?:la |le |les |l['’])?$", re.IGNORECASE),
    "en": re.compile(r"\bby\s+(?:the )?$", re.IGNORECASE),
    "ar": re.compile(r"(?:من طرف|من قبل|من جانب)\s+$"),
}
_JOINED: Final = re.compile(r"\s*(?:,|،|et|and|ou|or|\sو|و)\s*(?:l['’]|la |le |les |the )?")
_POSSESSES: Final = re.compile(r"\w['’]s\s")  # "the town's mayor": either may be who acts
_REACH: Final = 24  # characters before a name that may say what becomes of it


@dataclass(frozen=True)
class _Named:
    """One whom a clause names: the words it may be called by, and whether it acts."""

    start: int
    end: int
    called: frozenset[str]


def exchanged_actors(said: Sequence[Clause], quotes: Sequence[Quote]) -> Iterator[str]:
    """Yield the words for who acts in a clause where in its quote the other one of two does.

    Both are named in both clauses, and what is done is said by the same word: what one bought
    another sold.
    """
    known = [clause for quote in quotes for clause in quote.clauses]
    for clause in said:
        doer, others = _acting(clause)
        if doer is None or not others:
            continue
        for other in known:
            does, done_to = _acting(other)
            if does is None or _same(doer, does) or not any(_same(does, one) for one in others):
                continue
            if any(_same(doer, one) for one in done_to) and _does_the_same(clause, doer, other):
                yield clause.text[doer.start : doer.end]
                break


def _acting(clause: Clause) -> tuple[_Named | None, list[_Named]]:
    """Return who acts in a clause and whom else it names; none where two act, or it is unclear."""
    named = _named(clause.text, clause.language)
    if any(_JOINED.fullmatch(clause.text, one.end, other.start) for one, other in pairwise(named)):
        return None, []
    if clause.language == "en" and _POSSESSES.search(clause.text):
        return None, []
    by = [one for one in named if _stands(_BY, clause, one)]
    free = [one for one in named if one not in by and not _stands(_TO_WHOM, clause, one)]
    doer = by[0] if by else free[0] if free else None
    if doer is None or (not by and len(free) > 1 and doer is not named[0]):
        return None, []
    return doer, [one for one in named if one is not doer]


def _stands(before: Mapping[Language, re.Pattern[str]], clause: Clause, one: _Named) -> bool:
    text = clause.text[max(0, one.start - _REACH) : one.start]
    return before[clause.language].search(text) is not None


@lru_cache(maxsize=5_000)
def _named(text: str, language: Language) -> tuple[_Named, ...]:
    """Return whom a clause names, in order: by a name, or by an office or kind of body."""
    found: list[_Named] = []
    roles = {one.words: one.roles for one in find_roles(text, language)}
    names = {name.start for name in find_names(text, language)}
    for word in words(text):
        if word.start in names:
            called = frozenset({fold(word.text)} | set(skeletons(word.text)))
            if found and text[found[-1].end : word.start] in (" ", "-"):
                before = found.pop()
                found.append(_Named(before.start, word.end, before.called | called))
            else:
                found.append(_Named(word.start, word.end, called))
        elif word.text in roles:
            called = frozenset(f"{role.kind} {role.name}" for role in roles[word.text])
            found.append(_Named(word.start, word.end, called))
    return tuple(found)


def _same(one: _Named, other: _Named) -> bool:
    return not one.called.isdisjoint(other.called)


def _does_the_same(clause: Clause, doer: _Named, other: Clause) -> bool:
    """Tell whether the first word behind who acts is said in another clause too."""
    ours, theirs = (bargains(one.text, one.language) for one in (clause, other))
    if ours or theirs:
        return ours == theirs
    matter = [
        (token, concept)
        for token, concept in clause.matter
        if token.text not in clause.text[doer.start : doer.end]
    ]
    at = clause.text.find
    behind = [pair for pair in matter if at(pair[0].text) >= doer.end] or matter
    return bool(behind) and says(other, *behind[0], clause)
