"""Correcting a document: what is said of it and its text; what was there is kept as a version."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from assistant.corpus_file import clean, digest, one_line, parse
from assistant.errors import (
    AssistantError,
    CorpusError,
    DocumentNotFound,
    EditConflict,
    EditRefused,
)
from assistant.language.published_dates import parse_published
from assistant.schema import LANGUAGES, Document, Kind
from assistant.state import Version

if TYPE_CHECKING:
    from assistant.service.service import Service

EDITABLE = ("published", "title", "publisher", "author", "url", "language", "kind")  # on a line
WHOLE = ("topics", "body")  # on several
_RECORD = 64 * 1024  # bytes left for what is said of a document, in a file of the largest size


def edit(
    service: Service, document_id: str, changes: Mapping[str, str], *, stamp: str = ""
) -> Document:
    """Change fields of a document, in its file and in the index; the file as it was is kept.

    `topics` are given one a line. `stamp` is that of the document the changes were made to, ""
    where it does not matter. Raises DocumentNotFound, EditRefused for fields or values that cannot
    be, EditConflict where somebody else has changed the document since.
    """
    before = service.show(document_id)
    _expect(before, stamp)
    _fits(service, changes)
    after = _marked(service, before, replace(before, **checked(changes)))
    return _put(service, before, after, fields=sorted(changes))


def restore_version(
    service: Service, document_id: str, version_id: int, *, stamp: str = ""
) -> Document:
    """Make a document again what a kept version says: an edit like others, which can be undone.

    Raises DocumentNotFound, also for a version there is not, and EditConflict like `edit`.
    """
    before = service.show(document_id)
    _expect(before, stamp)
    kept = as_document(version_of(service, document_id, version_id), before.path)
    after = replace(kept, id=before.id, added=before.added, added_by=before.added_by)
    return _put(service, before, after, version=version_id)


def version_of(service: Service, document_id: str, version_id: int) -> Version:
    """Return a kept version of a document. Raises DocumentNotFound."""
    for version in service.state.versions(document_id):
        if version.id == version_id:
            return version
    raise DocumentNotFound(f"No version {version_id} of {document_id!r} is kept.")


def as_document(version: Version, path: str) -> Document:
    """Return the document that a version was; its file stands at `path`."""
    return parse(clean(version.content.removeprefix("\ufeff")), path)


def stamp_of(document: Document) -> str:
    """Return what changes when anything in the document does."""
    return digest(document)[:32]


def base_of(service: Service, document: Document, stamp: str) -> Document | None:
    """Return the document as it was when it had that stamp; None where that is not kept."""
    for version in service.state.versions(document.id):
        try:
            kept = as_document(version, document.path)
        except CorpusError:
            continue
        if stamp_of(kept) == stamp:
            return kept
    return None


def _expect(before: Document, stamp: str) -> None:
    if stamp and stamp != stamp_of(before):
        raise EditConflict(
            f"{before.id}: somebody else has changed it meanwhile; look at it again first."
        )


def _fits(service: Service, changes: Mapping[str, str]) -> None:
    """Raise EditRefused for a text that would be too long to be read again."""
    most = service.settings.max_source_mb * 2**20 - _RECORD
    if len(changes.get("body", "").encode("utf-8", "replace")) > most:
        limit = service.settings.max_source_mb
        raise EditRefused(
            f"The text is over the limit of {limit} MB; split it, or "
            "raise ASSISTANT_MAX_SOURCE_MB.",
            ("body",),
        )


def _marked(service: Service, before: Document, after: Document) -> Document:
    """Return `after` without its mark of a near copy where its new text no longer is one."""
    first = after.near_duplicate_of
    if not first or after.body == before.body:
        return after
    from assistant.documents.duplicates import Signatures  # numpy: not for corrections of a title

    known = Signatures()
    with suppress(DocumentNotFound):
        known.add(first, service.show(first).body)
    return after if known.near(after.body) else replace(after, near_duplicate_of="")


def _put(service: Service, before: Document, after: Document, **how: Any) -> Document:
    if after == before:
        return before
    raw = service.library.raw(before.path)
    service.state.keep_version(before.id, raw.decode("utf-8", "replace"), service.who)
    after = service.library.write(after)
    try:
        service.index.update([after])
    except AssistantError:
        service.library.put(before.path, raw)
        raise
    service.state.record(service.who, "edit", before.id, **how)
    return after


# --- what can be written ---------------------------------------------------------------------


def checked(changes: Mapping[str, str]) -> dict[str, Any]:
    """Return the changes as a document's fields. Raises EditRefused, which names all at fault."""
    fields: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, value in changes.items():
        if name not in (*EDITABLE, *WHOLE):
            known = ", ".join((*EDITABLE, *WHOLE))
            raise EditRefused(f"{name!r} cannot be edited; {known} can.")
        try:
            fields[name] = _READERS.get(name, _line)(value)
        except CorpusError as error:
            wrong[name] = str(error)
    if wrong:
        raise EditRefused(" ".join(wrong.values()), tuple(wrong))
    if "published" in fields:
        fields["published_from"] = "staff" if fields["published"] else ""
    return fields


def _line(value: str) -> str:
    return one_line(clean(value))


def _language(value: str) -> str:
    if _line(value) not in LANGUAGES:
        raise CorpusError(f"{value!r} is no language we read: fr, ar or en.")
    return _line(value)


def _kind(value: str) -> str:
    if _line(value) not in get_args(Kind):
        raise CorpusError(f"{value!r} is no kind: {', '.join(get_args(Kind))}.")
    return _line(value)


def _url(value: str) -> str:
    if _line(value) and not _line(value).lower().startswith(("http://", "https://")):
        raise CorpusError(f"{value!r} is no web address; it begins with https://.")
    return _line(value)


def _topics(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_line, clean(value).split("\n")))))


def _body(value: str) -> str:
    """Return a text as corpus files hold it, with one line end at its end."""
    kept = "".join(c for c in clean(value) if c in "\n\t" or unicodedata.category(c) != "Cc")
    if not kept.strip():
        raise CorpusError("There is no text; to take a document out, `remove` it.")
    return kept.rstrip() + "\n"


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


_READERS: Mapping[str, Callable[[str], Any]] = {
    "published": lambda value: staff_date(_line(value)),
    "language": _language,
    "kind": _kind,
    "url": _url,
    "topics": _topics,
    "body": _body,
}
