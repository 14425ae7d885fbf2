"""Markdown tables."""

from __future__ import annotations

from collections.abc import Sequence

from evals.intervals import Share


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with columns of even width."""
    cells = [list(head), *map(list, rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    rule = ["-" * width for width in widths]
    lines = [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in [cells[0], rule, *cells[1:]]
    ]
    return "\n".join(f"| {line} |" for line in lines)


def cell(of: Share, interval: bool = False) -> str:
    """Return a figure as a cell; a dash where nothing was measured."""
    if of.of == 0:
        return "-"
    shown = f"{of.value:.3f}"
    return f"{shown} ({of.low:.2f} to {of.high:.2f}, n {of.of})" if interval else shown
