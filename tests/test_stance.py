"""What a sentence makes of what a question asks or takes for granted."""

import pytest
from weighed import weighed

from assistant.questions.need import need
from assistant.questions.stance import stance
from assistant.questions.understand import understand
from assistant.schema import Question


def told(question: str, text: str) -> str | None:
    understood = understand(Question(question))
    wanted = need(question, understood.dates, lambda word, language: 0.8)
    return stance(weighed(text), wanted, understood)


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("Pourquoi le maire a-t-il accepté l'accord ?", "Le maire a accepté l'accord.", "affirms"),
        ("Pourquoi le maire a-t-il accepté l'accord ?", "Le maire a rejeté l'accord.", "opposes"),
        ("Pourquoi le maire a-t-il signé l'accord ?", "Le maire n'a pas signé l'accord.", "denies"),
        ("Qui a signé l'accord ?", "Le syndicat a signé l'accord ?", None),  # it only asks
    ],
)  # fmt: skip
def test_it_affirms_denies_or_says_the_reverse(question: str, text: str, said: str | None) -> None:
    assert told(question, text) == said


def test_an_aside_on_the_subject_is_part_of_its_clause() -> None:
    question = "Le maire a-t-il signé l'accord ?"
    assert told(question, "Le maire, Driss Amrani, n'a pas signé l'accord.") == "denies"
    noted = "La forge n'a pas demandé d'aide, a précisé son directeur, Karim Amrani."
    assert told("La forge a-t-elle demandé une aide ?", noted) == "denies"
    assert told(question, "Selon le maire, Driss Amrani, le syndicat a signé l'accord.") is None


def test_a_denial_of_something_else_about_the_one_word_asked_is_none_of_it() -> None:
    assert (
        told("La forge a-t-elle des dettes ?", "Le repreneur n'a pas racheté les dettes.") is None
    )
    assert told("La forge a-t-elle des dettes ?", "La forge n'a pas de dettes.") == "denies"
