"""What the pages of the desk of documents share: their door, what was done, what goes wrong."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.errors import AssistantError, CorpusError, DocumentNotFound
from assistant.schema import Document
from assistant.service import editing
from assistant.service.acting import acting
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.state import Removed, Version
from assistant.ui.access import Access
from assistant.ui.desks import Handler, desk_page, for_staff
from assistant.ui.doors import path_of
from assistant.ui.evidence import record_address
from assistant.ui.posted import Posted, posted
from assistant.ui.safety import safe
from assistant.ui.words import Words

log = logging.getLogger(__name__)

TOP: Final = "staff/documents"  # below /fr/
_AT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_SAID: Final = frozenset(
    {"removed", "restored", "nothing", "failed", "saved", "same", "version", "erased", "late"}
)
Act = Callable[[Request, Posted], Response]
Route = tuple[str, str, Act]  # the method, the path below the table's, what is done


class Managing:
    """Some pages of the desk in one language."""

    def __init__(self, words: Words, service: Service, settings: Settings, access: Access) -> None:
        self.words = words
        self.service = service
        self.settings = settings
        self.access = access

    def routes(self) -> Sequence[Route]:
        """Return the pages there are."""
        raise NotImplementedError

    def add_routes(self, app: FastAPI) -> None:
        """Add the routes to `app`."""
        for method, path, act in self.routes():
            there = f"/{self.words.language}/{TOP}{path}"
            handler = for_staff(self.access, self._handler(act))
            app.add_route(there, handler, methods=[method])

    def _handler(self, act: Act) -> Handler:
        async def handler(request: Request) -> Response:
            given = Posted()
            if request.method == "POST":
                # In a form, what is no letter of ours is three times as long.
                read = await posted(request, 3 * 2**20 * self.settings.max_source_mb)
                if read is None:
                    return self.plain(TOP, "error.TooLarge", 413)
                given = read
            return await run_in_threadpool(self._answered, act, request, given)

        return handler

    def _answered(self, act: Act, request: Request, given: Posted) -> Response:
        """Return what an act answers; what goes wrong is said in a sentence."""
        here = here_of(request)
        try:
            return act(request, given)
        except DocumentNotFound:
            return self.plain(here, "record.missing", 404)
        except AssistantError as error:
            log.warning("the desk of documents: %s", error)
            return self.said(here, self.words.error(error), 503)

    def just_done(self, request: Request) -> str:
        """Return what the address says has been done, with the way back where there is one."""
        words, asked = self.words, request.query_params
        said = asked.get("said", "")
        if said not in _SAID:
            return ""
        documents = words.count("documents", _number(asked.get("n", "")))
        line = words.say(f"manage.said.{said}", documents=documents)
        if failed := _number(asked.get("failed", "")):
            documents = words.count("documents", failed)
            line += " " + words.say("manage.said.failed", documents=documents)
        undo = ""
        if said == "removed":
            undo = self._undo(asked.get("from", ""), asked.get("to", ""))
        kind = "trouble" if said in ("failed", "nothing", "late") else "done"
        role = "alert" if kind == "trouble" else "status"
        return f'<div class="{kind} just"><p role="{role}">{safe(line)}</p>{undo}</div>'

    def _undo(self, begun: str, ended: str) -> str:
        """Return the form that puts back what this person took out within that time."""
        if not self.taken_out(begun, ended):
            return ""
        label = safe(self.words.say("manage.undo"))
        return (
            '<form method="post" action="documents">'
            f'<input type="hidden" name="from" value="{safe(begun)}">'
            f'<input type="hidden" name="to" value="{safe(ended)}">'
            f'<button class="plain" name="do" value="undo">{label}</button></form>'
        )

    def taken_out(self, begun: str, ended: str) -> list[str]:
        """Return what whoever asks took out within that time, of what can be put back."""
        if not (_AT.fullmatch(begun) and _AT.fullmatch(ended)):
            return []
        kept = self.service.state.removed()
        return [r.document_id for r in kept if begun <= r.at <= ended and r.who == acting()]

    def kept(self, removed: Removed) -> Document | None:
        """Return a removed document, None where its file cannot be read."""
        try:
            content = (self.settings.data / removed.file).read_text("utf-8", "replace")
            version = Version(0, removed.document_id, removed.at, removed.who, content)
            return editing.as_document(version, removed.path)
        except (OSError, CorpusError):
            return None

    def plain(self, here: str, key: str, status: int) -> Response:
        """Return a page that says what is amiss, by the key of its words."""
        return self.said(here, self.words.say(key), status)

    def said(self, here: str, said: str, status: int) -> Response:
        """Return a page that says what is amiss, and leads back to the table."""
        up = "../" * here.count("/")
        back = safe(self.words.say("manage.all"))
        content = (
            f'<p class="trouble" role="alert">{safe(said)}</p><p><a href="{up}{TOP}">{back}</a></p>'
        )
        return desk_page(self.words, self.words.say("desk.documents"), content, here, status=status)


def to(there: str, **values: str) -> Response:
    """Lead to a page with what it shall say; what was asked for before stays."""
    mark = "&" if "?" in there else "?"
    return RedirectResponse(f"{there}{mark}{urlencode(values)}", status_code=303)


def id_of(request: Request) -> str:
    """Return the document that an address names."""
    return str(request.path_params["id"])


def last(document_id: str) -> str:
    """Return the end of the address of a document's page."""
    return record_address(document_id).removeprefix("documents/")


def here_of(request: Request) -> str:
    """Return the address of the page below /fr/, as links have it."""
    _, _, below = path_of(request.scope).removeprefix("/").partition("/")
    return quote(below)


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0
