"""Boxes of other articles and readers' comments: a heading, and what belongs to it."""

from __future__ import annotations

from assistant.documents.judging import COHESIVE, LONG, STRANGE, Page
from assistant.documents.prose import is_cut_off, opens_comments, opens_related


def close_boxes(page: Page) -> None:
    """Judge bad what stands in boxes of other articles, and what readers wrote."""
    place = 0
    while place < len(page):
        text = page.text(place)
        end = place + 1
        if opens_comments(text) and _ends_article(page, place):
            end = len(page)
        elif opens_related(text) == "heading":
            end = _box_end(page, place + 1)
        if end > place + 1:
            page.verdicts[place:end] = ["bad"] * (end - place)
        place = end


def _ends_article(page: Page, place: int) -> bool:
    before = page.prose(0, place)
    return before > 0 and before >= 0.5 * page.prose(place, len(page))


def _box_end(page: Page, start: int) -> int:
    """Return where the list of other articles that starts at `start` ends."""
    if not page.prose(0, start):
        return start
    for place in range(start, len(page)):
        if page.verdicts[place] == "good" and _goes_on(page, place, start):
            return place
    return len(page)


def _goes_on(page: Page, place: int, start: int) -> bool:
    """Say whether the prose at `place`, after a box's heading, is the article again.

    A teaser stands under its headline, is short, and shares few words with the article.
    """
    if is_cut_off(page.text(place)) or page.segments[place].links > 0.6:
        return False
    inside = page.segments[start:place]
    listed = all(one.links > 0.6 and one.kind != "heading" for one in inside)
    if page.segments[place].taken and listed:
        return True  # a box of bare links, and a parser that goes on after it
    follows = place + 1 < len(page) and page.verdicts[place + 1] == "good"
    shared = page.cohesion(place)
    if place == start or page.verdicts[place - 1] == "bad":
        return follows or page.sizes[place] >= LONG or shared >= STRANGE
    if follows:
        both = shared + page.cohesion(place + 1)
        return page.sizes[place] >= LONG or both >= COHESIVE
    return shared >= (COHESIVE if page.sizes[place] >= LONG else 0.5)
