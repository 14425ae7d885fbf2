"""A document as sentences ready to be matched: read once, kept while it is asked about."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from assistant.language.acronyms import Expansion, expansions
from assistant.language.dates import find_dates
from assistant.language.figures import find_figures
from assistant.language.sentences import sentences
from assistant.language.terms import TermMention, entries_begun
from assistant.language.tokens import placed_tokens, tokens
from assistant.questions import phrases
from assistant.questions.blocks import Blocks, Row
from assistant.questions.need import Words, analyse, analysed
from assistant.questions.orders import Told, distrusted, trusted_name
from assistant.schema import DateMention, Document, Figure, Language, Span

_KEPT: Final = 256  # documents read and remembered
_HEADING: Final = re.compile(r"#{1,6}\s")
# In a text of unknown date a day without its year stays findable, in a year nobody asks about.
ANY_DAY: Final = date(1900, 7, 1)
_DAY_AND_MONTH: Final = re.compile(r"\d+\w*\s+\w{3,}|\w{3,}\s+\d+")
_BULLET: Final = re.compile(r"[-*•–]\s+")
_SPOKEN: Final = re.compile(r"[^\W_]+")
_ORPHAN: Final = 6  # characters; a shorter "sentence" is a mark or a number


@dataclass(frozen=True)
class Line:
    """A sentence of a body: where it stands, what it says, what it is under.

    Little of a document is ever matched: what a line says is worked out when it is asked for.
    """

    span: Span
    text: str
    language: Language
    reference: date | None  # the day that "last year" is told from
    paragraph: int
    heading: Line | None
    is_heading: bool
    row: Row | None = None
    opener: int | None = None  # the number of the line that introduces this row or item
    over: tuple[Line, ...] = ()  # that line, and the header of a table

    @property
    def words(self) -> Words:
        """What the sentence says, as matching sees it."""
        return self._analysed[0]

    @property
    def terms(self) -> tuple[TermMention, ...]:
        """The glossary entries the sentence names."""
        return self._analysed[1]

    @cached_property
    def _analysed(self) -> tuple[Words, tuple[TermMention, ...]]:
        return analysed(self.text, self.language)

    @cached_property
    def under(self) -> Words | None:
        """What introduces the sentence, and the header of its table, say together."""
        return joined([line.words for line in self.over]) if self.over else None

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The times the sentence names."""
        found = find_dates(self.text, self.language, self.reference or ANY_DAY)
        if self.reference is not None:
            return tuple(found)
        return tuple(m for m in found if not m.relative or _DAY_AND_MONTH.search(m.words))

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """Its words as written, to be compared by meaning."""
        return tuple(_SPOKEN.findall(self.text))

    @cached_property
    def readable(self) -> str:
        """The sentence as the patterns of `phrases` read it."""
        return phrases.plain(self.text)

    @cached_property
    def quantities(self) -> tuple[Figure, ...]:
        """The figures of the sentence that are no dates."""
        figures = find_figures(self.text, self.language)
        return _outside(figures, self.dates) if figures else ()

    @cached_property
    def tokens(self) -> tuple[tuple[Span, Words], ...]:
        """The content words of the sentence, each where it stands and as matching sees it."""
        return tuple(
            (Span(at + token.start, at + token.end), _of_word(token.text, self.language))
            for at, token in placed_tokens(self.text, self.language)
        )


@dataclass(frozen=True)
class Reading:
    """A document's lines in order, its title, and who published it."""

    document: Document
    lines: tuple[Line, ...]
    title: Line
    publishers: Line  # who published it, or the sources of a summary

    @cached_property
    def all(self) -> Whole:
        """What the lines, the title and the publishers say together."""
        return Whole((*self.lines, self.title, self.publishers), self.document.language)

    def are_beside(self, one: Span, other: Span) -> bool:
        """Tell whether nothing stands between two lines, not even what was left out."""
        return _SPOKEN.search(self.document.body, one.end, other.start) is None

    @cached_property
    def expansions(self) -> tuple[Expansion, ...]:
        """What the document says its acronyms stand for."""
        text = f"{self.title.text}\n{self.document.body}"
        return tuple(expansions(text, self.document.language))

    @cached_property
    def published(self) -> DateMention | None:
        """The time the document is of, as an interval; None when unknown."""
        return interval(self.document.dated)


class Whole:
    """What many lines say together, as matching sees it; glossary entries only when asked for."""

    def __init__(self, lines: Sequence[Line], language: Language) -> None:
        """Take all of `lines`, which are of one language."""
        self._lines = lines
        self._language: Language = language
        self._said = tokens("\n".join([line.text for line in lines]), language)
        self.stems: Final = frozenset([token.bare for token in self._said])
        self.surfaces: Final = frozenset([token.surface for token in self._said])

    def names(self, concept: str) -> bool:
        """Tell whether a line names a glossary entry."""
        return concept in self._begun and any(line.words.names(concept) for line in self._lines)

    @cached_property
    def _begun(self) -> frozenset[str]:
        return entries_begun({token.stem for token in self._said}, self._language)


_of_word: Final = lru_cache(maxsize=20_000)(analyse)


def quantities(text: str, language: Language, dates: Sequence[DateMention]) -> tuple[Figure, ...]:
    """Return the figures of a text that stand in none of its dates."""
    return _outside(find_figures(text, language), dates)


def _outside(figures: Sequence[Figure], dates: Sequence[DateMention]) -> tuple[Figure, ...]:
    return tuple(
        figure
        for figure in figures
        if not any(d.span.start <= figure.span.start < d.span.end for d in dates)
    )


def interval(iso: str) -> DateMention | None:
    """Return an ISO day, month or year as an interval of days; None for an empty string."""
    mentions = find_dates(iso, "en", None) if iso else []
    return mentions[0] if mentions else None


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
    """Cut the body of `document` into sentences, each with what it stands under.

    What speaks to a machine instead of to a reader is left out: it is evidence for nothing.
    """
    dated = interval(document.dated)
    reference = dated.first if dated else None
    publishers = [document.publisher, *(s.publisher for s in document.sources)]
    names = " ".join(map(trusted_name, publishers))
    return Reading(
        document=document,
        lines=tuple(_lines(document.body, document.language, reference)),
        title=_aside(trusted_name(document.title), document.language, reference),
        publishers=_aside(names, document.language, reference),
    )


def _lines(body: str, language: Language, reference: date | None) -> list[Line]:
    lines: list[Line] = []
    heading: Line | None = None
    header: Line | None = None
    blocks = Blocks(language)
    for span, text, paragraph in _trusted(body, language):
        standing = blocks.place(len(lines), span, text)
        if standing.is_rule:
            continue
        if bullet := _BULLET.match(text):
            span = Span(span.start + bullet.end(), span.end)
            text = text[bullet.end() :]
        is_heading = standing.is_header or _HEADING.match(text) is not None
        if not is_heading and len(text) < _ORPHAN:
            continue
        opener = standing.opener if (standing.opener or 0) < len(lines) else None
        over = [lines[opener]] if opener is not None else []
        over += [header] if standing.row and header else []
        line = Line(
            span=span,
            text=text,
            language=language,
            reference=reference,
            paragraph=paragraph,
            heading=heading,
            is_heading=is_heading,
            row=standing.row,
            opener=opener,
            over=tuple(over),
        )
        if standing.is_header:
            header = line
        elif is_heading:
            heading = line
        lines.append(line)
    return lines


def _trusted(body: str, language: Language) -> Iterator[tuple[Span, str, int]]:
    """Yield the sentences that speak to readers, each with its text and its paragraph."""
    paragraph, previous_end = 0, 0
    cut: list[tuple[Span, Told]] = []
    for span in sentences(body, language):
        if body.count("\n", previous_end, span.start) > 1:
            paragraph += 1
        previous_end = span.end
        cut.append((span, Told(body[span.start : span.end], paragraph)))
    for (span, told), ignored in zip(cut, distrusted(t for _, t in cut), strict=True):
        if not ignored:
            yield span, told.text, told.paragraph


def _aside(text: str, language: Language, reference: date | None) -> Line:
    """Return a text that stands in no body as a line of its own."""
    return Line(
        span=Span(0, len(text)),
        text=text,
        language=language,
        reference=reference,
        paragraph=-1,
        heading=None,
        is_heading=True,
    )


def joined(several: Sequence[Words]) -> Words:
    """Return the words of several texts as those of one."""
    return Words(
        stems=frozenset().union(*(w.stems for w in several)),
        surfaces=frozenset().union(*(w.surfaces for w in several)),
        concepts=frozenset().union(*(w.concepts for w in several)),
    )
