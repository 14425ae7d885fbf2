"""Pages saved as one file: the page is found among its parts."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from assistant.documents.mhtml import unpack_mhtml
from assistant.errors import DamagedSource, EmptySource
from assistant.schema import RawSource

ADDRESS = "https://fonte.example/a/bilan"
PAGE = "<html><body><p>Le fondeur a doublé ses moules à l'été.</p></body></html>"


def saved(*parts: tuple[str, str, str], start: str = "", snapshot: str = ADDRESS) -> RawSource:
    """Make a file of parts given as address, subtype and text."""
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = snapshot
    message.make_related()
    for number, (address, subtype, text) in enumerate(parts):
        message.add_related(text, subtype=subtype, cte="quoted-printable", cid=f"<{number}>")
        message.get_payload()[-1]["Content-Location"] = address  # type: ignore[index]
    if start:
        message.set_param("start", start)
    return RawSource("bilan.mhtml", "bilan.mhtml", message.as_bytes())


def test_finds_the_page_at_the_address_of_the_snapshot() -> None:
    raw = saved(
        ("https://ads.example/frame", "html", "<p>Une annonce</p>"),
        (ADDRESS, "html", PAGE),
        ("https://fonte.example/s.css", "css", "p {}"),
    )

    page = unpack_mhtml(raw)

    assert page.data.decode().strip() == PAGE
    assert (page.url, page.media_type) == (ADDRESS, "text/html; charset=utf-8")


def test_finds_the_page_that_the_file_starts_with() -> None:
    raw = saved(("cid:a", "html", "<p>Un cadre</p>"), ("cid:b", "html", PAGE), start="<1>")

    assert "moules" in unpack_mhtml(raw).data.decode()


def test_takes_no_other_address_than_one_of_the_web() -> None:
    assert unpack_mhtml(saved(("file:///c:/a", "html", PAGE), snapshot="file:///c:/a")).url == ""


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (saved(("cid:a", "css", "p {}")), DamagedSource),
        (saved((ADDRESS, "html", " ")), EmptySource),
        (RawSource("b.mhtml", "b.mhtml", b"\x00\x01" * 40), DamagedSource),
    ],
    ids=["no page", "empty", "binary"],
)
def test_says_what_it_cannot_read(raw: RawSource, error: type[Exception]) -> None:
    with pytest.raises(error):
        unpack_mhtml(raw)
