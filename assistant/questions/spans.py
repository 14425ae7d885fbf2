"""The words of a sentence that answer: its figure, date, name or promise, by kind of question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from assistant.language.calendar_words import MONTHS
from assistant.language.dates import find_dates
from assistant.language.proper_names import find_names
from assistant.questions import phrases
from assistant.questions.blocks import Cell, Row
from assistant.questions.counted import Asked, asked
from assistant.questions.definition import defines
from assistant.questions.denial import denied
from assistant.questions.firmness import firmness
from assistant.questions.fit import Fit
from assistant.questions.listing import enumerates
from assistant.questions.need import SAID, Need, NeedWord, analyse, match
from assistant.questions.people import Wanted, organisation, person, wanted
from assistant.questions.quantity import best_figures
from assistant.questions.reading import Line
from assistant.schema import AnswerKind, DateMention, Span

_CAPITAL: Final = "A-ZÀÂÇÉÈÊËÎÏÔÙÛ"
_PLACE: Final = re.compile(
    r"\b(?:à|au|aux|en|in|at|near|près de|région de|port de|ville de)\s+"
    rf"((?:l['’]|la |le |les |the )?[{_CAPITAL}][\w’'-]+(?:[\s-](?:[{_CAPITAL}][\w’'-]+|el|al|de|du)(?=\W))*)"
)
# "un garage de" or "plate from" with a name: what may be a place, or a person, or a body.
_PERHAPS_PLACE: Final = re.compile(
    rf"(?:\b(?:de|du|des|from|of|to|vers|across)\s+|\bd['’])((?:la |le |les |the )?[{_CAPITAL}][\w’'-]+)"
)
_PLACE_ARABIC: Final = re.compile(
    r"(?<!\w)(?:في|و?بمدينة|و?بجهة|مدينة|و?بميناء|ميناء|و?بمنطقة|منطقة)\s+([\u0621-\u064a]{3,})"
)
_PERHAPS_ARABIC: Final = re.compile(r"(?<!\w)و?(?:من|نحو|إلى|الى|صوب)\s+([\u0621-\u064a]{3,})")
# Where something comes from or goes to, which "in" and "at" do not tell.
_ASKS_WAY: Final = phrases.either(
    r"\bd'ou\b|\bprovien\w*|\bprovenance\b|\bdestination\b|\b(?:de|vers|dans) quels? pays\b|\bvers (?:ou|quel)",
    r"\bwhere\b.{1,80}\b(?:come|comes|came|go|goes|went|exported|shipped|sold|sourced|imported) ?(?:from|to)?\b|"
    r"\bfrom where\b|\b(?:which|what) countr\w+|\borigin\b",
    r"من اين|(?:من|الي|نحو) اي (?:بلد|دوله|مدينه|جهه)|اي (?:بلد|بلدان|دوله|دول)|وجهه",
)
_DIGIT: Final = re.compile(r"\d")
_IN_CELLS: Final = {"figure", "date", "reason", "other", "commitment"}  # a cell may answer
_SETTLES: Final = 0.7  # of a sentence that may affirm; one that denies settles "is it …?"


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


# What was planned or said at first, and what holds since.
_FIRST: Final = phrases.either(
    r"\b(?:au depart|a l'origine|initialement|initiale?s?|a l'epoque|au debut)\b",
    r"\b(?:originally|initially|initial|at first|at the outset|original)\b",
    r"في البدايه|في الاصل|في الاول|الاصلي|الاصليه|كان مقررا|كان من المقرر",
)
_NOW: Final = phrases.either(
    r"\b(?:desormais|dorenavant|a present|maintenant|finalement|revue?s? a)\b",
    r"\b(?:now|revised|in the end|finally)\b",
    r"الان|اصبح|صار|اخيرا|في النهايه",
)


class Fitting:
    """The kind of answer that one question asks for; what is read of the question is read once.

    `dates` are the times the question names: repeating them is no answer to "when".
    """

    def __init__(self, kind: AnswerKind, need: Need, dates: Sequence[DateMention]) -> None:
        self._kind = kind
        self._need = need
        self._dates = dates

    def of(self, line: Line) -> Fit:
        """Return whether a sentence holds an answer of the kind, and the words that answer.

        What holds "now" is not what was planned at first.
        """
        fit = self._of(line)
        if self._asks_first and _NOW.search(line.readable) and not _FIRST.search(line.readable):
            return Fit(min(fit.score, 0.3), fit.spans)
        return fit

    def _of(self, line: Line) -> Fit:
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
                return person(self._wanted, line)
            case "place":
                return _place(self._readable, line)
            case "commitment":
                return _commitment(line)
            case "list":
                listed = line.opener is not None or enumerates(line.text)
                return Fit(1.0 if listed else 0.6)
            case "organisation":
                return organisation(self._wanted.known, line)
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
    def _asks_first(self) -> bool:
        return _FIRST.search(self._readable) is not None

    @cached_property
    def _asks_founding(self) -> bool:
        return _ASKS_FOUNDING.search(self._readable) is not None

    @cached_property
    def _counted(self) -> Asked:
        return asked(self._need)

    @cached_property
    def _wanted(self) -> Wanted:
        return wanted(self._need, self._readable)


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


def _place(known: str, line: Line) -> Fit:
    """A name after a word of place, where the question does not give it itself.

    Asked where something comes from or goes to, it is one after a word of the way.
    """
    arabic = line.language == "ar"
    places = _places(_PLACE_ARABIC if arabic else _PLACE, known, line)
    ways = _places(_PERHAPS_ARABIC if arabic else _PERHAPS_PLACE, known, line)
    perhaps = bool(ways) or (arabic and _PERHAPS_ARABIC.search(line.text) is not None)
    if _ASKS_WAY.search(known):
        if not ways:
            return Fit(0.6 if perhaps or places else 0.3)
        return Fit(1.0, ways[:1])
    if places:
        return Fit(1.0, places[:1])
    perhaps = perhaps or (arabic and _PLACE_ARABIC.search(line.text) is not None)
    return Fit(0.4 if perhaps else 0.3)


def _places(pattern: re.Pattern[str], known: str, line: Line) -> tuple[Span, ...]:
    """Return the names behind words of place that the question does not give and no month has."""
    names = {word.text for word in find_names(line.text, "ar")} if line.language == "ar" else None
    found = (m for m in pattern.finditer(line.text) if names is None or m.group(1) in names)
    return tuple(
        Span(*m.span(1))
        for m in found
        if (name := phrases.plain(m.group(1))) not in known and name not in MONTHS
    )


def _commitment(line: Line) -> Fit:
    whole = (Span(0, len(line.text)),)
    announced = (term for over in line.over for term in over.terms)  # "three pledges: …"
    if any(term.key == "commitment" for term in (*line.terms, *announced)):
        return Fit(1.0, whole)
    if firmness(line.text, line.language) in {"promised", "planned"}:
        return Fit(0.6, whole)
    return Fit(0.15)
