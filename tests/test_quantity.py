"""Which figure answers a "how many", and where none is chosen since two vie."""

import pytest

from assistant.questions.counted import asked
from assistant.questions.dimensions import AMOUNT
from assistant.questions.need import need
from assistant.questions.quantity import best_figures
from assistant.questions.reading import read
from assistant.schema import Document, Language

BODY = "Le moulin emploie 340 personnes et prévoit 120 recrutements avant l'hiver."


def chosen(question: str, body: str = BODY, language: Language = "fr") -> list[str]:
    line = read(Document(id="d", body=body, title="Moulin", language=language)).lines[0]
    _, spans = best_figures(asked(need(question, (), lambda word, language: 0.8)), line)
    return [line.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Combien de recrutements le moulin prévoit-il ?", "120"),
        ("Combien de personnes le moulin emploie-t-il ?", "340"),
        ("How many people does the mill employ?", "340"),
    ],
)
def test_the_figure_of_what_is_counted_is_chosen(question: str, figure: str) -> None:
    assert chosen(question) == [figure]


def test_none_is_chosen_where_what_is_asked_about_stands_beside_another() -> None:
    assert chosen("How many people does the mill plan to hire?") == []


def fit(question: str, body: str) -> float:
    line = read(Document(id="d", body=body, title="", language="fr")).lines[0]
    return best_figures(asked(need(question, (), lambda word, language: 0.8)), line)[0]


def test_a_figure_of_what_was_named_before_may_answer() -> None:
    before = fit("Combien d'apprentis l'école reçoit-elle ?", "Celle du port n'en compte que 310.")
    question = "Combien d'apprentis l'école recevra-t-elle ?"
    assert fit(question, "Elle veut porter ce nombre à 310 avant 2028.") > 0.5
    other = fit("Combien d'apprentis l'école reçoit-elle ?", "Celle du port compte 310 lits.")
    assert before > 0.5 > other


@pytest.mark.parametrize(
    "body",
    [
        "Sur l'année, il a atteint 230 millions de dirhams.",
        "Cette fois, il s'est élevé à près de 230 millions de dirhams.",
        "Over the year, it reached 230 million dirhams.",
    ],
)
def test_what_an_amount_named_before_has_reached_may_answer(body: str) -> None:
    question = "Quel est le chiffre d'affaires de la forge ?"
    assert (
        fit(question, body)
        > 0.5
        > fit(question, body.replace("il ", "le prêt ").replace("it ", "the loan "))
    )


@pytest.mark.parametrize(
    "question",
    [
        "Quel salaire touche un fraiseur ?",
        "Quelle redevance le port perçoit-il ?",
        "Combien l'État a-t-il versé ?",
        "What fine did the smelter pay?",
        "كم دفعت الدولة؟",
    ],
)
def test_an_amount_is_asked_for_in_money(question: str) -> None:
    wanted = asked(need(question, (), lambda word, language: 0.8))
    assert wanted.dimension is AMOUNT
    assert not wanted.counted


def test_things_are_no_amount_though_money_is_spoken_of() -> None:
    question = "Combien d'ateliers ont reçu des subventions ?"
    assert asked(need(question, (), lambda word, language: 0.8)).dimension is None


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("Sur les apprentis promis, combien ont été formés ?", "apprentis"),
        ("Of the trainees promised, how many were taken on?", "trainees"),
        ("Combien d'apprentis ont été formés ?", "apprentis"),
    ],
)
def test_what_is_counted_may_be_named_before_the_question(question: str, counted: str) -> None:
    wanted = asked(need(question, (), lambda word, language: 0.8))
    assert wanted.counted[0].text == counted


FROM_TO = "Les emplois de la forge passent de 250 à 850."


@pytest.mark.parametrize(
    ("question", "text", "language", "figure"),
    [
        ("Combien d'emplois compte la forge ?", FROM_TO, "fr", "850"),
        ("How many days do payments take?", "Payments fell from 118 to 96 days.", "en", "96"),
        ("Combien d'emplois comptait la forge avant ?", FROM_TO, "fr", "250"),
        (
            "Combien d'emplois compte la forge ?",
            FROM_TO.replace("passent", "passeront"),
            "fr",
            "250",
        ),
    ],
)
def test_what_has_become_another_number_is_that_one(
    question: str, text: str, language: Language, figure: str
) -> None:
    assert chosen(question, text, language)[0].startswith(figure)


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("Combien de câbles exporte le Maroc ?", ["câbles"]),
        ("Combien de tonnes de câbles le Maroc exporte-t-il ?", ["câbles"]),
        ("How much scrap metal was melted?", ["scrap", "metal"]),
        ("كم طنا من الكابلات يصدر المغرب؟", ["الكابلات"]),
        ("Combien de personnes le moulin emploie-t-il ?", []),
        ("Combien de tonnes le moulin produit-il ?", []),
    ],
)
def test_what_is_counted_is_a_noun_no_verb_no_measure_and_nobody(
    question: str, things: list[str]
) -> None:
    found = asked(need(question, (), lambda word, language: 0.8)).things
    assert [word.text for word in found] == things


def test_what_is_no_thing_counted_may_be_told_in_any_unit_however_far() -> None:
    question = "Quelle a été la participation à la grève de la forge Tahri ?"
    assert fit(question, "La participation à la grève de la forge Tahri a atteint 72 %.") > 0.5
