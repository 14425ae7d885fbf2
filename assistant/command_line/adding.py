"""The command `add`: sources read, shown, agreed to, stored in batches as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from typing import Any

from assistant.command_line import display
from assistant.command_line.session import Session
from assistant.command_line.usage import WrongUsage
from assistant.errors import AssistantError
from assistant.schema import AddReport, Draft
from assistant.service.records import report_json

TOGETHER = 16  # sources stored, and reported, at a time


def add_sources(session: Session) -> int:
    """Bring in what the command names; return the exit code."""
    from assistant.documents.fetch import walk

    sources = list(walk(session.args.sources))
    if len(sources) > 1 and (session.args.title or session.args.url):
        raise WrongUsage(f"add: --title and --url are of one document, here are {len(sources)}.")
    drafts = _read(session, sources)
    if not session.args.yes:
        return _asking(session, list(drafts))
    return _store(session, drafts)


def _asking(session: Session, drafts: list[Draft]) -> int:
    """Show what was read, store it where staff agree."""
    for draft in drafts:
        session.tell(display.draft(asdict(draft)))
    readable = sum(draft.document is not None and not draft.duplicate_of for draft in drafts)
    if readable and not session.agreed(f"Store {readable} documents?"):
        session.print([], lambda _: "Nothing was stored.")
        return 0
    return _store(session, drafts, shown=True)


def _read(session: Session, sources: list[str]) -> Iterator[Draft]:
    args = session.args
    given = {
        name: value
        for name in ("published", "publisher", "title", "url")
        if (value := getattr(args, name))
    }
    for number, draft in enumerate(session.service.prepare_all(sources, given), 1):
        session.bars("read", number, len(sources))
        yield draft


def _store(session: Session, drafts: Iterable[Draft], *, shown: bool = False) -> int:
    """Store drafts as they come and report each; what was done is told however it ends.

    `shown`: people have been told already what could not be read.
    """
    run = _Run(session, shown)
    left = iter(drafts)
    try:
        while some := list(islice(left, TOGETHER)):
            run.store(some)
    finally:
        if session.args.json:
            session.print(run.reports, str)
        else:
            session.say(_total(run.reports))
    return int(any(report["status"] == "failed" for report in run.reports))


class _Run:
    """One `add`: what became of each source so far."""

    def __init__(self, session: Session, shown: bool) -> None:
        self.reports: list[Mapping[str, Any]] = []
        self._session = session
        self._shown = shown
        self._claimed: list[str] = []
        self._trouble = ""  # why the index cannot be asked any more

    def store(self, drafts: list[Draft]) -> None:
        """Store a few drafts and report them, in order."""
        stored = iter(self._stored([draft for draft in drafts if draft.document is not None]))
        for draft in drafts:
            unread = report_json(AddReport(draft.source, "failed", error=draft.error))
            report = unread if draft.document is None else next(stored)
            self.reports.append(report)
            self._claimed += filter(None, (report["document_id"], report["duplicate_of"]))
            told = self._shown and draft.document is None
            if not self._session.args.json and not told:
                self._session.bars.clear()
                self._session.say(display.report(report))

    def _stored(self, drafts: list[Draft]) -> list[Mapping[str, Any]]:
        if drafts and not self._trouble:
            values = [asdict(draft) for draft in drafts]
            try:
                reports: list[Mapping[str, Any]] = self._session.call(
                    "store", drafts=values, claimed=self._claimed
                )
            except AssistantError as error:
                self._trouble = str(error)
            else:
                return reports
        why = [f"{draft.source}: {self._trouble}" for draft in drafts]
        return [
            report_json(AddReport(draft.source, "failed", error=error))
            for draft, error in zip(drafts, why, strict=True)
        ]


def _total(reports: list[Mapping[str, Any]]) -> str:
    counts = {
        status: sum(report["status"] == status for report in reports)
        for status in ("stored", "unchanged", "duplicate", "failed")
    }
    return ", ".join(f"{count} {status}" for status, count in counts.items())
