"""How a text says a word of a question: as itself or by its family, not by what looks like it."""

import pytest

from assistant.questions.need import SAID, analyse, match, need
from assistant.schema import Language


def said(question: str, sentence: str, language: Language) -> float:
    """Return how well a sentence says the only word that a question needs."""
    (word,) = need(question, (), lambda word, language: 0.8).words
    return match(word, analyse(sentence, language), language)


@pytest.mark.parametrize(
    ("question", "sentence", "language"),
    [
        ("Quand fut-elle fondée ?", "Elle a été créée en 1987.", "fr"),
        ("Quand fut-elle fondée ?", "It was set up in 1987.", "en"),
        ("When was it founded?", "Elle a été constituée en 1987.", "fr"),
        ("When was it established?", "أنشئت سنة 1987.", "ar"),
        ("متى تأسست؟", "It was created in 1987.", "en"),
        ("Qui l'a rachetée ?", "She bought it in 2019.", "en"),
        ("Who acquired it?", "Elle en a fait l'achat.", "fr"),
        ("Who bought it?", "استحوذت عليها.", "ar"),
        ("Qui la dirige ?", "Nora Sbai la préside.", "fr"),
    ],
)
def test_a_verb_is_said_by_another_of_its_family(
    question: str, sentence: str, language: Language
) -> None:
    assert said(question, sentence, language) >= SAID


def test_what_was_found_was_not_founded() -> None:
    assert not said("When was it founded?", "It was found in 1987.", "en")
    assert not said("When was it founded?", "On l'a trouvée en 1987.", "fr")


def test_what_measures_belongs_to_the_question_word() -> None:
    asked = need(
        "How long is the slipway, and how is the long quay?", (), lambda word, language: 0.8
    )
    assert [(word.text, word.start > 30) for word in asked.words] == [
        ("slipway", False), ("long", True), ("quay", True),
    ]  # fmt: skip
