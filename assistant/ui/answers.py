"""What members do with answers, over HTTP: keep and judge them, read the kept ones, download."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final, get_args

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool

from assistant.errors import AnswerGone, AnswerNotFound, AssistantError
from assistant.kept_answers import KeptAnswer, Verdict
from assistant.questions.contract import from_json
from assistant.schema import LANGUAGES, Answer
from assistant.service.answers import LONGEST_COMMENT
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.ui.access import Access
from assistant.ui.conversation import Turn, render
from assistant.ui.evidence import Excerpt, from_plain
from assistant.ui.export import as_markdown
from assistant.ui.frame import plain_page
from assistant.ui.guarding import Pace, Refused, small_json
from assistant.ui.safety import safe
from assistant.ui.words import Words, words_in

log = logging.getLogger(__name__)

_PRIVATE: Final = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_STATUS: Final = {AnswerGone: HTTPStatus.GONE, AnswerNotFound: HTTPStatus.NOT_FOUND}


def add_routes(app: FastAPI, service: Service, settings: Settings, access: Access) -> None:
    """Add the addresses of answers, `/fr/answers/…`, and of what is kept of them, `/fr/privacy`."""
    pace = Pace()
    for language in LANGUAGES:
        pages = _Pages(service, settings, access, words_in(language, settings.time_zone), pace)
        quiet: dict[str, Any] = {"include_in_schema": False}
        here = f"/{language}"
        app.post(f"{here}/answers/{{shown}}/keep", **quiet)(pages.keep)
        app.post(f"{here}/answers/{{shown}}/feedback", **quiet)(pages.feedback)
        app.get(f"{here}/answers/{{name}}.md", **quiet)(pages.markdown)
        app.get(f"{here}/answers/{{token}}", **quiet)(pages.read)
        app.get(f"{here}/privacy", **quiet)(pages.privacy)


class _Pages:
    """The addresses of one language."""

    def __init__(
        self, service: Service, settings: Settings, access: Access, words: Words, pace: Pace
    ) -> None:
        self._service = service
        self._settings = settings
        self._access = access
        self._words = words
        self._pace = pace

    # --- what the script asks for ------------------------------------------------------------

    async def keep(self, request: Request, shown: str) -> Response:
        """Keep an answer and return the address of its link, or let go of it."""

        def act(given: Mapping[str, Any]) -> dict[str, Any]:
            if given.get("keep") is False:
                self._service.answers.unlink(shown)
                return {}
            return {"link": f"answers/{self._service.answers.link(shown)}"}

        return await self._changing(request, act)

    async def feedback(self, request: Request, shown: str) -> Response:
        """Keep what an asker thinks of an answer; a verdict of null takes it back."""

        def act(given: Mapping[str, Any]) -> dict[str, Any]:
            verdict, comment = given.get("verdict"), given.get("comment", "")
            if verdict is None:
                self._service.answers.take_back(shown)
                return {}
            if verdict not in get_args(Verdict) or not isinstance(comment, str):
                raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "error.feedback")
            if len(comment) > LONGEST_COMMENT:
                limit = self._words.number(LONGEST_COMMENT)
                raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "error.comment", limit=limit)
            self._service.answers.judge(shown, verdict, _writable(comment))
            return {}

        return await self._changing(request, act)

    async def _changing(
        self, request: Request, act: Callable[[Mapping[str, Any]], dict[str, Any]]
    ) -> Response:
        """Do what a request from our own page asks for; say what went wrong in its language."""
        status, said = HTTPStatus.OK, {}
        try:
            given = await self._given(request)
            said = await run_in_threadpool(act, given)
        except Refused as refused:
            status = refused.status
            said = {"error": self._words.say(refused.key, **refused.values)}
        except AssistantError as error:
            status = _STATUS.get(type(error), HTTPStatus.SERVICE_UNAVAILABLE)
            log.warning("an answer could not be kept or judged: %s", error)
            said = {"error": self._words.error(error)}
        return JSONResponse(said, status_code=status, headers=_PRIVATE)

    async def _given(self, request: Request) -> Mapping[str, Any]:
        if not self._access.may_ask(request):
            raise Refused(HTTPStatus.UNAUTHORIZED, "kept.members.how")
        if not self._pace.allows(request.client.host if request.client else ""):
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "error.too_many")
        return await small_json(request)

    # --- what people read ----------------------------------------------------------------------

    def read(self, request: Request, token: str) -> Response:
        """Show a kept answer as it was, and what became of its sources since."""
        if not self._access.may_ask(request):
            return self._closed(f"answers/{token}")
        try:
            kept = self._service.answers.read(token)
            page = self._page(kept, from_json(kept.answer))
        except AssistantError as error:
            return self._missing(error, f"answers/{token}")
        page.headers.update(_PRIVATE)
        return page

    def markdown(self, request: Request, name: str) -> Response:
        """Send an answer as a Markdown file: `name` is its id on the page, or its link's token."""
        here = f"answers/{name}.md"
        if not self._access.may_ask(request):
            return self._closed(here)
        try:
            kept = self._by_any_name(name)
            root = request.scope.get("root_path", "")
            path = f"{root}/{self._words.language}/answers/{kept.token}"
            link = str(request.url.replace(path=path, query=""))
            text = as_markdown(
                from_json(kept.answer), kept.at, self._words, link if kept.linked else ""
            )
        except AssistantError as error:
            return self._missing(error, here)
        file = f"{self._words.say('export.name')}-{kept.at[:10]}.md"
        named = {"Content-Disposition": f'attachment; filename="{file}"'}
        return PlainTextResponse(text, headers=_PRIVATE | named, media_type="text/markdown")

    def privacy(self) -> Response:
        """Show what is kept of questions, for how long, who is told, and how to have it erased."""
        words, days = self._words, self._settings.keep_days
        model = self._settings.model
        kept = words.say("privacy.days", days=words.count("privacy.days", days))
        paragraphs = [
            *(words.say(f"privacy.{key}") for key in ("memory", "browser", "gaps", "kept")),
            kept if days else words.say("privacy.always"),
            words.say("privacy.who"),
            words.say("privacy.model", model=model) if model else words.say("privacy.nobody"),
            *(words.say(f"privacy.{key}") for key in ("erase", "backups")),
        ]
        return self._plain("privacy", paragraphs, "privacy")

    def _by_any_name(self, name: str) -> KeptAnswer:
        try:
            return self._service.answers.shown(name)
        except AnswerNotFound:
            return self._service.answers.read(name)

    def _page(self, kept: KeptAnswer, answer: Answer) -> HTMLResponse:
        words = self._words
        around = self._marked(answer, from_plain(kept.excerpts))
        turn = Turn(answer.question, answer=answer, excerpts=around, frozen=True)
        about = words.say("kept.about", date=words.day(kept.at))
        content = (
            f'<div class="frozen"><p class="about">{safe(about)}</p>'
            f"<div>{render([turn], words)}</div>"
            f"{self._page_bar(kept)}{_recipe(kept, answer, words)}</div>"
        )
        return plain_page(words, answer.question, content, f"answers/{kept.token}")

    def _marked(
        self, answer: Answer, around: Mapping[str, Mapping[int, Excerpt | None]]
    ) -> dict[str, dict[int, Excerpt | None]]:
        """Return the surroundings of each quote with what became of its document."""
        marked: dict[str, dict[int, Excerpt | None]] = {}
        for place, citations in (("cited", answer.citations), ("nearest", answer.nearest)):
            marked[place] = {}
            for citation in citations:
                excerpt = around.get(place, {}).get(citation.n) or Excerpt("", "")
                fate = self._service.answers.fate(citation)
                since = f"since.{fate}" if fate else ""
                marked[place][citation.n] = replace(excerpt, since=since)
        return marked

    def _page_bar(self, kept: KeptAnswer) -> str:
        say = self._words.say
        label = safe(say("actions"))
        return (
            f'<div class="actions"><div class="does" role="group" aria-label="{label}">'
            f'<button type="button" data-act="print">{safe(say("actions.print"))}</button>'
            f'<a href="{kept.token}.md" download>{safe(say("actions.markdown.about"))}</a>'
            f'<a href="../">{safe(say("kept.ask"))}</a></div></div>'
        )

    def _missing(self, error: AssistantError, here: str) -> HTMLResponse:
        """Return the page for an answer that is not there, or cannot be read."""
        status = _STATUS.get(type(error), HTTPStatus.SERVICE_UNAVAILABLE)
        if isinstance(error, AnswerGone):
            said = [self._words.say(f"kept.gone.{error.why}")]
            return self._plain("kept.gone", said, here, status)
        if isinstance(error, AnswerNotFound):
            return self._plain("kept.unknown", [self._words.say("kept.unknown.how")], here, status)
        log.warning("a kept answer cannot be shown: %s", error)
        return self._plain("kept", [self._words.error(error)], here, status)

    def _closed(self, here: str) -> HTMLResponse:
        said = [self._words.say("kept.members.how")]
        return self._plain("kept.members", said, here, HTTPStatus.UNAUTHORIZED)

    def _plain(
        self, title: str, paragraphs: list[str], here: str, status: int = HTTPStatus.OK
    ) -> HTMLResponse:
        said = "".join(f"<p>{safe(paragraph)}</p>" for paragraph in paragraphs)
        up = "../" * here.count("/") or "./"
        back = f'<p><a href="{up}">{safe(self._words.say("kept.ask"))}</a></p>'
        heading = self._words.say(title)
        content = f'<div class="words"><h2>{safe(heading)}</h2>{said}{back}</div>'
        page = plain_page(self._words, heading, content, here, status=status)
        page.headers.update(_PRIVATE)
        return page


def _recipe(kept: KeptAnswer, answer: Answer, words: Words) -> str:
    """Return how an answer was made, folded away."""
    key = f"kept.mode.{answer.mode}"
    mode = words.say(key) if key in words.table else answer.mode
    rows = {words.say("kept.mode"): mode}
    rows |= {words.table.get(f"recipe.{k}", k): str(value) for k, value in kept.recipe.items()}
    listed = "".join(
        f"<dt>{safe(name)}</dt><dd><bdi>{safe(value)}</bdi></dd>" for name, value in rows.items()
    )
    heading = safe(words.say("kept.recipe"))
    return f'<details class="recipe"><summary>{heading}</summary><dl>{listed}</dl></details>'


def _writable(text: str) -> str:
    """Return a text that UTF-8 can write."""
    return text.encode("utf-8", "replace").decode("utf-8")
