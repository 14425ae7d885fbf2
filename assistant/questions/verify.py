"""The check: what a sentence says must stand in the quotes it rests on. No model is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from assistant.language.direction import Direction, opposed
from assistant.language.negation import agree
from assistant.language.terms import party_of
from assistant.questions import amounts, claims
from assistant.questions.clauses import Clause, clauses, denials, retold
from assistant.questions.quoted import Quote
from assistant.schema import Answer, Document, Language, Problem, Verdict

_SHORTEST: Final = 0.6  # share of another's words by which a sentence may tell all of it


def check(statement: str, language: Language, quotes: Sequence[Quote]) -> Verdict:
    """Return whether `quotes` bear out a sentence, and which of its words they do not.

    Each quote must stand verbatim in its document, and each figure, unit, date and name of the
    sentence in one of the quotes or the record of its document, as values and across languages;
    what a quote's clause denies must be denied and what it affirms affirmed, by the party that
    acts there, and in its direction (up or down, before or after). The same input gives the same
    verdict. The sentence is in `language`, the quotes are in those of their documents.
    """
    dated, when = claims.dates(statement, language, quotes)
    counted, where = amounts.figures(statement, language, quotes, when)
    named = claims.names(statement, language, quotes, [*when, *where])
    problems = (
        *(Problem("quote", quote.text) for quote in quotes if not quote.stands),
        *counted.problems,
        *dated.problems,
        *named.problems,
        *_clauses(statement, language, quotes),
    )
    return Verdict(
        supported=bool(quotes) and not problems,
        problems=problems,
        quotes=len(quotes),
        figures=counted.told,
        dates=dated.told,
        names=named.told,
    )


def _clauses(statement: str, language: Language, quotes: Sequence[Quote]) -> Iterator[Problem]:
    """Yield the clauses that deny what a quote affirms, or the reverse, or name another party."""
    known = [clause for quote in quotes for clause in quote.clauses]
    said = clauses(statement, language)
    for clause in said:
        told = retold(clause, known)
        if told and not any(_agree(clause, other, said, quotes) for other in told):
            yield Problem("negation", clause.text)
        if told and all(_turned(clause, other, quotes) for other in told):
            yield Problem("direction", clause.text)
        if party := _other_party(clause, told, quotes):
            yield Problem("party", party)


def _agree(one: Clause, other: Clause, said: Sequence[Clause], quotes: Sequence[Quote]) -> bool:
    """Tell whether neither of two clauses denies what the other affirms.

    Languages cut sentences at different places: what one denies less in this clause than the
    other does, it may deny in the next. Of a sentence that tells all of the quote's, all denials
    count; of one that tells a part, those of that part.
    """
    languages = {one.language, other.language}
    if agree(one.polarity, other.polarity, languages):
        return True
    if len(languages) == 1 or not (one.polarity.denies or other.polarity.denies):
        return False
    ours = [clause for clause in said if clause.sentence == one.sentence]
    theirs = _sentence_of(other, quotes)
    if _SHORTEST <= _length(ours) / (_length(theirs) or 1) <= 1 / _SHORTEST:
        return sum(c.polarity.denies > 0 for c in ours) == sum(
            c.polarity.denies > 0 for c in theirs
        )
    return denials(ours, theirs) == denials(theirs, ours)


def _length(told: Sequence[Clause]) -> int:
    return sum(clause.weight for clause in told)


def _turned(one: Clause, other: Clause, quotes: Sequence[Quote]) -> bool:
    """Tell whether a clause goes the other way than one of a quote, or than all of its sentence."""
    theirs = other.directions or frozenset[Direction]().union(
        *(clause.directions for clause in _sentence_of(other, quotes))
    )
    return opposed(one.directions, theirs)


def _sentence_of(clause: Clause, quotes: Sequence[Quote]) -> list[Clause]:
    around = next(quote.clauses for quote in quotes if clause in quote.clauses)
    return [other for other in around if other.sentence == clause.sentence]


def _other_party(clause: Clause, told: Sequence[Clause], quotes: Sequence[Quote]) -> str:
    """Return the words of a clause that name a party which does not act there; mostly none."""
    known = frozenset().union(*(quote.parties for quote in quotes))
    for mention in clause.parties:
        party = party_of(mention.key)
        if party not in known and (known or party == clause.party):
            return mention.words
    acting = frozenset[str | None]().union(*(other.acting for other in told))
    if clause.party is None or None in acting or not acting or clause.party in acting:
        return ""
    return next(m.words for m in clause.parties if party_of(m.key) == clause.party)


def quotes_stand(answer: Answer, documents: Mapping[str, Document]) -> bool:
    """Return whether every citation of an answer is verbatim what its document's field holds."""
    return all(
        citation.document_id in documents
        and Quote.of_citation(citation, documents[citation.document_id]).stands
        for citation in answer.citations
    )
