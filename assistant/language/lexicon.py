"""Words that stand for one another in three languages, and forms of one word, written by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

Rows = list[list[list[str]]]


def senses() -> Rows:
    """Return the rows of `lexicon.json`, a sense each: its words by language, as in `LANGUAGES`."""
    rows: Rows = _read("lexicon.json")
    return rows


def forms() -> Mapping[str, list[list[str]]]:
    """Return, by language, the words of `forms.json` whose stem no rule finds.

    A word a row, its base form first; of an Arabic verb the past, the imperfect, what is irregular.
    """
    rows: Mapping[str, list[list[str]]] = _read("forms.json")["words"]
    return rows


def apart(language: str) -> list[str]:
    """Return the words that look like a form of another and are none."""
    words: list[str] = _read("forms.json")["apart"][language]
    return words


@cache
def _read(name: str) -> Any:
    return json.loads(resources.files("assistant.language").joinpath(name).read_bytes())
