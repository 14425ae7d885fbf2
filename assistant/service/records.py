"""Records as JSON and back: what travels between the command line and a running app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.library import Problem
from assistant.schema import AddReport, Document, Draft, OriginalSource


@dataclass(frozen=True, slots=True)
class Changes:
    """What bringing the index in step with the corpus folder did."""

    added: tuple[str, ...] = ()  # document ids
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()

    def then(self, later: Changes) -> Changes:
        """Return these changes and `later` ones as one: added, then changed, is added."""
        added = [id for id in self.added if id not in later.removed]
        changed = [id for id in self.changed if id not in later.removed]
        added += [id for id in later.added if id not in added]
        changed += [id for id in later.changed if id not in {*added, *changed}]
        return Changes(
            added=tuple(added),
            changed=tuple(changed),
            removed=(*self.removed, *later.removed),
            unchanged=later.count - len(added) - len(changed),
            problems=later.problems,
        )

    @property
    def count(self) -> int:
        """How many documents there are now."""
        return len(self.added) + len(self.changed) + self.unchanged


def document_of(values: Mapping[str, Any]) -> Document:
    """Return the document that `asdict` made `values` of."""
    fields = dict(values)
    fields["sources"] = tuple(OriginalSource(**source) for source in fields["sources"])
    fields["topics"] = tuple(fields["topics"])
    return Document(**fields)


def draft_of(values: Mapping[str, Any]) -> Draft:
    """Return the draft that `asdict` made `values` of."""
    fields = dict(values)
    if fields["document"] is not None:
        fields["document"] = document_of(fields["document"])
    fields["removed"] = tuple(fields["removed"])
    fields["places"] = tuple(fields["places"])
    return Draft(**fields)


def report_json(report: AddReport) -> dict[str, Any]:
    """Return the contract's object for one added source."""
    values = asdict(report)
    values["removed"] = None if report.removed is None else list(report.removed)
    return values


def listing_json(document: Document) -> dict[str, Any]:
    """Return a document's record for `list`: what is unknown is null."""
    values = asdict(document)
    for key in ("body", "extra", "topics", "sources"):
        del values[key]
    unknown = {key: value if value != "" else None for key, value in values.items()}
    return {
        "document_id": unknown.pop("id"),
        "path": unknown.pop("path"),
        **unknown,
        "topics": list(document.topics),
        "sources": [source_json(source) for source in document.sources],
    }


def document_json(document: Document) -> dict[str, Any]:
    """Return a whole document for `show`."""
    record = listing_json(document)
    return {**record, "extra": dict(document.extra), "body": document.body}


def source_json(source: OriginalSource) -> dict[str, Any]:
    """Return a summary's source as its corpus file writes it."""
    values = asdict(source)
    return {**values.pop("extra"), **values}


def changes_json(changes: Changes) -> dict[str, Any]:
    """Return what `sync` or `rebuild` did."""
    return {
        "added": list(changes.added),
        "changed": list(changes.changed),
        "removed": list(changes.removed),
        "unchanged": changes.unchanged,
        "problems": [{"path": p.path, "error": p.message} for p in changes.problems],
    }
