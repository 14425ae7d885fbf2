"""Who is asked for is a person or a body; a sentence that names neither tells nobody."""

import pytest

from assistant.language.text import detect_language
from assistant.questions.evidence import GIVES
from assistant.questions.need import need
from assistant.questions.people import organisation, person, wanted
from assistant.questions.phrases import plain
from assistant.questions.reading import Line, read
from assistant.schema import Document


def line(body: str) -> Line:
    language = detect_language(body)
    return read(Document(id="forge", language=language, body=f"{body}\n")).lines[0]


def of_whom(question: str):
    return wanted(need(question, (), lambda word, language: 0.8), plain(question))


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("Qui doit goudronner la route ?", "The provincial council promised to tar the road."),
        ("Who unblocked the plate?", "La chambre des fondeurs a fini par accorder six mois."),
        ("Qui paiera les étiquettes ?", "Une coopérative paiera les étiquettes."),
    ],
)
def test_a_body_may_be_whom_a_question_asks_for(question, body):
    assert person(of_whom(question), line(body)).score >= GIVES
    assert person(of_whom(question), line("Les étiquettes sont prêtes.")).score < GIVES


def test_where_a_role_is_asked_for_a_body_holds_none():
    body = line("La chambre a un président et une coopérative.")
    assert person(of_whom("Qui est le président de la chambre ?"), body).score < GIVES


def test_a_person_beside_the_role_answers_best():
    found = person(
        of_whom("Qui préside la guilde ?"), line("La présidente, Leïla Bennour, a réuni la guilde.")
    )
    assert found.score == 1.0


@pytest.mark.parametrize(
    ("body", "least", "most"),
    [
        ("La banque des plaines finance le four.", 1.0, 1.0),
        ("Kathmetal achète la poudre.", 0.8, 0.8),
        ("Le four est prêt depuis mars.", 0.0, 0.4),
    ],
)
def test_an_organisation_is_told_by_what_it_is_or_by_a_name(body, least, most):
    known = of_whom("Quelle banque finance le four ?").known
    assert least <= organisation(known, line(body)).score <= most
