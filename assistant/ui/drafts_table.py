"""How what is on a tray is drawn: what becomes of each source, and the table of the drafts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from assistant.schema import LANGUAGES, Document
from assistant.ui.desk import failure
from assistant.ui.items import LEFT, Item
from assistant.ui.publishers import PUBLISHERS
from assistant.ui.safety import safe
from assistant.ui.trays import Tray
from assistant.ui.words import OWN_NAMES, Words, direction_of

_COLUMNS = ("title", "publisher", "date", "language", "size", "cut", "look")
_STEP: Final = 5  # seconds, of which the reading of a slow source is told


def button(words: Words, key: str, do: str, number: int = 0, *, kind: str = "", **more: str) -> str:
    """Return a button that `desk.js` turns into a step of the desk; `more` are data attributes."""
    row = f' data-row="{number}"' if number else ""
    data = "".join(f' data-{name}="{safe(value)}"' for name, value in more.items())
    return (
        f'<button type="button" class="{kind or "plain"}" data-do="{do}"{row}{data} '
        f'data-key="{do}-{number}-{"-".join(more.values())}">{safe(words.say(key))}</button>'
    )


# --- what becomes of each source -------------------------------------------------------------


def progress(tray: Tray, words: Words) -> str:
    """Return one line a source, what could not be read first, and what can be done with them."""
    items = tray.items()
    if not items:
        return ""
    left = sum(item.stage in LEFT for item in items)
    done = words.say("reading.done", done=len(items) - left, total=len(items))
    bad = sum(item.stage == "unread" for item in items)
    more = f" — {words.count('reading.bad', bad)}" if bad else ""
    worst = sorted(items, key=lambda item: item.stage != "unread")
    lines = "".join(_line(item, words) for item in worst)
    return (
        f'<section class="reading" data-tray="{tray.id}">'
        f'<p class="status" role="status">{safe(done + more)}</p>'
        f"<progress max={len(items)} value={len(items) - left} "
        f'aria-label="{safe(done)}"></progress>{_slow(items, words)}'
        f'<details data-key="reading"{" open" if left or bad else ""}>'
        f"<summary>{safe(words.say('reading.lines'))}</summary><ol>{lines}</ol></details>"
        f"{_reading_buttons(items, left, words)}</section>"
    )


def _slow(items: Sequence[Item], words: Words) -> str:
    """Return what has been read for some time already, each with a way to leave it.

    The seconds are told in steps: a button that is drawn anew is not pressed while it is.
    """
    lines = []
    for item in items:
        seconds = int(time.monotonic() - item.since) // _STEP * _STEP
        if item.stage == "reading" and seconds >= _STEP:
            name = f"\u2068{item.given.name}\u2069"  # isolated: it has a direction of its own
            said = safe(words.say("reading.slow", name=name, seconds=words.number(seconds)))
            leave = button(words, "reading.skip", "skip", item.number)
            lines.append(f"<li>{said} {leave}</li>")
    return f'<ul class="slow">{"".join(lines)}</ul>' if lines else ""


def _line(item: Item, words: Words) -> str:
    stage: str = item.stage
    if stage == "read" and "known" in item.problems:
        stage = "known"
    said = words.say(f"source.{stage}")
    if item.stage == "unread" and item.draft:
        said += words.say("source.why", why=failure(item.draft, words))
    name = f"<bdi>{safe(item.given.name)}</bdi>"
    return f'<li class="{stage}">{name} <span>{safe(said)}</span></li>'


def _reading_buttons(items: Sequence[Item], left: int, words: Words) -> str:
    shown = []
    if left:
        shown.append(button(words, "reading.stop", "halt"))
    if any(item.stage in ("halted", "skipped") for item in items):
        shown.append(button(words, "reading.resume", "go_on"))
    if not left and any(item.stage != "read" for item in items):
        shown.append(button(words, "reading.clear", "clear"))
    return f'<div class="does">{"".join(shown)}</div>' if shown else ""


# --- the drafts ------------------------------------------------------------------------------


def table(tray: Tray, words: Words) -> str:
    """Return the table of the drafts, those with problems first, and what is done with several."""
    drafts = tray.drafts()
    if not drafts:
        return ""
    whole = sum(not item.problems for item in drafts)
    heads = "".join(f'<th scope="col">{safe(words.say(f"drafts.{key}"))}</th>' for key in _COLUMNS)
    tick = f'<th scope="col"><span class="unseen">{safe(words.say("drafts.tick"))}</span></th>'
    rows = "".join(_row(item, tray, words) for item in drafts)
    said = f"{words.count('drafts', len(drafts))} · {words.count('drafts.whole', whole)}"
    return (
        f'<section id="drafts" data-drafts="{len(drafts)}">'
        f"<h2>{safe(words.say('drafts'))}</h2><p>{safe(said)}</p>"
        f"<p>{safe(words.say('drafts.promise'))}</p>"
        f"{_sieve(len(drafts), whole, tray, words)}{_together(whole, words)}"
        f'<table class="drafts"><caption class="unseen">{safe(words.say("drafts"))}</caption>'
        f"<thead><tr>{tick}{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f"{_more(words)}</section>"
    )


def _sieve(drafts: int, whole: int, tray: Tray, words: Words) -> str:
    """Return the choice of which drafts are shown, and those that could not be read.

    `desk.js` keeps the choice, and shows rows and lines by it.
    """
    unread = [item for item in tray.items() if item.stage == "unread"]
    counts = {"all": drafts, "look": drafts - whole, "whole": whole, "unread": len(unread)}
    choices = "".join(
        f'<button type="button" class="plain" data-sift="{which}" data-key="sift-{which}" '
        f'data-count="{count}" aria-pressed="{"true" if which == "all" else "false"}">'
        f"{safe(words.say(f'sift.{which}'))} ({words.number(count)})</button>"
        for which, count in counts.items()
    )
    lines = "".join(_line(item, words) for item in unread)
    return (
        f'<div class="does sift" role="group" aria-label="{safe(words.say("sift"))}">{choices}'
        f'</div><ul class="unreadable" hidden>{lines}</ul>'
    )


def _more(words: Words) -> str:
    said = safe(words.say("drafts.more", n="{n}"))
    return f'<button type="button" class="plain" data-more data-said="{said}" hidden></button>'


def _together(whole: int, words: Words) -> str:
    ticks = "".join(
        f'<button type="button" class="plain" data-ticks="{which}">'
        f"{safe(words.say(f'ticks.{which}'))}</button>"
        for which in ("all", "whole", "known", "none")
    )
    ticked = safe(words.say("ticks.count", n="{n}"))
    all_whole = button(words, "store.whole", "store_whole", kind="main") if whole else ""
    return (
        f'<div class="does" role="group" aria-label="{safe(words.say("ticks"))}">{ticks}'
        f'<span class="ticked" role="status" data-said="{ticked}"></span></div>'
        f'<div class="does">{all_whole}{button(words, "store.ticked", "store")}'
        f"{button(words, 'discard', 'discard')}</div>"
        f'<details class="together" data-key="together"><summary>{safe(words.say("together"))}'
        f"</summary><p>{safe(words.say('together.how'))}</p>"
        f'<div class="fields">{text_field("publisher", "", words)}'
        f"{text_field('published', '', words, hint='date.hint')}{language_field('', words)}"
        f"{button(words, 'together.apply', 'set')}</div></details>"
    )


def text_field(name: str, value: str, words: Words, *, hint: str = "", way: str = "auto") -> str:
    """Return a field of one line with its label; `hint` is a key of the words."""
    told = f' placeholder="{safe(words.say(hint))}"' if hint else ""
    told += f' list="{PUBLISHERS}"' if name == "publisher" else ""
    return (
        f"<label><span>{safe(words.say(f'review.{name}'))}</span>"
        f'<input name="{name}" value="{safe(value)}" dir="{way}" maxlength="1000" '
        f'autocomplete="off"{told}></label>'
    )


def language_field(chosen: str, words: Words) -> str:
    """Return the choice of a language; with none chosen, of leaving it as it is."""
    options = [] if chosen else [f'<option value="">{safe(words.say("together.same"))}</option>']
    options += [
        f'<option value="{one}" lang="{one}"{" selected" if one == chosen else ""}>'
        f"{OWN_NAMES[one]}</option>"
        for one in LANGUAGES
    ]
    label = safe(words.say("review.language"))
    return f'<label><span>{label}</span><select name="language">{"".join(options)}</select></label>'


def _row(item: Item, tray: Tray, words: Words) -> str:
    document = item.draft.document if item.draft else None
    if document is None:
        return ""
    title = document.title or item.given.name
    kind = "known" if {"known", "twin"} & set(item.problems) else ""
    kind = kind or ("" if item.problems else "whole")
    way = direction_of(document.language)
    return (
        f'<tr class="{kind}"><td><input type="checkbox" data-tick="{item.number}" '
        f'data-kind="{kind}" aria-label="{safe(words.say("drafts.tick_one", title=title))}"></td>'
        f'<th scope="row"><button type="button" class="quiet" data-do="open" '
        f'data-row="{item.number}" data-key="open-{item.number}-" dir="{way}" '
        f'lang="{document.language}">{safe(title)}</button>'
        f'<span class="meta"><bdi>{safe(item.given.name)}</bdi></span></th>'
        f"{_cell('publisher', _said(document.publisher, words), words)}"
        f"{_cell('date', _date(document, words), words)}"
        f"{_cell('language', OWN_NAMES[document.language], words)}"
        f"{_cell('size', words.number(item.size), words)}"
        f"{_cell('cut', words.number(sum(one.cut for one in item.lines)), words)}"
        f"{_cell('look', _notes(item, tray, words), words)}</tr>"
    )


def _cell(name: str, content: str, words: Words) -> str:
    return f'<td class="{name}" data-label="{safe(words.say(f"drafts.{name}"))}">{content}</td>'


def _said(value: str, words: Words) -> str:
    if value:
        return f"<bdi>{safe(value)}</bdi>"
    return f'<span class="lacks">{safe(words.say("drafts.lacks"))}</span>'


def _date(document: Document, words: Words) -> str:
    if not document.published:
        return _said("", words)
    origin = words.say(f"origin.{document.published_from or 'unknown'}")
    return f'{safe(words.date(document.published))} <span class="meta">{safe(origin)}</span>'


def _notes(item: Item, tray: Tray, words: Words) -> str:
    if not item.problems:
        return f'<span class="ready">{safe(words.say("drafts.ready"))}</span>'
    notes = "".join(f"<li>{safe(note)}</li>" for note in problems_said(item, tray, words))
    return f"<ul>{notes}</ul>"


def problems_said(item: Item, tray: Tray, words: Words) -> list[str]:
    """Return in words what staff should look at in a draft."""
    names = {one.number: one.given.name for one in tray.items()}
    said = []
    for problem in item.problems:
        other = names.get(item.twin if problem == "twin" else item.near_twin, "")
        text = words.say(f"problem.{problem}", other=other, why=item.failed)
        said.append(text)
    return said
