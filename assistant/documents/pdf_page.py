"""One PDF page as words with their places; pdf_drawn.py reads its lines and pictures."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as api

from assistant.documents.pdf_drawn import Rule, drawn

_BOLD = re.compile(r"bold|black|heavy|demi|semibold|-bd|,bd", re.IGNORECASE)
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Symbol fonts put their bullets in the private-use area; the rest there means nothing to us.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BULLETS = re.compile("[\uf0b7\uf0a7\uf0d8\uf0a8\uf076\uf0fc\uf06e\uf071\uf0e0\uf02d\uf0f0]")
_LINE_END = "\x02"


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place: points, y growing downwards, `base` the line it stands on."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    glued: bool = False  # follows the word before without a space
    # on a page with Arabic: each character with its left and right end
    glyphs: tuple[tuple[float, float, str], ...] = ()

    @property
    def top(self) -> float:
        """Where its capitals begin, about."""
        return self.base - 0.78 * self.size

    @property
    def bottom(self) -> float:
        """Where its descenders end, about."""
        return self.base + 0.22 * self.size


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, upright."""

    number: int  # from 1
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    pictured: float = 0.0  # the share of the page under its largest picture
    slanted: tuple[str, ...] = ()  # text at another angle than the page's: watermarks, margins


def read_page(document: pdfium.PdfDocument, number: int) -> Page:
    """Return page `number` (from 1), turned the way most of its text runs."""
    page = document[number - 1]
    text = page.get_textpage()
    try:
        found = list(_runs(text))
        angles = Counter[int]()
        for run in found:
            angles[run.angle] += len(run.text)
        angle = angles.most_common(1)[0][0] if angles else 0
        turn = _Turn(angle if angle % 90 == 0 else 0, *page.get_bbox())
        words = tuple(turn.word(run) for run in found if run.angle == angle)
        slanted = tuple(run.text for run in found if run.angle != angle)
        rules, pictured = drawn(page, turn.box, turn.width * turn.height)
        return Page(
            number, turn.width, turn.height, tuple(filter(turn.holds, words)),
            rules, pictured, slanted,
        )  # fmt: skip
    finally:
        text.close()
        page.close()


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of one style without a space, in PDF space (y upwards)."""

    text: str
    angle: int  # degrees, to the nearest five
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    bold: bool
    glued: bool
    glyphs: tuple[tuple[tuple[float, float, float, float], str], ...]


class _Turn:
    """From PDF space to a page that stands upright, y downwards."""

    def __init__(self, angle: int, x0: float, y0: float, x1: float, y1: float) -> None:
        self._angle = angle
        self._box = (x0, y0, x1, y1)
        upright = angle in (0, 180)
        self.width = x1 - x0 if upright else y1 - y0
        self.height = y1 - y0 if upright else x1 - x0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to stand."""
        x0, y0, x1, y1 = self._box
        if self._angle == 90:
            return y - y0, x - x0
        if self._angle == 180:
            return x1 - x, y - y0
        if self._angle == 270:
            return y1 - y, x1 - x
        return x - x0, y1 - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return where a box comes to stand, its corners in order."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def word(self, run: _Run) -> Word:
        """Return a run as a word of the upright page."""
        x0, _, x1, _ = self.box(*run.box)
        glyphs = tuple((*self.box(*box)[::2], c) for box, c in run.glyphs)
        base = self.point(*run.origin)[1]
        return Word(run.text, x0, x1, base, run.size, run.bold, run.glued, glyphs)

    def holds(self, word: Word) -> bool:
        """Tell whether a word is on the page at all: what is outside nobody sees."""
        middle = (word.x0 + word.x1) / 2
        return -2 <= middle <= self.width + 2 and -2 <= word.base <= self.height + 4


def _runs(text: pdfium.PdfTextPage) -> Iterator[_Run]:
    """Yield the runs of a page in the order of the file, cut at spaces and changes of style."""
    start, glued = 0, False
    count = text.count_chars()
    characters = [_character(text, i) for i in range(count)]
    placed = _RTL.search("".join(characters)) is not None
    for at in range(count + 1):
        cut = at > start and characters[at - 1] == _LINE_END
        if at < count and not characters[at].isspace() and not cut:
            continue
        for a, b in _styles(text, start, at):
            run = _run(text, characters, a, b, glued, placed)
            if run is not None:
                yield run
            glued = run is not None
        spaced = at < count and characters[at].isspace()
        start, glued = at + 1 if spaced else at, False


def _character(text: pdfium.PdfTextPage, index: int) -> str:
    code = api.FPDFText_GetUnicode(text, index)
    if code == 2:  # what pdfium gives for a hyphen at a line's end; no space follows it
        return _LINE_END
    character = chr(code) if code < 0x110000 else ""
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000:
        return " " if character.isspace() or code == 0 else ""
    if _PRIVATE.match(character):
        return "•" if _BULLETS.match(character) else ""
    # Ligatures of Latin type (U+FB00 to FB06) are letters; Arabic forms wait for their order.
    return unicodedata.normalize("NFKC", character) if 0xFB00 <= code <= 0xFB06 else character


def _styles(text: pdfium.PdfTextPage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a word where its size changes: a note's mark must not run into a figure."""
    if end - start <= 1 or _size(text, start) == _size(text, end - 1):
        if end > start:
            yield start, end
        return
    sizes = [_size(text, i) for i in range(start, end)]
    cut = start
    for i in range(start + 1, end):
        if sizes[i - start] != sizes[i - 1 - start]:
            yield cut, i
            cut = i
    yield cut, end


def _matrix(text: pdfium.PdfTextPage, index: int) -> Any:
    matrix = api.FS_MATRIX()
    api.FPDFText_GetMatrix(text, index, matrix)
    return matrix


def _size(text: pdfium.PdfTextPage, index: int) -> float:
    matrix = _matrix(text, index)
    size: float = api.FPDFText_GetFontSize(text, index)
    return round(size * math.hypot(matrix.c, matrix.d), 1)


def _run(
    text: pdfium.PdfTextPage,
    characters: list[str],
    start: int,
    end: int,
    glued: bool,
    placed: bool,
) -> _Run | None:
    word = "".join(characters[start:end]).replace(_LINE_END, "-")
    if not word:
        return None
    matrix = _matrix(text, start)
    boxes = [_char_box(text, start), _char_box(text, end - 1)]
    glyphs: tuple[tuple[tuple[float, float, float, float], str], ...] = ()
    if placed:
        boxes = [_char_box(text, i) for i in range(start, end)]
        glyphs = tuple(zip(boxes, characters[start:end], strict=True))
    # Vowel signs are set higher or lower than the line that their letter stands on.
    letters = (i for i in range(start, end) if not unicodedata.combining(characters[i][:1] or " "))
    x, y = ctypes.c_double(), ctypes.c_double()
    api.FPDFText_GetCharOrigin(text, next(letters, start), x, y)
    return _Run(
        word,
        round(math.degrees(math.atan2(matrix.b, matrix.a)) / 5) * 5 % 360,
        (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        ),
        (x.value, y.value),
        _size(text, start),
        _is_bold(text, start),
        glued,
        glyphs,
    )


def _char_box(text: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    api.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _is_bold(text: pdfium.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    api.FPDFText_GetFontInfo(text, index, name, 128, flags)
    return _BOLD.search(name.value.decode("utf-8", "replace")) is not None
