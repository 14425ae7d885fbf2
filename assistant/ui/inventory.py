"""The table of all documents for staff: searched, limited, put in order, some of them chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final, Self

from assistant.language.text import folded
from assistant.schema import Document
from assistant.service.holdings import Holdings
from assistant.ui.browse import PAGE, Wish, finder, how_many, meeting, pager, title
from assistant.ui.choosing import all_found, lasting
from assistant.ui.evidence import origin_of, record_address
from assistant.ui.frame import asset
from assistant.ui.safety import safe
from assistant.ui.words import Words

COLUMNS: Final = ("title", "publisher", "dated", "kind", "language", "added")
_FIRST: Final = "-dated"  # the order without a wish: the latest first


@dataclass(frozen=True, slots=True)
class Sought(Wish):
    """What part of the table an address asks for, and in which order."""

    copies: str = ""  # "1": near copies and what they are copies of
    sort: str = ""  # a column, after "-" from its end; "" is the latest first

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Self:
        """Return what the query of an address asks for; what cannot be meant is left out."""
        sort = asked.get("sort", "")
        known = sort.removeprefix("-") in COLUMNS and sort != _FIRST
        return cls(
            **asdict(Wish.read(asked)),
            copies="1" if asked.get("copies") == "1" else "",
            sort=sort if known else "",
        )

    @property
    def limited(self) -> bool:
        """Whether it asks for less than everything."""
        return bool(self.q or self.publisher or self.language or self.kind or self.year
                    or self.copies)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inventory:
    """All documents, with who is a near copy of whom."""

    documents: Sequence[Document]
    held: Holdings
    titles: Mapping[str, Document]
    copied: Mapping[str, int]  # how many near copies a document has

    @classmethod
    def of(cls, documents: Sequence[Document], held: Holdings) -> Self:
        """Return the inventory of these documents."""
        copied = Counter(d.near_duplicate_of for d in documents if d.near_duplicate_of)
        return cls(documents, held, {d.id: d for d in documents}, copied)

    def found(self, sought: Sought, words: Words) -> list[Document]:
        """Return the documents sought, in the order sought."""
        found = meeting(sought, self.documents)
        if sought.copies:
            found = [d for d in found if d.near_duplicate_of or d.id in self.copied]
        return _ordered(found, sought.sort, words) if sought.sort else found


def _ordered(documents: Iterable[Document], sort: str, words: Words) -> list[Document]:
    """Return the documents in the order of a column; those that have nothing there come last."""
    keys: dict[str, Callable[[Document], str]] = {
        "title": lambda d: folded(d.title),
        "publisher": lambda d: folded(d.publisher),
        "dated": lambda d: d.dated,
        "kind": lambda d: words.say(f"kind.{d.kind}"),
        "language": lambda d: words.say(f"tongue.{d.language}"),
        "added": lambda d: d.added,
    }
    key = keys[sort.removeprefix("-")]
    pairs = [(key(document), document) for document in documents]
    filled = sorted((p for p in pairs if p[0]), key=lambda p: p[0], reverse=sort.startswith("-"))
    return [document for _, document in (*filled, *(p for p in pairs if not p[0]))]


def table(sought: Sought, inventory: Inventory, words: Words, days: int) -> str:
    """Return the search, how many there are, and a page of the table with boxes to tick.

    `days`: how long what is removed can be put back.
    """
    found = inventory.found(sought, words)
    search = finder(sought, inventory.held, words, _more(sought, words))
    if not found:
        key = "browse.none" if inventory.documents else "corpus.empty"
        return f'{search}<p class="none" role="status">{safe(words.say(key))}</p>'
    pages = -(-len(found) // PAGE)
    sought = replace(sought, page=min(sought.page, pages))
    shown = found[(sought.page - 1) * PAGE : sought.page * PAGE]
    rows = "".join(_row(document, inventory, words) for document in shown)
    heads = "".join(_head(column, sought, words) for column in COLUMNS)
    pick = f'<th scope="col" role="columnheader">{safe(words.say("manage.pick"))}</th>'
    caption = safe(words.say("desk.documents"))
    return (
        f"{search}{how_many(found, len(inventory.documents), words)}"
        f'<form method="post" action="documents{safe(sought.query)}">'
        f'<table class="held" role="table"><caption class="unseen">{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{pick}{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
        f"{all_found(found, words)}"
        f'<p class="choosing"><button name="do" value="remove">'
        f"{safe(words.say('manage.remove.chosen'))}</button> "
        f"<span>{safe(lasting(days, words))}</span></p></form>"
        f"<script>{asset('choosing.js')}</script>"
        f"{pager(sought, pages, words)}"
    )


def _more(sought: Sought, words: Words) -> str:
    ticked = " checked" if sought.copies else ""
    sort = f'<input type="hidden" name="sort" value="{safe(sought.sort)}">' if sought.sort else ""
    return (
        f'<label class="only"><input type="checkbox" name="copies" value="1"{ticked}> '
        f"<span>{safe(words.say('manage.copies.only'))}</span></label>{sort}"
    )


def _head(column: str, sought: Sought, words: Words) -> str:
    """Return the head of a column: a link that puts the table in its order, or in the other."""
    sort = sought.sort or _FIRST
    up, down = sort == column, sort == f"-{column}"
    turned = f"-{column}" if up or (column in ("dated", "added") and not down) else column
    there = replace(sought, sort="" if turned == _FIRST else turned, page=1)
    order = ' aria-sort="ascending"' if up else ' aria-sort="descending"' if down else ""
    arrow = f'<span aria-hidden="true"> {"▲" if up else "▼"}</span>' if up or down else ""
    label = safe(words.say(f"manage.column.{column}"))
    return (
        f'<th scope="col" role="columnheader"{order}>'
        f'<a href="documents{safe(there.query)}">{label}{arrow}</a></th>'
    )


def _row(document: Document, inventory: Inventory, words: Words) -> str:
    named = document.title or words.say("untitled")
    choose = safe(words.say("manage.choose", title=named))
    link = f'<a href="{safe(record_address(document.id))}">{title(document, words)}</a>'
    cells = (
        f"<bdi>{safe(document.publisher)}</bdi>",
        _dated(document, words),
        safe(words.say(f"kind.{document.kind}")),
        safe(words.say(f"tongue.{document.language}")),
        _added(document, words),
    )
    marked = "".join(
        f'<td role="cell" data-label="{safe(words.say(f"manage.column.{column}"))}">{cell}</td>'
        for column, cell in zip(COLUMNS[1:], cells, strict=True)
    )
    return (
        f'<tr role="row"><td role="cell" class="pick"><label><input type="checkbox" name="id" '
        f'value="{safe(document.id)}"><span class="unseen">{choose}</span></label></td>'
        f'<th scope="row" role="rowheader">{link}{_copies(document, inventory, words)}</th>'
        f"{marked}</tr>"
    )


def _dated(document: Document, words: Words) -> str:
    return f"{safe(words.date(document.dated))} {origin_of(document, words)}"


def _added(document: Document, words: Words) -> str:
    if not document.added:
        return ""
    by = f' <span class="origin"><bdi>{safe(document.added_by)}</bdi></span>'
    return safe(words.day(document.added)) + (by if document.added_by else "")


def _copies(document: Document, inventory: Inventory, words: Words) -> str:
    """Return the marks of a near copy, and of what has near copies."""
    said = []
    if first := inventory.titles.get(document.near_duplicate_of):
        link = f'<a href="{safe(record_address(first.id))}">{title(first, words)}</a>'
        said.append(f"{safe(words.say('record.copy_of'))} {link}")
    if copied := inventory.copied.get(document.id, 0):
        counted = safe(words.count("documents", copied))
        said.append(f"{safe(words.say('record.copies'))} {counted}")
    return "".join(f'<span class="near">{line}</span>' for line in said)
