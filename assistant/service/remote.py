"""Operations on the index from another process than the one that owns it.

    POST /internal/command   {"operation", "arguments"}, Authorization: Bearer <token>
    answer                   JSON lines: {"progress": [stage, done, total]} as it goes, empty lines
                             while nothing happens, last {"result": …} or {"error", "message"}

Address and token stand in the lock file, readable by its owner only. Requests from elsewhere than
this machine, through a proxy, or from a web page are refused before anything of them is read.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import logging
import queue
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from assistant import errors
from assistant.errors import AssistantError, IndexBusy
from assistant.index.lock import read_owner
from assistant.schema import Progress
from assistant.service.operations import OPERATIONS, Arguments
from assistant.service.service import Service

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

logger = logging.getLogger(__name__)

PATH = "/internal/command"
PATIENCE = 30.0  # seconds to wait for another command to let go of the index
_HEARTBEAT = 5.0  # seconds between two empty lines
_SILENCE = 60.0  # seconds without a line after which the app is taken for stuck
_FROM_A_PAGE = ("origin", "referer", "sec-fetch-site", "forwarded", "x-forwarded-for")


class Caller(Protocol):
    """Whoever can run the operations: this process, or the running app."""

    def call(self, operation: str, arguments: Arguments, progress: Progress | None = None) -> Any:
        """Run an operation and return its JSON. Raises what the operation raises."""
        ...


@dataclass(frozen=True, slots=True)
class Here:
    """The operations in this process."""

    service: Service

    def call(self, operation: str, arguments: Arguments, progress: Progress | None = None) -> Any:
        """Run an operation on this process's own index."""
        return OPERATIONS[operation](self.service, arguments, progress)


@dataclass(frozen=True, slots=True)
class There:
    """The operations in the running app at `address`."""

    address: str
    token: str

    def call(self, operation: str, arguments: Arguments, progress: Progress | None = None) -> Any:
        """Send an operation to the app and wait for its result."""
        import httpx

        body = json.dumps({"operation": operation, "arguments": arguments})
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
        }
        timeout = httpx.Timeout(_SILENCE, connect=5.0)
        try:
            with (
                httpx.Client(timeout=timeout, trust_env=False) as client,
                client.stream("POST", self.address + PATH, content=body, headers=headers) as answer,
            ):
                if answer.status_code != 200:
                    raise IndexBusy(
                        f"The app at {self.address} refuses this command (answer "
                        f"{answer.status_code}); stop it, then try again."
                    )
                for line in answer.iter_lines():
                    event = json.loads(line) if line.strip() else {}
                    if "progress" in event and progress is not None:
                        progress(*event["progress"])
                    elif "result" in event:
                        return event["result"]
                    elif "error" in event:
                        raise _raised(event)
        except (httpx.HTTPError, ValueError) as error:
            raise IndexBusy(
                f"The app at {self.address} stopped answering ({error}); see whether it runs, "
                "then try again."
            ) from error
        raise IndexBusy(f"The app at {self.address} was stopped meanwhile; try again.")


def running_app(service: Service) -> There | None:
    """Return the app that owns the index, None where none runs."""
    owner = read_owner(service.settings.data / "index")
    return There(owner.address, owner.token) if owner is not None and owner.address else None


def connect(
    service: Service, progress: Progress | None = None, patience: float = PATIENCE
) -> Caller:
    """Return the running app where there is one, else this process with its index opened.

    Waits `patience` seconds for another command to finish. Raises IndexBusy after that.
    """
    deadline = time.monotonic() + patience
    while True:
        if app := running_app(service):
            return app
        try:
            service.open(progress)
        except IndexBusy:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return Here(service)


def internal_routes(service: Service, token: str) -> list[Route]:
    """Return the routes on which the app takes commands; for whoever builds the app."""
    from starlette.responses import Response, StreamingResponse
    from starlette.routing import Route

    async def command(request: Request) -> Response:
        if not _admitted(request, token):
            return Response(status_code=403)
        try:
            body = await request.json()
            operation, arguments = OPERATIONS[body["operation"]].__name__, dict(body["arguments"])
        except (ValueError, KeyError, TypeError):
            return Response(status_code=400)
        events = _events(Here(service), operation, arguments)
        return StreamingResponse(events, media_type="application/x-ndjson")

    return [Route(PATH, command, methods=["POST"], include_in_schema=False)]


@contextmanager
def open_door(service: Service) -> Iterator[str]:
    """Take commands from this machine as long as the context lasts; yield the address.

    The door is a port of its own on the loopback interface: whatever host the app is served on,
    its public port leads to none of this.
    """
    import uvicorn
    from starlette.applications import Starlette

    token = secrets.token_urlsafe(32)
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    door = Starlette(routes=list(internal_routes(service, token)))
    config = uvicorn.Config(door, log_level="warning", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listening]}, name="door", daemon=True
    )
    thread.start()
    service.publish(address, token)
    try:
        yield address
    finally:
        service.publish("", "")
        server.should_exit = True
        thread.join(timeout=5)


def _admitted(request: Request, token: str) -> bool:
    """Return whether a request comes from this machine, from no page, and knows the token."""
    if any(name in request.headers for name in _FROM_A_PAGE):
        return False
    try:
        near = request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        near = False
    given = request.headers.get("authorization", "").encode()
    return hmac.compare_digest(given, f"Bearer {token}".encode()) and near and bool(token)


def _events(here: Here, operation: str, arguments: Arguments) -> Iterator[str]:
    """Run an operation in a thread of its own and yield its lines; it ends even if nobody reads."""
    lines: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()

    def progress(stage: str, done: int, total: int) -> None:
        lines.put({"progress": [stage, done, total]})

    def work() -> None:
        try:
            lines.put({"result": here.call(operation, arguments, progress)})
        except AssistantError as error:
            lines.put(_told(error))
        except Exception as error:
            logger.exception("the command %s failed", operation)
            lines.put({"error": "AssistantError", "message": f"{operation} failed: {error!r}."})

    threading.Thread(target=work, name=f"command-{operation}", daemon=True).start()
    while True:
        try:
            event = lines.get(timeout=_HEARTBEAT)
        except queue.Empty:
            yield "\n"
            continue
        yield json.dumps(event) + "\n"
        if "progress" not in event:
            return


def _told(error: AssistantError) -> dict[str, Any]:
    return {"error": type(error).__name__, "message": str(error)}


def _raised(event: dict[str, Any]) -> AssistantError:
    """Return the error that the app told of, of its own type where that takes one sentence."""
    kind = getattr(errors, str(event["error"]), AssistantError)
    message = str(event.get("message", ""))
    if not (isinstance(kind, type) and issubclass(kind, AssistantError)):
        kind = AssistantError
    if issubclass(kind, errors.SourceError):
        source, _, rest = message.partition(": ")
        return kind(source, rest)
    return kind(message)
