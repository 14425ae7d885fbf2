"""What the corpus folder holds, without reading again what has not changed since the last look.

A small disposable SQLite file remembers of every corpus file its size and time, its record and
its digest. A look is then a scan of the folder and the reading of what is new.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import CorpusError
from assistant.index.catalogue import document_digest
from assistant.library import FileStamp, Library, Problem, same_id
from assistant.schema import Document
from assistant.service.records import document_of

logger = logging.getLogger(__name__)

_VERSION = 1  # of the rows below; another one is thrown away
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, seen_ns INTEGER,
    problem TEXT, fields TEXT, digest TEXT, characters INTEGER);
CREATE TABLE IF NOT EXISTS signatures (digest TEXT PRIMARY KEY, signature BLOB)
"""
_COLUMNS = "path, size, mtime_ns, seen_ns, problem, fields, digest, characters"
_SETTLED = 2_000_000_000  # ns: a file changed so shortly before it was read may change unseen


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document of the corpus folder, its body left out."""

    document: Document
    digest: str  # the index's digest of the whole document
    characters: int  # of the body


@dataclass(frozen=True, slots=True)
class _Row:
    """A corpus file as it was last read: a document, or a problem."""

    path: str
    stamp: FileStamp
    seen_ns: int
    problem: str
    shelved: Shelved | None


class Shelf:
    """The records of one corpus folder, kept in the file `memory`. Thread-safe."""

    def __init__(self, library: Library, memory: Path) -> None:
        self._library = library
        self._memory = memory
        self._lock = threading.RLock()
        self._db: sqlite3.Connection | None = None
        self._known: dict[str, _Row] = {}

    def look(self, *, thorough: bool = False) -> tuple[list[Shelved], list[Problem]]:
        """Return the documents there are, in order of path, and the files that cannot be used.

        `thorough` reads every file again, whatever its size and time say.
        """
        with self._lock:
            self._load()
            self._refresh(thorough)
            return self._sorted()

    def signatures(self) -> Iterator[tuple[str, bytes]]:
        """Yield the id and signature of every document, making those that are not kept yet."""
        from assistant.documents.duplicates import signature  # scipy: not for `list`

        with self._lock:
            files, _ = self.look()
            kept: dict[str, bytes] = dict(self._rows("SELECT digest, signature FROM signatures"))
            for file in files:
                if file.digest not in kept:
                    with suppress(CorpusError):
                        kept[file.digest] = signature(self._library.read(file.document.path).body)
                        pair = (file.digest, kept[file.digest])
                        self._note("INSERT OR REPLACE INTO signatures VALUES (?, ?)", pair)
            self._note("DELETE FROM signatures WHERE digest NOT IN (SELECT digest FROM files)")
            self._commit()
        for file in files:
            if file.digest in kept:
                yield file.document.id, kept[file.digest]

    def forget(self) -> None:
        """Delete the memory with all it knows; the next look reads every file."""
        with self._lock:
            self._close()
            self._known = {}
            for suffix in ("", "-wal", "-shm", "-journal"):
                with suppress(OSError):
                    self._memory.with_name(self._memory.name + suffix).unlink()

    def close(self) -> None:
        """Let go of the memory."""
        with self._lock:
            self._close()

    def _refresh(self, thorough: bool) -> None:
        stamps = self._library.scan()
        for path in self._known.keys() - stamps.keys():
            del self._known[path]
            self._note("DELETE FROM files WHERE path = ?", (path,))
        for path, stamp in stamps.items():
            known = self._known.get(path)
            if known is None or thorough or not _still(known, stamp):
                self._read(path, stamp)
        self._commit()

    def _read(self, path: str, stamp: FileStamp) -> None:
        seen = time.time_ns()
        try:
            document = self._library.read(path)
        except CorpusError as error:
            row = _Row(path, stamp, seen, str(error), None)
        else:
            bare = replace(document, body="")
            row = _Row(
                path, stamp, seen, "", Shelved(bare, document_digest(document), len(document.body))
            )
        self._known[path] = row
        self._note(
            f"INSERT OR REPLACE INTO files ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?)",  # noqa: S608
            _packed(row),
        )

    def _sorted(self) -> tuple[list[Shelved], list[Problem]]:
        files: list[Shelved] = []
        problems: list[Problem] = []
        owners: dict[str, str] = {}
        for path, row in sorted(self._known.items()):
            if row.shelved is None:
                problems.append(Problem(path, row.problem))
            elif (owner := owners.setdefault(row.shelved.document.id, path)) != path:
                problems.append(Problem(path, same_id(path, row.shelved.document.id, owner)))
            else:
                files.append(row.shelved)
        return files, problems

    def _load(self) -> None:
        if self._db is not None:
            return
        try:
            self._db = _opened(self._memory)
            rows = self._rows(f"SELECT {_COLUMNS} FROM files")  # noqa: S608 -- ours
            self._known = {row[0]: _unpacked(row) for row in rows}
        except (sqlite3.Error, OSError, ValueError, TypeError, KeyError) as error:
            logger.info("the memory of the corpus folder is made anew: %s", error)
            self.forget()
            try:
                self._db = _opened(self._memory)
            except (sqlite3.Error, OSError):  # may not be written: remember for now only
                self._db = _opened(None)

    def _rows(self, query: str) -> list[Any]:
        assert self._db is not None  # noqa: S101 -- `_load` came first
        return self._db.execute(query).fetchall()

    def _note(self, query: str, values: tuple[Any, ...] = ()) -> None:
        """Write to the memory; one that is full, or that another process holds, is no error."""
        assert self._db is not None  # noqa: S101 -- `_load` came first
        with suppress(sqlite3.OperationalError):
            self._db.execute(query, values)

    def _commit(self) -> None:
        assert self._db is not None  # noqa: S101 -- `_load` came first
        with suppress(sqlite3.OperationalError):
            self._db.commit()

    def _close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None


def _still(known: _Row, stamp: FileStamp) -> bool:
    return known.stamp == stamp and stamp.mtime_ns < known.seen_ns - _SETTLED


def _opened(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path or ":memory:", timeout=5.0, check_same_thread=False)
    try:
        if db.execute("PRAGMA user_version").fetchone()[0] not in (0, _VERSION):
            db.executescript("DROP TABLE IF EXISTS files; DROP TABLE IF EXISTS signatures")
        # It can always be made again: nothing waits for the disk.
        db.execute("PRAGMA synchronous=OFF")
        db.execute("PRAGMA secure_delete=ON")
        db.executescript(_TABLES)
        db.execute(f"PRAGMA user_version = {_VERSION}")
    except BaseException:
        db.close()
        raise
    return db


def _packed(row: _Row) -> tuple[Any, ...]:
    shelved = row.shelved
    fields = json.dumps(asdict(shelved.document), default=str) if shelved else ""
    digest, characters = (shelved.digest, shelved.characters) if shelved else ("", 0)
    return (
        row.path, row.stamp.size, row.stamp.mtime_ns, row.seen_ns, row.problem,
        fields, digest, characters,
    )  # fmt: skip


def _unpacked(row: Sequence[Any]) -> _Row:
    path, size, mtime_ns, seen_ns, problem, fields, digest, characters = row
    shelved = None
    if fields:
        shelved = Shelved(document_of(json.loads(fields)), digest, characters)
    return _Row(path, FileStamp(size, mtime_ns), seen_ns, problem, shelved)
