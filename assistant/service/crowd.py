"""How many people are being answered: what nobody waits for gives way to them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Crowd:
    """The questions under way. Thread-safe."""

    def __init__(self) -> None:
        self._under_way = 0
        self._changed = threading.Condition()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Count a question as under way for as long as the block lasts."""
        with self._changed:
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def quiet(self, patience: float = 0.0) -> bool:
        """Wait up to `patience` seconds until nobody is being answered; tell whether it is so."""
        with self._changed:
            return self._changed.wait_for(lambda: self._under_way == 0, patience)
