"""A document as sentences ready to be matched: read once, kept while it is asked about."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from assistant.language.sentences import sentences
from assistant.questions.need import Words, analyse
from assistant.schema import Document, Span

_KEPT: Final = 256  # documents read and remembered
_HEADING: Final = re.compile(r"#{1,6}\s")
_ORPHAN: Final = 6  # characters; a shorter "sentence" is a mark or a number


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a body: where it stands, what it says, what it is under."""

    span: Span
    text: str
    words: Words
    paragraph: int
    heading: Words | None
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's lines in order, the words of its title, and of all of it."""

    document: Document
    lines: tuple[Line, ...]
    title: Words
    all: Words


class Reader:
    """Reads documents; the last few hundred are remembered. Safe to share between threads."""

    def __init__(self) -> None:
        self._read: OrderedDict[tuple[str, int, str], Reading] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, document: Document) -> Reading:
        """Return the reading of `document`."""
        key = (document.id, hash(document.body), document.title)
        with self._lock:
            if key in self._read:
                self._read.move_to_end(key)
                return self._read[key]
        reading = read(document)
        with self._lock:
            self._read[key] = reading
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return reading


def read(document: Document) -> Reading:
    """Cut the body of `document` into sentences and analyse each."""
    body, language = document.body, document.language
    lines: list[Line] = []
    heading: Words | None = None
    paragraph, previous_end = 0, 0
    for span in sentences(body, language):
        text = body[span.start : span.end]
        if body.count("\n", previous_end, span.start) > 1:
            paragraph += 1
        previous_end = span.end
        words = analyse(text, language)
        is_heading = _HEADING.match(text) is not None
        if is_heading:
            heading = words
        elif len(text) < _ORPHAN:
            continue
        lines.append(Line(span, text, words, paragraph, heading, is_heading))
    title = analyse(document.title, language)
    names = analyse(
        " ".join([document.publisher, *(s.publisher for s in document.sources)]), language
    )
    everything = [line.words for line in lines] + [title, names]
    return Reading(
        document=document,
        lines=tuple(lines),
        title=title,
        all=Words(
            stems=frozenset().union(*(w.stems for w in everything)),
            surfaces=frozenset().union(*(w.surfaces for w in everything)),
            concepts=frozenset().union(*(w.concepts for w in everything)),
        ),
    )
