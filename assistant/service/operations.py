"""What needs the index, by name, with JSON going in and coming out.

The command line calls these in its own process, or in the running app's where that owns the index.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.schema import Progress, Question
from assistant.service.records import changes_json, draft_of, listing_json, report_json
from assistant.service.service import Service

Arguments = Mapping[str, Any]
Operation = Callable[[Service, Arguments, Progress | None], Any]


def ask(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Answer a question, by the answer contract."""
    from assistant.questions.contract import as_json

    service.open(progress)
    return as_json(service.ask(question_of(arguments)))


def search(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Return what retrieval finds, by the contract."""
    from assistant.questions.contract import hits_as_json

    service.open(progress)
    question = question_of(arguments)
    standalone, hits = service.search(question)
    return hits_as_json(question.id, question.text, hits, standalone)


def store(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Put drafts in the corpus folder and the index; return the contract's reports."""
    drafts = [draft_of(values) for values in arguments["drafts"]]
    reports = service.store(drafts, progress, claimed=arguments.get("claimed", ()))
    return [report_json(report) for report in reports]


def sync(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Make the index match the corpus folder."""
    return changes_json(service.sync(progress))


def rebuild(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Build the index afresh."""
    return changes_json(service.rebuild(progress))


def edit(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Correct fields of a document; return its record."""
    service.open(progress)
    return listing_json(service.edit(arguments["document_id"], arguments["changes"]))


def remove(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Take documents out of every answer."""
    service.open(progress)
    return [asdict(outcome) for outcome in service.remove(arguments["document_ids"])]


def restore(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Put removed documents back."""
    service.open(progress)
    return [asdict(outcome) for outcome in service.restore(arguments["document_ids"])]


def erase(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Destroy documents."""
    service.open(progress)
    return asdict(service.erase(arguments["document_ids"], progress))


def backup(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Write corpus and state to one archive."""
    return service.backup(Path(arguments["file"]))


def restore_backup(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Put an archive in place of what is here."""
    service.open(progress)
    return service.restore_backup(Path(arguments["file"]))


def delete_answers(service: Service, arguments: Arguments, progress: Progress | None) -> Any:
    """Delete kept answers; return what became of each."""
    return [
        {"id": token, "status": "deleted" if service.answers.delete(token) else "missing"}
        for token in arguments["ids"]
    ]


OPERATIONS: Mapping[str, Operation] = {
    operation.__name__: operation
    for operation in (
        ask, search, store, sync, rebuild, edit, remove, restore, erase, backup,
        restore_backup, delete_answers,
    )
}  # fmt: skip


def question_of(arguments: Arguments) -> Question:
    """Return the question that `arguments` put: text, and what else of a Question is there."""
    return Question(
        text=arguments["text"],
        history=tuple(arguments.get("history") or ()),
        id=arguments.get("id"),
        language=arguments.get("language"),
        since=arguments.get("since") or "",
        until=arguments.get("until") or "",
        publishers=tuple(arguments.get("publishers") or ()),
        document_languages=tuple(arguments.get("document_languages") or ()),
        top=arguments.get("top") or Question("").top,
    )
