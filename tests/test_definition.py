"""A sentence that says what a term is scores above one that only names it."""

import pytest

from assistant.questions.definition import defines
from assistant.questions.need import need
from assistant.questions.reading import read
from assistant.schema import Document, Language


def told(question: str, body: str, language: Language = "fr") -> float:
    line = read(Document(id="d", body=body, title="", language=language)).lines[0]
    return defines(need(question, (), lambda word, language: 0.8), line)


@pytest.mark.parametrize(
    ("question", "body", "language"),
    [
        ("Que veut dire OMEP ?", "L'Office des métaux de Pirène (OMEP) a tenu séance.", "fr"),
        ("What does OMEP stand for?", "OMEP (Office of Metals) met on Monday.", "en"),
        ("Qu'est-ce que le laminage ?", "Le laminage consiste à écraser la barre.", "fr"),
        ("C'est quoi une écroûteuse ?", "On appelle « écroûteuse » un tour sans poupée.", "fr"),
        ("ما معنى التلبيد؟", "التلبيد هو ضغط المسحوق ثم تسخينه.", "ar"),
    ],
)
def test_what_says_what_a_term_is_defines_it(question: str, body: str, language: Language) -> None:
    assert told(question, body, language) == 1.0


@pytest.mark.parametrize(
    "body",
    ["Secrétariat de l'OMEP, Pirène.", "L'OMEP tiendra séance lundi.", "Nul ne le sait."],
)
def test_what_only_names_a_term_does_not(body: str) -> None:
    assert told("Que veut dire OMEP ?", body) < 0.5


@pytest.mark.parametrize(
    ("question", "body", "language"),
    [
        ("Qu'est-ce que l'OMEP ?", "Le siège de l'OMEP est fixé à Pirène.", "fr"),
        ("Qu'est-ce que l'OMEP ?", "Une prévision de l'OMEP : dix fours en 2015.", "fr"),
        ("What is OMEP?", "The seat of OMEP is in Pirene.", "en"),
        ("Qu'est-ce que l'OMEP ?", "M. Tazi, de l'OMEP, a annoncé dix postes.", "fr"),
        ("What is OMEP?", "A report by the OMEP is due in May.", "en"),
    ],
)
def test_what_is_told_of_something_of_it_does_not(
    question: str, body: str, language: Language
) -> None:
    assert told(question, body, language) < 0.5
