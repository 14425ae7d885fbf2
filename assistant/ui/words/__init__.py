"""The words of the interface, one JSON file per language, and how dates and counts are said."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

from assistant.schema import LANGUAGES, Language
from assistant.settings import TIME_ZONE

OWN_NAMES: Mapping[Language, str] = {"fr": "Français", "en": "English", "ar": "العربية"}
_PREFERENCE = re.compile(r"\s*([a-z]{2,3})(?:-[a-z0-9-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.\d*)?))?\s*")


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says in one language."""

    language: Language
    table: Mapping[str, str]
    zone: str = TIME_ZONE  # where they are read: moments are told in its time

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way the page runs."""
        return direction_of(self.language)

    def say(self, key: str, **values: object) -> str:
        """Return the words of `key` with `values` filled in. Raises KeyError for an unknown key."""
        return self.table[key].format(**values) if values else self.table[key]

    def count(self, noun: str, number: int) -> str:
        """Return "18 documents": `number` of `noun` in the plural form the language wants."""
        return self.say(f"{noun}.{plural_form(self.language, number)}", n=self.number(number))

    def number(self, number: int) -> str:
        """Return a whole number with the language's thousands mark."""
        grouped = f"{number:,}"
        return grouped.replace(",", "\u202f") if self.language == "fr" else grouped

    def date(self, iso: str | None) -> str:
        """Return an ISO day, month or year in words; "date unknown" for nothing or nonsense."""
        parts = (iso or "").split("-")
        if not all(part.isdecimal() for part in parts) or len(parts) > 3:
            return self.say("undated")
        if len(parts) == 1:
            return parts[0]
        month = self.table.get(f"month.{int(parts[1])}")
        if month is None:
            return self.say("undated")
        if len(parts) == 2:
            return f"{month} {parts[0]}"
        day = "1er" if self.language == "fr" and int(parts[2]) == 1 else str(int(parts[2]))
        return f"{day}\u00a0{month} {parts[0]}"

    def day(self, at: str, *, days: int = 0) -> str:
        """Return the day of a noted moment, so many days later, as the clocks here had it."""
        there = self.here(at, days=days)
        return self.date(there.date().isoformat() if there else at)

    def moment(self, at: str) -> str:
        """Return a noted moment by the clocks here; a day without a time is that day."""
        there = self.here(at) if "T" in at else None
        if there is None:
            return self.date(at)
        return self.say("moment", day=self.day(at), time=there.strftime("%H:%M"))

    def here(self, at: str, *, days: int = 0) -> datetime | None:
        """Return a noted moment in the time of here; None for a day alone, and for nonsense."""
        try:
            noted = datetime.fromisoformat(at) + timedelta(days=days)
            noted = noted if noted.tzinfo else noted.replace(tzinfo=UTC)
            return noted.astimezone(ZoneInfo(self.zone)) if "T" in at else None
        except (ValueError, OverflowError):
            return None

    @property
    def whose_time(self) -> str:
        """Whose clocks moments are told by."""
        return self.say("moment.zone", place=self.zone.rpartition("/")[2].replace("_", " "))

    def error(self, error: BaseException) -> str:
        """Return one sentence for an error: that of its class, or of the nearest class above."""
        for kind in type(error).__mro__:
            if f"error.{kind.__name__}" in self.table:
                return self.table[f"error.{kind.__name__}"]
        return self.table["error.unexpected"]


@cache
def words_in(language: Language, zone: str = TIME_ZONE) -> Words:
    """Return the words of a language, read once; `zone`: where they are read."""
    text = files(__package__).joinpath(f"{language}.json").read_text(encoding="utf-8")
    return Words(language, json.loads(text), zone)


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """Return which way a language is written."""
    return "rtl" if language == "ar" else "ltr"


def plural_form(language: Language, number: int) -> str:
    """Return the CLDR plural category of a whole number (zero, one, two, few, many, other)."""
    if number == 0:
        return "zero"
    if language == "fr":
        return "one" if number == 1 else "other"
    if language == "en":
        return "one" if number == 1 else "other"
    if number in (1, 2):
        return ("one", "two")[number - 1]
    last = number % 100
    return "few" if 3 <= last <= 10 else "many" if 11 <= last <= 99 else "other"


def preferred_language(accept: str, chosen: str = "") -> Language:
    """Return the language to greet a browser in: the one chosen before, else of Accept-Language."""
    for language in LANGUAGES:
        if language == chosen:
            return language
    wanted: list[tuple[float, int, Language]] = []
    for place, item in enumerate(accept.lower()[:500].split(",")):
        match = _PREFERENCE.fullmatch(item)
        for language in LANGUAGES:
            if match and match[1] == language:
                wanted.append((-float(match[2] or 1), place, language))
    return min(wanted)[2] if wanted else "fr"
