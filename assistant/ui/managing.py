"""The desk of documents: all of them in a table, one to correct, its versions, what was taken out.

Everything works without scripts: a form changes something and is answered by the way to a page
that says what happened.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask
from starlette.requests import Request

from assistant.schema import LANGUAGES
from assistant.service.holdings import holdings
from assistant.service.removal import Outcome
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.state import now
from assistant.ui import versions
from assistant.ui.access import Access
from assistant.ui.choosing import asked, mark_of
from assistant.ui.desks import desk_page
from assistant.ui.erasing import Ending, Erasing
from assistant.ui.inventory import Inventory, Sought, table
from assistant.ui.managed import TOP, Managing, Route, id_of, to
from assistant.ui.managing_one import One
from assistant.ui.posted import Posted
from assistant.ui.safety import safe
from assistant.ui.words import words_in

log = logging.getLogger(__name__)

_GONE: Final = "-removed"  # no document has such an id: none begins with a hyphen
_BACKUP: Final = "-backup"


def add_routes(app: FastAPI, service: Service, settings: Settings, access: Access) -> None:
    """Add the desk in every language; it must come before the Gradio desk."""
    at_work = Erasing(service)
    for language in LANGUAGES:
        words = words_in(language, settings.time_zone)
        _All(words, service, settings, access).add_routes(app)
        Ending(words, service, settings, access, at_work).add_routes(app)
        One(words, service, settings, access).add_routes(app)


class _All(Managing):
    """The table, and what is done to several documents."""

    def routes(self) -> Sequence[Route]:
        """Return the pages there are."""
        return (
            ("GET", "", self.table),
            ("POST", "", self.chosen),
            ("GET", f"/{_GONE}", self.gone),
            ("POST", f"/{_BACKUP}", self.backup),
            ("POST", "/{id}/remove", self.remove),
        )

    def table(self, request: Request, given: Posted) -> Response:
        """Show the documents that the address asks for, and what has just been done."""
        words, documents = self.words, self.service.list()
        inventory = Inventory.of(documents, holdings(documents))
        sought = Sought.read(request.query_params)
        content = (
            f"<h2>{safe(words.say('desk.documents'))}</h2>{self.just_done(request)}"
            f"{table(sought, inventory, words, self.settings.keep_removed_days)}"
            f"{self._downloads(request)}"
        )
        return desk_page(words, words.say("desk.documents"), content, TOP)

    def chosen(self, request: Request, given: Posted) -> Response:
        """Take documents out, those ticked or all that were found, or put them back."""
        sought = Sought.read(request.query_params)
        query, do = sought.query, given.one("do")
        if do == "undo":
            return self._undone(given)
        if given.one("found"):
            return self._found(sought, given)
        ids = list(dict.fromkeys(given.every("id")))
        if not ids:
            return to(f"documents{query}", said="nothing")
        if do == "restore":
            return self._after(self.service.restore(ids), "restored", f"documents{query}")
        begun = now()
        return self._after(self.service.remove(ids), "removed", f"documents{query}", begun)

    def _found(self, sought: Sought, given: Posted) -> Response:
        """Ask whether to take out all that was found; once that is sure, take it out."""
        words, documents = self.words, self.service.list()
        found = Inventory.of(documents, holdings(documents)).found(sought, words)
        ids = [document.id for document in found]
        if not ids:
            return to(f"documents{sought.query}", said="nothing")
        sure = given.one("do") == "remove-found"
        if sure and given.one("found") == mark_of(ids):
            begun = now()
            return self._after(self.service.remove(ids), "removed", "documents", begun)
        days = self.settings.keep_removed_days
        content = asked(sought, found, words, days, changed=sure)
        return desk_page(words, words.say("desk.documents"), content, TOP)

    def _undone(self, given: Posted) -> Response:
        """Put back what was taken out at once."""
        ids = self.taken_out(given.one("from"), given.one("to"))
        if not ids:
            return to("documents", said="late")
        return self._after(self.service.restore(ids), "restored", "documents")

    def remove(self, request: Request, given: Posted) -> Response:
        """Take one document out."""
        begun = now()
        outcomes = self.service.remove([id_of(request)])
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
        return to(there, **values)

    def gone(self, request: Request, given: Posted) -> Response:
        """Show what was taken out and can be put back."""
        words, days = self.words, self.settings.keep_removed_days
        kept = [(removed, self.kept(removed)) for removed in self.service.state.removed()]
        content = versions.removed_list(
            kept, days, words, erasable=self.access.may_administer(request)
        )
        return desk_page(words, words.say("manage.removed"), content, f"{TOP}/{_GONE}")

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
            return self.plain(TOP, "manage.admins", 403)
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
