"""How the assistant is: its documents, its index, what stands on the disk, what goes next."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assistant.journal import Journal
from assistant.kept_answers import KeptAnswers
from assistant.schema import Document, Progress
from assistant.service.spending import Spent

if TYPE_CHECKING:
    from assistant.service.records import Changes
    from assistant.service.service import Service
    from assistant.service.shelf import Shelved
    from assistant.state import JournalEntry

Step = Literal["in_step", "out_of_step", "trouble", "none"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes on the disk."""

    corpus: int
    index: int
    state: int
    uploads: int


@dataclass(frozen=True, slots=True)
class Due:
    """What the next purge takes, a day from now at most."""

    answers: int  # with what was thought of them
    gaps: int
    removed: int


@dataclass(frozen=True, slots=True)
class Health:
    """What staff want to know at a look."""

    status: Mapping[str, Any]  # that of the command `status`
    step: Step
    behind: Mapping[str, int]  # documents added, changed, removed that the index lacks
    undated: tuple[Document, ...]
    nameless: tuple[Document, ...]  # of no publisher
    copies: tuple[Document, ...]  # near copies of another
    sizes: Sizes
    backup: JournalEntry | None
    due: Due
    spent: Spent  # of the language model, since the start


def health(service: Service) -> Health:
    """Return how everything is; nothing is opened, loaded or changed for it."""
    status = service.status()
    files, _ = service.shelf.look()
    behind = _behind(service, files)
    documents = [file.document for file in files]
    return Health(
        status=status,
        step=_step(status, behind),
        behind=behind,
        undated=tuple(document for document in documents if not document.dated),
        nameless=tuple(document for document in documents if not document.publishers),
        copies=tuple(document for document in documents if document.near_duplicate_of),
        sizes=sizes(service),
        backup=Journal(service.state).last("backup"),
        due=due(service),
        spent=service.spending.spent(),
    )


def due(service: Service) -> Due:
    """Return what is older than it is kept, or will be a day from now."""
    settings = service.settings
    older = {"answers": 0, "gaps": 0}
    if settings.keep_days:
        older = KeptAnswers(service.state).older(settings.keep_days - 1)
    removed = service.state.removed_before(settings.keep_removed_days - 1)
    return Due(older["answers"], older["gaps"], len(removed))


def sizes(service: Service) -> Sizes:
    """Return what is taken of the disk."""
    settings, state = service.settings, service.state.path
    beside = (state.with_name(state.name + suffix) for suffix in ("", "-wal", "-shm"))
    return Sizes(
        corpus=sum(_sizes(settings.articles)),
        index=sum(_sizes(settings.data / "index")),
        state=sum(path.stat().st_size for path in beside if path.exists()),
        uploads=sum(_sizes(settings.uploads)),
    )


def bring_in_step(service: Service, progress: Progress) -> dict[str, int]:
    """Make the index match the corpus folder; return what changed, and note who did it."""
    return _noted(service, "sync", service.sync(progress))


def build_afresh(service: Service, progress: Progress) -> dict[str, int]:
    """Build the index anew beside the one in use; return what changed, and note who did it."""
    return _noted(service, "rebuild", service.rebuild(progress))


def _noted(service: Service, action: str, changes: Changes) -> dict[str, int]:
    counts = {
        "documents": changes.count,
        "added": len(changes.added),
        "changed": len(changes.changed),
        "removed": len(changes.removed),
        "problems": len(changes.problems),
    }
    service.state.record(service.who, action, None, **counts)
    return counts


def _behind(service: Service, files: list[Shelved]) -> dict[str, int]:
    """Return what `sync` would do, as far as it can be told without opening the index."""
    if service.opened is None:
        return {}
    stamps = service.opened.stamps()
    wanted = {file.document.id: file.digest for file in files}
    counts = {
        "added": len(wanted.keys() - stamps.keys()),
        "changed": sum(stamps[id] != wanted[id] for id in wanted.keys() & stamps.keys()),
        "removed": len(stamps.keys() - wanted.keys()),
    }
    return {name: count for name, count in counts.items() if count}


def _step(status: Mapping[str, Any], behind: Mapping[str, int]) -> Step:
    said = str(status["health"])
    if behind or said.startswith("out of step"):
        return "out_of_step"
    if said == "ok":
        return "in_step"
    return "none" if said == "missing" else "trouble"


def _sizes(folder: Path) -> Iterator[int]:
    """Yield the sizes of the files below a folder; what goes meanwhile is passed over."""
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                yield (Path(parent) / name).lstat().st_size
            except OSError:
                continue
