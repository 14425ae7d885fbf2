"""Courtesy around a question is no part of it, and alone it is what is said."""

import pytest

from assistant.questions.courtesy import without_courtesy
from assistant.questions.understand import understand
from assistant.schema import Question


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Bonjour, qui préside la fédération ?", "qui préside la fédération ?"),
        ("Bonjour à tous ! Combien d'ateliers ? Merci d'avance.", "Combien d'ateliers ?"),
        ("Hello, how many workshops are there? Thanks a lot!", "how many workshops are there?"),
        ("السلام عليكم، كم عدد الورشات؟ شكرا جزيلا", "كم عدد الورشات؟"),
        ("Salam, combien d'emplois ?", "combien d'emplois ?"),
        ("Bonjour", "Bonjour"),
        ("Merci beaucoup !", "Merci beaucoup !"),
        ("Qui a dit merci aux fondeurs ?", "Qui a dit merci aux fondeurs ?"),
        ("Salut public : quel comité ?", "Salut public : quel comité ?"),
        ("Hi-tech : combien d'usines ?", "Hi-tech : combien d'usines ?"),
    ],
)
def test_greetings_and_thanks_are_left_out(said, asked):
    assert without_courtesy(said) == asked


def test_a_greeting_alone_is_still_one():
    assert understand(Question("Bonjour !")).intent == "greeting"
    assert understand(Question("Merci !")).intent == "thanks"


def test_an_earlier_greeting_is_no_part_of_what_follows():
    read = understand(
        Question("et en 2017 ?", history=("Bonjour, combien d'emplois en 2016 ? Merci",))
    )
    assert "onjour" not in read.standalone
    assert "erci" not in read.standalone
