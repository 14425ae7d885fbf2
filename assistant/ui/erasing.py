"""Destroying a document from the page: what is said before, and how far it has come."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from contextvars import copy_context
from typing import Final

from fastapi.responses import RedirectResponse, Response
from starlette.requests import Request

from assistant.errors import AssistantError, DocumentNotFound
from assistant.schema import Document
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.ui.access import Access
from assistant.ui.browse import title
from assistant.ui.desks import desk_page
from assistant.ui.evidence import record_address
from assistant.ui.managed import TOP, Managing, Route, here_of, id_of, to
from assistant.ui.posted import Posted
from assistant.ui.record import Near, near
from assistant.ui.safety import safe
from assistant.ui.words import Words

log = logging.getLogger(__name__)

_ERASING: Final = "-erasing"  # no document has such an id: none begins with a hyphen
_PATIENCE: Final = 3.0  # seconds until the page of progress takes over


class Erasing:
    """One document being destroyed at a time, in a thread that ends even if nobody waits."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.done, self.total = 0, 0
        self.error: BaseException | None = None

    def begin(self, document_id: str) -> bool:
        """Begin, in the name of whoever asks; return whether nothing else was under way."""
        with self._lock:
            if self.busy:
                return False
            self.done, self.total, self.error = 0, 0, None
            context = copy_context()
            self._thread = threading.Thread(
                target=context.run, args=(self._work, document_id), name="erase", daemon=True
            )
            self._thread.start()
            return True

    @property
    def begun(self) -> bool:
        """Whether there ever was something to do."""
        return self._thread is not None

    @property
    def busy(self) -> bool:
        """Whether it is still at it."""
        return self._thread is not None and self._thread.is_alive()

    def wait(self, seconds: float) -> bool:
        """Wait a little; return whether it is done."""
        if self._thread is not None:
            self._thread.join(seconds)
        return not self.busy

    def _work(self, document_id: str) -> None:
        try:
            self._service.erase([document_id], self._progress)
        except AssistantError as error:
            log.warning("a document could not be erased: %s", error)
            self.error = error
        except Exception as error:
            log.exception("a document could not be erased")
            self.error = error

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.done, self.total = done, total


def asked(
    document: Document, versions: int, copies: Near, words: Words, *, refused: bool = False
) -> str:
    """Return the page that says what will go and what will not, and asks whether to go on."""
    address = safe(record_address(document.id).removeprefix("documents/"))
    going = "".join(
        f"<li>{safe(words.say(f'erase.goes.{what}', n=words.number(versions)))}</li>"
        for what in ("text", "versions", "index", "answers", "uploads")
    )
    staying = "".join(
        f"<li>{safe(words.say(f'erase.stays.{what}'))}</li>"
        for what in ("backups", "git", "printed")
    )
    alert = safe(words.say("erase.unsure"))
    wrong = f'<p class="trouble" role="alert" id="unsure">{alert}</p>' if refused else ""
    tied = ' aria-invalid="true" aria-describedby="unsure"' if refused else ""
    return (
        f'<p class="ways crumb"><a href="../{address}">{safe(words.say("erase.not"))}</a></p>'
        f"<h2>{safe(words.say('erase.heading'))}</h2><p><strong>{title(document, words)}</strong>"
        f'</p><div class="words"><p>{safe(words.say("erase.forever"))}</p>'
        f"<h3>{safe(words.say('erase.goes'))}</h3><ul>{going}</ul>"
        f"<h3>{safe(words.say('erase.stays'))}</h3><ul>{staying}</ul>{_copies(copies, words)}"
        f'<form method="post" action="erase">{wrong}<p><label><input type="checkbox" name="sure" '
        f'value="yes"{tied}> {safe(words.say("erase.sure"))}</label></p>'
        f'<p><button class="grave">{safe(words.say("erase.do"))}</button></p></form></div>'
    )


def _copies(copies: Near, words: Words) -> str:
    """Return the near copies, which stay, each with the way to it."""
    others = [*copies.copies, *([copies.first] if copies.first else [])]
    if not others:
        return ""
    items = "".join(
        f'<li><a href="../{safe(record_address(d.id).removeprefix("documents/"))}">'
        f"{title(d, words)}</a></li>"
        for d in others
    )
    return f"<h3>{safe(words.say('erase.copies'))}</h3><ul>{items}</ul>"


def under_way(erasing: Erasing, words: Words) -> str:
    """Return how far it has come."""
    heading = f"<h2>{safe(words.say('erase.heading'))}</h2>"
    bar = ""
    if erasing.total:
        label = safe(words.say("erase.rebuilding"))
        bar = (
            f'<p><label>{label} <progress max="{erasing.total}" value="{erasing.done}"></progress> '
            f"{words.number(erasing.done)} / {words.number(erasing.total)}</label></p>"
        )
    return f'{heading}<p role="status">{safe(words.say("erase.working"))}</p>{bar}'


class Ending(Managing):
    """The pages on which a document is destroyed; `at_work` is shared by all languages."""

    def __init__(
        self, words: Words, service: Service, settings: Settings, access: Access, at_work: Erasing
    ) -> None:
        super().__init__(words, service, settings, access)
        self.at_work = at_work

    def routes(self) -> Sequence[Route]:
        """Return the pages there are."""
        return (
            ("GET", f"/{_ERASING}", self.erasing),
            ("GET", "/{id}/erase", self.erase_page),
            ("POST", "/{id}/erase", self.erase),
        )

    def erase_page(self, request: Request, given: Posted) -> Response:
        """Show what erasing a document destroys and what it does not reach."""
        return self._ask_to_erase(request)

    def erase(self, request: Request, given: Posted) -> Response:
        """Destroy a document, once somebody who may has said that they mean it."""
        if not self.access.may_administer(request):
            return self.plain(here_of(request), "manage.admins", 403)
        if given.one("sure") != "yes":
            return self._ask_to_erase(request, refused=True)
        self._either(id_of(request))  # there is something to destroy
        if not self.at_work.begin(id_of(request)):
            return self.plain(here_of(request), "erase.busy", 409)
        if self.at_work.wait(_PATIENCE):
            return self._erased("../../documents")
        return RedirectResponse(f"../{_ERASING}", status_code=303)

    def erasing(self, request: Request, given: Posted) -> Response:
        """Show how far it has come, again and again until it is done."""
        if not self.at_work.busy:
            return self._erased("../documents")
        content = under_way(self.at_work, self.words)
        page = desk_page(self.words, self.words.say("erase.heading"), content, here_of(request))
        page.headers["Refresh"] = "2"
        return page

    def _erased(self, there: str) -> Response:
        if not self.at_work.begun:
            return RedirectResponse(there, status_code=303)
        if self.at_work.error is not None:
            return self.said(f"{TOP}/{_ERASING}", self.words.error(self.at_work.error), 503)
        return to(there, said="erased")

    def _ask_to_erase(self, request: Request, *, refused: bool = False) -> Response:
        if not self.access.may_administer(request):
            return self.plain(here_of(request), "manage.admins", 403)
        document = self._either(id_of(request))
        kept = len(self.service.state.versions(document.id))
        copies = near(document, self.service.list())
        content = asked(document, kept, copies, self.words, refused=refused)
        title = self.words.say("erase.heading")
        status = 422 if refused else 200
        return desk_page(self.words, title, content, here_of(request), status=status)

    def _either(self, document_id: str) -> Document:
        """Return a document that is there or was taken out. Raises DocumentNotFound."""
        try:
            return self.service.show(document_id)
        except DocumentNotFound:
            for removed in self.service.state.removed(document_id):
                return self.kept(removed) or Document(id=document_id, body="")
            raise
