"""What of a question a text denies, and what only stands beside a denial."""

import pytest

from assistant.questions.denial import denied
from assistant.questions.need import need
from assistant.schema import Language


def words(question: str, text: str, language: Language) -> list[str]:
    return [w.text for w in denied(text, language, need(question, (), lambda word, language: 0.8))]


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        (
            "Quelle subvention la tréfilerie a-t-elle reçue ?",
            "Elle n'a reçu aucune subvention.",
            "fr",
        ),
        ("How large is the subsidy?", "The region has not granted a subsidy.", "en"),
        ("How large is the subsidy?", "Aucune subvention n'a été versée.", "fr"),
        ("ما قيمة الدعم؟", "لم تحصل الشركة على أي دعم.", "ar"),
    ],
)
def test_what_is_denied_is_seen_in_the_clause_that_denies(
    question: str, text: str, language: Language
) -> None:
    assert words(question, text, language)


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        (
            "Quelle subvention a-t-elle reçue ?",
            "La subvention couvre le quai, qui n'est pas fini.",
            "fr",
        ),
        ("Quelle subvention a-t-elle reçue ?", "La subvention n'a pas été chiffrée.", "fr"),
        ("How large is the subsidy?", "The amount of the subsidy was not disclosed.", "en"),
        ("Quelle subvention a-t-elle reçue ?", "Elle n'a pas seulement une subvention.", "fr"),
    ],
)
def test_what_stands_beside_a_denial_or_is_not_told_is_not_denied(
    question: str, text: str, language: Language
) -> None:
    assert not words(question, text, language)


def test_what_the_takes_for_granted_is_not_denied_wholly() -> None:
    def wholly(question: str, text: str, language: Language) -> list[str]:
        wanted = need(question, (), lambda word, language: 0.8)
        return [word.text for word in denied(text, language, wanted, wholly=True)]

    taken = "The buyer has not taken on the debts."
    assert words("How large are the debts?", taken, "en") == ["debts"]
    assert wholly("How large are the debts?", taken, "en") == []
    assert wholly("How large are the debts?", "The foundry has no debts.", "en") == ["debts"]
    assert wholly("Quelles dettes a-t-elle ?", "Il n'a pas repris les dettes.", "fr") == []
    assert wholly("Quelles dettes a-t-elle ?", "Il n'a plus de dettes.", "fr") == ["dettes"]
