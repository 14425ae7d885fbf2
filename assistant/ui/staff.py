"""The staff desk of adding: bring documents in after a look at what was read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.people import Person
from assistant.schema import LANGUAGES, Draft
from assistant.service.acting import acting_as
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.ui import desk
from assistant.ui.access import Access, manages
from assistant.ui.safety import safe
from assistant.ui.words import OWN_NAMES, Words, direction_of

log = logging.getLogger(__name__)

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """What one member of staff has on the desk: the drafts."""

    drafts: tuple[Draft, ...] = ()


@dataclass(slots=True)
class _Desk:
    """The components of the desk, by name."""

    words: Words
    service: Service
    settings: Settings
    access: Access
    parts: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.parts[name]


def build_staff(service: Service, settings: Settings, words: Words, access: Access) -> None:
    """Lay the desk out inside the page that is open, and wire it."""
    it = _Desk(words, service, settings, access)
    it.parts["work"] = gr.State(Work())
    with gr.Column(elem_id="desk"):
        it.parts["said"] = _message("desk-said")
        _lay_out_sources(it)
        _lay_out_review(it)
    _wire(it)


# --- layout ----------------------------------------------------------------------------------


def _lay_out_sources(it: _Desk) -> None:
    words = it.words
    it.parts["files"] = gr.File(
        label=words.say("add.files"),
        file_count="multiple",
        file_types=[".html", ".htm", ".mhtml", ".mht", ".txt", ".md", ".pdf", ".docx"],
        height=140,
        elem_id="files",
    )
    it.parts["links"] = gr.Textbox(
        label=words.say("add.links"), lines=2, max_length=10_000, elem_id="links"
    )
    it.parts["text"] = gr.Textbox(
        label=words.say("add.text"),
        placeholder=words.say("add.text.hint"),
        lines=5,
        max_lines=12,
        elem_id="pasted",
    )
    it.parts["read"] = gr.Button(words.say("add.read"), variant="primary", elem_id="read", scale=0)
    it.parts["progress"] = _message("add-progress")


def _lay_out_review(it: _Desk) -> None:
    words = it.words
    with gr.Column(visible=False, elem_id="review") as it.parts["review"]:
        it.parts["head"] = gr.HTML("", elem_id="review-head", js_on_load=None)
        with gr.Row():
            it.parts["title"] = gr.Textbox(label=words.say("review.title"), elem_id="r-title")
            it.parts["publisher"] = gr.Textbox(
                label=words.say("review.publisher"), elem_id="r-publisher"
            )
        with gr.Row():
            it.parts["published"] = gr.Textbox(
                label=words.say("review.published"),
                placeholder=words.say("date.hint"),
                max_length=10,
                elem_id="r-published",
            )
            it.parts["author"] = gr.Textbox(label=words.say("review.author"))
            it.parts["language"] = gr.Dropdown(
                [(OWN_NAMES[language], language) for language in LANGUAGES],
                label=words.say("review.language"),
            )
        it.parts["url"] = gr.Textbox(label=words.say("review.url"))
        with gr.Row():
            it.parts["body"] = gr.Textbox(
                label=words.say("review.body"), lines=14, max_lines=28, elem_id="r-body"
            )
            it.parts["cut"] = gr.Textbox(
                label=words.say("review.removed", n=0),
                lines=14,
                max_lines=28,
                interactive=False,
                elem_id="r-cut",
            )
        with gr.Row():
            it.parts["store"] = gr.Button(words.say("store"), variant="primary", elem_id="store")
            it.parts["all"] = gr.Button(words.say("store.all"), elem_id="store-all")
            it.parts["discard"] = gr.Button(words.say("discard"), elem_id="discard")


def _message(name: str) -> gr.HTML:
    return gr.HTML("", elem_id=name, js_on_load=None, apply_default_css=False)


# --- wiring ----------------------------------------------------------------------------------


def _wire(it: _Desk) -> None:
    everything = list(it.parts.values())
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    fields = [it[name] for name in ("title", "publisher", "author", "url", "published",
                                    "language", "body")]  # fmt: skip
    work = it["work"]

    staff = _guarded(it)
    it["read"].click(
        staff(_read), [work, it["files"], it["links"], it["text"]], everything, **quiet
    )
    it["store"].click(staff(_store_first), [work, *fields], everything, **quiet)
    it["all"].click(staff(_store_all), [work, *fields], everything, **quiet)
    it["discard"].click(staff(_discard), [work], everything, **quiet)


Step = Callable[..., Iterator[Updates]]


def _guarded(it: _Desk) -> Callable[[Step], Callable[..., Iterator[Updates]]]:
    """Return a decorator: a step runs for staff only, and its errors become a sentence.

    Who asks is looked up anew before every part of a step, and what it does is done in their name.
    """

    def guard(step: Step) -> Callable[..., Iterator[Updates]]:
        def run(request: gr.Request, work: Work, *values: Any) -> Iterator[Updates]:
            parts = step(it, work, *values)
            while (person := _asking(it, request)) and manages(person):
                updates = _next(it, person, parts)
                if updates is None:
                    return
                yield updates
            key = "signin.notstaff" if person else "session.ended"
            yield {it["said"]: _alert(it.words.say(key))}

        return run

    return guard


def _asking(it: _Desk, request: gr.Request) -> Person | None:
    return it.access.person(request.request) if request.request is not None else None


def _next(it: _Desk, person: Person, parts: Iterator[Updates]) -> Updates | None:
    """Return the next updates of a step, made in somebody's name; None when it is over."""
    try:
        with acting_as(person.name):
            return next(parts, None)
    except AssistantError as error:
        log.warning("the staff desk: %s", error)
        return {it["said"]: _alert(it.words.error(error))}
    except Exception as error:
        log.exception("the staff desk failed unexpectedly")
        return {it["said"]: _alert(it.words.error(error))}


# --- adding ----------------------------------------------------------------------------------


def _read(
    it: _Desk, work: Work, files: list[str] | None, links: str, text: str
) -> Iterator[Updates]:
    given = desk.sources(files or [], links or "", text or "", it.words)
    if not given:
        yield {it["progress"]: _alert(it.words.say("add.nothing"))}
        return
    drafts, failures = list(work.drafts), []
    for done, source in enumerate(given, start=1):
        name = source if isinstance(source, str) else source.source
        said = it.words.say("add.reading", done=done, total=len(given), name=name)
        yield {it["progress"]: _status(said)}
        draft = desk.read(it.service, source)
        if draft.document is None:
            failures.append(desk.failure(draft, it.words))
        else:
            drafts.append(draft)
    yield {
        it["progress"]: _failures(failures, it.words),
        it["files"]: None,
        it["links"]: "",
        it["text"]: "",
        it["said"]: "",
        **_reviewing(it, replace(work, drafts=tuple(drafts))),
    }


def _store_first(it: _Desk, work: Work, *values: str) -> Iterator[Updates]:
    draft = _corrected(it, work, values)
    if isinstance(draft, desk.Refused):
        yield {it["said"]: _alert(_refusal(draft, it.words))}
        return
    reports = it.service.store([draft])
    said = [desk.outcome(report, it.words) for report in reports]
    yield _stored(it, replace(work, drafts=work.drafts[1:]), said)


def _store_all(it: _Desk, work: Work, *values: str) -> Iterator[Updates]:
    first = _corrected(it, work, values)
    if isinstance(first, desk.Refused):
        yield {it["said"]: _alert(_refusal(first, it.words))}
        return
    reports = it.service.store([first, *work.drafts[1:]])
    yield _stored(it, replace(work, drafts=()), [desk.outcome(r, it.words) for r in reports])


def _discard(it: _Desk, work: Work) -> Iterator[Updates]:
    first = work.drafts[0].document if work.drafts else None
    title = first.title if first else ""
    yield {
        it["said"]: _status(it.words.say("discarded", title=title)),
        **_reviewing(it, replace(work, drafts=work.drafts[1:])),
    }


def _corrected(it: _Desk, work: Work, values: tuple[str, ...]) -> Draft | desk.Refused:
    document = work.drafts[0].document if work.drafts else None
    if document is None:
        return desk.Refused("add.nothing")
    changes = desk.Corrections(*(value or "" for value in values))
    return desk.corrected(work.drafts[0], document, changes)


def _refusal(refused: desk.Refused, words: Words) -> str:
    return words.say(refused.key, value=refused.value) if refused.value else words.say(refused.key)


def _stored(it: _Desk, work: Work, said: list[str]) -> Updates:
    lines = "".join(f"<li>{safe(line)}</li>" for line in said)
    return {
        it["said"]: f'<ul class="done" role="status">{lines}</ul>',
        **_reviewing(it, work),
    }


def _reviewing(it: _Desk, work: Work) -> Updates:
    """Return the review of the first draft; hidden when none is left."""
    words = it.words
    document = work.drafts[0].document if work.drafts else None
    if document is None:
        return {it["work"]: work, it["review"]: gr.update(visible=False)}
    draft = work.drafts[0]
    way = direction_of(document.language) == "rtl"
    cut = words.say("review.removed", n=len(draft.removed))
    return {
        it["work"]: work,
        it["review"]: gr.update(visible=True),
        it["head"]: _review_head(it, draft, len(work.drafts)),
        it["title"]: document.title,
        it["publisher"]: document.publisher,
        it["author"]: document.author,
        it["url"]: document.url,
        it["published"]: gr.update(value=document.published, label=_date_label(it, draft)),
        it["language"]: document.language,
        it["body"]: gr.update(value=document.body.strip("\n"), rtl=way),
        it["cut"]: gr.update(value="\n".join(draft.removed), rtl=way, label=cut),
        it["all"]: gr.update(visible=len(work.drafts) > 1),
    }


def _date_label(it: _Desk, draft: Draft) -> str:
    label = it.words.say("review.published")
    origin = draft.document.published_from if draft.document else ""
    return f"{label} ({it.words.say(f'origin.{origin}')})" if origin else label


def _review_head(it: _Desk, draft: Draft, left: int) -> str:
    words, notices = it.words, []
    if draft.duplicate_of:
        notices.append(words.say("review.duplicate", title=_title(it, draft.duplicate_of)))
    elif draft.near_duplicate_of:
        notices.append(words.say("review.near", title=_title(it, draft.near_duplicate_of)))
    if draft.document and not draft.document.published:
        notices.append(words.say("review.nodate"))
    items = "".join(f"<li>{safe(notice)}</li>" for notice in notices)
    return (
        f"<h2>{safe(words.say('review'))}</h2>"
        f"<p>{safe(words.say('review.count', number=1, total=left))} — {safe(draft.source)}</p>"
        + (f'<ul class="notices">{items}</ul>' if items else "")
    )


def _title(it: _Desk, document_id: str) -> str:
    return it.service.show(document_id).title or document_id


# --- sentences -------------------------------------------------------------------------------


def _alert(text: str) -> str:
    return f'<p class="trouble" role="alert">{safe(text)}</p>'


def _status(text: str) -> str:
    return f'<p class="status" role="status">{safe(text)}</p>'


def _failures(failures: list[str], words: Words) -> str:
    if not failures:
        return ""
    items = "".join(f"<li>{safe(failure)}</li>" for failure in failures)
    said = safe(words.say("add.failed"))
    return f'<div class="trouble" role="alert"><p>{said}</p><ul>{items}</ul></div>'
