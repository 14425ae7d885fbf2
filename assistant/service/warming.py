"""Getting ready in the background, so that the page is there at once, and how that stands."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Literal

from assistant.errors import AssistantError

logger = logging.getLogger(__name__)


class Warming:
    """A thread that opens the index, then loads what a first question would wait for.

    `failure` is why the index could not be opened: nothing can be asked or changed then. What
    fails later only costs the first question its wait, or is told where it is asked.
    """

    def __init__(self, open_index: Callable[[], object], load: Callable[[], object]) -> None:
        self.failure: AssistantError | None = None
        self._ready = False
        self._open, self._load = open_index, load
        self._thread = threading.Thread(target=self._work, name="warm", daemon=True)
        self._thread.start()

    @property
    def state(self) -> Literal["warming", "ready", "failed"]:
        """How it stands."""
        if self._thread.is_alive():
            return "warming"
        return "ready" if self._ready else "failed"

    def join(self, timeout: float | None = None) -> None:
        """Wait until it has come to its end, whatever that is."""
        self._thread.join(timeout)

    def _work(self) -> None:
        try:
            self._open()
        except AssistantError as error:
            self.failure = error
            return
        except Exception:
            logger.exception("the index could not be opened ahead of the first question")
            return
        try:
            self._load()
            self._ready = True
        except Exception:
            logger.exception("the first question could not be asked ahead of its time")
