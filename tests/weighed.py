"""A sentence as weighing leaves it, for the steps that come after."""

from assistant.questions.evidence import Scored
from assistant.schema import Document, Evidence, Language, Span


def weighed(
    text: str,
    language: Language = "fr",
    *,
    title: str = "Nouvelles",
    published: str = "2024-03-01",
    fit: float = 0.7,
    confidence: float = 0.8,
    odds: float = 1.0,
    marked: str = "",
) -> Scored:
    """Return a sentence that is a document of its own, on the subject, dated and of the named.

    `marked` are the words in it that answer.
    """
    document = Document(id=text, body=text, title=title, language=language, published=published)
    at = text.find(marked)
    spans = (Span(at, at + len(marked)),) if marked else ()
    return Scored(
        evidence=Evidence(
            document=document, start=0, end=len(text), text=text, score=odds, spans=spans
        ),
        rank=odds,
        confidence=confidence,
        features=(),
        own=0.8,
        support=0.8,
        words=0.8,
        nowhere=0.0,
        fit=fit,
        date=1.0,
        party=1.0,
        named=1.0,
    )
