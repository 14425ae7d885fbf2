"""A quote that a sentence rests on, and what it says: figures, dates, words, clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Final, NamedTuple

from assistant.language.dates import find_dates
from assistant.language.figures import find_figures
from assistant.language.proper_names import find_names
from assistant.language.sound import skeletons
from assistant.language.terms import find_terms, party_of
from assistant.language.text import fold, words
from assistant.questions.clauses import Clause, clauses
from assistant.questions.need import Words, analysed
from assistant.questions.orders import trusted_name
from assistant.questions.reading import ANY_DAY, interval, quantities
from assistant.questions.wording import TEXTS
from assistant.schema import (
    Citation,
    DateMention,
    Document,
    Evidence,
    Figure,
    Language,
    Problem,
    Span,
)

_TWO: Final = re.compile(r"\d\D+\d")


def _is_days(mention: DateMention) -> bool:
    """Tell whether a time names its days: "22 septembre", "du 19 au 22 septembre"."""
    return mention.precision == "day" or _TWO.search(mention.words) is not None


class Claims(NamedTuple):
    """How many things of one kind a sentence tells, and those that no quote tells."""

    told: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Quote:
    """Text of a document that a sentence rests on: `field`, for a body where it starts.

    `party` is who is known to act in it, where its own words only say "it" or "they".
    """

    document: Document
    text: str
    start: int | None = None
    field: str = "body"
    party: str | None = None

    @classmethod
    def of_evidence(cls, evidence: Evidence) -> Quote:
        """Return the quote of a sentence of a body."""
        return cls(evidence.document, evidence.text, evidence.start, "body", evidence.speaker)

    @classmethod
    def of_citation(cls, citation: Citation, document: Document) -> Quote:
        """Return the quote of a citation of `document`."""
        return cls(document, citation.quote, citation.start, citation.field)

    @property
    def language(self) -> Language:
        """The language of its document."""
        return self.document.language

    @property
    def stands(self) -> bool:
        """Whether the document holds the text there, letter by letter."""
        if not self.text:
            return False
        if self.field == "body":
            return self.start is not None and self.document.body.startswith(self.text, self.start)
        return self.text in str(getattr(self.document, self.field, ""))

    @cached_property
    def reference(self) -> date:
        """The day that "last year" is told from."""
        dated = interval(self.document.dated)
        return dated.first if dated else ANY_DAY

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The times it names, each as read with and without its day of publication."""
        told = find_dates(self.text, self.language, self.reference)
        return (*told, *find_dates(self.text, self.language, None))

    @cached_property
    def recorded(self) -> tuple[DateMention, ...]:
        """The days of publication of its document and of the sources of a summary."""
        days = (self.document.published, *(s.published for s in self.document.sources))
        return tuple(mention for mention in map(interval, days) if mention)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The quantities it names; a duration ("the last 14 days") is one, a date is none."""
        days = [m for m in self.dates if _is_days(m) or not m.relative]
        return quantities(self.text, self.language, days)

    @cached_property
    def named(self) -> tuple[Figure, ...]:
        """The figures within the names of who published it."""
        return tuple(find_figures(self._names, self.language))

    def is_credited(self, words: str) -> bool:
        """Tell whether `words` end with who published it, or with the name for nobody known."""
        publishers = (self.document.publisher, *(s.publisher for s in self.document.sources))
        known = [trusted_name(name) for name in publishers]  # as an introduction names them
        if not all(known):
            known += [t[key] for t in TEXTS.values() for key in ("unknown_publisher", "unnamed")]
        return words.rstrip(" ,،(").endswith(tuple(filter(None, known)))

    def credits(self, text: str) -> list[Span]:
        """Return where `text` names who published it."""
        known = {self.document.publisher, *(s.publisher for s in self.document.sources)}
        return [
            Span(found.start(), found.end())
            for name in sorted(filter(None, known))
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        ]

    @cached_property
    def words(self) -> Words:
        """Its words as matching sees them."""
        return analysed(f"{self.text}\n{self._names}", self.language)[0]

    @cached_property
    def surfaces(self) -> frozenset[str]:
        """Its words, folded, those that only carry grammar too."""
        return frozenset(fold(word.text) for word in words(f"{self.text}\n{self._names}"))

    @cached_property
    def heard(self) -> frozenset[str]:
        """Its words by their consonants."""
        return frozenset(heard for surface in self.surfaces for heard in skeletons(surface, 2))

    @cached_property
    def parties(self) -> frozenset[str]:
        """The parties it names, those that an organisation it names is one of, and who acts."""
        named = {party for key in self.words.concepts if (party := party_of(key))}
        return frozenset(named | ({self.party} if self.party else set()))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What it says, one thing at a time."""
        return clauses(self.text, self.language)

    @cached_property
    def table(self) -> tuple[str, str]:
        """The header of the table that it is a row of, and the paragraph over that; mostly none."""
        if self.field != "body" or self.start is None or not self.text.startswith("|"):
            return "", ""
        above = self.document.body[: self.start].splitlines()
        rows = list(takewhile(lambda line: line.startswith("|"), reversed(above)))
        over = "\n".join(above[: len(above) - len(rows)]).rstrip()
        return (rows[-1] if rows else ""), over.rsplit("\n\n", 1)[-1]

    @cached_property
    def names_entitled(self) -> frozenset[str]:
        """The names that the title of its document has, folded."""
        return frozenset(fold(w.text) for w in find_names(self.document.title, self.language))

    @cached_property
    def stems_entitled(self) -> frozenset[str]:
        """The stems of the names that the title of its document has; in Arabic, of its words."""
        title = self.document.title
        if self.language != "ar":  # without capitals a name there is a word as any other
            title = "\n".join(word.text for word in find_names(title, self.language))
        return analysed(title, self.language)[0].stems

    @cached_property
    def bodies_entitled(self) -> frozenset[str]:
        """The parties and organisations that the title names, by their glossary entries."""
        found = find_terms(self.document.title, self.language)
        return frozenset(mention.key for mention in found if party_of(mention.key))

    @cached_property
    def party_entitled(self) -> frozenset[str]:
        """The party that the title names, where it names one alone."""
        parties = frozenset(party for key in self.bodies_entitled if (party := party_of(key)))
        return parties if len(parties) == 1 else frozenset()

    @property
    def _names(self) -> str:
        document = self.document
        return " ".join(
            [document.publisher, document.author, *(s.publisher for s in document.sources)]
        )
