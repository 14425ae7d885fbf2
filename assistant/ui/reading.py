"""The sources of a tray are read in the background, some at a time, each shown once it is read.

A slow source holds back none of the others: they are taken off the tray one by one, and who skips
one lets another be read in its place.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Final

from assistant.errors import AssistantError
from assistant.schema import Draft
from assistant.service.service import Service
from assistant.ui.desk import fetched
from assistant.ui.items import Item

if TYPE_CHECKING:
    from assistant.ui.trays import Tray

log = logging.getLogger(__name__)

AT_ONCE: Final = 2  # sources being read that somebody still waits for
_THREADS: Final = 6  # those of skipped sources among them, which end in their own time


class Reading:
    """The threads that read what waits on one tray."""

    def __init__(self, service: Service, tray: Tray) -> None:
        self._service, self._tray = service, tray
        self._lock = threading.Lock()
        self._held: dict[threading.Thread, Item | None] = {}  # what each thread reads

    def start(self) -> None:
        """Have what waits read, by as many threads as may be; those there are go on."""
        with self._lock:
            waiting = self._tray.waiting()
            free = min(AT_ONCE - self._serving(), _THREADS - len(self._held), waiting)
            for _ in range(free):
                thread = threading.Thread(target=self._read, name="tray", daemon=True)
                self._held[thread] = None
                thread.start()

    def _serving(self) -> int:
        """Return how many threads read what somebody still waits for, or will at once."""
        return sum(one is None or self._tray.awaits(one) for one in self._held.values())

    def _read(self) -> None:
        me = threading.current_thread()
        try:
            while (item := self._next(me)) is not None:
                self._tray.read(item, self._draft_of(item))
        except AssistantError as error:
            log.warning("the sources on a tray could not be read: %s", error)
            self._tray.halt()
        except Exception:
            log.exception("the sources on a tray could not be read")
            self._tray.halt()
        finally:
            with self._lock:
                self._held.pop(me, None)
            self.start()  # what came to wait as this one ended

    def _next(self, me: threading.Thread) -> Item | None:
        """Return what this thread reads next; None where nothing waits, or enough others read."""
        with self._lock:
            self._held.pop(me, None)
            if self._serving() >= AT_ONCE:
                return None
            item = self._tray.take()
            if item is not None:
                self._held[me] = item
            return item

    def _draft_of(self, item: Item) -> Draft:
        limit = self._service.settings.max_source_mb * 1024 * 1024
        source = fetched(item.given, limit)
        return source if isinstance(source, Draft) else self._service.prepare(source)
