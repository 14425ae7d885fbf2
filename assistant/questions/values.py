"""The values of a piece of evidence that answer: its figures and dates within the marked words."""

from __future__ import annotations

from assistant.language.dates import find_dates
from assistant.questions.quoted import Quote
from assistant.schema import DateMention, Evidence, Figure, Span


def answering_figures(evidence: Evidence) -> list[Figure]:
    """Return the figures within the spans of `evidence`; the 31 of "le 31 mars" is none."""
    found = Quote.of_evidence(evidence).figures
    return [figure for figure in found if _within(figure.span, evidence.spans)]


def answering_dates(evidence: Evidence) -> list[DateMention]:
    """Return the times within the spans of `evidence`."""
    dates = find_dates(evidence.text, evidence.document.language, None)
    return [mention for mention in dates if _within(mention.span, evidence.spans)]


def _within(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(s.start <= span.start < s.end for s in spans)
