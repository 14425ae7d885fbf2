"""What staff change on their tray: corrections, lines brought back and dropped, drafts put off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from assistant.ui import desk
from assistant.ui.asked import Asked
from assistant.ui.desk import Refused
from assistant.ui.items import Item
from assistant.ui.lines import Line, body_of, flipped, moved, nearest, rewritten
from assistant.ui.trays import Tray
from assistant.ui.words import Words

Change = Callable[[Tray, Asked, Words], str | Refused]  # the sentence that tells of it, or ""


def keep(tray: Tray, asked: Asked) -> Refused | None:
    """Keep the corrections on the page for the draft under review; None where all is well."""
    drawn = tray.get(tray.opened)
    draft = drawn.draft if drawn else None
    if drawn is None or draft is None or draft.document is None or "title" not in asked.values:
        return None
    item = _with_text(drawn, asked.values.get("body", ""))
    body = draft.document.body if item.lines == drawn.lines else body_of(item.lines)
    changes = replace(desk.corrections(asked.values), body=body)
    changed = desk.corrected(draft, draft.document, changes)
    if isinstance(changed, Refused):
        return changed
    tray.change(replace(item, draft=changed, failed=""))
    return None


def _with_text(item: Item, typed: str) -> Item:
    """Return the item with its text as somebody rewrote it, where they did."""
    if not typed.strip() or typed.strip() == body_of(item.lines).strip():
        return item
    return replace(item, lines=rewritten(item.lines, typed))


def _open(tray: Tray, asked: Asked, _words: Words) -> str | Refused:
    refused = keep(tray, asked)
    if refused is None and tray.get(asked.row):
        tray.opened = asked.row
    return refused or ""


def _close(tray: Tray, asked: Asked, _words: Words) -> str | Refused:
    refused = keep(tray, asked)
    if refused is None:
        tray.opened = 0
    return refused or ""


def _line(tray: Tray, asked: Asked, words: Words) -> str | Refused:
    """Bring a line back, drop one, or move one that was brought back."""
    drawn = tray.get(asked.row)
    if drawn is None or not 0 <= asked.line < len(drawn.lines):
        return ""
    item = _with_text(drawn, asked.values.get("body", ""))
    wanted = drawn.lines[asked.line]
    at = nearest(item.lines, wanted, asked.line)
    if at is None:
        return ""
    if asked.do == "flip":
        lines, key = flipped(item.lines, at), "line.dropped" if wanted.kept else "line.brought"
    else:
        lines, key = moved(item.lines, at, -1 if asked.do == "up" else 1), "line.moved"
    if not body_of(lines):
        return Refused("review.notext")
    tray.change(_with_lines(item, lines))
    return words.say(key)


def _with_lines(item: Item, lines: tuple[Line, ...]) -> Item:
    draft = item.draft
    if draft is None or draft.document is None:
        return item
    document = replace(draft.document, body=body_of(lines))
    return replace(item, lines=lines, draft=replace(draft, document=document))


def _set(tray: Tray, asked: Asked, words: Words) -> str | Refused:
    """Give the ticked drafts a publisher, a date or a language together."""
    changes = desk.corrections(asked.values)
    changed = []
    for item in (tray.get(number) for number in asked.ticked):
        if item is None or item.draft is None or item.draft.document is None:
            continue
        draft = desk.set_together(item.draft, item.draft.document, changes)
        if isinstance(draft, Refused):
            return draft
        changed.append(replace(item, draft=draft))
    if not changed:
        return Refused("ticks.nobody")
    for item in changed:
        tray.change(item)
    return words.count("together.done", len(changed))


def _discard(tray: Tray, asked: Asked, words: Words) -> str | Refused:
    discarded = tray.discard(asked.rows)
    return words.count("discard.done", discarded) if discarded else Refused("ticks.nobody")


def _put_back(tray: Tray, _asked: Asked, words: Words) -> str:
    return words.count("discard.undone", tray.put_back())


def _halt(tray: Tray, _asked: Asked, _words: Words) -> str:
    tray.halt()
    return ""


def _skip(tray: Tray, asked: Asked, _words: Words) -> str:
    tray.skip(asked.row)
    return ""


def _halt_storing(tray: Tray, _asked: Asked, words: Words) -> str:
    if tray.storing:
        tray.storing.halting = True
    return words.say("store.stopping")


def _go_on(tray: Tray, _asked: Asked, _words: Words) -> str:
    tray.go_on()
    return ""


def _clear(tray: Tray, _asked: Asked, _words: Words) -> str:
    tray.clear()
    return ""


CHANGES: Final[Mapping[str, Change]] = {
    "open": _open,
    "close": _close,
    "flip": _line,
    "up": _line,
    "down": _line,
    "set": _set,
    "discard": _discard,
    "back": _put_back,
    "halt": _halt,
    "skip": _skip,
    "halt_storing": _halt_storing,
    "go_on": _go_on,
    "clear": _clear,
}
