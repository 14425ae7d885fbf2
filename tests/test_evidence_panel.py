"""A card of the evidence panel: the quote as a reader takes it, and nothing of it as markup."""

from __future__ import annotations

from assistant.schema import Citation
from assistant.ui.evidence import card
from assistant.ui.words import words_in


def shown(quote: str) -> str:
    citation = Citation(
        n=1, document_id="d", path="articles/d.md", kind="article", title="D", publisher="",
        published=None, url="", field="body", quote=quote, start=0, end=len(quote), language="fr",
    )  # fmt: skip
    return card(citation, None, "a", words_in("fr"))


def test_a_row_of_a_table_is_shown_as_its_cells() -> None:
    html = shown("| Coffres | 88 | 91 |")
    assert "<mark>Coffres · 88 · 91</mark>" in html


def test_a_bar_inside_a_sentence_stays() -> None:
    assert "<mark>Le choix oui | non.</mark>" in shown("Le choix oui | non.")


def test_a_cell_is_no_markup() -> None:
    html = shown("| <script>alert(1)</script> | 2 |")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
