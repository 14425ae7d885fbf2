"""Whose word a sentence gives."""

import pytest

from assistant.questions.parties import speaks_for
from assistant.questions.reading import read
from assistant.questions.understand import understand
from assistant.schema import Document, Language, Question


def word_of(asked: str, body: str, language: Language = "fr") -> float:
    line = read(Document(id="d", body=body, title="", language=language)).lines[0]
    return speaks_for(line, asked)


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Selon l'État, la tonne vaudra 800 dirhams.", "fr"),
        ("Le gouvernement, lui, parle de 800 dirhams.", "fr"),
        ("The State says the tonne will cost 800 dirhams.", "en"),
        ("According to the government, the tonne will cost 800 dirhams.", "en"),
        ("حسب الدولة، سيبلغ ثمن الطن 800 درهم.", "ar"),
    ],
)
def test_the_word_of_a_party_is_its_own_and_of_no_other(body: str, language: Language) -> None:
    assert word_of("state", body, language) == 1.0
    assert word_of("federation", body, language) < 0.5


def test_who_else_speaks_is_not_that_party() -> None:
    assert word_of("state", '"La tonne vaudra 900 dirhams", calcule Anas Berrim.') < 0.5


def test_where_nobody_speaks_it_may_be_anyone() -> None:
    assert 0.5 < word_of("state", "La tonne vaudra 850 dirhams.") < 1.0


@pytest.mark.parametrize(
    "question",
    [
        "Combien vaudra la tonne selon l'État ?",
        "Combien vaudra la tonne, si l'on en croit le gouvernement ?",
        "How much does the State say a tonne will cost?",
        "كم سيبلغ ثمن الطن حسب الدولة؟",
    ],
)
def test_a_question_may_ask_for_a_party_s_word(question: str) -> None:
    understood = understand(Question(question))
    assert (understood.party, understood.claims) == ("state", True)


def test_what_a_party_does_is_not_what_it_says() -> None:
    assert not understand(Question("À quoi l'État s'est-il engagé en mai 2016 ?")).claims


def test_what_only_looks_like_saying_is_not() -> None:
    assert word_of("state", "Le chiffre d'affaires de la branche est de 4 milliards.") > 0.5
    assert not understand(Question("Combien coûte le plan pour l'État ?")).claims
