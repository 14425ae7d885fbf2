"""What staff do, without the page: read sources, correct what was read, store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.documents.files import pasted
from assistant.errors import LinkRefused
from assistant.language.dates import parse_published
from assistant.schema import LANGUAGES, AddReport, Document, Draft, Language, RawSource
from assistant.service.service import Service
from assistant.ui.words import Words


@dataclass(frozen=True, slots=True)
class Corrections:
    """The fields of a draft as staff leave them."""

    title: str
    publisher: str
    author: str
    url: str
    published: str
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a draft cannot be stored as it is: a key of the words, and what fills it."""

    key: str
    value: str = ""


def sources(files: Sequence[str], links: str, text: str, words: Words) -> list[str | RawSource]:
    """Return everything staff gave, in order: files, links one a line, the pasted text."""
    given: list[str | RawSource] = []
    for name in files:
        path = Path(name)
        given.append(RawSource(source=path.name, name=path.name, data=path.read_bytes()))
    given += [link.strip() for link in links.splitlines() if link.strip()]
    if text.strip():
        given.append(replace(pasted(text), source=words.say("pasted")))
    return given


def read(service: Service, source: str | RawSource) -> Draft:
    """Return the draft of one source. A link must be http(s): the desk opens no server files."""
    if isinstance(source, str) and not source.lower().startswith(("http://", "https://")):
        refused = LinkRefused(source, "only http and https addresses are asked.")
        return Draft(source, None, error=str(refused), error_kind="LinkRefused")
    return service.prepare(source)


def corrected(draft: Draft, document: Document, changes: Corrections) -> Draft | Refused:
    """Return the draft with the corrections of staff, or why it cannot be stored so."""
    published = parse_published(changes.published) if changes.published.strip() else ""
    if changes.published.strip() and not published:
        return Refused("review.baddate", changes.published.strip())
    if not changes.title.strip():
        return Refused("review.noname")
    if not changes.body.strip():
        return Refused("review.notext")
    origin = document.published_from if published == document.published else "staff"
    language: Language = next(
        (known for known in LANGUAGES if known == changes.language), document.language
    )
    return replace(
        draft,
        document=replace(
            document,
            title=changes.title.strip(),
            publisher=changes.publisher.strip(),
            author=changes.author.strip(),
            url=changes.url.strip(),
            published=published,
            published_from=origin if published else "",
            language=language,
            body=changes.body if changes.body.endswith("\n") else changes.body + "\n",
        ),
    )


def outcome(report: AddReport, words: Words) -> str:
    """Return in words what became of a stored draft."""
    title = report.title or report.source
    if report.status == "failed":
        return f"{words.say('failed', title=title)} {report.error or ''}".strip()
    return words.say(report.status, title=title)


def failure(draft: Draft, words: Words) -> str:
    """Return in words why a source could not be read."""
    key = f"error.{draft.error_kind}"
    why = words.table.get(key, words.say("error.SourceError"))
    return f"{draft.source} — {why}"
