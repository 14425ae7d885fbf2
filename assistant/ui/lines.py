"""The lines of a draft in the order of their source, kept and cut, and what staff do with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: of the text, or left out of it."""

    text: str
    kept: bool
    cut: bool = False  # left out when the source was read, whatever became of it since
    tight: bool = False  # no blank line above it


def lines_of(body: str, removed: Sequence[str], places: Sequence[int]) -> tuple[Line, ...]:
    """Return the lines of `body` with those cut where they stood; at the end where nobody knows."""
    kept = _kept(body)
    known = len(places) == len(removed)
    stood = [min(place, len(kept)) for place in places] if known else [len(kept)] * len(removed)
    cut: dict[int, list[Line]] = {}
    for place, text in zip(stood, removed, strict=True):
        if text.strip():
            cut.setdefault(place, []).append(Line(text.strip(), kept=False, cut=True))
    found: list[Line] = []
    for place in range(len(kept) + 1):
        found += cut.get(place, [])
        found += kept[place : place + 1]
    return tuple(found)


def body_of(lines: Sequence[Line]) -> str:
    """Return the text that the kept lines are."""
    parts: list[str] = []
    before: Line | None = None
    for line in lines:
        if not line.kept:
            continue
        if before is not None:
            parts.append("\n" if line.tight and line.cut == before.cut else "\n\n")
        parts.append(line.text)
        before = line
    return "".join(parts) + "\n" if parts else ""


def flipped(lines: Sequence[Line], number: int) -> tuple[Line, ...]:
    """Return the lines with one of them brought back, or dropped."""
    return tuple(
        replace(line, kept=not line.kept) if at == number else line for at, line in enumerate(lines)
    )


def moved(lines: Sequence[Line], number: int, by: int) -> tuple[Line, ...]:
    """Return the lines with one of them beyond the next kept one, above (-1) or below (1)."""
    order, at = list(lines), number + by
    while 0 <= at < len(order) and not order[at].kept:
        at += by
    if not (0 <= number < len(order) and 0 <= at < len(order)):
        return tuple(lines)
    order.insert(at, order.pop(number))
    return tuple(order)


def rewritten(lines: Sequence[Line], body: str) -> tuple[Line, ...]:
    """Return the lines after somebody wrote the text anew: those cut stay below what they did."""
    kept = _kept(body)
    stands = {line.text: number for number, line in reversed(list(enumerate(kept, start=1)))}
    removed: list[str] = []
    places: list[int] = []
    place = 0
    for line in lines:
        if line.kept:
            place = stands.get(line.text, place)
        elif line.cut:
            removed.append(line.text)
            places.append(place)
    return lines_of(body, removed, places)


def nearest(lines: Sequence[Line], wanted: Line, number: int) -> int | None:
    """Return where a line stands now that stood at `number` before; None where it is gone."""
    alike = [
        at for at, line in enumerate(lines) if (line.text, line.kept) == (wanted.text, wanted.kept)
    ]
    return min(alike, key=lambda at: abs(at - number), default=None)


def _kept(body: str) -> list[Line]:
    found: list[Line] = []
    gap = True
    for text in body.split("\n"):
        if text.strip():
            found.append(Line(text.rstrip(), kept=True, tight=not gap))
        gap = not text.strip()
    return found
