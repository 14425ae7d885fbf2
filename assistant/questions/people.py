"""Who is asked for, a person or a body, and whether a sentence names one."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from assistant.language.proper_names import find_names
from assistant.language.terms import find_terms
from assistant.language.text import fold, is_stopword
from assistant.questions import phrases
from assistant.questions.condense import named
from assistant.questions.fit import Fit
from assistant.questions.heads import names_body
from assistant.questions.need import SAID, Need, NeedWord, match
from assistant.questions.reading import Line
from assistant.questions.subjects import agent, folded_words
from assistant.schema import Span

_DEPUTY: Final = re.compile(r"\b(?:vice-?\s?|deputy |sous-)\w+|\w*نايب\w* \w+")
_CAPITAL: Final = "A-ZÀÂÇÉÈÊËÎÏÔÙÛ"
_NAME: Final = re.compile(
    rf"[{_CAPITAL}][\w’'-]+(?:\s(?:[{_CAPITAL}][\w’'-]+|el|al|ben|bin|ait|aït))+|"
    # with a form of address, the name of the family alone
    rf"\b(?:M\.|Mme|Mlle|Me|Mr|Mrs|Ms|Dr)\.?\s[{_CAPITAL}][\w’'-]+"
)
_PERHAPS: Final = 0.4  # a body is spoken of that may be whom a question asks for
_ROLE_REACH: Final = 60  # characters between a role and the name of who holds it
_WHO_DID: Final = re.compile(
    r"(?:par )?qui (?:a|ont|avait|va|doit)? ?(?:l'|la |le |les )?|"
    r"who (?:has |have |had |will )?|من "
)
# "directeur général de l'OFPPT", "chairman of Sahel Steel": the body that a role is told of.
_OF_BODY: Final = re.compile(
    r"(?:\s(?:général|délégué|exécutif|adjoint|executive)e?)*\s(?:de la |de l['’]|du |de |d['’]|"
    rf"of (?:the )?)(?P<name>[{_CAPITAL}][\w’'-]+(?:\s[{_CAPITAL}][\w’'-]+)*)"
)
_ANY_HEAD: Final = re.compile(r"head|manager|patron(?:ne)?|dirigeante?|executive|مسير\w*")
_LED_BY: Final = re.compile(
    r"\b(?:presid|dirig|pilot|conduit|anim|mene|represent)\w* par\b|"
    r"\b(?:led|chaired|headed|run) by\b"
)


class Wanted(NamedTuple):
    """The person that a question asks for."""

    role: bool  # asked for by a role
    deputy: bool  # by that of a deputy
    roles: tuple[NeedWord, ...]  # the words of the question that name it
    anyhow: bool  # by a role that goes by many names: the head, the manager
    deed: NeedWord | None  # what the person did, where the question says it: "who founded …"
    known: frozenset[str]  # the names that the question gives itself


def wanted(need: Need, readable: str) -> Wanted:
    """Return whom a question asks for; `readable` is its text as `phrases.plain` gives it."""
    roles = tuple(w for w in need.words if phrases.ROLE.search(phrases.plain(w.text)))
    return Wanted(
        role=phrases.ROLE.search(readable) is not None,
        deputy=_DEPUTY.search(readable) is not None,
        roles=roles,
        anyhow=all(_ANY_HEAD.fullmatch(phrases.plain(role.text)) for role in roles),
        deed=_deed(need, readable),
        known=frozenset(phrases.plain(name) for name, _ in named(need.text)),
    )


def _deed(need: Need, readable: str) -> NeedWord | None:
    """Return the verb of "who did …", where the glossary knows how else it is said."""
    asks = _WHO_DID.match(readable)
    if asks is None or len(readable) != len(need.text):
        return None
    first = next((word for word in need.words if word.start == asks.end()), None)
    return first if first and first.concept else None


def person(wanted: Wanted, line: Line) -> Fit:
    """A name, best beside a role; where a role is asked, a name without it says less."""
    said = any(match(w, line.words, line.language) >= SAID for w in wanted.roles)
    if wanted.roles and not said and not (wanted.anyhow and phrases.HOLDS.search(line.readable)):
        return Fit(0.2)  # a director is no president
    alone = line.readable if wanted.deputy else _DEPUTY.sub(_blank, line.readable)
    if wanted.roles and not wanted.anyhow and not phrases.ROLE.search(alone):
        return Fit(0.2)  # nor is his deputy
    if wanted.deed and not match(wanted.deed, line.words, line.language) >= SAID:
        return Fit(0.2)  # who bought it did not found it
    role = _role(wanted.known, line, alone)
    if line.language == "ar":
        return Fit(0.8 if role else 0.4)
    people = [m for m in _NAME.finditer(line.text) if _is_person(m, wanted.known)]
    if not (people or wanted.role) and (acting := _another_acting(wanted.known, line)):
        return Fit(0.7, (acting,))
    if not people and _LED_BY.search(line.readable):
        return Fit(0.6)
    if not people:
        return Fit(0.2 if wanted.role else _body(line))
    if role is None:
        person = people[0]
        return Fit(0.4 if wanted.role else 0.8, (Span(*person.span()),))
    person = min(people, key=lambda m: _gap(m, role))
    return Fit(1.0 if _gap(person, role) <= _ROLE_REACH else 0.6, (Span(*person.span()),))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _role(known: frozenset[str], line: Line, readable: str) -> re.Match[str] | None:
    """Return the role told of a name the question gives, else one told of no other, else any."""
    roles = list(phrases.HOLDS.finditer(readable))
    if not known or len(line.readable) != len(line.text):
        return next(iter(roles), None)
    bodies = [_OF_BODY.match(line.text, role.end()) for role in roles]
    names = [phrases.plain(body["name"]) if body else "" for body in bodies]
    asked = (r for r, name in zip(roles, names, strict=True) if name in known)
    of_nobody = (r for r, name in zip(roles, names, strict=True) if not name)
    return next(iter((*asked, *of_nobody, *roles)), None)


def _body(line: Line) -> float:
    """Return how likely a sentence tells of a body: by a name that we know, or by a common noun."""
    if any(term.category in {"party", "organisation"} for term in line.terms):
        return 0.5
    return _PERHAPS if names_body(line.readable) else 0.2


def _another_acting(known: frozenset[str], line: Line) -> Span | None:
    """Return the name of the body that acts in a sentence, unless the question gives it itself."""
    found = agent(line.text, line.language)
    given = frozenset().union(*(folded_words(name) for name in known))
    if found is None or not given.isdisjoint(folded_words(line.text[found.start : found.end])):
        return None
    return found


def organisation(known: frozenset[str], line: Line) -> Fit:
    """A body, by its name or by what it is; the quote tells which words answer."""
    if _body(line) >= _PERHAPS:
        return Fit(1.0)
    given = frozenset().union(*(folded_words(name) for name in known))
    others = (fold(word.text) for word in find_names(line.text, line.language))
    return Fit(0.8 if any(name not in given for name in others) else 0.4)


def _gap(name: re.Match[str], role: re.Match[str]) -> int:
    return max(name.start() - role.end(), role.start() - name.end(), 0)


def _is_person(name: re.Match[str], known: frozenset[str]) -> bool:
    text = name.group()
    first = text.split()[0]
    if is_stopword(first, "fr") or is_stopword(first, "en") or text.isupper():
        return False
    if known and phrases.plain(text) in known:
        return False
    return not find_terms(text, "fr") and not find_terms(text, "en")
