"""The pages of staff beside the Gradio desk: their frame, and their own door."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps

from fastapi.responses import HTMLResponse, Response
from starlette.requests import Request

from assistant.ui.access import Access, manages
from assistant.ui.doors import turned_away, who
from assistant.ui.frame import plain_page
from assistant.ui.safety import safe
from assistant.ui.words import Words

# The desks in the order of a day's work, by their address below `/fr/`.
DESKS = {
    "staff/": "desk.add",
    "staff/documents": "desk.documents",
    "staff/gaps": "desk.gaps",
    "staff/journal": "desk.journal",
    "staff/health": "desk.health",
}
Handler = Callable[[Request], Awaitable[Response]]


def for_staff(access: Access, handler: Handler) -> Handler:
    """Return `handler` for staff alone: others are led to sign in, or refused."""

    @wraps(handler)
    async def guarded(request: Request) -> Response:
        person = await who(access, request)
        if person is None or not manages(person):
            return await turned_away(request, known=person is not None)
        answer = await handler(request)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return guarded


def desk_nav(words: Words, here: str) -> str:
    """Return the ways between the desks; `here` is the page's address below `/fr/`."""
    up = "../" * here.count("/")
    links = "".join(
        f'<a href="{up}{address}"{_current(address, here)}>{safe(words.say(key))}</a>'
        for address, key in DESKS.items()
    )
    return f'<nav class="desks" aria-label="{safe(words.say("desks"))}">{links}</nav>'


def _current(address: str, here: str) -> str:
    if address == here:
        return ' aria-current="page"'
    within = address != "staff/" and here.startswith(f"{address}/")
    return ' aria-current="true"' if within else ""


def desk_page(
    words: Words, title: str, content: str, here: str, *, languages: str = "", status: int = 200
) -> HTMLResponse:
    """Return a whole page of staff around `content`, which is HTML; `title` is text.

    `languages` is where the links to the other languages lead, by default to the same page.
    """
    content = desk_nav(words, here) + content
    return plain_page(words, title, content, here, languages=languages, status=status)
