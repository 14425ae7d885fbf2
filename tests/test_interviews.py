"""Replies in an interview, with the question they are to."""

from dataclasses import replace

import pytest
from weighed import weighed

from assistant.questions.evidence import Scored
from assistant.questions.interviews import replies
from assistant.questions.need import need
from assistant.questions.reading import Reader
from assistant.questions.understand import understand
from assistant.schema import Document, Question


def asked(question: str, body: str) -> list[tuple[str, str]]:
    understood = understand(Question(question))
    wanted = need(question, understood.dates, lambda word, language: 0.8)
    found = replies([first_of(body)], wanted, understood, Reader())
    return [(scored.evidence.text, said) for scored, said in found]


def first_of(body: str) -> Scored:
    """Return the interviewer's question that opens a body, weighed."""
    scored = weighed(body[: body.index("?") + 1])
    document = Document(id="d", body=body, title="Entretien", language="fr")
    return replace(scored, evidence=replace(scored.evidence, document=document))


QUESTION = "L'atelier de moulage va-t-il fermer ?"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Allez-vous fermer l'atelier de moulage ?\n\nNon. Il tourne bien.", "denies"),
        ("Allez-vous fermer l'atelier de moulage ?\n\nOui, en juin.", "affirms"),
    ],
)
def test_a_reply_is_quoted_with_its_question(body: str, said: str) -> None:
    assert asked(QUESTION, body) == [(body, said)]


@pytest.mark.parametrize(
    "body",
    [
        "Allez-vous fermer l'atelier de moulage ?\n\nOui, mais pas cette année.",
        "Allez-vous fermer l'atelier de moulage ?\n\nNous verrons en juin.",
        "Allez-vous fermer la fonderie ?\n\nNon. Elle tourne bien.",
        "Pourquoi fermer l'atelier de moulage ?\n\nNon, il ne ferme pas.",
    ],
)
def test_another_question_or_no_clear_reply_settles_nothing(body: str) -> None:
    assert asked(QUESTION, body) == []
