"""Who did what when: the journal as staff read it, and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.journal import Journal, Looked
from assistant.schema import LANGUAGES, Document
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.state import JournalEntry
from assistant.ui.access import Access
from assistant.ui.browse import title
from assistant.ui.desks import desk_page, for_staff
from assistant.ui.evidence import record_address
from assistant.ui.replying import again, telling
from assistant.ui.safety import safe
from assistant.ui.sieve import pager
from assistant.ui.words import Words, words_in

HERE: Final = "staff/journal"
_COLUMNS: Final = ("at", "who", "action", "document")
PAGE: Final = 100  # entries shown at once
_LONGEST: Final = 200  # characters of what is looked for
# What a spreadsheet takes for the beginning of a formula, after spaces too.
_FORMULA: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")


def add_routes(app: FastAPI, service: Service, settings: Settings, access: Access) -> None:
    """Add the desk of the journal, `/fr/staff/journal`, in every language."""
    for language in LANGUAGES:
        words = words_in(language, settings.time_zone)
        pages = _Pages(service, words)
        for path, handler in (("", pages.show), (".csv", pages.table)):
            guarded = for_staff(access, telling(words, "desk.journal", HERE)(handler))
            app.add_route(f"/{language}/{HERE}{path}", guarded, methods=["GET"])


class _Pages:
    def __init__(self, service: Service, words: Words) -> None:
        self._service = service
        self._words = words
        self._journal = Journal(service.state)

    async def show(self, request: Request) -> Response:
        """Show a page of the journal, latest first."""
        content = await run_in_threadpool(self._content, request)
        title, there = self._words.say("desk.journal"), again(HERE, request)
        return desk_page(self._words, title, content, HERE, languages=there)

    async def table(self, request: Request) -> Response:
        """Send what is looked for as CSV."""
        lines = self._lines(_looked(request))
        named = {"Content-Disposition": 'attachment; filename="journal.csv"'}
        return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=named)

    def _content(self, request: Request) -> str:
        words, looked = self._words, _looked(request)
        count = self._journal.count(looked)
        kept = _query(looked)
        page, ways = pager(request, count, PAGE, kept, "journal", words)
        entries = self._journal.entries(looked, PAGE, (page - 1) * PAGE)
        known = {document.id: document for document in self._service.list()}
        rows = "".join(self._row(entry, known) for entry in entries)
        query = urlencode(kept)
        file = f"journal.csv?{query}" if query else "journal.csv"
        counted = safe(words.count("entries", count))
        table = f'<p class="none">{safe(words.say("journal.none"))}</p>'
        if rows:
            heads = "".join(
                f'<th scope="col">{safe(_named(name, words))}</th>' for name in _COLUMNS
            )
            table = (
                f'<table class="ledger"><caption class="unseen">{safe(words.say("desk.journal"))}'
                f"</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
            )
        return (
            f"<h2>{safe(words.say('desk.journal'))}</h2>{self._finder(looked)}"
            f'<p class="count" role="status">{counted}</p>{table}{ways}'
            f'<p class="ways"><a href="{safe(file)}" download>'
            f"{safe(words.say('journal.csv'))}</a></p>"
        )

    def _finder(self, looked: Looked) -> str:
        words = self._words
        people = [(name, name) for name in self._journal.people()]
        actions = [(one, action_in_words(one, words)) for one in self._journal.actions()]
        clear = ""
        if looked != Looked():
            clear = f'<a class="clear" href="journal">{safe(words.say("browse.clear"))}</a>'
        return (
            '<form class="finder" role="search" method="get" action="journal">'
            f'<label class="wide"><span>{safe(words.say("journal.find"))}</span>'
            f'<input type="search" name="document" dir="ltr" maxlength="{_LONGEST}" '
            f'value="{safe(looked.document)}"></label>'
            f"{_box('who', looked.who, people, words)}"
            f"{_box('action', looked.action, actions, words)}"
            f"<button>{safe(words.say('browse.find'))}</button>{clear}</form>"
        )

    def _row(self, entry: JournalEntry, known: Mapping[str, Document]) -> str:
        words = self._words
        detail = safe(detail_in_words(entry.detail, words))
        more = f'<span class="meta">{detail}</span>' if detail else ""
        label = {name: safe(_named(name, words)) for name in _COLUMNS}
        return (
            f'<tr><td data-label="{label["at"]}"><time datetime="{safe(entry.at)}">'
            f"{safe(words.moment(entry.at))}</time></td>"
            f'<td data-label="{label["who"]}"><bdi>{safe(entry.who)}</bdi></td>'
            f'<td data-label="{label["action"]}">{safe(action_in_words(entry.action, words))}{more}'
            f'</td><td data-label="{label["document"]}">{self._document(entry, known)}</td></tr>'
        )

    def _document(self, entry: JournalEntry, known: Mapping[str, Document]) -> str:
        """Return a link to the document; where there is none any more, its id."""
        if not entry.document_id:
            return ""
        if document := known.get(entry.document_id):
            address = safe(record_address(entry.document_id))
            return f'<a href="{address}">{title(document, self._words)}</a>'
        gone = safe(self._words.say("journal.gone"))
        return f'<bdi dir="ltr">{safe(entry.document_id)}</bdi> <span class="meta">{gone}</span>'

    def _lines(self, looked: Looked) -> Iterator[str]:
        """Yield the table line by line, with the mark by which Excel knows UTF-8."""
        words = self._words
        yield "\ufeff" + _line(_named(name, words) for name in (*_COLUMNS, "detail"))
        for entry in self._journal.all_of(looked):
            action = action_in_words(entry.action, words)
            detail = detail_in_words(entry.detail, words)
            there = words.here(entry.at)
            at = there.isoformat() if there else entry.at
            yield _line((at, entry.who, action, entry.document_id or "", detail))


def _named(column: str, words: Words) -> str:
    """Return the name of a column; that of moments says whose time it is."""
    return words.say(f"journal.{column}", zone=words.whose_time)


def action_in_words(action: str, words: Words) -> str:
    """Return what was done in the page's language; an action without words as it is written."""
    return words.table.get(f"did.{action.replace(' ', '_')}", action)


def detail_in_words(detail: Mapping[str, Any], words: Words) -> str:
    """Return how it was done: the fields that changed, the name of a person, how many."""
    return words.say("semicolon").join(
        f"{words.table.get(f'detail.{name}', name)}{words.say('colon')}{_value(value, words)}"
        for name, value in detail.items()
    )


def _value(value: Any, words: Words) -> str:
    if isinstance(value, bool):
        return words.say("yes" if value else "no")
    if isinstance(value, int):
        return words.number(value)
    if isinstance(value, list):
        return words.say("comma").join(_value(one, words) for one in value)
    text = str(value)
    if words.here(text):
        return words.moment(text)
    for key in (f"record.{text}", f"review.{text}", f"role.{text}"):
        if key in words.table:
            return words.table[key]
    return text


def _looked(request: Request) -> Looked:
    asked = request.query_params
    return Looked(
        who=asked.get("who", "")[:_LONGEST],
        action=asked.get("action", "")[:_LONGEST],
        document=asked.get("document", "")[:_LONGEST].strip(),
    )


def _query(looked: Looked) -> dict[str, str]:
    values = {"who": looked.who, "action": looked.action, "document": looked.document}
    return {name: value for name, value in values.items() if value}


def _box(name: str, chosen: str, options: list[tuple[str, str]], words: Words) -> str:
    def option(value: str, label: str) -> str:
        selected = " selected" if value == chosen else ""
        return f'<option value="{safe(value)}"{selected}>{safe(label)}</option>'

    if chosen and chosen not in {value for value, _ in options}:
        options = [*options, (chosen, chosen)]
    return (
        f'<label><span>{safe(words.say(f"journal.{name}"))}</span><select name="{name}">'
        f'<option value="">{safe(words.say(f"journal.any.{name}"))}</option>'
        f"{''.join(option(*one) for one in options)}</select></label>"
    )


def _line(cells: Any) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([unarmed(str(cell)) for cell in cells])
    return written.getvalue()


def unarmed(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    if cell[:1] in ("\t", "\r", "\n") or cell.lstrip().startswith(_FORMULA):
        return f"'{cell}"
    return cell
