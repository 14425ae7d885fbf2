"""Where another document takes up the very figure of the first and says another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.questions.disagreement import differ
from assistant.questions.evidence import Scored, quoting
from assistant.questions.need import Need
from assistant.questions.reading import Line, Reader
from assistant.questions.same_thing import source_of, telling, value_of
from assistant.questions.unsaid import Known
from assistant.questions.voices import governing, new_words
from assistant.schema import Figure, Language, Understood

_EXACT: Final = 3  # digits from which a figure is met again by being quoted, not by chance
# "not 412 but 380": what stands before the one and between both.
_NOT: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\b(?:pas|non(?: pas)?)\s(?:de\s|d['’])?$", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|rather than|instead of)\s$|n['’]t\s$", re.IGNORECASE),
    "ar": re.compile(r"(?<!\w)[وف]?(?:ليس|ليست|لا|لم يكن)\s(?:هو\s)?$"),
}
_BUT: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\b(?:mais|et\snon|non(?: pas)?)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:but|not|rather than|instead of)\b", re.IGNORECASE),
    "ar": re.compile(r"(?<!\w)(?:بل|وإنما|وليس|لا)(?!\w)"),
}
_GAP: Final = 3  # characters between two sentences of which one follows the other
_BETWEEN: Final = 40  # characters from the one figure to the other


def corrected(
    first: Scored, others: Sequence[Scored], understood: Understood, need: Need, reader: Reader
) -> Scored | None:
    """Return the sentence of another source that names a figure to put another one in its place.

    It corrects it ("not 412 but 380"), or stands in a document that quotes it and gives another
    speaker's, or its author's, right after it or of the time asked.
    """
    value = value_of(first)
    if understood.kind != "figure" or value is None or len(_digits(value)) < _EXACT:
        return None
    for other in _a_document_each(first, others):
        if not _names(other.evidence.document.body, value):
            continue
        lines = reader.read(other.evidence.document).lines
        for taken_up in (line for line in lines if value_in(line, value)):
            found = _corrected_in(taken_up, first, other, value, need)
            if found or (found := _reckoned_near(taken_up, lines, first, other, understood, need)):
                return found
    return None


def _corrected_in(
    line: Line, first: Scored, other: Scored, value: Figure, need: Need
) -> Scored | None:
    """Return a line that denies a figure and gives another, of what the question asks."""
    figure = _in_its_place(line, value)
    if figure is None:
        return None
    found = quoting(other, line, figure.span)
    return found if telling(first, need) & telling(found, need) else None


def _reckoned_near(
    taken_up: Line,
    lines: Sequence[Line],
    first: Scored,
    other: Scored,
    understood: Understood,
    need: Need,
) -> Scored | None:
    """Return what somebody reckons right after a figure is taken up, or of the time asked."""
    value = value_of(first)
    known = (*_texts(first, need), (taken_up.text, taken_up.language))
    for line in lines:
        if line is taken_up or not (_follows(taken_up, line) or _is_of(line, understood)):
            continue
        if value is not None and (own := _reckoned(line, value, known)):
            return quoting(other, line, own.span)
    return None


def _texts(first: Scored, need: Need) -> Known:
    evidence = first.evidence
    return (evidence.text, evidence.document.language), (need.text, need.language)


def _a_document_each(first: Scored, others: Sequence[Scored]) -> Iterator[Scored]:
    """Yield the best sentence of each document of another source."""
    seen = {source_of(first)}
    for other in others:
        if source_of(other) not in seen:
            seen.add(source_of(other))
            yield other


def _digits(value: Figure) -> str:
    return "".join(map(str, value.value.as_tuple().digits)).strip("0")


def _names(body: str, value: Figure) -> bool:
    """Tell whether a text may hold a figure: its first digits in one run."""
    return _digits(value)[:1] in body and re.search(_loosely(value), body) is not None


def _loosely(value: Figure) -> str:
    return r"[.,\s\u00a0\u202f]?".join(_digits(value))


def value_in(line: Line, value: Figure) -> bool:
    """Tell whether a line has a figure, in its unit or as a bare number."""
    return any(f.value == value.value and f.unit in {value.unit, ""} for f in line.quantities)


def _in_its_place(line: Line, value: Figure) -> Figure | None:
    """Return the figure that a line puts in the place of another: "not 412 but 380"."""
    denied = next(f for f in line.quantities if f.value == value.value)
    for figure in line.quantities:
        if figure.unit not in {value.unit, ""} or not differ(value, figure):
            continue
        one, other = sorted((denied.span, figure.span), key=lambda span: span.start)
        between = line.text[one.end : other.start]
        if len(between) > _BETWEEN or not _BUT[line.language].search(between):
            continue
        if denied.span == other or _NOT[line.language].search(line.text[: one.start]):
            return figure
    return None


def _follows(earlier: Line, line: Line) -> bool:
    """Tell whether a line comes right behind another in its paragraph."""
    gap = line.span.start - earlier.span.end
    return line.paragraph == earlier.paragraph and 0 <= gap <= _GAP


def _is_of(line: Line, understood: Understood) -> bool:
    """Tell whether a line tells of the time asked."""
    return any(
        day.first <= asked.last and asked.first <= day.last
        for day in line.dates
        for asked in understood.dates
    )


def _reckoned(line: Line, value: Figure, known: Known) -> Figure | None:
    """Return the figure of a line that somebody reckons and that is of nothing new."""
    for figure in line.quantities:
        if figure.unit != value.unit or not differ(value, figure):
            continue
        heard = governing(line.text, line.language, figure.span)
        if heard and not new_words(line.text, line.language, heard, figure.span, known):
            return figure
    return None
