"""The YAML of corpus files: read as nodes that keep what was written, written as it was.

Front matter is a stranger's: no references, no types, no depth that a reader would not expect.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

import yaml

from assistant.errors import BrokenFrontMatter

FENCE = "---"
_LONGEST_FRONT_MATTER = 256 * 1024  # characters; a thousand sources fit in it
_DEEPEST = 20  # of nested values in the front matter
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null", "timestamp")
}
_STRUCTURE = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map", "value")}
_NULLS = {"", "~", "null", "Null", "NULL"}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Plain(str):
    """A value written without quotes that YAML reads as no text (`true`, `2019-02-01`, `1.10`).

    Kept as it was written: a file that is rewritten says what it said.
    """

    __slots__ = ()


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


def mapping(front: str, path: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
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
        raise broken(path, root, "the front matter must be lines of `key: value`")
    nodes: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    for key, value in root.value:
        if not is_text(key):
            raise broken(path, key, "a key must be a plain word")
        if key.value in nodes:
            raise broken(path, key, f"`{key.value}` stands there twice; keep one")
        nodes[key.value] = (key, value)
    return nodes


def _check_events(front: str, path: str) -> None:
    depth = 0
    for event in yaml.parse(front, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):  # a few lines of them stand for gigabytes
            raise broken(path, event, "references (`*name`) are not read; write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise broken(path, event, f"values are nested more than {_DEEPEST} deep")


def as_written(node: yaml.Node, path: str) -> Any:
    """Return an unknown key's value so that it can be written as it was."""
    if node.tag not in _PLAIN_TAGS | _STRUCTURE:
        raise broken(path, node, f"the type {node.tag!r} is not read; leave it out")
    if isinstance(node, yaml.ScalarNode):
        return Plain(node.value) if node.tag in _PLAIN_TAGS else node.value
    if isinstance(node, yaml.SequenceNode):
        return [as_written(item, path) for item in node.value]
    values = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise broken(path, key, "a key must be a plain word")
        values[as_written(key, path)] = as_written(value, path)
    return values


def is_text(node: yaml.Node) -> bool:
    """Return whether a node is one value, neither list nor group."""
    return isinstance(node, yaml.ScalarNode)


def broken(path: str, node: yaml.Node | yaml.Event, why: str) -> BrokenFrontMatter:
    """Return the error that names file and line."""
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


def _writable(value: Any) -> Any:
    """Return a value with its texts as corpus files hold them."""
    if isinstance(value, dict):
        return {_writable(key): _writable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(item) for item in value]
    return type(value)(clean(value)) if isinstance(value, str) else value


def dump(values: Mapping[str, Any]) -> str:
    """Return a front matter that says `values`, a line a key, in their order."""
    return yaml.dump(
        _writable(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf")
    )


def is_null(node: yaml.ScalarNode) -> bool:
    """Return whether a value is written as none."""
    return node.tag in _PLAIN_TAGS and node.value in _NULLS


class _Dumper(yaml.SafeDumper):
    """Writes values as they were; never an alias, which `parse` would refuse."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_plain(dumper: yaml.SafeDumper, value: Plain) -> yaml.Node:
    tag = dumper.resolve(yaml.ScalarNode, str(value), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, str(value))


_Dumper.add_representer(Plain, _represent_plain)
