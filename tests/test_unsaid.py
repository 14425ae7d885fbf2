"""Which words of a clause other texts do not say."""

from assistant.questions.unsaid import Known, around, content, unsaid
from assistant.schema import Span


def test_a_clause_ends_at_a_comma_and_not_within_a_number() -> None:
    text = "La forge, qui a 1.270 ouvriers, dort."
    at = text.index("1.270")
    assert around(text, Span(at, at + 5)) == (" qui a ", " ouvriers")


def test_words_are_said_in_any_language() -> None:
    known: Known = (("Le coût de la forge", "fr"), ("How many workers are there?", "en"))
    assert unsaid("the cost of the forge", "en", known) == []
    assert unsaid("the cost of the harbour", "en", known) == ["harbour"]
    assert unsaid("", "fr", known) == []


def test_figures_and_what_only_measures_them_say_nothing() -> None:
    assert [word.text for word in content("environ 46 ouvriers seulement", "fr")] == ["ouvriers"]
