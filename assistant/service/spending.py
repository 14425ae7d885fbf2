"""What the language model was asked since the start, and what it took."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.schema import Answer

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spent:
    """Answers that a model was asked for, those it worded, and what they took together."""

    asked: int = 0
    worded: int = 0
    withheld: int = 0  # sentences
    read_tokens: int = 0
    written_tokens: int = 0
    cost: float | None = None
    median_ms: float | None = None  # until an answer was whole
    troubles: Mapping[str, int] | None = None  # by kind


class Spending:
    """Counts what answers took. Thread-safe; in memory alone."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._troubles: Counter[str] = Counter()
        self._times: list[float] = []
        self._cost = 0.0
        self._priced = False
        self._lock = threading.Lock()

    def note(self, answer: Answer) -> None:
        """Count an answer for which a model was asked; another changes nothing."""
        if not (usage := answer.usage):
            return
        logger.info("the language model: %s", _told(usage))
        with self._lock:
            self._count.update(
                asked=1,
                worded=answer.mode == usage["model"],
                withheld=len(answer.withheld),
                read_tokens=usage["read_tokens"],
                written_tokens=usage["written_tokens"],
            )
            self._troubles.update([usage["trouble"]] if usage["trouble"] else [])
            self._times = [*self._times[-999:], usage["total_ms"]]
            self._cost += usage["cost"] or 0.0
            self._priced |= usage["cost"] is not None

    def spent(self) -> Spent:
        """Return the sums."""
        with self._lock:
            times = sorted(self._times)
            return Spent(
                **self._count,
                cost=round(self._cost, 4) if self._priced else None,
                median_ms=times[len(times) // 2] if times else None,
                troubles=dict(self._troubles.most_common()),
            )


def _told(usage: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in usage.items() if value is not None)
