"""The child's side of the sandbox: a process that parses what it is sent, under limits.

    parent -> child   one JSON line (call, source, name, url, media_type, options, size), then bytes
    child -> parent   one JSON line: {"ok": Extracted as a dict} or {"error": name, "message": …}

JSON and not pickle: what comes from a child that read hostile bytes must not run in the parent.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from assistant.errors import SourceError
from assistant.schema import Extracted, RawSource

Options = Mapping[str, int | float | str]


def serve(preload: str, memory_mb: int) -> None:
    """Answer requests on the standard pipes until the parent closes them."""
    requests, answers = _private_pipes()
    for module in filter(None, preload.split(",")):
        importlib.import_module(module)
    _limit_memory(memory_mb)
    sys.addaudithook(_forbid)
    _send(answers, {"ready": True})
    while line := requests.readline():
        head = json.loads(line)
        raw = RawSource(
            head["source"],
            head["name"],
            requests.read(head["size"]),
            head["url"],
            head["media_type"],
        )
        _limit_processor(head["seconds"])
        _send(answers, _run(head["call"], raw, head["options"]))


def _run(call: str, raw: RawSource, options: Options) -> dict[str, Any]:
    try:
        module, _, name = call.partition(":")
        function: Callable[..., Extracted] = getattr(importlib.import_module(module), name)
        return {"ok": asdict(function(raw, **options))}
    except SourceError as error:
        return {"error": type(error).__name__, "message": error.message}
    except MemoryError:
        return {"error": "MemoryError"}
    except Exception as error:  # noqa: BLE001 - a third-party parser on a strange page
        said = f"its parser gave up ({type(error).__name__}): open it and save it again."
        return {"error": "DamagedSource", "message": said}


def _send(pipe: BinaryIO, record: dict[str, Any]) -> None:
    pipe.write(json.dumps(record).encode("ascii") + b"\n")
    pipe.flush()


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes away from standard input and output: a parser that prints must not answer."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return requests, answers


def _limit_memory(memory_mb: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; time is still limited by the parent
        return
    size = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # parsing writes no file


def _limit_processor(seconds: float) -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostby", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn",
    "os.fork", "os.startfile", "os.remove", "os.rename", "os.rmdir", "os.truncate", "shutil.",
)  # fmt: skip


def _forbid(event: str, _arguments: tuple[object, ...]) -> None:
    """Refuse, inside the child, whatever parsing does not need: network, programs, deletions."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not allowed while parsing")


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
