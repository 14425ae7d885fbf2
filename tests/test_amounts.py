"""The figures of a sentence are the quote's: in value, in unit, and in what they count."""

from __future__ import annotations

import pytest

from assistant.questions.amounts import figures
from assistant.questions.quoted import Quote
from assistant.schema import Document


def kinds(statement: str, quote: str) -> list[str]:
    document = Document(id="d", body=quote)
    claims, _ = figures(statement, "fr", [Quote(document, quote, 0)], [])
    return [problem.kind for problem in claims.problems]


@pytest.mark.parametrize(
    ("statement", "quote", "expected"),
    [
        ("412 MDH", "0,412 milliard de dirhams", []),
        ("412 MDH", "413 millions de dirhams", ["figure"]),
        ("412 millions d'euros", "412 MDH", ["unit"]),
        ("47", "47 %", ["unit"]),
        ("près de 2 milliards de dirhams", "1,9 milliard de dirhams", []),
        ("2 milliards de dirhams", "1,9 milliard de dirhams", ["figure"]),
        ("plus de 2 milliards de dirhams", "1,9 milliard de dirhams", ["figure"]),
        ("moins de 40 usines", "plus de 40 usines", ["figure"]),
        ("12 usines et 12 ateliers", "12 usines et 14 ateliers", ["figure"]),
        ("14 usines et 12 ateliers", "12 usines et 14 ateliers", ["figure", "figure"]),
        ("passer de 20 à 30 usines", "passer de 30 à 20 usines", ["figure"]),
        ("900.000 tonnes", "1,2 million de tonnes, contre 900.000", []),
        ("deux ateliers", "les deux ateliers", []),
    ],
)
def test_what_is_no_figure_of_the_quote_is_named(
    statement: str, quote: str, expected: list[str]
) -> None:
    assert kinds(statement, quote) == expected
