"""What the forms of staff send, and what a page says after one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from fastapi.responses import RedirectResponse, Response
from starlette.requests import Request

from assistant.errors import AssistantError, StateTrouble, StorageFull
from assistant.ui.desks import Handler, desk_page
from assistant.ui.guarding import Refused
from assistant.ui.posted import posted
from assistant.ui.safety import safe
from assistant.ui.words import Words

_LONGEST: Final = 256 * 1024  # bytes: the numbers of 1,000 questions are 10 kB


async def fields(request: Request) -> dict[str, str]:
    """Return the fields of a posted form. Raises Refused where it is too large to be ours."""
    given = await posted(request, _LONGEST)
    if given is None:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "desk.form")
    return {name: values[0] for name, values in given.fields.items()}


def done(there: str, said: str) -> Response:
    """Lead on to `there`, relative to the form's address, where the page says `said`, a code."""
    mark = "&" if "?" in there else "?"
    return RedirectResponse(f"{there}{mark}said={said}", status_code=303)


def again(here: str, request: Request) -> str:
    """Return the address of the same page: what is looked for stays, what was done does not."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "said"]
    return f"{here}?{urlencode(kept)}" if kept else here


def notice(request: Request, words: Words, desk: str) -> str:
    """Return what the address tells that was done, as HTML; "" for no code of this desk's."""
    key = f"{desk}.said.{request.query_params.get('said', '')}"
    if key not in words.table:
        return ""
    return f'<p class="notice" role="status">{safe(words.say(key))}</p>'


def telling(words: Words, title: str, here: str) -> Callable[[Handler], Handler]:
    """Return what makes a handler answer with a page of staff where something is in the way."""

    def around(handler: Handler) -> Handler:
        @wraps(handler)
        async def tried(request: Request) -> Response:
            try:
                return await handler(request)
            except Refused as refused:
                return _page(words.say(refused.key, **refused.values), refused.status)
            except AssistantError as error:
                lasting = isinstance(error, StateTrouble | StorageFull)
                status = HTTPStatus.SERVICE_UNAVAILABLE if lasting else HTTPStatus.CONFLICT
                return _page(words.error(error), status)

        return tried

    def _page(said: str, status: HTTPStatus) -> Response:
        up = "../" * (here.count("/") - 1)
        desk = "/".join(here.split("/")[1:2])
        back = f'<p><a href="{up}{safe(desk)}">{safe(words.say("desk.back"))}</a></p>'
        content = f'<p class="trouble" role="alert">{safe(said)}</p>{back}'
        return desk_page(
            words, words.say(title), content, here, languages=f"staff/{desk}", status=status
        )

    return around
