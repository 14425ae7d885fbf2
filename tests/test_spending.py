"""What the language model took is counted answer by answer, and told to staff."""

from assistant.schema import Answer
from assistant.service.spending import Spending, Spent

USAGE = {
    "model": "openai:double", "read_tokens": 900, "written_tokens": 60, "cost": 0.002,
    "first_ms": 40.0, "total_ms": 120.0, "remembered": False, "trouble": None,
}  # fmt: skip


def answer(mode: str = "openai:double", **usage: object) -> Answer:
    return Answer(
        question="Combien ?", standalone_question="Combien ?", language="fr", mode=mode,
        answer="Douze [1]", answered=True, usage={**USAGE, **usage}, withheld=("Treize.",),
    )  # fmt: skip


def test_what_each_answer_took_is_added_up():
    spending = Spending()
    spending.note(answer())
    spending.note(answer(total_ms=300.0, cost=0.001))
    spending.note(answer("extractive", trouble="timeout", cost=None, total_ms=80.0))
    assert spending.spent() == Spent(
        asked=3, worded=2, withheld=3, read_tokens=2700, written_tokens=180, cost=0.003,
        median_ms=120.0, troubles={"timeout": 1},
    )  # fmt: skip


def test_an_answer_for_which_no_model_was_asked_counts_nothing():
    spending = Spending()
    spending.note(Answer("?", "?", "fr", "extractive", "Douze", True))
    assert spending.spent() == Spent(troubles={})


def test_without_a_price_there_is_no_cost():
    spending = Spending()
    spending.note(answer(cost=None))
    assert spending.spent().cost is None
