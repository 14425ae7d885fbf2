"""What is told of one and the same thing."""

from weighed import weighed

from assistant.questions.need import need
from assistant.questions.same_thing import same_thing, source_of, value_of
from assistant.questions.understand import understand
from assistant.schema import Question

QUESTION = "Combien de personnes la forge emploie-t-elle ?"
ONE = weighed("La forge emploie 610 personnes.", marked="610", fit=0.9)


def same(text: str, marked: str, title: str = "Nouvelles") -> bool:
    understood = understand(Question(QUESTION))
    wanted = need(QUESTION, (), lambda word, language: 0.8)
    return same_thing(ONE, weighed(text, marked=marked, title=title, fit=0.9), understood, wanted)


def test_another_branch_is_another_thing_but_not_a_branch_in_a_name() -> None:
    text = "La forge emploie 702 personnes."
    assert same(text, "702")
    assert same(text, "702", "Un laminoir pour Sahel Steel")
    assert not same(text, "702", "Les chantiers de la construction navale")


def test_the_words_that_say_what_is_counted_must_be_said_again() -> None:
    assert not same("Le moulin compte 702 ailes.", "702")


def test_a_sentence_has_the_value_that_is_marked_in_it() -> None:
    value = value_of(ONE)
    assert value is not None
    assert value.value == 610
    assert value_of(weighed("La forge emploie 610 personnes.")) is None
    assert source_of(ONE) == ONE.evidence.document.id
