"""A card of the evidence panel: the quote as a reader takes it, and nothing of it as markup."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.schema import Citation, OriginalSource
from assistant.ui.evidence import card
from assistant.ui.words import words_in


def cited(quote: str) -> Citation:
    return Citation(
        n=1, document_id="d", path="articles/d.md", kind="article", title="D", publisher="",
        published=None, url="", field="body", quote=quote, start=0, end=len(quote), language="fr",
    )  # fmt: skip


def shown(quote: str) -> str:
    return card(cited(quote), None, "a", words_in("fr"))


def test_a_row_of_a_table_is_shown_as_its_cells() -> None:
    html = shown("| Coffres | 88 | 91 |")
    assert "<mark>Coffres · 88 · 91</mark>" in html


def test_a_bar_inside_a_sentence_stays() -> None:
    assert "<mark>Le choix oui | non.</mark>" in shown("Le choix oui | non.")


def test_a_cell_is_no_markup() -> None:
    html = shown("| <script>alert(1)</script> | 2 |")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_source_of_a_summary_says_whose_it_is_and_of_which_day() -> None:
    titled = OriginalSource("Le Métal", "Une presse", "https://a.example", "2012-06")
    bare = OriginalSource("La Fonte", "", "https://b.example", "2013")
    summary = replace(cited("x"), kind="summary", sources=(titled, bare))
    html = card(summary, None, "a", words_in("fr"))
    links = html.partition('class="sources"')[2]
    plain = re.sub(r"<span class=.unseen.>.*?</span>|<.*?>", "", links.replace("</li>", "|"))
    assert plain.startswith(">Sources de cette synthèseUne presse — Le Métal, juin 2012|")
    assert "La Fonte — 2013|" in plain


def test_a_publisher_and_a_day_turn_no_line_of_one_another() -> None:
    html = card(replace(cited("x"), publisher="جريدة المعادن", published="2023-05"), None, "a",
                words_in("fr"))  # fmt: skip
    assert "<bdi>جريدة المعادن</bdi> · <bdi>mai 2023</bdi>" in html
