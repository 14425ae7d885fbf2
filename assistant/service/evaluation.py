"""Questions that staff give to the evaluation: a file in the data directory, a line each.

A line has the fields of evals/live.jsonl, which `python -m evals append --from FILE` reads, and
`document_id`, by which a document's words go when it is erased.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.errors import DocumentNotFound, QuestionRefused
from assistant.language.detect import detect_language
from assistant.language.text import normalise
from assistant.settings import Settings
from assistant.state_file import now
from assistant.storage import delete_file, storage_errors, write_atomic

if TYPE_CHECKING:
    from assistant.service.service import Service

NAME: Final = "evaluation.jsonl"
_LONGEST: Final = 1000  # characters of a question, and of a note
_LONGEST_QUOTE: Final = 2000
_WRITING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for the evaluation as staff give it."""

    question: str
    document_id: str = ""  # of the document in which the answer stands
    quote: str = ""  # its words that answer
    note: str = ""  # why it is worth asking


def path_in(settings: Settings) -> Path:
    """Return where the file is, or will be."""
    return settings.data / NAME


def add(service: Service, asked: Asked) -> str:
    """Add a question to the file, on the disk before returning; return its id.

    Raises QuestionRefused, with what to change, and StorageFull.
    """
    asked = _checked(service, asked)
    with _WRITING:
        path = path_in(service.settings)
        lines = _lines(path)
        known = [_record(line) for line in lines]
        if normalise(asked.question) in {normalise(one.get("question", "")) for one in known}:
            raise QuestionRefused("known", "This question is in the file already.")
        day = now()[:10]
        taken = {one.get("id") for one in known}
        numbers = range(1, len(taken) + 2)
        name = next(id for n in numbers if (id := f"staff-{day}-{n}") not in taken)
        record = {"id": name, "language": detect_language(asked.question), **asdict(asked)}
        record["expected"] = _expected(asked)
        record["appended"] = day
        _write(path, [*lines, json.dumps(record, ensure_ascii=False)])
    service.state.record(service.who, "evaluation", asked.document_id or None)
    return name


def count(settings: Settings) -> int:
    """Return how many questions the file holds."""
    return len(_lines(path_in(settings)))


def forget(settings: Settings, document_ids: Iterable[str]) -> int:
    """Take out what names one of these documents; return how many questions went."""
    gone, path = set(document_ids), path_in(settings)
    with _WRITING:
        lines = _lines(path)
        left = [line for line in lines if _record(line).get("document_id") not in gone]
        if len(left) < len(lines):
            _write(path, left)
    return len(lines) - len(left)


def _checked(service: Service, asked: Asked) -> Asked:
    question = " ".join(asked.question.split())
    name, quote, note = asked.document_id.strip(), asked.quote.strip(), asked.note.strip()
    if not question or len(question) > _LONGEST:
        raise QuestionRefused("question", f"A question has 1 to {_LONGEST} characters.")
    if len(quote) > _LONGEST_QUOTE or len(note) > _LONGEST:
        raise QuestionRefused("long", "The sentence or the remark is too long.")
    if quote and not name:
        raise QuestionRefused("document", "Say in which document the sentence stands.")
    if name:
        try:
            document = service.show(name)
        except DocumentNotFound:
            raise QuestionRefused("document", f"There is no document {name!r}.") from None
        whole = normalise(f"{document.title}\n{document.body}")
        if normalise(quote) not in whole:
            raise QuestionRefused("quote", "The sentence does not stand in that document.")
    return Asked(question, name, quote, note)


def _expected(asked: Asked) -> str:
    where = f"({asked.document_id})" if asked.document_id else ""
    return " ".join(part for part in (asked.quote, where) if part)


def _lines(path: Path) -> list[str]:
    with storage_errors(path):
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [line for line in text.split("\n") if line.strip()]


def _record(line: str) -> dict[str, str]:
    """Return the fields of a line; none of one that somebody broke by hand."""
    try:
        read = json.loads(line)
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in read.items()} if isinstance(read, dict) else {}


def _write(path: Path, lines: list[str]) -> None:
    if not lines:
        delete_file(path)
        return
    write_atomic(path, "".join(f"{line}\n" for line in lines).encode("utf-8"), mode=0o600)
