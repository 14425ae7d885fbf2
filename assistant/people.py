"""The people who sign in, with a name and a role, and their sessions; kept in `state.db`.

A password is kept as its argon2id hash, a session as the digest of a random token: whoever reads
the file can sign in as nobody. Several processes may use it at once.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal, get_args

from assistant.errors import AssistantError, PersonRefused, PersonUnknown
from assistant.passwords import Passwords, acceptable, known_as
from assistant.state import State, now
from assistant.throttle import Throttle

Role = Literal["member", "staff", "admin"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
_LONGEST_NAME: Final = 80
_HOUR: Final = 3600.0
_SEEN_EVERY: Final = 60.0  # seconds between two notes that a session is in use


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in."""

    name: str
    role: Role
    added: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of a try to sign in: a session's token, or why there is none."""

    token: str = ""  # empty: not let in
    name: str = ""  # of who is let in
    wait: int = 0  # seconds until the next try is listened to; 0: name or password was wrong


class People:
    """Everybody who can sign in, over `state`. Thread-safe.

    A session ends `hours` after it began, or `idle_hours` after it was last used; and when its
    person gets another password or role, or is removed.
    """

    def __init__(
        self,
        state: State,
        *,
        hours: float = 12.0,
        idle_hours: float = 2.0,
        clock: Callable[[], float] = time.time,
        passwords: Passwords | None = None,
    ) -> None:
        self._state = state
        self._clock = clock
        self._lasting = hours * _HOUR
        self._idle = idle_hours * _HOUR
        self._throttle = Throttle(state, clock)
        self._passwords = passwords or Passwords()

    # --- who there is ----------------------------------------------------------------------

    def list(self) -> list[Person]:
        """Return everybody, by name."""
        rows = self._state.read("SELECT name, role, added FROM people ORDER BY known_as")
        return [Person(*row) for row in rows]

    def has_staff(self) -> bool:
        """Tell whether anybody is of the staff."""
        return bool(self._state.read("SELECT 1 FROM people WHERE role != 'member' LIMIT 1"))

    def add(self, name: str, role: Role, password: str, by: str) -> Person:
        """Let `name` sign in. Raises PersonRefused for a name that is taken or a weak password."""
        name = _name(name)
        hashed = self._passwords.hash(acceptable(password, name))
        person = Person(name, _role(role), now())
        with self._state.transaction() as connection:
            added = connection.execute(
                "INSERT INTO people (name, known_as, role, hash, added) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (known_as) DO NOTHING",
                (name, known_as(name), person.role, hashed, person.added),
            ).rowcount
        if not added:
            raise PersonRefused(
                f"{name}: there is somebody of that name; choose another, or change theirs."
            )
        self._state.record(by, "users add", name=name, role=role)
        return person

    def change_password(self, name: str, password: str, by: str) -> Person:
        """Give somebody another password; their sessions end. Raises PersonRefused."""
        person = self._find(name)
        hashed = self._passwords.hash(acceptable(password, person.name))
        self._change(person, "hash", hashed)
        self._state.record(by, "users password", name=person.name)
        return person

    def change_role(self, name: str, role: Role, by: str) -> Person:
        """Give somebody another role; their sessions end. Raises PersonUnknown."""
        person = self._find(name)
        self._change(person, "role", _role(role))
        self._state.record(by, "users role", name=person.name, role=role, was=person.role)
        return Person(person.name, role, person.added)

    def remove(self, name: str, by: str) -> Person:
        """Let somebody sign in no more; their sessions end. Raises PersonUnknown."""
        person = self._find(name)
        with self._state.transaction() as connection:
            _end_sessions(connection, person)
            connection.execute("DELETE FROM people WHERE known_as = ?", (known_as(person.name),))
        self._state.record(by, "users remove", name=person.name)
        return person

    def _find(self, name: str) -> Person:
        rows = self._state.read(
            "SELECT name, role, added FROM people WHERE known_as = ?", (known_as(name),)
        )
        if not rows:
            raise PersonUnknown(f"{name}: nobody has that name; `users list` shows who there is.")
        return Person(*rows[0])

    def _change(self, person: Person, column: Literal["hash", "role"], value: str) -> None:
        with self._state.transaction() as connection:
            _end_sessions(connection, person)
            connection.execute(
                f"UPDATE people SET {column} = ? WHERE known_as = ?",  # noqa: S608 -- ours
                (value, known_as(person.name)),
            )

    # --- sessions --------------------------------------------------------------------------

    def sign_in(self, name: str, password: str, address: str = "") -> Entry:
        """Begin a session for the right password. What is wrong, name or password, is not told.

        `address` is the browser's; wrong tries of a name and of an address make them wait.
        """
        known = known_as(name)
        if wait := self._throttle.begin(known, address):
            return Entry(wait=wait)
        rows = self._state.read("SELECT id, name, hash FROM people WHERE known_as = ?", (known,))
        number, name, hashed = rows[0] if rows else (0, "", self._passwords.nobody)
        if not self._passwords.verify(hashed, password) or not rows:
            return Entry()
        self._throttle.forgive(known, address)
        token = self._begin(number, self._renewed(number, hashed, password))
        if token:
            self._state.record(name, "sign in")
        return Entry(token, name)

    def change_own_password(
        self, token: str, password: str, another: str, address: str = ""
    ) -> Entry:
        """Give whose session `token` is `another` password, for the one they have now.

        All their sessions end and one begins anew; a wrong password counts as a wrong try to sign
        in. Raises PersonRefused for another that is weak.
        """
        person = self.person(token)
        if person is None:
            return Entry()
        known = known_as(person.name)
        acceptable(another, person.name)
        if wait := self._throttle.begin(known, address):
            return Entry(wait=wait)
        rows = self._state.read("SELECT id, hash FROM people WHERE known_as = ?", (known,))
        number, hashed = rows[0] if rows else (0, self._passwords.nobody)
        if not self._passwords.verify(hashed, password) or not rows:
            return Entry()
        self._throttle.forgive(known, address)
        renewed = self._passwords.hash(another)
        if not self._replace(number, hashed, renewed):
            return Entry()
        with self._state.transaction() as connection:
            _end_sessions(connection, person)
        self._state.record(person.name, "users password", name=person.name)
        return Entry(self._begin(number, renewed), person.name)

    def person(self, token: str) -> Person | None:
        """Return whose session `token` is; None where it is none, or has ended."""
        if not token:
            return None
        digest = _digest(token)
        rows = self._state.read(
            "SELECT name, role, added, seen FROM sessions JOIN people ON people.id = person "
            "WHERE digest = ? AND begun > ? AND seen > ?",
            (digest, *self._oldest()),
        )
        if not rows:
            return None
        *who, seen = rows[0]
        if self._clock() - seen > _SEEN_EVERY:
            with suppress(AssistantError), self._state.transaction() as connection:  # a full disk
                connection.execute(
                    "UPDATE sessions SET seen = ? WHERE digest = ?", (self._clock(), digest)
                )
        return Person(*who)

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM sessions WHERE digest = ?", (_digest(token),))

    def sign_everybody_out(self) -> None:
        """End all sessions."""
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM sessions")

    def _begin(self, number: int, hashed: str) -> str:
        """Return the token of a new session; "" where the person was changed meanwhile."""
        token, moment = secrets.token_urlsafe(32), self._clock()
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM sessions WHERE begun <= ? OR seen <= ?", self._oldest())
            begun = connection.execute(
                "INSERT INTO sessions SELECT ?, id, ?, ? FROM people WHERE id = ? AND hash = ?",
                (_digest(token), moment, moment, number, hashed),
            ).rowcount
        return token if begun else ""

    def _oldest(self) -> tuple[float, float]:
        return self._clock() - self._lasting, self._clock() - self._idle

    def _renewed(self, number: int, hashed: str, password: str) -> str:
        """Return the hash to be kept: a new one where today's parameters are others."""
        if not self._passwords.outdated(hashed):
            return hashed
        renewed = self._passwords.hash(password)
        return renewed if self._replace(number, hashed, renewed) else hashed

    def _replace(self, number: int, hashed: str, renewed: str) -> bool:
        """Keep another hash of a person's password, where it is still the one that was read."""
        with self._state.transaction() as connection:
            changed = connection.execute(
                "UPDATE people SET hash = ? WHERE id = ? AND hash = ?", (renewed, number, hashed)
            ).rowcount
        return bool(changed)


def _end_sessions(connection: sqlite3.Connection, person: Person) -> None:
    connection.execute(
        "DELETE FROM sessions WHERE person IN (SELECT id FROM people WHERE known_as = ?)",
        (known_as(person.name),),
    )


def _name(text: str) -> str:
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    odd = any(unicodedata.category(letter)[0] == "C" for letter in name)
    if not name or odd or len(name) > _LONGEST_NAME or not any(map(str.isalnum, name)):
        raise PersonRefused(
            f"{text!r} is no name: give 1 to {_LONGEST_NAME} letters, digits or other signs."
        )
    return name


def _role(text: str) -> Role:
    for role in ROLES:
        if role == text:
            return role
    raise PersonRefused(f"{text!r} is no role: give one of {', '.join(ROLES)}.")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
