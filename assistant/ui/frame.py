"""What every page has in common: its head, its masthead, and the frame of pages without Gradio."""

from __future__ import annotations

from importlib.resources import files

from fastapi.responses import HTMLResponse

from assistant.schema import LANGUAGES, Language
from assistant.service.acting import acting
from assistant.ui.actions import script_words
from assistant.ui.safety import safe
from assistant.ui.words import OWN_NAMES, Words

# The places of a page in one language, relative to `/fr/`, and the words that name them.
PLACES = {"": "nav.questions", "documents": "nav.documents", "staff/": "nav.staff"}

# Gradio's notices stand at the top, over the ways to the other pages: here they stand at the foot.
_TOASTS = ".toast-wrap{inset-block-start:auto!important;inset-block-end:90px!important}"


def masthead(words: Words, here: str, *, languages: str = "") -> str:
    """Return the header: the title, the ways to the other pages and languages.

    `here` is the page's address below `/fr/`: "", "documents", "staff/", "answers/x1". Links are
    relative, so that the app may stand anywhere on a host. `languages` is where the links to the
    other languages lead, by default to the same page.
    """
    up = "../" * here.count("/")
    here_again = languages or here
    places = "".join(_place(address, key, here, up, words) for address, key in PLACES.items())
    name = acting()  # of nobody where Gradio draws the page: person.js asks
    person = signed_in(words, name, up) if name else ""
    tongues = "".join(_tongue(language, here_again, up, words) for language in LANGUAGES)
    title, subtitle = safe(words.say("title")), safe(words.say("subtitle"))
    return (
        f"{_skip(here, words)}<header><div><h1>{title}</h1><p>{subtitle}</p></div><div>"
        f'<nav class="places" aria-label="{safe(words.say("nav"))}">{places}</nav>'
        f'<nav class="tongues" aria-label="{safe(words.say("language"))}">{tongues}</nav>'
        f'<div class="person" data-depth="{here.count("/")}">{person}</div>'
        "</div></header>"
    )


def signed_in(words: Words, name: str, up: str) -> str:
    """Return who is signed in, and what they can do about it; `up` leads to `/fr/`."""
    before, _, after = words.table["signedin"].partition("{name}")
    return (
        f"<span>{safe(before)}<bdi>{safe(name)}</bdi>{safe(after)}</span>"
        f'<a href="{up}password">{safe(words.say("signed.password"))}</a>'
        f'<form method="post" action="{up}sign-out">'
        f'<button type="submit">{safe(words.say("signout"))}</button></form>'
    )


def _skip(here: str, words: Words) -> str:
    """Return the link past the masthead; `accessible.js` takes the keyboard there."""
    name, key = ("question", "skip.question") if here == "" else ("content", "skip.content")
    return f'<a class="skip" href="#{name}">{safe(words.say(key))}</a>'


def _place(address: str, key: str, here: str, up: str, words: Words) -> str:
    within = bool(address) and here.startswith(address)
    current = ' aria-current="page"' if within or here == address else ""
    return f'<a href="{up}{address or "./"}"{current}>{safe(words.say(key))}</a>'


def _tongue(language: Language, address: str, up: str, words: Words) -> str:
    current = ' aria-current="page"' if language == words.language else ""
    return (
        f'<a href="{up}../{language}/{safe(address)}" lang="{language}" hreflang="{language}" '
        f'data-language="{language}"{current}>{OWN_NAMES[language]}</a>'
    )


def head(words: Words) -> str:
    """Return what Gradio puts in a page's head: language and direction, then our script."""
    return (
        f"<style>{_TOASTS}</style>"
        f"<script>document.documentElement.lang='{words.language}';"
        f"document.documentElement.dir='{words.direction}';</script>"
        f"<script>{asset('script.js')}</script><script>{asset('past.js')}</script>"
        f"<script>{asset('arrive.js')}</script><script>{asset('person.js')}</script>"
        f"<script>{asset('desk.js')}</script><script>{asset('desk_files.js')}</script>"
        f"{script_words(words)}<script>{asset('answers.js')}</script>"
        f"<script>{asset('sending.js')}</script><script>{asset('accessible.js')}</script>"
    )


def plain_page(
    words: Words, title: str, content: str, here: str, *, languages: str = "", status: int = 200
) -> HTMLResponse:
    """Return a whole page without Gradio around `content`, which is HTML; `title` is text."""
    return HTMLResponse(
        f'<!doctype html><html lang="{words.language}" dir="{words.direction}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{safe(title)} · {safe(words.say('title'))}</title>"
        f"<style>{asset('style.css')}</style><script>{asset('plain.js')}</script>"
        f"<script>{asset('script.js')}</script><script>{asset('accessible.js')}</script>"
        f"{script_words(words)}<script>{asset('answers.js')}</script></head>"
        f'<body class="plain"><div id="masthead">{masthead(words, here, languages=languages)}</div>'
        f'<main id="content">{content}</main></body></html>',
        status_code=status,
    )


def asset(name: str) -> str:
    """Return a style or script of ours."""
    return files("assistant.ui").joinpath(name).read_text(encoding="utf-8")
