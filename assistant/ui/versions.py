"""What a document was before it was corrected, and what was taken out and can be put back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.schema import Document
from assistant.state import Removed, Version
from assistant.ui.browse import title
from assistant.ui.correcting import as_shown, changed
from assistant.ui.differences import differences, within
from assistant.ui.evidence import record_address
from assistant.ui.safety import safe
from assistant.ui.words import Words, direction_of


def listed(document: Document, versions: Sequence[Version], words: Words) -> str:
    """Return the kept versions of a document as HTML, latest first."""
    heading = safe(words.say("manage.versions"))
    if not versions:
        return f'<h3>{heading}</h3><p class="none">{safe(words.say("manage.versions.none"))}</p>'
    items = "".join(
        f'<li><a href="versions/{version.id}">'
        f"{safe(words.say('manage.version', at=words.moment(version.at)))}</a> "
        f"{safe(words.say('manage.version.by'))} <bdi>{safe(version.who)}</bdi></li>"
        for version in versions
    )
    about = safe(words.say("manage.versions.about"))
    return f'<h3>{heading}</h3><p>{about}</p><ul class="versions">{items}</ul>'


def compared(kept: Document, present: Document, version: Version, stamp: str, words: Words) -> str:
    """Return how a document differs today from a version, and the button that restores it."""
    heading = safe(words.say("manage.version", at=words.moment(version.at)))
    about = safe(words.say("manage.diff.about"))
    way = direction_of(present.language)
    text = differences(kept.body, present.body, words)
    restore = safe(words.say("manage.version.restore"))
    return (
        f"<h3>{heading}</h3><p>{about}</p>{_fields(kept, present, words)}"
        f"<h4>{safe(words.say('record.text'))}</h4>"
        f'<div class="text" lang="{present.language}" dir="{way}">{text}</div>'
        f'<form method="post" action="{version.id}">'
        f'<input type="hidden" name="stamp" value="{safe(stamp)}"><p><button>{restore}</button> '
        f"<span>{safe(words.say('manage.version.restore.about'))}</span></p></form>"
    )


def _fields(kept: Document, present: Document, words: Words) -> str:
    was, now = as_shown(kept), as_shown(present)
    names = [name for name in changed(now, was) if name != "body"]
    if not names:
        return f'<p class="same">{safe(words.say("manage.fields.same"))}</p>'
    rows = "".join(
        f"<dt>{safe(words.say(f'manage.field.{name}'))}</dt>"
        f"<dd><bdi>{within(_said(name, was, words), _said(name, now, words), words)}</bdi></dd>"
        for name in names
    )
    return f'<dl class="facts diff">{rows}</dl>'


def _said(name: str, values: Mapping[str, str], words: Words) -> str:
    value = values[name]
    if name in ("language", "kind"):
        return words.say(f"{'tongue' if name == 'language' else 'kind'}.{value}")
    return value.replace("\n", " · ")


def removed_list(
    removed: Sequence[tuple[Removed, Document | None]], days: int, words: Words, *, erasable: bool
) -> str:
    """Return the documents that can be put back, with boxes to tick; None: its file is gone."""
    heading = f"<h2>{safe(words.say('manage.removed'))}</h2>"
    back = f'<p class="ways crumb"><a href="../documents">{safe(words.say("manage.all"))}</a></p>'
    if not removed:
        return f'{back}{heading}<p class="none">{safe(words.say("manage.removed.none"))}</p>'
    columns = ("title", "removed", "by", "until")
    heads = "".join(
        f'<th scope="col" role="columnheader">{safe(words.say(f"manage.column.{column}"))}</th>'
        for column in columns
    )
    rows = "".join(_gone(one, document, days, words, erasable) for one, document in removed)
    return (
        f"{back}{heading}<p>{safe(words.say('manage.removed.about'))}</p>"
        f'<form method="post" action="../documents"><table class="held" role="table">'
        f'<caption class="unseen">{safe(words.say("manage.removed"))}</caption>'
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">'
        f"{safe(words.say('manage.pick'))}</th>{heads}</tr></thead>"
        f'<tbody role="rowgroup">{rows}</tbody></table>'
        f'<p class="choosing"><button name="do" value="restore">'
        f"{safe(words.say('manage.restore'))}</button></p></form>"
    )


def _gone(
    removed: Removed, document: Document | None, days: int, words: Words, erasable: bool
) -> str:
    id, named = safe(removed.document_id), removed.document_id
    drawn = f"<bdi>{id}</bdi>"
    if document is not None:
        named, drawn = document.title or named, title(document, words)
    erase = ""
    if erasable:
        there = safe(record_address(removed.document_id).removeprefix("documents/"))
        hint = safe(words.say("manage.erase.named", title=named))
        erase = (
            f'<span class="near"><a href="{there}/erase" aria-label="{hint}">'
            f"{safe(words.say('manage.erase'))}</a></span>"
        )
    choose = safe(words.say("manage.choose", title=named))
    cells = {
        "removed": safe(words.moment(removed.at)),
        "by": f"<bdi>{safe(removed.who)}</bdi>",
        "until": safe(words.day(removed.at, days=days)),
    }
    marked = "".join(
        f'<td role="cell" data-label="{safe(words.say(f"manage.column.{column}"))}">{cell}</td>'
        for column, cell in cells.items()
    )
    return (
        f'<tr role="row"><td role="cell" class="pick"><label><input type="checkbox" name="id" '
        f'value="{id}"><span class="unseen">{choose}</span></label></td>'
        f'<th scope="row" role="rowheader">{drawn}{erase}</th>{marked}</tr>'
    )
