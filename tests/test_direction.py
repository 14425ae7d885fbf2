"""Which way words go: up or down, before or after, in three languages."""

from __future__ import annotations

import pytest

from assistant.language.direction import Direction, directions, opposed
from assistant.schema import Language


@pytest.mark.parametrize(
    ("text", "language", "ways"),
    [
        ("Le chiffre d'affaires a progressé de 4 %", "fr", {"up"}),
        ("une chute des ventes avant 2019", "fr", {"down", "before"}),
        ("d’après L’Usine, 2019", "fr", set()),
        ("Our summary, after The Mill", "en", set()),
        ("Exports fell after the summer", "en", {"down", "after"}),
        ("The plant is in Tangier", "en", set()),
        ("ارتفعت الصادرات", "ar", {"up"}),
        ("تراجع الإنتاج قبل 2019", "ar", {"down", "before"}),
    ],
)
def test_directions_are_told(text: str, language: Language, ways: set[str]) -> None:
    assert directions(text, language) == ways


def test_only_a_text_that_goes_nothing_but_the_other_way_is_opposed() -> None:
    up: frozenset[Direction] = frozenset({"up"})
    down: frozenset[Direction] = frozenset({"down"})
    assert opposed(up, down)
    assert not opposed(up, up | down)
    assert not opposed(up, frozenset())
