"""The questions that were refused, in `state.db`, and what staff have done with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from assistant.state_file import now

if TYPE_CHECKING:
    from assistant.state import State

GapStatus = Literal["open", "answered", "handled"]
MOST: Final = 1000  # questions looked at together: what is older is told by its number alone
_COLUMNS: Final = "id, at, question, language, reason, answered, handled, handled_by"
_STATUS: Final = (
    "CASE WHEN handled != '' THEN 'handled' WHEN answered != '' THEN 'answered' ELSE 'open' END"
)


@dataclass(frozen=True, slots=True)
class NotedGap:
    """One time that a question was refused; asked again later, it is another one."""

    id: int
    at: str
    question: str
    language: str
    reason: str
    answered: str = ""  # when the documents were found to answer it
    handled: str = ""  # when staff had done with it
    handled_by: str = ""


class Gaps:
    """The refused questions of one state. Raises StateTrouble and StorageFull as that does."""

    def __init__(self, state: State) -> None:
        self._state = state

    def of(self, status: GapStatus, limit: int = MOST) -> list[NotedGap]:
        """Return the last refused questions that are so, latest first."""
        rows = self._state.read(
            f"SELECT {_COLUMNS} FROM gaps WHERE {_STATUS} = ? ORDER BY id DESC LIMIT ?",  # noqa: S608
            (status, limit),
        )
        return [NotedGap(*row) for row in rows]

    def one(self, number: int) -> NotedGap | None:
        """Return a refused question by its number."""
        query = f"SELECT {_COLUMNS} FROM gaps WHERE id = ?"  # noqa: S608 -- ours
        rows = self._state.read(query, (number,))
        return NotedGap(*rows[0]) if rows else None

    def counts(self) -> dict[str, int]:
        """Return how many times questions were refused, by what became of them."""
        query = f"SELECT {_STATUS}, count(*) FROM gaps GROUP BY 1"  # noqa: S608 -- ours
        return {"open": 0, "answered": 0, "handled": 0} | dict(self._state.read(query))

    def handle(self, ids: Sequence[int], who: str) -> int:
        """Note that `who` has done with these; return how many there were."""
        return self._set("handled = ?, handled_by = ?", (now(), who), ids)

    def reopen(self, ids: Sequence[int]) -> int:
        """Take back what was noted of these; return how many there were."""
        return self._set("handled = '', handled_by = '', answered = ''", (), ids)

    def delete(self, ids: Sequence[int]) -> int:
        """Delete these for good; return how many there were."""
        with self._state.transaction() as connection:
            query = "DELETE FROM gaps WHERE id = ?"
            deleted = sum(connection.execute(query, (id,)).rowcount for id in ids)
        if deleted:
            self._state.compact()
        return deleted

    def now_answered(self, ids: Sequence[int]) -> int:
        """Note that the documents answer these by now; return how many there were."""
        return self._set("answered = ?", (now(),), ids)

    def _set(self, what: str, values: tuple[str, ...], ids: Sequence[int]) -> int:
        query = f"UPDATE gaps SET {what} WHERE id = ?"  # noqa: S608 -- ours
        with self._state.transaction() as connection:
            return sum(connection.execute(query, (*values, id)).rowcount for id in ids)
