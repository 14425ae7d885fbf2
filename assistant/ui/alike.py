"""Which drafts of one tray have the same text, or almost: the later is told to be the copy."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace

from assistant.documents.duplicates import Signatures
from assistant.ui.items import Item


class Alike:
    """The texts of the drafts on a tray. Thread-safe."""

    def __init__(self) -> None:
        self._known = Signatures()
        self._lock = threading.RLock()

    def compared(self, item: Item) -> Item:
        """Keep a draft's text, and say which of those kept before has the same, or almost."""
        body = item.draft.document.body if item.draft and item.draft.document else ""
        with self._lock:
            self._known.remove(str(item.number))
            same, near = self._known.exact(body), self._known.near(body)
            self._known.add(str(item.number), body)
        return replace(item, twin=int(same or 0), near_twin=0 if same else int(near or 0))

    def again(self, items: Iterable[Item]) -> list[Item]:
        """Compare drafts anew, as if they had come in the order of their numbers."""
        ordered = sorted(items, key=lambda item: item.number)
        with self._lock:
            self.forget(item.number for item in ordered)
            return [self.compared(item) for item in ordered]

    def forget(self, numbers: Iterable[int]) -> None:
        """Let nothing be the twin of these."""
        with self._lock:
            for number in numbers:
                self._known.remove(str(number))
