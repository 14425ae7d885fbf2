"""What members thought of answers, as staff go through it, and questions for the evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.errors import QuestionRefused
from assistant.gaps import Gaps
from assistant.kept_answers import VERDICTS, Feedback, KeptAnswers, Verdict
from assistant.schema import LANGUAGES
from assistant.service import evaluation
from assistant.service.acting import acting
from assistant.service.service import Service
from assistant.ui.access import Access
from assistant.ui.desks import desk_page, for_staff
from assistant.ui.replying import again, done, fields, notice, telling
from assistant.ui.safety import safe
from assistant.ui.sieve import pager, sieve
from assistant.ui.words import Words, direction_of

HERE: Final = "staff/gaps/feedback"
QUESTION: Final = "staff/gaps/question"
PAGE: Final = 50
_WORST_FIRST: Final = ("wrong", "wrong_source", "outdated", "right")


def add_routes(app: FastAPI, service: Service, access: Access, words: Words) -> None:
    """Add the addresses of one language: `/fr/staff/gaps/feedback`, `/fr/staff/gaps/question`."""
    pages = _Pages(service, words)
    for here, path, method, handler in (
        (HERE, HERE, "GET", pages.show),
        (HERE, f"{HERE}/handle", "POST", pages.handle),
        (HERE, f"{HERE}/reopen", "POST", pages.reopen),
        (QUESTION, QUESTION, "GET", pages.form),
        (QUESTION, QUESTION, "POST", pages.make),
    ):
        title = "desk.gaps" if here == HERE else "evaluation.make"
        guarded = for_staff(access, telling(words, title, path)(handler))
        app.add_route(f"/{words.language}/{path}", guarded, methods=[method])


def kinds(words: Words, here: str) -> str:
    """Return the ways between refused questions and opinions."""
    up = "" if here == "staff/gaps" else "../"
    choices: list[tuple[str, str, int | None, bool]] = [
        (f"{up}gaps", words.say("gaps"), None, here == "staff/gaps"),
        (f"{up}gaps/feedback", words.say("opinions"), None, here == HERE),
    ]
    return sieve(choices, words.say("desk.gaps"), words)


class _Pages:
    def __init__(self, service: Service, words: Words) -> None:
        self._service = service
        self._words = words
        self._kept = KeptAnswers(service.state)
        self._gaps = Gaps(service.state)

    async def show(self, request: Request) -> Response:
        """Show what members thought of answers, what is wrong first."""
        content = await run_in_threadpool(self._content, request)
        title, there = self._words.say("opinions"), again(HERE, request)
        return desk_page(self._words, title, content, HERE, languages=there)

    async def handle(self, request: Request) -> Response:
        """Note that staff have done with an opinion."""
        return await self._marked(request, "handled")

    async def reopen(self, request: Request) -> Response:
        """Take that back."""
        return await self._marked(request, "reopened")

    async def form(self, request: Request) -> Response:
        """Show the form of a question for the evaluation, filled in as far as is known."""
        given = await run_in_threadpool(self._known, request.query_params)
        return self._form(given, there=again(QUESTION, request))

    async def make(self, request: Request) -> Response:
        """Put a question in the file of the evaluation, or say what is missing."""
        given = await fields(request)
        asked = evaluation.Asked(
            question=given.get("question", ""),
            document_id=given.get("document", ""),
            quote=given.get("quote", ""),
            note=given.get("note", ""),
        )
        try:
            await run_in_threadpool(evaluation.add, self._service, asked)
        except QuestionRefused as refused:
            return self._form(given, refused.field)
        return done("../gaps", "given")

    async def _marked(self, request: Request, said: str) -> Response:
        given = await fields(request)
        token, handled = given.get("token", ""), said == "handled"

        def mark() -> bool:
            known = self._kept.handle(token, acting()) if handled else self._kept.reopen(token)
            if known:
                self._service.state.record(acting(), f"feedback {said}")
            return known

        known = await run_in_threadpool(mark)
        verdict = given.get("verdict", "")
        there = f"../feedback?verdict={quote(verdict, safe='')}" if verdict else "../feedback"
        if not handled:
            there += ("&" if verdict else "?") + "show=handled"
        return done(there, said if known else "gone")

    # --- opinions ----------------------------------------------------------------------------

    def _content(self, request: Request) -> str:
        words, asked = self._words, request.query_params
        verdict = cast(Verdict, asked["verdict"]) if asked.get("verdict") in VERDICTS else None
        handled = asked.get("show") == "handled"
        counts = self._kept.counts()
        count = sum(
            n for (one, is_so), n in counts.items() if is_so == handled and verdict in (None, one)
        )
        kept = {"verdict": verdict or "", "show": "handled" if handled else ""}
        page, ways = pager(request, count, PAGE, kept, "feedback", words)
        found = self._kept.to_handle(verdict, handled=handled, limit=PAGE, offset=(page - 1) * PAGE)
        listed = "".join(self._opinion(one, verdict or "") for one in found)
        empty = f'<p class="none">{safe(words.say("opinions.none"))}</p>'
        return (
            f"<h2>{safe(words.say('desk.gaps'))}</h2>{kinds(words, HERE)}"
            f"{notice(request, words, 'opinions')}"
            f'<p class="lead">{safe(words.say("opinions.lead"))}</p>'
            f"{self._sieves(counts, verdict, handled)}"
            f"{f'<ul class=shelf>{listed}</ul>' if listed else empty}{ways}"
        )

    def _sieves(
        self, counts: Mapping[tuple[str, bool], int], verdict: str | None, handled: bool
    ) -> str:
        words = self._words
        show = "&show=handled" if handled else ""

        def many(one: str | None, so: bool) -> int:
            return sum(n for (v, h), n in counts.items() if h == so and one in (None, v))

        status = [
            (f"feedback?verdict={verdict or ''}{'&show=handled' if so else ''}",
             words.say("gaps.handled" if so else "gaps.open"), many(verdict, so), so == handled)
            for so in (False, True)
        ]  # fmt: skip
        verdicts = [(f"feedback?verdict={show}", words.say("opinions.all"), many(None, handled),
                     verdict is None)]  # fmt: skip
        verdicts += [
            (f"feedback?verdict={one}{show}", words.say(f"feedback.{one}"), many(one, handled),
             one == verdict)
            for one in _WORST_FIRST
        ]  # fmt: skip
        return sieve(status, words.say("gaps.choose"), words) + sieve(
            verdicts, words.say("opinions.verdicts"), words
        )

    def _opinion(self, one: Feedback, verdict: str) -> str:
        words = self._words
        comment = f'<blockquote dir="auto">{safe(one.comment)}</blockquote>' if one.comment else ""
        language = one.language if one.language in LANGUAGES else "fr"
        known = f"feedback.{one.verdict}" in words.table
        said = words.say(f"feedback.{one.verdict}") if known else one.verdict
        verb = "reopen" if one.handled else "handle"
        by = ""
        if one.handled:
            by = words.say("gaps.by", who=one.handled_by, date=words.day(one.handled))
        return (
            f'<li class="entry"><p class="meta"><strong class="verdict {safe(one.verdict)}">'
            f"{safe(said)}</strong> {safe(words.day(one.at))} {safe(by)}</p>"
            f'<h3><bdi lang="{language}" dir="{direction_of(language)}">{safe(one.question)}</bdi>'
            f'</h3>{comment}<p class="ways">'
            f'<a href="../../answers/{safe(one.token)}">{safe(words.say("opinions.answer"))}</a>'
            f'<a href="../../?q={quote(one.question[:1500], safe="")}">'
            f"{safe(words.say('gaps.ask'))}</a>"
            f'<a href="question?feedback={safe(one.token)}">'
            f"{safe(words.say('evaluation.make'))}</a>"
            f'</p><form class="work" method="post" action="feedback/{verb}">'
            f'<input type="hidden" name="token" value="{safe(one.token)}">'
            f'<input type="hidden" name="verdict" value="{safe(verdict)}">'
            f'<button class="plain-button">{safe(words.say(f"gaps.{verb}"))}'
            f'<span class="unseen"> {safe(one.question)}</span></button></form></li>'
        )

    # --- a question for the evaluation ---------------------------------------------------------

    def _known(self, asked: Mapping[str, str]) -> dict[str, str]:
        """Return what is known of the question that an address names, by the form's fields."""
        if one := self._kept.of(asked.get("feedback", "")):
            cited: Mapping[str, Any] = next(iter(one.answer.get("citations") or ()), {})
            right = cited if one.verdict == "right" else {}
            return {
                "question": one.question,
                "document": _text(right, "document_id"),
                "quote": _text(right, "quote") if right.get("field") == "body" else "",
                "note": one.comment,
            }
        number = asked.get("gap", "")
        gap = self._gaps.one(int(number)) if number.isdecimal() and len(number) < 18 else None
        return {"question": gap.question} if gap else {}

    def _form(self, given: Mapping[str, str], wrong: str = "", there: str = QUESTION) -> Response:
        words = self._words
        alert = ""
        if wrong:
            said = safe(words.say(f"evaluation.wrong.{wrong}"))
            alert = f'<p class="trouble" role="alert" id="why">{said}</p>'
        boxes = "".join(
            self._box(name, given.get(name, ""), rows, wrong)
            for name, rows in (("question", 2), ("document", 1), ("quote", 4), ("note", 2))
        )
        content = (
            f"<h2>{safe(words.say('evaluation.make'))}</h2>"
            f'<p class="lead">{safe(words.say("evaluation.about"))}</p>{alert}'
            f'<form class="filling" method="post" action="question">{boxes}'
            f"<button>{safe(words.say('evaluation.give'))}</button></form>"
            f'<p class="ways"><a href="../gaps">{safe(words.say("desk.back"))}</a></p>'
        )
        status = 422 if wrong else 200
        title = words.say("evaluation.make")
        return desk_page(words, title, content, QUESTION, languages=there, status=status)

    def _box(self, name: str, value: str, rows: int, wrong: str) -> str:
        words = self._words
        at_fault = name == {"known": "question", "long": "quote"}.get(wrong, wrong)
        tied = ' aria-invalid="true" aria-describedby="why"' if at_fault else ""
        need = " required" if name == "question" else ""
        label = f'<label for="f-{name}">{safe(words.say(f"evaluation.{name}"))}</label>'
        if rows == 1:
            return (
                f'{label}<input id="f-{name}" name="{name}" value="{safe(value)}" dir="ltr" '
                f'maxlength="200" spellcheck="false"{tied}>'
            )
        return (
            f'{label}<textarea id="f-{name}" name="{name}" rows="{rows}" dir="auto" '
            f'maxlength="2000"{need}{tied}>\n{safe(value)}</textarea>'
        )


def _text(values: Mapping[str, Any], key: str) -> str:
    return str(values.get(key) or "")
