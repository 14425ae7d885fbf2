"""Hostile files are parsed in child processes with limits of time and memory, without network.

Parsers are third-party code fed with strangers' bytes: they hang, leak, crash the interpreter
(trafilatura does, from several threads) and may be talked into opening links. A child is a fresh
interpreter (never a fork of a threaded process), kept warm for many sources, replaced when it dies.

What child and parent say to each other is in parsing_child.py.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import assistant
from assistant import errors
from assistant.errors import DamagedSource, ParsingStopped, SourceError
from assistant.schema import Clue, Extracted, RawSource

log = logging.getLogger(__name__)

JOBS_PER_CHILD = 300  # a child is retired before its leaks matter
START_SECONDS = 60.0  # interpreter and imports, on a busy machine
_ANSWER_LIMIT = 256 * 1024 * 1024  # of one answer line: no child may fill the parent's memory

Options = Mapping[str, int | float | str]


class Sandbox:
    """Run parsers in warm child processes; safe to use from several threads.

    At most `size` children live at once; further callers wait. `seconds` and `memory_mb` limit one
    call; a child over them is killed and its caller gets ParsingStopped.
    """

    def __init__(
        self, *, seconds: float, memory_mb: int, size: int = 2, preload: str = "trafilatura"
    ) -> None:
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._preload = preload
        self._room = threading.BoundedSemaphore(size)
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        self._closed = False

    def run(self, call: str, raw: RawSource, **options: int | float | str) -> Extracted:
        """Return what `module:function`, called as function(raw, **options), made of `raw`.

        Raises the SourceError that the function raised, DamagedSource when the parser failed or
        killed its process, ParsingStopped over the limits.
        """
        with self._room:
            child = self._take(raw.source)
            try:
                extracted = child.ask(call, raw, options, self._seconds)
            except _Dead as dead:
                child.kill()
                raise _as_source_error(dead, raw.source, self._seconds) from None
            except SourceError:
                self._give_back(child)
                raise
            except BaseException:  # an interrupt half way leaves the pipe out of step
                child.kill()
                raise
            self._give_back(child)
            return extracted

    def close(self) -> None:
        """End the idle children; later calls start new ones, which end with their call."""
        self._closed = True
        while True:
            try:
                self._idle.get_nowait().kill()
            except queue.Empty:
                return

    def _take(self, source: str) -> _Child:
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                return self._start(source)
            if child.alive():
                return child
            child.kill()

    def _start(self, source: str) -> _Child:
        try:
            return _Child(self._preload, self._memory_mb)
        except (OSError, _Dead) as error:
            raise DamagedSource(
                source, f"the parsing process did not start ({error}): try again."
            ) from error

    def _give_back(self, child: _Child) -> None:
        if self._closed or child.jobs >= JOBS_PER_CHILD or not child.alive():
            child.kill()
        else:
            self._idle.put(child)


class _Dead(Exception):
    """The child is gone, or must be: `reason` is timeout, memory or crash."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


def _as_source_error(dead: _Dead, source: str, seconds: float) -> SourceError:
    if dead.reason == "timeout":
        return ParsingStopped(
            source,
            f"reading it took longer than {seconds:g} seconds and was stopped: "
            "split the file or save it again in another format.",
        )
    if dead.reason == "memory":
        return ParsingStopped(
            source,
            "reading it took more memory than allowed and was stopped: "
            "split the file or save it again in another format.",
        )
    return DamagedSource(
        source, "the file broke its parser: open it and save it again, or paste its text."
    )


class _Child:
    """One parsing process and its two pipes."""

    def __init__(self, preload: str, memory_mb: int) -> None:
        self.jobs = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "assistant.documents.parsing_child", preload, str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        assert self._process.stdout is not None  # noqa: S101
        self._in: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._out: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._answer(START_SECONDS)

    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, call: str, raw: RawSource, options: Options, seconds: float) -> Extracted:
        self.jobs += 1
        head = {
            "call": call,
            "source": raw.source,
            "name": raw.name,
            "url": raw.url,
            "media_type": raw.media_type,
            "options": dict(options),
            "seconds": seconds,
            "size": len(raw.data),
        }
        payload = json.dumps(head).encode("ascii") + b"\n" + raw.data
        answer = self._answer(seconds, payload)
        if "error" in answer:
            if answer["error"] == "MemoryError":
                raise _Dead("memory")
            raise _named_error(answer, raw.source)
        try:
            return _extracted(answer["ok"])
        except (KeyError, TypeError, ValueError) as error:
            raise _Dead("crash", str(error)) from error

    def kill(self) -> None:
        self._process.kill()
        for pipe in (self._in, self._out):
            try:
                pipe.close()
            except OSError:
                log.debug("a pipe of a parsing process was closed already")
        self._process.wait()

    def _answer(self, seconds: float, payload: bytes = b"") -> dict[str, Any]:
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            self._in.write(payload)
            self._in.flush()
            line = self._out.readline(_ANSWER_LIMIT)
        except (OSError, ValueError):
            line = b""
        finally:
            timer.cancel()
        if not line.endswith(b"\n"):
            raise _Dead("timeout" if late.is_set() or self._over_cpu() else "crash")
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise _Dead("crash", "unreadable answer") from error
        if not isinstance(answer, dict):
            raise _Dead("crash", "unreadable answer")
        return answer

    def _over_cpu(self) -> bool:
        """Say whether the kernel ended the child for its processor time (signal XCPU, 24)."""
        try:
            return self._process.wait(5) == -24
        except subprocess.TimeoutExpired:
            return False


def _environment() -> dict[str, str]:
    """Give the child what an interpreter needs and no secret of ours."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TEMP", "VIRTUAL_ENV")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    root = str(Path(assistant.__file__).resolve().parent.parent)
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment["PYTHONPATH"] = os.pathsep.join(paths)
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    environment["PYTHONIOENCODING"] = "utf-8"
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        environment[threads] = "1"  # each thread's stack counts as address space
    return environment


def _named_error(answer: Mapping[str, Any], source: str) -> SourceError:
    kind = getattr(errors, str(answer["error"]), DamagedSource)
    if not (isinstance(kind, type) and issubclass(kind, SourceError)):
        kind = DamagedSource
    return kind(source, str(answer.get("message", "")))


def _extracted(record: Mapping[str, Any]) -> Extracted:
    clues = [Clue(str(c["field"]), str(c["origin"]), str(c["value"])) for c in record["clues"]]
    removed = tuple(str(line) for line in record["removed"])
    places = tuple(int(place) for place in record["places"])
    return Extracted(str(record["format"]), str(record["body"]), removed, tuple(clues), places)


# --- one sandbox for the process -------------------------------------------------------------

_shared: dict[tuple[float, int], Sandbox] = {}
_shared_lock = threading.Lock()


def shared_sandbox(seconds: float, memory_mb: int) -> Sandbox:
    """Return the process's sandbox with these limits; its children end with the process."""
    with _shared_lock:
        key = (seconds, memory_mb)
        if key not in _shared:
            _shared[key] = Sandbox(seconds=seconds, memory_mb=memory_mb)
            atexit.register(_shared[key].close)
        return _shared[key]
