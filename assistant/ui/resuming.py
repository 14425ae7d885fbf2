"""What is sent after a session has ended, or by whom it is refused: given back to be sent again."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from fastapi.responses import HTMLResponse, Response
from starlette.requests import Request

from assistant.ui.frame import plain_page
from assistant.ui.posted import Posted, posted
from assistant.ui.safety import safe
from assistant.ui.words import Words

_MOST_KEPT: Final = 8 * 2**20  # bytes of a form that is given back
_SECRET: Final = frozenset({"password"})  # pages below /fr/ whose forms are written nowhere


async def given_back(request: Request, words: Words, here: str, *, known: bool) -> Response:
    """Return a page that says why a form was not taken, with a way to sign in, and holds the form.

    `here` is the form's address below `/fr/`; `known`: they have signed in, but may not do this.
    """
    sent = None if here in _SECRET else await posted(request, _MOST_KEPT)
    why = words.say("signin.notstaff" if known else "session.ended")
    up = "../" * here.count("/")
    way = _leading(words, here, up) if sent is None else _beside(words, up)
    content = f'<p class="trouble" role="alert">{safe(why)} {way}</p>'
    if sent is not None:
        content += _form(words, sent)
    page: HTMLResponse = plain_page(
        words, words.say("signin"), f'<div class="signing">{content}</div>', here,
        languages="sign-in", status=403 if known else 401,
    )  # fmt: skip
    page.headers["Cache-Control"] = "no-store"
    return page


def _beside(words: Words, up: str) -> str:
    """Return the way to sign in beside this page, which keeps what was sent."""
    again = safe(words.say("session.again"))
    return f'<a href="{up}sign-in" target="_blank" rel="noopener">{again}</a>'


def _leading(words: Words, here: str, up: str) -> str:
    """Return the way to sign in, and from there to the page or the desk of the form."""
    after = here if here in _SECRET else "staff/" if here.startswith("staff/") else ""
    there = f"{up}sign-in?next={quote(after, safe='')}" if after else f"{up}sign-in"
    return f'<a href="{there}">{safe(words.say("signin"))}</a>'


def _form(words: Words, sent: Posted) -> str:
    kept = "".join(
        f'<textarea name="{safe(name)}" hidden>\n{safe(value)}</textarea>'
        for name, values in sent.fields.items()
        for value in values
    )
    return (
        f'<form method="post"><p>{safe(words.say("manage.resume.about"))}</p>{kept}'
        f'<button type="submit">{safe(words.say("manage.resume"))}</button></form>'
    )
