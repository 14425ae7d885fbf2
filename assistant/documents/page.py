"""The visible text of an HTML tree as segments in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from assistant.documents.folding import tidy
from assistant.documents.prose import ends_sentence
from assistant.documents.segments import Segment, SegmentKind, bulleted

_SILENT = frozenset({
    "script", "style", "template", "head", "svg", "math", "iframe", "object", "embed", "canvas",
    "select", "option", "datalist", "textarea", "audio", "video", "map", "noscript", "noembed",
    "noframes", "input", "meta", "link", "title",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "source", "ruby",
    "rt", "rp", "nobr", "center-inline",
})  # fmt: skip
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BREAK = "\n"
LARGE = 0.4  # share of a page's characters above which an element is not a box
_DATED = re.compile(
    r"(?:post|entry|article|pub|publish|news|blog)[\w-]{0,12}date|date-?pub|pubdate|"
    r"datepublished|\bpublished\b|\bbyline\b|submitted|posted-on"
)

# Names of elements, as sites write them. They hint; text features and the parser decide.
_AGAINST = re.compile(
    r"comment|disqus|respond|related|similar|similaire|lire-aussi|read-?also|readmore|recommend|"
    r"outbrain|taboola|share|sharing|partag|social|addthis|addtoany|newsletter|subscri|abonn|"
    r"cookie|consent|gdpr|rgpd|didomi|onetrust|popup|pop-up|modal|overlay|sidebar|side-bar|"
    r"widget_|textwidget|pull-?quote|exergue|footer|foot-|masthead|navbar|\bnav\b|nav-|menu|breadcrumb|ariane|ticker|flash|"
    r"trending|most-?read|popular|plus-lus|teaser|promo|sponsor|advert|\bads?\b|\bad-|-ad\b|pub-|"
    r"\btags?\b|tag-?list|keywords|author-?(?:box|bio|info)|about-?author|auteur|colophon|mentions|pagination|pager|"
    r"prev-?next|post-nav|paywall|premium-|login|search|toolbar|copyright|skip-link|rating|"
    r"also-like|more-(?:news|stories|articles)|carousel"
)
_FOR = re.compile(
    r"article-?(?:body|content|text)|articlebody|post-?(?:body|content|text)|entry-?content|"
    r"story-?(?:body|content|text)|content-?article|td-post-content|field--name-body|body-?text|"
    r"texte-?article|corps|chapo|standfirst"
)
_CAPTIONED = re.compile(r"caption|credit|legende|wp-caption|figcaption")


@dataclass(slots=True)
class _Reader:
    size: int  # characters of the page
    segments: list[Segment] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    group: int = 0
    listed: int = 0


def page_segments(body: HtmlElement) -> list[Segment]:
    """Return the visible text of `body` as segments; hidden elements and scripts are left out."""
    reader = _Reader(size=max(len(body.text_content()), 1))
    _read(body, reader, _Place())
    _flush(reader, _Place())
    return reader.segments


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree the text stands."""

    kind: SegmentKind = "text"
    level: int = 0
    hint: float = 0.0
    in_link: bool = False
    dated: bool = False
    path: tuple[tuple[int, str], ...] = ()
    numbered: bool = False
    depth: int = 0


def _read(element: HtmlElement, reader: _Reader, place: _Place) -> None:
    if place.depth > 200:  # hostile nesting
        return
    _say(reader, element.text, place)
    for number, child in enumerate(element):
        if isinstance(child.tag, str):
            _child(child, number, reader, place)
        _say(reader, child.tail, place)


def _child(child: HtmlElement, number: int, reader: _Reader, place: _Place) -> None:
    tag = child.tag.lower()
    if tag in _SILENT or _is_hidden(child):
        if tag == "input" and child.get("type", "text").lower() in _TYPED:
            reader.buffer.append(_FIELD)
        return
    if tag == "br":
        reader.buffer.append(_BREAK)
        return
    within = _within(child, tag, place, reader.size)
    if tag not in _TEXTUAL:
        within = replace(within, path=(*place.path, _step(child, tag, number)))
    if tag in _INLINE:
        if _is_glued(child):
            reader.buffer.append(" ")
        _read(child, reader, within)
        return
    _flush(reader, place)
    if tag == "table" and _is_data(child):
        _table(child, reader, within)
    else:
        if tag in ("ul", "ol", "dl"):
            reader.group += 1
        _read(child, reader, within)
        _flush(reader, within)


def _is_glued(child: HtmlElement) -> bool:
    """Say whether an inline element follows another with nothing between, as labels in rows do."""
    before = child.getprevious()
    if before is None or before.tail or before.tag not in _LABELS or child.tag not in _LABELS:
        return False
    return len(before.text_content().strip()) > 1  # a drop capital belongs to its word


_LABELS = frozenset({"span", "a", "time", "label", "small", "abbr", "button"})


def _within(child: HtmlElement, tag: str, place: _Place, page: int) -> _Place:
    kind, level = place.kind, place.level
    if tag in _HEADINGS:
        kind, level = "heading", _HEADINGS[tag]
    elif tag in ("ul", "ol"):
        level = level + 1 if kind == "item" else 1
    elif tag in ("li", "dd", "dt"):
        kind, level = "item", max(level, 1)
    elif tag == "blockquote":
        kind = "quote"
    elif tag == "figcaption" or (tag not in _INLINE and _CAPTIONED.search(_names(child))):
        kind = "caption"
    return _Place(
        kind=kind,
        level=level,
        hint=-1.0 if place.hint < 0 else _hint(child, tag, page) or place.hint,
        dated=place.dated or tag == "time" or bool(_DATED.search(_names(child))),
        in_link=place.in_link or tag == "a",
        numbered=tag == "ol" or (place.numbered and tag != "ul"),
        path=place.path,
        depth=place.depth + 1,
    )


_TEXTUAL = _INLINE | frozenset({
    "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "figure", "figcaption", "table",
    "thead", "tbody", "tfoot", "tr", "center", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr",
})  # fmt: skip


def _step(element: HtmlElement, tag: str, number: int) -> tuple[int, str]:
    """Return an element as a step of a path: its number among its parent's children, its look."""
    look = f"{tag} {number}" if tag == "td" else f"{tag} {element.get('class') or ''}"
    return number, look.strip()[:80]  # the cells of a layout table are columns, each its own look


def _names(element: HtmlElement) -> str:
    parts = (element.get("class"), element.get("id"), element.get("role"), element.get("itemprop"))
    return " ".join(part for part in parts if part).lower()[:300]


def _hint(element: HtmlElement, tag: str, page: int) -> float:
    if tag in _INLINE or tag in ("body", "html", "main"):
        return 0.0
    names = _names(element)
    if _FOR.search(names):
        return 1.0
    against = tag in ("nav", "footer", "aside", "form", "button", "dialog")
    if against or _AGAINST.search(names):
        # a name says little of an element that holds half of the page ("with-sidebar")
        small = len(element.text_content()) < LARGE * page and element.find(".//h1") is None
        return -1.0 if small else 0.0
    return 0.5 if tag == "article" else 0.0


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _say(reader: _Reader, text: str | None, place: _Place) -> None:
    if not text:
        return
    text = re.sub(r"[\n\r\ue000-\ue002]", " ", text)
    reader.buffer.append(f"{_LINK}{text}{_LINK_END}" if place.in_link else text)


def _flush(reader: _Reader, place: _Place) -> None:
    whole = "".join(reader.buffer)
    reader.buffer.clear()
    for marked in _paragraphs(whole):
        text = tidy(_LINKS.sub("", marked))
        if not text:
            continue
        kind: SegmentKind = place.kind
        if kind == "text" and bulleted(text):
            kind = "item"
        reader.segments.append(
            Segment(
                text,
                kind,
                level=place.level if kind in ("heading", "item") else 0,
                group=reader.group,
                numbered=place.numbered,
                links=_linked(marked) / len(text),
                entries=len(_LINKED.findall(marked)),
                hint=-2.0 if _FIELD in marked else place.hint,
                dated=place.dated,
                path=place.path,
            )
        )


# Private use: around the text of links in the buffer, and where a reader can type.
_LINK, _LINK_END, _FIELD = "\ue000", "\ue001", "\ue002"
_TYPED = frozenset({"text", "email", "password", "search", "tel"})
_LINKS = re.compile("[\ue000-\ue002]")
_LINKED = re.compile("\ue000([^\ue001]*)\ue001")


def _linked(marked: str) -> int:
    """Return how many characters of a text stand in links."""
    return sum(len(tidy(part)) for part in _LINKED.findall(marked))


def _paragraphs(whole: str) -> Iterator[str]:
    """Cut at breaks, but for one in the middle of a sentence."""
    pending = ""
    for part in re.split(r"\n[ \t\xa0]*(?:\n\s*)+", whole):
        for line in part.split(_BREAK):
            text = tidy(line)
            shown = _LINKS.sub("", text)
            if not shown:
                continue
            if pending and shown[:1].islower() and not ends_sentence(_LINKS.sub("", pending)):
                pending = f"{pending} {text}"
                continue
            if pending:
                yield pending
            pending = text
        if pending:
            yield pending
        pending = ""


# --- tables -------------------------------------------------------------------------------------


def _is_data(table: HtmlElement) -> bool:
    """Say whether a table holds data: two columns or more, nothing long or built inside."""
    if table.xpath(".//table|.//h1|.//h2|.//input"):
        return False
    if any(
        len(cell.xpath(".//br")) > 3 or len(cell.xpath(".//p")) > 2 for cell in table.iter("td")
    ):
        return False  # a cell that holds paragraphs is a part of the page
    rows = [row for row in table.iter("tr") if len(row.xpath("./td|./th")) >= 2]
    longest = max(
        (len(tidy(c.text_content())) for r in rows for c in r.xpath("./td|./th")), default=0
    )
    return len(rows) >= 2 and longest <= 400


def _table(table: HtmlElement, reader: _Reader, place: _Place) -> None:
    reader.group += 1
    for caption in table.iter("caption"):
        _read(caption, reader, place)
        _flush(reader, place)
    rows = [[tidy(c.text_content()) for c in row.xpath("./td|./th")] for row in table.iter("tr")]
    width = max((len(row) for row in rows), default=0)
    for number, row in enumerate(rows):
        if not any(row):
            continue
        cells = tuple(row + [""] * (width - len(row)))
        text = " | ".join(cell for cell in cells if cell)
        reader.segments.append(
            Segment(
                text,
                "row",
                cells=cells,
                header=number == 0,
                group=reader.group,
                hint=place.hint,
                path=place.path,
            )
        )
