"""The desk of documents: all of them in a table, one to correct, its versions, what was taken out.

Everything works without scripts: a form changes something and is answered by the way to a page
that says what happened.
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from fastapi.responses import FileResponse, RedirectResponse, Response
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.errors import (
    AssistantError,
    CorpusError,
    DocumentNotFound,
    EditConflict,
    EditRefused,
)
from assistant.schema import LANGUAGES, Document
from assistant.service import editing
from assistant.service.acting import acting
from assistant.service.holdings import holdings
from assistant.service.removal import Outcome
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.state import Removed, Version, now
from assistant.ui import correcting, erasing, versions
from assistant.ui.access import Access
from assistant.ui.correcting import FIELDS, Filled
from assistant.ui.desks import Handler, desk_page, for_staff
from assistant.ui.doors import path_of
from assistant.ui.evidence import record_address
from assistant.ui.inventory import Inventory, Sought, table
from assistant.ui.posted import Posted, posted
from assistant.ui.record import near
from assistant.ui.safety import safe
from assistant.ui.words import Words, words_in

log = logging.getLogger(__name__)

TOP: Final = "staff/documents"  # below /fr/
_GONE: Final = "-removed"  # no document has such an id: none begins with a hyphen
_BACKUP: Final = "-backup"
_ERASING: Final = "-erasing"
_AT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_SAID: Final = frozenset(
    {"removed", "restored", "nothing", "failed", "saved", "same", "version", "erased"}
)
_PATIENCE: Final = 3.0  # seconds until the page of progress takes over
Act = Callable[[Request, Posted], Response]


def add_routes(app: FastAPI, service: Service, settings: Settings, access: Access) -> None:
    """Add the desk in every language; it must come before the Gradio desk."""
    at_work = erasing.Erasing(service)
    for language in LANGUAGES:
        _Managing(words_in(language), service, settings, access, at_work).add_routes(app)


class _Managing:
    """The desk in one language."""

    def __init__(
        self,
        words: Words,
        service: Service,
        settings: Settings,
        access: Access,
        at_work: erasing.Erasing,
    ) -> None:
        self.words = words
        self.service = service
        self.settings = settings
        self.access = access
        self.at_work = at_work

    def add_routes(self, app: FastAPI) -> None:
        """Add the routes to `app`."""
        top = f"/{self.words.language}/{TOP}"
        one = top + "/{id}"
        routes: Sequence[tuple[str, str, Act]] = (
            ("GET", top, self.table),
            ("POST", top, self.chosen),
            ("GET", f"{top}/{_GONE}", self.gone),
            ("POST", f"{top}/{_BACKUP}", self.backup),
            ("GET", f"{top}/{_ERASING}", self.erasing),
            ("GET", one, self.document),
            ("POST", one, self.save),
            ("POST", f"{one}/remove", self.remove),
            ("GET", f"{one}/versions", self.versions),
            ("GET", f"{one}/versions/{{version:int}}", self.version),
            ("POST", f"{one}/versions/{{version:int}}", self.restore_version),
            ("GET", f"{one}/erase", self.erase_page),
            ("POST", f"{one}/erase", self.erase),
        )
        for method, path, act in routes:
            app.add_route(path, for_staff(self.access, self._handler(act)), methods=[method])

    def _handler(self, act: Act) -> Handler:
        async def handler(request: Request) -> Response:
            given = Posted()
            if request.method == "POST":
                # In a form, what is no letter of ours is three times as long.
                read = await posted(request, 3 * 2**20 * self.settings.max_source_mb)
                if read is None:
                    return self._plain(TOP, "error.TooLarge", 413)
                given = read
            return await run_in_threadpool(self._answered, act, request, given)

        return handler

    def _answered(self, act: Act, request: Request, given: Posted) -> Response:
        """Return what an act answers; what goes wrong is said in a sentence."""
        here = _here(request)
        try:
            return act(request, given)
        except DocumentNotFound:
            return self._plain(here, "record.missing", 404)
        except AssistantError as error:
            log.warning("the desk of documents: %s", error)
            return self._said(here, self.words.error(error), 503)

    # --- the table -------------------------------------------------------------------------

    def table(self, request: Request, given: Posted) -> Response:
        """Show the documents that the address asks for, and what has just been done."""
        words, documents = self.words, self.service.list()
        inventory = Inventory.of(documents, holdings(documents))
        sought = Sought.read(request.query_params)
        content = (
            f"<h2>{safe(words.say('desk.documents'))}</h2>{self._just_done(request)}"
            f"{table(sought, inventory, words, self.settings.keep_removed_days)}"
            f"{self._downloads(request)}"
        )
        return desk_page(words, words.say("desk.documents"), content, TOP)

    def chosen(self, request: Request, given: Posted) -> Response:
        """Take the ticked documents out, or put them back."""
        query = Sought.read(request.query_params).query
        ids = list(dict.fromkeys(given.every("id")))
        if not ids:
            return _to(f"documents{query}", said="nothing")
        if given.one("do") == "restore":
            return self._after(self.service.restore(ids), "restored", f"documents{query}")
        begun = now()
        return self._after(self.service.remove(ids), "removed", f"documents{query}", begun)

    def remove(self, request: Request, given: Posted) -> Response:
        """Take one document out."""
        begun = now()
        outcomes = self.service.remove([_id(request)])
        return self._after(outcomes, "removed", "../../documents", begun)

    def _after(
        self, outcomes: Sequence[Outcome], said: str, there: str, begun: str = ""
    ) -> Response:
        """Lead to the table, which says how many documents it was done to."""
        done = sum(outcome.status != "failed" for outcome in outcomes)
        values = {"said": said if done else "failed", "n": str(done or len(outcomes))}
        if 0 < done < len(outcomes):
            values["failed"] = str(len(outcomes) - done)
        if begun and done:
            values |= {"from": begun, "to": now()}
        for outcome in outcomes:
            if outcome.error:
                log.warning("the desk of documents: %s", outcome.error)
        return _to(there, **values)

    def _just_done(self, request: Request) -> str:
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
        kind = "trouble" if said in ("failed", "nothing") else "done"
        role = "alert" if kind == "trouble" else "status"
        return f'<div class="{kind} just"><p role="{role}">{safe(line)}</p>{undo}</div>'

    def _undo(self, begun: str, ended: str) -> str:
        """Return the form that puts back what this person took out within that time."""
        if not (_AT.fullmatch(begun) and _AT.fullmatch(ended)):
            return ""
        mine = [r for r in self.service.state.removed()
                if begun <= r.at <= ended and r.who == acting()]  # fmt: skip
        if not mine:
            return ""
        ids = "".join(
            f'<input type="hidden" name="id" value="{safe(r.document_id)}">' for r in mine
        )
        label = safe(self.words.say("manage.undo"))
        return (
            f'<form method="post" action="documents">{ids}'
            f'<button class="plain" name="do" value="restore">{label}</button></form>'
        )

    def gone(self, request: Request, given: Posted) -> Response:
        """Show what was taken out and can be put back."""
        words, days = self.words, self.settings.keep_removed_days
        kept = [(removed, self._kept(removed)) for removed in self.service.state.removed()]
        content = versions.removed_list(
            kept, days, words, erasable=self.access.may_administer(request)
        )
        return desk_page(words, words.say("manage.removed"), content, f"{TOP}/{_GONE}")

    def _kept(self, removed: Removed) -> Document | None:
        """Return a removed document, None where its file cannot be read."""
        try:
            content = (self.settings.data / removed.file).read_text("utf-8", "replace")
            version = Version(0, removed.document_id, removed.at, removed.who, content)
            return editing.as_document(version, removed.path)
        except (OSError, CorpusError):
            return None

    # --- downloads -------------------------------------------------------------------------

    def _downloads(self, request: Request) -> str:
        words, gone = self.words, len(self.service.state.removed())
        said = words.say("manage.removed.n", n=words.number(gone))
        backup = ""
        if self.access.may_administer(request):
            command = "python -m assistant restore-backup FILE"
            backup = (
                f'<form method="post" action="documents/{_BACKUP}"><p><button class="plain">'
                f"{safe(words.say('manage.backup'))}</button></p></form>"
                f"<p>{safe(words.say('manage.backup.about'))}</p>"
                f'<pre dir="ltr"><code>{command}</code></pre>'
            )
        return (
            f'<section class="leaving"><h3>{safe(words.say("manage.keeping"))}</h3>'
            f'<p><a href="documents/{_GONE}">{safe(said)}</a></p>'
            f'<p><a href="../documents.zip">{safe(words.say("browse.zip"))}</a></p>{backup}'
            "</section>"
        )

    def backup(self, request: Request, given: Posted) -> Response:
        """Send corpus and state as one archive, to admins."""
        if not self.access.may_administer(request):
            return self._plain(TOP, "manage.admins", 403)
        # In the cache of uploads: what a kill leaves there goes with the next erasure.
        self.settings.uploads.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(dir=self.settings.uploads, ignore_cleanup_errors=True)
        try:
            file = Path(folder.name) / "backup.zip"
            made = self.service.backup(file)["made"]
        except BaseException:
            folder.cleanup()
            raise
        return FileResponse(
            file,
            media_type="application/zip",
            filename=f"assistant-{made[:10]}.zip",
            background=BackgroundTask(folder.cleanup),
        )

    # --- one document ----------------------------------------------------------------------

    def document(self, request: Request, given: Posted) -> Response:
        """Show a document with its form."""
        document = self.service.show(_id(request))
        filled = Filled(correcting.as_shown(document), editing.stamp_of(document))
        return self._form(request, document, filled)

    def save(self, request: Request, given: Posted) -> Response:
        """Correct a document, or show the form again with what is wrong."""
        document = self.service.show(_id(request))
        mine = {name: given.one(name) for name in FIELDS if name in given.fields}
        stamp = given.one("stamp")
        if stamp != editing.stamp_of(document):
            return self._overtaken(request, document, mine, stamp)
        changes = correcting.changed(mine, correcting.as_shown(document))
        try:
            after = self.service.edit(document.id, changes, stamp=stamp)
        except EditRefused as refused:
            values = correcting.as_shown(document) | mine
            filled = Filled(values, stamp, wrong=refused.fields)
            return self._form(request, document, filled, 422)
        except EditConflict:
            return self._overtaken(request, self.service.show(document.id), mine, stamp)
        return _to(_last(document.id), said="same" if after == document else "saved")

    def _overtaken(
        self, request: Request, present: Document, mine: dict[str, str], stamp: str
    ) -> Response:
        """Show the form with what one wrote, and beside it what somebody else has meanwhile."""
        base = editing.base_of(self.service, present, stamp)
        values, between = correcting.merged(mine, base, present)
        last = next(iter(self.service.state.versions(present.id)), None)
        by, at = (last.who, versions.moment(last.at, self.words)) if last else ("?", "")
        filled = Filled(values, editing.stamp_of(present), between=between, by=by, at=at)
        return self._form(request, present, filled, 409)

    def _form(
        self, request: Request, document: Document, filled: Filled, status: int = 200
    ) -> Response:
        words = self.words
        kept = len(self.service.state.versions(document.id))
        content = (
            correcting.head(document, kept, "", words)
            + self._just_done(request)
            + correcting.form(document, filled, words)
            + correcting.leaving(
                document,
                words,
                self.settings.keep_removed_days,
                erasable=self.access.may_administer(request),
            )
        )
        name = document.title or words.say("untitled")
        return desk_page(words, name, content, f"{TOP}/{_last(document.id)}", status=status)

    # --- versions --------------------------------------------------------------------------

    def versions(self, request: Request, given: Posted) -> Response:
        """Show which versions of a document are kept."""
        document = self.service.show(_id(request))
        kept = self.service.state.versions(document.id)
        content = correcting.head(document, len(kept), "../", self.words)
        content += versions.listed(document, kept, self.words)
        return desk_page(self.words, self.words.say("manage.versions"), content, _here(request))

    def version(self, request: Request, given: Posted) -> Response:
        """Show how a document differs from a version."""
        return self._compared(request)

    def restore_version(self, request: Request, given: Posted) -> Response:
        """Make a document what it was; what it is now becomes a version."""
        document_id, version = _id(request), request.path_params["version"]
        try:
            self.service.restore_version(document_id, version, stamp=given.one("stamp"))
        except EditConflict:
            said = self.words.say("manage.between.look")
            return self._compared(request, f'<p class="trouble" role="alert">{safe(said)}</p>', 409)
        return _to(f"../../{_last(document_id)}", said="version")

    def _compared(self, request: Request, said: str = "", status: int = 200) -> Response:
        document = self.service.show(_id(request))
        version = editing.version_of(self.service, document.id, request.path_params["version"])
        kept = editing.as_document(version, document.path)
        count = len(self.service.state.versions(document.id))
        content = correcting.head(document, count, "../../", self.words) + said
        stamp = editing.stamp_of(document)
        content += versions.compared(kept, document, version, stamp, self.words)
        title = self.words.say("manage.versions")
        return desk_page(self.words, title, content, _here(request), status=status)

    # --- erasing ---------------------------------------------------------------------------

    def erase_page(self, request: Request, given: Posted) -> Response:
        """Show what erasing a document destroys and what it does not reach."""
        return self._ask_to_erase(request)

    def erase(self, request: Request, given: Posted) -> Response:
        """Destroy a document, once somebody who may has said that they mean it."""
        if not self.access.may_administer(request):
            return self._plain(_here(request), "manage.admins", 403)
        if given.one("sure") != "yes":
            return self._ask_to_erase(request, refused=True)
        self._either(_id(request))  # there is something to destroy
        if not self.at_work.begin(_id(request)):
            return self._plain(_here(request), "erase.busy", 409)
        if self.at_work.wait(_PATIENCE):
            return self._erased("../../documents")
        return RedirectResponse(f"../{_ERASING}", status_code=303)

    def erasing(self, request: Request, given: Posted) -> Response:
        """Show how far it has come, again and again until it is done."""
        if not self.at_work.busy:
            return self._erased("../documents")
        content = erasing.under_way(self.at_work, self.words)
        page = desk_page(self.words, self.words.say("erase.heading"), content, _here(request))
        page.headers["Refresh"] = "2"
        return page

    def _erased(self, there: str) -> Response:
        if not self.at_work.begun:
            return RedirectResponse(there, status_code=303)
        if self.at_work.error is not None:
            return self._said(f"{TOP}/{_ERASING}", self.words.error(self.at_work.error), 503)
        return _to(there, said="erased")

    def _ask_to_erase(self, request: Request, *, refused: bool = False) -> Response:
        if not self.access.may_administer(request):
            return self._plain(_here(request), "manage.admins", 403)
        document = self._either(_id(request))
        kept = len(self.service.state.versions(document.id))
        copies = near(document, self.service.list())
        content = erasing.asked(document, kept, copies, self.words, refused=refused)
        title = self.words.say("erase.heading")
        status = 422 if refused else 200
        return desk_page(self.words, title, content, _here(request), status=status)

    def _either(self, document_id: str) -> Document:
        """Return a document that is there or was taken out. Raises DocumentNotFound."""
        try:
            return self.service.show(document_id)
        except DocumentNotFound:
            for removed in self.service.state.removed(document_id):
                return self._kept(removed) or Document(id=document_id, body="")
            raise

    # --- what goes wrong -------------------------------------------------------------------

    def _plain(self, here: str, key: str, status: int) -> Response:
        return self._said(here, self.words.say(key), status)

    def _said(self, here: str, said: str, status: int) -> Response:
        up = "../" * here.count("/")
        back = safe(self.words.say("manage.all"))
        content = (
            f'<p class="trouble" role="alert">{safe(said)}</p><p><a href="{up}{TOP}">{back}</a></p>'
        )
        return desk_page(self.words, self.words.say("desk.documents"), content, here, status=status)


def _to(there: str, **values: str) -> Response:
    """Lead to a page with what it shall say; what was asked for before stays."""
    mark = "&" if "?" in there else "?"
    return RedirectResponse(f"{there}{mark}{urlencode(values)}", status_code=303)


def _id(request: Request) -> str:
    return str(request.path_params["id"])


def _last(document_id: str) -> str:
    """Return the end of the address of a document's page."""
    return record_address(document_id).removeprefix("documents/")


def _here(request: Request) -> str:
    """Return the address of the page below /fr/, as links have it."""
    _, _, below = path_of(request.scope).removeprefix("/").partition("/")
    return quote(below)


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0
