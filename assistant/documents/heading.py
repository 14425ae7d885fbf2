"""The title of a page and what its header lines say: day, publisher, author, day of the visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.bylines import Byline, starts_as_byline
from assistant.documents.crumbs import title_after_trail
from assistant.documents.datelines import agency_of, labelled_day, read_dateline, spelt_out
from assistant.documents.folding import fold_line
from assistant.documents.judging import Page
from assistant.documents.mastheads import is_release, is_signature, named_source, page_publisher
from assistant.documents.prose import ends_sentence, is_headline
from assistant.schema import Clue

_ABOVE = 3  # lines above the article in which a label may say when it was published
_HEAD = 3  # lines at the head of a page among which its own name stands


@dataclass(frozen=True, slots=True)
class Title:
    """A page's title and where it stands; empty when there is none."""

    text: str = ""
    places: frozenset[int] = frozenset()


def find_title(page: Page, first: int, known: str) -> Title:
    """Return the title: `known`, or the likeliest headline above the article's first place."""
    text = known
    if not text:
        repeats = Counter(page.folded)
        above = [*range(min(first + 1, len(page))), *_headings_below(page, first)]
        scored = [
            (_title_score(page, place, first, repeats), -place)
            for place in above
            if _may_be_title(page, place)
        ]
        score, place = max(scored, default=(0.0, 0))
        at = -place if score >= 0.5 else _last_line_above(page, first)
        text = page.text(at) if at >= 0 else _trailing(page, first)
        if not text:
            return Title()
    wanted = fold_line(text)
    return Title(text, frozenset(p for p, folded in enumerate(page.folded) if folded == wanted))


def _trailing(page: Page, first: int) -> str:
    """Return the title in a line above the article that holds a trail of links and a byline too."""
    article = " ".join(page.text(p) for p in range(first, min(first + 5, len(page))))
    lines = [page.text(p) for p in range(max(first - _ABOVE, 0), first)]
    return next(filter(None, (title_after_trail(line, article) for line in lines)), "")


def _headings_below(page: Page, first: int) -> list[int]:
    """Return the headings with a byline under them that stand a little below the first place.

    A question in a box beside the article can be taken for its first sentence.
    """
    places = range(first + 1, min(first + 12, len(page)))
    return [
        place for place in places
        if page.segments[place].kind == "heading" and _byline_below(page, place)
        and page.prose(first, place) <= 0.15 * page.prose(place, len(page))
    ]  # fmt: skip


def _last_line_above(page: Page, first: int) -> int:
    """Return the place of the headline that stands last above the article, -1 without one.

    Only furniture (bylines, buttons) may stand between; a label of three words is no headline.
    """
    for place in range(min(first, len(page)) - 1, max(first - 12, -1), -1):
        if page.verdicts[place] == "bad":
            continue
        short = 4 <= page.sizes[place] <= 25 and not ends_sentence(page.text(place))
        return place if short and _may_be_title(page, place) else -1
    return -1


def _may_be_title(page: Page, place: int) -> bool:
    segment = page.segments[place]
    if page.verdicts[place] == "bad" or segment.kind not in ("text", "heading"):
        return False
    if segment.links > 0.6 or starts_as_byline(segment.text) or named_source(segment.text):
        return False
    if is_signature(segment.text, [page.text(p) for p in range(min(place, _HEAD))]):
        return False
    if page.verdicts[place] == "good" and segment.kind == "text":
        asks = segment.text.rstrip(" »\"'”").endswith(("?", "!", "؟"))
        return asks and page.sizes[place] <= 18 and is_headline(segment.text)
    return is_headline(segment.text)


def _title_score(page: Page, place: int, first: int, repeats: Counter[str]) -> float:
    beside = 2.0 * _byline_below(page, place) or 1.0 * (place - 1 in page.bylines)
    score = (
        2.0 * (repeats[page.folded[place]] > 1 and page.sizes[place] >= 4)
        + 3.0 * min(page.cohesion(place), 0.7)
        + beside
    )
    score += 0.5 * (4 <= page.sizes[place] <= 22) - 1.0 * (page.sizes[place] <= 2)
    score += 2.0 * (page.segments[place].kind == "heading")
    score -= 0.8 * page.strange(place, 0.05)
    # labels and names of two or three words stand between title and text more than headlines do
    between = sum(
        min(page.sizes[p], 4) / 4 for p in range(place + 1, first) if page.verdicts[p] == "near"
    )
    score += 0.6 * (between == 0) - min(0.4 * between, 1.6)
    return score - 0.05 * min(max(first - place, 0), 20)


def _byline_below(page: Page, place: int) -> bool:
    """Say whether a byline stands below with nothing but furniture between."""
    for below in range(place + 1, min(place + 6, len(page))):
        if below in page.bylines or starts_as_byline(page.text(below)):
            return True
        if page.verdicts[below] == "near":
            return False
    return False


def start_at_title(page: Page, title: Title, first: int, last: int) -> int:
    """Return where the article starts: not above its title, if most prose is below that."""
    top = min(title.places, default=-1)
    if first <= top < last and page.prose(first, top) < page.prose(top, last + 1):
        return top
    return first


def header_clues(page: Page, title: Title, first: int, chosen: Sequence[bool]) -> list[Clue]:
    """Return the title, the article's bylines, days of visits, and a dateline's day.

    A byline that says "published" below the title comes before whatever stands above it.
    """
    clues = [Clue("title", "text", title.text)] if title.text else []
    days = Counter(byline.date for byline in page.bylines.values())
    top = _top(title, first)
    for place in sorted(page.bylines, key=lambda p: (p < top or not page.bylines[p].labelled, p)):
        twice = days[page.bylines[place].date] > 1
        clues.extend(_judged(page, title, place, first, chosen, twice))
    above = [page.text(p) for p in range(max(first - _ABOVE, 0), first) if not chosen[p]]
    if not any(c.field == "published" for c in clues) and (day := labelled_day(above)):
        clues.append(Clue("published", "byline", day))
    if publisher := page_publisher(page, top, chosen):
        clues.append(Clue("publisher", "text", publisher))
    kept = [segment for segment, keep in zip(page.segments, chosen, strict=True) if keep]
    agency = next(filter(None, (agency_of(segment.text) for segment in kept[:2])), "")
    cut = [s.text for s, keep in zip(page.segments, chosen, strict=True) if not keep]
    if agency and not publisher and (name := spelt_out(agency, cut)):
        clues.append(Clue("publisher", "text", name))
    for segment in kept[:2]:
        if day := read_dateline(segment.text):
            clues.append(Clue("published", "text", day))
            break
    return clues


def _judged(
    page: Page, title: Title, place: int, first: int, chosen: Sequence[bool], twice: bool
) -> list[Clue]:
    """Return a byline's clues: near the title it dates the article, in a header the visit."""
    byline: Byline = page.bylines[place]
    below = place > 0 and chosen[place - 1]
    close = below or any(0 < top - place <= 3 for top in title.places)
    near_body = _near_title(title, place) or (0 <= first - place <= 3 and not title.places)
    near_body = near_body or (page.segments[place].dated and close)
    if any(is_release(page.text(p)) for p in range(max(place - 2, 0), place)):
        near_body = True  # "Communiqué de presse", the day, then the title
    if place < _top(title, first) and byline.opens_with_day and not byline.published:
        return [Clue("crawled", "text", byline.date)]
    if byline.labelled or not byline.date:
        return byline.clues() if near_body or close else []
    if near_body and not twice:
        return byline.clues()
    if place < first:
        return [Clue("crawled", "text", byline.date)]
    return []


def _top(title: Title, first: int) -> int:
    """Return the place of the title nearest above the article, else of the article."""
    above = [place for place in title.places if place <= first]
    return max(above, default=min(title.places, default=first))


def _near_title(title: Title, place: int) -> bool:
    above = [top for top in title.places if top < place]
    return bool(above) and place - max(above) <= 5
