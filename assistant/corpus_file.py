"""One corpus file: YAML front matter between two `---` lines, then the document's text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any, cast, get_args

import yaml

from assistant.corpus_yaml import (
    FENCE,
    Plain,
    as_written,
    broken,
    clean,
    dump,
    is_null,
    is_text,
    mapping,
    one_line,
    split_front_matter,
)
from assistant.errors import BrokenFrontMatter
from assistant.language.detect import detect_language
from assistant.language.published_dates import parse_published
from assistant.schema import LANGUAGES, Document, Kind, Language, OriginalSource

__all__ = [
    "FENCE", "ID_RULE", "Plain", "clean", "digest", "is_id", "names_itself", "one_line", "parse",
    "serialise", "split_front_matter",
]  # fmt: skip
_LONGEST_ID = 120  # characters: 240 bytes in Arabic letters, and file systems take 255
_ID = re.compile(r"[^\W_](?:[\w.\-]*\w)?")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*$")
_SOURCE_KEYS = ("publisher", "title", "url", "published")
_KEYS = (
    "id", "kind", "title", "publisher", "author", "url", "sources", "language", "published",
    "published_from", "added", "added_by", "topics", "near_duplicate_of",
)  # fmt: skip


ID_RULE = (
    "letters, digits, points and hyphens, beginning and ending with a letter or digit, "
    f"{_LONGEST_ID} characters at most."
)


def is_id(text: str) -> bool:
    """Return whether `text` can be the id of a document, and so the name of its file."""
    return len(text) <= _LONGEST_ID and _ID.fullmatch(text) is not None and ".." not in text


def parse(text: str, path: str) -> Document:
    """Read a corpus file: `text` is its content with LF line ends, `path` where it stands.

    What the front matter lacks is filled in: id from the file name, title from the first heading
    or line, language from the words. Raises BrokenFrontMatter, naming the file and the line.
    """
    front, body = split_front_matter(text, path)
    nodes = mapping(front, path) if front is not None else {}
    fields = _Fields(nodes, path)
    return Document(
        id=fields.id(),
        body=body,
        kind=cast(Kind, fields.one_of("kind", get_args(Kind)) or "article"),
        title=fields.text("title") or _first_line(body),
        publisher=fields.text("publisher"),
        author=fields.text("author"),
        url=fields.text("url"),
        sources=fields.sources(),
        language=cast(Language, fields.one_of("language", LANGUAGES) or detect_language(body)),
        published=fields.date("published"),
        published_from=fields.text("published_from"),
        added=fields.text("added"),
        added_by=fields.text("added_by"),
        topics=fields.texts("topics"),
        near_duplicate_of=fields.text("near_duplicate_of"),
        path=path,
        extra={key: as_written(node, path) for key, (_, node) in nodes.items() if key not in _KEYS},
    )


def serialise(document: Document) -> str:
    """Return the content of the document's corpus file; `parse` gives the document back."""
    values: dict[str, Any] = {key: getattr(document, key) for key in _KEYS}
    values["sources"] = [_source_values(source) for source in document.sources]
    values["topics"] = list(document.topics)
    if not document.near_duplicate_of:
        del values["near_duplicate_of"]
    for key in ("published", "added"):
        values[key] = Plain(values[key]) if values[key] else ""
    values |= {key: value for key, value in document.extra.items() if key not in _KEYS}
    return f"{FENCE}\n{dump(values)}{FENCE}\n{clean(document.body)}"


def digest(document: Document) -> str:
    """Return what changes when anything in the document's corpus file, or its path, does."""
    content = f"{document.path}\n{serialise(document)}"
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def names_itself(text: str, path: str = "") -> bool:
    """Return whether a corpus file has front matter with an `id` in it."""
    front, _ = split_front_matter(text, path)
    return front is not None and "id" in mapping(front, path)


class _Fields:
    """The known keys of a front matter, each checked for its type."""

    def __init__(self, nodes: dict[str, tuple[yaml.Node, yaml.Node]], path: str) -> None:
        self._nodes = nodes
        self._path = path

    def id(self) -> str:
        """Return the id, by default one made from the file name."""
        given = self.text("id")
        if given and not is_id(given):
            raise self._broken("id", f"{given!r} cannot be an id: {ID_RULE}")
        return given or _id_from_name(self._path)

    def text(self, key: str) -> str:
        """Return a text on one line, empty where there is none."""
        pair = self._nodes.get(key)
        return "" if pair is None else self._scalar(key, pair[1])

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        node = self._nodes[key][1] if key in self._nodes else None
        if isinstance(node, yaml.SequenceNode):
            return tuple(filter(None, (self._scalar(key, item) for item in node.value)))
        one = self.text(key)
        return (one,) if one else ()

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """Return one of `allowed`, or nothing."""
        value = self.text(key).lower()
        if value and value not in allowed:
            raise self._broken(key, f"{value!r} is not one of {', '.join(allowed)}")
        return value

    def date(self, key: str) -> str:
        """Return an ISO day, month or year."""
        return self._iso(key, self.text(key))

    def sources(self) -> tuple[OriginalSource, ...]:
        """Return the published texts that a summary was written after."""
        pair = self._nodes.get("sources")
        if pair is None or (isinstance(pair[1], yaml.ScalarNode) and not self.text("sources")):
            return ()
        if not isinstance(pair[1], yaml.SequenceNode):
            raise self._broken("sources", "it must be a list of publisher, title, url, published")
        return tuple(self._source(node) for node in pair[1].value)

    def _source(self, node: yaml.Node) -> OriginalSource:
        if not isinstance(node, yaml.MappingNode):
            raise self._broken("sources", "each must say publisher, title, url, published")
        pairs = {key.value: (key, value) for key, value in node.value if is_text(key)}
        known = {k: self._scalar("sources", pairs[k][1]) for k in _SOURCE_KEYS if k in pairs}
        known["published"] = self._iso("sources", known.get("published", ""))
        extra = {
            k: as_written(v, self._path) for k, (_, v) in pairs.items() if k not in _SOURCE_KEYS
        }
        return OriginalSource(**known, extra=extra)

    def _scalar(self, key: str, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self._broken(key, "it must be a text, not a list or a group of keys", node)
        if is_null(node):
            return ""
        return one_line(node.value)

    def _iso(self, key: str, value: str) -> str:
        if not value or _is_iso(value):
            return value
        if read := parse_published(value):
            return read
        raise self._broken(key, f"{value!r} is no date; write 2019-02-01, 2019-02 or 2019")

    def _broken(self, key: str, why: str, node: yaml.Node | None = None) -> BrokenFrontMatter:
        return broken(self._path, node or self._nodes[key][0], f"`{key}`: {why}")


def _is_iso(value: str) -> bool:
    match = _ISO.fullmatch(value)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _id_from_name(path: str) -> str:
    name = unicodedata.normalize("NFC", PurePosixPath(path).stem).lower()
    joined = re.sub(r"[^\w.]+|\.{2,}", "-", name)[:_LONGEST_ID].strip("-._")
    return joined if is_id(joined) else "document-" + hashlib.sha256(name.encode()).hexdigest()[:12]


def _first_line(body: str) -> str:
    lines = [line for line in map(one_line, body.splitlines()) if line]
    headings = (match[1] for line in lines if (match := _HEADING.match(line)) and match[1])
    return next(headings, lines[0] if lines else "")[:300].strip()


def _source_values(source: OriginalSource) -> dict[str, Any]:
    values: dict[str, Any] = {key: getattr(source, key) for key in _SOURCE_KEYS}
    values["published"] = Plain(source.published) if source.published else ""
    return values | dict(source.extra)
