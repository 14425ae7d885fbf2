"""What a model on loopback is asked and what it replies: the good replies and the bad ones.

    Says                        an answer, in pieces
    Empty Endless               nothing, or no end of it
    Status Malformed Fails      the server is at fault, and says so or does not
    Refused Hangs Stalls Cuts   the connection is

Each holds for answers that are streamed and for those that are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

_KEYS = {"authorization", "api-key", "x-api-key", "cookie"}
_TOKEN = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt; `role` is `system`, `user` or `assistant`."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked; `headers` have small letters and lack what holds a key."""

    messages: tuple[Message, ...]
    model: str = "double"
    stream: bool = False
    temperature: float | None = None
    max_tokens: int | None = None
    include_usage: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


def read_request(body: Mapping[str, Any], headers: Mapping[str, str]) -> Request:
    """Return what `body`, as OpenAI describes it, asks; ValueError where it asks nothing."""
    told = body.get("messages")
    if not isinstance(told, list) or not all(isinstance(message, dict) for message in told):
        raise ValueError("messages must be a list of objects")
    return Request(
        tuple(Message(str(m.get("role")), _text(m.get("content"))) for m in told),
        str(body.get("model", "")),
        bool(body.get("stream")),
        body.get("temperature"),
        body.get("max_completion_tokens") or body.get("max_tokens"),
        bool((body.get("stream_options") or {}).get("include_usage")),
        {name.lower(): value for name, value in headers.items() if name.lower() not in _KEYS},
    )


def _text(content: object) -> str:
    if isinstance(content, list):  # parts, of which some may be pictures
        return "\n".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return str(content or "")


@dataclass(frozen=True, slots=True)
class Says:
    """Say a text whole, or piece by piece with seconds between; a `str` is cut at its words.

    `usage` are the tokens of prompt and answer, None for a server that never tells.
    """

    text: str | tuple[str, ...]
    pause: float = 0.0
    usage: tuple[int, int] | None = None
    finish_reason: str = "stop"

    @property
    def pieces(self) -> tuple[str, ...]:
        """What is sent, chunk by chunk."""
        return tuple(_TOKEN.findall(self.text)) if isinstance(self.text, str) else self.text


@dataclass(frozen=True, slots=True)
class Empty:
    """Answer without a word; without `choices`, not even an empty message."""

    choices: bool = True


@dataclass(frozen=True, slots=True)
class Endless:
    """Say the same for ever, with seconds between."""

    text: str
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Status:
    """Answer with a status and an error; `body` is the page, by default OpenAI's object."""

    code: int
    body: str = ""
    retry_after: str | None = None


@dataclass(frozen=True, slots=True)
class Malformed:
    """Answer 200 with JSON that is broken after some pieces, or with the page of a proxy."""

    how: Literal["json", "page"] = "json"
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fails:
    """Say some and then, in the stream itself, that the server failed."""

    pieces: tuple[str, ...] = ()
    message: str = "CUDA out of memory"


@dataclass(frozen=True, slots=True)
class Refused:
    """Close the connection before any byte."""


@dataclass(frozen=True, slots=True)
class Hangs:
    """Say nothing until the server stops or the client leaves, not even headers if so asked."""

    headers: bool = True


@dataclass(frozen=True, slots=True)
class Stalls:
    """Say some and then nothing; with `beats`, comments that often, as proxies send them.

    They keep a time-out between two bytes from ever ending the wait.
    """

    pieces: tuple[str, ...]
    beats: float = 0.0


@dataclass(frozen=True, slots=True)
class Cuts:
    """Say some and close, without a reason to finish and without the end of the stream.

    `chunk`: in the middle of a chunk of HTTP; `line`: in the middle of a line of a body whose end
    is the connection's; `neat`: between two events, the body ending as HTTP asks.
    """

    pieces: tuple[str, ...]
    how: Literal["chunk", "line", "neat"] = "chunk"


Reply: TypeAlias = (
    Says | Empty | Endless | Status | Malformed | Fails | Refused | Hangs | Stalls | Cuts
)
Play: TypeAlias = Callable[[Request], Reply]
