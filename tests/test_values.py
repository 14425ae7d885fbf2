"""The figures and dates of a quote that answer."""

from assistant.questions.values import answering_figures
from assistant.schema import Document, Evidence, Span


def figures(text: str) -> list[str]:
    document = Document(id="d", body=text, title="", language="fr")
    whole = (Span(0, len(text)),)
    evidence = Evidence(
        document=document, start=0, end=len(text), text=text, score=1.0, spans=whole
    )
    return [figure.words for figure in answering_figures(evidence)]


def test_a_day_without_its_year_is_no_figure() -> None:
    assert figures("Le salon s'est tenu du 19 au 22 septembre.") == []
    assert figures("Le salon a reçu 220 exposants le 22 septembre.") == ["220"]
