"""What is measured of a sentence beside a question."""

import math

import pytest

from assistant.questions.evidence import score
from assistant.questions.features import NAMES
from assistant.questions.need import need
from assistant.questions.reading import Reader
from assistant.questions.understand import understand
from assistant.schema import Chunk, Document, Hit, Question

BODY = (
    "Ferrax a inauguré sa nouvelle halle à Oued Zerda. L'entreprise y fait travailler 310 gens."
    "\n\nLa commune a planté des arbres. Combien en reste-t-il ?"
)


def measured(question: str, body: str = BODY, title: str = "Ferrax s'agrandit"):
    document = Document(id="d", body=body, title=title, language="fr", published="2024-03-02")
    chunk = Chunk("d:0", "d", 0, 0, len(body), body)
    understood = understand(Question(question))
    wanted = need(question, understood.dates, lambda word, language: 0.8)
    found = score([Hit(chunk, document, 1.0)], wanted, understood, Reader())
    by_place = sorted(found, key=lambda one: one.evidence.end)
    return [dict(zip(NAMES, one.features, strict=True)) for one in by_place]


def test_a_word_that_only_another_stands_for_is_near_though_it_is_not_said():
    body = "L'atelier a reçu une rotative. Le maire a planté trois arbres."
    first, second = measured("Quelle imprimante dans la salle ?", body, title="Brèves")
    assert first["other_own"] == second["other_own"] == 0
    assert first["alike"] > 0


def test_meaning_adds_to_what_is_said_and_takes_nothing_away():
    for one in measured("Combien d'employés chez Ferrax à Oued Zerda ?"):
        assert one["other_near"] >= one["other_own"]
        assert one["other_nearby"] >= max(one["other_near"], one["other_around"])


def test_names_and_other_words_are_told_apart():
    first, second, *_ = measured("Combien d'employés chez Ferrax ?")
    assert (first["name_own"], second["name_own"]) == (1, 0)
    assert second["name_around"] > 0.5
    assert first["name_title"] > 0


def test_an_interviews_question_is_seen_as_one():
    assert [one["question"] for one in measured("Combien d'arbres ?")] == [0, 0, 0, 1]


@pytest.mark.parametrize("question", ["?", "Combien ?", "2024", "Ferrax", "كم", "x" * 300])
def test_no_question_makes_a_feature_that_is_no_number(question):
    for one in measured(question):
        assert all(math.isfinite(value) for value in one.values())


def test_the_first_sentence_leads():
    assert [one["lead"] for one in measured("Qui a inauguré la halle ?")] == [1, 0, 0, 0]
