"""Whose word a sentence is, and of when: in a summary, that of the source it follows."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.schema import Document, Evidence, OriginalSource


def sources_of(document: Document, quote: str, before: str) -> Sequence[OriginalSource]:
    """Return the sources of a summary that a quote of it may rest on.

    The ones that it names, else the last one named `before` it in its paragraph, else all of them.
    """
    named = [s for s in document.sources if s.publisher and s.publisher in quote]
    if named:
        return named
    last = max(document.sources, key=lambda s: _named_at(s, before), default=None)
    if last is not None and _named_at(last, before) >= 0:
        return [last]
    return document.sources


def before(evidence: Evidence) -> str:
    """Return what stands before a quote in its paragraph."""
    body = evidence.document.body
    return body[body.rfind("\n\n", 0, evidence.start) + 1 : evidence.start]


def told_on(evidence: Evidence) -> str:
    """Return the date a sentence was published on, as its document is dated; empty if unknown.

    Of a summary it is the date of the source that the sentence follows, not of its latest one.
    """
    document = evidence.document
    if document.kind != "summary":
        return document.dated
    sources = sources_of(document, evidence.text, before(evidence))
    return max((source.published for source in sources), default="")


def _named_at(source: OriginalSource, text: str) -> int:
    return text.rfind(source.publisher) if source.publisher else -1
