"""The dates and names of a sentence are the quote's, in another language or script too."""

from __future__ import annotations

import pytest

from assistant.questions.claims import dates, names
from assistant.questions.quoted import Quote
from assistant.schema import Document, Language


def of(text: str, language: Language) -> list[Quote]:
    document = Document(id="d", body=text, language=language, published="2016-05-04")
    return [Quote(document, text, 0)]


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted", "missing"),
    [
        ("in March 2011", "en", "en mars 2011", "fr", []),
        ("en mars 2011", "fr", "في مارس 2011", "ar", []),
        ("in 2011", "en", "en mars 2011", "fr", []),
        ("le 3 mars 2011", "fr", "en mars 2011", "fr", ["3 mars 2011"]),
        ("en 2015", "fr", "l'an dernier", "fr", []),
        ("en 2014", "fr", "l'an dernier", "fr", ["2014"]),
        ("de 2015 à 2020", "fr", "entre 2015 et 2020", "fr", []),
        ("en 2017", "fr", "entre 2015 et 2020", "fr", ["2017"]),
        ("on Tuesday", "en", "lundi", "fr", ["Tuesday"]),
        ("on Monday", "en", "lundi", "fr", []),
        ("2000 شاب", "ar", "2.000 jeunes", "fr", []),
    ],
)
def test_what_is_no_date_of_the_quote_is_named(
    statement: str, language: Language, quote: str, quoted: Language, missing: list[str]
) -> None:
    claims, _ = dates(statement, language, of(quote, quoted))
    assert [problem.words for problem in claims.problems] == missing


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted", "missing"),
    [
        ("avec Boeing", "fr", "مع بوينغ", "ar", []),
        ("at Renault", "en", "في مصنع رونو", "ar", []),
        ("in Germany", "en", "en Allemagne", "fr", []),
        ("in Morocco", "en", "dans le royaume", "fr", []),
        ("for NATO", "en", "pour l'OTAN", "fr", []),
        ("avec l'État", "fr", "with the Government", "en", []),
        ("avec Airbus", "fr", "with Boeing", "en", ["Airbus"]),
        ("with Salim Bennis", "en", "avec Salim Tazi", "fr", ["Bennis"]),
        ("the World Trade Organization (WTO)", "en", "l'Organisation mondiale du commerce", "fr",
         []),
    ],
)  # fmt: skip
def test_what_is_no_name_of_the_quote_is_named(
    statement: str, language: Language, quote: str, quoted: Language, missing: list[str]
) -> None:
    claims = names(statement, language, of(quote, quoted), [])
    assert [problem.words for problem in claims.problems] == missing
