"""One process owns the index: an OS lock on a file that also says where the owner answers.

The system lets go of the lock when its process ends, however it ends, so a file left by a dead
process is no obstacle. The file is never deleted: two processes could then lock two files.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import portalocker

from assistant.errors import IndexBusy, StorageFull

NAME = "lock"
PATIENCE = 0.5  # seconds; longer than another process's look at who owns the lock


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that holds the lock; `address` and `token` are empty until it serves."""

    pid: int
    address: str = ""
    token: str = ""


class IndexLock:
    """The lock of an index. Held from `acquire` to `release`, or to the end of the process."""

    def __init__(self, path: Path) -> None:
        """Name the lock file; nothing is opened yet."""
        self.path = path
        self._descriptor: int | None = None

    def acquire(self, timeout: float = PATIENCE) -> IndexLock:
        """Take the lock, waiting up to `timeout` seconds. Raises IndexBusy, StorageFull."""
        descriptor = _opened(self.path)
        deadline = time.monotonic() + timeout
        while not _locked(descriptor, portalocker.LockFlags.EXCLUSIVE):
            if time.monotonic() >= deadline:
                owner = _read(descriptor)
                os.close(descriptor)
                raise IndexBusy(_busy(owner))
            time.sleep(0.02)
        self._descriptor = descriptor
        try:
            self.publish("", "")
        except OSError as error:  # a lock that cannot say who holds it must not stay taken
            self.release()
            raise StorageFull(
                f"The index folder {self.path.parent} cannot be written ({error.strerror}): "
                "make room, or give the right to write it."
            ) from error
        return self

    def publish(self, address: str, token: str) -> None:
        """Write where the owner answers, and the token that opens, for `read_owner`."""
        if self._descriptor is None:
            raise IndexBusy("The index is not open here: open it before serving it.")
        text = json.dumps(asdict(Owner(os.getpid(), address, token))).encode()
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text, 0)

    def release(self) -> None:
        """Let go of the lock; twice is once."""
        if self._descriptor is None:
            return
        os.ftruncate(self._descriptor, 0)
        portalocker.unlock(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = None


def read_owner(path: Path) -> Owner | None:
    """Return who holds the lock at `path` (the lock file, or the folder it is in), or None."""
    if path.is_dir():
        path = path / NAME
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        if _locked(descriptor, portalocker.LockFlags.SHARED):
            return None  # nobody holds it: what the file says is of the dead
        return _read(descriptor) or Owner(0)
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.chmod(path, 0o600)  # noqa: PTH101 -- a file of an older, laxer umask
    except OSError as error:
        raise StorageFull(
            f"The index folder {path.parent} cannot be written ({error.strerror}): "
            "make room, or give the right to write it."
        ) from error
    return descriptor


def _locked(descriptor: int, kind: portalocker.LockFlags) -> bool:
    try:
        portalocker.lock(descriptor, kind | portalocker.LockFlags.NON_BLOCKING)
    except portalocker.LockException:
        return False
    return True


def _read(descriptor: int) -> Owner | None:
    try:
        facts = json.loads(os.pread(descriptor, 4096, 0) or b"null")
        return Owner(int(facts["pid"]), str(facts["address"]), str(facts["token"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _busy(owner: Owner | None) -> str:
    who = f"process {owner.pid}" if owner else "another process"
    where = f" at {owner.address}" if owner and owner.address else ""
    return (
        f"The assistant is already running on this data directory ({who}{where}): "
        "use that one, stop it first, or choose another directory with --data."
    )
