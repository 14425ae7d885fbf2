"""The check: what a sentence says must stand in the quotes it rests on. No model is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from assistant.language.degrees import may_rank, ranks
from assistant.language.direction import Direction, opposed
from assistant.language.terms import party_of
from assistant.questions import amounts, claims
from assistant.questions.actors import exchanged_actors
from assistant.questions.agreement import agrees, sentence_of
from assistant.questions.changes import contradictions
from assistant.questions.clauses import Clause, clauses, retold
from assistant.questions.pairing import exchanged, exchanged_acronyms
from assistant.questions.quoted import Quote
from assistant.questions.reversal import reversed_clauses
from assistant.questions.roles import other_roles
from assistant.schema import Answer, Document, Language, Problem, Verdict

_TIMES: Final[frozenset[Direction]] = frozenset({"before", "after"})


def check(statement: str, language: Language, quotes: Sequence[Quote]) -> Verdict:
    """Return whether `quotes` bear out a sentence, and which of its words they do not.

    Each quote must stand verbatim in its document, and each figure, unit, date and name of the
    sentence in one of the quotes or the record of its document, as values and across languages;
    what a quote's clause denies must be denied and what it affirms affirmed, by the party that
    acts there, and in its direction (up or down, before or after). The same input gives the same
    verdict. The sentence is in `language`, the quotes are in those of their documents.
    """
    dated, when = claims.dates(statement, language, quotes)
    counted, figures = amounts.figures(statement, language, quotes, when)
    apart = [*when, *(figure.span for figure in figures)]
    named = claims.names(statement, language, quotes, apart)
    problems: tuple[Problem, ...] = (
        *(Problem("quote", quote.text) for quote in quotes if not quote.stands),
        *counted.problems,
        *dated.problems,
        *named.problems,
        *_clauses(statement, language, quotes),
        *_ranks(statement, language, quotes),
        *(Problem("party", words) for words in other_roles(statement, language, quotes)),
        *(
            Problem("direction", words)
            for words in contradictions(statement, language, [quote.text for quote in quotes])
        ),
    )
    if not problems:  # asked last, as it takes longest
        problems = (
            *exchanged(statement, language, figures, quotes),
            *exchanged_acronyms(statement, language, quotes),
        )
    return Verdict(
        supported=bool(quotes) and not problems,
        problems=problems,
        quotes=len(quotes),
        figures=counted.told,
        dates=dated.told,
        names=named.told,
    )


def _ranks(statement: str, language: Language, quotes: Sequence[Quote]) -> Iterator[Problem]:
    """Yield the words by which a sentence ranks or praises where its quotes do nothing of it."""
    said = ranks(statement, language)
    told = any(may_rank(f"{q.text}\n{q.document.title}", q.language) for q in quotes)
    if said and not told:
        yield from (Problem("degree", words) for words in said)


def _clauses(statement: str, language: Language, quotes: Sequence[Quote]) -> Iterator[Problem]:
    """Yield the clauses that deny what a quote affirms, or the reverse, or name another party."""
    known = [clause for quote in quotes for clause in quote.clauses]
    said = clauses(statement, language)
    reverse = {clause.text for clause in reversed_clauses(said, quotes)}
    for clause in said:
        told = retold(clause, known)
        if told and not any(agrees(clause, other, said, quotes) for other in told):
            yield Problem("negation", clause.text)
        turned = told and all(_turned(clause, other, said, quotes) for other in told)
        if turned or clause.text in reverse:
            yield Problem("direction", clause.text)
        if party := _other_party(clause, told, quotes):
            yield Problem("party", party)
    for words in exchanged_actors(said, quotes):
        yield Problem("party", words)


def _turned(one: Clause, other: Clause, said: Sequence[Clause], quotes: Sequence[Quote]) -> bool:
    """Tell whether a clause goes the other way than one of a quote, or than all of its sentence.

    "Before July, 350" is what "since July, 600, against 350 previously" says of the 350.
    """
    sentence = sentence_of(other, quotes)
    theirs = other.directions or frozenset[Direction]().union(*(c.directions for c in sentence))
    if not opposed(one.directions, theirs):
        return False
    at = said.index(one)
    ours = frozenset[Decimal]().union(*(c.values for c in said[at : at + 2]))
    beside = (c for c in sentence if c is not other and one.directions & c.directions & _TIMES)
    return not any(c.values & ours for c in beside)


def _other_party(clause: Clause, told: Sequence[Clause], quotes: Sequence[Quote]) -> str:
    """Return the words of a clause that name a party which does not act there; mostly none."""
    known = frozenset().union(*(quote.parties | quote.party_entitled for quote in quotes))
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
