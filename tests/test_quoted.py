"""A quote stands where it was cut from, and says no more than its words and its record do."""

from __future__ import annotations

import pytest

from assistant.questions.quoted import Quote
from assistant.schema import Document, OriginalSource

DOCUMENT = Document(
    id="d", title="La forge en 2016", publisher="Le Fil du Métal", published="2016-05-04",
    body="La forge emploie 480 personnes. Elle a fermé un 31 mars.\n",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "start", "field", "stands"),
    [
        ("La forge", 0, "body", True),
        ("La forge", 1, "body", False),
        ("La forge", None, "body", False),
        ("La Forge", 0, "body", False),
        ("Le Fil du Métal", None, "publisher", True),
        ("2016-05-04", None, "published", True),
        ("Une autre", None, "title", False),
        ("", 0, "body", False),
    ],
)
def test_a_quote_stands_letter_by_letter(
    text: str, start: int | None, field: str, stands: bool
) -> None:
    assert Quote(DOCUMENT, text, start, field).stands is stands


def test_a_day_is_no_figure_and_a_day_without_a_year_is_told_from_publication() -> None:
    quote = Quote(DOCUMENT, DOCUMENT.body, 0)
    assert [figure.words for figure in quote.figures] == ["480"]
    assert "2016-03-31" in {mention.first.isoformat() for mention in quote.dates}


def test_a_publisher_is_credited_right_before_the_day_of_publication() -> None:
    quote = Quote(DOCUMENT, "La forge", 0)
    assert quote.is_credited("Le Fil du Métal, ")
    assert not quote.is_credited("Le Fil du Métal dit que la forge, ")
    nobody = Document(id="s", body="x", kind="summary", sources=(OriginalSource(),))
    assert Quote(nobody, "x", 0).is_credited("après une source non précisée, ")
