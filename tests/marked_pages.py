"""Invented pages with their gold article, the ways they come in, and what an extraction kept.

A `.page` fixture marks each line: `+ ` article, `= ` title, `- ` furniture, `~ ` either way;
`%field origin value` names a clue that must be found.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.prose import fold_line, tidy
from assistant.schema import Extracted

PAGES = Path(__file__).parent / "fixtures" / "pages"


@dataclass(frozen=True)
class MarkedPage:
    """A page with its gold: lines as (mark, text), and the clues it must give."""

    name: str
    lines: tuple[tuple[str, str], ...]
    clues: tuple[tuple[str, str, str], ...]

    def marked(self, mark: str) -> list[str]:
        return [tidy(text) for m, text in self.lines if m == mark]


@dataclass(frozen=True)
class Kept:
    """Characters of the article that are in the body, and of the furniture that are too."""

    article: int
    article_kept: int
    furniture: int
    furniture_kept: int
    lost: tuple[str, ...]
    leaked: tuple[str, ...]


def marked_pages() -> list[MarkedPage]:
    """Return the text pages."""
    return [_read(path) for path in sorted((PAGES / "text").glob("*.page"))]


def _read(path: Path) -> MarkedPage:
    lines: list[tuple[str, str]] = []
    clues: list[tuple[str, str, str]] = []
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("%"):
            field, origin, value = line[1:].split(" ", 2)
            clues.append((field, origin, value))
        else:
            lines.append((line[:1].strip(), line[2:]))
    return MarkedPage(path.stem, tuple(lines), tuple(clues))


def bare(text: str) -> str:
    """Return the letters and digits of a text only: what a comparison of texts looks at."""
    return re.sub(r"[\W_]+", "", fold_line(text))


def measure(page: MarkedPage, extracted: Extracted) -> Kept:
    """Return how much of the article and of the furniture stands in the body."""
    body = bare(extracted.body)
    gold = page.marked("+")
    wanted = "".join(bare(line) for line in gold)
    lost = [line for line in gold if bare(line) not in body]
    leaked = [
        line
        for line in page.marked("-") + page.marked("=")
        if len(bare(line)) >= 3 and bare(line) in body and bare(line) not in wanted
    ]
    size = len(wanted)
    furniture = sum(len(bare(line)) for line in page.marked("-"))
    return Kept(
        size,
        size - sum(len(bare(line)) for line in lost),
        furniture,
        sum(len(bare(line)) for line in leaked),
        tuple(lost),
        tuple(leaked),
    )


# --- the ways a page comes in -----------------------------------------------------------------


def as_saved(page: MarkedPage) -> str:
    return "\n".join(text for _, text in page.lines)


def without_blank_lines(page: MarkedPage) -> str:
    return "\n".join(text for _, text in page.lines if text.strip())


def spread_out(page: MarkedPage) -> str:
    return "\n\n\n".join(text for _, text in page.lines if text.strip())


def from_windows(page: MarkedPage) -> str:
    text = as_saved(page).rstrip("\n").replace("\n", "\r\n")
    return "\ufeff" + text.replace("'", "’").replace(" :", "\u00a0:").replace(
        "indust", "indus\u00adt"
    )


def wrapped(page: MarkedPage) -> str:
    wrapper = textwrap.TextWrapper(78, break_long_words=False, break_on_hyphens=False)
    blocks = [
        "\n".join(wrapper.wrap(text)) if mark == "+" else text
        for mark, text in page.lines
        if text.strip()
    ]
    return "\n\n".join(blocks)


WAYS: dict[str, Callable[[MarkedPage], str]] = {
    "as saved": as_saved,
    "without blank lines": without_blank_lines,
    "spread out": spread_out,
    "from Windows": from_windows,
    "wrapped": wrapped,
}
