"""Two sentences stand together, said to be unsure, where one likely answers and neither is sure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weighed import weighed

from assistant.questions.compose import MOST_WORDS, compose, joined
from assistant.questions.evidence import Scored
from assistant.questions.need import need
from assistant.questions.reading import Reader
from assistant.questions.select import SHOWN_FROM, Selection, select
from assistant.questions.understand import understand
from assistant.questions.unsure import chance_of, likeliest_two
from assistant.schema import Answer, AnswerSentence, Citation, Language, Question
from assistant.ui.conversation import Turn, render
from assistant.ui.words import words_in

JOBS = "Combien de personnes la fonderie emploie-t-elle ?"
FOUNDRY, MILL = "La fonderie emploie 340 personnes.", "La fonderie du port emploie 120 personnes."
LEAD = {
    "fr": "La réponse est sans doute",
    "en": "The answer is probably",
    "ar": "الجواب موجود على الأرجح",
}


def likely(text: str, chance: float, **also: float) -> Scored:
    return weighed(text, fit=1.0, confidence=chance, **also)


def chosen(*scored: Scored, question: str = JOBS) -> Selection:
    understood = understand(Question(question))
    wanted = need(question, understood.dates, lambda word, language: 0.8)
    return select(scored, wanted, understood, Reader())


def told(*selections: Selection, language: Language = "fr") -> list[AnswerSentence]:
    understood = understand(Question(JOBS))
    return compose([(one, understood) for one in selections], language)[0]


def test_two_stand_together_where_neither_is_sure_and_one_likely_answers() -> None:
    found = chosen(likely(FOUNDRY, 0.4), likely(MILL, 0.35, odds=0.5))
    assert [one.evidence.text for one in found.chosen] == [FOUNDRY, MILL]
    assert found.unsure
    assert found.reason is None


def test_one_that_is_sure_stands_alone() -> None:
    found = chosen(likely(FOUNDRY, 0.7), likely(MILL, 0.35, odds=0.5))
    assert [one.evidence.text for one in found.chosen] == [FOUNDRY]
    assert not found.unsure


@pytest.mark.parametrize(
    "second",
    [
        likely(MILL, 0.05, odds=0.5),
        likely(MILL, 0.2, odds=0.5),
        replace(likely(MILL, 0.5, odds=0.5), fit=0.0),
        replace(likely(MILL, 0.5, odds=0.5), party=0.0),
    ],
    ids=["says next to nothing", "too unlikely together", "no figure", "another party"],
)
def test_a_refusal_stays_one_where_two_answer_no_better(second: Scored) -> None:
    found = chosen(likely(FOUNDRY, 0.42), second)
    assert found.chosen == ()
    assert found.reason is not None


def test_why_is_not_answered_by_a_guess() -> None:
    found = chosen(
        likely("La fonderie ferme à cause du prix de l'énergie.", 0.4),
        likely("La fonderie ferme à cause des importations.", 0.35, odds=0.5),
        question="Pourquoi la fonderie ferme-t-elle ?",
    )
    assert found.chosen == ()


@given(st.lists(st.floats(0.0, 1.0), max_size=6), st.floats(0.0, 1.0))
def test_no_two_are_less_likely_than_what_is_asked_of_one(chances: list[float], bar: float) -> None:
    some = [likely(f"{n} ateliers.", c) for n, c in enumerate(chances)]
    two = likeliest_two(some, understand(Question(JOBS)), bar)
    assert len(two) in {0, 2}
    assert not two or bar <= chance_of(two) <= 1.0
    assert [one.confidence for one in two] == (sorted(chances, reverse=True)[:2] if two else [])


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_answer_says_above_them_that_one_of_them_answers(language: Language) -> None:
    found = chosen(likely(FOUNDRY, 0.4), likely(MILL, 0.35, odds=0.5))
    sentences = told(found, language=language)
    assert [one.unsure for one in sentences] == [True, True]
    first, *rest = joined(sentences, language).split("\n")
    assert first.startswith(LEAD[language])
    assert [line[-3:] for line in rest] == ["[1]", "[2]"]


def test_what_is_sure_stands_before_what_is_not() -> None:
    unsure = chosen(likely(FOUNDRY, 0.4), likely(MILL, 0.35, odds=0.5))
    sure = chosen(likely("La fonderie de Tamda emploie 55 personnes.", 0.9))
    lines = joined(told(unsure, sure), "fr").split("\n")
    assert "55 personnes" in lines[0]
    assert lines[1].startswith(LEAD["fr"])
    assert len(lines) == 4


def test_one_of_two_is_never_shown_without_the_other() -> None:
    long = [
        f"La fonderie {name} emploie {number} personnes, {'et encore ' * 60}voilà."
        for name, number in (("du port", 120), ("du lac", 340))
    ]
    unsure = chosen(likely(long[0], 0.4), likely(long[1], 0.35, odds=0.5))
    assert unsure.unsure
    assert sum(len(one.split()) for one in long) > MOST_WORDS
    assert told(unsure) == []


def test_the_items_of_a_list_answer_together_and_are_shown_as_one_list() -> None:
    body = (
        "La fonderie fabrique les pièces que voici :\n- des vannes de fonte ;\n"
        "- des regards de fonte ;\n- des grilles de fonte."
    )
    whole = likely(body, 0.0).evidence.document
    items = []
    for text in body.split("\n")[1:]:
        start = body.index(text)
        one = likely(text, 0.35)
        evidence = replace(one.evidence, document=whole, start=start, end=start + len(text))
        items.append(replace(one, evidence=evidence))
    found = chosen(*items, question="Quelles pièces la fonderie fabrique-t-elle ?")
    assert [one.evidence.text for one in found.chosen] == [body]
    assert not found.unsure
    assert SHOWN_FROM < found.chosen[0].confidence < chance_of(items)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_page_says_it_above_the_first_of_them_and_once(language: Language) -> None:
    found = chosen(likely(FOUNDRY, 0.4), likely(MILL, 0.35, odds=0.5))
    understood = understand(Question(JOBS))
    sentences, citations, _ = compose([(found, understood)], language)
    html = _page(sentences, citations, language)
    assert html.count(f'class="unsure">{LEAD[language]}') == 1
    assert html.index(LEAD[language]) < html.index("340", html.index('class="reply'))
    sure = [replace(one, unsure=False) for one in sentences]
    assert "unsure" not in _page(sure, citations, language)


def _page(sentences: list[AnswerSentence], citations: list[Citation], language: Language) -> str:
    answer = Answer(
        question=JOBS, standalone_question=JOBS, language=language, mode="extractive",
        answer=joined(sentences, language), answered=True,
        sentences=tuple(sentences), citations=tuple(citations),
    )  # fmt: skip
    return render([Turn(JOBS, answer=answer)], words_in(language))
