"""Questions from a file, one JSON object a line; answers in the same order, a line each."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from assistant.errors import AssistantError
from assistant.schema import LANGUAGES

logger = logging.getLogger(__name__)

Call = Callable[..., Any]


class BadLine(AssistantError):
    """A line of a batch that is no question."""


class NoBatch(AssistantError):
    """A batch file that cannot be read."""


def answer_lines(
    call: Call,
    operation: str,
    file: str,
    limits: Mapping[str, Any],
    write: Callable[[Mapping[str, Any]], None],
) -> Iterator[Mapping[str, Any]]:
    """Write and yield the result of each line of `file` ("-": standard input) as it is there.

    `limits` are those of the command, for all; a line's own language, publishers and
    document_languages go before them.
    A line that is no question, or whose question fails in whatever way, gives {"id", "question",
    "error"}; the lines after it are answered.
    """
    with _opened(file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            asked: Mapping[str, Any] = {}
            try:
                asked = _object(line, number)
                values = call(operation, **{**limits, **_arguments(asked, number)})
                values = {**values, "id": asked.get("id")}
            except AssistantError as error:
                logger.error("%s", error)
                values = _failed(asked, str(error))
            except Exception as error:  # one question must not lose the thousand others
                logger.exception("line %d could not be answered", number)
                values = _failed(asked, f"Line {number} could not be answered ({error!r}).")
            write(values)
            yield values


def _failed(asked: Mapping[str, Any], why: str) -> Mapping[str, Any]:
    return {"id": asked.get("id"), "question": asked.get("question"), "error": why}


def _object(line: str, number: int) -> Mapping[str, Any]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine(f"Line {number} is no JSON; write one object a line.") from None
    if not isinstance(values, dict):
        raise BadLine(f'Line {number} is no object; write {{"id": …, "question": …}}.')
    return values


def _arguments(asked: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    text, history, language = asked.get("question"), asked.get("history"), asked.get("language")
    if not isinstance(text, str) or not text.strip():
        raise BadLine(f"Line {number} has no question.")
    if not isinstance(history or [], list) or not all(isinstance(q, str) for q in history or []):
        raise BadLine(f"Line {number}: history must be a list of earlier questions.")
    if language is not None and language not in LANGUAGES:
        raise BadLine(f"Line {number}: language must be fr, en or ar.")
    arguments = {"text": _writable(text), "history": [_writable(q) for q in history or []]}
    return {
        **arguments,
        **_own_limits(asked, number),
        **({"language": language} if language else {}),
    }


def _own_limits(asked: Mapping[str, Any], number: int) -> dict[str, list[str]]:
    """Return the limits on documents that a line sets for itself."""
    limits = {}
    for name, allowed in (("publishers", ()), ("document_languages", LANGUAGES)):
        values = asked.get(name)
        if values is None:
            continue
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise BadLine(f"Line {number}: {name} must be a list of texts.")
        if allowed and not set(values) <= set(allowed):
            raise BadLine(f"Line {number}: {name} must be of fr, en and ar.")
        limits[name] = [_writable(value) for value in values]
    return limits


def _writable(text: str) -> str:
    """Return `text` without halves of characters: JSON can hold them, no file and no index can."""
    return text.encode("utf-8", "replace").decode()


@contextmanager
def _opened(file: str) -> Iterator[IO[str]]:
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
        yield sys.stdin
        return
    with ExitStack() as opened:
        try:
            lines = opened.enter_context(Path(file).open(encoding="utf-8-sig", errors="replace"))
        except OSError as error:
            raise NoBatch(
                f"{file}: it cannot be read ({error.strerror}); check the name."
            ) from error
        yield lines
