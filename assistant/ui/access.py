"""Who may do what: the one place that every page, handler and endpoint asks."""

from __future__ import annotations

import logging
from typing import Final

from starlette.requests import HTTPConnection

from assistant.errors import AssistantError
from assistant.people import People, Person
from assistant.settings import Settings

log = logging.getLogger(__name__)

COOKIE: Final = "assistant-session"


class Access:
    """Tells who a request is from and what they may do."""

    def __init__(self, people: People, settings: Settings) -> None:
        self._people = people
        self._settings = settings

    def person(self, request: HTTPConnection) -> Person | None:
        """Return who is signed in; None for a stranger, and where sessions cannot be read."""
        token = request.cookies.get(COOKIE)
        try:
            return self._people.person(token) if token else None
        except AssistantError as error:
            log.error("nobody can be let in: %s", error)
            return None

    @property
    def closed(self) -> bool:
        """Whether one must sign in to ask."""
        return self._settings.members == "signed-in"

    def may_ask(self, request: HTTPConnection) -> bool:
        """Tell whether they may ask questions and browse the records."""
        return not self.closed or self.person(request) is not None

    def may_read(self, request: HTTPConnection) -> bool:
        """Tell whether they may read the stored text of a document: staff, members by a setting."""
        if self._settings.members_read:
            return self.may_ask(request)
        return self.may_manage(request)

    def may_administer(self, request: HTTPConnection) -> bool:
        """Tell whether they may destroy for good, and take everything away: admins alone."""
        person = self.person(request)
        return person is not None and person.role == "admin"

    def may_manage(self, request: HTTPConnection) -> bool:
        """Tell whether they are of the staff."""
        person = self.person(request)
        return person is not None and manages(person)

    def manages_still(self, name: str) -> bool:
        """Tell whether somebody of that name is of the staff, whatever became of their session."""
        try:
            return any(manages(one) for one in self._people.list() if one.name == name)
        except AssistantError as error:
            log.error("nobody can do anything: %s", error)
            return False


def manages(person: Person) -> bool:
    """Tell whether somebody is of the staff."""
    return person.role in {"staff", "admin"}
