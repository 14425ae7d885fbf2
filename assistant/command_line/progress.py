"""Progress bars on standard error; nothing where that is no terminal."""

from __future__ import annotations

import sys
from typing import Any

_NAMES = {"index": "indexing", "read": "reading", "store": "storing"}


class Bars:
    """A `Progress` that shows one bar, of the stage that is under way."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: Any = None
        self._said: set[str] = set()

    def say_once(self, text: str) -> None:
        """Say on the terminal what takes seconds without steps to count; once a command."""
        if sys.stderr.isatty() and text not in self._said:
            self._said.add(text)
            self.clear()
            sys.stderr.write(text + "\n")
            sys.stderr.flush()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` of a stage are done; `total` 0 is not known."""
        if not sys.stderr.isatty():
            return
        if self._bar is None or stage != self._stage or done < self._bar.n:
            self._start(stage)
        self._bar.total = max(done, total) or None
        self._bar.update(done - self._bar.n)

    def clear(self) -> None:
        """Take the bar off the screen, so that something else can be printed."""
        if self._bar is not None:
            self._bar.clear()

    def close(self) -> None:
        """Take the bar off the screen for good."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _start(self, stage: str) -> None:
        from tqdm import tqdm

        self.close()
        self._stage = stage
        self._bar = tqdm(desc=_NAMES.get(stage, stage), unit=" docs", leave=False, file=sys.stderr)
