"""Choosing all documents that a search found: the box for it, and the page that asks whether."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from assistant.schema import Document
from assistant.ui.browse import title
from assistant.ui.chat import corpus_line
from assistant.ui.safety import safe
from assistant.ui.words import Words

_NAMED: Final = 10  # titles on the page that asks


class Query(Protocol):
    """What was looked for, as an address has it."""

    @property
    def query(self) -> str:
        """The query of the address, with its question mark."""


def all_found(found: Sequence[Document], words: Words) -> str:
    """Return the box that chooses all that was found, on all pages of it."""
    said = safe(words.say("manage.found", documents=words.count("documents", len(found))))
    return (
        f'<p class="choosing all"><label><input type="checkbox" name="found" value="all"> '
        f"<span>{said}</span></label></p>"
    )


def lasting(days: int, words: Words) -> str:
    """Return what removing does, and for how long it can be undone."""
    return words.say("manage.remove.about", days=words.count("manage.days", days))


def mark_of(ids: Iterable[str]) -> str:
    """Return a mark of a choice: another choice has another."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def asked(
    sought: Query, found: Sequence[Document], words: Words, days: int, *, changed: bool
) -> str:
    """Return the page that says what will be taken out and for how long it can be put back.

    `changed`: what was found is no longer what this was said of before.
    """
    counted = words.count("documents", len(found))
    alert = ""
    if changed:
        alert = f'<p class="trouble" role="alert">{safe(words.say("manage.found.changed"))}</p>'
    named = "".join(f"<li>{title(document, words)}</li>" for document in found[:_NAMED])
    if left := len(found) - _NAMED:
        rest = words.say("manage.found.more", documents=words.count("documents", left))
        named += f"<li>{safe(rest)}</li>" if left > 0 else ""
    there = safe(f"documents{sought.query}")
    return (
        f"<h2>{safe(words.say('manage.found.ask', documents=counted))}</h2>{alert}"
        f'<div class="words"><p>{safe(corpus_line(found, words))}</p><ul>{named}</ul>'
        f"<p>{safe(lasting(days, words))}</p></div>"
        f'<form method="post" action="{there}"><p class="choosing">'
        f'<input type="hidden" name="found" value="{mark_of(d.id for d in found)}">'
        f'<button name="do" value="remove-found">'
        f"{safe(words.say('manage.found.remove', documents=counted))}</button> "
        f'<a href="{there}">{safe(words.say("manage.found.not"))}</a></p></form>'
    )
