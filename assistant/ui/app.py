"""The web app: one page per language over the same service, served on one address."""

from __future__ import annotations

import logging
import os
import socket
from importlib.resources import files
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import SettingsError
from assistant.schema import LANGUAGES, Language
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.ui.chat import build_chat, corpus_line, examples
from assistant.ui.gate import Gate
from assistant.ui.safety import safe
from assistant.ui.staff import build_staff
from assistant.ui.words import OWN_NAMES, Words, preferred_language, words_in

log = logging.getLogger(__name__)

_KEEP_UPLOADS = (600, 3600)  # every ten minutes, uploads older than an hour go
# Nothing on the page comes from, or goes to, another host, whatever a document says. Gradio's
# own scripts and styles are inline, and its HTML component compiles its template ("unsafe-eval").
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'self'; object-src 'none'; form-action 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def build_app(service: Service, settings: Settings) -> FastAPI:
    """Return the web app: `/` leads to `/fr/`, `/en/` or `/ar/`, each a whole page."""
    settings.uploads.mkdir(parents=True, exist_ok=True)
    os.environ["GRADIO_TEMP_DIR"] = str(settings.uploads.resolve())
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    gate = Gate(settings.staff_password)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(_Guarded)
    app.get("/", include_in_schema=False)(_welcome)
    app.get("/favicon.ico", include_in_schema=False)(_no_icon)
    for language in LANGUAGES:
        words = words_in(language)
        gr.mount_gradio_app(
            app,
            build_page(service, settings, words, gate),
            path=f"/{language}",
            theme=_theme(),
            css=_asset("style.css"),
            head=_head(words),
            footer_links=[],
            run_history=False,
            show_error=False,
            max_file_size=settings.max_source_mb * 1024 * 1024,
            ssr_mode=False,
            mcp_server=False,
        )
    return app


def build_page(service: Service, settings: Settings, words: Words, gate: Gate) -> gr.Blocks:
    """Return the page in one language: the chat and the staff desk, in two tabs."""
    page = gr.Blocks(
        analytics_enabled=False,
        title=words.say("title"),
        fill_width=True,
        delete_cache=_KEEP_UPLOADS,
    )
    with page:
        gr.HTML(_header(words), elem_id="masthead", js_on_load=None, apply_default_css=False)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(words.say("tab.chat"), id="chat"):
                holds = gr.HTML("", elem_id="holds", js_on_load=None, apply_default_css=False)
                starters = build_chat(service, words)
            with gr.Tab(words.say("tab.staff"), id="staff"):
                build_staff(service, settings, words, gate)

        def arrive() -> tuple[Any, ...]:
            documents = service.list()
            asked = examples(documents, words)
            line = f"<p>{safe(corpus_line(documents, words))}</p>"
            shown = [gr.update(value=text, visible=True) for text in asked]
            hidden = [gr.update(visible=False)] * (len(starters) - len(asked))
            return (line, *shown, *hidden)

        page.load(
            arrive, None, [holds, *starters], show_progress="hidden", api_visibility="private"
        )
    page.queue(default_concurrency_limit=4)
    return page


def _header(words: Words) -> str:
    links = "".join(_language_link(language, words) for language in LANGUAGES)
    title, subtitle = safe(words.say("title")), safe(words.say("subtitle"))
    return (
        f"<header><div><h1>{title}</h1><p>{subtitle}</p></div>"
        f'<nav aria-label="{safe(words.say("language"))}">{links}</nav></header>'
    )


def _language_link(language: Language, words: Words) -> str:
    current = ' aria-current="page"' if language == words.language else ""
    return (
        f'<a href="../{language}/" lang="{language}" hreflang="{language}" '
        f'data-language="{language}"{current}>{OWN_NAMES[language]}</a>'
    )


def _head(words: Words) -> str:
    return (
        f"<script>document.documentElement.lang='{words.language}';"
        f"document.documentElement.dir='{words.direction}';</script>"
        f"<script>{_asset('script.js')}</script>"
    )


def _asset(name: str) -> str:
    return files("assistant.ui").joinpath(name).read_text(encoding="utf-8")


def _theme() -> gr.themes.Base:
    return gr.themes.Base(
        font=[
            "system-ui",
            "-apple-system",
            "Segoe UI",
            "Noto Sans",
            "Noto Sans Arabic",
            "sans-serif",
        ],
        font_mono=["ui-monospace", "Consolas", "monospace"],
        radius_size="sm",
    )


async def _welcome(request: Request) -> Response:
    language: Language = preferred_language(
        request.headers.get("accept-language", ""), request.cookies.get("language", "")
    )
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{language}/", status_code=307)


async def _no_icon() -> Response:
    """Answer what every browser asks for with nothing, rather than with an error."""
    return Response(status_code=204)


class _Guarded:
    """Adds the headers that keep a page to itself; plain ASGI, so that streams stay streams."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to its answer."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded)


def serve(service: Service, settings: Settings, host: str = "", port: int = 0) -> None:
    """Serve the page until interrupted. Raises SettingsError when the port is taken."""
    import uvicorn

    host, port = host or settings.host, port or settings.port
    listening = _listen(host, port)
    app = build_app(service, settings)
    log.info("open http://%s:%d in a browser", host, port)
    config = uvicorn.Config(app, log_level="warning")
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise SettingsError(
            f"http://{host}:{port} cannot be opened ({error.strerror}): "
            "give another port with --port or ASSISTANT_PORT."
        ) from None
    return listening
