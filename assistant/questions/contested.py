"""Where a document tells a figure and, in the next breath, that somebody counts otherwise."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from assistant.questions.disagreement import differ
from assistant.questions.evidence import Scored
from assistant.questions.reading import Line, Reader
from assistant.questions.same_thing import value_of
from assistant.schema import Figure, Language, Span, Understood

_CONTESTS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:contest|réfut|récus|dément)\w*\b.{0,40}\b(?:chiffre|nombre|comptage|calcul|décompte|"
        r"estimation|total)s?\b|\bn['’]en (?:compte|dénombre|recense|retient|trouve|voit)\w*\b|"
        r"\bne (?:compte|dénombre|recense|retient|trouve|voit)(?:nt)? que\b|"
        r"\b(?:de son côté|pour sa part)\b.{0,30}\b(?:compte|avance|estime|dénombre|évalue)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:disput|contest|reject|challeng|den)\w+\b.{0,40}\b(?:figure|number|count|total|"
        r"estimate)s?\b|\b(?:counts?|finds?|sees?|speaks? of|reckons?) only\b|"
        r"\bputs? (?:it|the (?:figure|number|total)) at\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?:عارض|نفى|نفت|نفي|شكك|رفض)\w*.{0,40}(?:رقم|عدد|حصيلة|إحصاء|تقدير)|"
        r"لا (?:تحصي|يحصي|تعد|يعد) (?:منها |منهم )?سوى|"
        r"من جه(?:ته|تها).{0,40}(?:تقدر|يقدر|تحصي|يحصي)"
    ),
}


def contested(first: Scored, understood: Understood, reader: Reader) -> Scored | None:
    """Return the sentence beside a figure that contests it, or that it contests; None mostly."""
    value = value_of(first)
    if understood.kind != "figure" or value is None:
        return None
    lines = reader.read(first.evidence.document).lines
    at = next((n for n, line in enumerate(lines) if line.span.end == first.evidence.end), None)
    if at is None:
        return None
    contests = _CONTESTS[lines[at].language].search(lines[at].text) is not None
    beside = at - 1 if contests else at + 1
    if not 0 <= beside < len(lines) or lines[beside].paragraph != lines[at].paragraph:
        return None
    other = lines[beside]
    if not contests and not _CONTESTS[other.language].search(other.text):
        return None
    figure = _of_the_same(value, other)
    return None if figure is None else _quoting(first, other, figure.span)


def _of_the_same(value: Figure, line: Line) -> Figure | None:
    """Return the figure of a line that is another value of the same."""
    fitting = [f for f in line.quantities if f.unit == value.unit and differ(value, f)]
    return fitting[0] if fitting else None


def _quoting(scored: Scored, line: Line, span: Span) -> Scored:
    start, end = line.span.start, line.span.end
    evidence = replace(scored.evidence, start=start, end=end, text=line.text, spans=(span,))
    return replace(scored, evidence=evidence)
