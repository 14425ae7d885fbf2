"""The pages of the corpus: the list, the record of a document, and all of it as a zip for staff."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from assistant.errors import CorpusError
from assistant.schema import LANGUAGES, Document
from assistant.service.archive import corpus_zip
from assistant.service.holdings import holdings
from assistant.service.service import Service
from assistant.ui.access import Access
from assistant.ui.browse import Wish, listing, meeting
from assistant.ui.evidence import record_address
from assistant.ui.frame import plain_page
from assistant.ui.record import near, record
from assistant.ui.safety import safe
from assistant.ui.words import Words, words_in

_OWN: Final = {"Cache-Control": "private, no-cache"}  # who may see what is asked every time


def add_routes(app: FastAPI, service: Service, access: Access) -> None:
    """Add the pages of every language; they must come before what Gradio mounts there."""
    for language in LANGUAGES:
        _add(app, service, access, words_in(language, service.settings.time_zone))


def _add(app: FastAPI, service: Service, access: Access, words: Words) -> None:
    top = f"/{words.language}/documents"

    @app.get(top, include_in_schema=False)
    def documents(request: Request) -> Response:
        if not access.may_ask(request):
            return _closed("documents", "browse.members", words)
        content = _listed(service, Wish.read(request.query_params), words)
        if access.may_manage(request):
            content += f'<p><a href="documents.zip">{safe(words.say("browse.zip"))}</a></p>'
        query = f"?{request.url.query}" if request.url.query else ""
        return _page(words, words.say("nav.documents"), content, "documents", query)

    @app.get(f"{top}.zip", include_in_schema=False)
    def archive(request: Request) -> Response:
        if not access.may_manage(request):
            return _closed("documents.zip", "browse.staff", words)
        headers = {**_OWN, "Content-Disposition": 'attachment; filename="documents.zip"'}
        stream = corpus_zip(service.library)
        return StreamingResponse(stream, media_type="application/zip", headers=headers)

    @app.get(f"{top}/{{document_id}}", include_in_schema=False)
    def document(request: Request, document_id: str) -> Response:
        here = record_address(document_id)
        if not access.may_ask(request):
            return _closed(here, "browse.members", words)
        try:
            found = service.show(document_id)
        except CorpusError:
            return _missing(here, words)
        content = _recorded(service, access, request, found, words)
        query = f"?{request.url.query}" if request.url.query else ""
        return _page(words, found.title or words.say("untitled"), content, here, query)


def _listed(service: Service, wish: Wish, words: Words) -> str:
    everything = service.list()
    found = meeting(wish, everything)
    return listing(wish, found, holdings(everything), len(everything), words)


def _recorded(
    service: Service, access: Access, request: Request, document: Document, words: Words
) -> str:
    asked = request.query_params
    return record(
        document,
        near(document, service.list()),
        words,
        readable=document.kind == "summary" or access.may_read(request),
        quoted=(asked.get("start", ""), asked.get("end", "")),
        by_staff=access.may_manage(request),
    )


def _page(words: Words, title: str, content: str, here: str, query: str) -> HTMLResponse:
    page = plain_page(words, title, content, here, languages=here + query)
    page.headers.update(_OWN)
    return page


def _missing(here: str, words: Words) -> HTMLResponse:
    said, back = safe(words.say("record.missing")), safe(words.say("record.back"))
    content = f'<p class="none">{said} <a href="../documents">{back}</a></p>'
    return plain_page(words, words.say("nav.documents"), content, here, status=404)


def _closed(here: str, key: str, words: Words) -> HTMLResponse:
    """Return the page of those who may not see what they asked for, with the way to sign in."""
    up = "../" * here.count("/")
    way = f'<a href="{up}staff/">{safe(words.say("nav.staff"))}</a>'
    content = f'<p class="none">{safe(words.say(key))} {way}</p>'
    return plain_page(words, words.say("nav.documents"), content, here, status=403)
