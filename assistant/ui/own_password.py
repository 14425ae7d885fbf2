"""The page on which whoever is signed in gives themselves another password."""

from __future__ import annotations

from typing import Final

from anyio.to_thread import run_sync
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import PersonRefused
from assistant.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD
from assistant.people import Entry, People
from assistant.schema import LANGUAGES, Language
from assistant.service.acting import acting
from assistant.settings import Settings
from assistant.ui.access import COOKIE, Access
from assistant.ui.doors import to_sign_in, turned_away, who
from assistant.ui.frame import plain_page
from assistant.ui.safety import safe
from assistant.ui.signing import JUDGING, address_of, begin_session, form_of
from assistant.ui.words import words_in

HERE: Final = "password"
# What is wrong, the field that it is said of, the status of the answer.
_WRONG: Final = {
    "password.wrong": ("current", 403),
    "password.weak": ("new", 422),
    "password.differ": ("again", 422),
    "signin.wait": ("current", 429),
}


def add_routes(app: FastAPI, people: People, access: Access, settings: Settings) -> None:
    """Add the page, `/fr/password`, in every language."""
    for language in LANGUAGES:
        page, there = _Page(language, people, access, settings), f"/{language}/{HERE}"
        app.add_api_route(there, page.form, methods=["GET"], response_model=None)
        app.add_api_route(there, page.change, methods=["POST"], response_model=None)


class _Page:
    """That page in one language."""

    def __init__(
        self, language: Language, people: People, access: Access, settings: Settings
    ) -> None:
        self.words = words_in(language)
        self.people = people
        self.access = access
        self.settings = settings

    async def form(self, request: Request) -> Response:
        """Show the form; after a change, that it was made."""
        if await who(self.access, request) is None:
            return to_sign_in(request)
        if request.query_params.get("said") != "changed":
            return self._shown(self._form())
        said, back = self.words.say("password.changed"), self.words.say("nav.questions")
        return self._shown(
            f'<p class="notice" role="status">{safe(said)}</p><p><a href="./">{safe(back)}</a></p>'
        )

    async def change(self, request: Request) -> Response:
        """Change the password, or show the form again and say why not."""
        if await who(self.access, request) is None:
            return await turned_away(request)
        given = await form_of(request)
        if given is None:
            return Response(status_code=413)
        if given.get("new", "") != given.get("again", ""):
            return self._refused("password.differ")
        try:
            entry = await run_sync(self._changed, request, given, limiter=JUDGING)
        except PersonRefused:
            return self._refused("password.weak")
        if not entry.token:
            key = "signin.wait" if entry.wait else "password.wrong"
            return self._refused(key, entry.wait)
        answer = RedirectResponse(f"{HERE}?said=changed", status_code=303)
        begin_session(request, answer, entry.token, self.settings)
        return answer

    def _changed(self, request: Request, given: dict[str, str]) -> Entry:
        token, now, new = request.cookies.get(COOKIE, ""), given.get("current", ""), given["new"]
        return self.people.change_own_password(token, now, new, address_of(request))

    # --- the page --------------------------------------------------------------------------

    def _refused(self, key: str, wait: int = 0) -> Response:
        page = self._shown(self._form(key, wait), _WRONG[key][1])
        if wait:
            page.headers["Retry-After"] = str(wait)
        return page

    def _shown(self, content: str, status: int = 200) -> Response:
        title = self.words.say("signed.password")
        content = f'<div class="signing"><h2>{safe(title)}</h2>{content}</div>'
        page = plain_page(self.words, title, content, HERE, status=status)
        page.headers["Cache-Control"] = "no-store"
        return page

    def _form(self, wrong: str = "", wait: int = 0) -> str:
        words, alert = self.words, ""
        at_fault = _WRONG[wrong][0] if wrong else ""
        if wrong:
            said = safe(words.say(wrong, n=SHORTEST_PASSWORD, seconds=wait))
            alert = f'<p class="trouble" role="alert" id="why">{said}</p>'
        boxes = "".join(self._box(name, at_fault) for name in ("current", "new", "again"))
        about = safe(words.say("password.about", n=SHORTEST_PASSWORD))
        # Its name tells a program that keeps passwords which one changes.
        return (
            f'<p id="about">{about}</p><form method="post" action="{HERE}">{alert}'
            f'<input autocomplete="username" value="{safe(acting())}" readonly hidden>{boxes}'
            f'<button type="submit">{safe(words.say("password.change"))}</button></form>'
        )

    def _box(self, name: str, at_fault: str) -> str:
        keeps, tied = "current-password" if name == "current" else "new-password", []
        if name != "current":
            tied.append("about")
        invalid = name == at_fault
        if invalid:
            tied.insert(0, "why")
        described = f' aria-describedby="{" ".join(tied)}"' if tied else ""
        described += ' aria-invalid="true"' if invalid else ""
        described += " autofocus" if name == (at_fault or "current") else ""
        shortest = f' minlength="{SHORTEST_PASSWORD}"' if name == "new" else ""
        return (
            f'<label for="{name}">{safe(self.words.say(f"password.{name}"))}</label>'
            f'<input id="{name}" name="{name}" type="password" autocomplete="{keeps}" '
            f'maxlength="{LONGEST_PASSWORD}"{shortest} required{described}>'
        )
