"""The process's streams and words: results in UTF-8 on standard output, nothing else there."""

from __future__ import annotations

import io
import logging
import os
import sys
from contextlib import suppress
from typing import IO


def own_output() -> IO[str]:
    """Return standard output for results alone, in UTF-8; what else prints goes to standard error.

    Libraries print, some from C: after this the process's file 1 is its file 2.
    """
    sys.stdout.flush()
    with suppress(AttributeError, ValueError, io.UnsupportedOperation):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace", newline="\n")
    os.dup2(2, 1)
    return out


def log_to_stderr(verbose: bool) -> None:
    """Log warnings, and with `verbose` what happens, on standard error."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s: %(message)s", force=True
    )
    logging.getLogger("assistant").setLevel(logging.INFO if verbose else logging.WARNING)


def readable(word: str) -> str:
    """Return an argument that may not have been UTF-8 as text that can be written again."""
    try:
        word.encode("utf-8")
        return word
    except UnicodeEncodeError:
        is_file = "\0" not in word and os.path.lexists(word)
        return word if is_file else word.encode("utf-8", "replace").decode()
