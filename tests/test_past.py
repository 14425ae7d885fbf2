"""A conversation kept in the browser comes back as it was; what is not one harms nothing."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.schema import Answer, AnswerSentence
from assistant.ui.conversation import Turn, render
from assistant.ui.past import record, reopened
from assistant.ui.words import words_in

ANSWER = Answer(
    question="Combien ?",
    standalone_question="Combien ?",
    language="fr",
    mode="extractive",
    answer="Douze.",
    answered=True,
    sentences=(AnswerSentence("Douze.", (), True),),
)
nested = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


def none(_: Answer) -> dict[str, dict[int, Any]]:
    return {}


def test_what_is_kept_is_drawn_as_it_was() -> None:
    turns = [Turn("Combien ?", answer=ANSWER), Turn("Et après ?", answer=ANSWER)]
    words = words_in("fr")
    assert render(reopened(record(turns), none), words) == render(turns, words)


def test_an_answer_that_comes_back_can_be_kept_and_judged_as_before() -> None:
    turn = Turn("Combien ?", answer=ANSWER, shown="0a" * 16, at="2026-11-22T10:00:00Z")
    (again,) = reopened(record([turn]), none)
    assert (again.shown, again.at) == (turn.shown, turn.at)
    assert render([again], words_in("fr")) == render([turn], words_in("fr"))


@pytest.mark.parametrize("made_up", ["../../x", "0a" * 17, 7, None, ["0a" * 16], '"><b>'])
def test_an_id_or_a_day_that_is_none_is_left_out(made_up: Any) -> None:
    plain = {"question": "q", "answer": {"language": "fr", "answered": True}}
    (turn,) = reopened(json.dumps([plain | {"shown": made_up, "at": made_up}]), none)
    assert (turn.shown, turn.at) == ("", "")


def test_a_question_that_was_stopped_is_not_kept() -> None:
    assert record([Turn("Combien ?", trouble="arrêtée")]) == ""


@given(st.text() | nested.map(json.dumps))
def test_what_is_no_conversation_is_left_out(text: str) -> None:
    assert reopened(text, none) == []


@given(st.dictionaries(st.sampled_from(["answer", "sentences", "language", "n"]), nested))
def test_a_strangers_answer_is_drawn_or_left_out(values: dict[str, Any]) -> None:
    turns = reopened(json.dumps([{"question": "q", "answer": values}]), none)
    assert isinstance(render(turns, words_in("ar")), str)


@pytest.mark.parametrize("text", ["[" * 100_000, "x" * 3_000_000, '{"question": 1}'])
def test_what_is_too_deep_or_too_long_is_left_out(text: str) -> None:
    assert reopened(text, none) == []


def test_markup_in_a_kept_answer_is_shown_as_text() -> None:
    plain = {"question": "<img src=x>", "answer": {"language": "fr", "answer": "<b>x</b>"}}
    drawn = render(reopened(json.dumps([plain]), none), words_in("fr"))
    assert "<img" not in drawn
    assert "<b>" not in drawn
