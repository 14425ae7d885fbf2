"""The check: what a sentence says beside its quote must stand in the quote or the record."""

from __future__ import annotations

from assistant.language.dates import find_dates
from assistant.language.figures import find_figures, same_value
from assistant.schema import Answer, Document, Evidence, Language


def supported(intro: str, evidence: Evidence, language: Language) -> bool:
    """Return whether a quote stands in its document and its introduction adds no value to it.

    Every figure and date of the introduction must be, as a value, in the quote or be a date of
    the document's own record. No model is asked; the same input gives the same verdict.
    """
    document = evidence.document
    if document.body[evidence.start : evidence.end] != evidence.text:
        return False
    return not _unsupported_dates(intro, evidence, language) and not _unsupported_figures(
        intro, evidence, language
    )


def quotes_stand(answer: Answer, documents: dict[str, Document]) -> bool:
    """Return whether every citation of an answer is verbatim what its document's field holds."""
    for citation in answer.citations:
        document = documents.get(citation.document_id)
        if document is None:
            return False
        if citation.field == "body":
            if document.body[citation.start : citation.end] != citation.quote:
                return False
        elif citation.quote not in str(getattr(document, citation.field)):
            return False
    return True


def _unsupported_figures(intro: str, evidence: Evidence, language: Language) -> bool:
    dates = [m.span for m in find_dates(intro, language, None)]
    stated = find_figures(evidence.text, evidence.document.language)
    names = f"{evidence.document.publisher} " + " ".join(
        s.publisher for s in evidence.document.sources
    )
    named = find_figures(names, language)
    return any(
        not any(same_value(figure, other) for other in (*stated, *named))
        for figure in find_figures(intro, language)
        if not any(d.start <= figure.span.start < d.end for d in dates)
    )


def _unsupported_dates(intro: str, evidence: Evidence, language: Language) -> bool:
    document = evidence.document
    known = [(m.first, m.last) for m in find_dates(evidence.text, document.language, None)]
    for iso in (document.published, *(source.published for source in document.sources)):
        known += [(m.first, m.last) for m in find_dates(iso, "en", None)]
    return any(
        (mention.first, mention.last) not in known for mention in find_dates(intro, language, None)
    )
