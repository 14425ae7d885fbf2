"""The page on which staff correct one document: its form, what is wrong in it, who came between."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from assistant.corpus_file import clean
from assistant.schema import LANGUAGES, Document
from assistant.service.holdings import Holdings
from assistant.ui.browse import title
from assistant.ui.choosing import lasting
from assistant.ui.differences import differences
from assistant.ui.evidence import origin_of, record_address
from assistant.ui.publishers import PUBLISHERS, publishers_offered
from assistant.ui.safety import safe
from assistant.ui.words import Words, direction_of

FIELDS: Final = (
    "title", "publisher", "author", "published", "language", "kind", "url", "topics", "body",
)  # fmt: skip
_KINDS: Final = ("article", "report", "summary")
_LONGEST: Final = {"published": 40, "url": 2000}  # characters; of others, 1,000


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is shown: what stands in it, and what is to be said of it."""

    values: Mapping[str, str]
    stamp: str  # of the document it will change
    wrong: Collection[str] = ()  # fields that cannot be so
    between: Mapping[str, str] = field(default_factory=dict)  # what others wrote there meanwhile
    by: str = ""  # who did
    at: str = ""  # and when, in words
    before: int = 0  # the version that was there before they did


def as_shown(document: Document) -> dict[str, str]:
    """Return what the form of a document has in its fields."""
    shown = {name: str(getattr(document, name)) for name in FIELDS if name != "topics"}
    return shown | {"topics": "\n".join(document.topics), "body": document.body.rstrip("\n")}


def changed(given: Mapping[str, str], shown: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that somebody changed: what a browser does to text is no change."""
    return {
        name: given[name]
        for name in FIELDS
        if name in given and _plain(given[name]) != _plain(shown[name])
    }


def merged(
    mine: Mapping[str, str], base: Document | None, present: Document
) -> tuple[dict[str, str], dict[str, str]]:
    """Return a form that keeps what one changed of `base`, and the rest as others left it.

    Also what others wrote in the fields that both changed. Without `base` all that differs is
    taken for changed.
    """
    theirs = as_shown(present)
    changes = changed(mine, as_shown(base) if base else theirs)
    kept = {name: changes.get(name, theirs[name]) for name in FIELDS}
    both = changed(as_shown(present), as_shown(base)) if base else changes
    between = {
        n: theirs[n] for n in changes if n in both and _plain(changes[n]) != _plain(theirs[n])
    }
    return kept, between


def _plain(text: str) -> str:
    """Return a text as a browser can hold it."""
    kept = (c for c in clean(text) if c in "\n\t" or unicodedata.category(c) != "Cc")
    return "".join(kept).rstrip()


# --- drawn -----------------------------------------------------------------------------------


def form(document: Document, filled: Filled, held: Holdings, words: Words) -> str:
    """Return the form as HTML; it offers the publishers of what is held."""
    lines = "".join(
        _field(name, document, filled, words)
        for name in ("title", "publisher", "author", "published", "language", "kind", "url")
    )
    action = safe(record_address(document.id).removeprefix("documents/"))
    return (
        f'<form class="correct" method="post" action="{action}">{_alert(document, filled, words)}'
        f'<input type="hidden" name="stamp" value="{safe(filled.stamp)}">'
        f'<div class="lines">{lines}</div>{_field("topics", document, filled, words)}'
        f"{_field('body', document, filled, words)}"
        f"<p><button>{safe(words.say('manage.save'))}</button></p>{publishers_offered(held)}</form>"
    )


def _alert(document: Document, filled: Filled, words: Words) -> str:
    see = ""
    if filled.by or filled.between:
        said = words.say("manage.between", who=filled.by or "?", at=filled.at)
        see = _seen(document, filled.before, words) if filled.before else ""
    elif filled.wrong:
        said = words.say("manage.wrong")
    else:
        return ""
    return f'<p class="trouble" role="alert">{safe(said)}{see}</p>'


def _seen(document: Document, version: int, words: Words) -> str:
    """Return the way to what somebody else changed, beside the form: what is in it stays."""
    address = safe(record_address(document.id).removeprefix("documents/"))
    said, tab = safe(words.say("manage.between.see")), safe(words.say("newtab"))
    return (
        f' <a href="{address}/versions/{version}" target="_blank">{said}'
        f'<span class="unseen"> ({tab})</span></a>'
    )


def _field(name: str, document: Document, filled: Filled, words: Words) -> str:
    """Return a field with its label and all that is to be said of it."""
    notes, tied = [], []
    hint = f"manage.hint.{name}"
    if hint in words.table:
        notes.append(f'<span class="hint" id="h-{name}">{safe(words.say(hint))}</span>')
        tied.append(f"h-{name}")
    if name == "published" and (origin := origin_of(document, words)):
        notes.append(f'<span class="hint" id="o-{name}">{origin}</span>')
        tied.append(f"o-{name}")
    if name in filled.wrong:
        said = safe(words.say(f"manage.wrong.{name}"))
        notes.append(f'<span class="amiss" id="w-{name}">{said}</span>')
        tied.append(f"w-{name}")
    if name in filled.between:
        notes.append(f'<div class="between" id="b-{name}">{_between(name, filled, words)}</div>')
        tied.append(f"b-{name}")
    invalid = ' aria-invalid="true"' if name in filled.wrong else ""
    described = f' aria-describedby="{" ".join(tied)}"' if tied else ""
    box = _box(name, document, filled.values[name], f"{invalid}{described}", words)
    label = safe(words.say(f"manage.field.{name}"))
    return f'<div class="f-{name}"><label for="e-{name}">{label}</label>{box}{"".join(notes)}</div>'


def _between(name: str, filled: Filled, words: Words) -> str:
    theirs = filled.between[name]
    if name == "body":
        said = f"<p>{safe(words.say('manage.theirs.body'))}</p>"
        return said + differences(theirs, filled.values[name], words)
    value = words.say("manage.nothing")
    if theirs:
        value = theirs.replace("\n", " · ")
    return f"{safe(words.say('manage.theirs'))} <bdi>{safe(value)}</bdi>"


def _box(name: str, document: Document, value: str, tied: str, words: Words) -> str:
    """Return what is filled in: a line, a choice or a text."""
    start = f'id="e-{name}" name="{name}"{tied}'
    way = f'lang="{document.language}" dir="{direction_of(document.language)}"'
    if name == "language":
        return _choice(start, value, {v: words.say(f"tongue.{v}") for v in LANGUAGES})
    if name == "kind":
        return _choice(start, value, {v: words.say(f"kind.{v}") for v in _KINDS})
    if name == "body":  # a browser drops the first line end
        return f'<textarea {start} rows="24" {way} required>\n{safe(value)}</textarea>'
    if name == "topics":
        return f'<textarea {start} rows="4" dir="auto">\n{safe(value)}</textarea>'
    way = ' dir="ltr"' if name in _LONGEST else ' dir="auto"'
    way += f' list="{PUBLISHERS}" autocomplete="off"' if name == "publisher" else ""
    most = _LONGEST.get(name, 1000)
    return f'<input {start} value="{safe(value)}" maxlength="{most}"{way}>'


def _choice(start: str, chosen: str, options: Mapping[str, str]) -> str:
    drawn = "".join(
        f'<option value="{safe(value)}"{" selected" if value == chosen else ""}>{safe(said)}'
        "</option>"
        for value, said in options.items()
    )
    return f"<select {start}>{drawn}</select>"


def head(document: Document, versions: int, here: str, words: Words) -> str:
    """Return the title of a document and the ways from it; `here` leads to the table's folder.

    `here` is "" on the document's own page, "../" below it.
    """
    address = safe(record_address(document.id).removeprefix("documents/"))
    ways = [
        (f"{here}../documents", words.say("manage.all")),
        (f"{here}../../documents/{address}", words.say("manage.public")),
        (f"{here}{address}", words.say("manage.correct")),
        (f"{here}{address}/versions", words.say("manage.versions.n", n=words.number(versions))),
    ]
    links = "".join(f'<a href="{there}">{safe(said)}</a>' for there, said in ways)
    return f'<p class="ways crumb">{links}</p><h2>{title(document, words)}</h2>'


def leaving(document: Document, words: Words, days: int, *, erasable: bool) -> str:
    """Return the ways to take a document out."""
    address = safe(record_address(document.id).removeprefix("documents/"))
    about = safe(lasting(days, words))
    erase = (
        f'<p><a href="{address}/erase">{safe(words.say("manage.erase"))}</a> '
        f"<span>{safe(words.say('manage.erase.hint'))}</span></p>"
        if erasable
        else ""
    )
    return (
        f'<section class="leaving"><h3>{safe(words.say("manage.leaving"))}</h3>'
        f'<form method="post" action="{address}/remove"><p><button class="plain">'
        f"{safe(words.say('manage.remove'))}</button> <span>{about}</span></p></form>{erase}"
        "</section>"
    )
