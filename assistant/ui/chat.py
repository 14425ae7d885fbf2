"""The chat: a question goes in, the conversation comes back stage by stage."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant.errors import AssistantError, DocumentNotFound
from assistant.schema import Answer, Citation, Document, Question
from assistant.service.service import Service
from assistant.ui.conversation import Turn, earlier_questions, render
from assistant.ui.evidence import Excerpt, excerpt
from assistant.ui.words import Words

LONGEST_QUESTION = 2000  # characters; the longest sensible question is a paragraph
EXAMPLES = 4
_AT_ONCE = 8  # questions answered at the same time; more wait in the queue
_STAGES = {"understood": "stage.searching", "retrieved": "stage.writing"}  # by step of the chain

log = logging.getLogger(__name__)


def converse(
    service: Service,
    words: Words,
    asked: str,
    turns: Sequence[Turn],
    since: str = "",
    until: str = "",
) -> Iterator[list[Turn]]:
    """Yield the conversation as the answer to `asked` comes about; the last one holds it."""
    past = [turn for turn in turns if turn.answer or turn.trouble]
    current = Turn(asked.strip(), stage="stage.reading")
    yield [*past, current]
    if len(current.question) > LONGEST_QUESTION:
        trouble = words.say("error.question", limit=words.number(LONGEST_QUESTION))
        yield [*past, replace(current, trouble=trouble)]
        return
    question = Question(
        current.question,
        history=earlier_questions(past),
        since=since.strip(),
        until=until.strip(),
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


def _advance(turn: Turn, step: dict[str, Any], service: Service) -> Turn:
    answer = step.get("answer")
    if isinstance(answer, Answer):
        excerpts = {
            "cited": surroundings(answer.citations, service),
            "nearest": surroundings(answer.nearest, service),
        }
        return replace(turn, answer=answer, excerpts=excerpts)
    stages = [stage for key, stage in _STAGES.items() if key in step]
    return replace(turn, stage=stages[-1]) if stages else turn


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


def examples(documents: Sequence[Document], words: Words) -> list[str]:
    """Return questions to start from, made from what the records of the corpus hold."""
    topics = Counter(t for d in documents if d.language == words.language for t in d.topics)
    topics = topics or Counter(t for d in documents for t in d.topics)
    common = [topic for topic, _ in topics.most_common(2)]
    asked = [words.say("example.topic", topic=t) for t in common[:1]]
    asked += [words.say("example.listing", topic=t) for t in common[1:]]
    asked += [words.say("example.latest")] if documents else []
    return [*asked, words.say("example.help")][:EXAMPLES]


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
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    new: gr.Button
    since: gr.Textbox
    until: gr.Textbox
    starters: gr.Group
    examples: tuple[gr.Button, ...]


def build_chat(service: Service, words: Words) -> tuple[gr.Button, ...]:
    """Lay out the chat inside the open Blocks and wire it; return its example buttons."""
    parts = _lay_out(words)
    _wire(parts, service, words)
    return parts.examples


def _lay_out(words: Words) -> _Parts:
    shown = gr.HTML(
        render([], words),
        elem_id="conversation",
        js_on_load=None,
        apply_default_css=False,
    )
    with gr.Group(elem_id="starters") as starters:
        buttons = tuple(
            gr.Button("", visible=False, elem_classes=["starter"], size="sm")
            for _ in range(EXAMPLES)
        )
    with gr.Column(elem_id="composer"):
        with gr.Row(elem_id="ask"):
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
            with gr.Accordion(words.say("filters"), open=False, elem_id="filters"), gr.Row():
                hint = words.say("date.hint")
                since = gr.Textbox(label=words.say("since"), placeholder=hint, max_length=10)
                until = gr.Textbox(label=words.say("until"), placeholder=hint, max_length=10)
            new = gr.Button(words.say("new"), elem_id="new", size="sm", scale=0)
    turns = gr.State([])
    return _Parts(shown, turns, question, send, halt, new, since, until, starters, buttons)


def _wire(parts: _Parts, service: Service, words: Words) -> None:
    changed = [parts.shown, parts.turns, parts.question, parts.send, parts.stop, parts.starters]

    def ask(
        asked: str | None, turns: list[Turn], since: str | None, until: str | None
    ) -> Iterator[tuple[Any, ...]]:
        if not (asked or "").strip():  # a box that was never shown holds None
            yield (gr.skip(),) * len(changed)
            return
        for latest in converse(service, words, asked or "", turns, since or "", until or ""):
            yield _shown(latest, words)
        yield _at_rest(latest, words)

    def halt(turns: list[Turn]) -> tuple[Any, ...]:
        return _at_rest(stop(turns, words), words)

    def begin() -> tuple[Any, ...]:
        return _at_rest([], words)

    limits: list[Any] = [parts.turns, parts.since, parts.until]
    running = []
    triggers: list[tuple[Callable[..., Any], Any]] = [
        (parts.question.submit, parts.question),
        (parts.send.click, parts.question),
        *((button.click, button) for button in parts.examples),
    ]
    for trigger, source in triggers:
        running.append(
            trigger(
                ask,
                [source, *limits],
                changed,
                show_progress="hidden",
                concurrency_limit=_AT_ONCE,
                concurrency_id="ask",
                api_visibility="private",
            )
        )
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    parts.stop.click(halt, [parts.turns], changed, cancels=running, **quiet)
    parts.new.click(begin, None, changed, cancels=running, **quiet)


def _shown(turns: list[Turn], words: Words) -> tuple[Any, ...]:
    return (
        render(turns, words),
        turns,
        "",
        gr.update(visible=False),
        gr.update(visible=True),
        gr.update(visible=False),
    )


def _at_rest(turns: list[Turn], words: Words) -> tuple[Any, ...]:
    return (
        render(turns, words),
        turns,
        gr.skip(),
        gr.update(visible=True),
        gr.update(visible=False),
        gr.update(visible=not turns),
    )
