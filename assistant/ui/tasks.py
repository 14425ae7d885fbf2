"""Long work on the page of staff: how far it is, how it ended, and the address that tells it."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response
from starlette.requests import Request

from assistant.schema import LANGUAGES
from assistant.service.service import Service
from assistant.service.tasks import Task
from assistant.ui.access import Access
from assistant.ui.desks import for_staff
from assistant.ui.frame import asset
from assistant.ui.safety import safe
from assistant.ui.words import Words, words_in

ADDRESS: Final = "staff/task"


def add_routes(app: FastAPI, service: Service, access: Access) -> None:
    """Add the address that tells how far long work is, `/fr/staff/task`."""
    for language in LANGUAGES:
        _add(app, service, access, words_in(language, service.settings.time_zone))


def _add(app: FastAPI, service: Service, access: Access, words: Words) -> None:
    async def task(_: Request) -> Response:
        last = service.tasks.last
        if last is None:
            return JSONResponse({"running": False})
        return JSONResponse(
            {"running": last.running, "said": said(last, words), "done": last.done, "of": last.of}
        )

    app.add_route(f"/{words.language}/{ADDRESS}", for_staff(access, task), methods=["GET"])


def task_block(service: Service, words: Words, here: str, names: frozenset[str]) -> str:
    """Return the long work that is under way, whatever it is, or the last of `names`, as HTML."""
    last = service.tasks.last
    if last is None or not (last.running or last.name in names):
        return ""
    line = f"<p>{safe(said(last, words))}</p>"
    if not last.running:
        kind = "trouble" if last.error else "notice"
        return f'<div id="task" class="{kind}" role="status">{line}{_exactly(last, words)}</div>'
    up = "../" * (here.count("/") - 1)
    value = f' max="{last.of}" value="{last.done}"' if last.of else ""
    again = f'<p class="ways"><a href="">{safe(words.say("task.reload"))}</a></p>'
    return (
        f'<div id="task" class="notice" data-task="{up}task"><div role="status">{line}</div>'
        f'<progress aria-label="{safe(words.say(f"task.{last.name}"))}"{value}></progress>{again}'
        f"</div><script>{asset('tasks.js')}</script>"
    )


def said(task: Task, words: Words) -> str:
    """Return how far a task is, or how it ended, in one line."""
    name = words.say(f"task.{task.name}")
    if task.running:
        begun = words.say("task.running", name=name, who=task.who)
        if not task.of:
            return begun
        far = words.say("task.far", done=words.number(task.done), of=words.number(task.of))
        return f"{begun} {far}"
    at = f"{words.moment(task.ended)}{words.say('comma')}{words.whose_time}"
    if task.error is not None:
        return words.say("task.failed", name=name, at=at, why=words.error(task.error))
    counts = {key: words.number(count) for key, count in task.counts.items()}
    return words.say(f"task.done.{task.name}", at=at, **counts)


def _exactly(task: Task, words: Words) -> str:
    """Return the error as the program says it, for whoever is asked for help."""
    if task.error is None:
        return ""
    exact = f"{type(task.error).__name__}: {task.error}"
    return (
        f"<details><summary>{safe(words.say('task.exactly'))}</summary>"
        f'<p lang="en" dir="ltr">{safe(exact)}</p></details>'
    )
