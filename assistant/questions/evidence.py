"""Choose the sentences that answer: by the question's words, its dates, its party, its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, starmap
from typing import TYPE_CHECKING, Final

from assistant.questions import phrases
from assistant.questions.blocks import row_in_words
from assistant.questions.chance import Asked, chances, inputs
from assistant.questions.confidence import rank
from assistant.questions.coverage import Coverage
from assistant.questions.features import NAMES, Seen, measure
from assistant.questions.names import Naming
from assistant.questions.need import SAID, Need, NeedWord, analyse, match
from assistant.questions.parties import acting, actor
from assistant.questions.periods import adds_up
from assistant.questions.reading import Line, Reader, Reading
from assistant.questions.spans import Fitting, in_column
from assistant.questions.subjects import is_asked_of
from assistant.questions.times import Timing
from assistant.schema import AnswerKind, Evidence, Hit, Span, Understood

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_FEWEST_ITEMS: Final = 2
_LONGEST_LIST: Final = 800  # characters, of a list and the sentence that introduces it
_LONGEST_QUOTE: Final = 600  # characters, of a sentence and the one it leans on
# Kinds of answer that are seen in a sentence.
_CHECKED: Final = {"figure", "date", "person", "commitment", "definition"}
_OWN, _SUPPORT, _WORDS = (NAMES.index(name) for name in ("own", "support", "words"))
_SURE: Final = 0.7  # fit from which a sentence gives the kind asked for
_MET: Final = 0.8  # from which a constraint is met
_SAYS_ALL: Final = 0.8  # share of the question from which a sentence alone says it
_MEETS_ALL: Final = 0.75  # the least confidence of a sentence that meets them all
_FOREMOST: Final = 0.8  # share of the best odds from which a sentence counts as the best
NAMED: Final = 0.75  # from which the names asked about are met
GIVES: Final = 0.35  # fit from which a sentence gives the kind asked for
_TOLD_OF: Final = {"figure", "date", "place"}  # kinds of answer that are told of somebody


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with what speaks for it, each from 0 to 1."""

    evidence: Evidence
    rank: float  # by how much it speaks for itself: only differences mean anything
    confidence: float  # the probability that it answers
    features: tuple[float, ...]  # what both were fitted on
    own: float  # the question's words, time and kind in the sentence itself
    support: float  # in it and around it
    words: float  # the question's words alone, in it and around it
    nowhere: float  # the share of the question's words that its document never says
    fit: float  # it gives the kind of answer asked
    date: float  # it is about the time asked
    party: float  # it is the party asked about that acts
    named: float  # the names asked about stand in it or its document
    counted: bool = True  # it, or what it stands under, says what is counted


def score(hits: Sequence[Hit], need: Need, understood: Understood, reader: Reader) -> list[Scored]:
    """Return the sentences of `hits`, best first; a sentence in two hits counts once.

    A sentence's score is its odds beside the best one: 1 for the best, 0 for what has no chance.
    """
    import numpy as np

    found: dict[tuple[str, int], tuple[Seen, Evidence]] = {}
    weighed: dict[str, _Weighing] = {}
    fitting = Fitting(understood.kind, need, understood.dates)
    highest = max((hit.score for hit in hits), default=0.0) or 1.0
    for hit in hits:
        if hit.document.id not in weighed:
            weighed[hit.document.id] = _Weighing(reader.read(hit.document), need, understood)
        weighing = weighed[hit.document.id]
        for position, line in enumerate(weighing.reading.lines):
            if line.is_heading or not _overlaps(line.span, hit.chunk.start, hit.chunk.end):
                continue
            key = (hit.document.id, line.span.start)
            if key not in found:
                found[key] = weighing.see(position, hit.score / highest, fitting)
    if not found:
        return []
    seen = list(found.values())
    table = measure([one for one, _ in seen], need, understood.kind, bool(understood.dates))
    ranks = rank(table)
    asked = Asked(
        understood.kind, len(need.words), need.weight, need.language, bool(understood.dates)
    )
    likely = _likely(table, ranks, seen, asked)
    odds = np.exp(ranks - ranks.max())
    scored = [
        _scored(
            one,
            evidence,
            tuple(row),
            need.weight,
            understood.kind,
            ranked=value,
            confidence=chance,
            odds=share,
        )
        for (one, evidence), row, value, chance, share in zip(
            seen, table.tolist(), ranks.tolist(), likely, odds.tolist(), strict=True
        )
    ]
    return sorted(scored, key=lambda scored: -scored.rank)


def _likely(
    table: Numbers, ranks: Numbers, seen: Sequence[tuple[Seen, Evidence]], asked: Asked
) -> list[float]:
    """Return the chance that each sentence answers; what says the same in a copy is no rival."""
    import numpy as np

    best: dict[str, int] = {}
    for n in np.argsort(-ranks, kind="stable").tolist():
        best.setdefault(seen[n][0].line.text, n)
    kept = list(best.values())
    documents = [seen[n][1].document for n in kept]
    told = inputs(
        table[kept],
        ranks[kept],
        [document.id for document in documents],
        [document.language for document in documents],
        asked,
    )
    chance = dict(zip(best, chances(told).tolist(), strict=True))
    return [chance[one.line.text] for one, _ in seen]


def said_in(scored: Scored, words: Iterable[NeedWord]) -> frozenset[str]:
    """Return those of a question's words that a sentence says, or the title of its document."""
    document = scored.evidence.document
    said = analyse(f"{document.title}\n{scored.evidence.text}", document.language)
    found = (word for word in words if match(word, said, document.language) >= SAID)
    return frozenset(word.text for word in found)


def continuation(scored: Scored, reader: Reader, *, enumerates: bool = False) -> Scored | None:
    """Return the sentence after one chosen where it goes on: "Il réserve aussi …".

    `enumerates`: any sentence that follows in the paragraph goes on, as the parts of a whole
    announced before them do.
    """
    reading = reader.read(scored.evidence.document)
    after = next((line for line in reading.lines if line.span.start >= scored.evidence.end), None)
    if after is None or after.is_heading:
        return None
    if enumerates:
        between = reading.document.body[scored.evidence.end : after.span.start]
        goes_on = "\n\n" not in between
    else:
        goes_on = phrases.GOES_ON.search(after.text) is not None
    if not goes_on:
        return None
    if not enumerates and actor(after) not in {None, scored.evidence.speaker}:
        return None
    evidence = replace(
        scored.evidence,
        start=after.span.start,
        end=after.span.end,
        text=after.text,
        spans=(Span(0, len(after.text)),),
    )
    return replace(scored, evidence=evidence)


def quoting(scored: Scored, line: Line, span: Span) -> Scored:
    """Return a sentence of the same document in the place of the one weighed, `span` marked."""
    evidence = replace(
        scored.evidence,
        start=line.span.start,
        end=line.span.end,
        text=line.text,
        spans=(span,),
        speaker=None,
        header=None,
        shown="",
    )
    return replace(scored, evidence=evidence)


def whole_list(scored: Scored, reader: Reader) -> Scored | None:
    """Return the introducing sentence and all its items, where a sentence is one of them.

    None where it is not, or where the whole is too long to be quoted.
    """
    reading = reader.read(scored.evidence.document)
    lines = reading.lines
    at = next((n for n, line in enumerate(lines) if line.span.end == scored.evidence.end), None)
    if at is None or lines[at].row is not None:
        return None
    introduced = lines[at].opener
    opener = at if introduced is None else introduced
    items = [line for line in lines if line.opener == opener and line.row is None]
    if len(items) < _FEWEST_ITEMS:
        return None
    listed = [lines[opener].span, *(item.span for item in items)]
    if not all(starmap(reading.are_beside, pairwise(listed))):
        return None
    start, end = listed[0].start, listed[-1].end
    text = scored.evidence.document.body[start:end]
    if len(text) > _LONGEST_LIST:
        return None
    spans = tuple(Span(i.span.start - start, i.span.end - start) for i in items)
    return replace(
        scored, evidence=replace(scored.evidence, start=start, end=end, text=text, spans=spans)
    )


def _overlaps(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


class _Weighing:
    """A document beside a question: what its sentences are scored by."""

    def __init__(self, reading: Reading, need: Need, understood: Understood) -> None:
        self.reading = reading
        self.need = need
        self.understood = understood
        self.coverage = Coverage(reading, need)
        sums = adds_up(understood.kind, need.text)
        self.timing = Timing(reading, understood.dates, sums=sums)
        bodies = _bodies(understood, need)
        aliases = {word.surface: word.aliases for word in need.words if word.aliases}
        self.naming = Naming(reading, understood.entities, need.language, bodies, aliases)

    def says_one(self, words: Sequence[NeedWord], position: int) -> bool:
        """Tell whether a line says one of several words, or its title, heading, opener or the
        sentence before; true where we know no word for them in the language of the document.
        """
        language, line = self.reading.document.language, self.reading.lines[position]
        if not any(language in word.sayable for word in words):
            return True
        texts = [line.words, self.reading.title.words]
        texts += [line.under] if line.under else []
        texts += [line.heading.words] if line.heading else []
        texts += [self.reading.lines[position - 1].words] if position else []
        return any(match(word, text, language) >= SAID for word in words for text in texts)

    def see(self, position: int, retrieved: float, fitting: Fitting) -> tuple[Seen, Evidence]:
        """Return what speaks for a sentence, and its quote."""
        reading = self.reading
        line = reading.lines[position]
        fitted = fitting.of(line)
        in_time = self.timing.of(position)
        if line.row is not None and any(
            in_column(cell, self.understood.dates) for cell in line.row.cells
        ):
            in_time = 1.0
        party, speaker = acting(reading, position, self.understood)
        start = _with_antecedent(reading, position)
        shift = line.span.start - start
        seen = Seen(
            line=line,
            beside=_beside(reading, position),
            covered=self.coverage.of(position),
            nowhere=self.coverage.nowhere,
            fit=fitted.score,
            named=self.naming.of(position),
            date=in_time,
            party=party,
            retrieved=retrieved,
            position=position,
            leans=shift > 0,
            counted=self.says_one(fitting.things, position),
        )
        evidence = Evidence(
            document=reading.document,
            start=start,
            end=line.span.end,
            text=reading.document.body[start : line.span.end],
            score=0.0,
            spans=tuple(Span(s.start + shift, s.end + shift) for s in fitted.spans),
            speaker=speaker,
            header=line.row.header if line.row else None,
            shown=row_in_words(line.row, _one(fitted.spans), line.language) if line.row else "",
        )
        return seen, evidence


def _beside(reading: Reading, position: int) -> tuple[Line, ...]:
    """Return the title, the heading and the sentence before."""
    line = reading.lines[position]
    before = reading.lines[position - 1] if position else None
    others = (reading.title, line.heading, before if before and not before.is_heading else None)
    return tuple(other for other in others if other)


def _bodies(understood: Understood, need: Need) -> list[str]:
    """Return the names of those of whom a question asks to be told: who acts in it, or owns."""
    if understood.kind not in _TOLD_OF:
        return []
    written = {term.key: term.words for term in need.terms}
    return [n for n in understood.entities if is_asked_of(written.get(n, n), need.text)]


def _scored(
    seen: Seen,
    evidence: Evidence,
    features: tuple[float, ...],
    weight: float,
    kind: AnswerKind,
    *,
    ranked: float,
    confidence: float,
    odds: float,
) -> Scored:
    own, support, words = features[_OWN], features[_SUPPORT], features[_WORDS]
    # Whoever asks for what one sentence says word for word, or for a value that it gives of the one
    # named, at the time, by the party, is answered: the questions fitted on have few such, and in a
    # small corpus confidence is low all over. Of 19 such sentences that were not the foremost, 4
    # answered (`evals/training`, November 2026).
    # What defines the thing asked about need not say "mean" or "stand for".
    said = 1.0 if kind == "definition" else words
    met = min(said, seen.date, seen.party, seen.named) >= _MET
    gives = kind in _CHECKED or own >= _SAYS_ALL
    if met and gives and seen.fit >= _SURE and odds >= _FOREMOST:
        confidence = max(confidence, _MEETS_ALL)
    return Scored(
        evidence=replace(evidence, score=odds),
        rank=ranked,
        confidence=confidence,
        features=features,
        own=own,
        support=support,
        words=words,
        nowhere=seen.nowhere / weight,
        fit=seen.fit,
        date=seen.date,
        party=seen.party,
        named=seen.named,
        counted=seen.counted,
    )


def _one(spans: Sequence[Span]) -> Span | None:
    return spans[0] if len(spans) == 1 else None


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
    if not reading.are_beside(before.span, line.span):
        return line.span.start
    return before.span.start
