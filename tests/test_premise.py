"""What a question takes for granted, and the sentence that denies it."""

import pytest
from weighed import weighed

from assistant.questions.need import need
from assistant.questions.premise import contradicting
from assistant.questions.understand import understand
from assistant.schema import Language, Question


def against(question: str, *texts: str, language: Language = "fr", fit: float = 0.9) -> str | None:
    understood = understand(Question(question))
    wanted = need(question, understood.dates, lambda word, language: 0.8)
    ranked = [weighed(text, language, fit=fit) for text in texts]
    found = contradicting(ranked, wanted, understood)
    return found.evidence.text if found else None


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("De combien les exportations ont-elles augmenté ?", "Les exportations reculent.", "fr"),
        ("Pourquoi le syndicat a-t-il accepté l'accord ?", "Le syndicat a rejeté l'accord.", "fr"),
        ("By how much did accidents rise?", "Les accidents ont baissé de 12 %.", "fr"),
        ("When did the merger take place?", "She denied that a merger is under way.", "en"),
        ("Quelle aide la forge a-t-elle demandée ?", "La forge n'a demandé aucune aide.", "fr"),
        ("لماذا قبلت الفيدرالية المقترح؟", "ورفضت الفيدرالية المقترح.", "ar"),
    ],
)  # fmt: skip
def test_what_says_the_reverse_of_a_question_contradicts_it(
    question: str, text: str, language: Language
) -> None:
    assert against(question, text, language=language, fit=0.2) == text


def test_a_likelier_sentence_that_affirms_leaves_nothing_contradicted() -> None:
    rose, fell = "Les exportations ont augmenté de 9 %.", "Les exportations ont reculé de 3 %."
    assert against("De combien les exportations ont-elles augmenté ?", rose, fell) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Combien d'ateliers la ville compte-t-elle ?", "La ville ne compte plus que 40 ateliers."),
        ("Quand l'usine a-t-elle fermé ?", "L'usine a ouvert en 2010."),
        ("Les accidents ont-ils augmenté ?", "Les accidents ont baissé."),  # it only asks
        ("Pourquoi la forge n'a-t-elle pas embauché ?", "La forge a embauché."),
    ],
)  # fmt: skip
def test_what_leaves_a_question_open_does_not(question: str, text: str) -> None:
    assert against(question, text) is None
