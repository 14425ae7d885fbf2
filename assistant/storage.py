"""Write files so that a kill at any moment leaves the old one or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import StorageFull

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
TEMPORARY = ".writing-"  # what the name of a file being written begins with


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Raise StorageFull, in one sentence, where `path` has no room or cannot be written."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StorageFull(
                f"{path}: no room is left on the disk; free some and try again, "
                "nothing was half written."
            ) from error
        if error.errno in _NO_RIGHT:
            raise StorageFull(
                f"{path}: it may not be written ({os.strerror(error.errno or 0)}); give this user "
                "the right to write the folder, or choose another one."
            ) from error
        raise StorageFull(
            f"{path}: it cannot be written ({error.strerror or error}); see what is there, or "
            "choose another folder."
        ) from error


def write_atomic(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Put `data` at `path`, on the disk before returning.

    The folder is made where missing. Raises StorageFull; then what was at `path` is still there.
    """
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), mode)
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
        sync_folder(path.parent)


def delete_file(path: Path) -> None:
    """Delete `path`, on the disk before returning; nothing happens where it is missing."""
    with storage_errors(path):
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in `folder` on the disk; a rename is lasting only after that."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
