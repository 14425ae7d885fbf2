"""Two values of one thing at one time, of two sources; and what only looks like it."""

from dataclasses import replace

import pytest
from weighed import weighed

from assistant.questions.disagreement import conflict, disagreeing
from assistant.questions.evidence import Scored
from assistant.questions.need import need
from assistant.questions.understand import understand
from assistant.schema import Conflict, Question

JOBS = "Combien de personnes les ateliers employaient-ils fin 2023 ?"


def figure(text: str, marked: str, published: str = "2024-02-15") -> Scored:
    return weighed(text, marked=marked, published=published, fit=0.9)


def disagreement(
    question: str, one: Scored, other: Scored, *, shown: bool = True
) -> Conflict | None:
    understood = understand(Question(question))
    wanted = need(question, understood.dates, lambda word, language: 0.8)
    accepted = [one, other] if shown else [one]
    found = disagreeing(one, [one, other], accepted, understood, wanted)
    return conflict(wanted, one, found) if found else None


FIRST = figure("Les ateliers employaient 8.400 personnes à la fin de 2023.", "8.400")


def test_the_end_of_a_year_and_its_last_day_are_one_time() -> None:
    other = figure("Au 31 décembre 2023, les ateliers employaient 7.150 personnes.", "7.150")
    for shown in (True, False):
        found = disagreement(JOBS, FIRST, other, shown=shown)
        assert found is not None
        assert [value.value for value in found.values] == ["8.400", "7.150"]


def test_one_that_says_it_in_other_words_disagrees_if_it_would_be_shown_alone() -> None:
    other = figure("Au 31 décembre 2023, la branche comptait 7.150 salariés.", "7.150")
    assert disagreement(JOBS, FIRST, other) is not None
    assert disagreement(JOBS, FIRST, other, shown=False) is None


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("À la fin de 2022, les ateliers employaient 7.150 personnes.", "7.150"),  # a series
        ("À la fin de juin 2023, les ateliers employaient 7.150 personnes.", "7.150"),
        ("Les ateliers employaient près de 8.500 personnes à la fin de 2023.", "8.500"),
        ("Les ateliers employaient 44.000 personnes à la fin de 2023.", "44.000"),
        ("Les ateliers employaient 12 % de personnes âgées à la fin de 2023.", "12 %"),
    ],
)
def test_a_series_a_rounding_and_another_thing_are_no_disagreement(text: str, marked: str) -> None:
    assert disagreement(JOBS, FIRST, figure(text, marked)) is None


def test_what_is_so_now_is_so_on_the_day_of_its_document() -> None:
    before = figure("La forge emploie aujourd'hui 610 personnes.", "610", "2022-03-10")
    now = figure("La forge emploie désormais 702 personnes.", "702", "2025-06-02")
    same_day = figure("La forge emploie désormais 702 personnes.", "702", "2022-03-10")
    question = "Combien de personnes la forge emploie-t-elle ?"
    assert disagreement(question, before, now) is None
    assert disagreement(question, before, same_day) is not None


def test_of_the_latest_an_older_document_only_tells_what_was() -> None:
    older = figure("La forge emploie 610 personnes.", "610", "2022-03-10")
    newer = figure("La forge emploie 702 personnes.", "702", "2025-06-02")
    assert (
        disagreement("Combien de personnes la forge emploie-t-elle actuellement ?", newer, older)
        is None
    )


def test_of_nobody_named_two_figures_are_of_one_thing_if_all_that_is_asked_is_said() -> None:
    one = figure("La forge emploie 610 personnes.", "610")
    other = figure("La forge emploie 702 personnes, dit le registre.", "702")
    asked = "Combien de personnes la forge emploie-t-elle ?"
    assert disagreement(asked, one, other) is not None
    more = "Combien de personnes la forge de la vallée emploie-t-elle ?"
    assert disagreement(more, one, other) is None
    one = figure("La forge Zellou emploie 610 personnes.", "610")
    other = figure("La forge Zellou emploie 702 personnes.", "702")
    named = "Combien de personnes la forge Zellou de la vallée emploie-t-elle ?"
    assert disagreement(named, one, other, shown=False) is not None


def test_weeks_are_no_months_and_a_plan_is_no_rival() -> None:
    question = "Combien dure la formation à la forge Zellou ?"
    one = figure("La formation à la forge Zellou dure 14 mois.", "14")
    assert disagreement(question, one, figure("La formation Zellou dure 9 semaines.", "9")) is None
    question = "Combien de personnes la forge Zellou emploie-t-elle ?"
    one = figure("La forge Zellou emploie 610 personnes.", "610")
    planned = figure("La forge Zellou prévoit d'employer 702 personnes.", "702")
    assert disagreement(question, one, planned) is None


def test_a_source_that_does_not_speak_of_what_is_asked_is_no_rival() -> None:
    other = figure("Au 31 décembre 2023, les ateliers employaient 7.150 personnes.", "7.150")
    assert disagreement(JOBS, FIRST, other) is not None
    assert disagreement(JOBS, FIRST, replace(other, nowhere=0.4)) is None


def test_shares_of_different_things_are_no_rivals() -> None:
    question = "Quelle part la forge Zellou achète-t-elle en 2023 ?"
    one = figure("En 2023 la forge Zellou achète 22 % de son courant.", "22 %")
    other = figure("En 2023 la forge Zellou achète 38 % du minerai.", "38 %")
    same = figure("En 2023 la forge Zellou achète 38 % de son courant.", "38 %")
    assert disagreement(question, one, other) is None
    assert disagreement(question, one, same) is not None
