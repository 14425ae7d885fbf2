"""How the assistant is, for staff: its documents, its index, the disk, what is forgotten next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.errors import TaskRunning
from assistant.schema import LANGUAGES, Document, Progress
from assistant.service.acting import acting
from assistant.service.health import Health, bring_in_step, build_afresh, health
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.ui import tasks
from assistant.ui.access import Access
from assistant.ui.browse import title
from assistant.ui.desks import desk_page, for_staff
from assistant.ui.doors import who
from assistant.ui.evidence import record_address
from assistant.ui.replying import done, notice, telling
from assistant.ui.safety import safe
from assistant.ui.words import Words, words_in

HERE: Final = "staff/health"
SHOWN: Final = 200  # documents named of each kind
_TASKS: Final = frozenset({"sync", "rebuild"})
_UNITS: Final = ("kb", "mb", "gb", "tb")


def add_routes(app: FastAPI, service: Service, settings: Settings, access: Access) -> None:
    """Add the desk of how the assistant is, `/fr/staff/health`, in every language."""
    for language in LANGUAGES:
        words = words_in(language, settings.time_zone)
        pages = _Pages(service, settings, access, words)
        for path, method, handler in (
            ("", "GET", pages.show),
            ("/sync", "POST", pages.sync),
            ("/rebuild", "POST", pages.rebuild),
        ):
            guarded = for_staff(access, telling(words, "desk.health", HERE + path)(handler))
            app.add_route(f"/{language}/{HERE}{path}", guarded, methods=[method])


class _Pages:
    def __init__(self, service: Service, settings: Settings, access: Access, words: Words) -> None:
        self._service = service
        self._settings = settings
        self._access = access
        self._words = words

    async def show(self, request: Request) -> Response:
        """Show how everything is."""
        admin = await self._is_admin(request)
        content = await run_in_threadpool(self._content, request, admin)
        return desk_page(self._words, self._words.say("desk.health"), content, HERE)

    async def sync(self, _: Request) -> Response:
        """Begin to bring the index in step with the corpus folder."""
        return self._begin("sync", bring_in_step)

    async def rebuild(self, request: Request) -> Response:
        """Begin to build the index afresh; for admins."""
        if not await self._is_admin(request):
            said = safe(self._words.say("health.admins"))
            content = f'<p class="trouble" role="alert">{said}</p>'
            title = self._words.say("desk.health")
            here = f"{HERE}/rebuild"
            return desk_page(self._words, title, content, here, languages=HERE, status=403)
        return self._begin("rebuild", build_afresh)

    def _begin(self, name: str, work: Callable[[Service, Progress], Mapping[str, int]]) -> Response:
        try:
            self._service.tasks.start(
                name, acting(), lambda progress: work(self._service, progress)
            )
        except TaskRunning:
            return done("../health", "busy")
        return done("../health", "started")

    async def _is_admin(self, request: Request) -> bool:
        person = await who(self._access, request)
        return person is not None and person.role == "admin"

    # --- what is shown -----------------------------------------------------------------------

    def _content(self, request: Request, admin: bool) -> str:
        words, found = self._words, health(self._service)
        return (
            f"<h2>{safe(words.say('desk.health'))}</h2>{notice(request, words, 'health')}"
            f"{tasks.task_block(self._service, words, HERE, _TASKS)}"
            f"{self._step(found)}{self._buttons(admin)}"
            f"{self._facts(found)}{self._mending(found)}{self._kept(found)}{self._model(found)}{self._recipe(found)}"
        )

    def _step(self, found: Health) -> str:
        words = self._words
        kind = "fine" if found.step == "in_step" else "trouble"
        said = safe(words.say(f"health.{found.step}"))
        behind = words.say("comma").join(
            words.say(f"health.behind.{name}", n=words.number(count))
            for name, count in found.behind.items()
        )
        more = f" {safe(behind)}" if behind else ""
        exact = ""
        if found.step == "trouble":
            exact = (
                f"<details><summary>{safe(words.say('task.exactly'))}</summary>"
                f'<p lang="en" dir="ltr">{safe(found.status["health"])}</p></details>'
            )
        return f'<div class="{kind} step"><p>{said}{more}</p>{exact}</div>'

    def _buttons(self, admin: bool) -> str:
        last = self._service.tasks.last
        if last is not None and last.running:
            return ""
        say = self._words.say
        afresh = f"<p>{safe(say('health.admins'))}</p>"
        if admin:
            afresh = (
                '<form class="work" method="post" action="health/rebuild">'
                f'<button class="plain-button">{safe(say("health.rebuild"))}</button>'
                f"<span>{safe(say('health.rebuild.about'))}</span></form>"
            )
        return (
            '<form class="work" method="post" action="health/sync">'
            f"<button>{safe(say('health.sync'))}</button>"
            f"<span>{safe(say('health.sync.about'))}</span></form>{afresh}"
        )

    def _facts(self, found: Health) -> str:
        words, status, sizes = self._words, found.status, found.sizes
        dates = status["dates"]
        span = words.say("undated")
        if dates["first"]:
            span = f"{words.date(dates['first'])} – {words.date(dates['last'])}"
        languages = words.say("comma").join(
            f"{words.table.get(f'tongue.{name}', name)} ({words.number(count)})"
            for name, count in status["languages"].items()
        )
        backup = words.say("health.backup.none")
        if found.backup is not None:
            backup = f"{words.day(found.backup.at)} ({found.backup.who})"
        rows = {
            "documents": words.number(status["documents"]),
            "chunks": words.number(status["chunks"]),
            "languages": languages,
            "dates": span,
            "corpus": words.say("comma").join(
                (words.count("documents", status["corpus_documents"]), size(sizes.corpus, words))
            ),
            "index": size(sizes.index, words),
            "state": size(sizes.state, words),
            "uploads": size(sizes.uploads, words),
            "removed": words.number(status["removed"]),
            "backup": backup,
        }
        heading = safe(words.say("health.facts"))
        return f'<section class="health"><h3>{heading}</h3>{_listed(rows, words)}</section>'

    def _mending(self, found: Health) -> str:
        """Return what staff may want to mend, each document with the way to its page."""
        words = self._words
        parts = [
            self._documents("undated", found.undated),
            self._documents("nameless", found.nameless),
            self._documents("copies", found.copies),
            self._unreadable(found.status["not_indexed"]),
        ]
        shown = "".join(parts) or f"<p>{safe(words.say('health.mend.none'))}</p>"
        return f"<section><h3>{safe(words.say('health.mend'))}</h3>{shown}</section>"

    def _documents(self, name: str, documents: Sequence[Document]) -> str:
        if not documents:
            return ""
        words = self._words
        items = "".join(
            f'<li><a href="{safe(record_address(document.id))}">{title(document, words)}</a></li>'
            for document in documents[:SHOWN]
        )
        left = len(documents) - SHOWN
        more = f"<p>{safe(words.say('health.more', n=words.number(left)))}</p>" if left > 0 else ""
        label = words.say(f"health.{name}", n=words.count("documents", len(documents)))
        about = safe(words.say(f"health.{name}.about"))
        return (
            f'<details class="mend"><summary>{safe(label)}</summary><p class="meta">{about}</p>'
            f"<ul>{items}</ul>{more}</details>"
        )

    def _unreadable(self, problems: Sequence[Mapping[str, str]]) -> str:
        if not problems:
            return ""
        words = self._words
        items = "".join(
            f'<li><bdi dir="ltr"><code>{safe(one["path"])}</code></bdi>'
            f'<p class="meta" lang="en" dir="ltr">{safe(one["error"])}</p></li>'
            for one in problems[:SHOWN]
        )
        label = words.say("health.unreadable", n=words.number(len(problems)))
        about = safe(words.say("health.unreadable.about"))
        return (
            f'<details class="mend" open><summary>{safe(label)}</summary>'
            f'<p class="meta">{about}</p><ul>{items}</ul></details>'
        )

    def _kept(self, found: Health) -> str:
        """Return how long what members ask is kept, and what the next purge takes."""
        words, days = self._words, self._settings.keep_days
        lines = [words.say("health.kept.always")]
        if days:
            due = found.due
            lines = [
                words.say("health.kept.days", days=words.count("privacy.days", days)),
                words.say(
                    "health.kept.due",
                    answers=words.number(due.answers),
                    gaps=words.number(due.gaps),
                ),
            ]
        lines.append(
            words.say(
                "health.kept.removed",
                days=words.number(self._settings.keep_removed_days),
                n=words.count("documents", found.due.removed),
            )
        )
        said = "".join(f"<p>{safe(line)}</p>" for line in lines)
        return f'<section class="kept"><h3>{safe(words.say("health.kept"))}</h3>{said}</section>'

    def _model(self, found: Health) -> str:
        """Return what the language model was asked since the start, and what it took."""
        words, spent = self._words, found.spent
        if not (model := found.status["model"]):
            return ""
        rows = {
            "model": model,
            "model.asked": words.number(spent.asked),
            "model.worded": words.number(spent.worded),
            "model.withheld": words.number(spent.withheld),
            "model.tokens": words.number(spent.read_tokens + spent.written_tokens),
        }
        if spent.median_ms is not None:
            rows["model.time"] = f"{words.number(round(spent.median_ms))} ms"
        if spent.cost is not None:
            rows["model.cost"] = f"{spent.cost:.4f}"
        for kind, count in (spent.troubles or {}).items():
            rows[f"model.{kind}"] = words.number(count)
        listed = "".join(
            f"<dt>{safe(words.table.get(f'health.{name}', words.say('health.model.server')))}</dt>"
            f"<dd>{safe(value)}</dd>"
            for name, value in rows.items()
        )
        heading = safe(words.say("health.model.since"))
        return f'<section><h3>{heading}</h3><dl class="facts">{listed}</dl></section>'

    def _recipe(self, found: Health) -> str:
        recipe = found.status["recipe"]
        if not recipe:
            return ""
        rows = "".join(
            f"<dt>{safe(self._words.table.get(f'recipe.{name}', name))}</dt>"
            f"<dd><bdi>{safe(value)}</bdi></dd>"
            for name, value in recipe.items()
        )
        heading = safe(self._words.say("health.recipe"))
        return f'<details class="recipe"><summary>{heading}</summary><dl>{rows}</dl></details>'


def size(count: int, words: Words) -> str:
    """Return a number of bytes as people say it: 12 MB."""
    amount, unit = count / 1000, 0
    while amount >= 1000 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    whole = max(round(amount), 1 if count else 0)
    return words.say(f"size.{_UNITS[unit]}", n=words.number(whole))


def _listed(rows: Mapping[str, Any], words: Words) -> str:
    listed = "".join(
        f"<dt>{safe(words.say(f'health.{name}'))}</dt><dd>{safe(value)}</dd>"
        for name, value in rows.items()
    )
    return f'<dl class="facts">{listed}</dl>'
