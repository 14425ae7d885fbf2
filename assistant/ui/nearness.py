"""What a near copy has in common with the document it resembles, and what only one of them says."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.language.sentences import sentences
from assistant.schema import Document

SHOWN = 8  # sentences of each side


@dataclass(frozen=True, slots=True)
class Nearness:
    """The share of a text's sentences that the other has too, and the first that differ."""

    shared: int  # per cent
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]


def nearness(here: Document, there: Document) -> Nearness:
    """Compare a draft with the document that it is a near copy of, sentence by sentence."""
    ours, theirs = _said(here), _said(there)
    common = sum(key in theirs for key in ours)
    return Nearness(
        100 * common // max(1, len(ours)),
        tuple(text for key, text in ours.items() if key not in theirs)[:SHOWN],
        tuple(text for key, text in theirs.items() if key not in ours)[:SHOWN],
    )


def _said(document: Document) -> dict[str, str]:
    """Return the sentences of a document by their words."""
    found: dict[str, str] = {}
    for span in sentences(document.body, document.language):
        text = document.body[span.start : span.end]
        key = "".join(sign for sign in text.casefold() if sign.isalnum())
        if key:
            found.setdefault(key, text)
    return found
