"""Running headers, footers and page numbers: what stands at the same place page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from assistant.documents.day_patterns import DATE
from assistant.documents.folding import fold_line, words
from assistant.documents.layout import Line, lines_of
from assistant.documents.marks import furniture_cue
from assistant.documents.paragraphs import body_size
from assistant.documents.pdf_page import Page, Word
from assistant.documents.prose import ends_sentence

_ZONE = 0.13  # of the page's height, at its top and at its foot
_NEAR = 6.0  # points: how exactly a running line keeps its place
_FEW = 2  # pages: in a longer document a running line repeats
_MARGIN = 0.065  # of the page's height: two centimetres, where no body of text is set
_SMALLER = 0.92  # times the body's size, like notes
_APART = 2.0  # times the body's size between a running line and the text
_LONGEST = 20  # words
_NOTE = re.compile(
    r"\(?\d{1,3}[.)\]]?\s|[¹²³⁴-⁹*†(\[]|sources?\b|notes?\b|n\.?b\b|المصدر|ملاحظ|ملحوظ"
)
_PAGE_NUMBER = re.compile(
    r"(?:pages?|p\.?|صفحة)?\s*[-–—|/(]?\s*(\d{1,4}|[ivxlc]{1,6})\s*[-–—|/)]?\s*(?:(?:/|sur|of|de|من)\s*\d{1,4})?",
    re.IGNORECASE,
)
_TOLD = re.compile(r"(?:pages?|p\.|صفحة)\s*\d|\d\s*(?:/|sur|of|من)\s*\d", re.IGNORECASE)


def without_running_lines(pages: Sequence[Page]) -> tuple[list[tuple[Word, ...]], list[str]]:
    """Return the words of each page without running lines, and those lines, each kind once.

    A line at the edge of a page is a running one when the same words, figures aside, stand at
    the same height of other pages too (odd and even pages may differ), or when it is no more
    than the page's number. In a document of a page or two, where nothing need repeat, it is one
    when it stands alone in the margin, set smaller than the text.
    """
    edges = [_edge_lines(page) for page in pages]
    running = _repeated(edges, len(pages)) | _numbers(edges)
    if len(pages) <= _FEW:
        running |= _marginal(pages, edges)
    kept: list[tuple[Word, ...]] = []
    cut: dict[str, str] = {}
    for number, page in enumerate(pages):
        gone: set[Word] = set()
        for place, (line, _) in enumerate(edges[number]):
            if (number, place) in running:
                gone.update(line.words)
                cut.setdefault(_shape(line.text), line.text)
        kept.append(tuple(word for word in page.words if word not in gone))
    return kept, list(cut.values())


Edge = tuple[Line, float]  # a line near the edge of a page, and its height from that edge


def _edge_lines(page: Page) -> list[Edge]:
    """Return the lines in the zones at the top and the foot; heights from the foot are negative."""
    lines = [line for line in lines_of(page.words, page.number) if isinstance(line, Line)]
    top = [line for line in lines if line.base < _ZONE * page.height]
    foot = [line for line in lines if line.base > (1 - _ZONE) * page.height]
    return [(line, line.base) for line in top[:4]] + [
        (line, line.base - page.height) for line in foot[-4:]
    ]


def _shape(text: str) -> str:
    """Return a line with its figures alike: the page number must not make it another one."""
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _repeated(edges: Sequence[Sequence[Edge]], count: int) -> set[tuple[int, int]]:
    places: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for number, lines in enumerate(edges):
        for place, (line, height) in enumerate(lines):
            places[_shape(line.text)].append((number, place, height))
    least = 2 if count < 6 else 3
    found: set[tuple[int, int]] = set()
    for shape, where in places.items():
        if not any(map(str.isalnum, shape)):
            continue
        for number, place, height in where:
            alike = {n for n, _, h in where if abs(h - height) <= _NEAR}
            # Two pages of a short document may both end in "Total": only longer lines count there.
            if len(alike) >= least and (len(shape) > 6 or len(alike) > 2):
                found.add((number, place))
    return found


def _numbers(edges: Sequence[Sequence[Edge]]) -> set[tuple[int, int]]:
    """Return the lines that hold nothing but the page's number, by its step from page to page."""
    steps: Counter[int] = Counter()
    seen: list[tuple[int, int, int | None, str]] = []
    for number, lines in enumerate(edges):
        for place, (line, _) in enumerate(lines):
            match = _PAGE_NUMBER.fullmatch(line.text.strip())
            if match:
                value = int(match[1]) if match[1].isdigit() else None
                seen.append((number, place, value, line.text))
                if value is not None:
                    steps[value - number] += 1
    return {
        (number, place)
        for number, place, value, text in seen
        if _TOLD.search(text)
        or (value is None and len(edges) > 1)
        or (value is not None and (steps[value - number] > 1 or (len(edges) == 1 and value == 1)))
    }


def _marginal(pages: Sequence[Page], edges: Sequence[Sequence[Edge]]) -> set[tuple[int, int]]:
    """Return the lines that stand alone in the margin, by their place, their size and their form.

    A line that tells a day stays: it may be the only one that dates the document.
    """
    found: set[tuple[int, int]] = set()
    for number, page in enumerate(pages):
        lines = [line for line in lines_of(page.words) if isinstance(line, Line)]
        body = body_size(lines)
        for place, (line, height) in enumerate(edges[number]):
            others = [o.base for o in lines if not _in_margin(o, page)]
            apart = all(abs(base - line.base) >= _APART * body for base in others)
            small = line.size <= _SMALLER * body and abs(height) < _MARGIN * page.height
            if others and apart and small and _reads_as_running(line.text):
                found.add((number, place))
    return found


def _in_margin(line: Line, page: Page) -> bool:
    return not _MARGIN * page.height <= line.base <= (1 - _MARGIN) * page.height


def _reads_as_running(text: str) -> bool:
    folded = fold_line(text)
    day = DATE.search(folded)  # in "n° 9 - février 2025" the number is not the month's
    told = day["date"] if day else ""
    dated = " - " not in told and len(re.findall(r"[^\W_]+", told)) > 2
    if dated or _NOTE.match(folded) or len(words(text)) > _LONGEST:
        return False
    return not ends_sentence(text) or bool(furniture_cue(text))
