"""In whose name something is done, where one process works for many people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
_NAME: ContextVar[str] = ContextVar("acting", default="")


def acting() -> str:
    """Return the name of the person for whom this is done; "" where nobody has signed in."""
    return _NAME.get()


@contextmanager
def acting_as(name: str) -> Iterator[None]:
    """Do what the block does in the name of somebody, or of nobody ("")."""
    token = _NAME.set(name)
    try:
        yield
    finally:
        _NAME.reset(token)
