"""The web app: the pages of each language over the same service, served on one address."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.routing import Mount

from assistant.errors import SettingsError
from assistant.schema import LANGUAGES, Document, Language
from assistant.service.holdings import holdings
from assistant.service.service import Service
from assistant.service.warming import Warming
from assistant.settings import Settings
from assistant.ui import answers, gaps, health, journal, own_password
from assistant.ui.access import Access
from assistant.ui.adding import build_staff
from assistant.ui.api import add_api
from assistant.ui.chat import build_chat, corpus_line
from assistant.ui.conversation import offered
from assistant.ui.desks import desk_nav
from assistant.ui.documents import add_routes as add_documents
from assistant.ui.doors import Doors, Room, nowhere
from assistant.ui.filters import choices
from assistant.ui.frame import asset, head, masthead
from assistant.ui.gradio_words import in_its_place
from assistant.ui.headers import Guarded
from assistant.ui.managing import add_routes as add_managing
from assistant.ui.safety import safe
from assistant.ui.signing import add_routes as add_signing
from assistant.ui.suggestions import Starters
from assistant.ui.trays import Trays
from assistant.ui.waiting import forget_all
from assistant.ui.words import Words, preferred_language, words_in

if TYPE_CHECKING:
    import uvicorn

_AT_ONCE = 4  # of each step but asking, which has a limit of its own; Gradio's default is 1
_LOOK = 0.25  # seconds between looks at whether the search is ready
TURN = 0.001  # seconds; see `serve`
_KEEP_UPLOADS = (600, 3600)  # every ten minutes, uploads older than an hour go; see `waiting.py`


def build_app(service: Service, settings: Settings) -> FastAPI:
    """Return the web app: `/` leads to `/fr/`, `/en/` or `/ar/`, each a whole page."""
    settings.uploads.mkdir(parents=True, exist_ok=True)
    forget_all(settings)
    os.environ["GRADIO_TEMP_DIR"] = str(settings.uploads.resolve())
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # Its statistics, which nothing shows, load pandas and read ten thousand events after each.
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = "1000000000"
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
    access = Access(service.people, settings)
    starters, trays = Starters(service), Trays(service)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(404, _nowhere)
    app.add_middleware(Doors, access=access)
    app.add_middleware(Guarded)  # the last one stands outermost
    app.get("/", include_in_schema=False)(_welcome)
    app.get("/favicon.ico", include_in_schema=False)(_no_icon)
    add_documents(app, service, access)
    add_signing(app, service.people, access, settings)
    own_password.add_routes(app, service.people, access, settings)
    answers.add_routes(app, service, settings, access)
    add_managing(app, service, settings, access)
    for desk_of in (gaps, journal, health):
        desk_of.add_routes(app, service, settings, access)
    for language in LANGUAGES:
        words = words_in(language, settings.time_zone)
        desk = _blocks(words)
        with desk:
            _masthead(words, "staff/")
            gr.HTML(desk_nav(words, "staff/"), js_on_load=None, apply_default_css=False)
            build_staff(desk, service, words, access, trays)
        _mount(app, desk, f"/{language}/staff", words, settings)
        _guard(app, access, staff=True)
        page = build_page(service, words, starters, access)
        _mount(app, page, f"/{language}", words, settings)
        _guard(app, access, staff=False)
    return app


def _mount(app: FastAPI, page: gr.Blocks, path: str, words: Words, settings: Settings) -> None:
    page.queue(default_concurrency_limit=_AT_ONCE)
    # Every page has a queue of its own that looks for work a thousand times a second: together
    # a twentieth of a processor while nobody asks anything.
    page._queue.sleep_when_free, page._queue.progress_update_sleep_when_free = 0.01, 0.1
    gr.mount_gradio_app(
        app,
        page,
        path=path,
        theme=_theme(),
        css=asset("style.css"),
        head=head(words),
        footer_links=[],
        run_history=False,
        show_error=False,
        i18n=in_its_place(words),
        max_file_size=settings.max_source_mb * 1024 * 1024,
        ssr_mode=False,
        mcp_server=False,
    )


def _guard(app: FastAPI, access: Access, *, staff: bool) -> None:
    """Put a door before the Gradio page that was mounted last."""
    mounted = app.router.routes[-1]
    if not isinstance(mounted, Mount):
        raise TypeError(f"Gradio mounted {mounted!r}, which is no page.")
    mounted.app = Room(mounted.app, access, staff=staff)


def build_page(service: Service, words: Words, starters: Starters, access: Access) -> gr.Blocks:
    """Return the page of questions in one language."""
    page = _blocks(words)
    with page:
        add_api(service, access)  # first: these are the names that handlers may not take
        _masthead(words, "")
        holds = gr.HTML("", elem_id="holds", js_on_load=None, apply_default_css=False)
        first, publishers = build_chat(service, words)

        def arrive() -> tuple[str, str, Any]:
            documents = service.list()
            asked = starters.get(documents, words)
            held = choices(holdings(documents), words)
            line = _holds(documents, service, words)
            return line, offered(asked, words.language, words.say("examples")), held

        async def settle() -> Any:
            if _state(service) == "ready":
                return gr.skip()
            while _state(service) == "warming":
                await asyncio.sleep(_LOOK)
            return await asyncio.to_thread(lambda: _holds(service.list(), service, words))

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        arrived = page.load(arrive, None, [holds, first, publishers], **quiet)
        arrived.then(settle, None, [holds], concurrency_limit=None, **quiet)
    return page


def _state(service: Service) -> str:
    """Return how getting ready stands; who never asked for it finds everything ready."""
    return service.warming.state if service.warming is not None else "ready"


def _holds(documents: Sequence[Document], service: Service, words: Words) -> str:
    """Return what the corpus holds in a line, and below it that it cannot be searched yet."""
    line = f"<p>{safe(corpus_line(documents, words))}</p>"
    key = {"warming": "warming", "failed": "warm.failed"}.get(_state(service))
    return line + (f'<p class="warming">{safe(words.say(key))}</p>' if key else "")


def _blocks(words: Words) -> gr.Blocks:
    return gr.Blocks(
        analytics_enabled=False,
        title=words.say("title"),
        fill_width=True,
        delete_cache=_KEEP_UPLOADS,
    )


def _masthead(words: Words, here: str) -> None:
    gr.HTML(masthead(words, here), elem_id="masthead", js_on_load=None, apply_default_css=False)


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


async def _nowhere(request: Request, _: Exception) -> Response:
    return nowhere(request)


async def _no_icon() -> Response:
    """Answer what every browser asks for with nothing, rather than with an error."""
    return Response(status_code=204)


def serve(
    service: Service, settings: Settings, host: str, port: int, listening: Callable[[], None]
) -> None:
    """Serve the page until interrupted; `listening` is called once the port is ours.

    The page is there at once while `service` gets ready; where its index cannot be opened, the
    page ends and that error is raised. Raises SettingsError when the port is taken.
    """
    import uvicorn

    port_of_ours = _listen(host, port)
    listening()
    # Answers compute in Python, eight at once: what only passes messages on waits for its turn
    # among them a millisecond each, not five.
    sys.setswitchinterval(TURN)
    app = build_app(service, settings)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    warming = service.warming
    if warming is not None:
        threading.Thread(target=_end_with, args=(server, warming), daemon=True).start()
    server.run(sockets=[port_of_ours])
    if warming is not None and warming.failure is not None:
        raise warming.failure


def _end_with(server: uvicorn.Server, warming: Warming) -> None:
    """Stop serving where the index could not be opened."""
    warming.join()
    if warming.failure is not None:
        server.should_exit = True


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
