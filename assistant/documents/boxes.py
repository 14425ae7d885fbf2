"""Boxes of other articles and readers' comments: a heading, and what belongs to it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from assistant.documents.folding import fold_line, names
from assistant.documents.judging import COHESIVE, ENOUGH, LONG, STRANGE, Page
from assistant.documents.marks import opens_comments, opens_related
from assistant.documents.prose import ends_sentence, has_verb, is_cut_off, is_headline
from assistant.documents.segments import bulleted

_FEED = 3  # dispatches in a row
_HOUR = re.compile(r"\W*([01]?\d|2[0-3])\s?[:h]\s?([0-5]\d)(?!\d)")


def close_boxes(page: Page) -> None:
    """Judge bad what stands in boxes of other articles, and what readers wrote."""
    place = before = 0
    left = page.prose(0, len(page))
    while place < len(page):
        text = page.text(place)
        end = place + 1
        if opens_comments(text) and before and before >= 0.5 * left and not _goes_past(page, place):
            end = len(page)
        elif before and opens_related(text) == "heading":
            end = min(_box_end(page, place + 1), _comments_after(page, place))
            end = next((p for p in range(place + 1, end) if _announces(page, p)), end)
        left -= page.prose(place, end)
        if end > place + 1:
            page.verdicts[place:end] = ["bad"] * (end - place)
        before += page.prose(place, end)
        place = end


def _announces(page: Page, place: int) -> bool:
    """Say whether a line announces a list of the article: it ends in a colon and heads no box."""
    text = page.text(place)
    if not text.rstrip().endswith(":") or page.verdicts[place] == "bad" or opens_related(text):
        return False
    after = place + 1
    if after >= len(page) or page.sizes[place] < 3 or page.segments[after].links > 0.6:
        return False
    listed = page.segments[after].kind == "item" and not page.strange(place)
    return listed or page.verdicts[after] == "good"


def _comments_after(page: Page, place: int) -> int:
    """Return where the readers' comments begin after a box: it does not hold their heading."""
    later = (p for p in range(place + 1, len(page)) if opens_comments(page.text(p)))
    return next(later, len(page))


def close_lists(page: Page) -> None:
    """Judge bad a list of other articles without a heading: headline, teaser, and so on.

    Two or more pairs of a headline and one short paragraph that share little with the article, or
    that each carry a day.
    """
    pairs: list[tuple[int, int, bool]] = []  # first place, place of the paragraph, dated
    place = 0
    while place < len(page):
        pair = _pair_at(page, place)
        if pair is None:
            if page.verdicts[place] == "good":
                _condemn_pairs(page, pairs)
                pairs = []
            place += 1
            continue
        pairs.append(pair)
        place = pair[1] + 1
    _condemn_pairs(page, pairs)


def _goes_past(page: Page, place: int) -> bool:
    """Say whether the text goes on after a link to its comments: in its own element, taken.

    A heading is no such link.
    """
    if page.segments[place].kind == "heading":
        return False
    above = [p for p in range(place) if page.verdicts[p] == "good"]
    below = [p for p in range(place + 1, len(page)) if page.verdicts[p] == "good"]
    if not above or not below:
        return False
    one, other = page.segments[above[-1]], page.segments[below[0]]
    alike = one.path[:-1] == other.path[:-1] and one.path[-1:] and other.path[-1:]
    same = bool(alike) and one.path[-1][1] == other.path[-1][1]
    return same and one.taken and other.taken and other.kind == one.kind


def close_feeds(page: Page) -> None:
    """Judge bad a list of dispatches: lines that open with the hour, the newest first.

    A programme and a minute-by-minute account tell their hours the other way round.
    """
    run: list[tuple[int, int]] = []  # place and minute of the day
    for place in range(len(page) + 1):
        minute = _minute(page, place)
        if run and 0 <= minute < run[-1][1] and place - run[-1][0] <= 2:
            run.append((place, minute))
            continue
        told = place >= len(page) or page.verdicts[place] == "good"
        if run and minute < 0 and not told and place - run[-1][0] < 2:
            continue  # its section, or a second line
        if len(run) >= _FEED:
            page.verdicts[run[0][0] : run[-1][0] + 1] = ["bad"] * (run[-1][0] + 1 - run[0][0])
        run = [(place, minute)] if minute >= 0 else []


def _minute(page: Page, place: int) -> int:
    """Return the minute of the day that a headline opens with, -1 where none does."""
    if place >= len(page) or page.sizes[place] > 25 or ends_sentence(page.text(place)):
        return -1
    told = _HOUR.match(page.folded[place])
    return int(told[1]) * 60 + int(told[2]) if told else -1


def close_teasers(page: Page) -> None:
    """Judge bad the single paragraph under a linked headline, outside the article's element."""
    weights: Counter[object] = Counter()
    for place, segment in enumerate(page.segments):
        if page.verdicts[place] == "good":
            weights[segment.path] += page.sizes[place]
    main = max(weights, key=lambda path: weights[path], default=())
    for place in range(1, len(page)):
        headline, segment = page.segments[place - 1], page.segments[place]
        under = headline.kind == "heading" and headline.links > 0.6
        alone = page.verdicts[place : place + 2] != ["good", "good"]
        if under and alone and page.verdicts[place] == "good" and segment.path != main:
            page.verdicts[place] = "bad"


def close_biography(page: Page) -> None:
    """Judge bad the last paragraph when it presents the author named in a byline."""
    authors = [fold_line(byline.author) for byline in page.bylines.values() if byline.author]
    prose = [place for place, verdict in enumerate(page.verdicts) if verdict == "good"]
    for place in prose[-2:]:
        opens = any(page.folded[place].startswith(author) for author in authors)
        if opens and len(prose) > 2 and page.sizes[place] <= LONG and has_verb(page.text(place)):
            page.verdicts[place] = "bad"


def _pair_at(page: Page, place: int) -> tuple[int, int, bool] | None:
    dated = False
    start = place
    while place < len(page) and page.verdicts[place] == "bad" and place - start < 3:
        dated = dated or place in page.bylines
        place += 1
    if place + 1 >= len(page) or page.verdicts[place] != "near":
        return None
    if not is_headline(page.text(place)) or page.text(place).rstrip().endswith(":"):
        return None
    if page.segments[place].kind not in ("text", "heading"):
        return None
    teaser = place + 1
    while teaser + 1 < len(page) and page.verdicts[teaser] == "bad" and teaser - place < 3:
        dated = dated or teaser in page.bylines
        teaser += 1
    after = teaser + 1
    alone = after >= len(page) or page.verdicts[after] != "good"
    short = page.verdicts[teaser] == "good" and page.sizes[teaser] <= LONG
    short = short and page.segments[teaser].kind != "row" and not bulleted(page.text(teaser))
    return (start, teaser, dated) if short and alone else None


def _condemn_pairs(page: Page, pairs: list[tuple[int, int, bool]]) -> None:
    if pairs and not page.prose(0, pairs[0][0]):
        pairs = pairs[1:]  # the article's own title and first paragraph look like a pair
    if len(pairs) > 2 and not pairs[0][2] and all(pair[2] for pair in pairs[1:]):
        pairs = pairs[1:]  # so do a short line of the article and its last paragraph
    if len(pairs) < 2 or page.segments[pairs[0][1]].taken:
        return
    start, end = pairs[0][0], pairs[-1][1] + 1
    if page.prose(0, start) + page.prose(end, len(page)) < 0.5 * page.prose(start, end):
        return
    shared = sum(page.cohesion(pair[1]) for pair in pairs) / len(pairs)
    strange = len(page.vocabulary) >= 0.75 * ENOUGH and shared < 1.5 * STRANGE
    if strange or all(pair[2] for pair in pairs):
        page.verdicts[start:end] = ["bad"] * (end - start)


def _box_end(page: Page, start: int) -> int:
    """Return where the list of other articles that starts at `start` ends.

    At the latest at two paragraphs in a row, which lists of teasers do not have; a single one
    before them is the article's rather than lost.
    """
    pair = _next_pair(page, start)
    singles = [place for place in range(start, pair) if page.verdicts[place] == "good"]
    for place in singles:
        if _goes_on(page, place, start) or _is_same_line(page, place, start):
            return place
    if len(singles) == 1 and pair < len(page) and not is_cut_off(page.text(singles[0])):
        return singles[0]
    return pair


def _is_same_line(page: Page, place: int, start: int) -> bool:
    """Say whether a sentence stands on the line of saved text that a box is only a part of."""
    line, heading = page.segments[place], page.segments[start - 1]
    above = page.segments[start - 2] if start > 1 else None
    saved = not (line.path or line.taken) and line.kind == heading.kind == "text"
    inside = above is not None and above.group == heading.group == line.group > 0
    return saved and inside and ends_sentence(line.text)


def _next_pair(page: Page, start: int) -> int:
    for place in range(start, len(page) - 1):
        two = page.verdicts[place : place + 2] == ["good", "good"]
        if not two or is_cut_off(page.text(place)) or page.segments[place].links > 0.6:
            continue
        shared = page.cohesion(place), page.cohesion(place + 1)
        if sum(shared) >= STRANGE:
            return place + 1 if shared[0] < STRANGE / 2 and page.strange(place) else place
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
    if shared >= (COHESIVE if page.sizes[place] >= LONG else 0.5):
        return True
    listed = place + 1 < len(page) and page.verdicts[place + 1] == "near"
    return not listed and bool(names(page.text(place)) & _named(page, start))


def _named(page: Page, end: int) -> set[str]:
    """Return the proper names in the last paragraphs before `end`."""
    prose = (page.text(place) for place in range(end - 1, -1, -1) if page.verdicts[place] == "good")
    return {name for text in islice(prose, 12) for name in names(text)}
