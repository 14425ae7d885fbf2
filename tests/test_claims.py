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
        ("En 2014, jusqu'au 31 décembre", "fr", "avant le 31 décembre 2014", "fr", []),
        (
            "En 2013, jusqu'au 31 décembre",
            "fr",
            "avant le 31 décembre 2014",
            "fr",
            ["2013", "jusqu'au 31 décembre"],
        ),
        ("سنة 2020", "ar", "En 2021, 46 emplois. Elle vend. Un an plus tôt, 43.", "fr", []),
        (
            "سنة 2019",
            "ar",
            "En 2021, 46 emplois. Elle vend. Un an plus tôt, 43.",
            "fr",
            ["2019"],
        ),
        ("en mai 2016", "fr", "On compte 40 ateliers.", "fr", []),
        ("le 4 mai 2016", "fr", "On compte 40 ateliers.", "fr", ["4 mai 2016"]),
        ("en 2016", "fr", "On compte 40 ateliers, affirme le président.", "fr", []),
        ("en 2015", "fr", "On compte 40 ateliers, affirme le président.", "fr", ["2015"]),
        ("en 2016", "fr", "On compte 40 ateliers.", "fr", ["2016"]),
        ("en juin 2016", "fr", "On compte 40 ateliers.", "fr", ["juin 2016"]),
        ("en mai 2016", "fr", "En 2012, on comptait 40 ateliers.", "fr", ["mai 2016"]),
    ],
)
def test_what_is_no_date_of_the_quote_is_named(
    statement: str, language: Language, quote: str, quoted: Language, missing: list[str]
) -> None:
    claims, _ = dates(statement, language, of(quote, quoted))
    assert [problem.words for problem in claims.problems] == missing


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ("En 2021, 46 emplois. Un an plus tôt, 43.", []),
        ("En 2022, 46 emplois. Un an plus tôt, 43.", ["2020"]),
        ("En 2021, 46 emplois. On doute. Un an plus tôt, 43.", ["2020"]),  # not directly before
    ],
)
def test_a_year_is_told_from_the_quote_that_it_follows(body: str, missing: list[str]) -> None:
    document = Document(id="d", body=body, language="fr", published="2023-05-04")
    parts = (body[: body.index(".") + 1], "Un an plus tôt, 43.")
    quotes = [Quote(document, part, body.index(part)) for part in parts]
    for order in (quotes, quotes[::-1]):
        claims, _ = dates("43 emplois en 2020", "fr", order)
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


def test_a_day_above_a_table_is_of_each_year_of_its_columns() -> None:
    lines = ["Les effectifs sont comptés au 31 décembre.", "| Activité | 2014 | 2015 |"]
    document = Document(id="d", body="\n\n".join(lines), published="2016-05-04")
    quotes = [Quote(document, line, document.body.index(line)) for line in lines]
    said = "Fin 2015, contre 40 un an auparavant"
    assert dates(said, "fr", quotes)[0].problems == ()
    assert dates(said, "fr", quotes[:1])[0].problems != ()
    assert dates("Fin 2013", "fr", quotes)[0].problems != ()


def test_the_month_of_publication_is_told_where_the_publisher_is_named_anywhere() -> None:
    document = Document(
        id="d", body="Promis pour 2012.", published="2016-05-04", publisher="Le Fil"
    )
    quotes = [Quote(document, document.body, 0)]
    assert dates("En mai 2016 il manquait, selon Le Fil", "fr", quotes)[0].problems == ()
    assert dates("En mai 2016 il manquait", "fr", quotes)[0].problems != ()
    assert dates("En juin 2016 il manquait, selon Le Fil", "fr", quotes)[0].problems != ()


def test_the_title_tells_names_as_it_writes_them_and_no_times() -> None:
    document = Document(id="d", body="Elle a fermé.", title="Fonderie : la GARFET à Tazwit en 2012")
    quotes = [Quote(document, document.body, 0)]
    assert names("Le site de la GARFET à Tazwit", "fr", quotes, []).problems == ()
    assert names("The Foundry of Tazwit", "en", quotes, []).problems[0].words == "Foundry"
    assert dates("En 2012, elle a fermé", "fr", quotes)[0].problems != ()


def test_the_title_tells_names_in_another_language() -> None:
    for title, language in (("حوض جديد في ميناء طنجة", "ar"), ("A dock in Tangier", "en")):
        document = Document(id="d", body="240.", title=title, language=language)  # type: ignore[arg-type]
        quotes = [Quote(document, document.body, 0)]
        assert names("Le bassin de Tanger", "fr", quotes, []).problems == ()
        assert names("Le bassin de Rabat", "fr", quotes, []).problems[0].words == "Rabat"
