"""What a model wrote lately, so that the same question over the same evidence costs nothing.

In memory alone: questions are personal data. What is remembered is checked anew when it is used.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from assistant.questions.writing.passages import Passage
from assistant.schema import Language

_MOST: Final = 500  # answers; a thousand bytes each


class Remembered:
    """Texts by question, evidence and model. Thread-safe."""

    def __init__(self, most: int = _MOST) -> None:
        self._known: OrderedDict[str, str] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def key(
        self, question: str, language: Language, passages: Sequence[Passage], model: str
    ) -> str:
        """Return the name of what `model` writes on a question, given these passages."""
        digest = hashlib.sha256()
        said = [f"{p.document.id} {p.document.title} {p.text}" for p in passages]
        for part in (question, language, model, *said):
            digest.update(f"{len(part)} {part}".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def get(self, key: str) -> str | None:
        """Return what was written, or None."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def keep(self, key: str, text: str) -> None:
        """Remember a text; the one unused for longest is forgotten."""
        with self._lock:
            self._known[key] = text
            self._known.move_to_end(key)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
