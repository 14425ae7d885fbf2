"""Who may do what: the one place that every page, handler and endpoint asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from starlette.requests import HTTPConnection

from assistant.settings import Settings

Role = Literal["member", "staff", "admin"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in."""

    name: str
    role: Role


class Access:
    """Tells who a request is from and what they may do."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def person(self, request: HTTPConnection) -> Person | None:
        """Return who is signed in; None for a stranger."""
        return None

    def may_ask(self, request: HTTPConnection) -> bool:
        """Tell whether they may ask questions and browse the records."""
        return True

    def may_read(self, request: HTTPConnection) -> bool:
        """Tell whether they may read the stored text of a document: staff, members by a setting."""
        return self.may_manage(request)

    def may_manage(self, request: HTTPConnection) -> bool:
        """Tell whether they are of the staff."""
        person = self.person(request)
        return person is not None and person.role in {"staff", "admin"}
