"""A sentence is cut into what it says one thing at a time, and found again in a quote."""

from __future__ import annotations

import pytest

from assistant.questions.clauses import clauses, retold
from assistant.schema import Language


@pytest.mark.parametrize(
    ("text", "language", "cut"),
    [
        ("L'État verse 75 MDH et la fédération crée 1.650 emplois.", "fr",
         ["L'État verse 75 MDH", "et la fédération crée 1.650 emplois"]),
        ("The ministry and the banks signed.", "en", ["The ministry and the banks signed"]),
        ("Le site a fermé. Il rouvre en mai.", "fr", ["Le site a fermé", "Il rouvre en mai"]),
        ("0,412 milliard, soit 412 MDH", "fr", ["0,412 milliard", "soit 412 MDH"]),
    ],
)  # fmt: skip
def test_a_clause_says_one_thing(text: str, language: Language, cut: list[str]) -> None:
    assert [clause.text for clause in clauses(text, language)] == cut


@pytest.mark.parametrize(
    ("text", "language", "party"),
    [
        ("La fédération s'est engagée à créer 1.650 emplois", "fr", "federation"),
        ("75 MDH seront versés par l'État", "fr", "state"),
        ("The contract with the State was signed", "en", None),
        ("The federation pays the State", "en", "federation"),
        ("التزمت الدولة بدفع 75 مليون درهم", "ar", "state"),
        ("la formation professionnelle et la gouvernance", "fr", None),
        ("les États-Unis financent", "fr", None),
    ],
)
def test_who_acts_is_told_from_who_is_talked_of(
    text: str, language: Language, party: str | None
) -> None:
    assert clauses(text, language)[0].party == party


def test_parties_that_are_joined_act_together() -> None:
    (clause,) = clauses("Le ministère et les banques ont signé la charte", "fr")
    assert clause.acting == {"state", "banks"}


def test_a_clause_is_found_again_where_most_of_its_words_are() -> None:
    quote = clauses("L'État verse 75 millions de dirhams, la fédération crée 1.650 emplois.", "fr")
    (said,) = clauses("The federation creates 1,650 jobs", "en")
    assert [clause.text for clause in retold(said, quote)] == ["la fédération crée 1.650 emplois"]
    (other,) = clauses("The weather was fine", "en")
    assert retold(other, quote) == []


def test_an_exception_behind_a_comma_takes_the_denial_back() -> None:
    text = "لا يوفر الموقع، المدشن سنة 2013، سوى 310 مقاعد"
    assert [c.polarity.denies for c in clauses(text, "ar")] == [0, 0, 0]
    assert clauses("لا يوفر الموقع، المدشن سنة 2013، 310 مقاعد", "ar")[0].polarity.denies == 1


def test_the_clause_with_the_same_figure_is_the_one_told_again() -> None:
    quote = clauses(
        "La part de l'énergie dans le coût de la tonne est de 27 %. "
        "Cette part n'était pas de 19 %.",
        "fr",
    )
    (said,) = clauses("La part de l'énergie dans le coût de la tonne n'était pas de 19 %", "fr")
    assert [clause.text for clause in retold(said, quote)] == ["Cette part n'était pas de 19 %"]
