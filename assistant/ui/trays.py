"""What each member of staff is adding: sources being read in the background, drafts to review.

It is kept in the memory of the server alone, some hours and some hundred drafts a person; nothing
of it is in answers.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from assistant.schema import Draft
from assistant.service.service import Service
from assistant.ui.alike import Alike
from assistant.ui.desk import Given, gravity
from assistant.ui.items import LEFT, Item, Stage, copy_of
from assistant.ui.lines import lines_of
from assistant.ui.reading import Reading
from assistant.ui.waiting import Waiting

if TYPE_CHECKING:
    from assistant.ui.storing import Storing

MOST: Final = 500  # sources of one person
LARGEST: Final = 60_000_000  # characters of their texts
LASTING: Final = 12 * 3600.0  # seconds after which a tray that nobody touched is forgotten


@dataclass(slots=True)
class Tray:
    """The items of one person. Thread-safe; sources are read by threads of its own."""

    service: Service
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    opened: int = 0  # the item under full review; 0: none, the list is shown
    discarded: tuple[int, ...] = ()  # the last ones, which may be put back
    storing: Storing | None = None  # what goes on, or what is over and may still be told
    touched: float = field(default_factory=time.monotonic)
    version: int = 0
    _items: dict[int, Item] = field(default_factory=dict)
    _alike: Alike = field(default_factory=Alike)
    _reading: Reading = field(init=False)
    _waiting: Waiting = field(init=False)
    _changed: threading.Condition = field(default_factory=threading.Condition)  # reentrant

    def __post_init__(self) -> None:
        self._reading = Reading(self.service, self)
        self._waiting = Waiting(self.service.settings, self.id)

    def close(self) -> None:
        """Let go of the files that nobody will read any more."""
        self._waiting.let_all_go()

    # --- looking ---------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """Return every item, in the order they were given."""
        with self._changed:
            return list(self._items.values())

    def drafts(self) -> list[Item]:
        """Return what can be reviewed and stored, the gravest problems first."""
        return sorted(self._read_ones(), key=lambda item: (gravity(item.problems), item.number))

    def _read_ones(self) -> list[Item]:
        return [item for item in self.items() if item.stage == "read"]

    def get(self, number: int) -> Item | None:
        """Return an item that can be reviewed."""
        with self._changed:
            item = self._items.get(number)
        return item if item and item.stage == "read" else None

    @property
    def reading(self) -> bool:
        """Whether sources are being read."""
        return any(item.stage in LEFT for item in self.items())

    @property
    def busy(self) -> bool:
        """Whether sources are being read, or drafts stored."""
        return self.reading or (self.storing is not None and self.storing.going)

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
                self._items[number] = Item(number, self._waiting.keep(number, one))
            self._tell()
        self._reading.start()
        return min(room, len(given))

    def halt(self) -> None:
        """Stop reading; what is being read now is left, too."""
        self._leave("halted", lambda item: item.stage in LEFT)

    def skip(self, number: int) -> None:
        """Leave a source that takes long to read, and read another in its place."""
        self._leave("skipped", lambda item: item.number == number and item.stage in LEFT)
        self._reading.start()

    def go_on(self) -> None:
        """Read what was left when reading was stopped, and what was skipped."""
        self._leave("waiting", lambda item: item.stage in ("halted", "skipped"))
        self._reading.start()

    def _leave(self, stage: Stage, which: Callable[[Item], bool]) -> None:
        with self._changed:
            for item in filter(which, list(self._items.values())):
                self._put(replace(item, stage=stage))

    def waiting(self) -> int:
        """Return how many sources wait to be read."""
        return sum(item.stage == "waiting" for item in self.items())

    def take(self) -> Item | None:
        """Return the next source that waits, as one that is being read from now on."""
        with self._changed:
            waiting = (item for item in self._items.values() if item.stage == "waiting")
            item = next(waiting, None)
            if item is not None:
                item = replace(item, stage="reading", since=time.monotonic())
                self._put(item)
            return item

    def awaits(self, taken: Item) -> bool:
        """Tell whether what is read of a source that was taken is still wanted."""
        with self._changed:
            item = self._items.get(taken.number)
            return item is not None and item.stage == "reading" and item.since == taken.since

    def read(self, taken: Item, draft: Draft) -> None:
        """Keep what was read of a source, unless it is no longer awaited."""
        full = sum(item.size for item in self.items())
        if draft.document and full + len(draft.document.body) > LARGEST:
            draft = replace(draft, document=None, error_kind="DeskFull")
        read = replace(taken, stage="unread", draft=draft)
        if draft.document:
            lines = lines_of(draft.document.body, draft.removed, draft.places)
            read = replace(read, stage="read", lines=lines)
        with self._changed:
            if self.awaits(taken):
                self._waiting.let_go(taken.given)
                self._put(self._alike.compared(read) if draft.document else read)
                self._in_order(read.number)

    def _in_order(self, number: int) -> None:
        """Let of two that are alike the later given be the copy, whichever was read first."""
        item = self._items[number]
        other = item.twin or item.near_twin
        if other > number:
            alike = [i for i in self._read_ones() if {i.number, i.twin, i.near_twin} & {other}]
            for one in self._alike.again([item, *alike]):
                self._put(one)

    # --- storing ---------------------------------------------------------------------------

    def hold(self, storing: Storing | None) -> bool:
        """Keep what is being stored, or forget it; False, and nothing, while another goes on."""
        with self._changed:
            if self.storing and self.storing.going:
                return False
            self.storing = storing
            self._tell()
        return True

    def tell(self) -> None:
        """Tell who waits that something is other than it was."""
        with self._changed:
            self._tell()

    def fail(self, number: int, why: str) -> None:
        """Leave a draft on the table and say why it could not be stored."""
        with self._changed:
            if item := self._items.get(number):
                self._put(replace(item, failed=why))

    def stored(self, number: int, document_id: str = "") -> None:
        """Take a draft off the table that is in the corpus now, as `document_id`.

        Drafts that were its twins are copies of a stored document from now on.
        """
        with self._changed:
            if item := self._items.get(number):
                self._put(replace(item, stage="stored", draft=None, lines=(), failed=""))
                self._close(number)
                self._alike.forget([number])
                for other in self._items.values():
                    if number in (other.twin, other.near_twin):
                        self._put(copy_of(other, number, document_id))

    # --- changing --------------------------------------------------------------------------

    def change(self, item: Item) -> None:
        """Keep an item as staff changed it, unless it is gone."""
        with self._changed:
            if item.number in self._items:
                self._put(item)

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
                self._put(self._alike.compared(replace(item, stage="read")))
        return len(found)

    def clear(self) -> None:
        """Let go of what is over: stored, discarded, or not read."""
        with self._changed:
            self._let_go("stored", "discarded", "unread", "halted", "skipped")
            self._tell()

    def _untwin(self) -> None:
        """Let nothing be the twin of a draft that was discarded."""
        self._alike.forget(self.discarded)
        alike = [i for i in self._read_ones() if {i.twin, i.near_twin} & set(self.discarded)]
        for item in self._alike.again(alike):
            self._put(item)

    def _let_go(self, *stages: Stage) -> None:
        for number in [item.number for item in self._items.values() if item.stage in stages]:
            self._waiting.let_go(self._items.pop(number).given)
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
                if tray.touched < oldest and not tray.busy:
                    self._trays.pop(other).close()
            tray = self._trays.setdefault(name, Tray(self._service))
            tray.touched = time.monotonic()
            return tray
