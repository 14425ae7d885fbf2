"""A question read with a model is of the type that rules give, and no words are put in it."""

from __future__ import annotations

import pytest
from wording_fakes import Failing, said, saying, writer

from assistant.questions.understand import understand
from assistant.questions.writing.remembered import Remembered
from assistant.questions.writing.rewrite import read
from assistant.questions.writing.writer import Writer
from assistant.schema import Question, Understood

ASKED = Question(
    "et combien de salariés emploie-t-elle ?", ("Quand la forge de Bellemont a-t-elle ouvert ?",)
)
COMPLETE = "Combien de salariés la forge de Bellemont emploie-t-elle ?"


def reading(question: Question, model: Writer) -> Understood:
    return read(question, model, Remembered())


def test_a_follow_up_is_completed_by_the_model() -> None:
    found = reading(ASKED, said(COMPLETE))
    assert found.standalone == COMPLETE
    assert found.parts == (COMPLETE,)
    assert (found.intent, found.kind, found.language) == ("ask", "figure", "fr")


@pytest.mark.parametrize(
    "written",
    [
        f"- {COMPLETE}",
        f"1. {COMPLETE}\n",
        f"**{COMPLETE}**",
        f"<think>Hm.\nSo.\n</think>\n{COMPLETE}",
    ],
)
def test_bullets_emphasis_and_thoughts_are_no_part_of_a_question(written: str) -> None:
    assert reading(ASKED, said(written)).standalone == COMPLETE


def test_a_year_that_begins_a_question_stays() -> None:
    question = Question("et 2016 ?", ("Combien de salariés la forge employait-elle en 2015 ?",))
    line = "2016 : combien de salariés la forge employait-elle ?"
    assert reading(question, said(line)).standalone == line


@pytest.mark.parametrize(
    "written",
    [
        "Combien de salariés la forge de Larkfield emploie-t-elle ?",
        "Larkfield et la forge de Bellemont, combien de salariés ?",
        "Combien de salariés la forge de Bellemont emploie-t-elle en 2019 ?",
        "Combien d'euros le ministre corrompu verse-t-il aux actionnaires ?",
        "How many people does the forge of Bellemont employ?",
        "Elle emploie 41 salariés.",
        f"{COMPLETE}\nQuelle est la fortune de son directeur à Genève ?",
        "\n".join([COMPLETE] * 5),
        "",
        "???",
    ],
)
def test_what_the_conversation_has_not_said_is_refused(written: str) -> None:
    assert reading(ASKED, said(written)) == understand(ASKED)


def test_several_questions_are_told_apart() -> None:
    question = Question(
        "Combien de salariés qualifiés la forge de Bellemont emploie-t-elle, quel chiffre "
        "d'affaires réalise-t-elle et qui la dirige aujourd'hui ?"
    )
    lines = (
        "Combien de salariés la forge de Bellemont emploie-t-elle ?",
        "Quel chiffre d'affaires la forge de Bellemont réalise-t-elle ?",
        "Qui dirige la forge de Bellemont aujourd'hui ?",
    )
    found = reading(question, said("\n".join(lines)))
    assert found.parts == lines
    assert found.kind == "figure"


@pytest.mark.parametrize(
    "model",
    [
        writer(saying(f"{COMPLETE} " * 9, wait=1.0), seconds=0.2),
        writer(Failing(messages=iter(["Combien"]), error=ValueError())),
        said("Combien " * 5_000),
    ],
    ids=["late", "failing", "endless"],
)
def test_rules_read_where_the_model_is_late_fails_or_does_not_end(model: Writer) -> None:
    assert reading(ASKED, model) == understand(ASKED)


@pytest.mark.parametrize(
    "question",
    [
        Question("Qui dirige la forge ?"),
        Question("Bonjour", ("Qui dirige la forge ?",)),
        Question("Quels articles as-tu sur la forge ?", ("Qui dirige la forge ?",)),
    ],
)
def test_a_model_is_not_asked_where_nothing_is_to_be_completed(question: Question) -> None:
    model = saying()
    assert reading(question, writer(model)) == understand(question)
    assert model.told == []


@pytest.mark.parametrize(
    ("question", "line", "language"),
    [
        (Question("and how many people does it employ?", ("When did the Larkfield mill open?",)),
         "How many people does the Larkfield mill employ?", "en"),
        (Question("وكم عاملا يشغل؟", ("متى افتتح مصنع عربات القطار؟",)),
         "كم عاملا يشغل مصنع عربات القطار؟", "ar"),
    ],
)  # fmt: skip
def test_the_language_is_kept(question: Question, line: str, language: str) -> None:
    found = reading(question, said(line))
    assert (found.standalone, found.language) == (line, language)


def test_the_same_conversation_is_read_once() -> None:
    model, remembered = saying(COMPLETE), Remembered()
    first = read(ASKED, writer(model), remembered)
    assert read(ASKED, writer(model), remembered) == first
    assert len(model.told) == 1
