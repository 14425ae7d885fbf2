"""Correcting what is said of a document; its text is not touched, what was said is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from assistant.corpus_file import clean, one_line
from assistant.errors import AssistantError, CorpusError
from assistant.language.published_dates import parse_published
from assistant.schema import LANGUAGES, Document, Kind

if TYPE_CHECKING:
    from assistant.service.service import Service

EDITABLE = ("published", "title", "publisher", "author", "url", "language", "kind")


def edit(service: Service, document_id: str, changes: Mapping[str, str]) -> Document:
    """Change fields of a document, in its file and in the index; the file as it was is kept.

    Raises DocumentNotFound, CorpusError for a field or value that cannot be.
    """
    before = service.show(document_id)
    after = replace(before, **checked(changes))
    if after == before:
        return before
    raw = service.library.raw(before.path)
    service.state.keep_version(document_id, raw.decode("utf-8", "replace"), service.who)
    after = service.library.write(after)
    try:
        service.index.update([after])
    except AssistantError:
        service.library.put(before.path, raw)
        raise
    service.state.record(service.who, "edit", document_id, fields=sorted(changes))
    return after


def checked(changes: Mapping[str, str]) -> dict[str, Any]:
    """Return the changes as a document's fields. Raises CorpusError, in a sentence."""
    fields: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in EDITABLE:
            raise CorpusError(f"{name!r} cannot be edited; {', '.join(EDITABLE)} can.")
        fields[name] = one_line(clean(value))
    if fields.get("language", "fr") not in LANGUAGES:
        raise CorpusError(f"{fields['language']!r} is no language we read: fr, ar or en.")
    if fields.get("kind", "article") not in get_args(Kind):
        raise CorpusError(f"{fields['kind']!r} is no kind: {', '.join(get_args(Kind))}.")
    if fields.get("url") and not fields["url"].lower().startswith(("http://", "https://")):
        raise CorpusError(f"{fields['url']!r} is no web address; it begins with https://.")
    if "published" in fields:
        fields["published"] = staff_date(fields["published"])
        fields["published_from"] = "staff" if fields["published"] else ""
    return fields


def staff_date(value: str) -> str:
    """Return a date that staff give, as ISO day, month or year; empty stays empty.

    Raises CorpusError for what is no date, or is still to come.
    """
    read = limit_date(value)
    if read and not parse_published(value):
        raise CorpusError(f"{value!r} is still to come; write the day it was published.")
    return read


def limit_date(value: str) -> str:
    """Return a date that limits a search, as ISO day, month or year; it may be still to come.

    Raises CorpusError for what is no date.
    """
    if not value.strip():
        return ""
    if read := parse_published(value, today=date.max):
        return read
    raise CorpusError(f"{value!r} is no date; write 2019-02-01, 2019-02 or 2019.")
