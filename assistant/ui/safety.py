"""How text that others wrote is put on the page: always as text, never as markup, never fetched."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import pairwise
from urllib.parse import urlsplit

# The page's HTML component runs values through two template languages ("${…}" and "{{…}}")
# before the browser reads them, so their signs are written as entities like "<" and "&" are.
_TEMPLATE_SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;"})
_MARKER = re.compile(r"\[(\d{1,3})\]")


def safe(value: object) -> str:
    """Return any value as text that is safe inside an element or a quoted attribute."""
    text = "".join(c for c in str(value) if c in "\n\t" or unicodedata.category(c) != "Cc")
    return html.escape(text, quote=True).translate(_TEMPLATE_SIGNS)


def web_address(url: str) -> str:
    """Return `url` where it is a plain http(s) address that may become a link, else ""."""
    if not url or len(url) > 2000 or any(c.isspace() or ord(c) < 32 for c in url):
        return ""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.username is None and parts.password is None
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and named else ""


def outside_link(url: str, label: str, hint: str) -> str:
    """Return a link to another site around the escaped `label`, or the label alone."""
    address = web_address(url)
    if not address:
        return safe(label)
    return (
        f'<a class="outside" href="{safe(address)}" target="_blank" rel="noopener noreferrer">'
        f'{safe(label)}<span class="unseen"> ({safe(hint)})</span></a>'
    )


def marked(
    text: str,
    *,
    strong: Iterable[tuple[int, int]] = (),
    quoted: Iterable[tuple[int, int, str, str]] = (),
    names: Collection[str] = (),
    numbers: Collection[int] = (),
    anchor: str = "",
    label: str = "",
) -> str:
    """Return `text` as HTML with its answering words strong, quotes isolated, markers linked.

    `strong` are (start, end); `quoted` (start, end, language, direction), not overlapping; `names`
    outside quotes run in their own direction, whatever numbers stand beside them;
    `[n]` outside quotes becomes a link to `#e<anchor>-n` where n is among `numbers`, named by
    `label` with its {n}. Offsets are code points; those outside the text are cut to it.
    """
    bold = [(max(0, a), min(len(text), b)) for a, b in strong]
    quotes = sorted((a, b, lang, way) for a, b, lang, way in quoted if 0 <= a < b <= len(text))
    named = [n for n in _places(text, names) if not any(a <= n[0] < b for a, b, _, _ in quotes)]
    markers = {
        m.start(): (m.end(), int(m[1]))
        for m in _MARKER.finditer(text)
        if int(m[1]) in numbers and not any(a <= m.start() < b for a, b, _, _ in quotes)
    }
    cuts = {0, len(text)}
    cuts.update(offset for pair in bold for offset in pair)
    apart = [*((a, b) for a, b, _, _ in quotes), *named]
    cuts.update(offset for pair in apart for offset in pair)
    cuts.update(offset for start, (end, _) in markers.items() for offset in (start, end))
    opening = {a: f'<q lang="{safe(lang)}" dir="{safe(way)}">' for a, _, lang, way in quotes}
    opening |= {a: "<bdi>" for a, _ in named}
    closing = {b: "</q>" for _, b, _, _ in quotes} | {b: "</bdi>" for _, b in named}
    out: list[str] = []
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    for start, end in pairwise(edges):
        out.append(closing.get(start, ""))
        out.append(opening.get(start, ""))
        if start in markers and markers[start][0] == end:
            out.append(marker(markers[start][1], anchor, label))
            continue
        piece = safe(text[start:end])
        inside = any(a <= start and end <= b for a, b in bold)
        out.append(f"<strong>{piece}</strong>" if inside else piece)
    out.append(closing.get(len(text), ""))
    return "".join(out)


def _places(text: str, names: Collection[str]) -> list[tuple[int, int]]:
    """Return where the first of each name stands as a word of its own, without overlaps."""
    found: list[tuple[int, int]] = []
    for name in sorted(filter(None, names), key=len, reverse=True):
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        if match and all(match.end() <= a or b <= match.start() for a, b in found):
            found.append(match.span())
    return found


def marker(number: int, anchor: str, label: str) -> str:
    """Return the link of a citation marker; `label` (with {n}) is what is read aloud."""
    spoken = safe(label.replace("{n}", str(number)))
    return (
        f'<a class="cite" href="#e{safe(anchor)}-{number}" data-cite="e{safe(anchor)}-{number}" '
        f'aria-label="{spoken}">{number}</a>'
    )
