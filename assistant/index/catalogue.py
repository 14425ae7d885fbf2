"""The catalogue of a generation: which documents and chunks are in the index, in SQLite.

Its commit is the acknowledgement. The two legs are written before it, and what they hold that
the catalogue does not is never shown: `promised` names the chunk ids on their way in or out, so
that an opening after a crash can take the half-done ones out of the legs again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import IndexDamaged, StorageFull
from assistant.index.limits import NO_LIMITS, Limits, names_of
from assistant.index.period import period
from assistant.schema import Chunk, Document, Language, OriginalSource

FILE = "catalogue.db"
VERSION = 3
_SCHEMA = """
CREATE TABLE documents (
  id TEXT PRIMARY KEY, digest TEXT NOT NULL, language TEXT NOT NULL, copy_of TEXT NOT NULL,
  dated TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, fields TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX documents_by_date ON documents (first, last);
CREATE TABLE publishers (
  name TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (name, document)
) WITHOUT ROWID;
CREATE INDEX publishers_by_document ON publishers (document);
CREATE TABLE bodies (document TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE chunks (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, number INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, heading TEXT NOT NULL, passage TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX chunks_by_document ON chunks (document, number);
CREATE INDEX chunks_by_passage ON chunks (passage);
CREATE TABLE promised (chunk TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_NAMES = tuple(field.name for field in fields(Document) if field.name != "body")
_SOME = 500  # bound variables in one statement
_CHUNKS = "SELECT id, document, number, start, stop, heading FROM chunks WHERE"
# ?1 and ?2 are the first and last day allowed. An undated document (first = '') meets no limit.
_DATED = "(?1 = '' OR last >= ?1) AND (?2 = '' OR (first != '' AND first <= ?2))"
# ?3 and ?4 are the languages and the publishers allowed, as JSON lists; empty ones limit nothing.
_ALLOWED = (
    "(?3 = '[]' OR language IN (SELECT value FROM json_each(?3))) AND "
    "(?4 = '[]' OR id IN (SELECT document FROM publishers "
    "WHERE name IN (SELECT value FROM json_each(?4))))"
)
_CHUNKS_WITHIN = (  # the pieces joined here and below are constants
    "SELECT id FROM chunks WHERE document IN (SELECT id FROM documents WHERE "  # noqa: S608
    f"{_DATED} AND {_ALLOWED})"
)
_COUNT_WITHIN = f"SELECT count(*) FROM documents WHERE {_DATED} AND {_ALLOWED}"  # noqa: S608
_UNDATED_WITHIN = f"SELECT count(*) FROM documents WHERE first = '' AND {_ALLOWED}"  # noqa: S608
_FOUND = (
    "SELECT c.id, d.id, language, copy_of "
    "FROM chunks c JOIN documents d ON d.id = c.document WHERE c.id"
)
_WHOLE = "SELECT id, fields, body FROM documents JOIN bodies ON id = document WHERE id"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on its way in: its chunks and, for each, the digest of its indexed passage."""

    document: Document
    chunks: tuple[Chunk, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What retrieval must know of a chunk's document; `copy_of` is "" or the id of its original."""

    document: str
    language: Language
    copy_of: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a catalogue holds. `first` and `last` are ISO dates, empty where nothing is dated."""

    documents: int
    chunks: int
    languages: dict[str, int]
    first: str
    last: str
    undated: int


class Catalogue:
    """The documents and chunks of one generation. Thread-safe; one connection, one lock.

    Raises IndexDamaged when the file cannot be read, StorageFull when it cannot be written.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open, or make, the catalogue at `path`."""
        self.path = path
        self._lock = threading.RLock()
        mode = "ro" if read_only else "rwc"
        with _trouble(path):
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode={mode}",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
                timeout=5.0,
            )
            if not read_only:
                self._prepare()

    def _prepare(self) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            self._db.execute(f"PRAGMA {pragma}")
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            self._db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version={VERSION}; COMMIT;")
        elif version != VERSION:
            raise IndexDamaged(f"The catalogue {self.path} is of another version: run `rebuild`.")

    # --- writing -----------------------------------------------------------------------------

    def promise(self, chunk_ids: Iterable[str]) -> None:
        """Note that these chunks are about to enter the legs."""
        with self._transaction() as db:
            db.executemany("INSERT OR IGNORE INTO promised VALUES (?)", ((id,) for id in chunk_ids))

    def replace(self, entries: Sequence[Entry]) -> list[str]:
        """Put the documents in place of their earlier selves: acknowledged when this returns.

        Returns the chunk ids that are out of use now; they stay promised until `settled`.
        """
        fresh = {chunk.id for entry in entries for chunk in entry.chunks}
        with self._transaction() as db:
            old = self._drop(db, [entry.document.id for entry in entries])
            for entry in entries:
                db.execute("INSERT INTO documents VALUES (?,?,?,?,?,?,?,?)", _row(entry.document))
                db.executemany("INSERT INTO publishers VALUES (?,?)", _names(entry.document))
                db.execute(
                    "INSERT INTO bodies VALUES (?,?)", (entry.document.id, entry.document.body)
                )
                db.executemany("INSERT INTO chunks VALUES (?,?,?,?,?,?,?)", _rows(entry))
            db.executemany("DELETE FROM promised WHERE chunk = ?", ((id,) for id in fresh))
            stale = [id for id in old if id not in fresh]
            db.executemany("INSERT OR IGNORE INTO promised VALUES (?)", ((id,) for id in stale))
        return stale

    def remove(self, document_ids: Sequence[str]) -> list[str]:
        """Take documents out, acknowledged when this returns; returns their chunk ids likewise."""
        with self._transaction() as db:
            stale = self._drop(db, document_ids)
            db.executemany("INSERT OR IGNORE INTO promised VALUES (?)", ((id,) for id in stale))
        return stale

    def settled(self, chunk_ids: Iterable[str]) -> None:
        """Forget the promises on these chunks: the legs agree with the catalogue."""
        with self._transaction() as db:
            db.executemany("DELETE FROM promised WHERE chunk = ?", ((id,) for id in chunk_ids))

    def set_fact(self, name: str, value: str) -> None:
        """Remember a word about the generation itself."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def _drop(self, db: sqlite3.Connection, document_ids: Sequence[str]) -> list[str]:
        old = [row[0] for row in self._among("SELECT id FROM chunks WHERE document", document_ids)]
        for table in ("chunks", "bodies", "publishers", "documents"):
            column = "id" if table == "documents" else "document"
            db.executemany(
                f"DELETE FROM {table} WHERE {column} = ?",  # noqa: S608 -- names from these lines
                ((id,) for id in document_ids),
            )
        return old

    # --- reading -----------------------------------------------------------------------------

    def fact(self, name: str) -> str:
        """Return what `set_fact` remembered, or ""."""
        rows = self._all("SELECT value FROM facts WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def unsettled(self) -> list[tuple[str, bool]]:
        """Return (chunk id, whether the catalogue holds it) for every promise left open."""
        query = (
            "SELECT p.chunk, c.id IS NOT NULL FROM promised p LEFT JOIN chunks c ON c.id = p.chunk"
        )
        return [(id, bool(held)) for id, held in self._all(query)]

    def document(self, id: str) -> Document | None:
        """Return the document as indexed, or None."""
        return self._wholes([id]).get(id)

    def documents(self) -> list[Document]:
        """Return every document by id, without bodies."""
        rows = self._all("SELECT fields FROM documents ORDER BY id")
        return [_document(fields, "") for (fields,) in rows]

    def digests(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the digest, as indexed, of those of `ids` that are here."""
        return dict(self._among("SELECT id, digest FROM documents WHERE id", ids))

    def all_digests(self) -> dict[str, str]:
        """Return the digest of every document, by id."""
        return dict(self._all("SELECT id, digest FROM documents"))

    def chunks_of(self, document_id: str) -> list[Chunk]:
        """Return the chunks of a document in its order."""
        with self._lock:
            document = self.document(document_id)
            if document is None:
                return []
            rows = self._all(_CHUNKS + " document = ? ORDER BY number", (document_id,))
            return [_chunk(row, document.body) for row in rows]

    def found(self, chunk_ids: Sequence[str]) -> dict[str, Fact]:
        """Return what is known of those chunks that are here."""
        return {chunk: Fact(*fact) for chunk, *fact in self._among(_FOUND, chunk_ids)}

    def chunk_ids(self, limits: Limits = NO_LIMITS) -> list[str]:
        """Return the ids of all chunks of documents within the limits."""
        return [row[0] for row in self._all(_CHUNKS_WITHIN, _bound(limits))]

    def within(self, limits: Limits) -> int:
        """Return how many documents are within the limits."""
        return int(self._all(_COUNT_WITHIN, _bound(limits))[0][0])

    def undated(self, limits: Limits) -> int:
        """Return how many documents would be within the limits if they had a date."""
        return int(self._all(_UNDATED_WITHIN, _bound(limits))[0][0])

    def load(self, chunk_ids: Sequence[str]) -> dict[str, tuple[Chunk, Document]]:
        """Return those chunks with their documents, both of one moment."""
        with self._lock:
            rows = self._among(_CHUNKS + " id", chunk_ids)
            documents = self._wholes(list(dict.fromkeys(row[1] for row in rows)))
        pairs = ((row, documents.get(row[1])) for row in rows)
        return {row[0]: (_chunk(row, d.body), d) for row, d in pairs if d is not None}

    def passages(self, digests: Sequence[str]) -> dict[str, str]:
        """Return, for those passage digests, a chunk id that was embedded from the same words."""
        return dict(self._among("SELECT passage, id FROM chunks WHERE passage", digests))

    def counts(self) -> Counts:
        """Return what the catalogue holds, in numbers."""
        with self._lock:
            languages = dict(
                self._all("SELECT language, count(*) FROM documents GROUP BY language")
            )
            chunks = self._all("SELECT count(*) FROM chunks")[0][0]
            dates = "SELECT coalesce(min(dated), ''), coalesce(max(dated), '') FROM documents "
            first, last = self._all(dates + "WHERE first != ''")[0]
            undated = self._all("SELECT count(*) FROM documents WHERE first = ''")[0][0]
        return Counts(sum(languages.values()), chunks, languages, first, last, undated)

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        with self._lock:
            self._db.close()

    # --- below -------------------------------------------------------------------------------

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _trouble(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _wholes(self, ids: Sequence[str]) -> dict[str, Document]:
        rows = self._among(_WHOLE, ids)
        return {id: _document(fields, body) for id, fields, body in rows}

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock, _trouble(self.path):
            return self._db.execute(query, values).fetchall()

    def _among(self, query: str, values: Sequence[str]) -> list[Any]:
        rows: list[Any] = []
        for start in range(0, len(values), _SOME):
            part = values[start : start + _SOME]
            rows += self._all(f"{query} IN ({','.join('?' * len(part))})", part)
        return rows


def document_digest(document: Document) -> str:
    """Return the digest of everything a document says: equal digests, nothing to index anew."""
    return hashlib.sha256((_fields(document) + "\0" + document.body).encode()).hexdigest()


def _chunk(row: Sequence[Any], body: str) -> Chunk:
    id, document, number, start, stop, heading = row
    return Chunk(id, document, number, start, stop, body[start:stop], _heading(heading))


def _row(document: Document) -> tuple[str, ...]:
    span = period(document.dated) or ("", "")
    return (
        document.id, document_digest(document), document.language, document.near_duplicate_of,
        document.dated, *span, _fields(document),
    )  # fmt: skip


def _rows(entry: Entry) -> Iterator[tuple[Any, ...]]:
    for chunk, passage in zip(entry.chunks, entry.passages, strict=True):
        heading = json.dumps(chunk.heading, ensure_ascii=False)
        yield (
            chunk.id, entry.document.id, chunk.number, chunk.start, chunk.end, heading, passage,
        )  # fmt: skip


def _fields(document: Document) -> str:
    # not `asdict` of the whole, which copies every value deeply, three times a document
    values = {name: getattr(document, name) for name in _NAMES}
    values["sources"] = [asdict(source) for source in document.sources]
    values["extra"] = dict(document.extra)
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)


def _document(fields: str, body: str) -> Document:
    values = _values(fields)
    return Document(body=body, **values | {"extra": dict(values["extra"])})


# A question loads dozens of chunks, of the same documents as the one before: reading their fields
# was a quarter of that.
@lru_cache(maxsize=4096)
def _values(fields: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(fields)
    values["sources"] = tuple(OriginalSource(**source) for source in values["sources"])
    values["topics"] = tuple(values["topics"])
    return values


@lru_cache(maxsize=4096)
def _heading(path: str) -> tuple[str, ...]:
    return tuple(json.loads(path))


def _names(document: Document) -> Iterator[tuple[str, str]]:
    for name in sorted(names_of(document.publishers)):
        yield name, document.id


def _bound(limits: Limits) -> tuple[str, str, str, str]:
    """Return what `_DATED` and `_ALLOWED` compare with."""
    names = json.dumps(sorted(limits.names), ensure_ascii=False)
    return (*limits.days, json.dumps(limits.languages), names)


@contextmanager
def _trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        said = str(error)
        if "full" in said or "readonly" in said or "read-only" in said:
            raise StorageFull(
                f"The index in {path.parent} cannot be written ({said}): make room, then retry."
            ) from error
        raise IndexDamaged(
            f"The catalogue {path} cannot be used ({said}): run `rebuild`."
        ) from error
