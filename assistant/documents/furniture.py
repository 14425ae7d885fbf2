"""The article among the segments of a page, by what they look like and where they stand.

The article is the stretch with most prose and least furniture; short lines in it stay when they
share the article's words or stand as subheadings and lists do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.documents.boxes import (
    close_biography,
    close_boxes,
    close_feeds,
    close_lists,
    close_teasers,
)
from assistant.documents.heading import Title, find_title, header_clues, start_at_title
from assistant.documents.judging import COHESIVE, LONG, STRANGE, Page, judge
from assistant.documents.offers import close_labelled, close_offers
from assistant.documents.prose import ends_sentence, has_verb, is_figure, is_prose
from assistant.documents.segments import Segment
from assistant.schema import Clue


@dataclass(frozen=True, slots=True)
class Article:
    """Which segments of a page are the article: `kept` in order, `removed` in order, its clues.

    `places` says of each removed one how many kept ones stand above it.
    """

    kept: tuple[Segment, ...]
    removed: tuple[Segment, ...]
    title: str
    clues: tuple[Clue, ...]
    places: tuple[int, ...]


def cut_furniture(segments: Sequence[Segment], title: str = "") -> Article:
    """Return the article of a page given as segments; `title` where markup already told it.

    Every segment is kept, removed, or an occurrence of the title.
    """
    page = judge(segments)
    close_boxes(page)
    close_feeds(page)
    close_lists(page)
    close_teasers(page)
    close_biography(page)
    close_labelled(page)
    close_offers(page)
    first, last = widened(page, *densest(page))
    headed = find_title(page, first, title)
    first = start_at_title(page, headed, first, last)
    chosen = choose(page, headed, first, last)
    kept = [s for s, keep in zip(segments, chosen, strict=True) if keep]
    above = [0, *accumulate(chosen)]
    cut = [p for p in range(len(page)) if not chosen[p] and p not in headed.places]
    clues = header_clues(page, headed, first, chosen)
    return Article(
        tuple(kept),
        tuple(segments[place] for place in cut),
        headed.text,
        tuple(clues),
        tuple(above[place] for place in cut),
    )


def densest(page: Page) -> tuple[int, int]:
    """Return the first and last place of the stretch that weighs most (first > last: none)."""
    best, total, begin = 0.0, 0.0, 0
    stretch = (0, -1)
    for place in range(len(page)):
        if total <= 0:
            total, begin = 0.0, place
        total += _gain(page, place)
        if total > best:
            best, stretch = total, (begin, place)
    return stretch


def widened(page: Page, first: int, last: int) -> tuple[int, int]:
    """Return the stretch with the paragraphs beyond it that are the article's too.

    A long box in the middle of an article outweighs its shorter half: paragraphs in a row that
    share the article's words, and those that a parser took and that stand in the same element.
    """
    within = {_beside(page, p) for p in range(first, last + 1) if _is_taken(page, p)}
    for place in range(len(page)):
        if _is_taken(page, place) and _beside(page, place) in within:
            first, last = min(first, place), max(last, place)
    place = 0
    while place < len(page):
        end = place
        while end < len(page) and page.verdicts[end] == "good":
            end += 1
        run = range(place, end)
        place = max(end, place + 1)
        if len(run) < 2 or first <= run[0] <= last or page.prose(run[0], end) < LONG:
            continue
        if sum(page.cohesion(p) for p in run) / len(run) >= 1.5 * STRANGE:
            first, last = min(first, run[0]), max(last, run[-1])
    return first, last


def _is_taken(page: Page, place: int) -> bool:
    segment = page.segments[place]
    sound = page.verdicts[place] == "good" and segment.kind == "text" and bool(segment.path)
    return sound and segment.taken and is_prose(segment.text)


def _beside(page: Page, place: int) -> object:
    """Return what the paragraphs of one text have in common: their element, and how they look."""
    path = page.segments[place].path
    return path[:-1], path[-1][1]


def _gain(page: Page, place: int) -> float:
    verdict, segment = page.verdicts[place], page.segments[place]
    if verdict == "good":
        beside = page.verdicts[max(place - 1, 0) : place] + page.verdicts[place + 1 : place + 2]
        odd = page.strange(place) and page.sizes[place] < LONG and "good" not in beside
        return 2.0 if odd else float(min(page.sizes[place], 100))
    if verdict == "bad":
        if place in page.inserted:
            return -1.0
        if page.is_light(place):
            return -1.5 if place in page.bylines else -3.0
        return -6.0
    if segment.kind in ("item", "row") or ends_sentence(segment.text) or is_figure(segment.text):
        return -0.5
    return -5.0 if page.strange(place, COHESIVE) else -2.0


def choose(page: Page, title: Title, first: int, last: int) -> list[bool]:
    """Return for each segment whether it is of the article, which stretches from first to last."""
    if "bad" not in page.verdicts or first > last:
        chosen = [verdict != "bad" for verdict in page.verdicts]
    else:
        chosen = [False] * len(page)
        while first < last and (first in title.places or page.verdicts[first] != "good"):
            first += 1
        _choose_inside(page, chosen, first, last)
        _choose_head(page, chosen, title, first)
        _choose_tail(page, chosen, last)
    for place in title.places:
        chosen[place] = False
    _drop_repeats(page, chosen)
    return chosen


def _choose_inside(page: Page, chosen: list[bool], first: int, last: int) -> None:
    place = first
    while place <= last:
        end = place + 1
        if page.verdicts[place] == "near":
            while end <= last and page.verdicts[end] == "near":
                end += 1
            _choose_run(page, chosen, place, end)
        else:
            chosen[place] = page.verdicts[place] == "good"
        place = end


def _choose_run(page: Page, chosen: list[bool], start: int, end: int) -> None:
    """Keep a run of short lines: a subheading or list, not headlines or a box's heading."""
    announced = start > 0 and page.segments[start - 1].text.rstrip().endswith(":")
    shared = sum(page.cohesion(place) for place in range(start, end)) / (end - start)
    into_box = end < len(page) and page.verdicts[end] == "bad" and end not in page.bylines
    stacked = end - start > 2 or into_box
    tabled = sum(is_figure(page.text(place)) for place in range(start, end)) * 3 >= end - start
    for place in range(start, end):
        heads = stacked and not into_box and _heads(page, place, end)
        keep = announced or tabled or heads or not stacked or shared >= COHESIVE / 2
        chosen[place] = keep or _stands_alone(page, place)


def _stands_alone(page: Page, place: int) -> bool:
    text = page.text(place).rstrip()
    return page.segments[place].kind != "text" or ends_sentence(text) or text.endswith(":")


def _heads(page: Page, place: int, end: int) -> bool:
    """Say whether a short line in a run is alone between lines that stay: a subheading."""
    above = place == 0 or _stands_alone(page, place - 1)
    below = place + 1 >= end or _stands_alone(page, place + 1)
    return above and below


def _choose_head(page: Page, chosen: list[bool], title: Title, first: int) -> None:
    """Keep the standfirst between title and body, with or without a full stop."""
    above = [place for place in title.places if place < first]
    if not above:
        return
    for place in range(min(above) + 1, first):
        if page.verdicts[place] == "good":
            chosen[place] = not page.strange(place)
        elif page.verdicts[place] == "near" and place > max(above):
            whole = ends_sentence(page.text(place)) and page.sizes[place] >= 3
            long = page.sizes[place] >= 6 and not page.strange(place)
            fits = page.sizes[place] >= 4 and page.cohesion(place) >= COHESIVE
            chosen[place] = whole or long or fits


def _choose_tail(page: Page, chosen: list[bool], last: int) -> None:
    """Keep the list, table or announced enumeration that closes the article."""
    listing = page.text(last).rstrip().endswith(":")
    last = _last_sentence(page, chosen, last)
    for place in range(last + 1, len(page)):
        segment = page.segments[place]
        if page.verdicts[place] != "near":
            return
        opens = segment.text.rstrip().endswith(":") and _lists(page, place + 1)
        item = segment.kind in ("item", "row") and _lists(page, place - 1)
        if not (listing or opens or item):
            return
        listing = listing or (opens and segment.kind == "text" and not _marked(page, place + 1))
        chosen[place] = True


def _last_sentence(page: Page, chosen: list[bool], last: int) -> int:
    """Keep the short sentences, and one that lacks its full stop, right after `last`."""
    place = last + 1
    while place < len(page) and page.verdicts[place] == "near" and page.sizes[place] >= 3:
        ended = place + 1 >= len(page) or page.verdicts[place + 1] == "bad"
        goes_on = has_verb(page.text(place)) or page.folded[place].startswith("و")
        open_ended = ended and place == last + 1 and goes_on
        if not (ends_sentence(page.text(place)) or open_ended):
            break
        chosen[place] = True
        place += 1
    return place - 1


def _lists(page: Page, place: int) -> bool:
    if not 0 <= place < len(page):
        return False
    return _marked(page, place) or page.segments[place].text.rstrip().endswith((":", ";", "؛"))


def _marked(page: Page, place: int) -> bool:
    return place < len(page) and page.segments[place].kind in ("item", "row")


def _drop_repeats(page: Page, chosen: list[bool]) -> None:
    """Keep once what stands twice: a paragraph, a standfirst, a pulled quote."""
    seen: set[str] = set()
    for place, segment in enumerate(page.segments):
        if not chosen[place] or segment.kind == "row" or page.sizes[place] < 4:
            continue
        if (
            page.folded[place] in seen
            or _opens_next(page, chosen, place)
            or _is_pulled(page, chosen, place)
        ):
            chosen[place] = False
        seen.add(page.folded[place])


def _opens_next(page: Page, chosen: list[bool], place: int) -> bool:
    bare = page.folded[place].rstrip(" .…")
    for later in range(place + 1, min(place + 4, len(page))):
        text = page.folded[later]
        if chosen[later] and text != page.folded[place] and text.startswith(bare):
            return True
    return False


def _is_pulled(page: Page, chosen: list[bool], place: int) -> bool:
    """Say whether a line is a quote taken from a paragraph nearby."""
    bare = page.folded[place].strip(" .…,'\"")
    if page.segments[place].kind not in ("quote", "text") or page.sizes[place] > 40:
        return False
    near = range(max(place - 6, 0), min(place + 7, len(page)))
    return any(
        chosen[p] and len(page.folded[p]) > len(page.folded[place]) + 20 and bare in page.folded[p]
        for p in near
        if p != place
    )
