"""Parsers that misbehave, for the tests of the sandbox."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from assistant.errors import ProtectedSource
from assistant.schema import Clue, Extracted, RawSource


def echo(raw: RawSource, prefix: str = "") -> Extracted:
    sys.stdout.write("a parser that prints must not spoil the answer\n")
    sys.stdout.flush()
    text = prefix + raw.data.decode()
    return Extracted("text", text, (raw.name,), (Clue("url", "url", raw.url),))


def tell_process(raw: RawSource) -> Extracted:
    return Extracted("text", str(os.getpid()), ())


def refuse(raw: RawSource) -> Extracted:
    raise ProtectedSource(raw.source, "a password is needed.")


def stumble(raw: RawSource) -> Extracted:
    raise KeyError(raw.name)


def crash(raw: RawSource) -> Extracted:
    ctypes.string_at(0)
    raise AssertionError("not reached")


def hang(raw: RawSource) -> Extracted:
    time.sleep(60)
    return echo(raw)


def devour(raw: RawSource) -> Extracted:
    return Extracted("text", "x" * (4 << 30), ())


def open_link(raw: RawSource) -> Extracted:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
    return echo(raw)


def run_program(raw: RawSource) -> Extracted:
    subprocess.run(["true"], check=True)
    return echo(raw)


def write_file(raw: RawSource) -> Extracted:
    Path(raw.name).write_text("more than nothing" * 10_000)
    return echo(raw)


def tell_secret(raw: RawSource) -> Extracted:
    return Extracted("text", os.environ.get("ASSISTANT_SECRET", "none"), ())
