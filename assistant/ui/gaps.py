"""What members ask and the documents lack: the desk of refused questions, by subject."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, cast, get_args
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.responses import FileResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.errors import TaskRunning
from assistant.gaps import MOST, Gaps, GapStatus
from assistant.language.terms import names
from assistant.schema import LANGUAGES
from assistant.service import evaluation
from assistant.service.acting import acting
from assistant.service.grouping import AskedQuestion, SubjectAsked, grouped
from assistant.service.reasking import ask_again
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.ui import opinions, tasks
from assistant.ui.access import Access
from assistant.ui.desks import desk_page, for_staff
from assistant.ui.replying import again, done, fields, notice, telling
from assistant.ui.safety import safe
from assistant.ui.sieve import pager, sieve
from assistant.ui.words import Words, direction_of, words_in

HERE: Final = "staff/gaps"
PAGE: Final = 30  # subjects shown at once
_NUMBER: Final = re.compile(r"(?<![^,])[0-9]{1,18}(?![^,])")
_LONGEST_SAID: Final = 1500  # characters of a question that a link carries along


def add_routes(app: FastAPI, service: Service, settings: Settings, access: Access) -> None:
    """Add the desk of questions and opinions, `/fr/staff/gaps`, in every language."""
    tasks.add_routes(app, service, access)
    for language in LANGUAGES:
        words = words_in(language, settings.time_zone)
        pages = _Pages(service, settings, words)
        top = f"/{language}/{HERE}"
        for path, method, handler in (
            ("", "GET", pages.show),
            ("/handle", "POST", pages.handle),
            ("/reopen", "POST", pages.reopen),
            ("/delete", "POST", pages.delete),
            ("/again", "POST", pages.again),
            ("/evaluation.jsonl", "GET", pages.download),
        ):
            guarded = for_staff(access, telling(words, "desk.gaps", HERE + path)(handler))
            app.add_route(top + path, guarded, methods=[method])
        opinions.add_routes(app, service, access, words)


class _Pages:
    """The addresses of one language."""

    def __init__(self, service: Service, settings: Settings, words: Words) -> None:
        self._service = service
        self._settings = settings
        self._words = words
        self._gaps = Gaps(service.state)

    async def show(self, request: Request) -> Response:
        """Show the subjects of refused questions that are open, answered by now, or handled."""
        asked = request.query_params.get("show", "open")
        status = cast(GapStatus, asked if asked in get_args(GapStatus) else "open")
        content = await run_in_threadpool(self._content, request, status)
        title, there = self._words.say("desk.gaps"), again(HERE, request)
        return desk_page(self._words, title, content, HERE, languages=there)

    async def handle(self, request: Request) -> Response:
        """Note that staff have done with some questions."""
        return await self._marked(request, "handled")

    async def reopen(self, request: Request) -> Response:
        """Take back what was noted of some questions."""
        return await self._marked(request, "reopened")

    async def delete(self, request: Request) -> Response:
        """Delete the times that one question was asked."""
        return await self._marked(request, "deleted")

    async def again(self, _: Request) -> Response:
        """Begin to ask the open questions again."""
        try:
            self._service.tasks.start(
                "gaps", acting(), lambda progress: ask_again(self._service, progress)
            )
        except TaskRunning:
            return done("../gaps", "busy")
        return done("../gaps", "started")

    async def download(self, _: Request) -> Response:
        """Send the questions that were given to the evaluation."""
        path = evaluation.path_in(self._settings)
        if not path.is_file():
            return done("../gaps", "nofile")
        return FileResponse(path, media_type="application/jsonl", filename=evaluation.NAME)

    async def _marked(self, request: Request, said: str) -> Response:
        given = await fields(request)
        ids = [int(id) for id in _NUMBER.findall(given.get("gaps", ""))[:MOST]]

        def mark() -> int:
            acts: dict[str, Callable[[], int]] = {
                "handled": lambda: self._gaps.handle(ids, acting()),
                "reopened": lambda: self._gaps.reopen(ids),
                "deleted": lambda: self._gaps.delete(ids),
            }
            count = acts[said]()
            if count:
                self._service.state.record(acting(), f"gaps {said}", None, questions=count)
            return count

        count = await run_in_threadpool(mark)
        shown = given.get("show", "open")
        there = "../gaps" if shown == "open" else f"../gaps?show={quote(shown, safe='')}"
        return done(there, said if count else "gone")

    # --- what is shown -----------------------------------------------------------------------

    def _content(self, request: Request, status: GapStatus) -> str:
        words, counts = self._words, self._gaps.counts()
        subjects = grouped(self._gaps.of(status))
        page, ways = pager(request, len(subjects), PAGE, {"show": status}, "gaps", words)
        shown = subjects[(page - 1) * PAGE : page * PAGE]
        listed = "".join(self._subject(subject, status) for subject in shown)
        if not subjects:
            listed = f'<p class="none">{safe(words.say(f"gaps.none.{status}"))}</p>'
        choices = [
            (f"gaps?show={one}", words.say(f"gaps.{one}"), counts[one], one == status)
            for one in get_args(GapStatus)
        ]
        beyond = ""
        if counts[status] > MOST:
            beyond = f"<p>{safe(words.say('gaps.most', most=words.number(MOST)))}</p>"
        return (
            f"<h2>{safe(words.say('desk.gaps'))}</h2>{opinions.kinds(words, HERE)}"
            f"{notice(request, words, 'gaps')}"
            f"{tasks.task_block(self._service, words, HERE, frozenset({'gaps'}))}"
            f'<p class="lead">{safe(words.say("gaps.lead"))}</p>'
            f"{self._asking(status, counts[status])}"
            f"{sieve(choices, words.say('gaps.choose'), words)}{beyond}{listed}{ways}"
            f"{self._evaluation()}"
        )

    def _asking(self, status: GapStatus, count: int) -> str:
        last = self._service.tasks.last
        if status != "open" or not count or (last is not None and last.running):
            return ""
        say = self._words.say
        return (
            '<form class="work" method="post" action="gaps/again">'
            f"<button>{safe(say('gaps.again'))}</button><span>{safe(say('gaps.again.about'))}</span></form>"
        )

    def _subject(self, subject: SubjectAsked, status: GapStatus) -> str:
        words = self._words
        heading, named = _heading(subject, words)
        times = ""
        if len(subject.questions) > 1:
            count = safe(words.count("questions", len(subject.gaps)))
            times = f' <span class="times">{count}</span>'
        asked = "".join(self._question(one, status, named=named) for one in subject.questions)
        verb = "handle" if status != "handled" else "reopen"
        ids = ",".join(str(gap.id) for gap in subject.gaps)
        about = safe(words.say("gaps.about", subject=_plain_heading(subject, words)))
        by = ""
        if status == "handled":
            last = subject.gaps[0]
            by = words.say("gaps.by", who=last.handled_by, date=words.day(last.handled))
            by = f"<span>{safe(by)}</span>"
        return (
            f'<section class="subject"><h3>{heading}{times}</h3>'
            f'<ul class="shelf">{asked}</ul>'
            f'<form class="work" method="post" action="gaps/{verb}">'
            f'<input type="hidden" name="gaps" value="{ids}">'
            f'<input type="hidden" name="show" value="{status}">'
            f'<button class="plain-button">{safe(words.say(f"gaps.{verb}"))}'
            f'<span class="unseen"> {about}</span></button>{by}</form></section>'
        )

    def _question(self, asked: AskedQuestion, status: GapStatus, *, named: bool) -> str:
        words, last = self._words, asked.gaps[0]
        line = f"<h4>{_quoted(asked.text, last.language)}</h4>" if named else ""
        others = asked.wordings[1:]
        more = ""
        if others:
            items = "".join(f"<li>{_quoted(one.question, one.language)}</li>" for one in others)
            label = safe(words.say("gaps.wordings", n=words.number(len(others))))
            more = f"<details><summary>{label}</summary><ul>{items}</ul></details>"
        link = f"../?q={quote(asked.text[:_LONGEST_SAID], safe='')}"
        return (
            f'<li class="entry">{line}<p class="meta">{_facts(asked, words)}</p>{more}'
            f'<p class="ways"><a href="{safe(link)}">{safe(words.say("gaps.ask"))}</a>'
            f'<a href="gaps/question?gap={last.id}">{safe(words.say("evaluation.make"))}</a>'
            f"</p>{self._deleting(asked, status)}</li>"
        )

    def _deleting(self, asked: AskedQuestion, status: GapStatus) -> str:
        """Return the way to delete a question, which tells first that there is none back."""
        words = self._words
        ids = ",".join(str(gap.id) for gap in asked.gaps)
        about = safe(words.say("gaps.delete.about", times=words.count("times", len(asked.gaps))))
        return (
            f'<details class="deleting"><summary>{safe(words.say("gaps.delete"))}'
            f'<span class="unseen"> {safe(asked.text)}</span></summary>'
            '<form class="work" method="post" action="gaps/delete">'
            f'<input type="hidden" name="gaps" value="{ids}">'
            f'<input type="hidden" name="show" value="{status}"><span>{about}</span>'
            f'<button class="plain-button">{safe(words.say("gaps.delete.sure"))}</button>'
            "</form></details>"
        )

    def _evaluation(self) -> str:
        """Return what was given to the evaluation, where it is, and how it is taken in."""
        words = self._words
        count = evaluation.count(self._settings)
        if not count:
            return ""
        path = evaluation.path_in(self._settings).resolve()
        command = f"python -m evals append --from {path}"
        return (
            f'<section class="given"><h3>{safe(words.say("evaluation"))}</h3>'
            f"<p>{safe(words.say('evaluation.holds', n=words.count('questions', count)))} "
            '<a href="gaps/evaluation.jsonl" download>'
            f"{safe(words.say('evaluation.download'))}</a></p>"
            f'<p><bdi dir="ltr"><code>{safe(path)}</code></bdi></p>'
            f"<p>{safe(words.say('evaluation.how'))}</p>"
            f'<pre dir="ltr"><code>{safe(command)}</code></pre></section>'
        )


def _heading(subject: SubjectAsked, words: Words) -> tuple[str, bool]:
    """Return the name of a subject as HTML; without one, its question, and that it is no name."""
    if not subject.about:
        first = subject.questions[0]
        return _quoted(first.text, first.gaps[0].language), False
    return " · ".join(f"<bdi>{safe(name)}</bdi>" for name in _names(subject.about, words)), True


def _plain_heading(subject: SubjectAsked, words: Words) -> str:
    return ", ".join(_names(subject.about, words)) or subject.questions[0].text


def _names(about: Sequence[str], words: Words) -> list[str]:
    """Return what the page's language calls these; what the glossary does not know as written."""
    called = (next(iter(names(key, words.language)), key) for key in about)
    return [name[:1].upper() + name[1:] for name in called]


def _quoted(text: str, language: str) -> str:
    known = language if language in LANGUAGES else "fr"
    return f'<bdi lang="{known}" dir="{direction_of(known)}">{safe(text)}</bdi>'


def _facts(asked: AskedQuestion, words: Words) -> str:
    """Return how often a question was asked, when last, in which languages, and why refused."""
    one = SubjectAsked((), (asked,))
    say: Callable[..., str] = words.say
    reasons = [
        _reason(reason, words) + (f" ({words.number(count)})" if len(one.reasons) > 1 else "")
        for reason, count in one.reasons
    ]
    languages = [say(f"tongue.{language}") for language in one.languages if language in LANGUAGES]
    parts = [
        words.count("times", len(asked.gaps)),
        say("gaps.last", date=words.day(asked.gaps[0].at)),
        say("comma").join(languages),
        say("comma").join(reasons),
    ]
    return safe(" · ".join(part for part in parts if part))


def _reason(reason: str, words: Words) -> str:
    key = f"gaps.reason.{reason}"
    return words.say(key) if key in words.table else reason
