"""People for the tests: their passwords, and hashes that cost nothing to make."""

from __future__ import annotations

from argon2 import PasswordHasher

from assistant.passwords import Passwords
from assistant.people import People
from assistant.service.service import Service

PASSWORD = "laiton, cuivre, zinc"
STAFF, MEMBER = "Amina Berrada", "youssef"


def quick(**parameters: int) -> Passwords:
    return Passwords(
        PasswordHasher(**{"time_cost": 1, "memory_cost": 8, "parallelism": 1} | parameters)
    )


def welcome(service: Service) -> None:
    """Let a member of the staff and a member sign in, by hashes that are quick to make."""
    service.people = People(service.state, passwords=quick())
    service.people.add(STAFF, "staff", PASSWORD, "the tests")
    service.people.add(MEMBER, "member", PASSWORD, "the tests")
