"""The corpus folder: read, written atomically, never left. It is the truth of everything else."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from assistant.corpus_file import (
    ID_RULE,
    clean,
    digest,
    is_id,
    names_itself,
    parse,
    serialise,
    split_front_matter,
)
from assistant.errors import CorpusError, DocumentNotFound
from assistant.schema import Document
from assistant.settings import Settings
from assistant.storage import TEMPORARY, delete_file, storage_errors, write_atomic

__all__ = [
    "FileStamp", "Library", "Problem", "clean", "digest", "is_id", "parse", "serialise",
    "split_front_matter",
]  # fmt: skip
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells, without reading it, that a file is still the one that was read."""

    size: int  # bytes
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A corpus file that could not be used, and why, in a sentence."""

    path: str  # relative to the corpus folder
    message: str


class Library:
    """The documents of one corpus folder. Paths are relative to it (`articles/<id>.md`)."""

    def __init__(self, settings: Settings) -> None:
        self.corpus = settings.corpus
        self.articles = settings.articles
        self._largest = settings.max_source_mb * 1024 * 1024
        self.problems: tuple[
            Problem, ...
        ] = ()  # of the last `documents()` that was read to its end

    def scan(self) -> dict[str, FileStamp]:
        """Return every corpus file with its stamp, in order of path; no file is opened."""
        found: dict[str, FileStamp] = {}
        for entry in _walk(self.articles):
            path = PurePosixPath(entry.path).relative_to(PurePosixPath(self.corpus)).as_posix()
            status = entry.stat()
            found[path] = FileStamp(status.st_size, status.st_mtime_ns)
        return dict(sorted(found.items()))

    def documents(self) -> Iterator[Document]:
        """Yield every document in order of path; a file that cannot be used is left in `problems`.

        Of two files with one id the first is yielded.
        """
        problems: list[Problem] = []
        seen: dict[str, str] = {}
        for path in self.scan():
            try:
                document = self.read(path)
                if document.id in seen:
                    raise CorpusError(same_id(path, document.id, seen[document.id]))
            except CorpusError as error:
                logger.warning("%s", error)
                problems.append(Problem(path, str(error)))
                continue
            seen[document.id] = path
            yield document
        self.problems = tuple(problems)

    def read(self, path: str) -> Document:
        """Return the document at `path`. Raises CorpusError, and its kinds, where it cannot."""
        return parse(self._text(path), path)

    def find(self, document_id: str) -> Document:
        """Return the document of that id, wherever its file is. Raises DocumentNotFound."""
        if document := self.under_its_name(document_id):
            return document
        for document in self.documents():
            if document.id == document_id:
                return document
        raise self.unknown(document_id)

    def unknown(self, document_id: str) -> DocumentNotFound:
        """Return the error about an id that no document has."""
        return DocumentNotFound(
            f"There is no document {document_id!r} in {self.articles}; `list` names what there is."
        )

    def under_its_name(self, document_id: str) -> Document | None:
        """Return the document that `articles/<id>.md` holds, None where it holds no such one."""
        path = f"articles/{document_id}.md"
        if not is_id(document_id) or not self._inside(path).is_file():
            return None
        document = self.read(path)
        return document if document.id == document_id else None

    def write(self, document: Document) -> Document:
        """Put the document in its file, on the disk before returning; return it as it now reads.

        A document without path goes to `articles/<id>.md`. Raises CorpusError for an id that
        cannot be a file name, StorageFull where nothing can be written.
        """
        if not is_id(document.id):
            raise CorpusError(f"{document.id!r} cannot be the id of a document: {ID_RULE}")
        path = document.path or f"articles/{document.id}.md"
        text = serialise(document)
        written = parse(text, path)  # first: what could not be read again is not written
        write_atomic(self._inside(path), text.encode("utf-8"))
        return written

    def adopt(self, path: str, added: str = "", added_by: str = "") -> Document:
        """Give a file dropped in by hand its front matter, in UTF-8, NFC and LF; return it.

        A file that has all this is left alone. `added` and `added_by` are for those without.
        """
        raw = self.raw(path)
        document = parse(_decoded(raw, path), path)
        if not self._stands(raw, path):
            added, added_by = document.added or added, document.added_by or added_by
            document = self.write(replace(document, added=added, added_by=added_by))
        return document

    def delete(self, path: str) -> None:
        """Delete the file at `path`; nothing happens where it is missing."""
        delete_file(self._inside(path))

    def raw(self, path: str) -> bytes:
        """Return the bytes of the file at `path`. Raises CorpusError, DocumentNotFound."""
        file = self._inside(path)
        try:
            status = file.stat()
            if not stat.S_ISREG(status.st_mode):
                raise CorpusError(f"{path}: it is no file; move it out of the corpus folder.")
            if status.st_size > self._largest:
                raise CorpusError(
                    f"{path}: {status.st_size // 2**20} MB is over the limit of "
                    f"{self._largest // 2**20} MB; split it, or raise ASSISTANT_MAX_SOURCE_MB."
                )
            return file.read_bytes()
        except FileNotFoundError:
            raise DocumentNotFound(
                f"{path}: there is no such file in {self.corpus}; `sync` brings the index in step."
            ) from None
        except OSError as error:
            raise CorpusError(f"{path}: it cannot be read ({error.strerror or error}).") from error

    def put(self, path: str, raw: bytes) -> None:
        """Put the bytes that `raw` returned at `path` again, on the disk before returning."""
        write_atomic(self._inside(path), raw)

    def holds(self, path: str) -> bool:
        """Return whether there is a file at `path`."""
        return self._inside(path).is_file()

    def sweep(self) -> None:
        """Delete what writing left half done when it was killed; nobody else may be writing."""
        for folder, _, names in os.walk(self.articles):
            for name in names:
                if name.startswith(TEMPORARY):
                    delete_file(Path(folder) / name)

    def _stands(self, raw: bytes, path: str) -> bool:
        text = _decoded(raw, path)
        return names_itself(text, path) and text.encode("utf-8") == raw

    def _text(self, path: str) -> str:
        return _decoded(self.raw(path), path)

    def _inside(self, path: str) -> Path:
        file = self.corpus / path
        with storage_errors(file):
            root = self.articles.resolve()
            if not file.resolve().is_relative_to(root) or file.suffix.lower() != ".md":
                raise CorpusError(
                    f"{path!r} does not lead to a .md file in {self.articles}; nothing was touched."
                )
        return file


def same_id(path: str, document_id: str, owner: str) -> str:
    """Return the sentence about two files with one id."""
    return (
        f"{path}: the id {document_id!r} is already that of {owner}; give this file an id of its "
        "own, or delete it."
    )


def _decoded(raw: bytes, path: str) -> str:
    try:
        return clean(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CorpusError(
            f"{path}, line {line}: it is not UTF-8; save the file as UTF-8, or `add` it."
        ) from None


@contextmanager
def _scanned(folder: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as entries:
            yield entries
    except OSError as error:
        raise CorpusError(
            f"{folder}: it cannot be read ({error.strerror}); give this user the right to read it."
        ) from error


def _walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield the regular .md files under `folder`; neither hidden ones nor links to elsewhere."""
    if not folder.is_dir():
        return
    with _scanned(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", TEMPORARY)) or entry.is_symlink():
                continue
            if not entry.name.isprintable():  # nor UTF-8: no record could name it
                logger.warning("%r: rename the file, its name cannot be written", entry.path)
                continue
            if entry.is_dir():
                yield from _walk(Path(entry.path))
            elif entry.name.lower().endswith(".md") and entry.is_file():
                yield entry
