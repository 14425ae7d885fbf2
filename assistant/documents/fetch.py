"""Where documents come from: files and links, read within limits and never from inside."""

from __future__ import annotations

import re
import ssl
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpcore
import httpx

from assistant.documents.files import (
    ENDINGS,
    ending_of,
    is_link,
    pasted,
    read_file,
    unknown_format,
    walk,
)
from assistant.documents.guard import (
    Deadline,
    Dialer,
    GuardedBackend,
    Resolver,
    dial,
    resolve,
)
from assistant.errors import EmptySource, LinkFailed, LinkRefused, TooLarge
from assistant.schema import RawSource
from assistant.settings import Settings

__all__ = ["pasted", "read_source", "walk"]

MAX_REDIRECTS = 5
_AGENT = "Mozilla/5.0 (compatible; sector-assistant/0.1; a member of staff asked for this page)"
_HEADERS = {
    "User-Agent": _AGENT,
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.5",
    "Accept-Language": "fr, ar;q=0.8, en;q=0.7",
    "Accept-Encoding": "gzip, deflate",  # what `_unpacked` opens with a limit
}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {  # media type -> the ending a name without one gets
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt",
    "text/markdown": "md", "text/x-markdown": "md", "application/pdf": "pdf",
    "application/x-pdf": "pdf", _DOCX: "docx", "multipart/related": "mhtml",
    "message/rfc822": "mhtml", "application/x-mimearchive": "mhtml",
}  # fmt: skip
_UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/zip"})
_SAVE_IT = "save the page from the browser and add the file."
_REASONS = {
    401: "the site wants a password for this page",
    402: "the site wants payment for this page",
    403: "the site refuses to give this page to programs",
    404: "there is no page at this address",
    410: "the page has been taken down",
    429: "the site has been asked too often",
    451: "the page is blocked for legal reasons",
}


def read_source(
    source: str, settings: Settings, *, resolver: Resolver = resolve, dialer: Dialer = dial
) -> RawSource:
    """Return the bytes of a file, or of the page a link leads to, within the limit of size.

    `resolver` turns a host into its addresses and `dialer` opens a connection to one of them;
    every address is checked between the two, whoever provides them.
    Raises a SourceError that names the source: missing, not permitted, empty, too large, of a
    type we do not read; LinkRefused or LinkFailed for a link that gives no page.
    """
    limit = settings.max_source_mb * 1024 * 1024
    if not is_link(source):
        return read_file(source, limit)
    deadline = Deadline(settings.fetch_seconds)
    transport = _Transport(GuardedBackend(source, deadline, resolver, dialer))
    try:
        with httpx.Client(
            transport=transport,
            headers=_HEADERS,
            timeout=settings.fetch_seconds,
            trust_env=False,  # no proxy: it would resolve the name itself, unchecked
        ) as client:
            return _follow(source, client, limit, deadline)
    except httpcore.TimeoutException as error:
        raise LinkFailed(
            source,
            f"the site did not send the whole page within {settings.fetch_seconds:.0f} seconds; "
            f"try again later, or {_SAVE_IT}",
        ) from error
    except (httpcore.ConnectError, httpcore.NetworkError) as error:
        raise LinkFailed(source, _why_no_connection(error)) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.HTTPError) as error:
        raise LinkFailed(
            source, f"the site does not answer as a web server does; {_SAVE_IT}"
        ) from error


def _follow(source: str, client: httpx.Client, limit: int, deadline: Deadline) -> RawSource:
    """Ask for the page, and for the pages it redirects to, each address checked anew."""
    try:
        request = client.build_request("GET", source)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise LinkRefused(source, "this is not a valid web address; check it.") from error
    for _ in range(MAX_REDIRECTS + 1):
        _check_address(source, request.url)
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            if response.is_redirect and response.next_request is not None:
                request = response.next_request
                continue
            _check_status(source, response.status_code)
            return _page(source, response, limit, deadline)
        except httpx.InvalidURL as error:
            raise LinkFailed(
                source, f"the site redirects to an address that is not valid; {_SAVE_IT}"
            ) from error
        finally:
            response.close()
    raise LinkFailed(
        source,
        f"the site redirects from page to page without end; open it in a browser and {_SAVE_IT}",
    )


def _check_address(source: str, url: httpx.URL) -> None:
    if url.scheme not in ("http", "https"):
        raise LinkRefused(source, f"only http and https links are followed, not {url.scheme}.")
    if url.userinfo:
        raise LinkRefused(source, "a link may not carry a name and password; take them out.")
    if not url.host:
        raise LinkRefused(source, "the link names no host; check it.")
    # httpx leaves out the port where it is the scheme's own.
    if url.port not in (None, 80, 443):
        raise LinkRefused(source, f"only the web's own ports are asked, not {url.port}; {_SAVE_IT}")


def _check_status(source: str, status: int) -> None:
    if status == 200 or status == 203:
        return
    reason = _REASONS.get(status)
    if reason is None:
        reason = "the site has an error of its own" if status >= 500 else "the site gave no page"
    remedy = "check the address." if status in (404, 410) else f"try again later, or {_SAVE_IT}"
    raise LinkFailed(source, f"{reason} (answer {status}); {remedy}")


def _page(source: str, response: httpx.Response, limit: int, deadline: Deadline) -> RawSource:
    media_type = response.headers.get("content-type", "")
    name = _name(response, media_type)
    kind = media_type.split(";")[0].strip().lower()
    if kind not in _TYPES and not (kind in _UNTOLD and ending_of(PurePosixPath(name)) in ENDINGS):
        raise unknown_format(source, ending_of(PurePosixPath(name)))
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(source, limit)
    data = bytearray()
    for piece in _unpacked(source, response):
        data += piece
        deadline.left()
        if len(data) > limit:
            raise _too_large(source, limit)
    if not bytes(data).strip():
        raise EmptySource(source, f"the site answered with an empty page; {_SAVE_IT}")
    return RawSource(source, name, bytes(data), str(response.url), media_type)


def _unpacked(source: str, response: httpx.Response) -> Iterator[bytes]:
    """Yield the body unpacked, 64 KB at a time: a small answer may unpack to gigabytes."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in ("identity", ""):
        yield from response.iter_raw()
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise LinkFailed(source, f"the site packs the page in a way we did not ask for; {_SAVE_IT}")
    unpack = None
    for piece in response.iter_raw():
        if unpack is None:
            # "deflate" comes with the zlib header (as the standard says) or without it.
            bare = packing == "deflate" and piece[:1] and piece[0] & 0x0F != 8
            unpack = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
        while piece:
            try:
                yield unpack.decompress(piece, 65536)
            except zlib.error as error:
                raise LinkFailed(
                    source, f"the page arrived damaged; try again later, or {_SAVE_IT}"
                ) from error
            piece = unpack.unconsumed_tail


def _name(response: httpx.Response, media_type: str) -> str:
    """Return a file name for the page, with the ending of its type when it has none."""
    disposition = response.headers.get("content-disposition", "")
    given = re.search(r"filename\*?=(?:UTF-8'')?\"?([^\";]+)", disposition, re.IGNORECASE)
    path = given[1] if given else response.url.path
    name = PurePosixPath(unquote(path).replace("\\", "/")).name or response.url.host
    name = "".join(c for c in name if c.isprintable())[:120]
    ending = _TYPES.get(media_type.split(";")[0].strip().lower())
    if ending and ending_of(PurePosixPath(name)) not in ENDINGS:
        name += f".{ending}"
    return name


def _too_large(source: str, limit: int) -> TooLarge:
    return TooLarge(
        source,
        f"the page has more than {limit / 1048576:.0f} MB, which is the limit; "
        "raise ASSISTANT_MAX_SOURCE_MB if it must come in.",
    )


def _why_no_connection(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return f"the site's certificate or encryption is not in order; {_SAVE_IT}"
        cause = cause.__cause__ or cause.__context__
    return f"the site cannot be reached; try again later, or {_SAVE_IT}"


class _Transport(httpx.BaseTransport):
    """httpx over our own connections; httpx has no public way to hand it a network backend."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request to the address its URL names."""
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
