"""What adds up over time is told of the period asked, not of a part of it, nor of more."""

import pytest

from assistant.language.dates import find_dates
from assistant.questions.periods import adds_up, of_another_length
from assistant.questions.reading import read
from assistant.questions.times import Timing
from assistant.schema import Document, Language

YEAR, HALF = "en 2023", "au premier semestre 2023"


def another(text: str, asked: str, language: Language = "fr") -> bool:
    told = find_dates(text, language, None)[0]
    return of_another_length(told, find_dates(asked, "fr", None), text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Les ventes du premier semestre 2023 ont doublé.", "fr"),
        ("Les ventes au T2 2023 ont doublé.", "fr"),
        ("Les ventes des neuf premiers mois de 2023 ont doublé.", "fr"),
        ("À fin juin 2023, les ventes ont doublé.", "fr"),
        ("Les ventes au 30 juin 2023 ont doublé.", "fr"),
        ("Sales doubled in the first half of 2023.", "en"),
        ("Sales from January to September 2023 doubled.", "en"),
        ("Sales at the end of September 2023 had doubled.", "en"),
        ("تضاعفت المبيعات خلال النصف الأول من سنة 2023.", "ar"),
        ("تضاعفت المبيعات خلال الأشهر التسعة الأولى من سنة 2023.", "ar"),
        ("تضاعفت المبيعات إلى نهاية يونيو 2023.", "ar"),
    ],
)
def test_a_part_of_a_year_is_not_the_year(text: str, language: Language) -> None:
    assert another(text, YEAR, language)


@pytest.mark.parametrize("asked", [HALF, "au deuxième trimestre 2023"])
@pytest.mark.parametrize(
    ("text", "language"),
    [("Les ventes de 2023", "fr"), ("Sales in 2023", "en"), ("مبيعات سنة 2023", "ar")],
)
def test_nor_is_a_year_its_part(text: str, language: Language, asked: str) -> None:
    assert another(text, asked, language)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Les ventes de 2023", YEAR),
        ("Les ventes du premier semestre 2023", HALF),
        ("Les ventes de janvier à juin 2023", HALF),
        ("À fin décembre 2023, les ventes", YEAR),
        ("À la fin de 2023, les ventes", YEAR),
        ("Le contrat signé en mai 2023", YEAR),
        ("Le contrat signé le 30 juin 2023", YEAR),
        ("Les ventes du premier semestre 2021", YEAR),
    ],
)
def test_the_same_period_a_moment_and_another_year_are_no_part(text: str, asked: str) -> None:
    assert not another(text, asked)


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le chiffre d'affaires de la forge en 2023 ?",
        "How much did the mill sell in 2023?",
        "كم بلغت صادرات المصنع سنة 2023؟",
    ],
)
def test_an_amount_made_over_time_adds_up(question: str) -> None:
    assert adds_up("figure", question)


@pytest.mark.parametrize(
    "question",
    [
        "Combien de personnes la forge emploie-t-elle en 2023 ?",
        "Combien d'adhérents compte l'association en 2023 ?",
        "How many people did the mill employ in 2023?",
        "كم عاملا يشغل المصنع سنة 2023؟",
    ],
)
def test_what_is_counted_on_any_day_does_not(question: str) -> None:
    assert not adds_up("figure", question)


BODY = (
    "Au premier trimestre 2023, les ventes de la forge ont atteint 51 millions. "
    "En 2023, elles ont atteint 230 millions."
)


def test_the_sentence_of_the_year_stands_before_that_of_its_quarter() -> None:
    reading = read(Document(id="d", body=BODY, title="La forge"))
    timing = Timing(reading, find_dates(YEAR, "fr", None), sums=True)
    quarter, year = (timing.of(position) for position in range(2))
    assert quarter < 0.3 < year


def test_a_title_tells_the_period_of_what_stands_under_it() -> None:
    document = Document(
        id="d",
        body="Les ventes ont atteint 51 millions.",
        title="La forge au premier semestre 2023",
        published="2023-09-01",
    )
    asked = find_dates(YEAR, "fr", None)
    assert (
        Timing(read(document), asked, sums=True).of(0) < 0.3 < Timing(read(document), asked).of(0)
    )
