"""Taking documents out: `remove` can be undone for a while, `erase` cannot."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.errors import CorpusError, DocumentNotFound
from assistant.kept_answers import KeptAnswers
from assistant.schema import Progress
from assistant.service import evaluation
from assistant.state import Removed
from assistant.storage import delete_file, storage_errors, write_atomic

if TYPE_CHECKING:
    from assistant.service.service import Service

logger = logging.getLogger(__name__)
Done = TypeVar("Done")

FOLDER = "removed"  # in the data directory
ERASE = "erase"
_AT_ONCE = 50  # documents that the index follows in one step
OUT_OF_REACH = (
    "the history of a git repository that the corpus folder was committed to",
    "backups made before now",
    "answers that were printed, copied or stand in an open browser",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; `error` is a sentence where nothing did."""

    document_id: str
    status: str  # removed, restored, erased, failed
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """What `erase` destroyed, and what it cannot reach."""

    outcomes: tuple[Outcome, ...]
    gone: dict[str, int] = field(default_factory=dict)  # how many of what
    copies: tuple[str, ...] = ()  # documents that still hold much of the text
    out_of_reach: tuple[str, ...] = OUT_OF_REACH


def remove(service: Service, document_ids: Sequence[str]) -> list[Outcome]:
    """Take documents out of the corpus folder and so out of every answer; `restore` undoes it.

    A copy is kept in the data directory before the file leaves the corpus folder: a kill between
    the two leaves the document where it was.
    """
    return [one for some in _parts(document_ids) for one in _remove_some(service, some)]


def restore(service: Service, document_ids: Sequence[str]) -> list[Outcome]:
    """Put removed documents back where they were, byte for byte."""
    return [one for some in _parts(document_ids) for one in _restore_some(service, some)]


def purge(service: Service) -> None:
    """Let go of what was removed, asked or judged longer ago than it is kept."""
    for removed in service.state.removed_before(service.settings.keep_removed_days):
        delete_file(service.settings.data / removed.file)
        service.state.forget_removed(removed.document_id)
        service.state.record(service.who, "purge", removed.document_id)
    if days := service.settings.keep_days:
        KeptAnswers(service.state).purge(days)


def purge_each_day(service: Service, pause: float = 24 * 3600.0) -> threading.Thread:
    """Purge now and then once a day in the background, as long as the process lives."""

    def work() -> None:
        while True:
            try:
                with service.writing:
                    purge(service)
            except Exception:
                logger.exception("what is no longer to be kept could not be deleted")
            time.sleep(pause)

    thread = threading.Thread(target=work, name="purge", daemon=True)
    thread.start()
    return thread


def erase(
    service: Service, document_ids: Sequence[str], progress: Progress | None = None
) -> Erased:
    """Destroy the text of documents: file, removed copy, versions, answers, index, uploads.

    Once begun it is finished, if need be at the next opening. Raises StorageFull where something
    cannot be deleted.
    """
    known = {id for id in document_ids if _is_known(service, id)}
    outcomes = tuple(
        Outcome(id, "erased") if id in known else Outcome(id, "failed", str(_unknown(id)))
        for id in dict.fromkeys(document_ids)
    )
    if not known:
        return Erased(outcomes)
    copies = tuple(document.id for document in service.list()
                   if document.near_duplicate_of in known and document.id not in known)  # fmt: skip
    service.state.begin(ERASE, sorted(known))
    gone = _destroy_outside_index(service)
    service.rebuild(progress)
    service.state.finish(ERASE)
    service.state.compact()
    return Erased(outcomes, gone, copies)


def finish_erasing(service: Service) -> bool:
    """Finish what a kill cut short, but for the index; return whether that must be rebuilt."""
    if not service.state.unfinished(ERASE):
        return False
    _destroy_outside_index(service)
    return True


def _destroy_outside_index(service: Service) -> dict[str, int]:
    ids = service.state.unfinished(ERASE)
    files = sum(_delete_files(service, id) for id in ids)
    service.answers.forget(ids)  # before the rows go: what is in memory could be kept again
    gone = {"files": files, **service.state.erase(ids)}
    gone["uploads"] = _empty(service.settings.uploads)
    gone["evaluation"] = evaluation.forget(service.settings, ids)
    service.library.sweep()
    service.shelf.forget()
    for document_id in ids:
        _unlink_copies(service, document_id)
        service.state.record(service.who, ERASE, document_id)
    return gone


def _delete_files(service: Service, document_id: str) -> int:
    """Delete the document's corpus file and the copy kept of it; return how many there were."""
    deleted = 0
    for removed in service.state.removed(document_id):
        delete_file(service.settings.data / removed.file)
        deleted += 1
    try:
        path = service.show(document_id).path
    except DocumentNotFound:
        return deleted
    service.library.delete(path)
    return deleted + 1


def _unlink_copies(service: Service, document_id: str) -> None:
    """Let the near copies of a document do without it: the first stands for it to the others."""
    copies = [copy for copy in service.list() if copy.near_duplicate_of == document_id]
    copies.sort(key=lambda copy: (not copy.dated, copy.dated, copy.id))
    for number, copy in enumerate(copies):
        whole = service.library.read(copy.path)
        original = copies[0].id if number else ""
        service.library.write(replace(whole, near_duplicate_of=original))


def _empty(folder: Path) -> int:
    """Delete everything in a folder, the folder stays; return how many files there were."""
    if not folder.is_dir():
        return 0
    files = sum(path.is_file() for path in folder.rglob("*"))
    with storage_errors(folder):
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    return files


def _is_known(service: Service, document_id: str) -> bool:
    if service.state.removed(document_id) or service.state.versions(document_id):
        return True
    try:
        service.show(document_id)
    except DocumentNotFound:
        return False
    return True


def _parts(document_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the parts that the index follows each in one step."""
    for first in range(0, len(document_ids), _AT_ONCE):
        yield document_ids[first : first + _AT_ONCE]


def _remove_some(service: Service, document_ids: Sequence[str]) -> list[Outcome]:
    gone: list[str] = []
    try:
        return [_attempt(id, "removed", _remove, service, gone) for id in document_ids]
    finally:
        service.index.remove(gone)


def _restore_some(service: Service, document_ids: Sequence[str]) -> list[Outcome]:
    back: list[Removed] = []
    try:
        return [_attempt(id, "restored", _put, service, back) for id in document_ids]
    finally:
        _bring_back(service, back)


def _attempt(
    document_id: str,
    status: str,
    act: Callable[[Service, str], Done],
    service: Service,
    done: list[Done],
) -> Outcome:
    """Do one thing to one document; what came of it is added to `done`."""
    try:
        done.append(act(service, document_id))
    except CorpusError as error:
        return Outcome(document_id, "failed", str(error))
    return Outcome(document_id, status)


def _remove(service: Service, document_id: str) -> str:
    """Take a document out of the corpus folder; return its id, by which the index has it."""
    document = service.show(document_id)
    file = f"{FOLDER}/{document.id}.md"
    raw = service.library.raw(document.path)
    write_atomic(service.settings.data / file, raw, mode=0o600)
    service.state.keep_removed(document.id, document.path, file, service.who)
    service.library.delete(document.path)
    service.state.record(service.who, "remove", document.id)
    return document.id


def _put(service: Service, document_id: str) -> Removed:
    """Put a removed document's file where it was."""
    removed = _kept(service, document_id)
    if service.library.holds(removed.path) or service.library.under_its_name(document_id):
        raise CorpusError(
            f"{document_id}: a document of that id is in the corpus again; `remove` it first."
        )
    service.library.put(removed.path, (service.settings.data / removed.file).read_bytes())
    return removed


def _bring_back(service: Service, back: Sequence[Removed]) -> None:
    """Let the index find what was put back, and forget that it was removed."""
    if back:
        service.bring_in_step()
    for removed in back:
        delete_file(service.settings.data / removed.file)
        service.state.forget_removed(removed.document_id)
        service.state.record(service.who, "restore", removed.document_id)


def _kept(service: Service, document_id: str) -> Removed:
    for removed in service.state.removed(document_id):
        if (service.settings.data / removed.file).is_file():
            return removed
    raise DocumentNotFound(
        f"There is no removed document {document_id!r} to put back: it was never removed, or more "
        f"than {service.settings.keep_removed_days} days ago."
    )


def _unknown(document_id: str) -> DocumentNotFound:
    return DocumentNotFound(
        f"There is no document {document_id!r}, neither in the corpus nor removed; "
        "`list` names what there is."
    )
