"""Long work that staff start from the page: one at a time, in the background, told as it goes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from assistant.errors import TaskRunning
from assistant.schema import Progress
from assistant.service.acting import acting_as
from assistant.state import now

logger = logging.getLogger(__name__)

Work = Callable[[Progress], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Task:
    """What was started last: how far it is, and how it ended."""

    name: str  # sync, rebuild, gaps
    who: str
    begun: str
    ended: str = ""  # empty while it runs
    done: int = 0
    of: int = 0  # 0 where nobody knows
    counts: Mapping[str, int] = field(default_factory=dict)  # what it did, once it has
    error: BaseException | None = None

    @property
    def running(self) -> bool:
        """Whether it is still under way."""
        return not self.ended


class Tasks:
    """The long work of one process. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: Task | None = None
        self._thread: threading.Thread | None = None

    @property
    def last(self) -> Task | None:
        """What was started last, running or not; None before the first."""
        with self._lock:
            return self._last

    def start(self, name: str, who: str, work: Work) -> Task:
        """Begin `work` in the name of `who`. Raises TaskRunning while another is under way."""
        with self._lock:
            if self._last is not None and self._last.running:
                raise TaskRunning("Something else is under way: wait until it is done.")
            begun = self._last = Task(name, who, now())
            self._thread = threading.Thread(
                target=self._run, args=(who, work), name=name, daemon=True
            )
            self._thread.start()
        return begun

    def wait(self, timeout: float | None = None) -> None:
        """Wait for what is under way."""
        if self._thread is not None:
            self._thread.join(timeout)

    def _run(self, who: str, work: Work) -> None:
        try:
            with acting_as(who):
                counts = work(self._progress)
        except Exception as error:  # it is told on the page, in words
            logger.exception("what %s had started from the page failed", who)
            self._change(ended=now(), error=error)
        else:
            self._change(ended=now(), counts=counts)

    def _progress(self, stage: str, done: int, of: int) -> None:
        self._change(done=done, of=of)

    def _change(self, **values: object) -> None:
        with self._lock:
            if self._last is not None:
                self._last = replace(self._last, **values)  # type: ignore[arg-type]
