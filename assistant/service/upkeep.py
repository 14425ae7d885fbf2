"""Keeping the index what the corpus folder says: opening it, following changes, tidying up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.errors import CorpusError, StorageFull
from assistant.library import Problem
from assistant.schema import Progress
from assistant.service import removal
from assistant.service.memory import overwrite_freed_memory
from assistant.service.reading import SomeFiles, WholeCorpus
from assistant.service.records import Changes
from assistant.state import now
from assistant.storage import storage_errors

if TYPE_CHECKING:
    from assistant.index.encoder import Encoder
    from assistant.index.index import Index
    from assistant.service.service import Service

logger = logging.getLogger(__name__)


def open_index(
    service: Service, encoder: Callable[[], Encoder] | None, progress: Progress | None
) -> Index:
    """Open the index of a service, built where it is needed; `encoder`: another than the settings'.

    Raises IndexBusy, EncoderUnavailable, StorageFull.
    """
    from assistant.documents.split import SPLITTER_VERSION, split
    from assistant.index.encoder import open_encoder
    from assistant.index.index import Index

    overwrite_freed_memory()
    folder = service.settings.data / "index"
    with storage_errors(folder):
        return Index.open(
            folder,
            encoder=encoder or (lambda: open_encoder(service.settings.encoder)),
            splitter=split,
            splitter_version=SPLITTER_VERSION,
            documents=lambda: WholeCorpus(service.library),
            progress=progress,
        )


def expect_corpus(service: Service, index: Index | None) -> None:
    """Raise CorpusError where the folder is gone, so that a slip does not empty the index."""
    folder = service.settings.corpus
    if folder.is_dir():
        return
    if folder.exists():
        raise CorpusError(f"{folder}: the corpus folder is a file; choose another one.")
    if known := _known(service, index):
        raise CorpusError(
            f"{folder}: the corpus folder is not there, and the index holds {known} documents of "
            "it; check the name, put it back, or make an empty one to begin anew."
        )


def tidy(service: Service) -> bool:
    """Finish what a kill cut short; return whether the index must be built afresh."""
    from assistant.service import backup

    service.library.sweep()
    if not service.state.path.exists():
        return False
    backup.finish_restoring(service)
    removal.purge(service)
    return removal.finish_erasing(service)


def follow(
    service: Service, index: Index, progress: Progress | None, *, thorough: bool = False
) -> Changes:
    """Bring the index in step with the corpus folder; `thorough` reads every file again."""
    files, problems = service.shelf.look(thorough=thorough)
    stamps = index.stamps()
    wanted = {file.document.id: file for file in files}
    gone = sorted(stamps.keys() - wanted.keys())
    changed = {id: file for id, file in wanted.items() if stamps.get(id) != file.digest}
    if gone:
        index.remove(gone)
    if changed:
        paths = [file.document.path for file in changed.values()]
        index.update(SomeFiles(service.library, paths), progress)
    for problem in problems:
        logger.warning("%s", problem.message)
    return Changes(
        added=tuple(id for id in changed if id not in stamps),
        changed=tuple(id for id in changed if id in stamps),
        removed=tuple(gone),
        unchanged=len(wanted) - len(changed),
        problems=tuple(problems),
    )


def adopt(service: Service) -> list[Problem]:
    """Give the files dropped in by hand their front matter; return those that refuse it."""
    refused: list[Problem] = []
    for path in service.library.scan():
        try:
            service.library.adopt(path, added=now(), added_by=service.who)
        except StorageFull as error:
            refused.append(Problem(path, str(error)))
        except CorpusError:
            continue  # the look that follows says so
    return refused


def _known(service: Service, index: Index | None) -> int:
    from assistant.index.index import Index

    if index is not None:
        return len(index.stamps())
    return Index.peek(service.settings.data / "index").documents
