"""Pages saved as one file (MHTML): find the page among its pictures and frames."""

from __future__ import annotations

import logging
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern

from assistant.errors import DamagedSource, EmptySource
from assistant.schema import RawSource

log = logging.getLogger(__name__)

_AGAIN = "save the page again from the browser, or as HTML."


def unpack_mhtml(raw: RawSource) -> RawSource:
    """Return the page of an MHTML file as an HTML source, with the URL it was saved from.

    The page is the part that `start` names, else the one at the address the snapshot was taken
    of, else the first HTML part. Raises DamagedSource when there is none, EmptySource when it is
    empty.
    """
    message = _parse(raw)
    page = _page(message)
    if page is None:
        raise DamagedSource(raw.source, f"there is no page in this MHTML file; {_AGAIN}")
    data = _payload(raw, page)
    if not data.strip():
        raise EmptySource(raw.source, f"the page in this MHTML file is empty; {_AGAIN}")
    charset = page.get_content_charset("")
    return RawSource(
        raw.source,
        raw.name,
        data,
        url=raw.url or _address(message, page),
        media_type=page.get_content_type() + (f"; charset={charset}" if charset else ""),
    )


def _parse(raw: RawSource) -> EmailMessage:
    try:
        message = message_from_bytes(raw.data.lstrip(), policy=modern)
        parts = [part.get_content_type() for part in message.walk()]
    except Exception as error:  # the email parser raises whatever its input breaks
        raise DamagedSource(raw.source, f"this MHTML file is damaged; {_AGAIN}") from error
    if not isinstance(message, EmailMessage) or not message.keys() or not parts:
        raise DamagedSource(raw.source, f"this is not an MHTML file; {_AGAIN}")
    if any(part.defects for part in message.walk()):
        log.warning("%r is not well-formed MHTML; what can be read is taken", raw.source)
    return message


def _page(message: EmailMessage) -> EmailMessage | None:
    parts = [part for part in message.walk() if isinstance(part, EmailMessage)]
    pages = [part for part in parts if part.get_content_type() in _PAGE_TYPES]
    start = _header(message, "content-type", parameter="start").strip("<> ")
    snapshot = _header(message, "snapshot-content-location")
    for part in pages:
        if start and _header(part, "content-id").strip("<> ") == start:
            return part
    for part in pages:
        if snapshot and _header(part, "content-location") == snapshot:
            return part
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    return next(iter(pages or plain), None)


_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def _header(part: EmailMessage, name: str, *, parameter: str = "") -> str:
    """Return a header's value, or one parameter of it; empty when missing or unreadable."""
    try:
        if parameter:
            return str(part.get_param(parameter, "", header=name) or "").strip()
        return "".join(str(part.get(name, "")).split())  # folded addresses come with spaces
    except Exception:  # noqa: BLE001  the email parser reads headers lazily and raises anything
        return ""


def _payload(raw: RawSource, page: EmailMessage) -> bytes:
    try:
        data = page.get_payload(decode=True)
    except Exception as error:  # as above
        raise DamagedSource(raw.source, f"the page in this file is damaged; {_AGAIN}") from error
    return data if isinstance(data, bytes) else b""


def _address(message: EmailMessage, page: EmailMessage) -> str:
    """Return where the page was saved from; only web addresses count."""
    for part, name in (
        (message, "snapshot-content-location"),
        (page, "content-location"),
        (message, "content-location"),
    ):
        value = _header(part, name)
        if value.lower().startswith(("http://", "https://")):
            return value
    return ""
