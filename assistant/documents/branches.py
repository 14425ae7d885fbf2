"""Where in a page's tree the article stands, and what stands in branches beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.folding import words
from assistant.documents.prose import is_prose
from assistant.documents.segments import Segment

MOST = 0.55  # share of the prose that the article's branch holds at least

Path = tuple[tuple[int, str], ...]  # from the body down: number and look (tag, class) of elements


def mark_asides(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with a hint against those in branches beside the article's.

    The article's branch is found from the body down, as long as one element holds most of the
    prose. Beside and after it, a branch of another look whose paragraphs stand alone (a card, a
    notice) is none of the article; one with paragraphs in a row may be its second half.
    """
    main = _main_branch(segments)
    inside = [place for place, segment in enumerate(segments) if segment.path[: len(main)] == main]
    marked = list(segments)
    start = max(inside, default=len(segments)) + 1
    while start < len(segments):
        depth = _common(segments[start].path, main)
        branch = segments[start].path[: depth + 1]
        end = start
        while end < len(segments) and segments[end].path[: depth + 1] == branch:
            end += 1
        end = max(end, start + 1)
        if _is_aside(segments[start:end], branch, main, depth):
            marked[start:end] = [replace(segment, hint=-2.0) for segment in segments[start:end]]
        start = end
    return marked


def _main_branch(segments: Sequence[Segment]) -> Path:
    prose = [
        (segment.path, len(words(segment.text)))
        for place, segment in enumerate(segments)
        if segment.hint >= 0
        and is_prose(segment.text)
        and not (place and segments[place - 1].links > 0.6)  # a teaser under its headline
    ]
    branch: Path = ()
    total = sum(size for _, size in prose)
    while total:
        weights: dict[Path, int] = {}
        for path, size in prose:
            if path[: len(branch)] == branch and len(path) > len(branch):
                child = path[: len(branch) + 1]
                weights[child] = weights.get(child, 0) + size
        best = max(weights, key=lambda path: weights[path], default=None)
        if best is None or weights[best] < MOST * total:
            break
        branch = best
    return branch


def _common(path: Path, main: Path) -> int:
    depth = 0
    while depth < min(len(path), len(main)) and path[depth] == main[depth]:
        depth += 1
    return depth


def _is_aside(segments: Sequence[Segment], branch: Path, main: Path, depth: int) -> bool:
    if len(branch) <= depth or depth >= len(main):
        return False  # it stands in an element that holds the article, not in a branch beside it
    if branch[depth][1] == main[depth][1] or any(segment.hint > 0 for segment in segments):
        return False
    run = longest = 0
    for segment in segments:
        run = run + 1 if is_prose(segment.text) else 0
        longest = max(longest, run)
    return longest <= 1
