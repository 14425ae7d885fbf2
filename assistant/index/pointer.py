"""Which generation of the index is in use: a pointer file, replaced in one step.

A folder replaced under an open Chroma keeps answering with the old data, so a rebuilt index gets
a folder of its own, and the pointer moves.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import StorageFull

NAME = "CURRENT"
_GENERATION = re.compile(r"^gen-([0-9]+)$")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS}


def pointed(folder: Path) -> Path | None:
    """Return the generation in use, or None."""
    try:
        name = (folder / NAME).read_text("utf-8").strip()
    except (OSError, ValueError):
        return None
    place = folder / name
    return place if _GENERATION.match(name) and place.is_dir() else None


def following(folder: Path) -> Path:
    """Return the folder for the next generation; it does not exist yet."""
    numbers = [int(m[1]) for path in folder.iterdir() if (m := _GENERATION.match(path.name))]
    return folder / f"gen-{max(numbers, default=0) + 1}"


def point(folder: Path, place: Path) -> None:
    """Put the generation at `place` in use, once all of it is on the disk. Raises StorageFull."""
    with room(folder):
        for path in (*place.rglob("*"), place):
            _sync(path)
        fresh = folder / f"{NAME}.new"
        fresh.write_text(place.name + "\n", "utf-8")
        _sync(fresh)
        fresh.replace(folder / NAME)
        _sync(folder)


def sweep(folder: Path) -> None:
    """Delete every generation but the one in use: old ones, and those a kill left unfinished."""
    keep = pointed(folder)
    for path in folder.iterdir():
        if path.is_dir() and _GENERATION.match(path.name) and path != keep:
            shutil.rmtree(path, ignore_errors=True)
    (folder / f"{NAME}.new").unlink(missing_ok=True)


@contextmanager
def room(folder: Path) -> Iterator[None]:
    """Turn the system's word that nothing can be written here into StorageFull."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise StorageFull(
            f"The index in {folder} cannot be written ({error.strerror}): "
            "make room, or give the right to write it."
        ) from error


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
