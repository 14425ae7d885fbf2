"""The words of a sentence that answer: its figure, date, name or promise, by kind of question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from assistant.language.dates import find_dates
from assistant.language.terms import find_terms
from assistant.language.text import is_stopword
from assistant.questions import phrases
from assistant.questions.blocks import Cell, Row
from assistant.questions.condense import named
from assistant.questions.definition import defines
from assistant.questions.denial import denied
from assistant.questions.firmness import firmness
from assistant.questions.listing import enumerates
from assistant.questions.need import SAID, Need, NeedWord, analyse, match
from assistant.questions.quantity import Asked, asked, best_figures
from assistant.questions.reading import Line
from assistant.questions.subjects import agent, folded_words
from assistant.schema import AnswerKind, DateMention, Span

_DEPUTY: Final = re.compile(r"\b(?:vice-?\s?|deputy |sous-)\w+|\w*نايب\w* \w+")
_CAPITAL: Final = "A-ZÀÂÇÉÈÊËÎÏÔÙÛ"
_PLACE: Final = re.compile(
    r"\b(?:à|au|aux|en|in|at|near|près de|région de|port de|ville de)\s+"
    rf"((?:l['’]|la |le |les |the )?[{_CAPITAL}][\w’'-]+(?:[\s-](?:[{_CAPITAL}][\w’'-]+|el|al|de|du)(?=\W))*)"
)
_PLACE_ARABIC: Final = re.compile(
    r"(?:في|بمدينة|بجهة|مدينة|بميناء|ميناء|ب)\s+([\u0621-\u064a]{3,})"
)
_NAME: Final = re.compile(
    rf"[{_CAPITAL}][\w’'-]+(?:\s(?:[{_CAPITAL}][\w’'-]+|el|al|ben|bin|ait|aït))+"
)
_DIGIT: Final = re.compile(r"\d")
_IN_CELLS: Final = {"figure", "date", "reason", "other", "commitment"}  # a cell may answer
_SETTLES: Final = 0.7  # of a sentence that may affirm; one that denies settles "is it …?"
_ROLE_REACH: Final = 60  # characters between a role and the name of who holds it
_WHO_DID: Final = re.compile(
    r"(?:par )?qui (?:a|ont|avait|va|doit)? ?(?:l'|la |le |les )?|who (?:has |have |had |will )?|من "
)
_LED_BY: Final = re.compile(
    r"\b(?:presid|dirig|pilot|conduit|anim|mene|represent)\w* par\b|\b(?:led|chaired|headed|run) by\b"
)


# "When was it founded?", and what tells of a beginning rather than of making something.
_ASKS_FOUNDING: Final = phrases.either(
    r"\b(?:fonde|cree|constitue)e?s?\b|\b(?:est|sont|etait)\b.{0,30}\bnee?s?\b|\b(?:vu|voit) le jour\b|\b(?:naissance|fondation)\b",
    r"\b(?:founded|established|set up|created|formed|born)\b",
    r"تاسس|تاسيس|انشي|احدث",
)
_FOUNDS: Final = phrases.either(
    r"\b(?:ete|fut|est|sont|etait) (?:fonde|cree|constitue|ne)e?s?\b|\b(?:a|ont|avait) fonde\b",
    r"\b(?:fonde|cree|constitue|nee?)e?s? (?:en|le|par|d')\b|\bnait\b|\b(?:vu|voit) le jour\b",
    r"\b(?:fondation|creation|naissance) d|\bremonte a\b|\bdepuis sa creation\b",
    r"\b(?:was|were|been|is) (?:\w+ )?(?:founded|established|created|set up|formed|born)\b",
    r"\b(?:founded|established|created|formed) (?:in|on|by)\b|\bdates (?:back|from)\b",
    r"تاسس|تاسيس|انشي|احدث",
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sentence gives the kind of answer asked: 0 not at all, 1 wholly; and where."""

    score: float
    spans: tuple[Span, ...] = ()


class _Wanted(NamedTuple):
    """The person that a question asks for."""

    role: bool  # asked for by a role
    deputy: bool  # by that of a deputy
    roles: tuple[NeedWord, ...]  # the words of the question that name it
    deed: NeedWord | None  # what the person did, where the question says it: "who founded …"
    known: frozenset[str]  # the names that the question gives itself


class Fitting:
    """The kind of answer that one question asks for; what is read of the question is read once.

    `dates` are the times the question names: repeating them is no answer to "when".
    """

    def __init__(self, kind: AnswerKind, need: Need, dates: Sequence[DateMention]) -> None:
        self._kind = kind
        self._need = need
        self._dates = dates

    def of(self, line: Line) -> Fit:
        """Return whether a sentence holds an answer of the kind, and the words that answer."""
        if line.row is not None and self._kind in _IN_CELLS:
            return _cell(self._kind, self._need, line, line.row, self._dates)
        match self._kind:
            case "figure":
                return Fit(*best_figures(self._counted, line))
            case "date":
                fit = _date(line, self._dates)
                founds = not self._asks_founding or _FOUNDS.search(line.readable)
                return fit if founds else Fit(min(fit.score, 0.3))
            case "person":
                return _person(self._wanted, line)
            case "place":
                return _place(self._readable, line)
            case "commitment":
                return _commitment(line)
            case "list":
                listed = line.opener is not None or enumerates(line.text)
                return Fit(1.0 if listed else 0.6)
            case "definition":
                return Fit(defines(self._need, line))
            case "yes_no":
                return Fit(1.0 if denied(line.text, line.language, self._need) else _SETTLES)
            case "reason":
                return Fit(1.0 if phrases.BECAUSE.search(line.readable) else 0.6)
            case _:
                return Fit(1.0)

    @property
    def things(self) -> tuple[NeedWord, ...]:
        """What is counted: a sentence must say one of these words, or stand under it."""
        return self._counted.things if self._kind == "figure" else ()

    @cached_property
    def _readable(self) -> str:
        return phrases.plain(self._need.text)

    @cached_property
    def _asks_founding(self) -> bool:
        return _ASKS_FOUNDING.search(self._readable) is not None

    @cached_property
    def _counted(self) -> Asked:
        return asked(self._need)

    @cached_property
    def _wanted(self) -> _Wanted:
        return _Wanted(
            role=phrases.ROLE.search(self._readable) is not None,
            deputy=_DEPUTY.search(self._readable) is not None,
            roles=tuple(w for w in self._need.words if phrases.ROLE.search(phrases.plain(w.text))),
            deed=_deed(self._need, self._readable),
            known=frozenset(phrases.plain(name) for name, _ in named(self._need.text)),
        )


def _cell(kind: AnswerKind, need: Need, line: Line, row: Row, dates: Sequence[DateMention]) -> Fit:
    """The cell of a row whose column is asked for: by the time or the words of its header."""
    values = [cell for cell in row.cells[1:] if _DIGIT.search(cell.text)]
    if not values or kind == "date":
        return Fit(0.4 if kind == "figure" else 0.6)
    ranked = sorted(values, key=lambda cell: -_asked_for(cell, need, line, dates))
    best = _asked_for(ranked[0], need, line, dates)
    if kind == "figure" and not _is_asked_about(row, ranked[0], need, line, dates):
        return Fit(0.25)
    alone = len(ranked) == 1 or best > _asked_for(ranked[1], need, line, dates)
    if not alone:
        return Fit(0.5, tuple(cell.span for cell in values))
    return Fit(0.95 if best else 0.85, (ranked[0].span,))


def _is_asked_about(
    row: Row, cell: Cell, need: Need, line: Line, dates: Sequence[DateMention]
) -> bool:
    """Tell whether the label of a row, or the name of a column, says something of the question.

    The year alone picks a column of every table there is.
    """
    label = row.cells[0].text
    told = analyse(label, line.language)
    heads = [cell.head.words] if cell.head else []
    named = any(
        match(w, said, line.language) >= SAID for w in need.words for said in [told, *heads]
    )
    return named or any(
        d.first <= m.last and m.first <= d.last
        for d in dates
        for m in find_dates(label, line.language, None)
    )


def _asked_for(cell: Cell, need: Need, line: Line, dates: Sequence[DateMention]) -> float:
    if cell.head is None:
        return 0.0
    said = sum(w.weight * match(w, cell.head.words, line.language) for w in need.words)
    return said / need.weight + in_column(cell, dates)


def in_column(cell: Cell, dates: Sequence[DateMention]) -> float:
    """Return 1 where the header of a cell names a time asked for, else 0."""
    told = cell.head.dates if cell.head else ()
    return float(any(d.first <= m.last and m.first <= d.last for d in dates for m in told))


def _date(line: Line, asked_dates: Sequence[DateMention]) -> Fit:
    fresh = [
        mention
        for mention in line.dates
        if not any(mention.first == a.first and mention.last == a.last for a in asked_dates)
    ]
    chosen = fresh or ([] if asked_dates else list(line.dates))
    return Fit(1.0 if chosen else 0.2, tuple(mention.span for mention in chosen[:1]))


def _deed(need: Need, readable: str) -> NeedWord | None:
    """Return the verb of "who did …", where the glossary knows how else it is said."""
    asks = _WHO_DID.match(readable)
    if asks is None or len(readable) != len(need.text):
        return None
    first = next((word for word in need.words if word.start == asks.end()), None)
    return first if first and first.concept else None


def _person(wanted: _Wanted, line: Line) -> Fit:
    """A name, best beside a role; where a role is asked, a name without it says less."""
    if wanted.roles and not any(match(w, line.words, line.language) >= SAID for w in wanted.roles):
        return Fit(0.2)  # a director is no president
    alone = line.readable if wanted.deputy else _DEPUTY.sub(" ", line.readable)
    if wanted.roles and not phrases.ROLE.search(alone):
        return Fit(0.2)  # nor is his deputy
    if wanted.deed and not match(wanted.deed, line.words, line.language) >= SAID:
        return Fit(0.2)  # who bought it did not found it
    role = phrases.ROLE.search(line.readable)
    if line.language == "ar":
        return Fit(0.8 if role else 0.4)
    people = [m for m in _NAME.finditer(line.text) if _is_person(m, wanted.known)]
    if not (people or wanted.role) and (acting := _another_acting(wanted.known, line)):
        return Fit(0.7, (acting,))
    if not people and _LED_BY.search(line.readable):
        return Fit(0.6)
    if not people:
        body = any(term.category in {"party", "organisation"} for term in line.terms)
        return Fit(0.5 if body and not wanted.role else 0.2)
    if role is None:
        person = people[0]
        return Fit(0.4 if wanted.role else 0.8, (Span(*person.span()),))
    person = min(people, key=lambda m: _gap(m, role))
    return Fit(1.0 if _gap(person, role) <= _ROLE_REACH else 0.6, (Span(*person.span()),))


def _another_acting(known: frozenset[str], line: Line) -> Span | None:
    """Return the name of the body that acts in a sentence, unless the question gives it itself."""
    found = agent(line.text, line.language)
    given = frozenset().union(*(folded_words(name) for name in known))
    if found is None or not given.isdisjoint(folded_words(line.text[found.start : found.end])):
        return None
    return found


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


def _place(known: str, line: Line) -> Fit:
    """A name after a word of place, where the question does not give it itself."""
    pattern = _PLACE_ARABIC if line.language == "ar" else _PLACE
    found = [m for m in pattern.finditer(line.text) if phrases.plain(m.group(1)) not in known]
    return Fit(1.0 if found else 0.3, tuple(Span(*m.span(1)) for m in found[:1]))


def _commitment(line: Line) -> Fit:
    whole = (Span(0, len(line.text)),)
    if any(term.key == "commitment" for term in line.terms):
        return Fit(1.0, whole)
    if firmness(line.text, line.language) in {"promised", "planned"}:
        return Fit(0.6, whole)
    return Fit(0.15)
