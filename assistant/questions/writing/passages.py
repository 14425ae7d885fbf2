"""The passages a model is given: the likeliest sentences with their neighbours, by value."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final

from assistant.language.figures import find_figures
from assistant.language.text import words
from assistant.questions.evidence import Scored
from assistant.questions.need import Words, analyse
from assistant.questions.quoted import Quote
from assistant.questions.retrieve import Retrieved
from assistant.questions.select import failed
from assistant.schema import Document, Evidence, Reason, Understood

_MOST: Final = 12  # passages: a small model loses its way in more
_LIKELIEST: Final = 30  # sentences of each part that a passage is built around, at most
_BESIDE: Final = 120  # characters between two sentences of a document that are one passage still
_LONGEST: Final = 900  # characters of a passage
_BYTES_A_TOKEN: Final = 3  # of UTF-8: French takes four, Arabic about three
_STOPPED: Final = re.compile(r"[.!?…:;؟؛][\s\"'”’»)\]]*$")
_FRAME: Final = 70  # tokens around a passage: its marks, title and publisher


@dataclass(frozen=True)
class Candidate:
    """A sentence that may be quoted, and the part of the question that it was scored for.

    What is read of it is read once, however many sentences of a model are held against it.
    """

    scored: Scored
    asked: Understood
    beside: tuple[Scored, ...] = ()  # the sentences of its passage

    @property
    def evidence(self) -> Evidence:
        """The sentence, with what it leans on."""
        return self.scored.evidence

    @property
    def key(self) -> tuple[str, int]:
        """Which sentence of which document it is."""
        return self.evidence.document.id, self.evidence.end

    @cached_property
    def fails(self) -> Reason | None:
        """Why it is not what was asked for, however sure the ranking were of it; mostly None.

        A passage is read as a whole: the time, names and words that a part of it says are its own.
        """
        passage = (self.scored, *self.beside)
        read = replace(
            self.scored,
            confidence=1.0,
            date=max(one.date for one in passage),
            named=max(one.named for one in passage),
            words=max(one.words for one in passage),
        )
        return failed(read, self.asked)

    @cached_property
    def quote(self) -> Quote:
        """The sentence as the check reads it."""
        return Quote.of_evidence(self.evidence)

    @cached_property
    def words(self) -> Words:
        """Its words as matching sees them."""
        return analyse(self.evidence.text, self.evidence.document.language)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Its words as they are written."""
        return tuple(word.text for word in words(self.evidence.text))

    @cached_property
    def values(self) -> frozenset[Decimal]:
        """The values of its figures, in whatever unit."""
        found = find_figures(self.evidence.text, self.evidence.document.language)
        return frozenset(figure.value for figure in found)


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of one document that stand near each other, in its order; `n` counts from 1."""

    n: int
    sentences: tuple[Candidate, ...]

    @property
    def document(self) -> Document:
        """Whose sentences they are."""
        return self.sentences[0].evidence.document

    @property
    def text(self) -> str:
        """The sentences as the model reads them; a row of a table with its labels.

        A line without a stop, as a title is, gets one: it is no part of the sentence below it.
        """
        told, end = [], -1
        for candidate in self.sentences:
            evidence = candidate.evidence
            start = max(evidence.start, end)  # some are quoted with the sentence before
            line = self.document.body[start : evidence.end].strip()
            told.append(evidence.shown or (line if _STOPPED.search(line) else f"{line}."))
            end = evidence.end
        return " ".join(told)


def pack(
    retrieved: Mapping[str, Retrieved], parts: Mapping[str, Understood], room: int
) -> tuple[Passage, ...]:
    """Return the passages for a question's parts, the likeliest first, within `room` tokens."""
    usable = [_usable(retrieved[part], asked) for part, asked in parts.items()]
    known = {one.key: one for ranked in reversed(usable) for one in ranked}
    ends = _ends(known)
    groups: list[list[Candidate]] = []
    taken: set[tuple[str, int]] = set()
    for candidate in _alternating([ranked[:_LIKELIEST] for ranked in usable]):
        if candidate.key in taken:
            continue
        near = [one for one in _beside(candidate, known, ends) if one.key not in taken]
        taken |= {one.key for one in near}
        _put(near, groups)
    return _within(groups[:_MOST], room)


def tokens(text: str) -> int:
    """Return about how many tokens a text is to a model, rather too many than too few."""
    return len(text.encode("utf-8", "surrogatepass")) // _BYTES_A_TOKEN + 1


def _usable(found: Retrieved, asked: Understood) -> list[Candidate]:
    return [Candidate(s, asked) for s in found.sentences]


def _ends(known: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Return where the sentences of each document end, in its order."""
    ends: dict[str, list[int]] = {}
    for document_id, end in sorted(known):
        ends.setdefault(document_id, []).append(end)
    return ends


def _beside(
    candidate: Candidate,
    known: Mapping[tuple[str, int], Candidate],
    ends: Mapping[str, Sequence[int]],
) -> list[Candidate]:
    """Return a sentence with the one before and the one after it, where they stand close."""
    document_id, end = candidate.key
    place = bisect_left(ends[document_id], end)
    around = ends[document_id][max(0, place - 1) : place + 2]
    near = [known[document_id, at] for at in around]
    return [one for one in near if one.key == candidate.key or _near(one, candidate)]


def _put(near: list[Candidate], groups: list[list[Candidate]]) -> None:
    """Put sentences into the passage that they stand beside, or into one of their own."""
    size = sum(len(one.evidence.text) for one in near)
    for group in groups:
        room = _LONGEST - sum(len(one.evidence.text) for one in group)
        if size <= room and any(_near(one, other) for one in group for other in near):
            group.extend(near)
            return
    groups.append(near)


def _near(one: Candidate, other: Candidate) -> bool:
    """Tell whether two sentences stand beside each other in one document."""
    first, second = sorted((one.evidence, other.evidence), key=lambda evidence: evidence.start)
    return first.document.id == second.document.id and second.start - first.end <= _BESIDE


def _within(groups: Sequence[Sequence[Candidate]], room: int) -> tuple[Passage, ...]:
    """Return the passages that fit, numbered; one is there however little room there is."""
    kept: list[Passage] = []
    for group in groups:
        ordered = sorted(group, key=lambda one: one.evidence.end)
        beside = tuple(one.scored for one in ordered)
        together = (replace(one, beside=beside) for one in ordered)
        passage = Passage(len(kept) + 1, tuple(together))
        room -= tokens(passage.text) + _FRAME
        if kept and room < 0:
            break
        kept.append(passage)
    return tuple(kept)


def _alternating(lists: Sequence[Sequence[Candidate]]) -> Iterator[Candidate]:
    """Yield from several lists in turn: no part of a question takes all the room."""
    for place in range(max(map(len, lists), default=0)):
        for one in lists:
            if place < len(one):
                yield one[place]
