"""One object that does what people ask of the assistant; the page and the command line hold it.

Reading never waits for writing: questions go on while a thousand documents come in.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.library import Library
from assistant.people import People
from assistant.schema import AddReport, Answer, Document, Draft, Hit, Progress, Question, RawSource
from assistant.service import removal, upkeep
from assistant.service.acting import acting
from assistant.service.answers import Answers
from assistant.service.asking import Chains, find, note_gap
from assistant.service.crowd import Crowd
from assistant.service.holdings import Holdings, holdings
from assistant.service.listing import Wanted
from assistant.service.reading import WholeCorpus
from assistant.service.records import Changes
from assistant.service.removal import Erased, Outcome
from assistant.service.shelf import Shelf
from assistant.service.spending import Spending
from assistant.service.tasks import Tasks
from assistant.service.warming import Warming
from assistant.settings import Settings
from assistant.state import State
from assistant.storage import storage_errors

if TYPE_CHECKING:  # each is imported where it is used: `list` must not wait for a model
    from assistant.documents.ingest import Ingest
    from assistant.index.encoder import Encoder
    from assistant.index.index import Index
    from assistant.questions.writing.writer import Writer

logger = logging.getLogger(__name__)
Reports = list[AddReport]  # named here: in the class, `list` is a method
Outcomes = list[Outcome]
# A first question costs two seconds of a processor, most of it in the first of each language.
_FIRST = ("Combien de postes ?", "How many jobs?", "كم عدد المناصب؟")


class Service:
    """The assistant over one corpus folder and one data directory. Thread-safe.

    The index is opened, and its lock taken, at the first call that needs it; the model is loaded
    at the first text to embed. `encoder` opens another encoder than the settings name, `writer` is
    another language model (tests).
    """

    def __init__(
        self,
        settings: Settings,
        *,
        encoder: Callable[[], Encoder] | None = None,
        writer: Writer | None = None,
        who: str = "staff",
    ) -> None:
        self.settings = settings
        self._who = who
        self.library = Library(settings)
        self.state = State(settings.data / "state.db")
        self.people = People(
            self.state, hours=settings.session_hours, idle_hours=settings.session_idle_hours
        )
        self.shelf = Shelf(self.library, settings.data / "index" / "files.db")
        self.answers = Answers(self)  # those shown, and those kept of them
        self.tasks = Tasks()  # the long work that staff start from the page
        self.crowd = Crowd()
        self.spending = Spending()  # of the language model
        self.warming: Warming | None = None
        self._encoder = encoder
        self._index: Index | None = None
        self._ingest: Ingest | None = None
        self._door = ("", "")  # address and token; empty: nobody is let in
        self._at_opening: Changes | None = None
        self._opening = threading.RLock()
        self._chains = Chains(self, writer)
        self.writing = threading.RLock()  # one change of the corpus at a time

    @property
    def who(self) -> str:
        """In whose name things are done now: who has signed in, else the one it was made for."""
        return acting() or self._who

    # --- the index -------------------------------------------------------------------------

    @property
    def opened(self) -> Index | None:
        """The index where it is open already; it is not opened to be looked at."""
        return self._index

    @property
    def index(self) -> Index:
        """The index, in step with the corpus folder. Raises IndexBusy where another process's."""
        return self.open()

    def open(self, progress: Progress | None = None) -> Index:
        """Open the index where it is not, building it where needed, and bring it in step."""
        with self._opening:
            if self._index is None:
                upkeep.expect_corpus(self, self._index)
                new = not (self.settings.data / "index" / "CURRENT").exists()
                index = upkeep.open_index(self, self._encoder, progress)
                try:
                    if upkeep.tidy(self):
                        index.rebuild(WholeCorpus(self.library), progress)
                        self.state.finish("erase")
                    built = Changes(added=tuple(index.stamps())) if new else Changes()
                    self._at_opening = built.then(upkeep.follow(self, index, progress))
                    with storage_errors(self.settings.data / "index"):
                        index.publish(*self._door)
                except BaseException:
                    index.close()
                    raise
                self._index = index
            return self._index

    def publish(self, address: str, token: str) -> None:
        """Tell other processes where this one takes their commands, as long as it has the index."""
        with self._opening:
            self._door = (address, token)
            if self._index is not None:
                with storage_errors(self.settings.data / "index"):
                    self._index.publish(address, token)

    def warm(
        self,
        progress: Progress | None = None,
        opened: Callable[[Index], None] = lambda _: None,
    ) -> Warming:
        """Get ready in the background; `opened` is called there with the open index."""
        self.warming = Warming(
            lambda: opened(self.open(progress)),
            lambda: [self._chains.quoting().invoke(Question(text)) for text in _FIRST],
        )
        return self.warming

    def close(self) -> None:
        """Let go of the index, its lock and all files; a later call opens them again."""
        with self.writing, self._opening, ExitStack() as closing:
            closing.callback(self.shelf.close)
            closing.callback(self.state.close)
            if self._index is not None:
                closing.callback(self._index.close)
            self._chains.close()
            self._index = self._ingest = None

    # --- asking ----------------------------------------------------------------------------

    def ask(self, question: Question) -> Answer:
        """Answer a question; a refused one is noted as a gap."""
        with self.crowd.answering():
            answer: Answer = self._chains.answering().invoke(question)["answer"]
        self._note(answer)
        return answer

    def would_answer(self, question: Question) -> bool:
        """Tell whether a question is answered; nobody asked it, so it is noted nowhere."""
        found: Answer = self._chains.quoting().invoke(question)["answer"]
        return found.answered

    def stream(self, question: Question) -> Iterator[dict[str, Any]]:
        """Yield the steps of an answer as they finish, the Answer under "answer" last."""
        with self.crowd.answering():
            for step in self._chains.answering().stream(question):
                if isinstance(answer := step.get("answer"), Answer):
                    self._note(answer)
                yield step

    def _note(self, answer: Answer) -> None:
        note_gap(self.state, answer)
        self.spending.note(answer)

    def search(self, question: Question) -> tuple[str, list[Hit]]:
        """Return the standalone question and the chunks found for it, best first."""
        return find(self.index, question)

    @property
    def writer(self) -> Writer | None:
        """The language model, where the settings name one. Raises SettingsError."""
        return self._chains.writer

    # --- looking ---------------------------------------------------------------------------

    def list(
        self,
        *,
        text: str = "",
        kind: str = "",
        language: str = "",
        since: str = "",
        until: str = "",
        publisher: str = "",
    ) -> list[Document]:
        """Return the records that meet all that is said, latest first, the undated last.

        Bodies are left out. `text` is looked for in id, title, publisher, author and topics;
        `publisher` is a whole name, for a summary also one of its sources'.
        """
        files, _ = self.shelf.look()
        wanted = Wanted(text, kind, language, since, until, publisher)
        found = [file.document for file in files if wanted.meets(file.document)]
        return sorted(found, key=lambda document: document.dated, reverse=True)

    def holdings(self) -> Holdings:
        """Return how many documents there are of each publisher, language, kind and year."""
        return holdings(self.list())

    def show(self, document_id: str) -> Document:
        """Return a document with its body. Raises DocumentNotFound."""
        if document := self.library.under_its_name(document_id):
            return document
        files, _ = self.shelf.look()
        for file in files:
            if file.document.id == document_id:
                return self.library.read(file.document.path)
        raise self.library.unknown(document_id)

    def status(self) -> dict[str, Any]:
        """Return what there is and how it is, without opening the index or loading a model."""
        from assistant.service.status import status

        return status(self)

    # --- changing --------------------------------------------------------------------------

    def prepare(self, source: str | RawSource, given: Mapping[str, str] | None = None) -> Draft:
        """Read a source and describe it; nothing is stored. What is wrong is in the draft."""
        return self._ingesting().prepare(source, given or {})

    def prepare_all(
        self, sources: Iterable[str | RawSource], given: Mapping[str, str] | None = None
    ) -> Generator[Draft]:
        """Yield a draft for every file and link, in order, a few read ahead."""
        return self._ingesting().prepare_all(sources, given or {})

    def store(
        self,
        drafts: Sequence[Draft],
        progress: Progress | None = None,
        *,
        claimed: Iterable[str] = (),
    ) -> Reports:
        """Put drafts in the corpus folder and the index; `claimed`: see `Ingest`."""
        with self.writing:
            index = self.open(progress)
            self._at_opening = None
            run = replace(self._ingesting(), claimed=set(claimed))
            reports = run.store(drafts, lambda some: index.update(some, progress), self.who)
            for report in reports:
                if report.status == "stored":
                    self.state.record(self.who, "add", report.document_id)
            return reports

    def add(self, sources: Iterable[str], given: Mapping[str, str] | None = None) -> Reports:
        """Bring sources in, from reading to the index."""
        from assistant.documents.fetch import walk

        return self.store(list(self.prepare_all(walk(sources), given)))

    def sync(self, progress: Progress | None = None) -> Changes:
        """Make the index match the corpus folder; describe the files that were dropped in."""
        with self.writing:
            index = self.open(progress)
            upkeep.expect_corpus(self, self._index)
            removal.purge(self)
            refused = upkeep.adopt(self)
            changes = upkeep.follow(self, index, progress, thorough=True)
            if self._at_opening is not None:  # nobody has been told yet
                changes, self._at_opening = self._at_opening.then(changes), None
            self._ingest = None
            return replace(changes, problems=(*changes.problems, *refused))

    def rebuild(self, progress: Progress | None = None) -> Changes:
        """Build the index afresh from the corpus folder."""
        with self.writing:
            index = self.open(progress)
            upkeep.expect_corpus(self, self._index)
            index.rebuild(WholeCorpus(self.library), progress)
            return upkeep.follow(self, index, progress, thorough=True)

    def edit(self, document_id: str, changes: Mapping[str, str], *, stamp: str = "") -> Document:
        """Correct fields of a document, its text among them; see `editing.edit`."""
        from assistant.service.editing import edit

        with self.writing:
            self._ingest = None  # what it knows of texts is no longer so
            return edit(self, document_id, changes, stamp=stamp)

    def restore_version(self, document_id: str, version_id: int, *, stamp: str = "") -> Document:
        """Make a document what it was before an edit; see `editing.restore_version`."""
        from assistant.service.editing import restore_version

        with self.writing:
            self._ingest = None
            return restore_version(self, document_id, version_id, stamp=stamp)

    def remove(self, document_ids: Sequence[str]) -> Outcomes:
        """Take documents out of every answer; `restore` undoes it for 30 days."""
        with self.writing:
            self._ingest = None
            return removal.remove(self, document_ids)

    def restore(self, document_ids: Sequence[str]) -> Outcomes:
        """Put removed documents back."""
        with self.writing:
            return removal.restore(self, document_ids)

    def erase(self, document_ids: Sequence[str], progress: Progress | None = None) -> Erased:
        """Destroy the text of documents wherever this program keeps it."""
        with self.writing:
            self._ingest = None
            return removal.erase(self, document_ids, progress)

    def backup(self, target: Path) -> dict[str, Any]:
        """Write corpus and state to one archive."""
        from assistant.service.backup import backup

        return backup(self, target)

    def restore_backup(self, source: Path) -> dict[str, Any]:
        """Put corpus and state of an archive in place of what is here."""
        from assistant.service.backup import restore_backup

        return restore_backup(self, source)

    def bring_in_step(self) -> Changes:
        """Make the index follow what has changed in the corpus folder; for `service` modules."""
        with self.writing:
            self._ingest = None
            return upkeep.follow(self, self.index, None)

    # --- below -----------------------------------------------------------------------------

    def _ingesting(self) -> Ingest:
        from assistant.documents.duplicates import Signatures
        from assistant.documents.ingest import Ingest

        with self._opening:
            if self._ingest is None:
                known = Signatures()
                for document_id, signature in self.shelf.signatures():
                    known.add_signature(document_id, signature)
                self._ingest = Ingest(self.settings, self.library, known)
            return self._ingest
