"""What is drawn on a PDF page: ruled lines and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as api

MAX_OBJECTS = 20_000  # drawn things looked at on a page: a map has more, a table fewer
_FORM, _PATH, _IMAGE = api.FPDF_PAGEOBJ_FORM, api.FPDF_PAGEOBJ_PATH, api.FPDF_PAGEOBJ_IMAGE
Box = tuple[float, float, float, float]
Upright = Callable[[float, float, float, float], Box]


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line along an axis, or the edge of a coloured box."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def flat(self) -> bool:
        """Whether it runs across the page rather than down."""
        return self.x1 - self.x0 >= self.y1 - self.y0


def drawn(page: pdfium.PdfPage, upright: Upright, area: float) -> tuple[tuple[Rule, ...], float]:
    """Return the ruled lines of a page and the share of its area under its largest picture.

    `upright` turns a box to the page as it is read.
    """
    rules: list[Rule] = []
    largest = 0.0
    for number, (item, scale) in enumerate(_objects(page)):
        if number >= MAX_OBJECTS:
            break
        kind = api.FPDFPageObj_GetType(item)
        if kind == _IMAGE:
            x0, y0, x1, y1 = _bounds(item, scale)
            largest = max(largest, (x1 - x0) * (y1 - y0) / max(area, 1))
        elif kind == _PATH:
            rules.extend(Rule(*upright(*line)) for line in _lines(item, scale))
    return tuple(rules), min(largest, 1.0)


Scale = tuple[float, float, float, float, float, float]  # an affine matrix, as PDF writes it
_PLAIN: Scale = (1, 0, 0, 1, 0, 0)


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[Any, Scale]]:
    """Yield what is drawn on a page, in groups too, with the matrix of the group."""
    count = api.FPDFPage_CountObjects(page)
    stack = [(api.FPDFPage_GetObject(page, i), _PLAIN, 0) for i in range(count - 1, -1, -1)]
    while stack:
        item, scale, depth = stack.pop()
        if api.FPDFPageObj_GetType(item) != _FORM:
            yield item, scale
        elif depth < 5:
            inner = _times(_own_matrix(item), scale)
            for i in range(api.FPDFFormObj_CountObjects(item) - 1, -1, -1):
                stack.append((api.FPDFFormObj_GetObject(item, i), inner, depth + 1))


def _own_matrix(item: Any) -> Scale:
    m = api.FS_MATRIX()
    api.FPDFPageObj_GetMatrix(item, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(first: Scale, then: Scale) -> Scale:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _at(scale: Scale, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = scale
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: Any, scale: Scale) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    api.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    ax, ay = _at(scale, left.value, bottom.value)
    bx, by = _at(scale, right.value, top.value)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _lines(item: Any, scale: Scale) -> Iterator[tuple[float, float, float, float]]:
    """Yield the lines of a path that run along an axis: strokes, thin boxes, edges of boxes."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    api.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if not stroke.value:
        x0, y0, x1, y1 = _bounds(item, scale)
        if min(x1 - x0, y1 - y0) < 3:
            middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
            if x1 - x0 >= y1 - y0:
                yield x0, middle_y, x1, middle_y
            else:
                yield middle_x, y0, middle_x, y1
            return
        if _is_white(item):
            return
    whole = _times(_own_matrix(item), scale)
    last = first = (0.0, 0.0)
    for i in range(min(api.FPDFPath_CountSegments(item), 4000)):
        segment = api.FPDFPath_GetPathSegment(item, i)
        x, y = ctypes.c_float(), ctypes.c_float()
        api.FPDFPathSegment_GetPoint(segment, x, y)
        point = _at(whole, x.value, y.value)
        kind = api.FPDFPathSegment_GetType(segment)
        if kind == api.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == api.FPDF_SEGMENT_LINETO:
            yield from _straight(last, point)
        last = point
        if api.FPDFPathSegment_GetClose(segment):
            yield from _straight(last, first)


def _straight(
    a: tuple[float, float], b: tuple[float, float]
) -> Iterator[tuple[float, float, float, float]]:
    wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
    if max(wide, high) >= 4 and min(wide, high) <= 1:
        yield min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _is_white(item: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    api.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return min(red.value, green.value, blue.value) >= 250 or alpha.value < 8
