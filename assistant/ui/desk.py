"""What staff do, without the page: read sources, judge and correct what was read, store it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from assistant.documents.files import is_link, pasted, read_file
from assistant.errors import AssistantError, LinkRefused
from assistant.language.dates import parse_published
from assistant.schema import LANGUAGES, AddReport, Document, Draft, Language, RawSource
from assistant.ui.words import Words

_BARE_ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-zA-Z]{2,24}(?:/\S*)?")
_LONGEST_NAME = 255  # characters of a file's name
SHORT = 200  # characters under which a text is rather a remnant than an article


@dataclass(frozen=True, slots=True)
class Given:
    """A source that staff gave: what it is called, and a link, a text or an uploaded file."""

    name: str
    source: str | RawSource | Path


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
    topics: str = ""  # set off by commas


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a draft cannot be stored as it is: a key of the words, and what fills it."""

    key: str
    value: str = ""

    def said(self, words: Words) -> str:
        """Return the refusal in words."""
        return words.say(self.key, value=self.value) if self.value else words.say(self.key)


# --- reading ---------------------------------------------------------------------------------


def uploaded(files: Sequence[str], names: Sequence[str]) -> list[Given]:
    """Return the files that staff gave, each under its own name where the browser said it.

    An upload lies under a name that Gradio has rewritten.
    """
    paths = [Path(file) for file in files]
    named = names if len(names) == len(paths) else [""] * len(paths)
    return [Given(_own(name) or path.name, path) for name, path in zip(named, paths, strict=True)]


def _own(name: str) -> str:
    """Return a file's name as one line of text, without the folder that it may come with."""
    return " ".join(re.split(r"[/\\]", name)[-1].split())[:_LONGEST_NAME]


def sources(links: str, text: str, words: Words) -> list[Given]:
    """Return what staff typed, in order: links one a line, the pasted text."""
    given = [
        Given(link.strip(), _whole(link.strip())) for link in links.splitlines() if link.strip()
    ]
    if text.strip():
        name = words.say("pasted")
        given.append(Given(name, replace(pasted(text), source=name)))
    return given


def _whole(link: str) -> str:
    """Return a link with its scheme, which people leave out as their browsers do."""
    return f"https://{link}" if _BARE_ADDRESS.fullmatch(link) else link


def fetched(given: Given, limit: int) -> str | RawSource | Draft:
    """Return what is to be read, or the draft that says why it is not.

    An uploaded file is opened here, up to `limit` bytes. A link must be http(s): the desk opens no
    file of the server.
    """
    try:
        if isinstance(given.source, Path):
            read = read_file(str(given.source), limit)
            return replace(read, source=given.name, name=given.name)
        if isinstance(given.source, str) and not _of_the_web(given.source):
            raise LinkRefused(given.source, "only http and https addresses are asked.")
    except AssistantError as error:
        return Draft(given.name, None, error=str(error), error_kind=type(error).__name__)
    return given.source


def _of_the_web(link: str) -> bool:
    return is_link(link) and link.lower().startswith(("http://", "https://"))


# --- judging ---------------------------------------------------------------------------------


def problems(draft: Draft, *, twin: bool = False, near_twin: bool = False) -> tuple[str, ...]:
    """Return what staff should look at before a draft is stored, the gravest first.

    `twin`: another draft has its text; `near_twin`: almost. Each is a word after "problem." in the
    words.
    """
    document = draft.document
    if document is None:
        return ("unread",)
    found = {
        "known": draft.duplicate_of,
        "twin": twin,
        "near": draft.near_duplicate_of,
        "near_twin": near_twin and not twin,
        "short": len(document.body) < SHORT,
        "title": not document.title,
        "date": not document.published,
        "publisher": not document.publisher,
    }
    return tuple(name for name, there in found.items() if there)


GRAVITY = ("failed", "unread", "known", "twin", "near", "near_twin", "short",
           "title", "date", "publisher")  # fmt: skip


def gravity(found: Sequence[str]) -> int:
    """Return how early a draft with these problems is shown: the least first."""
    return min((GRAVITY.index(problem) for problem in found), default=len(GRAVITY))


# --- correcting ------------------------------------------------------------------------------


def corrections(values: Mapping[str, str]) -> Corrections:
    """Return the corrections of a form; what it lacks is empty."""
    return Corrections(**{field.name: values.get(field.name, "") for field in fields(Corrections)})


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
    topics = changes.topics.replace("،", ",").split(",")
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
            language=_language(changes.language, document),
            topics=tuple(dict.fromkeys(topic.strip() for topic in topics if topic.strip())),
            body=changes.body if changes.body.endswith("\n") else changes.body + "\n",
        ),
    )


def set_together(draft: Draft, document: Document, changes: Corrections) -> Draft | Refused:
    """Return the draft with those of publisher, date and language that are not left empty."""
    published = parse_published(changes.published) if changes.published.strip() else ""
    if changes.published.strip() and not published:
        return Refused("review.baddate", changes.published.strip())
    return replace(
        draft,
        document=replace(
            document,
            publisher=changes.publisher.strip() or document.publisher,
            published=published or document.published,
            published_from="staff" if published else document.published_from,
            language=_language(changes.language, document),
        ),
    )


def _language(wanted: str, document: Document) -> Language:
    return next((known for known in LANGUAGES if known == wanted), document.language)


# --- telling ---------------------------------------------------------------------------------


def outcome(report: AddReport, words: Words) -> str:
    """Return in words what became of a stored draft."""
    title = report.title or report.source
    if report.status == "failed":
        return f"{words.say('failed', title=title)} {report.error or ''}".strip()
    return words.say(report.status, title=title)


def failure(draft: Draft, words: Words) -> str:
    """Return in words why a source could not be read, and what to do about it."""
    return words.table.get(f"error.{draft.error_kind}", words.say("error.SourceError"))
