"""The page of one document: what is known of it and, for who may read it, its text at a quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.schema import Document
from assistant.ui.browse import Wish, kind, title
from assistant.ui.evidence import origin_of, original, record_address, source_line
from assistant.ui.safety import safe
from assistant.ui.stored_text import passage, stored_text
from assistant.ui.words import Words, direction_of

_ASKED = 3  # topics that a question is offered on


@dataclass(frozen=True, slots=True)
class Near:
    """The documents that say nearly the same: the one this is a copy of, and copies of this."""

    first: Document | None = None
    copies: tuple[Document, ...] = ()


def near(document: Document, everything: Sequence[Document]) -> Near:
    """Return the near copies of a document."""
    by_id = {other.id: other for other in everything}
    copies = tuple(other for other in everything if other.near_duplicate_of == document.id)
    return Near(by_id.get(document.near_duplicate_of), copies)


def record(
    document: Document,
    copies: Near,
    words: Words,
    *,
    readable: bool,
    quoted: tuple[str, str] = ("", ""),
    by_staff: bool = False,
) -> str:
    """Return a document as HTML; `quoted` are the offsets that the address gives, as written.

    `readable`: whether the reader may see the text; `by_staff`: whether they are of the staff.
    """
    facts = "".join(
        f"<dt>{safe(words.say(f'record.{key}'))}</dt><dd>{value}</dd>"
        for key, value in _facts(document, copies, words, by_staff=by_staff)
    )
    text = _text(document, words, quoted) if readable else _withheld(document, words)
    back = safe(words.say("record.back"))
    return (
        f'<p class="crumb"><a href="../documents">{back}</a></p>'
        f'<article class="record"><h2>{title(document, words)}</h2><dl class="facts">{facts}</dl>'
        f"{_sources(document, words)}"
        f'<p class="ways">{original(document.url, words)}{_questions(document, words)}'
        f"{_desk(document, words) if by_staff else ''}</p>"
        f"{text}</article>"
    )


def _facts(
    document: Document, copies: Near, words: Words, *, by_staff: bool
) -> Iterator[tuple[str, str]]:
    """Yield what is known of a document, by the key of its name."""
    yield "kind", kind(document, words, 0)
    for key, value in (("publisher", document.publisher), ("author", document.author)):
        if value:
            yield key, f"<bdi>{safe(value)}</bdi>"
    if document.kind == "summary":
        yield "written", safe(words.date(document.published))
    else:
        origin = origin_of(document, words)
        yield "published", safe(words.date(document.published)) + (f" ({origin})" if origin else "")
    yield "language", safe(words.say(f"tongue.{document.language}"))
    if document.topics:
        topics = "".join(f"<li>{_topic(topic)}</li>" for topic in document.topics)
        yield "topics", f'<ul class="topics">{topics}</ul>'
    if copies.first:
        yield "copy_of", _link(copies.first, words)
    if copies.copies:
        links = "".join(f"<li>{_link(other, words)}</li>" for other in copies.copies)
        yield "copies", f"<ul>{links}</ul>"
    if document.added:
        by = f" · <bdi>{safe(document.added_by)}</bdi>" if by_staff and document.added_by else ""
        yield "added", safe(words.day(document.added)) + by
    yield "id", f'<code dir="ltr">{safe(document.id)}</code>'


def _topic(topic: str) -> str:
    return f'<a href="../documents{safe(Wish(q=topic).query)}"><bdi>{safe(topic)}</bdi></a>'


def _link(document: Document, words: Words) -> str:
    return f'<a href="../{safe(record_address(document.id))}">{title(document, words)}</a>'


def _sources(document: Document, words: Words) -> str:
    """Return the sources of a summary."""
    if not document.sources:
        return ""
    items = [f"<li>{source_line(source, words)}</li>" for source in document.sources]
    heading = safe(words.say("sources.links"))
    return f'<section class="after"><h3>{heading}</h3><ul>{"".join(items)}</ul></section>'


def _questions(document: Document, words: Words) -> str:
    """Return links to the page of questions with one on a topic already in its box."""
    links = []
    for topic in document.topics[:_ASKED]:
        question = urlencode({"q": words.say("example.topic", topic=topic)})
        label = safe(words.say("record.ask", topic=topic))
        links.append(f'<a class="asking" href="../?{safe(question)}">{label}</a>')
    return "".join(links)


def _desk(document: Document, words: Words) -> str:
    """Return the way to the page on which staff correct a document."""
    address = safe(record_address(document.id))
    return f'<a href="../staff/{address}">{safe(words.say("manage.desk"))}</a>'


def _text(document: Document, words: Words, quoted: tuple[str, str]) -> str:
    marked = passage(document.body, *quoted)
    html = stored_text(document.body, marked)
    note = ""
    if 'id="quote"' in html:
        note = f'<p class="jump"><a href="#quote">{safe(words.say("record.jump"))}</a></p>'
    elif any(quoted):
        note = f'<p class="moved" role="status">{safe(words.say("record.moved"))}</p>'
    heading = safe(words.say("record.text"))
    way = direction_of(document.language)
    return (
        f'<section class="stored" aria-labelledby="text"><h3 id="text">{heading}</h3>{note}'
        f'<div class="body" lang="{document.language}" dir="{way}">{html}</div></section>'
    )


def _withheld(document: Document, words: Words) -> str:
    elsewhere = original(document.url, words)
    key = "record.closed" if elsewhere else "record.closed.nowhere"
    return f'<p class="closed">{safe(words.say(key))} {elsewhere}</p>'
