"""How often a password may be tried: wrong tries are counted in `state.db`, and make people wait.

A subject is a name or the address of a browser. Only digests of subjects are kept: people type
their password where the name belongs.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import time
from collections.abc import Callable
from typing import Final

from assistant.state import State

NAME_TRIES: Final = 5  # wrong tries of one name that make nobody wait
ADDRESS_TRIES: Final = 20  # the same of one address: an office shares one
LONGEST_WAIT: Final = 300.0  # seconds: who is attacked must still get in
FORGOTTEN: Final = 3600.0  # seconds after which wrong tries count no more


class Throttle:
    """Counts tries before they are judged, so that many at once are no way around it."""

    def __init__(self, state: State, clock: Callable[[], float] = time.time) -> None:
        self._state = state
        self._clock = clock

    def begin(self, name: str, address: str) -> int:
        """Return the seconds to wait; 0 means that a try has begun, counted as a wrong one."""
        now = self._clock()
        limits = {_subject("name", name): NAME_TRIES}
        if address:
            limits[_subject("address", network(address))] = ADDRESS_TRIES
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM tries WHERE last < ?", (now - FORGOTTEN,))
            wait = 0.0
            for subject, free in limits.items():
                row = connection.execute(
                    "SELECT wrong, last FROM tries WHERE subject = ?", (subject,)
                ).fetchone()
                wait = max(wait, _wait(row[0], free) - (now - row[1])) if row else wait
            if wait > 0:
                return math.ceil(wait)
            for subject in limits:
                connection.execute(
                    "INSERT INTO tries VALUES (?, 1, ?) ON CONFLICT (subject) "
                    "DO UPDATE SET wrong = wrong + 1, last = excluded.last",
                    (subject, now),
                )
        return 0

    def forgive(self, name: str, address: str) -> None:
        """Take the try that has begun back: it was right. What others tried there stays."""
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM tries WHERE subject = ?", (_subject("name", name),))
            connection.execute(
                "UPDATE tries SET wrong = wrong - 1 WHERE subject = ? AND wrong > 0",
                (_subject("address", network(address)),),
            )


def network(address: str) -> str:
    """Return what counts as one address: of IPv6 the network, for each holder has many."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))


def _wait(wrong: int, free: int) -> float:
    return min(2.0 ** min(wrong - free, 20), LONGEST_WAIT) if wrong >= free else 0.0


def _subject(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}".encode("utf-8", "surrogatepass")).hexdigest()
