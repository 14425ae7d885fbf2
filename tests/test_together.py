"""Sources that tell of one thing make each other likelier; rivals and copies do not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weighed import weighed

from assistant.questions.chance import unrivalled
from assistant.questions.evidence import Scored
from assistant.questions.need import need
from assistant.questions.together import together
from assistant.questions.understand import understand
from assistant.schema import Question

JOBS = "Combien de personnes les ateliers employaient-ils fin 2023 ?"
SENTENCE = "Les ateliers employaient 8.400 personnes à la fin de 2023."


def figure(text: str, marked: str, score: float) -> Scored:
    one = weighed(text, marked=marked, published="2024-02-15", fit=0.9)
    return replace(one, confidence=0.4, evidence=replace(one.evidence, score=score))


FIRST = figure(SENTENCE, "8.400", 1.0)


def chances(other: Scored) -> list[float]:
    understood = understand(Question(JOBS))
    wanted = need(JOBS, understood.dates, lambda word, language: 0.8)
    return [one.confidence for one in together([FIRST, other], understood, wanted)]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Au 31 décembre 2023, les ateliers employaient 7.150 personnes.", "7.150"),
        ("Au 31 décembre 2023, la branche comptait 7.150 salariés.", "7.150"),
        ("Fin 2023, 8.400 personnes travaillaient dans les ateliers.", "8.400"),
    ],
)
def test_two_sources_on_one_thing_are_both_likelier(text: str, marked: str) -> None:
    first, other = chances(figure(text, marked, 0.8))
    assert first == other > 0.4


@pytest.mark.parametrize(
    "other",
    [
        figure("À la fin de 2022, les ateliers employaient 7.150 personnes.", "7.150", 0.8),
        figure("Les ateliers ont investi 12 MDH à la fin de 2023.", "12 MDH", 0.8),
        figure("Au 31 décembre 2023, les ateliers employaient 7.150 personnes.", "7.150", 0.1),
        replace(
            figure("Fin 2023, les ateliers employaient 7.150 personnes.", "7.150", 0.8),
            evidence=FIRST.evidence,
        ),
    ],
    ids=["another year", "another thing", "unlikely", "the same document"],
)
def test_a_rival_and_the_same_source_are_none(other: Scored) -> None:
    assert chances(other) == [0.4, 0.4]


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_rival_less_never_makes_less_likely(chance: float, share: float) -> None:
    assert chance - 1e-6 <= unrivalled(chance, share) <= 1.0
