"""The journal in `state.db` as staff look through it: by person, action and document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assistant.state import JournalEntry

if TYPE_CHECKING:
    from assistant.state import State

_AT_ONCE: Final = 1000  # entries read together when all of them are wanted


@dataclass(frozen=True, slots=True)
class Looked:
    """What part of the journal is wanted; empty texts limit nothing."""

    who: str = ""
    action: str = ""
    document: str = ""  # a part of its id


class Journal:
    """The journal of one state. Raises StateTrouble as that does."""

    def __init__(self, state: State) -> None:
        self._state = state

    def entries(self, looked: Looked, limit: int, offset: int = 0) -> list[JournalEntry]:
        """Return the entries that are wanted, latest first."""
        where, values = _where(looked)
        rows = self._state.read(
            f"SELECT at, who, action, document_id, detail FROM journal {where} "  # noqa: S608
            "ORDER BY id DESC LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        return [_entry(*row) for row in rows]

    def all_of(self, looked: Looked) -> Iterator[JournalEntry]:
        """Yield every entry that is wanted, latest first; what comes in meanwhile is left out."""
        newest = self._state.read("SELECT coalesce(max(id), 0) FROM journal")[0][0]
        where, values = _where(looked)
        while True:
            rows = self._state.read(
                f"SELECT id, at, who, action, document_id, detail FROM journal {where} "  # noqa: S608
                "AND id <= ? ORDER BY id DESC LIMIT ?",
                (*values, newest, _AT_ONCE),
            )
            for number, *row in rows:
                newest = number - 1
                yield _entry(*row)
            if len(rows) < _AT_ONCE:
                return

    def count(self, looked: Looked) -> int:
        """Return how many entries are wanted."""
        where, values = _where(looked)
        query = f"SELECT count(*) FROM journal {where}"  # noqa: S608 -- ours
        return int(self._state.read(query, values)[0][0])

    def people(self) -> list[str]:
        """Return who has done anything, by name."""
        return [who for (who,) in self._state.read("SELECT DISTINCT who FROM journal ORDER BY who")]

    def actions(self) -> list[str]:
        """Return what has been done, each once."""
        query = "SELECT DISTINCT action FROM journal ORDER BY action"
        return [action for (action,) in self._state.read(query)]

    def last(self, action: str) -> JournalEntry | None:
        """Return the last time that `action` was done."""
        return next(iter(self.entries(Looked(action=action), 1)), None)


def _entry(at: str, who: str, action: str, document_id: str | None, detail: str) -> JournalEntry:
    return JournalEntry(at, who, action, document_id, json.loads(detail))


def _where(looked: Looked) -> tuple[str, tuple[str, ...]]:
    wanted = (looked.who, looked.who, looked.action, looked.action)
    return (
        "WHERE (? = '' OR who = ?) AND (? = '' OR action = ?) "
        "AND (? = '' OR instr(document_id, ?) > 0)",
        (*wanted, looked.document, looked.document),
    )
