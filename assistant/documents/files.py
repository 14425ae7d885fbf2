"""Documents on this machine: files, folders and pasted text, read within limits."""

from __future__ import annotations

import logging
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from assistant.errors import EmptySource, SourceError, TooLarge, UnknownFormat
from assistant.schema import RawSource

log = logging.getLogger(__name__)

ENDINGS = frozenset({"html", "htm", "xhtml", "mhtml", "mht", "txt", "md", "pdf", "docx"})
_LINK = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PAGE_FOLDER = re.compile(r"(.+?)(?:_files|_fichiers|-Dateien|_archivos|\.files)", re.IGNORECASE)
# What a file without a telling name begins with, when it is one of ours.
_KNOWN_BEGINNING = re.compile(
    rb"\s*(?:<!doctype\s+html|<html|<\?xml[^>]*>\s*(?:<!doctype\s+html|<html)|%PDF-|PK\x03\x04"
    rb"|From: [^\n]*\n|MIME-Version:)",
    re.IGNORECASE,
)


def walk(sources: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """Yield every file and link of `sources`, folders walked in a stable order.

    A folder gives its files of known types, then those of its folders; hidden ones and the
    `_files` folder beside a saved page are left out, other types with a warning in the log.
    Files and links given by name, missing ones too, are yielded as they are: `read_source` says
    what is wrong with them.
    """
    for source in sources:
        name = os.fspath(source)
        if not is_link(name) and Path(name).is_dir():
            yield from _walk_folder(Path(name), set())
        else:
            yield name


def pasted(text: str, name: str = "") -> RawSource:
    """Return text that someone pasted as a source; `name` gets the ending .txt."""
    title = " ".join((name or "pasted text").split())[:120]
    if not text.strip():
        raise EmptySource(title, "no text was pasted.")
    if not title.lower().endswith((".txt", ".md")):
        title += ".txt"
    return RawSource(title, title, text.encode("utf-8", errors="replace"))


def is_link(source: str) -> bool:
    """Tell a link from the name of a file."""
    return _LINK.match(source) is not None


def _walk_folder(folder: Path, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Walk one folder; `seen` holds those walked, so that a loop of links ends."""
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda entry: (entry.name.casefold(), entry.name))
    except OSError:
        yield str(folder)  # reading it fails, and says why
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    entries = [entry for entry in entries if not entry.name.startswith((".", "~$"))]
    folders = [entry for entry in entries if entry.is_dir()]
    pages = {entry.stem.casefold() for entry in entries if ending_of(entry) in ("html", "htm")}
    for entry in entries:
        if entry in folders:
            continue
        if ending_of(entry) in ENDINGS:
            yield str(entry)
        else:
            log.warning("skipped %r: not a type we read", str(entry))
    for entry in folders:
        saved = _PAGE_FOLDER.fullmatch(entry.name)
        if saved is None or saved[1].casefold() not in pages:
            yield from _walk_folder(entry, seen)


def read_file(source: str, limit: int) -> RawSource:
    """Return the bytes of a file of `limit` bytes or fewer.

    Raises a SourceError that names it: missing, not permitted, empty, too large, unknown type.
    """
    path = Path(source)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            list(path.iterdir())  # says what is wrong with it, if something is
            raise SourceError(source, "this is a folder; give it to `add`, which walks it.")
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(source, "this is a device or a pipe, not a file.")
        if status.st_size > limit:
            raise _too_large(source, status.st_size, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise SourceError(source, _why_not(error)) from error
    except ValueError as error:  # a name with a zero byte
        raise SourceError(repr(source), "this is not the name of a file.") from error
    if len(data) > limit:
        raise _too_large(source, len(data), limit)
    if not data.strip():
        raise EmptySource(source, "the file is empty.")
    if ending_of(path) not in ENDINGS and not _KNOWN_BEGINNING.match(data):
        raise unknown_format(source, ending_of(path))
    return RawSource(source, path.name, data)


def unknown_format(source: str, ending: str) -> UnknownFormat:
    """Return the error for a type we do not read, with what to do about it."""
    if ending in ("doc", "rtf", "odt", "pages", "wps"):
        remedy = "open it in your word processor and save it as .docx or PDF."
    elif ending in ("ppt", "pptx", "odp", "xls", "xlsx", "ods", "epub"):
        remedy = "save or print it as PDF first."
    elif ending in ("jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "webp", "heic"):
        remedy = "a picture has no text; run text recognition on it and save the result as PDF."
    else:
        remedy = "we read html, mhtml, txt, md, pdf and docx."
    kind = f"files of type .{ending}" if ending else "files of this type"
    return UnknownFormat(source, f"{kind} cannot be read; {remedy}")


def ending_of(path: PurePath) -> str:
    """Return the ending of a file's name, small and without the dot."""
    return path.suffix[1:].lower()


def _too_large(source: str, size: int, limit: int) -> TooLarge:
    return TooLarge(
        source,
        f"the file has {size / 1048576:.1f} MB, the limit is {limit / 1048576:.0f} MB; "
        "split it or raise ASSISTANT_MAX_SOURCE_MB.",
    )


def _why_not(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the name (a link starts with https://)."
    if isinstance(error, PermissionError):
        return "reading it is not permitted; change its permissions or copy it elsewhere."
    return f"it cannot be read ({error.strerror or error})."
