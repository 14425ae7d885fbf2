"""What each member of staff is adding: sources being read in the background, drafts to review.

It is kept in the memory of the server alone, some hours and some hundred drafts a person; nothing
of it is in answers.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Final

from assistant.documents.duplicates import Signatures
from assistant.errors import AssistantError
from assistant.schema import Draft, RawSource
from assistant.service.service import Service
from assistant.ui.desk import Given, fetched, gravity
from assistant.ui.items import LEFT, Item, Stage
from assistant.ui.lines import lines_of

log = logging.getLogger(__name__)

MOST: Final = 500  # sources of one person
LARGEST: Final = 60_000_000  # characters of their texts
LASTING: Final = 12 * 3600.0  # seconds after which a tray that nobody touched is forgotten


@dataclass(slots=True)
class Tray:
    """The items of one person. Thread-safe; sources are read by a thread of its own."""

    service: Service
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    opened: int = 0  # the item under full review; 0: none, the list is shown
    discarded: tuple[int, ...] = ()  # the last ones, which may be put back
    halting: bool = False  # what goes on, reading or storing, is to stop
    storing: bool = False
    touched: float = field(default_factory=time.monotonic)
    version: int = 0
    _items: dict[int, Item] = field(default_factory=dict)
    _known: Signatures = field(default_factory=Signatures)  # the texts on the tray
    _comparing: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None
    _changed: threading.Condition = field(default_factory=threading.Condition)  # reentrant

    # --- looking ---------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """Return every item, in the order they were given."""
        with self._changed:
            return list(self._items.values())

    def drafts(self) -> list[Item]:
        """Return what can be reviewed and stored, the gravest problems first."""
        ready = [item for item in self.items() if item.stage == "read"]
        return sorted(ready, key=lambda item: (gravity(item.problems), item.number))

    def get(self, number: int) -> Item | None:
        """Return an item that can be reviewed."""
        with self._changed:
            item = self._items.get(number)
        return item if item and item.stage == "read" else None

    @property
    def reading(self) -> bool:
        """Whether sources are being read."""
        return self._thread is not None

    def wait(self, version: int, seconds: float) -> int:
        """Wait until something is other than at `version`; return the version now."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version, seconds)
            return self.version

    # --- reading ---------------------------------------------------------------------------

    def add(self, given: Sequence[Given]) -> int:
        """Take sources in and read them in the background; return how many there was room for."""
        with self._changed:
            self._let_go("stored", "discarded")
            room = max(0, MOST - len(self._items))
            for one in given[:room]:
                number = max(self._items, default=0) + 1
                self._items[number] = Item(number, one)
            self._start()
        return min(room, len(given))

    def halt(self) -> None:
        """Stop reading, or storing, after what is being done now."""
        with self._changed:
            self.halting = True
            for item in self._items.values():
                if item.stage in LEFT:
                    self._put(replace(item, stage="halted"))

    def go_on(self) -> None:
        """Read what was not read when reading was stopped."""
        with self._changed:
            for item in self._items.values():
                if item.stage == "halted":
                    self._put(replace(item, stage="waiting"))
            self._start()

    def _start(self) -> None:
        self.halting = False
        self._tell()
        if self._thread is None and any(i.stage == "waiting" for i in self._items.values()):
            self._thread = threading.Thread(target=self._read, name="tray", daemon=True)
            self._thread.start()

    def _read(self) -> None:
        """Read what waits, until nothing does."""
        more = True
        try:
            while more:
                self._read_some()
                with self._changed:
                    more = any(item.stage == "waiting" for item in self._items.values())
                    self._thread = self._thread if more else None  # who adds now begins another
                    self._tell()
        except AssistantError as error:
            log.warning("the sources on a tray could not be read: %s", error)
        finally:
            if more:
                self.halt()
                self._thread = None

    def _read_some(self) -> None:
        order: deque[int] = deque()
        with closing(self.service.prepare_all(self._next(order))) as drafts:
            for draft in drafts:
                self._done(order.popleft(), draft)
                if self.halting:
                    return

    def _next(self, order: deque[int]) -> Iterator[str | RawSource]:
        limit = self.service.settings.max_source_mb * 1024 * 1024
        while (item := self._taken()) is not None:
            source = fetched(item.given, limit)
            if isinstance(source, Draft):
                self._done(item.number, source)
                continue
            order.append(item.number)
            yield source

    def _taken(self) -> Item | None:
        with self._changed:
            waiting = (item for item in self._items.values() if item.stage == "waiting")
            item = next(waiting, None)
            if item is not None:
                self._put(replace(item, stage="reading"))
            return item

    def _done(self, number: int, draft: Draft) -> None:
        """Keep what was read of an item, unless reading it was stopped meanwhile."""
        with self._changed:
            full = sum(item.size for item in self._items.values())
        if draft.document and full + len(draft.document.body) > LARGEST:
            draft = replace(draft, document=None, error_kind="DeskFull")
        read = Item(number, Given(draft.source, draft.source), "unread", draft)
        if draft.document:
            lines = lines_of(draft.document.body, draft.removed, draft.places)
            read = self._compared(replace(read, stage="read", lines=lines))
        with self._changed:
            item = self._items.get(number)
            if item is not None and item.stage == "reading":
                self._put(replace(read, given=item.given))

    def _compared(self, item: Item) -> Item:
        """Say which other item has the same text, or almost."""
        body = item.draft.document.body if item.draft and item.draft.document else ""
        with self._comparing:
            self._known.remove(str(item.number))
            same, near = self._known.exact(body), self._known.near(body)
            self._known.add(str(item.number), body)
        return replace(item, twin=int(same or 0), near_twin=0 if same else int(near or 0))

    # --- changing --------------------------------------------------------------------------

    def change(self, item: Item) -> None:
        """Keep an item as staff changed it, unless it is gone."""
        with self._changed:
            if item.number in self._items:
                self._put(item)

    def fail(self, number: int, why: str) -> None:
        """Leave a draft on the table and say why it could not be stored."""
        with self._changed:
            if item := self._items.get(number):
                self._put(replace(item, failed=why))

    def stored(self, number: int) -> None:
        """Take a draft off the table that is in the corpus now."""
        with self._changed:
            if item := self._items.get(number):
                self._put(replace(item, stage="stored", draft=None, lines=(), failed=""))
                self._close(number)

    def discard(self, numbers: Sequence[int]) -> int:
        """Take drafts off the table; `put_back` undoes it. Return how many."""
        with self._changed:
            found = [item for n in numbers if (item := self._items.get(n)) and item.stage == "read"]
            for item in found:
                self._put(replace(item, stage="discarded"))
                self._close(item.number)
            self.discarded = tuple(item.number for item in found)
            self._untwin()
        return len(found)

    def put_back(self) -> int:
        """Put the drafts that were discarded last back on the table; return how many."""
        with self._changed:
            numbers, self.discarded = self.discarded, ()
            found = [self._items[number] for number in numbers if number in self._items]
            for item in found:
                self._put(self._compared(replace(item, stage="read")))
        return len(found)

    def clear(self) -> None:
        """Let go of what is over: stored, discarded, or not read."""
        with self._changed:
            self._let_go("stored", "discarded", "unread", "halted")
            self._tell()

    def _untwin(self) -> None:
        """Let nothing be the twin of a draft that was discarded."""
        for number in self.discarded:
            with self._comparing:
                self._known.remove(str(number))
        alike = [i for i in self._items.values() if {i.twin, i.near_twin} & set(self.discarded)]
        for item in alike:
            with self._comparing:
                self._known.remove(str(item.number))
        for item in alike:
            self._put(self._compared(item))

    def _let_go(self, *stages: Stage) -> None:
        for number in [item.number for item in self._items.values() if item.stage in stages]:
            del self._items[number]
        self.discarded = ()

    def _close(self, number: int) -> None:
        self.opened = 0 if self.opened == number else self.opened

    def _put(self, item: Item) -> None:
        self._items[item.number] = item
        self._tell()

    def _tell(self) -> None:
        self.version += 1
        self.touched = time.monotonic()
        self._changed.notify_all()


class Trays:
    """The trays of everybody, by their names."""

    def __init__(self, service: Service, lasting: float = LASTING) -> None:
        self._service = service
        self._lasting = lasting
        self._trays: dict[str, Tray] = {}
        self._lock = threading.Lock()

    def of(self, name: str) -> Tray:
        """Return somebody's tray; an empty one where theirs was left too long."""
        with self._lock:
            oldest = time.monotonic() - self._lasting
            for other, tray in list(self._trays.items()):
                if tray.touched < oldest and not tray.reading:
                    del self._trays[other]
            tray = self._trays.setdefault(name, Tray(self._service))
            tray.touched = time.monotonic()
            return tray
