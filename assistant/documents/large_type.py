"""Lines in large type as the headings they stand for, on pages made before style sheets."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from assistant.documents.folding import tidy

_LARGE = re.compile(r"\+[2-4]|[5-7]")  # sizes of <font>; text is set in 3 and smaller
_INLINE = frozenset({"b", "strong", "i", "em", "u", "font", "span", "a"})
_SHORTEST, _LONGEST = 8, 200  # characters of a heading


def head_large_type(tree: HtmlElement) -> None:
    """Turn each line that is all in large type into a heading of level 2, in place.

    Only on pages without headings: others use large type for figures and advertising.
    """
    if tree.xpath("//h1 | //h2 | //h3"):
        return
    for font in tree.xpath("//font[@size]"):
        text = tidy(font.text_content())
        large = _LARGE.fullmatch(font.get("size").strip()) is not None
        if large and _SHORTEST <= len(text) <= _LONGEST and _is_a_line(font, text):
            font.tag = "h2"


def _is_a_line(font: HtmlElement, text: str) -> bool:
    top = font
    while (parent := top.getparent()) is not None and parent.tag in _INLINE:
        top = parent
    if tidy(top.text_content()) != text:
        return False
    before, after = top.getprevious(), top.getnext()
    above = before.tail if before is not None else parent.text if parent is not None else ""
    return (
        not tidy(above or "")
        and not tidy(top.tail or "")
        and not (before is not None and before.tag in _INLINE)
        and not (after is not None and after.tag in _INLINE)
    )
