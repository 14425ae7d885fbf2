"""What a request that changes something must show: a calm pace and small JSON.

That no other site sent it is seen to at the door, see `doors.py`.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from starlette.requests import Request

from assistant.ui.posted import body_of

_LARGEST_BODY: Final = 16 * 1024  # bytes: a remark of 1,000 characters, each as an escape, is 12 kB
AT_MOST: Final = 60  # changes a minute from one address: an office shares one
_MOST_ADDRESSES: Final = 10_000


class Refused(Exception):
    """A request that is not answered, with its status and what to say."""

    def __init__(self, status: HTTPStatus, key: str, **values: object) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.values = values


class Pace:
    """Counts what each address changes in a minute; nothing of it is kept beyond."""

    def __init__(self, most: int = AT_MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Note one more request of an address; return whether it is not one too many."""
        now = self._clock()
        times = self._seen.setdefault(address, deque())
        self._seen.move_to_end(address)
        while len(self._seen) > _MOST_ADDRESSES:
            self._seen.popitem(last=False)
        while times and times[0] <= now - 60:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        return True


async def small_json(request: Request) -> Mapping[str, Any]:
    """Return the JSON object that a request brings. Raises Refused for anything else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "error.feedback")
    body = await body_of(request, _LARGEST_BODY)
    if body is None:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "error.feedback")
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "error.feedback")
    return given
