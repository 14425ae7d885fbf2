"""A page as blocks in reading order, and an article's blocks written as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

SegmentKind = Literal["text", "heading", "item", "row", "quote", "ticker", "caption"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph, heading, list item, table row … of a page, tidy and on one line.

    The fields below `gap` come from markup and stay at rest in plain text.
    """

    text: str
    kind: SegmentKind = "text"
    level: int = 0  # of a heading; depth of a list item
    gap: bool = True  # something (a blank line, an element) stands between it and the one before
    cells: tuple[str, ...] = ()  # of a table row
    header: bool = False  # a row of column headings
    group: int = 0  # blocks of one table, list or line share a number
    numbered: bool = False
    links: float = 0.0  # share of the text inside links
    entries: int = 0  # how many links
    hint: float = 0.0  # what the elements around say: above 0 article, below furniture
    dated: bool = False  # the markup says that this is the article's date or byline
    path: tuple[tuple[int, str], ...] = ()  # the elements it stands in, see branches.py
    taken: bool = False  # a parser found it to be of the article


def as_markdown(blocks: Sequence[Segment]) -> str:
    """Return the article of `blocks` as Markdown: headings, lists, tables, quotes, paragraphs."""
    parts: list[str] = []
    previous: Segment | None = None
    for block in blocks:
        tight = previous is not None and _one_list(previous, block)
        if parts:
            parts.append("\n" if tight else "\n\n")
        parts.append(_written(block, previous if tight else None))
        previous = block
    return "".join(parts)


def lines_above(blocks: Sequence[Segment]) -> list[int]:
    """Return for each block, and for the end, how many lines of `as_markdown` stand above it."""
    above = [0]
    previous: Segment | None = None
    for block in blocks:
        heads = block.kind == "row" and not (previous and _one_list(previous, block))
        above.append(above[-1] + (2 if heads else 1))
        previous = block
    return above


def _one_list(before: Segment, block: Segment) -> bool:
    if before.kind != block.kind or block.kind not in ("item", "row"):
        return False
    return block.kind == "item" or before.group == block.group


def _written(block: Segment, before: Segment | None) -> str:
    if block.kind == "heading":
        return "#" * min(max(block.level, 2), 6) + " " + block.text
    if block.kind == "item":
        return "  " * max(block.level - 1, 0) + "- " + _BULLET.sub("", block.text)
    if block.kind == "quote":
        return "> " + block.text
    if block.kind == "row":
        return _row(block, first=before is None)
    return _without_markup(block.text)


def _row(block: Segment, *, first: bool) -> str:
    cells = [cell.replace("|", "/") for cell in block.cells]
    line = "| " + " | ".join(cells) + " |"
    return line + "\n|" + " --- |" * len(cells) if first else line


_BULLET = re.compile(r"^\s*(?:[-–—•·●▪◦*»►▶✓✔‣➢➤]|\uf0b7|\uf0a7)\s+")
_LOOKS_LIKE_MARKUP = re.compile(r"^(#{1,6}\s|>\s|```|~~~|---+$|===+$)")


def bulleted(line: str) -> bool:
    """Say whether the line starts with a bullet."""
    return bool(_BULLET.match(line))


def without_bullet(line: str) -> str:
    """Return the line without its bullet."""
    return _BULLET.sub("", line)


def _without_markup(text: str) -> str:
    """Drop leading characters that Markdown would read as a heading, quote or fence."""
    while _LOOKS_LIKE_MARKUP.match(text):
        text = re.sub(r"^[#>`~=-]+\s*", "", text)
    return text
