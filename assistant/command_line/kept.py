"""Answers kept for a link, looked after from the command line; the app may be running meanwhile."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.command_line.display import one_line
from assistant.command_line.session import Session
from assistant.kept_answers import KeptAnswer, KeptAnswers

Shown = Mapping[str, Any]


def look_after(session: Session) -> bool:
    """Do what `answers` was told to do; return whether an answer was missing."""
    if session.args.action == "list":
        kept = KeptAnswers(session.service.state).all()
        session.print([_values(one) for one in kept], _listing)
        return False
    ids = [_id(given) for given in session.args.ids]
    outcomes = session.call_light("delete_answers", ids=ids)
    missing = [outcome["id"] for outcome in outcomes if outcome["status"] == "missing"]
    for id in missing:
        sys.stderr.write(f"{one_line(id)}: no answer is kept under that id; see `answers list`.\n")
    session.print(outcomes, lambda all_: f"{len(all_) - len(missing)} deleted.")
    return bool(missing)


def _id(given: str) -> str:
    """Return the id in a link, or what was given."""
    found = re.search(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", given)
    return found[0] if found else given


def _values(kept: KeptAnswer) -> Shown:
    question = str(kept.answer.get("question", ""))
    return {"id": kept.token, "at": kept.at, "linked": kept.linked, "question": question}


def _listing(answers: Sequence[Shown]) -> str:
    lines = (f"{one['id']}  {one['at'][:10]}  {one_line(one['question'])}" for one in answers)
    return "\n".join(lines) or "No answer is kept."
