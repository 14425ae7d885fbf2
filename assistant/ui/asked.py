"""What the script of the desk asks for: a step, the rows it is about, and the fields on the page.

It was written by a browser, and is read as any stranger's text is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

_LARGEST: Final = 20_000_000  # characters
_MOST: Final = 2_000  # rows


@dataclass(frozen=True, slots=True)
class Asked:
    """One step that somebody asks for."""

    do: str = ""
    row: int = 0  # the draft that its button belongs to; 0: none
    line: int = -1  # of that draft
    ticked: tuple[int, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)  # fields by name

    @property
    def rows(self) -> tuple[int, ...]:
        """The drafts that it is about: that of the button, else those that are ticked."""
        return (self.row,) if self.row else self.ticked


def read_asked(text: str) -> Asked:
    """Return what is asked for; nothing where it cannot be read."""
    try:
        given = json.loads(text) if len(text) <= _LARGEST else {}
    except (ValueError, RecursionError):
        given = {}
    if not isinstance(given, dict):
        return Asked()
    ticked, values = given.get("ticked"), given.get("values")
    return Asked(
        do=str(given.get("do", "")),
        row=_number(given.get("row"), 0),
        line=_number(given.get("line"), -1),
        ticked=tuple(_number(one, 0) for one in ticked[:_MOST]) if isinstance(ticked, list) else (),
        values={str(k): v.replace("\r\n", "\n") for k, v in values.items() if isinstance(v, str)}
        if isinstance(values, dict)
        else {},
    )


def read_names(text: str) -> list[str]:
    """Return the names of uploaded files as the browser tells them; none if it is not read."""
    try:
        given = json.loads(text) if len(text) <= _LARGEST else []
    except (ValueError, RecursionError):
        return []
    return [str(name) for name in given] if isinstance(given, list) else []


def _number(value: Any, otherwise: int) -> int:
    text = str(value)
    return int(text) if len(text) < 10 and text.isascii() and text.isdecimal() else otherwise
