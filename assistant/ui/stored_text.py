"""The stored text of a document as HTML: headings, lists and tables, with one passage marked.

Of the Markdown only the shape of a line is read; what stands in it is shown as it was stored, so
that every code point of a quote is where its offsets say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from assistant.ui.safety import safe

Shape = Literal["blank", "heading", "row", "rule", "item", "text"]

_HEADING: Final = re.compile(r"#{1,6}[ \t]+")
_RULE: Final = re.compile(r"\|[|\s:-]+")
_ITEM: Final = re.compile(r"[ \t]*(?:[-*+•–]|\d{1,3}[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the body: what is shown of it is `body[start:end]`."""

    shape: Shape
    start: int
    end: int
    sign: str = ""  # what an item begins with


@dataclass(slots=True)
class _Pen:
    """Writes stretches of a body, those within the passage marked; the first mark is `#quote`."""

    body: str
    first: int
    last: int
    begun: bool = False

    def write(self, start: int, end: int) -> str:
        a, b = max(start, self.first), min(end, self.last)
        if a >= b or not self.body[a:b].strip():
            return safe(self.body[start:end])
        name = "" if self.begun else ' id="quote" tabindex="-1"'
        self.begun = True
        marked = f"<mark{name}>{safe(self.body[a:b])}</mark>"
        return f"{safe(self.body[start:a])}{marked}{safe(self.body[b:end])}"


def passage(body: str, start: str, end: str) -> tuple[int, int] | None:
    """Return the passage that two numbers of an address name, None where they name none."""
    if not (re.fullmatch(r"[0-9]{1,9}", start) and re.fullmatch(r"[0-9]{1,9}", end)):
        return None
    first, last = int(start), int(end)
    inside = first < last <= len(body) and body[first:last].strip()
    return (first, last) if inside else None


def stored_text(body: str, marked: tuple[int, int] | None = None) -> str:
    """Return the body as HTML; the passage `marked` is in `<mark>`, its first piece `#quote`."""
    pen = _Pen(body, *(marked or (0, 0)))
    blocks: list[str] = []
    for kind, lines in groupby(_lines(body), lambda line: _BLOCKS[line.shape]):
        begun = pen.begun
        inner = _inner(kind, list(lines), pen)
        if inner:
            here = ' class="here"' if pen.begun and not begun else ""
            block = f"<{kind}{here}>{inner}</{kind}>"
            wide = kind == "table"  # it may be wider than a phone: it scrolls, by keyboard too
            blocks.append(f'<div class="wide" tabindex="0">{block}</div>' if wide else block)
    return "".join(blocks)


_BLOCKS: Final[dict[Shape, str]] = {
    "blank": "", "heading": "h4", "row": "table", "rule": "table", "item": "ul", "text": "p",
}  # fmt: skip


def _lines(body: str) -> Iterator[_Line]:
    start = 0
    for text in body.split("\n"):
        yield _line(text, start, start + len(text))
        start += len(text) + 1


def _line(text: str, start: int, end: int) -> _Line:
    if not text.strip():
        return _Line("blank", start, end)
    if text.startswith("|"):
        return _Line("rule" if "-" in text and _RULE.fullmatch(text) else "row", start, end)
    if match := _HEADING.match(text):
        return _Line("heading", start + match.end(), end)
    if match := _ITEM.match(text):
        return _Line("item", start + match.end(), end, match[0].strip())
    return _Line("text", start, end)


def _inner(kind: str, lines: list[_Line], pen: _Pen) -> str:
    """Return what stands inside one block of the page."""
    if kind == "table":
        return _rows(lines, pen)
    if kind == "ul":
        return "".join(_item(line, pen) for line in lines)
    if not kind or lines[0].start >= lines[-1].end:
        return ""
    if kind == "h4":
        return "<br>".join(pen.write(line.start, line.end) for line in lines)
    return pen.write(lines[0].start, lines[-1].end)


def _item(line: _Line, pen: _Pen) -> str:
    number = f'<span class="number">{safe(line.sign)}</span> ' if line.sign[0].isdigit() else ""
    return f"<li>{number}{pen.write(line.start, line.end)}</li>"


def _rows(lines: list[_Line], pen: _Pen) -> str:
    """Return the rows of a table; those above its rule are its head."""
    rules = [place for place, line in enumerate(lines) if line.shape == "rule"]
    head = rules[0] if rules else 0
    return "".join(
        _row(line, "th" if place < head else "td", pen)
        for place, line in enumerate(lines)
        if line.shape == "row"
    )


def _row(line: _Line, cell: str, pen: _Pen) -> str:
    text = pen.body[line.start : line.end].rstrip()
    text = text[:-1] if len(text) > 1 and text.endswith("|") else text
    scope = ' scope="col"' if cell == "th" else ""
    edges = [m.end() for m in re.finditer(r"\|", text)]
    cells = [
        f"<{cell}{scope}>{_trimmed(line.start + a, line.start + b, pen)}</{cell}>"
        for a, b in zip(edges, [*(edge - 1 for edge in edges[1:]), len(text)], strict=True)
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _trimmed(start: int, end: int, pen: _Pen) -> str:
    """Return a cell without the spaces around it."""
    text = pen.body[start:end]
    if not text.strip():
        return ""
    lead = len(text) - len(text.lstrip())
    return pen.write(start + lead, start + len(text.rstrip()))
