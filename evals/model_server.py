"""A server on loopback that speaks as OpenAI's does and says what a script makes it say.

    with serving(lambda request: Says("It is so. [1]")) as server:
        init_chat_model("openai:double", base_url=server.url, api_key="none")

It stops at once, whatever still hangs, and writes nothing anywhere.
"""

from __future__ import annotations

import json
import select
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from evals.completions import MADE, completion, error_event, event, pieces, usage, usage_event
from evals.replies import (
    Cuts,
    Empty,
    Endless,
    Fails,
    Hangs,
    Malformed,
    Play,
    Refused,
    Reply,
    Request,
    Says,
    Stalls,
    Status,
    read_request,
)

_PAGE = "<!doctype html><html><head><title>502</title></head><body>Bad gateway</body></html>"
_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    404: "not_found_error",
    429: "rate_limit_error",
}
_NOTHING: Mapping[str, str] = {}
_LOOK = 0.02  # seconds between two looks at whether the client is still there


class ModelServer(ThreadingHTTPServer):
    """The server; `requests` is what it was asked, `left` what clients did not wait for."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, play: Play) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.play = play
        self.requests: list[Request] = []
        self.left: list[Request] = []
        self.broken: list[BaseException] = []
        self.released = Event()

    @property
    def url(self) -> str:
        """Return the base URL that a client is given."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep what a script raised, for `serving` to raise again; print nothing."""
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.broken.append(error)


@contextmanager
def serving(play: Play) -> Iterator[ModelServer]:
    """Serve what `play` says until the block ends; then raise what it raised."""
    server = ModelServer(play)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
    if server.broken:
        raise server.broken[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 10  # seconds for a request to come
    server: ModelServer

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        """List the one model there is."""
        if self.path != "/v1/models":
            return self._status(Status(404))
        model = {"id": "double", "object": "model", "created": MADE, "owned_by": "nobody"}
        self._whole(200, json.dumps({"object": "list", "data": [model]}))

    def do_POST(self) -> None:
        """Answer as the script says."""
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path != "/v1/chat/completions":
            return self._status(Status(404))
        try:
            asked = read_request(json.loads(raw), dict(self.headers.items()))
        except (ValueError, AttributeError) as error:
            return self._status(Status(400, json.dumps({"error": {"message": str(error)}})))
        self.server.requests.append(asked)
        try:
            self._reply(asked, self.server.play(asked))
        except ConnectionError:
            if not self.server.released.is_set():
                self.server.left.append(asked)

    def _reply(self, asked: Request, reply: Reply) -> None:
        match reply:
            case Status():
                self._status(reply)
            case Malformed(how="page"):
                self._whole(200, _PAGE, "text/html")
            case Refused():
                self.close_connection = True
            case Hangs(headers=headers):
                if headers:
                    self._begin("text/event-stream" if asked.stream else "application/json")
                self._wait_for_nothing()
            case _ if asked.stream:
                self._streamed(asked, reply)
            case _:
                self._at_once(asked, reply)

    # --- in a stream ---------------------------------------------------------------------------

    def _streamed(self, asked: Request, reply: Reply) -> None:
        unframed = isinstance(reply, Cuts) and reply.how == "line"
        self._begin("text/event-stream", chunked=not unframed)
        if not (isinstance(reply, Empty) and not reply.choices):
            self._send(event(asked, {"role": "assistant", "content": ""}))
        for piece in pieces(reply):
            self._send(event(asked, {"content": piece}))
            self._pause(reply)
        match reply:
            case Says() | Empty():
                self._finish(asked, reply)
            case Stalls(beats=beats):
                self._wait_for_nothing(beats)
            case Malformed():
                self._send(b'data: {"id": "chatcmpl-1", "choices": [{"index": 0, "del\n\n')
                self._send(b"")
            case Fails(message=message):
                self._send(error_event(message))
                self._send(b"")
            case Cuts(how=how):
                self._cut(how, event(asked, {"content": "never read"}))

    def _finish(self, asked: Request, reply: Says | Empty) -> None:
        if not (isinstance(reply, Empty) and not reply.choices):
            self._send(event(asked, {}, reply))
        if asked.include_usage and usage(reply):
            self._send(usage_event(asked, reply))
        self._send(b"data: [DONE]\n\n")
        self._send(b"")

    def _cut(self, how: str, chunk: bytes) -> None:
        half = chunk[: len(chunk) // 2]
        if how == "neat":
            self._send(b"")
        elif how == "line":
            self.wfile.write(half)
        else:
            self.wfile.write(b"%x\r\n%s" % (len(chunk), half))

    def _send(self, chunk: bytes) -> None:
        """Send a chunk; an empty one ends the body."""
        self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk) if self.chunked else chunk)

    # --- at once -------------------------------------------------------------------------------

    def _at_once(self, asked: Request, reply: Reply) -> None:
        if isinstance(reply, Endless):
            return self._endless(asked, reply)
        if isinstance(reply, Fails):
            return self._status(Status(500, json.dumps({"error": {"message": reply.message}})))
        for _ in pieces(reply):
            self._pause(reply)
        body = json.dumps(completion(asked, reply)).encode()
        half = body[: len(body) // 2]
        if isinstance(reply, Stalls | Cuts | Malformed):
            told = len(half) if isinstance(reply, Malformed) or _is_neat(reply) else len(body)
            unframed = isinstance(reply, Cuts) and reply.how == "line"
            self._begin("application/json", length=None if unframed else told)
            self.wfile.write(half)
            if isinstance(reply, Stalls):
                self._wait_for_nothing()
        else:
            self._whole(200, body.decode())

    def _endless(self, asked: Request, reply: Endless) -> None:
        self._begin("application/json", chunked=True)
        before, _ = json.dumps(completion(asked, Says("|"))).split("|")
        self._send(before.encode())
        for piece in pieces(reply):
            self._send(json.dumps(piece)[1:-1].encode())
            self._pause(reply)

    # --- of HTTP -------------------------------------------------------------------------------

    def _begin(self, kind: str, *, chunked: bool = False, length: int | None = None) -> None:
        self.chunked = chunked
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _status(self, reply: Status) -> None:
        error = {"message": f"status {reply.code}", "type": _TYPES.get(reply.code, "server_error")}
        body = reply.body or json.dumps({"error": error | {"param": None, "code": None}})
        kind = "application/json" if body.startswith("{") else "text/html"
        more = {} if reply.retry_after is None else {"Retry-After": reply.retry_after}
        self._whole(reply.code, body, kind, more)

    def _whole(
        self,
        code: int,
        body: str,
        kind: str = "application/json",
        more: Mapping[str, str] = _NOTHING,
    ) -> None:
        raw = body.encode()
        self.send_response(code)
        told = {"Content-Type": kind, "Content-Length": str(len(raw)), "Connection": "close"}
        for name, value in {**told, **more}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def _pause(self, reply: Reply) -> None:
        seconds = reply.pause if isinstance(reply, Says | Endless) else 0.0
        if self.server.released.wait(seconds) if seconds else self.server.released.is_set():
            raise ConnectionAbortedError("the server stops")

    def _wait_for_nothing(self, beats: float = 0.0) -> None:
        """Wait until the server stops or the client leaves, sending a comment at each beat."""
        while not self.server.released.wait(beats or _LOOK):
            if beats:
                self._send(b": still here\n\n")
            elif _has_left(self.connection):
                raise ConnectionResetError("the client left")
        self.close_connection = True


def _has_left(connection: socket.socket) -> bool:
    ready, _, _ = select.select([connection], [], [], 0)
    return bool(ready) and not connection.recv(1, socket.MSG_PEEK)


def _is_neat(reply: Reply) -> bool:
    return isinstance(reply, Cuts) and reply.how == "neat"
