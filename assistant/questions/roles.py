"""Whether a sentence gives what one did to another: the mayor for the minister, A for B."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.language.proper_names import find_names
from assistant.language.roles import Class, Role, find_roles, names_any_office
from assistant.language.text import fold
from assistant.questions.quoted import Quote
from assistant.schema import Language


def other_roles(statement: str, language: Language, quotes: Sequence[Quote]) -> Iterator[str]:
    """Yield the roles that a sentence names where its quotes name another one of that kind.

    A quote that names somebody may mean by that name what the sentence calls by what it is; one
    with a word for any office leaves open which.
    """
    said = find_roles(statement, language)
    if not said:
        return
    known = frozenset[Role]().union(*(_roles(quote) for quote in quotes))
    told = frozenset[Role]().union(*(one.roles for one in said))
    for one in said:
        if one.several or one.roles & known:
            continue
        kinds = {role.kind for role in one.roles}
        if any(role.kind in kinds for role in known - told) and not any(
            _may_mean(kind, statement, language, quote) for kind in kinds for quote in quotes
        ):
            yield one.words


def _roles(quote: Quote) -> frozenset[Role]:
    texts = (quote.text, quote.document.title, quote.document.publisher)
    found = (one.roles for text in texts for one in find_roles(text, quote.language))
    return frozenset[Role]().union(*found)


def _may_mean(kind: Class, statement: str, language: Language, quote: Quote) -> bool:
    """Tell whether a quote names something that may well be what a sentence calls by its kind."""
    if kind == "office":
        return names_any_office(f"{quote.text} {quote.document.title}", quote.language)
    told = {fold(word.text) for word in find_names(statement, language)}
    return any(fold(w.text) not in told for w in find_names(quote.text, quote.language))
