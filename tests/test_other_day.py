"""One event, and two days for it."""

import pytest
from weighed import weighed

from assistant.questions.disagreement import conflict
from assistant.questions.evidence import Scored
from assistant.questions.need import need
from assistant.questions.other_day import on_another_day
from assistant.questions.understand import understand
from assistant.schema import Question

ASKED = "Quand le campus de la FERMEC a-t-il ouvert ?"


def told(text: str, day: str, odds: float = 1.0) -> Scored:
    return weighed(text, marked=day, fit=1.0, odds=odds)


FIRST = told("Le campus de la FERMEC a ouvert le 12 mai 2022.", "12 mai 2022")


def days(other: Scored, asked: str = ASKED) -> list[str] | None:
    understood = understand(Question(asked))
    wanted = need(asked, understood.dates, lambda word, language: 0.8)
    found = on_another_day(FIRST, [FIRST, other], understood, wanted)
    return [v.value for v in conflict(wanted, FIRST, found).values] if found else None


def test_two_near_days_of_one_event_of_two_sources_are_both_told() -> None:
    other = told("Le campus de la FERMEC, ouvert le 3 juin 2022, a 340 places.", "3 juin 2022", 0.2)
    assert days(other) == ["12 mai 2022", "3 juin 2022"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Le campus de la FERMEC a ouvert le 12 mai 2022 au matin.", "12 mai 2022"),
        ("Le campus de la FERMEC a ouvert le 3 juin 2019.", "3 juin 2019"),  # another event
        ("Le campus de la FERMEC a ouvert en juin 2022.", "juin 2022"),  # no day
        ("La FERMEC a réuni son conseil le 3 juin 2022.", "3 juin 2022"),
        ("Le campus de la FERMEC ouvrira le 3 juin 2022.", "3 juin 2022"),  # a plan
    ],
)
def test_what_is_no_other_day_of_the_event(text: str, day: str) -> None:
    assert days(told(text, day)) is None


def test_an_event_of_nobody_named_may_be_another_one() -> None:
    other = told("Le campus a ouvert le 3 juin 2022.", "3 juin 2022")
    assert days(other, "Quand le campus a-t-il ouvert ?") is None
