"""Settings come from the environment; what cannot be one is named with its remedy."""

from __future__ import annotations

import pytest

from assistant.errors import SettingsError
from assistant.settings import read_settings


@pytest.mark.parametrize(
    ("raw", "meant"), [("yes", True), ("True", True), ("1", True), ("no", False), ("0", False)]
)
def test_yes_and_no(raw: str, meant: bool) -> None:
    assert read_settings({"ASSISTANT_MEMBERS_READ": raw}).members_read is meant


@pytest.mark.parametrize(
    ("name", "raw", "wanted"),
    [
        ("MEMBERS", "closed", "open or signed-in.*default, open"),
        ("MEMBERS", "Signed-In ", "open or signed-in"),
        ("MEMBERS_READ", "perhaps", "yes or no.*default, no"),
        ("SESSION_HOURS", "a day", "a number.*default, 12"),
        ("TIME_ZONE", "Rabat", "the name of a time zone.*default, Africa/Casablanca"),
        ("TIME_ZONE", "Africa", "the name of a time zone"),
        ("TIME_ZONE", "../../etc/passwd", "the name of a time zone"),
        ("PORT", "http", "a number.*default, 7860"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_remedy(name: str, raw: str, wanted: str) -> None:
    with pytest.raises(SettingsError, match=f"ASSISTANT_{name} .*{wanted}"):
        read_settings({f"ASSISTANT_{name}": raw})


def test_the_time_zone_is_the_federation_s() -> None:
    assert read_settings({}).time_zone == "Africa/Casablanca"
    assert read_settings({"ASSISTANT_TIME_ZONE": "Europe/Paris"}).time_zone == "Europe/Paris"


def test_who_may_ask_is_said_in_so_many_words() -> None:
    assert read_settings({}).members == "open"
    assert read_settings({"ASSISTANT_MEMBERS": "signed-in"}).members == "signed-in"
