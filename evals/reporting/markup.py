"""HTML and SVG in which nothing comes unescaped: what is not markup already becomes text."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence


class Html(str):
    """Markup of our own making; any other string is text of somebody else."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Return `text` as markup; other people's text is escaped."""
    return text if isinstance(text, Html) else Html(html.escape(str(text)))


def join(parts: Sequence[str], between: str = "") -> Html:
    """Return parts one after the other, text among them escaped."""
    return Html(between.join(escaped(part) for part in parts))


def element(tag: str, *inside: str, **attributes: str | None) -> Html:
    """Return one element; `class_` is class, `data_x` data-x, and None leaves one out."""
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{told}>{join(inside)}</{tag}>")


def slug(name: str, kind: str = "") -> str:
    """Return a name as an anchor: letters and digits of any script, the rest as dashes."""
    return "-".join(
        part for part in (kind, re.sub(r"[^\w]+", "-", name.lower()).strip("-")) if part
    )


def table(
    caption: str,
    head: Sequence[str],
    bodies: Sequence[Sequence[Html]],
    *,
    numbers: int = 0,
    class_: str | None = None,
) -> Html:
    """Return a table that can be scrolled on its own where it is too wide; `bodies` of rows.

    The last columns, as many as `numbers`, are numbers, and their heads are set like them.
    """
    words = len(head) - numbers
    columns = join(
        [
            element("th", name, scope="col", class_=None if place < words else "n")
            for place, name in enumerate(head)
        ]
    )
    inside = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", columns)),
        *(element("tbody", *body) for body in bodies),
        class_=class_,
    )
    return element("div", inside, class_="scroll", tabindex="0", role="region", aria_label=caption)


def row(name: str, *cells: str) -> Html:
    """Return a row under its name; a cell of digits is set as a number."""
    return element("tr", element("th", name, scope="row"), *map(_cell, cells))


def _cell(inside: str) -> Html:
    number = not isinstance(inside, Html)
    return element("td", inside, class_="n" if number else None)


def family(name: str, columns: int) -> Html:
    """Return the row that names the rows below it in their body."""
    return element("tr", element("th", name, scope="rowgroup", colspan=str(columns)))
