"""The file `state.db`: its tables, how it is opened, what its errors mean."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.errors import StateTrouble, StorageFull
from assistant.storage import storage_errors

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE journal (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
        document_id TEXT, detail TEXT NOT NULL DEFAULT '{}');
    CREATE INDEX journal_document ON journal (document_id);
    CREATE TABLE versions (
        id INTEGER PRIMARY KEY, document_id TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
        content TEXT NOT NULL);
    CREATE INDEX versions_document ON versions (document_id);
    CREATE TABLE removed (
        document_id TEXT PRIMARY KEY, path TEXT NOT NULL, file TEXT NOT NULL,
        at TEXT NOT NULL, who TEXT NOT NULL);
    CREATE TABLE saved_answers (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, answer TEXT NOT NULL);
    CREATE TABLE feedback (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, verdict TEXT NOT NULL, comment TEXT NOT NULL,
        answer TEXT NOT NULL);
    CREATE TABLE gaps (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, question TEXT NOT NULL, language TEXT NOT NULL,
        reason TEXT NOT NULL);
    CREATE TABLE unfinished (action TEXT NOT NULL, document_id TEXT NOT NULL);
    """,
    """
    CREATE TABLE people (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, known_as TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL, hash TEXT NOT NULL, added TEXT NOT NULL);
    CREATE TABLE sessions (
        digest TEXT PRIMARY KEY, person INTEGER NOT NULL, begun REAL NOT NULL, seen REAL NOT NULL);
    CREATE INDEX sessions_person ON sessions (person);
    CREATE TABLE tries (subject TEXT PRIMARY KEY, wrong INTEGER NOT NULL, last REAL NOT NULL);
    """,
    """
    ALTER TABLE saved_answers ADD COLUMN token TEXT NOT NULL DEFAULT '';
    ALTER TABLE saved_answers ADD COLUMN shown TEXT NOT NULL DEFAULT '';
    ALTER TABLE saved_answers ADD COLUMN linked INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE saved_answers ADD COLUMN excerpts TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE saved_answers ADD COLUMN recipe TEXT NOT NULL DEFAULT '{}';
    UPDATE saved_answers SET token = lower(hex(randomblob(16))), shown = lower(hex(randomblob(16)));
    CREATE UNIQUE INDEX saved_answers_token ON saved_answers (token);
    CREATE UNIQUE INDEX saved_answers_shown ON saved_answers (shown);
    ALTER TABLE feedback ADD COLUMN token TEXT NOT NULL DEFAULT '';
    UPDATE feedback SET token = lower(hex(randomblob(16)));
    INSERT INTO saved_answers (at, who, answer, token, shown, linked)
        SELECT at, '', answer, token, lower(hex(randomblob(16))), 0 FROM feedback;
    CREATE TABLE verdicts (
        token TEXT PRIMARY KEY, at TEXT NOT NULL, verdict TEXT NOT NULL, comment TEXT NOT NULL);
    INSERT INTO verdicts SELECT token, at, verdict, comment FROM feedback;
    DROP TABLE feedback;
    ALTER TABLE verdicts RENAME TO feedback;
    CREATE TABLE gone_answers (token TEXT PRIMARY KEY, at TEXT NOT NULL, why TEXT NOT NULL);
    """,
    """
    ALTER TABLE gaps ADD COLUMN answered TEXT NOT NULL DEFAULT '';
    ALTER TABLE gaps ADD COLUMN handled TEXT NOT NULL DEFAULT '';
    ALTER TABLE gaps ADD COLUMN handled_by TEXT NOT NULL DEFAULT '';
    ALTER TABLE feedback ADD COLUMN handled TEXT NOT NULL DEFAULT '';
    ALTER TABLE feedback ADD COLUMN handled_by TEXT NOT NULL DEFAULT '';
    """,
)
_NO_STORAGE = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM")
_BUSY_SECONDS = 15.0  # how long a write waits for another process's


def open_state(path: Path) -> sqlite3.Connection:
    """Open the database at `path`, made where missing, with its tables of the last version."""
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(
        path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        with suppress(OSError):  # not ours to change: another user's folder
            path.chmod(0o600)  # what people asked is nobody else's business
        _use_log(connection)
        for pragma in ("synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def copy_in(source: Path) -> Iterator[sqlite3.Connection]:
    """Open the copy of a state at `source` for reading, checked.

    Raises StateTrouble for a file that is no state, or of a later version than this program.
    """
    address = f"{source.resolve().as_uri()}?immutable=1"
    with trouble(source), closing(sqlite3.connect(address, uri=True)) as copy:
        check = copy.execute("PRAGMA quick_check").fetchone()[0]
        version = copy.execute("PRAGMA user_version").fetchone()[0]
        if check != "ok" or not 1 <= version <= len(MIGRATIONS):
            raise StateTrouble(
                f"{source.name}: it is no state.db of this program (version {version}, "
                f"{check}); update the program, or use another backup."
            )
        yield copy


def _use_log(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; at the first opening another process may be doing the same."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:  # the busy timeout does not cover this statement
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to the last version: all steps or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise StateTrouble(
                f"state.db is of version {version} and this program knows {len(MIGRATIONS)}: "
                "update the program, or put back an older backup."
            )
        for script in MIGRATIONS[version:]:
            for statement in script.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def now() -> str:
    """Return the moment in UTC, as everything here writes it: 2026-11-22T10:00:00Z."""
    return stamp()


def stamp(days_ago: int = 0) -> str:
    """Return the moment so many days ago, in the same form."""
    moment = datetime.now(UTC) - timedelta(days=days_ago)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def trouble(path: Path) -> Iterator[None]:
    """Raise SQLite's errors on `path` as StorageFull or StateTrouble, with the remedy."""
    try:
        yield
    except sqlite3.Error as error:
        said = str(error)
        if getattr(error, "sqlite_errorname", "").startswith(_NO_STORAGE):
            raise StorageFull(
                f"{path}: it cannot be written ({said}); make room on the disk, or give this user "
                "the right to write it."
            ) from error
        raise StateTrouble(
            f"{path}: it cannot be used ({said}); put back a backup with `restore-backup`, or move "
            "the file away to start a new one."
        ) from error
