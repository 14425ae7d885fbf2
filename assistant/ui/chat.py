"""The chat: a question goes in, the conversation comes back stage by stage."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant.errors import AssistantError, DocumentNotFound
from assistant.language.text import detect_language
from assistant.questions.understand import LONGEST_QUESTION
from assistant.questions.writing.generate import Released
from assistant.schema import Answer, Citation, Document, Language, Question
from assistant.service.service import Service
from assistant.state import now
from assistant.ui import filters
from assistant.ui.actions import lines_above, notice
from assistant.ui.conversation import Turn, earlier_questions, offered, render
from assistant.ui.evidence import Excerpt, as_plain, excerpt
from assistant.ui.filters import Limited, iso
from assistant.ui.past import record, reopened, shelf
from assistant.ui.suggestions import follow_ups
from assistant.ui.words import Words

AT_ONCE = 8  # questions answered at the same time; more wait in the queue
_STAGES = {"understood": "stage.searching", "retrieved": "stage.writing"}  # by step of the chain

_NO_LIMITS = Limited()

log = logging.getLogger(__name__)


def converse(
    service: Service,
    words: Words,
    asked: str,
    turns: Sequence[Turn],
    limits: Limited = _NO_LIMITS,
) -> Iterator[list[Turn]]:
    """Yield the conversation as the answer to `asked` comes about; the last one holds it."""
    past = [turn for turn in turns if turn.answer or turn.trouble]
    current = Turn(asked.strip(), stage="stage.reading")
    yield [*past, current]
    if len(current.question) > LONGEST_QUESTION:
        trouble = words.say("error.question", limit=words.number(LONGEST_QUESTION))
        yield [*past, replace(current, trouble=trouble)]
        return
    since, until = iso(limits.since), iso(limits.until)
    for given, read in ((limits.since, since), (limits.until, until)):
        if given and not read:
            yield [*past, replace(current, trouble=words.say("review.baddate", value=given))]
            return
    question = Question(
        current.question,
        history=earlier_questions(past),
        since=since,
        until=until,
        publishers=limits.publishers,
        document_languages=limits.languages,
        language=_answered_in(current.question, words),
    )
    try:
        for step in service.stream(question):
            current = _advance(current, step, service)
            yield [*past, current]
    except AssistantError as error:
        log.warning("a question failed: %s", error)
        yield [*past, replace(current, trouble=words.error(error))]
    except Exception as error:
        log.exception("a question failed unexpectedly")
        yield [*past, replace(current, trouble=words.error(error))]


def _answered_in(question: str, words: Words) -> Language | None:
    """Return the page's language for a question that could be of either, else leave it open."""
    likely = detect_language(question, words.language)
    return likely if likely != detect_language(question) else None


def _advance(turn: Turn, step: dict[str, Any], service: Service) -> Turn:
    answer = step.get("answer")
    if isinstance(answer, Answer):
        excerpts = excerpts_of(answer, service)
        shown = service.answers.show(answer, as_plain(excerpts))
        return replace(turn, answer=answer, excerpts=excerpts, shown=shown, at=now())
    if isinstance(answer, Released):
        return replace(turn, stage="stage.wording", draft=answer.answer)
    stages = [stage for key, stage in _STAGES.items() if key in step]
    return replace(turn, stage=stages[-1]) if stages else turn


def excerpts_of(answer: Answer, service: Service) -> dict[str, dict[int, Excerpt | None]]:
    """Return what stands around the quotes of an answer, cited or not, by their numbers."""
    return {
        "cited": surroundings(answer.citations, service),
        "nearest": surroundings(answer.nearest, service),
        "consulted": surroundings(answer.consulted, service),
    }


def surroundings(citations: Sequence[Citation], service: Service) -> dict[int, Excerpt | None]:
    """Return for each citation's number what stands around its quote in the stored text."""
    found: dict[int, Excerpt | None] = {}
    for citation in citations:
        if citation.start is None or citation.end is None:
            continue
        try:
            body = service.show(citation.document_id).body
        except DocumentNotFound:
            continue  # removed since: the quote itself is still shown
        if body[citation.start : citation.end] == citation.quote:
            found[citation.n] = excerpt(body, citation.start, citation.end)
    return found


def stop(turns: Sequence[Turn], words: Words) -> list[Turn]:
    """Return the conversation with a question that was being answered marked as stopped."""
    return [
        turn if turn.answer or turn.trouble else replace(turn, trouble=words.say("stopped"))
        for turn in turns
    ]


def corpus_line(documents: Sequence[Document], words: Words) -> str:
    """Return what the corpus holds in words: "18 documents, from 2004 to 2026"."""
    if not documents:
        return words.say("corpus.empty")
    years = sorted(d.dated[:4] for d in documents if d.dated)
    counted = words.count("documents", len(documents))
    if not years:
        return counted
    key = "corpus.span" if years[0] != years[-1] else "corpus.year"
    return words.say(key, documents=counted, first=years[0], last=years[-1])


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components of the chat that events read or change."""

    shown: gr.HTML
    turns: gr.State
    starters: gr.HTML
    chips: gr.HTML
    question: gr.Textbox
    replacing: gr.Textbox  # the number of the turn that a question takes the place of, or ""
    send: gr.Button
    stop: gr.Button
    new: gr.Button
    filters: filters.Boxes
    reopen: gr.Button  # pressed by `past.js`
    kept: gr.Textbox  # a conversation on its way to the browser's storage, or from there


# The browser alone knows that a question is being edited: it says so as the question is sent.
_WITH_REPLACED = (
    "(asked, turns, replacing, ...limits) => "
    "(window.assistant.sending(asked), [asked, turns, window.assistant.replaced(), ...limits])"
)
_REMEMBER = "(kept) => { window.assistant.remember(kept); window.assistant.settled(); }"
_BEGIN = "() => { window.assistant.begin(); window.assistant.settled(); }"


def build_chat(service: Service, words: Words) -> tuple[gr.HTML, gr.Dropdown]:
    """Lay out the chat inside the open Blocks and wire it.

    Return what the page fills when somebody arrives: the first questions, the publishers.
    """
    parts = _lay_out(words)
    _wire(parts, service, words)
    filters.wire(parts.filters, words)
    return parts.starters, parts.filters.publishers


def _lay_out(words: Words) -> _Parts:
    shown = _html("conversation", render([], words))
    starters, chips = _html("starters"), _html("chips")
    with gr.Column(elem_id="composer"):
        with gr.Row(elem_id="ask"):
            _html("editing", lines_above(words))
            question = gr.Textbox(
                label=words.say("question"),
                placeholder=words.say("question.placeholder"),
                lines=1,
                max_lines=5,
                max_length=LONGEST_QUESTION,
                elem_id="question",
                autofocus=True,
                scale=1,
                rtl=words.direction == "rtl",
                html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
            )
            send = gr.Button(words.say("send"), variant="primary", elem_id="send", scale=0)
            halt = gr.Button(words.say("stop"), elem_id="stop", scale=0, visible=False)
        with gr.Row(elem_id="more"):
            limits = filters.lay_out(words)
            _html("past", shelf(words))
            new = gr.Button(words.say("new"), elem_id="new", size="sm", scale=0)
        _html("notice", notice(words))
    reopen = gr.Button(elem_id="reopen")
    replacing, kept = gr.Textbox(visible=False), gr.Textbox(visible=False)
    turns = gr.State([])
    return _Parts(
        shown, turns, starters, chips, question, replacing, send, halt, new, limits,
        reopen, kept,
    )  # fmt: skip


def _html(name: str, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=name, js_on_load=None, apply_default_css=False)


def _wire(parts: _Parts, service: Service, words: Words) -> None:
    changed = [
        parts.shown, parts.turns, parts.question, parts.send, parts.stop, parts.starters,
        parts.chips,
    ]  # fmt: skip

    def ask(
        asked: str | None, turns: list[Turn], replacing: str, *limits: Any
    ) -> Iterator[tuple[Any, ...]]:
        if not (asked or "").strip():  # a box that was never shown holds None
            yield (gr.skip(),) * len(changed)
            return
        kept = before(turns, replacing or "")
        conversation = converse(service, words, asked or "", kept, filters.read(limits))
        for step, latest in enumerate(conversation):
            yield _shown(latest, words, first=step == 0)
        yield _at_rest(gr.skip(), latest)

    def go_on(turns: list[Turn]) -> str:
        answer = turns[-1].answer if turns else None
        if answer is None:
            return ""
        questions = follow_ups(service, answer, earlier_questions(turns))
        return offered(questions, answer.language, words.say("chips"))

    def reopen(text: str) -> tuple[Any, ...]:
        turns = reopened(text or "", lambda answer: excerpts_of(answer, service))
        return _at_rest(render(turns, words), turns)

    def halt(turns: list[Turn]) -> tuple[Any, ...]:
        stopped = stop(turns, words)
        return _at_rest(render(stopped, words), stopped)

    def begin() -> tuple[Any, ...]:
        return _at_rest(render([], words), [])

    given: list[Any] = [
        parts.question, parts.turns, parts.replacing, *parts.filters.all
    ]  # fmt: skip
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    limit: dict[str, Any] = {"concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
    beside: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "chips"}
    running = []
    for trigger in (parts.question.submit, parts.send.click):
        # Of what is asked while an answer comes about, the last is asked after it.
        asked = trigger(
            ask, given, changed, js=_WITH_REPLACED, trigger_mode="always_last", **limit, **quiet
        )
        kept = asked.then(record, [parts.turns], [parts.kept], **quiet)
        kept.then(None, [parts.kept], None, js=_REMEMBER)
        chips = asked.then(go_on, [parts.turns], [parts.chips], **beside, **quiet)
        running += [asked, chips]
    parts.stop.click(halt, [parts.turns], changed, cancels=running, **quiet)
    new = parts.new.click(begin, None, changed, cancels=running, **quiet)
    new.then(None, None, None, js=_BEGIN)
    opened = parts.reopen.click(
        reopen,
        [parts.kept],
        changed,
        cancels=running,
        js="() => [window.assistant.opened()]",
        **quiet,
    )
    opened.then(go_on, [parts.turns], [parts.chips], **beside, **quiet)


def before(turns: Sequence[Turn], replacing: str) -> list[Turn]:
    """Return the turns before the one that a question replaces; for none or nonsense, all."""
    number = int(replacing) if replacing.isdecimal() and len(replacing) < 4 else 0
    return list(turns[: number - 1] if number else turns)


def _shown(turns: list[Turn], words: Words, *, first: bool) -> tuple[Any, ...]:
    """Return what changes while an answer comes about; what is typed meanwhile stays."""
    return (
        render(turns, words),
        turns,
        "" if first else gr.skip(),
        gr.update(visible=False),
        gr.update(visible=True),
        gr.update(visible=False),
        "",
    )


def _at_rest(conversation: Any, turns: list[Turn]) -> tuple[Any, ...]:
    return (
        conversation,
        turns,
        gr.skip(),
        gr.update(visible=True),
        gr.update(visible=False),
        gr.update(visible=not turns),
        "",
    )
