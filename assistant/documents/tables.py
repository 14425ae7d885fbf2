"""Tables as Markdown, so that every figure stays with its row and its column."""

from __future__ import annotations

from collections.abc import Sequence

Rows = Sequence[Sequence[str]]


def markdown_table(rows: Rows, header_rows: int = 1) -> str:
    """Return `rows` as a Markdown table; the first `header_rows` become its one heading row.

    Rows may differ in length; empty rows and columns are dropped; `|` in a cell is escaped.
    Empty when no cell holds anything.
    """
    width = max((len(row) for row in rows), default=0)
    cells = [[_cell(text) for text in row] + [""] * (width - len(row)) for row in rows]
    kept = [c for c in range(width) if any(row[c] for row in cells)]
    heading = [_joined([row[c] for row in cells[:header_rows]]) for c in kept]
    body = [[row[c] for c in kept] for row in cells[header_rows:] if any(row)]
    if not kept or not (any(heading) or body):
        return ""
    lines = [heading, ["---"] * len(kept), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _joined(parts: Sequence[str]) -> str:
    """Join the heading cells above one column, each said once."""
    return " ".join(dict.fromkeys(part for part in parts if part))
