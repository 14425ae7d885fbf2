"""One source on somebody's tray: how far it is, what was read of it, what staff should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from assistant.schema import Draft
from assistant.ui.desk import Given, problems
from assistant.ui.lines import Line

Stage = Literal["waiting", "reading", "read", "unread", "halted", "stored", "discarded"]
LEFT: Final = ("waiting", "reading")  # to be read


@dataclass(frozen=True, slots=True)
class Item:
    """One source on somebody's tray."""

    number: int
    given: Given
    stage: Stage = "waiting"
    draft: Draft | None = None
    lines: tuple[Line, ...] = ()
    twin: int = 0  # another item of the tray with the same text
    near_twin: int = 0
    failed: str = ""  # why it could not be stored, in words

    @property
    def problems(self) -> tuple[str, ...]:
        """What staff should look at, the gravest first; see `desk.problems`."""
        found = problems(
            self.draft or Draft(self.given.name, None),
            twin=bool(self.twin),
            near_twin=bool(self.near_twin),
        )
        return ("failed", *found) if self.failed else found

    @property
    def size(self) -> int:
        """The characters of its text."""
        return len(self.draft.document.body) if self.draft and self.draft.document else 0
