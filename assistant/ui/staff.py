"""The staff desk: what its steps have in common, and the guard that each of them passes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.people import Person
from assistant.service.acting import acting_as
from assistant.service.service import Service
from assistant.ui.access import Access, manages
from assistant.ui.safety import safe
from assistant.ui.trays import Trays
from assistant.ui.words import Words

log = logging.getLogger(__name__)

Updates = dict[Any, Any]
Step = Callable[..., Iterator[Updates]]


@dataclass(slots=True)
class Desk:
    """The components of the desk, by name."""

    words: Words
    service: Service
    access: Access
    trays: Trays
    parts: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.parts[name]


def guarded(it: Desk) -> Callable[[Step], Callable[..., Iterator[Updates]]]:
    """Return a decorator: a step runs for staff only, and its errors become a sentence.

    Who asks is looked up anew before every part of a step; what it does is done in their name, on
    their own tray.
    """

    def guard(step: Step) -> Callable[..., Iterator[Updates]]:
        def run(request: gr.Request, *values: Any) -> Iterator[Updates]:
            parts: Iterator[Updates] | None = None
            while (person := _asking(it, request)) and manages(person):
                parts = parts or step(it, it.trays.of(person.name), *values)
                updates = _next(it, person, parts)
                if updates is None:
                    return
                yield updates
            key = "signin.notstaff" if person else "session.ended"
            yield {it["said"]: alert(it.words.say(key))}

        run.__name__ = step.__name__
        return run

    return guard


def _asking(it: Desk, request: gr.Request) -> Person | None:
    return it.access.person(request.request) if request.request is not None else None


def _next(it: Desk, person: Person, parts: Iterator[Updates]) -> Updates | None:
    """Return the next updates of a step, made in somebody's name; None when it is over."""
    try:
        with acting_as(person.name):
            return next(parts, None)
    except AssistantError as error:
        log.warning("the staff desk: %s", error)
        return {it["said"]: alert(it.words.error(error))}
    except Exception as error:
        log.exception("the staff desk failed unexpectedly")
        return {it["said"]: alert(it.words.error(error))}


def alert(text: str) -> str:
    """Return a sentence that is read aloud at once."""
    return f'<p class="trouble" role="alert">{safe(text)}</p>'


def status(text: str, more: str = "") -> str:
    """Return a sentence that is read aloud in its turn; `more` is HTML beside it."""
    return f'<div class="status"><p role="status">{safe(text)}</p>{more}</div>'
