"""Files, folders and links: what is read, within which limits, and where no link may lead."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpcore
import pytest

from assistant.documents.fetch import pasted, read_source, walk
from assistant.documents.guard import is_public
from assistant.errors import EmptySource, LinkFailed, LinkRefused, SourceError, TooLarge
from assistant.settings import Settings

PUBLIC = "93.184.215.14"
SMALL = replace(Settings(), max_source_mb=1, fetch_seconds=2.0)
PAGE = b"<html><body><p>Le fondeur de Settat livre ses moules.</p></body></html>"


def answer(body: bytes = PAGE, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    if not any(line.lower().startswith("content-type") for line in headers):
        lines.append("Content-Type: text/html; charset=utf-8")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Web:
    """A web in memory: each connection gets the next answer; says what was dialled."""

    def __init__(self, *answers: bytes, hosts: dict[str, list[str]] | None = None) -> None:
        self.answers = list(answers)
        self.hosts = hosts or {}
        self.dialled: list[str] = []

    def resolve(self, host: str, port: int) -> list[str]:
        return self.hosts.get(host, [PUBLIC])

    def dial(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.dialled.append(address)
        return httpcore.MockStream([self.answers.pop(0)])

    def read(self, link: str) -> tuple[bytes, str, str]:
        raw = read_source(link, SMALL, resolver=self.resolve, dialer=self.dial)
        return raw.data, raw.name, raw.url


def test_reads_a_page_and_says_where_it_was() -> None:
    web = Web(answer())

    assert web.read("http://fonte.example/a/bilan") == (
        PAGE, "bilan.html", "http://fonte.example/a/bilan",
    )  # fmt: skip
    assert web.dialled == [PUBLIC]


def test_follows_redirects_and_unpacks() -> None:
    moved = answer(b"", "302 Found", "Location: /b.html", "Connection: close")
    packed = answer(gzip.compress(PAGE), "200 OK", "Content-Encoding: gzip")

    assert Web(moved, packed).read("http://fonte.example/a") == (
        PAGE, "b.html", "http://fonte.example/b.html",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0",
        "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "::7f00:1", "2001:db8::1", "localhost", "",
    ],
)  # fmt: skip
def test_no_address_inside_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111"])
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://inside.example/", "http://both.example/",
        "http://user:secret@fonte.example/", "http://fonte.example:22/", "ftp://fonte.example/a",
        "file:///etc/passwd",
    ],
)  # fmt: skip
def test_no_link_leads_inside(link: str) -> None:
    web = Web(
        answer(), hosts={"inside.example": ["10.0.0.8"], "both.example": [PUBLIC, "127.0.0.1"]}
    )

    with pytest.raises(LinkRefused):
        web.read(link)
    assert web.dialled == []


def test_no_redirect_leads_inside() -> None:
    web = Web(answer(b"", "301 Moved", "Location: http://169.254.169.254/keys"), answer())

    with pytest.raises(LinkRefused):
        web.read("http://fonte.example/a")
    assert web.dialled == [PUBLIC]


def _endless() -> bytes:
    return answer(b"", "302 Found", "Location: /again", "Connection: close")


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ([answer(b"", "404 Not Found")], LinkFailed),
        ([answer(b"", "503 Unavailable")], LinkFailed),
        ([answer(b"  \n")], EmptySource),
        ([answer(b"\x89PNG", "200 OK", "Content-Type: image/png")], SourceError),
        ([answer(b"x" * (2 << 20))], TooLarge),
        ([answer(gzip.compress(b"x" * (40 << 20)), "200 OK", "Content-Encoding: gzip")], TooLarge),
        ([answer(b"not packed", "200 OK", "Content-Encoding: gzip")], LinkFailed),
        ([answer(PAGE, "200 OK", "Content-Encoding: br")], LinkFailed),
        ([b"SSH-2.0-OpenSSH_9.6\r\n"], LinkFailed),
        ([_endless() for _ in range(9)], LinkFailed),
    ],
    ids=["missing", "down", "empty", "picture", "large", "bomb", "damaged", "br", "ssh", "endless"],
)
def test_says_what_a_link_did_not_give(answers: list[bytes], error: type[SourceError]) -> None:
    with pytest.raises(error):
        Web(*answers).read("http://fonte.example/a")


def test_walks_a_folder_without_the_parts_of_saved_pages(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("b.txt", "a.html", "a_files/x.html", ".hidden.txt", "deep/c.pdf", "photo.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "deep" / "loop").symlink_to(tmp_path)

    with caplog.at_level(logging.WARNING):
        found = [Path(name).relative_to(tmp_path).as_posix() for name in walk([tmp_path])]

    assert sorted(found) == ["a.html", "b.txt", "deep/c.pdf"]
    assert "photo.png" in caplog.text


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _large(path: Path) -> None:
    path.write_bytes(b"x" * (2 << 20))


@pytest.mark.parametrize(
    ("make", "error"), [(Path.mkdir, SourceError), (_empty, EmptySource), (_large, TooLarge)]
)
def test_says_what_is_wrong_with_a_file(
    tmp_path: Path, make: Callable[[Path], None], error: type[SourceError]
) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(SourceError, match=r"a\.txt"):
        read_source(str(path), SMALL)
    make(path)
    with pytest.raises(error):
        read_source(str(path), SMALL)


def test_pasted_text_is_a_source() -> None:
    assert pasted("Le fondeur livre.", "Note du 3 mai").name == "Note du 3 mai.txt"
    with pytest.raises(EmptySource):
        pasted(" \n")
