"""Whose word a sentence of a summary is, and of when."""

from assistant.questions.attribution import before, sources_of, told_on
from assistant.schema import Document, Evidence, OriginalSource

BODY = "Selon La Forge, il a 40 ouvriers. Il en veut 60.\n\nL'Enclume en compte 52. Le four date."
SOURCES = (
    OriginalSource("La Forge", published="2010"),
    OriginalSource("L'Enclume", published=""),
    OriginalSource("Le Fil", published="2021"),
)
SUMMARY = Document("s", BODY, kind="summary", sources=SOURCES)


def evidence(text: str) -> Evidence:
    start = BODY.index(text)
    return Evidence(SUMMARY, start, start + len(text), text, score=1.0)


def test_a_sentence_is_of_the_source_it_names_or_the_one_named_before_it() -> None:
    for text in ("Selon La Forge, il a 40 ouvriers.", "Il en veut 60."):
        told = evidence(text)
        assert sources_of(SUMMARY, told.text, before(told)) == [SOURCES[0]]
        assert told_on(told) == "2010"


def test_the_date_of_another_source_is_not_its_date() -> None:
    assert told_on(evidence("L'Enclume en compte 52.")) == ""


def test_where_none_is_named_it_may_be_of_any() -> None:
    other = Document("o", "Le four date.", kind="summary", sources=SOURCES)
    told = Evidence(other, 0, 13, other.body, score=1.0)
    assert sources_of(other, told.text, before(told)) == SOURCES
    assert told_on(told) == "2021"


def test_an_article_is_of_its_own_day() -> None:
    article = Document("a", "Le four date.", published="2019-02-01")
    assert told_on(Evidence(article, 0, 13, article.body, score=1.0)) == "2019-02-01"
