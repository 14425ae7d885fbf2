"""A page of the web that a browser printed to PDF: its article stands among menus and tickers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.documents.blocks import Block
from assistant.documents.folding import tidy
from assistant.documents.furniture import cut_furniture
from assistant.documents.mastheads import named_above, suffix_of
from assistant.documents.segments import Segment, SegmentKind, as_markdown, lines_above
from assistant.schema import Clue, Extracted

_BROWSERS = re.compile(r"mozilla|chrom(?:e|ium)|safari|firefox|\bedge?\b", re.IGNORECASE)
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_KINDS: Mapping[str, SegmentKind] = {"title": "heading", "heading": "heading", "item": "item"}
_HEAD = 12  # lines among which the site names itself


def is_printed_page(properties: Mapping[str, str]) -> bool:
    """Tell by its properties whether a browser made a PDF."""
    return bool(_BROWSERS.search(properties.get("Creator", "")))


def read_printed(
    blocks: Sequence[Block], title: str, clues: Sequence[Clue], removed: Sequence[str]
) -> Extracted:
    """Return the article of a printed page, cut as that of a saved one is.

    `title`: the largest line, "" where none stands out; `removed`: the lines cut before.
    """
    segments = list(_segments(blocks))
    article = cut_furniture(segments, title)
    marked = next((clue.value for clue in clues if clue.field == "title"), "")
    lines = [segment.text for segment in segments[:_HEAD]]
    names = (named_above(marked, lines, article.title), suffix_of(marked, article.title))
    sites = [Clue("publisher", "text", name) for name in names if name]
    above = lines_above(article.kept)
    return Extracted(
        "html",
        as_markdown(article.kept),
        (*removed, *(segment.text for segment in article.removed)),
        tuple(dict.fromkeys((*article.clues, *sites, *clues))),
        (*(0 for _ in removed), *(above[place] for place in article.places)),
    )


def _segments(blocks: Sequence[Block]) -> Iterator[Segment]:
    for number, block in enumerate(blocks, start=1):
        if block.kind == "table":
            yield from _rows(block.text, number)
        elif text := tidy(block.text):
            kind = _KINDS.get(block.kind, "text")
            yield Segment(text, kind, block.level + (kind == "item"), group=number)


def _rows(table: str, number: int) -> Iterator[Segment]:
    for place, line in enumerate(table.strip().splitlines()):
        if line.startswith("|") and not _RULE.fullmatch(line.strip()):
            cells = tuple(tidy(cell) for cell in line.strip().strip("|").split("|"))
            text = " ".join(filter(None, cells))
            yield Segment(text, "row", cells=cells, header=place == 0, group=number)
