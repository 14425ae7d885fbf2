"""Passwords: which may be taken, and how they are kept, as argon2id hashes."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assistant.errors import PersonRefused

if TYPE_CHECKING:  # imported where a password is hashed: other commands need not wait for it
    from argon2 import PasswordHasher

SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 1000
# The commonest passwords of ten signs or more, as people type them; case does not matter.
_COMMON: Final = frozenset(
    "1234567890 12345678910 0123456789 0987654321 1111111111 0000000000 123123123123 1q2w3e4r5t "
    "1qaz2wsx3edc qwertyuiop azertyuiop qwerty1234 azerty1234 azerty12345 password12 password123 "
    "password1234 motdepasse motdepasse1 motdepasse123 administrateur administrator admin12345 "
    "admin123456 iloveyou12 bonjour123 casablanca casablanca1 casablanca123 changeme123 "
    "abcdefghij abcd123456 aaaaaaaaaa assistant1 assistant123 welcome123".split()
)


class Passwords:
    """Hashes passwords and knows them again; `hasher` makes the hashes of others cheap (tests)."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        if hasher is not None:
            self._hasher = hasher

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def nobody(self) -> str:
        """A hash that no password has: an unknown name takes as long as a wrong password."""
        return self.hash(secrets.token_urlsafe(32))

    def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        return self._hasher.hash(_composed(password))

    def verify(self, hashed: str, password: str) -> bool:
        """Tell whether `password` is the one that was hashed."""
        from argon2.exceptions import InvalidHashError, VerificationError

        _ = self.nobody  # made at the first try of all, not at the first of an unknown name
        if len(password) > LONGEST_PASSWORD:
            password = ""
        try:
            return self._hasher.verify(hashed, _composed(password))
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, hashed: str) -> bool:
        """Tell whether a hash was made by parameters that are no longer today's."""
        return self._hasher.check_needs_rehash(hashed)


def acceptable(password: str, name: str) -> str:
    """Return a password that may be taken. Raises PersonRefused."""
    plain = known_as(password)
    if len(password) < SHORTEST_PASSWORD or len(set(plain)) < 3:
        raise PersonRefused(
            f"This password is too short or too plain: give at least {SHORTEST_PASSWORD} signs, "
            "for example four words."
        )
    if len(password) > LONGEST_PASSWORD:
        raise PersonRefused(f"This password is over {LONGEST_PASSWORD} signs: shorten it.")
    if plain == known_as(name) or plain in _COMMON:
        raise PersonRefused("This password is the first that others would try: give another.")
    return password


def known_as(name: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _composed(password: str) -> bytes:
    """Return a password's bytes, the same on keyboards that compose accents differently."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
