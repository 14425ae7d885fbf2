"""When something was done, told by the clocks of whoever reads it."""

from __future__ import annotations

import pytest

from assistant.schema import Language
from assistant.ui.words import words_in

LATE = "2026-07-01T23:30:00Z"


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("fr", "Africa/Casablanca", "2\u00a0juillet 2026 à 00:30"),
        ("fr", "UTC", "1er\u00a0juillet 2026 à 23:30"),
        ("en", "America/New_York", "1\u00a0July 2026 at 19:30"),
        ("ar", "Asia/Kolkata", "2\u00a0يوليوز 2026 على الساعة 05:00"),
    ],
)
def test_a_moment_is_told_by_the_clocks_of_a_zone(language: Language, zone: str, said: str) -> None:
    words = words_in(language, zone)
    assert words.moment(LATE) == said
    assert said.startswith(words.day(LATE))


def test_a_day_without_a_time_is_that_day_everywhere() -> None:
    for zone in ("Pacific/Auckland", "America/New_York"):
        words = words_in("fr", zone)
        assert words.day("2026-07-01") == words.moment("2026-07-01") == "1er\u00a0juillet 2026"


def test_a_time_of_no_zone_is_taken_for_that_of_the_journal() -> None:
    assert words_in("fr").moment(LATE.removesuffix("Z")) == words_in("fr").moment(LATE)


@pytest.mark.parametrize("noted", ["", "hier", "2026-13-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_nonsense_stops_nothing(noted: str) -> None:
    assert words_in("fr").moment(noted)
    assert words_in("fr").day(noted)


def test_it_is_told_whose_clocks_they_are() -> None:
    assert words_in("fr").whose_time == "heure de Casablanca"
    assert words_in("en", "America/New_York").whose_time == "New York time"
