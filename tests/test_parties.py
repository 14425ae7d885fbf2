"""Whose word a sentence gives."""

import pytest

from assistant.questions.parties import gives_word
from assistant.questions.reading import read
from assistant.questions.understand import understand
from assistant.schema import Document, Language, Question


def word_of(
    asked: str, body: str, language: Language = "fr", at: int = 0, title: str = "", by: str = ""
) -> float:
    document = Document(id="d", body=body, title=title, publisher=by, language=language)
    return gives_word(read(document), at, asked)


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


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("La tonne vaudra 850 dirhams.", "fr"),
        ("A tonne will cost 850 dirhams.", "en"),
        ("سيبلغ ثمن الطن 850 درهما.", "ar"),
    ],
)
def test_where_nobody_speaks_it_is_no_party_s_word(body: str, language: Language) -> None:
    assert word_of("state", body, language) < 0.5


def test_who_was_heard_last_goes_on() -> None:
    state = "Selon l'État, la tonne vaudra 800 dirhams. Elle en vaudra 900 en 2030."
    assert word_of("state", state, at=1) > 0.5 > word_of("federation", state, at=1)


def test_a_text_about_somebody_gives_their_word() -> None:
    said = "La tonne vaudra 850 dirhams."
    assert word_of("federation", said, title="La fédération fait ses comptes") > 0.5
    assert word_of("Laminor", "Laminor vendra la tonne 850 dirhams.") > 0.5


def test_what_a_paper_reports_is_its_own_word() -> None:
    said = "La tonne vaudra 850 dirhams."
    assert word_of("Voix des Forges", said, by="La Voix des Forges") == 1.0
    assert word_of("Voix des Forges", said, by="Le Fil du Métal") < 0.5


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Selon La Voix des Forges, combien vaut la tonne ?", "Voix des Forges"),
        ("According to the Harbour Gazette, what does a tonne cost?", "Harbour Gazette"),
        ("Qu'a dit Karim Tahri de la tonne ?", "Karim Tahri"),
        ("What did Karim Tahri say about the tonne?", "Karim Tahri"),
        ("Combien vaut la tonne chez Laminor ?", ""),
        ("Combien de diplômés de l'IFMAT trouvent un travail ?", ""),
    ],
)
def test_a_question_may_ask_for_the_word_of_any_name(question: str, name: str) -> None:
    assert understand(Question(question)).claimant == name


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
    nobody = word_of("state", "La branche compte 4 ateliers.")
    assert word_of("state", "Le chiffre d'affaires de la branche est de 4 milliards.") == nobody
    assert not understand(
        Question("What did the bank put into the deal, and at what interest?")
    ).claims
    assert not understand(Question("Combien coûte le plan pour l'État ?")).claims
