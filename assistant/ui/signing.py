"""The pages of signing in and out; they work without scripts."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.people import Entry, People
from assistant.schema import LANGUAGES, Language
from assistant.settings import Settings
from assistant.ui.access import COOKIE, Access, manages
from assistant.ui.frame import plain_page, signed_in
from assistant.ui.posted import posted
from assistant.ui.safety import safe
from assistant.ui.words import Words, words_in

COMMAND: Final = "python -m assistant users add {name} --role admin"
_LONGEST_FORM: Final = 8000  # bytes; a name, a password and where to go
# Passwords judged at the same time: each takes 64 MB for a moment.
JUDGING: Final = CapacityLimiter(2)
# An address of ours below /fr/: no host, no scheme, no way up.
_OURS: Final = re.compile(r"(?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?(?:\?[\w.~%&=+,:-]*)?")


def add_routes(app: FastAPI, people: People, access: Access, settings: Settings) -> None:
    """Add the pages of signing in and out, and who is signed in, in every language."""
    for language in LANGUAGES:
        _Signing(language, people, access, settings).add_routes(app)


class _Signing:
    """Those pages in one language."""

    def __init__(
        self, language: Language, people: People, access: Access, settings: Settings
    ) -> None:
        self.words = words_in(language)
        self.people = people
        self.access = access
        self.settings = settings

    def add_routes(self, app: FastAPI) -> None:
        """Add the routes to `app`."""
        base = f"/{self.words.language}"
        app.add_api_route(f"{base}/sign-in", self.form, methods=["GET"], response_model=None)
        app.add_api_route(f"{base}/sign-in", self.sign_in, methods=["POST"], response_model=None)
        app.add_api_route(f"{base}/sign-out", self.sign_out, methods=["POST"], response_model=None)
        app.add_api_route(f"{base}/whoami", self.whoami, methods=["GET"], response_model=None)
        app.add_api_route(f"{base}/staff", self.to_staff, methods=["GET"], response_model=None)

    def form(self, request: Request) -> Response:
        """Show the form."""
        return self._page(request, ours(request.query_params.get("next", "")))

    async def sign_in(self, request: Request) -> Response:
        """Begin a session, or show the form again and say why not."""
        given = await form_of(request)
        if given is None:
            return Response(status_code=413)
        there, name = ours(given.get("next", "")), given.get("name", "")
        password, address = given.get("password", ""), address_of(request)
        entry = await run_sync(self.people.sign_in, name, password, address, limiter=JUDGING)
        if not entry.token:
            return await run_sync(self._page, request, there, name, entry)
        if old := request.cookies.get(COOKIE):
            await run_sync(self.people.sign_out, old)
        answer = RedirectResponse(f"./{there}", status_code=303)
        begin_session(request, answer, entry.token, self.settings)
        return answer

    def sign_out(self, request: Request) -> Response:
        """End the session."""
        self.people.sign_out(request.cookies.get(COOKIE, ""))
        answer = RedirectResponse("./", status_code=303)
        answer.delete_cookie(COOKIE, path=_place(request), httponly=True, samesite="lax")
        return answer

    def whoami(self, request: Request, depth: int = 0) -> Response:
        """Return what the masthead says of who is signed in, for a page drawn by Gradio.

        `depth` is how many slashes the page's address has below /fr/.
        """
        person, up = self.access.person(request), "../" * min(max(depth, 0), 5)
        shown = signed_in(self.words, person.name, up) if person else _ended(self.words, up)
        return HTMLResponse(shown, headers={"Cache-Control": "no-store"})

    def to_staff(self) -> Response:
        """Lead to the desk, whose address ends in a slash."""
        return RedirectResponse("staff/", status_code=307)

    # --- the page --------------------------------------------------------------------------

    def _page(
        self, request: Request, there: str, name: str = "", entry: Entry | None = None
    ) -> HTMLResponse:
        words = self.words
        why = ""
        if entry is not None:
            why = words.say("signin.wait", seconds=entry.wait) if entry.wait else ""
            why = why or words.say("signin.wrong")
        content = f'<div class="signing"><h2>{safe(words.say("signin"))}</h2>'
        content += self._notices(request, there)
        if self.people.list():
            content += self._form(there, name, why)
        languages = f"sign-in?next={quote(there, safe='')}" if there else "sign-in"
        status = 200 if entry is None else 429 if entry.wait else 401
        page = plain_page(
            words, words.say("signin"), f"{content}</div>", "sign-in",
            languages=languages, status=status,
        )  # fmt: skip
        page.headers["Cache-Control"] = "no-store"
        if entry is not None and entry.wait:
            page.headers["Retry-After"] = str(entry.wait)
        return page

    def _notices(self, request: Request, there: str) -> str:
        words, person = self.words, self.access.person(request)
        to_staff = there.startswith("staff")
        said = []
        if person and to_staff and not manages(person):
            said.append(safe(words.say("signin.notstaff")))
        elif person:
            said.append(safe(words.say("signin.already", name=person.name)))
        elif to_staff:
            said.append(safe(words.say("signin.staff")))
        elif self.access.closed:
            said.append(safe(words.say("signin.members")))
        notices = "".join(f"<p>{line}</p>" for line in said)
        if not self.people.has_staff():
            command = safe(COMMAND.format(name=words.say("signin.aname")))
            notices += (
                f'<p>{safe(words.say("signin.nobody"))}</p><pre dir="ltr"><code>{command}</code>'
                "</pre>"
            )
        return notices

    def _form(self, there: str, name: str, why: str) -> str:
        words = self.words
        alert = f'<p class="trouble" role="alert" id="why">{safe(why)}</p>' if why else ""
        tied = ' aria-invalid="true" aria-describedby="why"' if why else ""
        first, second = ("", " autofocus") if name else (" autofocus", "")
        return (
            f'<form method="post" action="sign-in">{alert}'
            f'<input type="hidden" name="next" value="{safe(there)}">'
            f'<label for="name">{safe(words.say("signin.name"))}</label>'
            f'<input id="name" name="name" value="{safe(name)}" autocomplete="username" dir="auto" '
            f'autocapitalize="none" spellcheck="false" maxlength="80" required{tied}{first}>'
            f'<label for="password">{safe(words.say("signin.password"))}</label>'
            '<input id="password" name="password" type="password" maxlength="1000" '
            f'autocomplete="current-password" required{tied}{second}>'
            f'<button type="submit">{safe(words.say("signin.enter"))}</button></form>'
        )


def begin_session(request: Request, answer: Response, token: str, settings: Settings) -> None:
    """Let the browser keep the session's token: out of reach of scripts and of other sites."""
    answer.set_cookie(
        COOKIE,
        token,
        max_age=int(settings.session_hours * 3600),
        path=_place(request),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",  # a link in a letter leads to where one is signed in
    )


def ours(address: str) -> str:
    """Return an address below /fr/ that one may be led to after signing in; "" for any other."""
    plain = len(address) <= 500 and _OURS.fullmatch(address)
    return address if plain and not address.startswith("sign-") else ""


def _ended(words: Words, up: str) -> str:
    """Return what a page says when its session has ended while it stood open."""
    again = safe(words.say("session.again"))
    return (
        f'<p class="trouble" role="alert" hidden>{safe(words.say("session.ended"))} '
        f'<a href="{up}sign-in" target="_blank" rel="noopener">{again}</a></p>'
    )


def _place(request: Request) -> str:
    """Return the path below which the app stands, for its cookie."""
    return str(request.scope.get("root_path", "")) or "/"


def address_of(request: Request) -> str:
    """Return the address of a browser, by which wrong tries are counted."""
    return request.client.host if request.client else ""


async def form_of(request: Request) -> dict[str, str] | None:
    """Return the fields of a posted form; None where it is too large to be ours."""
    given = await posted(request, _LONGEST_FORM)
    if given is None:
        return None
    return {name: values[0] for name, values in given.fields.items()}
