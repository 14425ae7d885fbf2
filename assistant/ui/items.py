"""One source on somebody's tray: how far it is, what was read of it, what staff should look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from assistant.schema import Draft
from assistant.ui.desk import Given, problems
from assistant.ui.lines import Line

Stage = Literal["waiting", "reading", "read", "unread", "halted", "skipped", "stored", "discarded"]
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
    since: float = 0.0  # when reading it began, by `time.monotonic`

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


def copy_of(item: Item, number: int, document_id: str) -> Item:
    """Return a draft that was alike draft `number` as a copy of the document it has become."""
    draft = item.draft
    if draft and document_id and item.twin == number:
        draft = replace(draft, duplicate_of=document_id)
    elif draft and document_id and not draft.near_duplicate_of:
        draft = replace(draft, near_duplicate_of=document_id)
    twin, near_twin = (0 if one == number else one for one in (item.twin, item.near_twin))
    return replace(item, draft=draft, twin=twin, near_twin=near_twin)
