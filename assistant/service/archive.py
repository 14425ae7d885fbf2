"""The corpus folder as one zip file, written while it is sent."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from assistant.errors import CorpusError
from assistant.library import Library

_README = "README.md"
_UNSAFE = str.maketrans(dict.fromkeys('\\:*?"<>|', "_"))  # in the names of files elsewhere


class _Outgoing(io.RawIOBase):
    """Takes what the archive writes and gives it away; it cannot go back."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self._written += memoryview(data)  # type: ignore[arg-type]  # whatever zipfile gives
        return len(memoryview(data))  # type: ignore[arg-type]

    def taken(self) -> bytes:
        written, self._written = bytes(self._written), bytearray()
        return written


def corpus_zip(library: Library) -> Iterator[bytes]:
    """Yield a zip file of the documents as they stand, and the README; one document is in memory.

    A file that goes, or cannot be read, on the way is left out.
    """
    out = _Outgoing()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with suppress(OSError):
            archive.writestr(_entry(_README, 0), (library.corpus / _README).read_bytes())
        for path, stamp in library.scan().items():
            with suppress(CorpusError):
                archive.writestr(_entry(path, stamp.mtime_ns), library.raw(path))
            if written := out.taken():
                yield written
    yield out.taken()


def _entry(path: str, mtime_ns: int) -> zipfile.ZipInfo:
    """Return the entry of a file, under a name that every system can unpack."""
    day = datetime.fromtimestamp(mtime_ns / 1e9, UTC)
    moment = (min(max(day.year, 1980), 2107), day.month, day.day, day.hour, day.minute, day.second)
    entry = zipfile.ZipInfo(path.translate(_UNSAFE), moment)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
