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

import lxml.html

from assistant.documents.folding import fold_line, tidy
from assistant.documents.page import page_segments
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


def on_one_line(page: MarkedPage) -> str:
    return " ".join(text for _, text in page.lines if text.strip())


def on_few_lines(page: MarkedPage) -> str:
    """Return the page as a tool saves it that drops most breaks: a head, the article, a foot."""
    lines = [(mark, text) for mark, text in page.lines if text.strip()]
    places = [n for n, (mark, _) in enumerate(lines) if mark == "+"]
    first, last = places[0], places[-1] + 1
    parts = (lines[:first], lines[first:last], lines[last:])
    return "\n".join(" ".join(text for _, text in part) for part in parts if part)


WAYS: dict[str, Callable[[MarkedPage], str]] = {
    "as saved": as_saved,
    "without blank lines": without_blank_lines,
    "spread out": spread_out,
    "from Windows": from_windows,
    "wrapped": wrapped,
}


# --- web pages: layouts of sites, filled with articles ------------------------------------------

STYLES = {
    "p": ("<p>{}</p>", "<h2>{}</h2>", "<ul>{}</ul>", "<li>{}</li>", "<blockquote>{}</blockquote>"),
    "div": ("<div>{}</div>", "<div><b>{}</b></div>", "{}", "<div>- {}</div>", "<div>{}</div>"),
    "br": ("{}<br><br>", "<b>{}</b><br><br>", "{}<br>", "- {}<br>", "<i>{}</i><br><br>"),
    "section": (
        "<div class='css-p'><span>{}</span></div>",
        "<h3><span>{}</span></h3>",
        "<ul>{}</ul>",
        "<li><span>{}</span></li>",
        "<blockquote>{}</blockquote>",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class WebPage:
    """A layout filled with an article: its source, the article's lines, the layout's own texts."""

    name: str
    html: str
    title: str
    article: tuple[str, ...]
    furniture: tuple[str, ...]
    clues: tuple[tuple[str, str, str], ...]


def web_pages() -> list[WebPage]:
    """Return every layout filled with every article of its language."""
    layouts = sorted((PAGES / "html").glob("*.html"))
    articles = sorted((PAGES / "articles").glob("*.txt"))
    return [
        _filled(layout, article)
        for layout in layouts
        for article in articles
        if _language(layout.read_text("utf-8")) == article.stem[:2]
    ]


def _language(layout: str) -> str:
    found = re.search(r'<html[^>]*\blang=["\'](\w\w)', layout)
    return found.group(1) if found else "fr"


def _filled(layout: Path, article: Path) -> WebPage:
    text = layout.read_text("utf-8")
    clues = tuple(tuple(c.split(" ", 2)) for c in re.findall(r"<!--% (.*?) -->\n", text))
    text = re.sub(r"<!--% .*? -->\n", "", text)
    lines = article.read_text("utf-8").rstrip("\n").split("\n")
    title, standfirst, body = lines[0][2:], lines[1][2:].strip(), lines[2:]
    own = re.sub(
        r"<(script|style|title|noscript)\b.*?</\1>|<[^>]+display:none.*?</", "\0", text, flags=re.S
    )
    own = re.sub(r"\{\{.*?\}\}|<[^>]*>", "\0", own)
    half = (len(body) + 1) // 2
    parts = {"": body, ":1": body[:half], ":2": body[half:]}

    def fill(match: re.Match[str]) -> str:
        return _rendered(parts[match.group(1)], match.group(2))

    html = re.sub(r"\{\{body(:\d|) (\w+)\}\}", fill, text)
    html = html.replace("{{title}}", title).replace("{{standfirst}}", standfirst)
    gold = ([standfirst] if standfirst else []) + [re.sub(r"^(## |- |> )", "", x) for x in body]
    return WebPage(
        f"{layout.stem} / {article.stem}",
        html,
        title,
        tuple(gold),
        tuple(t for t in (tidy(x) for x in own.split("\0")) if len(bare(t)) >= 12),
        clues,  # type: ignore[arg-type]
    )


def _rendered(lines: list[str], style: str) -> str:
    paragraph, heading, listing, item, quote = STYLES[style]
    parts: list[str] = []
    rows: list[str] = []
    items: list[str] = []
    for line in [*lines, ""]:
        if items and not line.startswith("- "):
            parts.append(listing.format("".join(items)))
            items = []
        if rows and not line.startswith("|"):
            parts.append(f"<table>{''.join(rows)}</table>")
            rows = []
        if line.startswith("## "):
            parts.append(heading.format(line[3:]))
        elif line.startswith("- "):
            items.append(item.format(line[2:]))
        elif line.startswith("> "):
            parts.append(quote.format(line[2:]))
        elif line.startswith("|"):
            cell = "td" if rows else "th"
            cells = "".join(f"<{cell}>{c}</{cell}>" for c in line.strip("|").split("|"))
            rows.append(f"<tr>{cells}</tr>")
        elif line:
            parts.append(paragraph.format(line))
    return "\n".join(parts)


def copied(page: WebPage) -> str:
    """Return the page as text: what selecting all of it in a browser and copying gives."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    tree = lxml.html.document_fromstring(page.html.encode(), parser=parser)
    segments = page_segments(tree.find("body"))
    return "\n".join("\t".join(s.cells) if s.kind == "row" else s.text for s in segments)


def measure_web(page: WebPage, extracted: Extracted) -> Kept:
    """Return how much of the article and of the layout's own texts stands in the body."""
    body = bare(extracted.body)
    wanted = "".join(bare(line) for line in page.article)
    lost = [line for line in page.article if bare(line) not in body]
    leaked = [t for t in page.furniture if bare(t) in body and bare(t) not in wanted]
    leaked += [page.title] if bare(page.title) in body else []
    return Kept(
        len(wanted),
        len(wanted) - sum(len(bare(line)) for line in lost),
        sum(len(bare(t)) for t in page.furniture),
        sum(len(bare(t)) for t in leaked),
        tuple(lost),
        tuple(leaked),
    )
