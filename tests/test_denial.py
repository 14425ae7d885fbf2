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
