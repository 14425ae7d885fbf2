"""Who comes in where: strangers to the pages for them, members to theirs, staff to the desk.

Two doors, both plain ASGI, so that streams stay streams. `Doors` stands before the whole app: it
refuses what another site's page sends, and strangers where members sign in. `Room` stands before
one Gradio page: it lets through only what that page needs, and to the desk only staff. Handlers
of the desk ask again by themselves.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from anyio.to_thread import run_sync
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.people import Person
from assistant.schema import LANGUAGES, Language
from assistant.service.acting import acting_as
from assistant.ui.access import COOKIE, Access, manages
from assistant.ui.frame import plain_page
from assistant.ui.resuming import given_back
from assistant.ui.safety import safe
from assistant.ui.words import preferred_language, words_in

_SAFE: Final = {"GET", "HEAD", "OPTIONS"}
# Where strangers must get, below /fr/ and the others, to become somebody and to know what for;
# who signs out of a session that has ended is out.
_OPEN: Final = frozenset(
    f"/{language}/{place}"
    for language in LANGUAGES
    for place in ("sign-in", "sign-out", "whoami", "privacy")
) | {"/favicon.ico"}
# What Gradio's page asks of Gradio, below its own address. All else it offers stays shut: its
# cache of files, uploads, a proxy to other hosts, recordings, histories, code by a model.
_NEEDED: Final = frozenset(
    {"", "/", "/config", "/theme.css", "/manifest.json"}
    | {f"/gradio_api/{name}" for name in (
        "info", "app_id", "theme.css", "queue/join", "queue/data", "queue/status", "cancel",
        "reset",
    )}
)  # fmt: skip
_NEEDED_BELOW: Final = (
    "/assets/", "/static/", "/gradio_api/heartbeat/", "/gradio_api/call/", "/gradio_api/run/",
)  # fmt: skip
_UPLOADS: Final = frozenset({"/gradio_api/upload", "/gradio_api/upload_progress"})
_FILES: Final = "/gradio_api/file=/"  # of our cache; without the slash it would be any web address


class Doors:
    """The door of the whole app."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, in the name of its person, or answer why not."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        person = await who(self.access, request)
        if scope["type"] == "http" and sent_by_another_site(scope["method"], request):
            refusal: Response | None = Response("Sent by another site.", status_code=403)
        elif self.access.closed and person is None and path_of(scope) not in _OPEN:
            refusal = await _refusal(scope, receive)
        else:
            refusal = None
        with acting_as(person.name if person else ""):
            await (self.app if refusal is None else refuse(refusal))(scope, receive, send)


class Room:
    """The door of one Gradio page; `staff`: of the desk, which takes uploads."""

    def __init__(self, app: ASGIApp, access: Access, *, staff: bool) -> None:
        self.app = app
        self.access = access
        self.staff = staff

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer why not."""
        refusal = await self._refusal(scope)
        with acting_as(""):  # what Gradio starts here goes on after this request
            answer = self.app if refusal is None else refuse(refusal)
            await answer(scope, receive, unkept(send) if self.staff else send)

    async def _refusal(self, scope: Scope) -> Response | None:
        request = HTTPConnection(scope)
        if self.staff:
            person = await who(self.access, request)
            if person is None:
                return to_sign_in(request)
            if not manages(person):
                return to_sign_in(request, known=True)
        return None if self._needed(scope) else nowhere(request)

    def _needed(self, scope: Scope) -> bool:
        if scope["type"] != "http":
            return False
        path = path_of(scope)
        if path in _NEEDED or path.startswith(_NEEDED_BELOW):
            return True
        return self.staff and (path in _UPLOADS or path.startswith(_FILES))


def path_of(scope: Scope) -> str:
    """Return a request's path below where the app, or the mounted app, stands."""
    return _below(str(scope.get("root_path", "")), str(scope["path"]))


async def who(access: Access, request: HTTPConnection) -> Person | None:
    """Return who is signed in, without holding others up while the state is read."""
    if COOKIE not in request.cookies:
        return None
    return await run_sync(access.person, request)


def sent_by_another_site(method: str, request: HTTPConnection) -> bool:
    """Tell whether a request that may change something comes from a page that is not ours."""
    if method in _SAFE:
        return False
    site = request.headers.get("sec-fetch-site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def to_sign_in(request: HTTPConnection, *, known: bool = False) -> Response:
    """Return what a stranger gets, or a member at the staff's door (`known`).

    A page leads to the page of signing in, and from there back; all else is refused.
    """
    path = _whole_path(request.scope)
    language = _language(path, request)
    method, accepted = request.scope.get("method"), request.headers.get("accept", "")
    if method not in _SAFE or "text/html" not in accepted:
        said = words_in(language).say("signin.notstaff" if known else "session.ended")
        return JSONResponse({"detail": said}, status_code=403 if known else 401)
    there = path.removeprefix(f"/{language}/") if path.startswith(f"/{language}/") else ""
    query = request.scope.get("query_string", b"").decode("latin-1")
    after = quote(f"{there}?{query}" if query and there else there, safe="")
    up = "../" * (path.count("/") - 1)
    return RedirectResponse(
        f"{up}{language}/sign-in" + (f"?next={after}" if after else ""), status_code=303
    )


def nowhere(request: HTTPConnection) -> Response:
    """Return what an address gets where nothing is: to who reads it, a page that leads on."""
    path = _whole_path(request.scope)
    language = _language(path, request)
    method, accepted = request.scope.get("method"), request.headers.get("accept", "")
    if method not in _SAFE or "text/html" not in accepted:
        return JSONResponse({"detail": "Not Found"}, status_code=404)
    if not path.startswith(f"/{language}/"):
        root = request.scope.get("app_root_path", request.scope.get("root_path", ""))
        return RedirectResponse(f"{root}/{language}/{quote(path.strip('/'))}", status_code=303)
    words, here = words_in(language), path.removeprefix(f"/{language}/")
    home = "../" * here.count("/") or "./"
    content = (
        f'<p class="none">{safe(words.say("nowhere"))} '
        f'<a href="{home}">{safe(words.say("kept.ask"))}</a></p>'
    )
    return plain_page(words, words.say("nowhere.title"), content, here, status=404)


async def turned_away(request: Request, *, known: bool = False) -> Response:
    """Return what `to_sign_in` does; a form that a page sent is given back, to be sent again."""
    path = _whole_path(request.scope)
    language = _language(path, request)
    page = "text/html" in request.headers.get("accept", "")
    if request.method != "POST" or not page or not path.startswith(f"/{language}/"):
        return to_sign_in(request, known=known)
    here = quote(path.removeprefix(f"/{language}/"))
    return await given_back(request, words_in(language), here, known=known)


async def _refusal(scope: Scope, receive: Receive) -> Response:
    if scope["type"] != "http":
        return to_sign_in(HTTPConnection(scope))
    return await turned_away(Request(scope, receive))


def refuse(refusal: Response) -> ASGIApp:
    """Return an app that answers with `refusal`, whatever was asked."""

    async def refused(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        await refusal(scope, receive, send)

    return refused


def _whole_path(scope: Scope) -> str:
    """Return the path below where the whole app stands, also inside a mounted one."""
    return _below(str(scope.get("app_root_path", scope.get("root_path", ""))), str(scope["path"]))


def _below(root: str, path: str) -> str:
    """Return `path` as the router sees it: without the place of the app before it."""
    rest = path.removeprefix(root)
    return rest if rest[:1] in ("", "/") else path


def _language(path: str, request: HTTPConnection) -> Language:
    for language in LANGUAGES:
        if path.startswith(f"/{language}/"):
            return language
    return preferred_language(
        request.headers.get("accept-language", ""), request.cookies.get("language", "")
    )


def unkept(send: Send) -> Send:
    """Return a `send` that lets no browser keep pages and data, to be leafed back to by others."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith(("text/html", "application/json")):
                headers["Cache-Control"] = "no-store"
        await send(message)

    return sending
