"""What the lists of staff share: links that narrow a list, and the ways between its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from starlette.requests import Request

from assistant.ui.safety import safe
from assistant.ui.words import Words


def sieve(choices: Sequence[tuple[str, str, int | None, bool]], label: str, words: Words) -> str:
    """Return links that narrow a list: each an address, a name, how many, whether it is chosen."""

    def link(address: str, name: str, count: int | None, chosen: bool) -> str:
        counted = f" ({words.number(count)})" if count is not None else ""
        current = ' aria-current="true"' if chosen else ""
        return f'<a href="{safe(address)}"{current}>{safe(name + counted)}</a>'

    links = "".join(link(*choice) for choice in choices)
    return f'<nav class="sieve" aria-label="{safe(label)}">{links}</nav>'


def page_of(request: Request, count: int, size: int) -> int:
    """Return which page of a list an address asks for, one that there is."""
    asked = request.query_params.get("page", "")
    page = int(asked) if re.fullmatch(r"[1-9][0-9]{0,5}", asked) else 1
    return max(1, min(page, -(-count // size)))


def pager(
    request: Request, count: int, size: int, kept: Mapping[str, str], there: str, words: Words
) -> tuple[int, str]:
    """Return the page that is asked for, and the ways to its neighbours as HTML.

    `kept` is what else the address says; `there` the page's own address.
    """
    page, pages = page_of(request, count, size), -(-count // size)
    if pages < 2:
        return page, ""

    def way(step: int, key: str, rel: str) -> str:
        if not 1 <= page + step <= pages:
            return "<span></span>"
        query = urlencode({name: value for name, value in kept.items() if value})
        address = f"{there}?{query}&page={page + step}" if query else f"{there}?page={page + step}"
        return f'<a rel="{rel}" href="{safe(address)}">{safe(words.say(key))}</a>'

    here = words.say("browse.page", page=words.number(page), pages=words.number(pages))
    return page, (
        f'<nav class="pager" aria-label="{safe(words.say("browse.pages"))}">'
        f"{way(-1, 'browse.previous', 'prev')}<span>{safe(here)}</span>"
        f"{way(1, 'browse.next', 'next')}</nav>"
    )
