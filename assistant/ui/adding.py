"""Adding documents on the staff desk: sources are read, their drafts reviewed, and stored."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from typing import Any, Final

import gradio as gr

from assistant.errors import DocumentNotFound
from assistant.schema import AddReport, Document
from assistant.service.acting import acting
from assistant.service.service import Service
from assistant.ui import desk
from assistant.ui.access import Access
from assistant.ui.asked import Asked, read_asked, read_names
from assistant.ui.changing import CHANGES, keep
from assistant.ui.draft_review import review
from assistant.ui.drafts_table import button, progress, table
from assistant.ui.publishers import publishers_offered
from assistant.ui.safety import safe
from assistant.ui.staff import Desk, Updates, alert, guarded, status
from assistant.ui.storing import TOGETHER, Storing
from assistant.ui.trays import Tray, Trays
from assistant.ui.words import Words

_PACE: Final = 0.4  # seconds between two drawings of the progress
_TABLE_PACE: Final = 3.0  # seconds between two drawings of the table, while sources are read
_ASKED: Final = "() => [window.assistant.asked()]"
_NAMED: Final = "(files) => [files, window.assistant.names(files)]"


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
        it.parts["offered"] = _html("offered")
        it.parts["asked"] = gr.Textbox(visible=False, elem_id="asked")
        it.parts["do"] = gr.Button(elem_id="desk-do")  # these two are pressed by `desk.js`
        it.parts["store"] = gr.Button(elem_id="desk-store")
    _wire(it, page)


def _lay_out_sources(it: Desk) -> None:
    words = it.words
    gr.HTML(
        f'<button type="button" class="plain" data-fold aria-expanded="true" hidden>'
        f"{safe(words.say('add.again'))}</button>",
        elem_id="fold",
        js_on_load=None,
        apply_default_css=False,
    )
    it.parts["files"] = gr.File(
        label=words.say("add.files"),
        file_count="multiple",
        file_types=[".html", ".htm", ".mhtml", ".mht", ".txt", ".md", ".pdf", ".docx"],
        height=140,
        elem_id="files",
    )
    folder, most = safe(words.say("add.folder")), it.service.settings.max_source_mb
    most_bytes = most * 1024 * 1024
    unread = safe(words.say("add.unread", names="{names}"))
    large = safe(words.say("add.large", names="{names}", most=words.number(most)))
    gr.HTML(
        f'<button type="button" class="plain" data-folder>{folder}</button> '
        f"<span>{safe(words.say('add.folder.how'))}</span>"
        f'<p class="trouble" role="alert" data-unread="{unread}"></p>'
        f'<p class="trouble" role="alert" data-large="{large}" data-most="{most_bytes}"></p>',
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
        page.load(staff(_arrive), None, [*told, it["offered"]], concurrency_limit=None, **quiet),
        it["files"].upload(
            staff(_take_files), [it["files"], it["asked"]], everything, js=_NAMED, **many
        ),
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
    yield {**_view(it, tray), it["offered"]: publishers_offered(it.service.holdings())}


def _take_files(
    it: Desk, tray: Tray, files: list[str] | None, names: str | None
) -> Iterator[Updates]:
    """Take in the files that were dropped; what is being typed beside them stays as it is."""
    given = desk.uploaded(files or [], read_names(names or ""))
    yield {**_taken(it, tray, given), it["files"]: None}


def _take_text(it: Desk, tray: Tray, links: str, text: str) -> Iterator[Updates]:
    """Take in links and a pasted text."""
    given = desk.sources(links or "", text or "", it.words)
    if not given:
        yield {it["said"]: alert(it.words.say("add.nothing"))}
        return
    yield {**_taken(it, tray, given), it["links"]: "", it["text"]: ""}


def _taken(it: Desk, tray: Tray, given: Sequence[desk.Given]) -> Updates:
    """Have sources read in the background; say where there was no room for all."""
    tray.hold(None)
    left = len(given) - tray.add(given)
    return {
        it["said"]: alert(it.words.say("add.full", n=it.words.number(left))) if left else "",
        it["progress"]: progress(tray, it.words),
    }


def _watch(it: Desk, tray: Tray) -> Iterator[Updates]:
    """Tell how reading and storing go on, until they are over."""
    version, drawn = -1, 0.0
    while tray.busy:
        version = tray.wait(version, 1.0)
        updates = {it["progress"]: progress(tray, it.words)} | _told(it, tray)
        if not tray.opened and time.monotonic() - drawn > _TABLE_PACE:
            drawn = time.monotonic()
            updates[it["board"]] = _board(it, tray)
        yield updates
        time.sleep(_PACE)
    # At once, too: all may have been read before this began. And Gradio empties every output of a
    # step that yields nothing.
    shown = {it["progress"]: progress(tray, it.words)} if tray.opened else _view(it, tray)
    yield shown | _told(it, tray)


def _told(it: Desk, tray: Tray) -> Updates:
    """Say how storing stands, or what became of it; also to who left the page meanwhile."""
    storing = tray.storing
    if storing and storing.going:
        return {it["said"]: _storing(len(storing.reports), storing.total, it.words)}
    return {it["said"]: _stored(storing.reports, it.words)} if storing and storing.reports else {}


# --- reviewing -------------------------------------------------------------------------------


def _act(it: Desk, tray: Tray, text: str) -> Iterator[Updates]:
    """Take the step that `desk.js` asks for."""
    asked = read_asked(text or "")
    tray.hold(None)
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
    """Store drafts in the background, and tell of it until it is over."""
    asked = read_asked(text or "")
    refused = keep(tray, asked)
    numbers = _wanted(tray, asked)
    going = tray.storing is not None and tray.storing.going
    if refused or not numbers or going:
        said = refused or desk.Refused("store.busy" if going else "ticks.nobody")
        yield {it["said"]: alert(said.said(it.words))}
        return
    yield {it["said"]: _storing(0, len(numbers), it.words)}  # may they still? See `guarded`
    name = acting()
    Storing(it.service, tray, it.words, numbers, lambda: it.access.manages_still(name)).begin()
    yield from _watch(it, tray)


def _wanted(tray: Tray, asked: Asked) -> list[int]:
    drafts = tray.drafts()
    if asked.do == "store_whole":
        return [item.number for item in drafts if not item.problems]
    return [item.number for item in drafts if item.number in asked.rows]


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
