"""The command `add`: sources read, shown, agreed to, stored in batches as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from assistant.command_line import display
from assistant.command_line.usage import WrongUsage
from assistant.schema import AddReport, Draft
from assistant.service.records import report_json

if TYPE_CHECKING:
    from assistant.__main__ import Session

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
    return _store(session, drafts)


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


def _store(session: Session, drafts: Iterable[Draft]) -> int:
    reports: list[Mapping[str, Any]] = []
    claimed: list[str] = []
    left = iter(drafts)
    while some := list(islice(left, TOGETHER)):
        for report in _stored(session, some, claimed):
            reports.append(report)
            claimed += filter(None, (report["document_id"], report["duplicate_of"]))
            if not session.args.json:
                session.bars.clear()
                session.say(display.report(report))
    if session.args.json:
        session.print(reports, str)
    else:
        session.say(_total(reports))
    return int(any(report["status"] == "failed" for report in reports))


def _stored(session: Session, drafts: list[Draft], claimed: list[str]) -> list[Mapping[str, Any]]:
    """Return the report of each draft, in order; the index is not asked for unreadable ones."""
    readable = [draft for draft in drafts if draft.document is not None]
    stored: Iterator[Mapping[str, Any]] = iter(())
    if readable:
        values = [asdict(draft) for draft in readable]
        stored = iter(session.call("store", drafts=values, claimed=claimed))
    return [
        report_json(AddReport(draft.source, "failed", error=draft.error))
        if draft.document is None
        else next(stored)
        for draft in drafts
    ]


def _total(reports: list[Mapping[str, Any]]) -> str:
    counts = {
        status: sum(report["status"] == status for report in reports)
        for status in ("stored", "unchanged", "duplicate", "failed")
    }
    return ", ".join(f"{count} {status}" for status, count in counts.items())
