"""The pages of one document on the desk: its form, and its versions."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi.responses import Response
from starlette.requests import Request

from assistant.errors import EditConflict, EditRefused
from assistant.schema import Document
from assistant.service import editing
from assistant.ui import correcting, versions
from assistant.ui.correcting import FIELDS, Filled
from assistant.ui.desks import desk_page
from assistant.ui.managed import TOP, Managing, Route, here_of, id_of, last, to
from assistant.ui.posted import Posted
from assistant.ui.safety import safe


class One(Managing):
    """One document, corrected and compared."""

    def routes(self) -> Sequence[Route]:
        """Return the pages there are."""
        return (
            ("GET", "/{id}", self.document),
            ("POST", "/{id}", self.save),
            ("GET", "/{id}/versions", self.versions),
            ("GET", "/{id}/versions/{version:int}", self.version),
            ("POST", "/{id}/versions/{version:int}", self.restore_version),
        )

    def document(self, request: Request, given: Posted) -> Response:
        """Show a document with its form."""
        document = self.service.show(id_of(request))
        filled = Filled(correcting.as_shown(document), editing.stamp_of(document))
        return self._form(request, document, filled)

    def save(self, request: Request, given: Posted) -> Response:
        """Correct a document, or show the form again with what is wrong."""
        document = self.service.show(id_of(request))
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
        return to(last(document.id), said="same" if after == document else "saved")

    def _overtaken(
        self, request: Request, present: Document, mine: dict[str, str], stamp: str
    ) -> Response:
        """Show the form with what one wrote, and beside it what somebody else has meanwhile."""
        base = editing.base_of(self.service, present, stamp)
        values, between = correcting.merged(mine, base, present)
        latest = next(iter(self.service.state.versions(present.id)), None)
        by, at = (latest.who, self.words.moment(latest.at)) if latest else ("?", "")
        filled = Filled(
            values, editing.stamp_of(present), between=between, by=by, at=at,
            before=latest.id if latest else 0,
        )  # fmt: skip
        return self._form(request, present, filled, 409)

    def _form(
        self, request: Request, document: Document, filled: Filled, status: int = 200
    ) -> Response:
        words = self.words
        kept = len(self.service.state.versions(document.id))
        content = (
            correcting.head(document, kept, "", words)
            + self.just_done(request)
            + correcting.form(document, filled, self.service.holdings(), words)
            + correcting.leaving(
                document,
                words,
                self.settings.keep_removed_days,
                erasable=self.access.may_administer(request),
            )
        )
        name = document.title or words.say("untitled")
        return desk_page(words, name, content, f"{TOP}/{last(document.id)}", status=status)

    def versions(self, request: Request, given: Posted) -> Response:
        """Show which versions of a document are kept."""
        document = self.service.show(id_of(request))
        kept = self.service.state.versions(document.id)
        content = correcting.head(document, len(kept), "../", self.words)
        content += versions.listed(document, kept, self.words)
        return desk_page(self.words, self.words.say("manage.versions"), content, here_of(request))

    def version(self, request: Request, given: Posted) -> Response:
        """Show how a document differs from a version."""
        return self._compared(request)

    def restore_version(self, request: Request, given: Posted) -> Response:
        """Make a document what it was; what it is now becomes a version."""
        document_id, version = id_of(request), request.path_params["version"]
        try:
            self.service.restore_version(document_id, version, stamp=given.one("stamp"))
        except EditConflict:
            said = self.words.say("manage.between.look")
            return self._compared(request, f'<p class="trouble" role="alert">{safe(said)}</p>', 409)
        return to(f"../../{last(document_id)}", said="version")

    def _compared(self, request: Request, said: str = "", status: int = 200) -> Response:
        document = self.service.show(id_of(request))
        version = editing.version_of(self.service, document.id, request.path_params["version"])
        kept = editing.as_document(version, document.path)
        count = len(self.service.state.versions(document.id))
        content = correcting.head(document, count, "../../", self.words) + said
        stamp = editing.stamp_of(document)
        content += versions.compared(kept, document, version, stamp, self.words)
        title = self.words.say("manage.versions")
        return desk_page(self.words, title, content, here_of(request), status=status)
