"""Adding documents on the staff desk: sources are read, their drafts reviewed, and stored."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import gradio as gr

from assistant.errors import AssistantError, DocumentNotFound
from assistant.schema import AddReport, Document, Draft
from assistant.service.acting import acting
from assistant.service.service import Service
from assistant.ui import desk
from assistant.ui.access import Access
from assistant.ui.asked import Asked, read_asked
from assistant.ui.changing import CHANGES, keep
from assistant.ui.draft_review import review
from assistant.ui.drafts_table import button, progress, table
from assistant.ui.items import Item
from assistant.ui.safety import safe
from assistant.ui.staff import Desk, Updates, alert, guarded, status
from assistant.ui.trays import Tray, Trays
from assistant.ui.words import Words

TOGETHER: Final = 4  # documents stored between two looks at whether to stop
_PACE: Final = 0.4  # seconds between two drawings of the progress
_TABLE_PACE: Final = 3.0  # seconds between two drawings of the table, while sources are read
_ASKED: Final = "() => [window.assistant.asked()]"


def build_staff(
    page: gr.Blocks, service: Service, words: Words, access: Access, trays: Trays
) -> None:
    """Lay the desk out inside the open `page` and wire it."""
    it = Desk(words, service, access, trays)
    with gr.Column(elem_id="desk"):
        it.parts["said"] = _html("desk-said")
        _lay_out_sources(it)
        it.parts["progress"] = _html("add-progress")
        it.parts["board"] = _html("board")
        it.parts["asked"] = gr.Textbox(visible=False, elem_id="asked")
        it.parts["do"] = gr.Button(elem_id="desk-do")  # these two are pressed by `desk.js`
        it.parts["store"] = gr.Button(elem_id="desk-store")
    _wire(it, page)


def _lay_out_sources(it: Desk) -> None:
    words = it.words
    it.parts["files"] = gr.File(
        label=words.say("add.files"),
        file_count="multiple",
        file_types=[".html", ".htm", ".mhtml", ".mht", ".txt", ".md", ".pdf", ".docx"],
        height=140,
        elem_id="files",
    )
    folder = safe(words.say("add.folder"))
    gr.HTML(
        f'<button type="button" class="plain" data-folder>{folder}</button> '
        f"<span>{safe(words.say('add.folder.how'))}</span>",
        elem_id="folder",
        js_on_load=None,
        apply_default_css=False,
    )
    it.parts["links"] = gr.Textbox(
        label=words.say("add.links"), lines=2, max_length=30_000, elem_id="links"
    )
    it.parts["text"] = gr.Textbox(
        label=words.say("add.text"),
        placeholder=words.say("add.text.hint"),
        lines=3,
        max_lines=12,
        elem_id="pasted",
    )
    it.parts["read"] = gr.Button(words.say("add.read"), variant="primary", elem_id="read", scale=0)


def _html(name: str) -> gr.HTML:
    return gr.HTML("", elem_id=name, js_on_load=None, apply_default_css=False)


def _wire(it: Desk, page: gr.Blocks) -> None:
    """Wire the steps: those that are over at once, and those that tell of longer work."""
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    many: dict[str, Any] = {"concurrency_limit": None, "trigger_mode": "multiple"} | quiet
    told = [it[name] for name in ("said", "progress", "board")]
    everything = [*told, *(it[name] for name in ("files", "links", "text"))]
    staff = guarded(it)
    begun = [
        page.load(staff(_arrive), None, told, concurrency_limit=None, **quiet),
        it["files"].upload(staff(_take_files), [it["files"]], everything, **many),
        it["read"].click(staff(_take_text), [it["links"], it["text"]], everything, **many),
        it["do"].click(staff(_act), [it["asked"]], told, js=_ASKED, **many),
    ]
    for step in begun:
        step.success(staff(_watch), None, told, concurrency_limit=None, **quiet)
    it["store"].click(
        staff(_store), [it["asked"]], told, js=_ASKED, concurrency_limit=None, **quiet
    )


# --- reading ---------------------------------------------------------------------------------


def _arrive(it: Desk, tray: Tray) -> Iterator[Updates]:
    yield _view(it, tray)


def _take_files(it: Desk, tray: Tray, files: list[str] | None) -> Iterator[Updates]:
    """Take in the files that were dropped; what is being typed beside them stays as it is."""
    yield {**_taken(it, tray, desk.sources(files or [], "", "", it.words)), it["files"]: None}


def _take_text(it: Desk, tray: Tray, links: str, text: str) -> Iterator[Updates]:
    """Take in links and a pasted text."""
    given = desk.sources([], links or "", text or "", it.words)
    if not given:
        yield {it["said"]: alert(it.words.say("add.nothing"))}
        return
    yield {**_taken(it, tray, given), it["links"]: "", it["text"]: ""}


def _taken(it: Desk, tray: Tray, given: Sequence[desk.Given]) -> Updates:
    """Have sources read in the background; say where there was no room for all."""
    left = len(given) - tray.add(given)
    return {
        it["said"]: alert(it.words.say("add.full", n=it.words.number(left))) if left else "",
        it["progress"]: progress(tray, it.words),
    }


def _watch(it: Desk, tray: Tray) -> Iterator[Updates]:
    """Tell how reading goes on, until it is over."""
    version, drawn = -1, 0.0
    while tray.reading:
        version = tray.wait(version, 1.0)
        updates = {it["progress"]: progress(tray, it.words)}
        if not tray.opened and time.monotonic() - drawn > _TABLE_PACE:
            drawn = time.monotonic()
            updates[it["board"]] = _board(it, tray)
        yield updates
        time.sleep(_PACE)
    # At once, too: all may have been read before this began. And Gradio empties every output of a
    # step that yields nothing.
    yield {it["progress"]: progress(tray, it.words)} if tray.opened else _view(it, tray)


# --- reviewing -------------------------------------------------------------------------------


def _act(it: Desk, tray: Tray, text: str) -> Iterator[Updates]:
    """Take the step that `desk.js` asks for."""
    asked = read_asked(text or "")
    change = CHANGES.get(asked.do)
    said = change(tray, asked, it.words) if change else None
    if isinstance(said, desk.Refused):
        yield {it["said"]: alert(said.said(it.words))}
        return
    back = button(it.words, "discard.undo", "back") if tray.discarded else ""
    yield {it["said"]: status(said, back) if said else "", **_view(it, tray)}


def _view(it: Desk, tray: Tray) -> Updates:
    return {it["progress"]: progress(tray, it.words), it["board"]: _board(it, tray)}


def _board(it: Desk, tray: Tray) -> str:
    """Return the draft under review, or the table of all; and what tells this tray from others."""
    opened = tray.get(tray.opened)
    shown = review(opened, tray, _finder(it), it.words) if opened else table(tray, it.words)
    whose = hashlib.sha256(acting().encode()).hexdigest()[:12]
    lost = safe(it.words.say("drafts.lost"))
    return (
        f'<div class="tray" data-tray="{tray.id}" data-whose="{whose}" '
        f'data-held="{len(tray.drafts())}">'
        f'<p class="trouble lost" role="alert" hidden>{lost}</p>{shown}</div>'
    )


def _finder(it: Desk) -> Any:
    def find(document_id: str) -> Document | None:
        try:
            return it.service.show(document_id)
        except DocumentNotFound:
            return None

    return find


# --- storing ---------------------------------------------------------------------------------


def _store(it: Desk, tray: Tray, text: str) -> Iterator[Updates]:
    """Store drafts, a few at a time; it may be stopped between them."""
    asked = read_asked(text or "")
    refused = keep(tray, asked)
    numbers = _wanted(tray, asked)
    if refused or not numbers or tray.storing:
        said = refused or desk.Refused("store.busy" if tray.storing else "ticks.nobody")
        yield {it["said"]: alert(said.said(it.words))}
        return
    reports: list[AddReport] = []
    tray.storing = True
    try:
        for start in range(0, len(numbers), TOGETHER):
            yield {it["said"]: _storing(start, len(numbers), it.words)}
            if not tray.storing:
                break
            reports += _store_some(it, tray, numbers[start : start + TOGETHER], reports)
    finally:
        tray.storing = False
    yield {it["said"]: _stored(reports, it.words), **_view(it, tray)}


def _wanted(tray: Tray, asked: Asked) -> list[int]:
    drafts = tray.drafts()
    if asked.do == "store_whole":
        return [item.number for item in drafts if not item.problems]
    return [item.number for item in drafts if item.number in asked.rows]


def _store_some(
    it: Desk, tray: Tray, numbers: Sequence[int], before: Sequence[AddReport]
) -> list[AddReport]:
    items = [item for number in numbers if (item := tray.get(number))]
    drafts = [item.draft for item in items if item.draft]
    claimed = [report.document_id for report in before if report.document_id]
    try:
        reports = it.service.store(drafts, claimed=claimed)
    except AssistantError as error:
        why = it.words.error(error)
        reports = [AddReport(draft.source, "failed", error=why) for draft in drafts]
        tray.storing = False  # what stopped these would stop the others
    for item, report in zip(items, reports, strict=True):
        _settle(tray, item, report)
    return [_named(report, draft) for report, draft in zip(reports, drafts, strict=True)]


def _settle(tray: Tray, item: Item, report: AddReport) -> None:
    """Take a stored draft off the table; one that failed stays and says why."""
    if report.status == "failed":
        tray.fail(item.number, report.error or "")
    else:
        tray.stored(item.number)


def _named(report: AddReport, draft: Draft) -> AddReport:
    return replace(report, title=report.title or (draft.document.title if draft.document else ""))


def _storing(done: int, total: int, words: Words) -> str:
    said = words.say("store.going", done=words.number(done), total=words.number(total))
    bar = f'<progress max="{total}" value="{done}" aria-label="{safe(said)}"></progress>'
    stop = button(words, "store.stop", "halt_storing") if total > TOGETHER else ""
    return status(said, bar + stop)


def _stored(reports: Sequence[AddReport], words: Words) -> str:
    """Return what became of the drafts: of a few each by name, of many how many."""
    failed = [desk.outcome(report, words) for report in reports if report.status == "failed"]
    there = [report for report in reports if report.status != "failed"]
    said = [desk.outcome(report, words) for report in there]
    if len(there) > 3:
        stored = sum(report.status == "stored" for report in there)
        said = [words.count("store.done", stored)]
        if len(there) > stored:
            said.append(words.count("store.known", len(there) - stored))
    lines = "".join(f"<li>{safe(line)}</li>" for line in said)
    lines += "".join(f'<li class="trouble">{safe(line)}</li>' for line in failed)
    return f'<ul class="done" role="status">{lines}</ul>'
