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

from assistant.errors import BrokenFrontMatter
from assistant.language.detect import detect_language
from assistant.language.published_dates import parse_published
from assistant.schema import LANGUAGES, Document, Kind, Language, OriginalSource

FENCE = "---"
_LONGEST_FRONT_MATTER = 256 * 1024  # characters; a thousand sources fit in it
_DEEPEST = 20  # of nested values in the front matter
_LONGEST_ID = 120  # characters: 240 bytes in Arabic letters, and file systems take 255
_ID = re.compile(r"[^\W_](?:[\w.\-]*\w)?")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*$")
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null", "timestamp")
}
_STRUCTURE = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map", "value")}
_NULLS = {"", "~", "null", "Null", "NULL"}
_SOURCE_KEYS = ("publisher", "title", "url", "published")
_KEYS = (
    "id", "kind", "title", "publisher", "author", "url", "sources", "language", "published",
    "published_from", "added", "added_by", "topics", "near_duplicate_of",
)  # fmt: skip
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Plain(str):
    """A value written without quotes that YAML reads as no text (`true`, `2019-02-01`, `1.10`).

    Kept as it was written: a file that is rewritten says what it said.
    """

    __slots__ = ()


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
    nodes = _mapping(front, path) if front is not None else {}
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
        extra={key: _value(node, path) for key, (_, node) in nodes.items() if key not in _KEYS},
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
    front = yaml.dump(
        _writable(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf")
    )
    return f"{FENCE}\n{front}{FENCE}\n{clean(document.body)}"


def digest(document: Document) -> str:
    """Return what changes when anything in the document's corpus file, or its path, does."""
    content = f"{document.path}\n{serialise(document)}"
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def clean(text: str) -> str:
    """Return `text` as corpus files hold it: NFC, LF line ends, characters that UTF-8 can write."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines.encode("utf-8", "replace").decode("utf-8"))


def one_line(text: str) -> str:
    """Return `text` on one line, without control characters: a title, a name, an address."""
    printable = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return " ".join(printable.split())


def split_front_matter(text: str, path: str = "") -> tuple[str | None, str]:
    """Return the YAML between the `---` lines, None where there is none, and the body after it.

    Raises BrokenFrontMatter where the opening line has no closing one.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != FENCE:
        return None, text
    start = 0
    while start < len(rest):
        end = rest.find("\n", start)
        line, after = (rest[start:end], end + 1) if end >= 0 else (rest[start:], len(rest))
        if line.rstrip() == FENCE:
            return rest[:start], rest[after:]
        start = after
    raise BrokenFrontMatter(
        f"{path}, line 1: the front matter that opens with {FENCE} is never closed; "
        f"put a line {FENCE} after it."
    )


def names_itself(text: str, path: str = "") -> bool:
    """Return whether a corpus file has front matter with an `id` in it."""
    front, _ = split_front_matter(text, path)
    return front is not None and "id" in _mapping(front, path)


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
        pairs = {key.value: (key, value) for key, value in node.value if _is_text(key)}
        known = {k: self._scalar("sources", pairs[k][1]) for k in _SOURCE_KEYS if k in pairs}
        known["published"] = self._iso("sources", known.get("published", ""))
        extra = {k: _value(v, self._path) for k, (_, v) in pairs.items() if k not in _SOURCE_KEYS}
        return OriginalSource(**known, extra=extra)

    def _scalar(self, key: str, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self._broken(key, "it must be a text, not a list or a group of keys", node)
        if node.tag in _PLAIN_TAGS and node.value in _NULLS:
            return ""
        return one_line(node.value)

    def _iso(self, key: str, value: str) -> str:
        if not value or _is_iso(value):
            return value
        if read := parse_published(value):
            return read
        raise self._broken(key, f"{value!r} is no date; write 2019-02-01, 2019-02 or 2019")

    def _broken(self, key: str, why: str, node: yaml.Node | None = None) -> BrokenFrontMatter:
        return _broken(self._path, node or self._nodes[key][0], f"`{key}`: {why}")


def _mapping(front: str, path: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """Return the key and value nodes of a front matter, safe to walk: a small tree, no aliases."""
    if len(front) > _LONGEST_FRONT_MATTER:
        raise BrokenFrontMatter(
            f"{path}, line 1: the front matter is longer than {_LONGEST_FRONT_MATTER} characters; "
            f"close it with a line {FENCE}."
        )
    try:
        _check_events(front, path)
        root = yaml.compose(front, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _unreadable(error, front, path) from None
    if root is None or (isinstance(root, yaml.ScalarNode) and root.value == ""):
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise _broken(path, root, "the front matter must be lines of `key: value`")
    nodes: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    for key, value in root.value:
        if not _is_text(key):
            raise _broken(path, key, "a key must be a plain word")
        if key.value in nodes:
            raise _broken(path, key, f"`{key.value}` stands there twice; keep one")
        nodes[key.value] = (key, value)
    return nodes


def _check_events(front: str, path: str) -> None:
    depth = 0
    for event in yaml.parse(front, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):  # a few lines of them stand for gigabytes
            raise _broken(path, event, "references (`*name`) are not read; write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _broken(path, event, f"values are nested more than {_DEEPEST} deep")


def _value(node: yaml.Node, path: str) -> Any:
    """Return an unknown key's value so that it can be written as it was."""
    if node.tag not in _PLAIN_TAGS | _STRUCTURE:
        raise _broken(path, node, f"the type {node.tag!r} is not read; leave it out")
    if isinstance(node, yaml.ScalarNode):
        return Plain(node.value) if node.tag in _PLAIN_TAGS else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path) for item in node.value]
    values = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _broken(path, key, "a key must be a plain word")
        values[_value(key, path)] = _value(value, path)
    return values


def _is_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode)


def _broken(path: str, node: yaml.Node | yaml.Event, why: str) -> BrokenFrontMatter:
    line = node.start_mark.line + 2 if node.start_mark else 1
    return BrokenFrontMatter(f"{path}, line {line}: {why}.")


def _unreadable(error: yaml.YAMLError, front: str, path: str) -> BrokenFrontMatter:
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", None)
    line = mark.line if mark is not None else front.count("\n", 0, position or 0)
    why = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is no YAML"
    return BrokenFrontMatter(
        f"{path}, line {line + 2}: the front matter cannot be read ({why}); "
        "put a text with : or # in it between quotes."
    )


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


def _writable(value: Any) -> Any:
    """Return a value with its texts as corpus files hold them."""
    if isinstance(value, dict):
        return {_writable(key): _writable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(item) for item in value]
    return type(value)(clean(value)) if isinstance(value, str) else value


def _source_values(source: OriginalSource) -> dict[str, Any]:
    values: dict[str, Any] = {key: getattr(source, key) for key in _SOURCE_KEYS}
    values["published"] = Plain(source.published) if source.published else ""
    return values | dict(source.extra)


class _Dumper(yaml.SafeDumper):
    """Writes values as they were; never an alias, which `parse` would refuse."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_plain(dumper: yaml.SafeDumper, value: Plain) -> yaml.Node:
    tag = dumper.resolve(yaml.ScalarNode, str(value), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, str(value))


_Dumper.add_representer(Plain, _represent_plain)
