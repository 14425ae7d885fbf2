"""Plain JSON back to the frozen records it was made of, whoever may have written it.

Unknown fields are left out and missing ones take their default, so that what was stored years ago
can still be read; a value of another type than its field's is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from assistant.errors import UnreadableAnswer

_LONGEST_TEXT = 100_000  # characters of one text; a quote has 1,000
_LONGEST_LIST = 1_000
_DEEPEST = 12  # of nested values; an answer has five
_LARGEST = 2**53  # beyond it JSON has no whole numbers
_NONE = type(None)

Record = TypeVar("Record")


def record(kind: type[Record], values: Any, where: str = "answer") -> Record:
    """Return the `kind` that plain `values` describe. Raises UnreadableAnswer, and nothing else."""
    if not isinstance(values, Mapping):
        raise _wrong(where, "a group of fields")
    hints = _hints(kind)  # type: ignore[arg-type]  # a class can be hashed
    read: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]  # every record is a dataclass
        name = field.name
        if name in values:
            read[name] = _value(hints[name], values[name], f"{where}.{name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            read[name] = _absent(hints[name], f"{where}.{name}")
    return kind(**read)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        if value is None and _NONE in inner:
            return None
        (hint,) = (option for option in inner if option is not _NONE)
        return _value(hint, value, where)
    if origin is Literal:
        if not isinstance(value, str) or value not in inner:
            raise _wrong(where, "one of " + ", ".join(map(repr, inner)))
        return value
    if origin is tuple:
        return _several(inner, value, where)
    if origin is not None:  # a mapping: of numbers by name, or of anything
        return _group(inner[1], value, where)
    if isinstance(hint, type) and is_dataclass(hint):
        return record(hint, value, where)
    return _simple(hint, value, where)


def _several(inner: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple) or len(value) > _LONGEST_LIST:
        raise _wrong(where, f"a list of {_LONGEST_LIST} values at most")
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_value(inner[0], item, where) for item in value)
    if len(value) != len(inner):
        raise _wrong(where, f"a list of {len(inner)} values")
    return tuple(_value(hint, item, where) for hint, item in zip(inner, value, strict=True))


def _group(hint: Any, value: Any, where: str) -> dict[str, Any]:
    if hint is Any:
        value = _plain(value, where)
    if not isinstance(value, Mapping) or len(value) > _LONGEST_LIST:
        raise _wrong(where, "a group of fields")
    if hint is Any:
        return dict(value)
    return {_text(key, where): _value(hint, item, where) for key, item in value.items()}


def _simple(hint: Any, value: Any, where: str) -> Any:
    if hint is str:
        return _text(value, where)
    if hint is bool:
        if not isinstance(value, bool):
            raise _wrong(where, "true or false")
        return value
    return _number(value, where, whole=hint is int)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise _wrong(where, f"a text of {_LONGEST_TEXT} characters at most")
    if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
        raise _wrong(where, "a text that UTF-8 can write")
    return value


def _number(value: Any, where: str, *, whole: bool) -> int | float:
    allowed = isinstance(value, int) or (isinstance(value, float) and not whole)
    if not allowed or isinstance(value, bool) or not abs(value) <= _LARGEST:
        raise _wrong(where, "a whole number" if whole else "a number")
    return value if whole else float(value)


def _plain(value: Any, where: str, depth: int = 0) -> Any:
    """Return any JSON as plain dicts and lists of our own, not too deep to be walked."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, where)
    if isinstance(value, int | float):
        return _number(value, where, whole=isinstance(value, int))
    if depth == _DEEPEST:
        raise _wrong(where, f"values nested {_DEEPEST} deep at most")
    if isinstance(value, list | tuple) and len(value) <= _LONGEST_LIST:
        return [_plain(item, where, depth + 1) for item in value]
    if isinstance(value, Mapping) and len(value) <= _LONGEST_LIST:
        return {_text(k, where): _plain(v, where, depth + 1) for k, v in value.items()}
    raise _wrong(where, "plain values")


def _absent(hint: Any, where: str) -> Any:
    """Return what stands for a required field that is not there, where its type has a nothing."""
    inner = get_args(hint)
    if hint is str:
        return ""
    if _NONE in inner:
        return None
    if get_origin(hint) is tuple and inner[-1] is Ellipsis:
        return ()
    raise _wrong(where, "there")


def _wrong(where: str, wanted: str) -> UnreadableAnswer:
    return UnreadableAnswer(
        f"{where}: it must be {wanted}; this answer cannot be shown, ask the question again."
    )
