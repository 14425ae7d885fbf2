"""Where a document tells a figure and, in the same breath, that somebody counts otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from assistant.questions.disagreement import differ
from assistant.questions.evidence import Scored, quoting
from assistant.questions.need import SAID, Need, analyse, match
from assistant.questions.quoted import Quote
from assistant.questions.reading import Line, Reader
from assistant.questions.same_thing import value_of
from assistant.questions.voices import AGAINST, Voice, governing, new_words, takes_turn, voices
from assistant.schema import Conflict, ConflictValue, Figure, Language, Span, Understood

_CONTESTS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:contest|réfut|récus|dément)\w*\b.{0,40}\b(?:chiffre|nombre|comptage|calcul|décompte|"
        r"estimation|total)s?\b|\bn['’]en (?:compte|dénombre|recense|retient|trouve|voit)\w*\b",
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
        r"لا (?:تحصي|يحصي|تعد|يعد) (?:منها |منهم )?سوى"
    ),
}
_REACH: Final = 2  # sentences to the next one or the one before that may answer one
# A number whose unit is that of the figure before it: "11 against their 14", "46 at most".
_BARE: Final = re.compile(
    r"\s*(?:only|at most|seulement|au plus|à peine|tout au plus|فقط|لا غير)?\s*(?:[.,;:!?»”)؛،]|$)",
    re.IGNORECASE,
)


def contested(first: Scored, understood: Understood, need: Need, reader: Reader) -> Scored | None:
    """Return the sentence near a figure in which somebody else counts otherwise; None mostly.

    One of the two contests what the other says, or each is put down to another speaker and the
    later one says nothing new but its figure.
    """
    value = value_of(first)
    if understood.kind != "figure" or value is None:
        return None
    lines = reader.read(first.evidence.document).lines
    at = next((n for n, line in enumerate(lines) if line.span.end == first.evidence.end), None)
    if at is None:
        return None
    for n in _near(lines, at):
        other, between = lines[n], lines[min(n, at) + 1 : max(n, at)]
        earlier, later = sorted((lines[at], other), key=lambda line: line.span.start)
        if any(_rivals(value, line) for line in between):
            continue  # what comes later answers that one
        if earlier.dates and later.dates and not _share_a_time(earlier, later):
            continue
        for figure in _rivals(value, other):
            told = (value, figure) if other is later else (figure, value)
            if _answers(earlier, later, told, lines[at], need):
                return quoting(first, other, figure.span)
    return None


def two_voices(first: Scored, understood: Understood, need: Need) -> tuple[Scored, Conflict] | None:
    """Return a sentence in which two speakers give two values of one thing, both marked."""
    value = value_of(first)
    if understood.kind != "figure" or value is None:
        return None
    evidence = first.evidence
    text, language = evidence.text, evidence.document.language
    for figure in Quote.of_evidence(evidence).figures:
        if figure.span == value.span or not _is_rival(value, figure, text):
            continue
        one, other = sorted((value, figure), key=lambda f: f.span.start)
        if not _set_against(text, language, one.span, other.span, value.span, need):
            continue
        marked = replace(evidence, spans=(one.span, other.span))
        values = tuple(ConflictValue(value=f.words, citation=1) for f in (one, other))
        return replace(first, evidence=marked), Conflict(about=need.text, values=values)
    return None


def _near(lines: Sequence[Line], at: int) -> Iterator[int]:
    """Yield which sentences are around one in its paragraph, the nearest and what follows first."""
    for steps in range(1, _REACH + 1):
        for n in (at + steps, at - steps):
            if 0 <= n < len(lines) and lines[n].paragraph == lines[at].paragraph:
                yield n


def _share_a_time(one: Line, other: Line) -> bool:
    return any(a.first <= b.last and b.first <= a.last for a in one.dates for b in other.dates)


def _rivals(value: Figure, line: Line) -> list[Figure]:
    """Return the figures of a line that may be another value of the same."""
    return [figure for figure in line.quantities if _is_rival(value, figure, line.text)]


def _is_rival(value: Figure, figure: Figure, text: str) -> bool:
    bare = not figure.unit and _BARE.match(text, figure.span.end) is not None
    return (figure.unit == value.unit or bare) and differ(value, figure)


def _answers(
    earlier: Line, later: Line, told: tuple[Figure, Figure], answers: Line, need: Need
) -> bool:
    """Tell whether the later of two sentences gives somebody else's figure of the same.

    `answers` is the one of them that answers the question.
    """
    language = later.language
    if _CONTESTS[language].search(later.text) and voices(later.text, language):
        return True
    ours, theirs = _place(told[0], earlier), _place(told[1], later)
    before, heard = governing(earlier.text, language, ours), governing(later.text, language, theirs)
    if heard is None or (before is None and not takes_turn(later.text, language)):
        return False
    if before is not None:
        speakers = (before, heard) if answers is earlier else (heard, before)
        if not heard.who.isdisjoint(before.who) or _is_asked_of(*speakers, language, need):
            return False
    known = ((earlier.text, earlier.language), (need.text, need.language))
    return not new_words(later.text, language, heard, theirs, known)


def _place(figure: Figure, line: Line) -> Span:
    """Return where a figure stands in a line, which a quote may have more in front of."""
    at = line.text.find(figure.words)
    return Span(at, at + len(figure.words))


def _speakers(
    text: str, language: Language, one: Span, other: Span
) -> tuple[Voice, Voice, int] | None:
    """Return whose word each of two figures of a sentence is, and where the second's part begins.

    One is set against the other by "while", or both are "according to" somebody.
    """
    if turn := AGAINST.search(text, one.end, other.start):
        first = governing(text[: turn.start()], language, one)
        second = governing(text, language, other, turn.end())
        return (first, second, turn.end()) if first and second else None
    accords = [voice for voice in voices(text, language) if voice.accords]
    before = [v for v in accords if v.span.end <= one.start]
    between = [v for v in accords if one.end <= v.span.start < other.start]
    behind = [v for v in accords if v.span.start >= other.end]
    if between and behind:
        return between[0], behind[0], between[0].span.end
    return (before[-1], between[-1], one.end) if before and between else None


def _set_against(
    text: str, language: Language, one: Span, other: Span, answers: Span, need: Need
) -> bool:
    """Tell whether two figures of a sentence are two speakers' values of the same."""
    heard = _speakers(text, language, one, other)
    if heard is None or not heard[0].who.isdisjoint(heard[1].who):
        return False
    ours, theirs = heard[:2] if answers == one else (heard[1], heard[0])
    if _is_asked_of(ours, theirs, language, need):
        return False
    known = ((text[: heard[2]], language), (need.text, need.language))
    return not new_words(text, language, heard[1], other, known)


def _is_asked_of(ours: Voice, theirs: Voice, language: Language, need: Need) -> bool:
    """Tell whether a question asks for the word, or the own matter, of the one speaker alone."""
    said, others = (analyse(" ".join(voice.who), language) for voice in (ours, theirs))
    asked, also = (
        any(match(word, who, language) >= SAID for word in need.words) for who in (said, others)
    )
    return asked and not also
