"""The blocks of a laid-out document, between its format and our Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table or note, in reading order."""

    kind: Literal["title", "heading", "text", "item", "table", "note"]
    text: str
    level: int = 0  # of a heading: 1 is the highest; of an item: how deep it is nested


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return the blocks as Markdown, NFC, LF: headings with #, list items with -.

    A title that is not taken off before reads as a heading of level 1.
    """
    parts: list[str] = []
    last = ""
    for block in blocks:
        text = _one_block(block)
        if text:
            # The items of one list stand on lines of their own, everything else apart.
            parts.append(("\n" if last == block.kind == "item" else "\n\n") + text)
            last = block.kind
    return unicodedata.normalize("NFC", "".join(parts).strip())


def _one_block(block: Block) -> str:
    if block.kind == "table":
        return block.text.strip()
    if block.kind in ("title", "heading"):
        text = " ".join(block.text.split())
        return f"{'#' * min(max(block.level, 1), 6)} {text}" if text else ""
    lines = [" ".join(line.split()) for line in block.text.splitlines()]
    text = "\n".join(line for line in lines if line)
    if block.kind == "item" and text:
        return "  " * block.level + "- " + text.replace("\n", " ")
    return text
