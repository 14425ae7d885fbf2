"""What a request of ours brings: a body of a bounded size, the fields of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.requests import Request

_MOST_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of a form, each with its values in order."""

    fields: Mapping[str, list[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """Return the value of a field, "" where it is missing."""
        return self.every(name)[0] if self.every(name) else ""

    def every(self, name: str) -> list[str]:
        """Return all values of a field: the boxes that were ticked."""
        return self.fields.get(name, [])


async def body_of(request: Request, largest: int) -> bytes | None:
    """Return what a request brings; None as soon as it is over `largest` bytes."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > largest:
            return None
    return bytes(body)


async def posted(request: Request, largest: int) -> Posted | None:
    """Return what a posted form brings; None where it is over `largest` bytes or too many fields.

    It is read as browsers send forms without files.
    """
    body = await body_of(request, largest)
    if body is None:
        return None
    try:
        text = body.decode("utf-8", "replace")
        return Posted(parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return None
