"""Conversations of before: kept in the reader's browser alone, and read back from there.

What comes back was written by somebody's browser: it is read as any stranger's text is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from assistant.errors import AssistantError
from assistant.questions.contract import as_json, from_json
from assistant.questions.understand import LONGEST_QUESTION
from assistant.schema import Answer
from assistant.ui.conversation import Turn
from assistant.ui.evidence import Excerpt
from assistant.ui.safety import safe
from assistant.ui.words import Words

_LONGEST: Final = 2_000_000  # characters of one conversation
_MOST_TURNS: Final = 100
_NAME: Final = re.compile(r"[0-9a-f]{32}")  # by which the server may still hold the answer
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")
Excerpts = Mapping[str, Mapping[int, Excerpt | None]]


def record(turns: Sequence[Turn]) -> str:
    """Return a conversation as the browser keeps it; "" where nothing of it is answered."""
    kept = [
        {
            "question": turn.question,
            "answer": as_json(turn.answer),
            "shown": turn.shown,
            "at": turn.at,
        }
        for turn in turns
        if turn.answer
    ]
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def reopened(text: str, excerpts: Callable[[Answer], Excerpts]) -> list[Turn]:
    """Return the turns of a kept conversation; what cannot be read of it is left out.

    `excerpts` gives what stands around the quotes of an answer today.
    """
    try:
        values = json.loads(text) if len(text) <= _LONGEST else []
    except (ValueError, RecursionError):
        return []
    rows = values if isinstance(values, list) else []
    turns = (_turn(row, excerpts) for row in rows[:_MOST_TURNS])
    return [turn for turn in turns if turn is not None]


def _turn(row: Any, excerpts: Callable[[Answer], Excerpts]) -> Turn | None:
    if not isinstance(row, dict) or not isinstance(row.get("answer"), dict):
        return None
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        return None
    try:
        answer = from_json(row["answer"])
    except AssistantError:
        return None
    return Turn(
        question[:LONGEST_QUESTION],
        answer=answer,
        excerpts=excerpts(answer),
        shown=_if_of_form(_NAME, row.get("shown")),
        at=_if_of_form(_MOMENT, row.get("at")),
    )


def _if_of_form(form: re.Pattern[str], value: Any) -> str:
    return value if isinstance(value, str) and form.fullmatch(value) else ""


def shelf(words: Words) -> str:
    """Return where the browser lists its conversations; it is filled by `past.js`."""
    said = {
        key: safe(words.say(f"past.{key}"))
        for key in ("heading", "none", "forget", "forget_all", "kept")
    }
    return (
        f'<details class="past" data-forget="{said["forget"]}"><summary>{said["heading"]}</summary>'
        f'<p class="kept">{said["kept"]}</p><p class="none">{said["none"]}</p><ul></ul>'
        f'<button type="button" class="quiet" data-forget-all hidden>{said["forget_all"]}</button>'
        "</details>"
    )
