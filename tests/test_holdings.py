"""What the corpus holds, counted for the filters."""

from __future__ import annotations

from assistant.schema import Document, OriginalSource
from assistant.service.holdings import holdings


def test_publishers_are_counted_by_name_however_they_are_written() -> None:
    sources = (OriginalSource("L'Écho"), OriginalSource("L’ECHO"), OriginalSource("Gazette"))
    held = holdings(
        [
            Document("a", "", publisher="L'Écho", published="2019-02-01"),
            Document("b", "", publisher="L'Écho", published="2021"),
            Document("c", "", kind="summary", sources=sources, language="en"),
            Document(
                "d", "", sources=sources, published="2019"
            ),  # no summary: they are not its own
            Document("e", "", publisher="…"),
        ]
    )
    assert held.publishers == (("Gazette", 1), ("L'Écho", 3))
    assert held.languages == (("fr", 4), ("en", 1))
    assert held.kinds == (("article", 4), ("summary", 1))
    assert held.years == (("2021", 1), ("2019", 2), ("", 2))
