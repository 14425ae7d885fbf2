"""How many chunks to acknowledge together: the more, the cheaper each, as long as it is soon."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

LEAST, MOST = 32, 1_024  # chunks
# Progress moves between batches, and a kill loses the one under way. A table of vectors reads
# the largest batch in one or two seconds, a transformer on a slow machine 32 chunks in four.
SOON = 4.0  # seconds


class Pace:
    """The size of the next batch, `chunks`: doubled after a quick one, halved after a slow one."""

    def __init__(self, chunks: int) -> None:
        """Begin with batches of that many chunks."""
        self.chunks = chunks

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Take the time of a batch, and set the size of the next one by it."""
        started = time.monotonic()
        yield
        self.adapt(time.monotonic() - started)

    def adapt(self, seconds: float) -> None:
        """Set the size of the next batch after one that took so long."""
        if seconds > SOON:
            self.chunks = max(LEAST, self.chunks // 2)
        elif 2 * seconds <= SOON:
            self.chunks = min(MOST, 2 * self.chunks)
