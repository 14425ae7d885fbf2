"""Which figure answers a "how many", and where none is chosen since two vie."""

import pytest

from assistant.questions.need import need
from assistant.questions.quantity import asked, best_figures
from assistant.questions.reading import read
from assistant.schema import Document

BODY = "Le moulin emploie 340 personnes et prévoit 120 recrutements avant l'hiver."


def chosen(question: str) -> list[str]:
    line = read(Document(id="d", body=BODY, title="Moulin", language="fr")).lines[0]
    _, spans = best_figures(asked(need(question, (), lambda word, language: 0.8)), line)
    return [line.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Combien de recrutements le moulin prévoit-il ?", "120"),
        ("Combien de personnes le moulin emploie-t-il ?", "340"),
        ("How many people does the mill employ?", "340"),
    ],
)
def test_the_figure_of_what_is_counted_is_chosen(question: str, figure: str) -> None:
    assert chosen(question) == [figure]


def test_none_is_chosen_where_what_is_asked_about_stands_beside_another() -> None:
    assert chosen("How many people does the mill plan to hire?") == []
