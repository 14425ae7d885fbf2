"""What people did, kept in one SQLite file: journal, versions, removals, saved answers, gaps.

The corpus folder says what the documents are; nothing here is needed to read them.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.kept_answers import erase_answers
from assistant.state_file import copy_in, migrate, open_state, stamp, trouble
from assistant.state_file import now as now  # what else the state holds is stamped by it too
from assistant.storage import storage_errors


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """Who did what, and when; `detail` says how, never with a document's text."""

    at: str
    who: str
    action: str
    document_id: str | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """A corpus file as it was before an edit."""

    id: int
    document_id: str
    at: str
    who: str
    content: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was taken out and can be put back."""

    document_id: str
    path: str  # where it was in the corpus folder
    file: str  # where it is now, relative to the data directory
    at: str
    who: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that was refused, and why."""

    at: str
    question: str
    language: str
    reason: str


class State:
    """`state.db` at `path`: opened at the first use, safe from several threads and processes.

    Raises StateTrouble where it cannot be read, StorageFull where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    # --- what people did -------------------------------------------------------------------

    def record(self, who: str, action: str, document_id: str | None = None, **detail: Any) -> None:
        """Note in the journal that `who` did `action`."""
        self._write(
            "INSERT INTO journal (at, who, action, document_id, detail) VALUES (?, ?, ?, ?, ?)",
            (now(), who, action, document_id, json.dumps(detail, ensure_ascii=False)),
        )

    def journal(self, limit: int = 100, document_id: str | None = None) -> list[JournalEntry]:
        """Return the last `limit` entries, latest first, of one document or of all."""
        rows = self.read(
            "SELECT at, who, action, document_id, detail FROM journal "
            "WHERE ? IS NULL OR document_id = ? ORDER BY id DESC LIMIT ?",
            (document_id, document_id, limit),
        )
        return [
            JournalEntry(at, who, action, about, json.loads(detail))
            for at, who, action, about, detail in rows
        ]

    def keep_version(self, document_id: str, content: str, who: str) -> None:
        """Keep a corpus file's content as it is before it changes."""
        self._write(
            "INSERT INTO versions (document_id, at, who, content) VALUES (?, ?, ?, ?)",
            (document_id, now(), who, content),
        )

    def versions(self, document_id: str) -> list[Version]:
        """Return the kept versions of a document, latest first."""
        rows = self.read(
            "SELECT id, document_id, at, who, content FROM versions "
            "WHERE document_id = ? ORDER BY id DESC",
            (document_id,),
        )
        return [Version(*row) for row in rows]

    # --- what was taken out ----------------------------------------------------------------

    def keep_removed(self, document_id: str, path: str, file: str, who: str) -> None:
        """Note where a removed document is kept."""
        self._write(
            "INSERT OR REPLACE INTO removed VALUES (?, ?, ?, ?, ?)",
            (document_id, path, file, now(), who),
        )

    def removed(self, document_id: str | None = None) -> list[Removed]:
        """Return the documents that can be put back, latest first, or the one of that id."""
        rows = self.read(
            "SELECT document_id, path, file, at, who FROM removed "
            "WHERE ? IS NULL OR document_id = ? ORDER BY at DESC",
            (document_id, document_id),
        )
        return [Removed(*row) for row in rows]

    def removed_before(self, days: int) -> list[Removed]:
        """Return the documents that were taken out more than `days` days ago."""
        limit = stamp(days_ago=days)
        return [removed for removed in self.removed() if removed.at < limit]

    def forget_removed(self, document_id: str) -> None:
        """Drop the note on a removed document."""
        self._write("DELETE FROM removed WHERE document_id = ?", (document_id,))

    # --- what must be finished after a kill --------------------------------------------------

    def begin(self, action: str, document_ids: Sequence[str]) -> None:
        """Note that `action` on these documents has begun and must be finished."""
        with self.transaction() as connection:
            pairs = [(action, document_id) for document_id in document_ids]
            connection.executemany("INSERT INTO unfinished VALUES (?, ?)", pairs)

    def unfinished(self, action: str) -> list[str]:
        """Return the documents that `action` was begun on and not finished."""
        rows = self.read("SELECT document_id FROM unfinished WHERE action = ?", (action,))
        return [document_id for (document_id,) in rows]

    def finish(self, action: str) -> None:
        """Note that `action` is done."""
        self._write("DELETE FROM unfinished WHERE action = ?", (action,))

    # --- what was asked --------------------------------------------------------------------

    def note_gap(self, question: str, language: str, reason: str) -> None:
        """Note a question that was refused."""
        self._write(
            "INSERT INTO gaps (at, question, language, reason) VALUES (?, ?, ?, ?)",
            (now(), question, language, reason),
        )

    def gaps(self, limit: int = 100) -> list[Gap]:
        """Return the last `limit` refused questions, latest first."""
        rows = self.read(
            "SELECT at, question, language, reason FROM gaps ORDER BY id DESC LIMIT ?", (limit,)
        )
        return [Gap(*row) for row in rows]

    # --- forgetting, saving ----------------------------------------------------------------

    def erase(self, document_ids: Sequence[str]) -> dict[str, int]:
        """Destroy what is kept of these documents' text; return how many rows went, by table.

        The bytes are overwritten and the file is written anew, so that they are nowhere in it.
        """
        gone = {"versions": 0, "removed": 0}
        with self.transaction() as connection:
            for document_id in document_ids:
                for table in ("versions", "removed"):
                    query = f"DELETE FROM {table} WHERE document_id = ?"  # noqa: S608 -- ours
                    gone[table] += connection.execute(query, (document_id,)).rowcount
            gone |= erase_answers(connection, set(document_ids))
        self.compact()
        return gone

    def compact(self) -> None:
        """Write the file anew without what was deleted, and empty the write-ahead log."""
        with self._using() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def backup(self, target: Path) -> None:
        """Write a consistent copy to `target`, also while others write."""
        with self._using() as connection, storage_errors(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(target)) as copy:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it

    def restore(self, source: Path) -> None:
        """Put a copy made by `backup` in place of what is here: all of it or nothing.

        Raises StateTrouble for a file that is no state, or of a later version than this program.
        """
        with copy_in(source) as copy, self._using() as connection:
            copy.backup(connection)
            migrate(connection)

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _write(self, query: str, values: Sequence[Any]) -> int:
        with self.transaction() as connection:
            return connection.execute(query, values).lastrowid or 0

    def read(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a query; for modules beside this."""
        with self._using() as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write through the connection: all of the block or nothing; for modules beside this."""
        with self._using() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock, trouble(self.path):
            if self._connection is None:
                self._connection = open_state(self.path)
            yield self._connection
