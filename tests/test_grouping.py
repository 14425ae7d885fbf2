"""Refused questions put together by what they are about, in three languages."""

from __future__ import annotations

import pytest

from assistant.gaps import NotedGap
from assistant.service.grouping import grouped


def gaps(*questions: str, reason: str = "no_evidence") -> list[NotedGap]:
    """Return refused questions, the first asked first."""
    return [
        NotedGap(n, f"2026-11-{n:02}T10:00:00Z", question, _language(question), reason)
        for n, question in enumerate(questions, start=1)
    ]


def _language(question: str) -> str:
    return "ar" if "\u0600" <= question[-2] <= "\u06ff" else "fr"


@pytest.mark.parametrize(
    "questions",
    [
        (
            "Combien d'emplois dans la construction navale ?",
            "How many jobs are there in shipbuilding?",
            "كم عدد مناصب الشغل في بناء السفن؟",
        ),
        (
            "Quand ouvre l'usine de Bellemont ?",
            "When does the Bellemont factory open?",
            "متى يفتح مصنع بيلمون؟",
        ),
        (
            "Quel est le chiffre d'affaires de Larkfield Cables en 2024 ?",
            "What was the turnover of Larkfield Cables in 2024?",
            "ما هو رقم معاملات لاركفيلد كابلز سنة 2024؟",
        ),
        ("Quel est le prix du cuivre ?", "What is the price of copper?", "ما هو سعر النحاس؟"),
        ("Quel est le prix du cuivre ?", "quel est le PRIX du cuivre", "Quels prix du cuivre ?"),
    ],
)
def test_the_same_question_is_one_in_whichever_language(questions: tuple[str, ...]) -> None:
    (subject,) = grouped(gaps(*questions))
    (asked,) = subject.questions
    assert len(asked.gaps) == len(questions)
    assert asked.text == questions[-1], "the latest speaks for all"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Combien d'emplois dans le naval en 2024 ?", "Combien d'emplois dans le naval en 2025 ?"),
        ("Quand ouvre l'usine de Bellemont ?", "Combien coûte l'usine de Bellemont ?"),
        ("Combien d'emplois dans le naval ?", "Combien d'exportations dans le naval ?"),
        ("How many people work at Motozel?", "How many people work for Motozel in 2020?"),
    ],
)
def test_another_year_or_matter_is_another_question_on_the_subject(one: str, other: str) -> None:
    (subject,) = grouped(gaps(one, other))
    assert {asked.text for asked in subject.questions} == {one, other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How many people work at Motozel?", "How many people does Heliotor employ?"),
        ("Valeur des ascenseurs importés de Chine ?", "قيمة واردات المغرب من المصاعد"),
        ("Qui préside la FIMME ?", "Qui préside l'ASM ?"),
    ],
)
def test_another_name_is_another_question(one: str, other: str) -> None:
    found = [asked for subject in grouped(gaps(one, other)) for asked in subject.questions]
    assert len(found) == 2


def test_other_subjects_are_apart_the_most_asked_first() -> None:
    asked = gaps(
        "Quel est le prix du cuivre ?",
        "Combien d'emplois dans le naval ?",
        "How many jobs in shipbuilding?",
        "Que produit la fonderie d'Orval ?",
    )
    first, *others = grouped(asked)
    assert first.about == ("naval",)
    assert [gap.id for gap in first.gaps] == [3, 2]
    assert [subject.gaps[0].id for subject in others] == [4, 1], "then the latest"


def test_questions_about_nothing_with_a_name_stay_apart() -> None:
    found = grouped(gaps("Quelle est la recette du couscous ?", "Pourquoi le ciel est-il bleu ?"))
    assert [subject.about for subject in found] == [(), ()]


def test_languages_and_reasons_are_counted() -> None:
    asked = gaps("Combien d'emplois dans le naval ?", "كم عدد مناصب الشغل في بناء السفن؟")
    asked += [NotedGap(9, "2026-11-20", "Combien d'emplois dans le naval ?", "fr", "not_stated")]
    (subject,) = grouped(asked)
    assert subject.languages == ("fr", "ar")
    assert subject.reasons == (("no_evidence", 2), ("not_stated", 1))
    (question,) = subject.questions
    assert len(question.wordings) == 2


@pytest.mark.parametrize("odd", ["", "?", "2024", "   ", "<b>", "a" * 5000, "؟" * 50])
def test_what_is_no_question_harms_nothing(odd: str) -> None:
    assert sum(len(subject.gaps) for subject in grouped([NotedGap(1, "", odd, "fr", "x")])) == 1


def test_nothing_gives_nothing() -> None:
    assert grouped([]) == []
