"""The stored text on the page: a quote's offsets mark exactly the quote, and nothing is markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.stored_text import passage, stored_text

TABLE = "| Ateliers | 2019 | 2020 |\n| --- | ---: | --- |\n| Coffres | 88 | 91 |\n| Portes |  | 7 |"


class Read(HTMLParser):
    """What a reader sees: all text, the text that is marked, and the tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all, self.marked, self.before, self.tags = "", "", "", []
        self.attributes: list[tuple[str, str | None]] = []
        self._inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._inside = self._inside or tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.marked += data
        elif not self.marked:
            self.before += data
        self.all += data


def letters(text: str) -> str:
    """Return what no Markdown sign is made of."""
    return "".join(c for c in text if c.isalpha())


PLAIN = st.text(st.sampled_from("abcé م<>&\"'${}`["), min_size=1)
LINES = st.sampled_from(
    ["", "# Titre élevé", "Une phrase, et une autre.", "- un point", "12. douzième",
     "جملة عربية هنا", *TABLE.split("\n"), "<b>gras</b> & ${x}", "|", "||", "| seule",
     "#", "-", "   ", "a | b"]
)  # fmt: skip


@given(PLAIN, st.data())
def test_in_a_paragraph_exactly_the_quote_is_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    body = f"Avant.\n\n{text}\n\nAprès."
    read = Read(stored_text(body, (8 + start, 8 + end)))
    quote = text[start:end]
    assert read.marked == (quote if quote.strip() else "")
    assert letters(read.all) == letters(body)


@given(st.lists(LINES, min_size=1, max_size=12), st.data())
def test_across_any_lines_the_words_of_the_quote_are_marked(
    lines: list[str], data: st.DataObject
) -> None:
    body = "\n".join(lines)
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    read = Read(stored_text(body, (start, end)))
    assert letters(read.marked) == letters(body[start:end])
    assert letters(read.all) == letters(body)
    if read.marked:
        assert letters(read.before) == letters(body[:start])
        assert read.attributes.count(("id", "quote")) == 1
        assert read.attributes.count(("class", "here")) == 1
    assert set(read.tags) <= {
        "p", "h4", "ul", "li", "div", "table", "tr", "th", "td", "mark", "span", "br",
    }  # fmt: skip


def test_a_table_is_a_table_and_its_row_is_marked_cell_by_cell() -> None:
    start = TABLE.index("| Coffres")
    html = stored_text(TABLE, (start, start + len("| Coffres | 88 | 91 |")))
    assert '<th scope="col">Ateliers</th>' in html
    assert "---" not in html
    assert '<td><mark id="quote" tabindex="-1">Coffres</mark></td><td><mark>88</mark></td>' in html
    assert "<td>Portes</td><td></td><td>7</td>" in html


def test_headings_lists_and_paragraphs_keep_their_shape() -> None:
    html = stored_text("# Bilan\n\nUne ligne\net sa suite.\n\n- un\n- deux\n\n3. trois\n")
    assert "<h4>Bilan</h4><p>Une ligne\net sa suite.</p><ul><li>un</li><li>deux</li></ul>" in html
    assert '<li><span class="number">3.</span> trois</li>' in html


@pytest.mark.parametrize(
    ("start", "end"),
    [("", ""), ("0", ""), ("-1", "3"), ("3", "3"), ("4", "2"), ("0", "13"), ("1e1", "12"),
     ("0", "9" * 5000), ("²", "3"), ("a", "b"), ("5", "6"), (" 0", "3")],
)  # fmt: skip
def test_offsets_that_name_no_words_of_the_text_are_refused(start: str, end: str) -> None:
    assert passage("Douze lettre"[:5] + " ettres", start, end) is None


def test_offsets_count_code_points() -> None:
    body = "🏭 Ĥ́ usine"
    start = body.index("usine")
    assert passage(body, str(start), str(len(body))) == (start, len(body))
    assert Read(stored_text(body, (start, len(body)))).marked == "usine"


def test_a_long_hostile_line_takes_no_time() -> None:
    for line in ("|" + "-" * 200_000 + "x", "- " * 100_000, "#" * 100_000, "|" * 50_000):
        assert stored_text(line) is not None
