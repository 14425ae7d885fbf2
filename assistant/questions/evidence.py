"""Choose the sentences that answer: by the question's words, its dates, its party, its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.language.dates import find_dates
from assistant.language.published_dates import parse_published
from assistant.language.terms import find_terms, party_of
from assistant.language.text import fold
from assistant.questions import phrases
from assistant.questions.need import Need, Words, match
from assistant.questions.parties import actor
from assistant.questions.reading import Line, Reader, Reading
from assistant.questions.spans import fit
from assistant.schema import DateMention, Evidence, Hit, Span, Understood

# How far a word of the question counts when it stands not in the sentence but around it.
_AROUND: Final = {"before": 0.75, "two_before": 0.55, "after": 0.35, "heading": 0.7, "title": 0.7}
_ELSEWHERE: Final = 0.3  # somewhere else in the document

_OWN, _SUPPORT, _FIT, _RANK = 0.40, 0.25, 0.25, 0.10  # the parts of a score, summing to 1


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with what speaks for it, each from 0 to 1."""

    evidence: Evidence
    own: float  # the question's words in the sentence itself
    support: float  # in it and around it
    fit: float  # it gives the kind of answer asked
    date: float  # it is about the time asked
    party: float  # it is the party asked about that acts
    named: float  # the names asked about stand in it or its document
    paragraph: int


def score(hits: Sequence[Hit], need: Need, understood: Understood, reader: Reader) -> list[Scored]:
    """Return the sentences of `hits`, best first; a sentence in two hits counts once."""
    found: dict[tuple[str, int], Scored] = {}
    for rank, hit in enumerate(hits):
        reading = reader.read(hit.document)
        for position, line in enumerate(reading.lines):
            if line.is_heading or not _overlaps(line.span, hit.chunk.start, hit.chunk.end):
                continue
            key = (hit.document.id, line.span.start)
            if key not in found:
                found[key] = _score(reading, position, rank, need, understood)
    return sorted(found.values(), key=lambda scored: -scored.evidence.score)


def _overlaps(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def _score(
    reading: Reading, position: int, rank: int, need: Need, understood: Understood
) -> Scored:
    line = reading.lines[position]
    language = reading.document.language
    own, support = _coverage(reading, position, need)
    fitted = fit(understood.kind, need, line.text, language, understood.dates)
    dated = _dated(reading, position, understood.dates)
    acting, speaker = _party(reading, position, understood)
    named = _named(reading, line, understood.entities)
    rank_score = 1 / (1 + 0.15 * rank)
    total = _OWN * own + _SUPPORT * support + _FIT * fitted.score + _RANK * rank_score
    total *= (0.35 + 0.65 * dated) * (0.25 + 0.75 * acting) * (0.4 + 0.6 * named)
    start = _with_antecedent(reading, position)
    shift = line.span.start - start
    evidence = Evidence(
        document=reading.document,
        start=start,
        end=line.span.end,
        text=reading.document.body[start : line.span.end],
        score=total,
        spans=tuple(Span(s.start + shift, s.end + shift) for s in fitted.spans),
        speaker=speaker,
    )
    return Scored(evidence, own, support, fitted.score, dated, acting, named, line.paragraph)


def _coverage(reading: Reading, position: int, need: Need) -> tuple[float, float]:
    """Return the share of the question's words said by the sentence, and by it and around it."""
    language = reading.document.language
    line = reading.lines[position]
    around = _around(reading, position)
    own = support = 0.0
    for word in need.words:
        itself = match(word, line.words, language)
        best = itself
        for words, share in around:
            if best >= share:
                break
            best = max(best, share * match(word, words, language))
        own += word.weight * itself
        support += word.weight * best
    return own / need.weight, support / need.weight


def _around(reading: Reading, position: int) -> list[tuple[Words, float]]:
    """Return what stands around a sentence with its share, the largest share first."""
    lines, line = reading.lines, reading.lines[position]
    around: list[tuple[Words, float]] = []
    for offset, name in ((1, "before"), (2, "two_before"), (-1, "after")):
        other = position - offset
        if 0 <= other < len(lines) and not lines[other].is_heading:
            near = lines[other].paragraph == line.paragraph
            around.append((lines[other].words, _AROUND[name] * (1.0 if near else 0.8)))
    if line.heading is not None:
        around.append((line.heading, _AROUND["heading"]))
    around.append((reading.title, _AROUND["title"]))
    around.append((reading.all, _ELSEWHERE))
    return sorted(around, key=lambda item: -item[1])


def _dated(reading: Reading, position: int, asked: Sequence[DateMention]) -> float:
    """Return whether a sentence is about the time asked: 1 named in it, less by its surroundings.

    Event dates come first, then the date of publication; a sentence that names another time
    than the one asked is no answer because its article happens to be of that day.
    """
    if not asked:
        return 1.0
    lines = reading.lines
    reference = first_day(reading.document.dated)
    language = reading.document.language
    for distance, offset in enumerate((0, 1, 2)):
        other = position - offset
        if other < 0:
            break
        mentions = find_dates(lines[other].text, language, reference)
        level = max((_agrees(m, a) for m in mentions for a in asked), default=0.0)
        if level:
            return level * (1.0, 0.85, 0.7)[distance]
        if mentions and distance == 0 and not all(m.relative for m in mentions):
            break
    published = _published(reading.document.dated)
    if published and any(_agrees(published, a) for a in asked):
        return 0.7
    title_dates = find_dates(reading.document.title, language, reference)
    if any(_agrees(m, a) for m in title_dates for a in asked):
        return 0.7
    body_dates = (m for line in lines for m in find_dates(line.text, language, reference))
    return 0.3 if any(_agrees(m, a) for m in body_dates for a in asked) else 0.0


def _agrees(mention: DateMention, asked: DateMention) -> float:
    """Return 1 where one time lies within the other, 0.5 where a long range only touches it."""
    if mention.last < asked.first or asked.last < mention.first:
        return 0.0
    inside = mention.first >= asked.first and mention.last <= asked.last
    around = mention.first <= asked.first and mention.last >= asked.last
    if inside:
        return 1.0
    if around:
        return 0.85 if (mention.last - mention.first).days <= 366 else 0.6
    return 0.5


def first_day(published: str) -> date | None:
    """Return the first day of an ISO day, month or year; None for an empty one."""
    interval = _published(published)
    return interval.first if interval else None


def _published(published: str) -> DateMention | None:
    """Return a publication date as an interval."""
    if not published or not parse_published(published):
        return None
    mentions = find_dates(published, "en", None)
    return mentions[0] if mentions else None


def _party(reading: Reading, position: int, understood: Understood) -> tuple[float, str | None]:
    """Return whether the party asked about acts in the sentence, and who does."""
    line = reading.lines[position]
    language = reading.document.language
    who = actor(line.text, language)
    if who is None and position and phrases.LEANS[language].search(line.text):
        who = actor(reading.lines[position - 1].text, language)
    if understood.party is None or understood.kind != "commitment":
        return 1.0, who
    if who is None:
        parties = {party_of(t.key) for t in find_terms(line.text, language) if party_of(t.key)}
        return (0.55 if not parties or understood.party in parties else 0.1), None
    return (1.0 if who == understood.party else 0.0), who


def _named(reading: Reading, line: Line, entities: Sequence[str]) -> float:
    """Return how far the names asked about stand in the sentence (1) or its document (0.85)."""
    if not entities:
        return 1.0
    return sum(_name_level(reading, line, name) for name in entities) / len(entities)


def _name_level(reading: Reading, line: Line, name: str) -> float:
    if name in line.words.concepts:
        return 1.0
    if name in reading.all.concepts:
        return 0.85
    parts = {fold(part) for part in name.replace("'", " ").replace("-", " ").split()}
    if parts <= line.words.surfaces:
        return 1.0
    if parts <= reading.all.surfaces:
        return 0.85
    shared = len(parts & reading.all.surfaces) / len(parts)
    return 0.6 * shared


def _with_antecedent(reading: Reading, position: int) -> int:
    """Return where the quote begins: with the sentence before, if this one leans on it."""
    line = reading.lines[position]
    if position == 0 or not phrases.LEANS[reading.document.language].search(line.text):
        return line.span.start
    before = reading.lines[position - 1]
    if before.is_heading or before.paragraph != line.paragraph:
        return line.span.start
    if len(before.text) + len(line.text) > _LONGEST_QUOTE:
        return line.span.start
    return before.span.start


_LONGEST_QUOTE: Final = 600  # characters, of a sentence and the one it leans on
