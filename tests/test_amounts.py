"""The figures of a sentence are the quote's: in value, in unit, and in what they count."""

from __future__ import annotations

import pytest

from assistant.language.dates import find_dates
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
        ("9 milliards de tonnes", "1,2 million de tonnes, contre 900.000", ["figure"]),
        ("535 MDH", "410 MDH au départ, 535 à la fin", []),
        ("535 dirhams", "410 MDH au départ, 535 à la fin", ["unit"]),
        ("410 MDH au départ, 535 à la fin", "de 410 à 535 millions de dirhams", []),
        ("410 MDH et 535 emplois", "de 410 à 535 millions de dirhams", ["figure"]),
        ("121 voix contre 168", "168 voix contre 121 à Salim Tazi", []),
        ("deux ateliers", "les deux ateliers", []),
    ],
)
def test_what_is_no_figure_of_the_quote_is_named(
    statement: str, quote: str, expected: list[str]
) -> None:
    assert kinds(statement, quote) == expected


TABLE = """Les montants sont en millions de dirhams.

| Produit | 2023 | 2024 | Poids (tonnes) | Part |
| --- | --- | --- | --- | --- |
| Câbles | 143 | 156 | 1.200 | 12 % |
| Prix (€) | 17 | 18 | | |
"""


@pytest.mark.parametrize(
    ("statement", "row", "expected"),
    [
        ("156 MDH en 2024", "| Câbles", []),
        ("156 millions d'euros en 2024", "| Câbles", ["unit"]),
        ("156 dirhams en 2024", "| Câbles", ["unit"]),
        ("156 MDH en 2023", "| Câbles", ["figure"]),
        ("143 MDH en 2023, contre 156 en 2024", "| Câbles", []),
        ("un poids de 1.200 tonnes", "| Câbles", []),
        ("un poids de 1.200 MDH", "| Câbles", ["figure"]),
        ("une part de 12 %", "| Câbles", []),
        ("18 euros en 2024", "| Prix", []),
        ("18 MDH en 2024", "| Prix", ["figure"]),
    ],
)
def test_a_row_has_the_units_of_its_table(statement: str, row: str, expected: list[str]) -> None:
    document = Document(id="d", body=TABLE)
    start = TABLE.index(row)
    quote = Quote(document, TABLE[start:].split("\n")[0], start)
    dated = [m.span for m in find_dates(statement, "fr")]
    claims, _ = figures(statement, "fr", [quote], dated)
    assert [problem.kind for problem in claims.problems] == expected


def test_money_is_told_by_the_other_quotes_of_the_document() -> None:
    body = "Il apporte 430 millions de dirhams. Une tranche de 85 millions figure au budget."
    document = Document(id="d", body=body)
    quotes = [Quote(document, body[:35], 0), Quote(document, body[36:], 36)]
    assert figures("85 MDH", "fr", quotes, [])[0].problems == ()
    assert figures("85 millions d'euros", "fr", quotes, [])[0].problems != ()
    assert figures("85 MDH", "fr", quotes[1:], [])[0].problems != ()
