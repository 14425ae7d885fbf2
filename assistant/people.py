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
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, get_args

from assistant.errors import AssistantError, PersonRefused, PersonUnknown
from assistant.state import State, now
from assistant.throttle import Throttle

if TYPE_CHECKING:  # imported where a password is hashed: other commands need not wait for it
    from argon2 import PasswordHasher

Role = Literal["member", "staff", "admin"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
SHORTEST_PASSWORD: Final = 10
_LONGEST_PASSWORD: Final = 1000
_LONGEST_NAME: Final = 80
_HOUR: Final = 3600.0
_SEEN_EVERY: Final = 60.0  # seconds between two notes that a session is in use
# The commonest passwords of ten signs or more, as people type them; case does not matter.
_COMMON: Final = frozenset(
    "1234567890 12345678910 0123456789 0987654321 1111111111 0000000000 123123123123 1q2w3e4r5t "
    "1qaz2wsx3edc qwertyuiop azertyuiop qwerty1234 azerty1234 azerty12345 password12 password123 "
    "password1234 motdepasse motdepasse1 motdepasse123 administrateur administrator admin12345 "
    "admin123456 iloveyou12 bonjour123 casablanca casablanca1 casablanca123 changeme123 "
    "abcdefghij abcd123456 aaaaaaaaaa assistant1 assistant123 welcome123".split()
)


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
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._state = state
        self._clock = clock
        self._lasting = hours * _HOUR
        self._idle = idle_hours * _HOUR
        self._throttle = Throttle(state, clock)
        if hasher is not None:
            self._hasher = hasher

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
        hashed = self._hash(_acceptable(password, name))
        person = Person(name, _role(role), now())
        with self._state.transaction() as connection:
            added = connection.execute(
                "INSERT INTO people (name, known_as, role, hash, added) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (known_as) DO NOTHING",
                (name, _known_as(name), person.role, hashed, person.added),
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
        hashed = self._hash(_acceptable(password, person.name))
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
            connection.execute("DELETE FROM people WHERE known_as = ?", (_known_as(person.name),))
        self._state.record(by, "users remove", name=person.name)
        return person

    def _find(self, name: str) -> Person:
        rows = self._state.read(
            "SELECT name, role, added FROM people WHERE known_as = ?", (_known_as(name),)
        )
        if not rows:
            raise PersonUnknown(f"{name}: nobody has that name; `users list` shows who there is.")
        return Person(*rows[0])

    def _change(self, person: Person, column: Literal["hash", "role"], value: str) -> None:
        with self._state.transaction() as connection:
            _end_sessions(connection, person)
            connection.execute(
                f"UPDATE people SET {column} = ? WHERE known_as = ?",  # noqa: S608 -- ours
                (value, _known_as(person.name)),
            )

    # --- sessions --------------------------------------------------------------------------

    def sign_in(self, name: str, password: str, address: str = "") -> Entry:
        """Begin a session for the right password. What is wrong, name or password, is not told.

        `address` is the browser's; wrong tries of a name and of an address make them wait.
        """
        known = _known_as(name)
        if wait := self._throttle.begin(known, address):
            return Entry(wait=wait)
        rows = self._state.read("SELECT id, name, hash FROM people WHERE known_as = ?", (known,))
        number, name, hashed = rows[0] if rows else (0, "", self._nobody)
        if not self._verify(hashed, password) or not rows:
            return Entry()
        self._throttle.forgive(known, address)
        token = self._begin(number, self._renewed(number, hashed, password))
        if token:
            self._state.record(name, "sign in")
        return Entry(token, name)

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

    # --- passwords -------------------------------------------------------------------------

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        """A hash that no password has: an unknown name takes as long as a wrong password."""
        return self._hash(secrets.token_urlsafe(32))

    def _hash(self, password: str) -> str:
        return self._hasher.hash(_composed(password))

    def _verify(self, hashed: str, password: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        _ = self._nobody  # made at the first try of all, not at the first of an unknown name
        if len(password) > _LONGEST_PASSWORD:
            password = ""
        try:
            return self._hasher.verify(hashed, _composed(password))
        except (VerificationError, InvalidHashError):
            return False

    def _renewed(self, number: int, hashed: str, password: str) -> str:
        """Return the hash to be kept: a new one where today's parameters are others."""
        if not self._hasher.check_needs_rehash(hashed):
            return hashed
        renewed = self._hash(password)
        with self._state.transaction() as connection:
            changed = connection.execute(
                "UPDATE people SET hash = ? WHERE id = ? AND hash = ?", (renewed, number, hashed)
            ).rowcount
        return renewed if changed else hashed


def _end_sessions(connection: sqlite3.Connection, person: Person) -> None:
    connection.execute(
        "DELETE FROM sessions WHERE person IN (SELECT id FROM people WHERE known_as = ?)",
        (_known_as(person.name),),
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


def _acceptable(password: str, name: str) -> str:
    """Return a password that may be taken. Raises PersonRefused."""
    plain = _known_as(password)
    if len(password) < SHORTEST_PASSWORD or len(set(plain)) < 3:
        raise PersonRefused(
            f"This password is too short or too plain: give at least {SHORTEST_PASSWORD} signs, "
            "for example four words."
        )
    if len(password) > _LONGEST_PASSWORD:
        raise PersonRefused(f"This password is over {_LONGEST_PASSWORD} signs: shorten it.")
    if plain == _known_as(name) or plain in _COMMON:
        raise PersonRefused("This password is the first that others would try: give another.")
    return password


def _known_as(name: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _composed(password: str) -> bytes:
    """Return a password's bytes, the same on keyboards that compose accents differently."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
