"""The front matter of a Markdown file brought in: `key: value` lines as clues."""

from __future__ import annotations

import re

from assistant.documents.folding import tidy
from assistant.schema import Clue

# `created` is not among them: tools that clip pages write the day of the clipping there.
_FIELD_OF = {
    "title": "title", "titre": "title", "published": "published", "date": "published",
    "publie": "published", "pubdate": "published",
    "modified": "modified", "updated": "modified", "lastmod": "modified",
    "author": "author", "authors": "author", "auteur": "author", "publisher": "publisher",
    "source": "publisher", "site": "publisher", "editeur": "publisher", "url": "url",
    "link": "url", "canonical": "url", "permalink": "url", "language": "language",
    "lang": "language", "langue": "language",
}  # fmt: skip
_PAIR = re.compile(r"^([A-Za-z_-]{2,30})\s*:\s*(.+)$")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the simple pairs of the front matter (keys in lower case) and the text below it.

    Nested values are left out: what staff bring in is read for clues, not as settings.
    """
    match = re.match(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if not match:
        return {}, text
    pairs: dict[str, str] = {}
    for line in match.group(1).split("\n"):
        found = _PAIR.match(line)
        if found:
            value = _unquoted(tidy(found.group(2)))
            pairs.setdefault(found.group(1).lower(), value)
    return pairs, text[match.end() :]


def _unquoted(value: str) -> str:
    """Return a YAML scalar without its quotes, what they escape decoded."""
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r'\\(["\\/])', r"\1", value[1:-1])
    return value.strip("\"'")


def front_clues(pairs: dict[str, str]) -> list[Clue]:
    """Return the pairs that a document's record knows as clues of origin file."""
    return [
        Clue(_FIELD_OF[key], "file", value)
        for key, value in pairs.items()
        if key in _FIELD_OF and value and value not in ("[]", "null", "~", "|", ">")
    ]
