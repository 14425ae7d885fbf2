"""The way of a document, from a file or link to the corpus folder and the index.

    read_source -> extract -> describe -> known already? -> library.write -> index.update

The corpus file is written first: it is the truth, and an opening after a kill brings the index
in step with it. A document that the index refuses leaves no file behind.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice

from assistant.corpus_file import clean, one_line
from assistant.documents.describe import describe
from assistant.documents.duplicates import Signatures
from assistant.documents.extract import extract
from assistant.documents.fetch import read_source
from assistant.documents.naming import make_id
from assistant.errors import AssistantError, DocumentNotFound
from assistant.library import Library
from assistant.schema import (
    AddReport,
    Description,
    Document,
    Draft,
    Extracted,
    Kind,
    RawSource,
    Status,
)
from assistant.settings import Settings
from assistant.state import now

logger = logging.getLogger(__name__)

WORKERS = 2  # threads that wait for the parsing child processes
AHEAD = 8  # sources read before they are asked for
TOGETHER = 16  # documents written, then indexed and acknowledged, at a time
ADDED_FROM = "added_from"  # front matter: the file name or link a document came from
_REPORTS = {"pdf", "docx"}


@dataclass(frozen=True, slots=True)
class Ingest:
    """Bring documents into one library. `known` holds the signatures of all that is in it.

    `claimed` are the documents that this run has given a source to already: a second source with
    the same text is then a duplicate, whatever its name.
    """

    settings: Settings
    library: Library
    known: Signatures
    claimed: set[str] = field(default_factory=set)
    _turn: threading.RLock = field(default_factory=threading.RLock)  # one looks at `known` at once

    def prepare(self, source: str | RawSource, given: Mapping[str, str]) -> Draft:
        """Read a source and describe it; what is wrong with it is in the draft, never raised.

        `given` is what staff say of it: published, publisher, title, url.
        """
        name = source if isinstance(source, str) else source.source
        try:
            raw = read_source(source, self.settings) if isinstance(source, str) else source
            extracted = extract(raw, self.settings)
            description = describe(raw, extracted, given)
            document = as_document(raw, extracted, description)
        except AssistantError as error:
            return Draft(name, None, error=str(error), error_kind=type(error).__name__)
        except Exception as error:  # a bad file must not stop the thousand others
            logger.exception("%s could not be read", name)
            return Draft(name, None, error=f"{name}: it could not be read ({error!r}); report it.")
        return self._compared(Draft(name, document, extracted.removed, extracted.places))

    def prepare_all(
        self, sources: Iterable[str | RawSource], given: Mapping[str, str]
    ) -> Generator[Draft]:
        """Yield a draft for every source, in their order, reading a few ahead."""
        left = iter(sources)
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="prepare") as pool:
            pending: deque[Future[Draft]] = deque()
            try:
                while True:
                    for source in islice(left, AHEAD - len(pending)):
                        pending.append(pool.submit(self.prepare, source, given))
                    if not pending:
                        return
                    yield pending.popleft().result()
            finally:
                for future in pending:
                    future.cancel()

    def store(
        self,
        drafts: Sequence[Draft],
        index_update: Callable[[Sequence[Document]], None],
        added_by: str,
    ) -> list[AddReport]:
        """Put drafts in the corpus folder and the index; say of each what became of it.

        When this returns, what is reported as stored is on the disk and is found.
        """
        reports: list[AddReport] = []
        for start in range(0, len(drafts), TOGETHER):
            some = [self._write(draft, added_by) for draft in drafts[start : start + TOGETHER]]
            stored = [result for result in some if isinstance(result, _Written)]
            error = self._index(stored, index_update)
            reports += [result.report(error) if isinstance(result, _Written) else result
                        for result in some]  # fmt: skip
        return reports

    def _compared(self, draft: Draft) -> Draft:
        """Say whether the library has the draft's text, or a near copy of it."""
        if draft.document is None:
            return draft
        with self._turn:
            same = self.known.exact(draft.document.body)
            same = same if same and self._held(same) else None
            near = None if same else self._first_of(self.known.near(draft.document.body))
            document = replace(draft.document, near_duplicate_of=near or "")
            document = replace(document, id=make_id(document, self._taken))
        return replace(draft, document=document, duplicate_of=same, near_duplicate_of=near)

    def _write(self, draft: Draft, added_by: str) -> AddReport | _Written:
        """Write one draft's corpus file, unless its text is there or it cannot be."""
        draft = self._compared(draft)
        if draft.document is None:
            return AddReport(draft.source, "failed", error=draft.error)
        try:
            if draft.duplicate_of and (held := self._held(draft.duplicate_of)):
                return self._already(draft, draft.document, held)
            document = self.library.write(
                replace(draft.document, path="", added=now(), added_by=added_by)
            )
        except AssistantError as error:
            return AddReport(draft.source, "failed", error=f"{draft.source}: {error}")
        self.known.add(document.id, document.body)
        self.claimed.add(document.id)
        return _Written(draft, document)

    def _already(self, draft: Draft, read: Document, held: Document) -> AddReport:
        """Report a text that the library has: the same source again, or a duplicate."""
        same_source = held.extra.get(ADDED_FROM, "") == read.extra.get(ADDED_FROM, "")
        if same_source and held.id not in self.claimed:
            self.claimed.add(held.id)
            return report(draft, "unchanged", held)
        self.claimed.add(held.id)
        duplicate = report(draft, "duplicate", read)
        return replace(duplicate, document_id=None, path=None, duplicate_of=held.id)

    def _index(
        self, stored: Sequence[_Written], index_update: Callable[[Sequence[Document]], None]
    ) -> str | None:
        """Index what was written, or take its files away again and return why."""
        if not stored:
            return None
        try:
            index_update([written.document for written in stored])
        except AssistantError as error:
            for written in stored:
                self.library.delete(written.document.path)
                self.known.remove(written.document.id)
                self.claimed.discard(written.document.id)
            return str(error)
        return None

    def _held(self, document_id: str) -> Document | None:
        try:
            return self.library.find(document_id)
        except DocumentNotFound:  # deleted by hand since the last look
            self.known.remove(document_id)
            return None

    def _first_of(self, document_id: str | None) -> str | None:
        """Return the document that this one is itself a copy of, or this one."""
        held = self._held(document_id) if document_id else None
        return (held.near_duplicate_of or held.id) if held else None

    def _taken(self, document_id: str) -> bool:
        return document_id in self.known or (self.library.articles / f"{document_id}.md").exists()


@dataclass(frozen=True, slots=True)
class _Written:
    """A draft that is in the corpus folder and not yet in the index."""

    draft: Draft
    document: Document

    def report(self, error: str | None) -> AddReport:
        if error is not None:
            return AddReport(self.draft.source, "failed", error=f"{self.draft.source}: {error}")
        return report(self.draft, "stored", self.document)


def as_document(raw: RawSource, extracted: Extracted, description: Description) -> Document:
    """Return the document that a source is, without id, path and day of adding."""
    kind: Kind = "report" if extracted.format in _REPORTS else "article"
    return Document(
        id="",
        body=clean(extracted.body).strip() + "\n",
        kind=kind,
        title=description.title,
        publisher=description.publisher,
        author=description.author,
        url=description.url,
        language=description.language,
        published=description.published,
        published_from=description.published_from,
        extra={ADDED_FROM: one_line(clean(raw.source if raw.url else raw.name))},
    )


def report(draft: Draft, status: Status, document: Document) -> AddReport:
    """Return the contract's account of one source; what is unknown is null."""
    return AddReport(
        source=draft.source,
        status=status,
        document_id=document.id or None,
        path=document.path or None,
        title=document.title or None,
        publisher=document.publisher or None,
        published=document.published or None,
        published_from=document.published_from or None,
        language=document.language,
        characters=len(document.body),
        removed=draft.removed,
        near_duplicate_of=document.near_duplicate_of or None,
    )
