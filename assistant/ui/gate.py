"""Who may manage documents: one password, sessions that end, guesses that wait."""

from __future__ import annotations

import hmac
import math
import secrets
import threading
import time
from collections.abc import Callable
from typing import Final

SESSION_SECONDS: Final = 4 * 3600
FREE_TRIES: Final = 3  # wrong passwords before the door makes people wait
LONGEST_WAIT: Final = 300.0  # seconds


class Gate:
    """The door of the staff desk. Without a password it never opens. Thread-safe.

    The password is the environment's; there is no default. Passes live in this process only.
    """

    def __init__(self, password: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._password = password.encode()
        self._clock = clock
        self._passes: dict[str, float] = {}
        self._wrong = 0
        self._closed_until = 0.0
        self._lock = threading.Lock()

    @property
    def can_open(self) -> bool:
        """Whether there is a password at all."""
        return bool(self._password)

    def wait(self) -> int:
        """Return the seconds until the next try is listened to, 0 when it is now."""
        return max(0, math.ceil(self._closed_until - self._clock())) if self._wrong else 0

    def enter(self, password: str) -> str:
        """Return a pass for the right password, "" for a wrong one or one that comes too soon."""
        with self._lock:
            now = self._clock()
            if not self._password or now < self._closed_until:
                return ""
            if not hmac.compare_digest(password.encode(), self._password):
                self._wrong += 1
                delay = 2.0 ** (self._wrong - FREE_TRIES) if self._wrong >= FREE_TRIES else 0.0
                self._closed_until = now + min(delay, LONGEST_WAIT)
                return ""
            self._wrong, self._closed_until = 0, 0.0
            self._passes = {t: end for t, end in self._passes.items() if end > now}
            token = secrets.token_urlsafe(32)
            self._passes[token] = now + SESSION_SECONDS
            return token

    def holds(self, token: str) -> bool:
        """Tell whether a pass is good."""
        with self._lock:
            return bool(token) and self._passes.get(token, 0.0) > self._clock()

    def leave(self, token: str) -> None:
        """End a pass."""
        with self._lock:
            self._passes.pop(token, None)
