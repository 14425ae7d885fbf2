"""What the corpus holds, counted: the choices that a filter can offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.language.text import folded
from assistant.schema import Document

Counted = tuple[tuple[str, int], ...]  # what there is, with how many documents have it


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many documents there are of each publisher, language, kind and year."""

    publishers: Counted  # in order of the alphabet; a name written in two ways is one
    languages: Counted  # these and kinds: the most common first
    kinds: Counted
    years: Counted  # latest first; "" for the undated, last


def holdings(documents: Iterable[Document]) -> Holdings:
    """Count the documents; of a summary, the publishers of its sources count."""
    written: dict[str, Counter[str]] = {}
    languages, kinds, years = Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        names = {folded(name): name for name in document.publishers}
        for key, name in names.items():
            written.setdefault(key, Counter())[name] += 1
        languages[document.language] += 1
        kinds[document.kind] += 1
        years[document.dated[:4]] += 1
    publishers = [
        (names.most_common(1)[0][0], names.total()) for key, names in sorted(written.items()) if key
    ]
    return Holdings(
        publishers=tuple(publishers),
        languages=tuple(languages.most_common()),
        kinds=tuple(kinds.most_common()),
        years=tuple(sorted(years.items(), reverse=True)),
    )
