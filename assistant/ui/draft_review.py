"""How one draft is drawn for its full review: its record, its text beside what was cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from urllib.parse import quote

from assistant.schema import Document
from assistant.ui.drafts_table import button, language_field, problems_said, text_field
from assistant.ui.items import Item
from assistant.ui.lines import Line, body_of
from assistant.ui.nearness import Nearness, nearness
from assistant.ui.safety import outside_link, safe
from assistant.ui.trays import Tray
from assistant.ui.words import Words, direction_of

SHOWN = 800  # lines with buttons; those of a longer text are changed in the text itself
Find = Callable[[str], Document | None]


def review(item: Item, tray: Tray, find: Find, words: Words) -> str:
    """Return the whole review of a draft; `find` gives a stored document by its id."""
    document = item.draft.document if item.draft else None
    if document is None:
        return ""
    order = [one.number for one in tray.drafts()]
    place = order.index(item.number) + 1 if item.number in order else 1
    notes = "".join(f"<li>{safe(note)}</li>" for note in problems_said(item, tray, words))
    return (
        f'<section id="review" data-open="{item.number}" data-drafts="{len(order)}">'
        f'<div class="does">{button(words, "review.close", "close")}'
        f"{_step(order, place - 2, 'review.previous', words)}"
        f"{_step(order, place, 'review.next', words)}</div>"
        f'<h2 tabindex="-1" data-key="review-head">{safe(words.say("review"))}</h2>'
        f"<p>{safe(words.say('review.count', number=place, total=len(order)))} — "
        f"<bdi>{safe(item.given.name)}</bdi></p>"
        + (f'<ul class="notices">{notes}</ul>' if notes else "")
        + _near(item, document, find, words)
        + _record(document, words)
        + _buttons(item, words)
        + _text(item, document, words)
        + "</section>"
    )


def _step(order: Sequence[int], place: int, key: str, words: Words) -> str:
    if not 0 <= place < len(order):
        return ""
    return button(words, key, "open", order[place])


def _buttons(item: Item, words: Words) -> str:
    return (
        f'<div class="does">{button(words, "store.one", "store", item.number, kind="main")}'
        f"{button(words, 'review.keep', 'close')}"
        f"{button(words, 'discard', 'discard', item.number)}</div>"
    )


# --- the record ------------------------------------------------------------------------------


def _record(document: Document, words: Words) -> str:
    way = direction_of(document.language)
    origin = (
        words.say(f"origin.{document.published_from or 'unknown'}")
        if document.published
        else words.say("review.nodate")
    )
    link = outside_link(document.url, words.say("original"), words.say("newtab"))
    shown = f'<p class="meta">{link}</p>' if document.url and "<a" in link else ""
    return (
        f'<div class="fields record">{text_field("title", document.title, words, way=way)}'
        f"{text_field('publisher', document.publisher, words)}"
        f"{text_field('author', document.author, words)}"
        f"<div>{text_field('published', document.published, words, hint='date.hint', way='ltr')}"
        f'<p class="meta">{safe(origin)}</p></div>'
        f"<div>{text_field('url', document.url, words, way='ltr')}{shown}</div>"
        f"{text_field('topics', ', '.join(document.topics), words, hint='review.topics.hint')}"
        f"{language_field(document.language, words)}</div>"
    )


# --- a near copy -----------------------------------------------------------------------------


def _near(item: Item, document: Document, find: Find, words: Words) -> str:
    """Return how the draft differs from the stored document it is a copy of."""
    draft = item.draft
    other_id = (draft.duplicate_of or draft.near_duplicate_of) if draft else None
    other = find(other_id) if other_id else None
    if other is None:
        return ""
    title = other.title or words.say("untitled")
    link = (
        f'<a href="../documents/{quote(other.id, safe="")}" target="_blank">{safe(title)}'
        f'<span class="unseen"> ({safe(words.say("newtab"))})</span></a>'
    )
    record = safe(" · ".join(filter(None, (other.publisher, words.date(other.dated)))))
    if draft and draft.duplicate_of:
        said = f"<p>{safe(words.say('near.same'))}</p>"
    else:
        said = _differing(nearness(document, other), words)
    return f'<aside class="near"><p>{link} <span class="meta">{record}</span></p>{said}</aside>'


def _differing(found: Nearness, words: Words) -> str:
    parts = [f"<p>{safe(words.say('near.shared', share=found.shared))}</p>"]
    for key, texts in (("near.here", found.only_here), ("near.there", found.only_there)):
        if texts:
            lines = "".join(f'<li dir="auto">{safe(text)}</li>' for text in texts)
            parts.append(f"<h3>{safe(words.say(key))}</h3><ul>{lines}</ul>")
    return "".join(parts)


# --- the text --------------------------------------------------------------------------------


def _text(item: Item, document: Document, words: Words) -> str:
    """Return the text beside the lines that were cut, each with its button."""
    shown = list(enumerate(item.lines[:SHOWN]))
    rows = []
    for cut, lines in groupby(shown, key=lambda pair: not pair[1].kept):
        some = list(lines)
        if cut:
            rows.append(_cut_row(item, some, words))
        else:
            rows += [_kept_row(item, number, line, words) for number, line in some]
    left = len(item.lines) - len(shown)
    more = f"<p>{safe(words.say('review.more', n=words.number(left)))}</p>" if left else ""
    way = direction_of(document.language)
    cut_count = sum(not line.kept for line in item.lines)
    return (
        '<div class="beside" role="group" aria-labelledby="beside-text">'
        f'<h3 id="beside-text">{safe(words.say("review.body"))}</h3>'
        f"<h3>{safe(words.say('review.removed', n=words.number(cut_count)))}</h3></div>"
        f'<div class="beside lines" lang="{document.language}" dir="{way}">{"".join(rows)}</div>'
        f'{more}<details class="by-hand" data-key="by-hand">'
        f"<summary>{safe(words.say('review.by_hand'))}</summary>"
        f'<textarea name="body" dir="{way}" lang="{document.language}" rows="18" '
        f'aria-label="{safe(words.say("review.body"))}">\n{safe(body_of(item.lines))}</textarea>'
        "</details>"
    )


def _kept_row(item: Item, number: int, line: Line, words: Words) -> str:
    ways = ""
    if line.cut:  # brought back: it may have to stand elsewhere
        ways = _act(item, "up", number, line, words) + _act(item, "down", number, line, words)
    kind = "line back" if line.cut else "line"
    return (
        f'<div class="{kind}"><p>{safe(line.text)}</p>'
        f"<div>{ways}{_act(item, 'drop', number, line, words)}</div></div>"
    )


def _cut_row(item: Item, some: Sequence[tuple[int, Line]], words: Words) -> str:
    lines = "".join(
        f"<li><p>{safe(line.text)}</p>{_act(item, 'bring', number, line, words)}</li>"
        for number, line in some
    )
    return f'<ul class="cut">{lines}</ul>'


def _act(item: Item, what: str, number: int, line: Line, words: Words) -> str:
    about = safe(words.say(f"line.{what}.about", text=line.text[:80]))
    do = what if what in ("up", "down") else "flip"
    said = safe(words.say(f"line.{what}"))
    return (
        f'<button type="button" class="quiet" data-do="{do}" data-row="{item.number}" '
        f'data-line="{number}" data-key="line-{number}-{do}" aria-label="{about}" '
        f'lang="{words.language}" dir="{words.direction}">{said}</button>'
    )
