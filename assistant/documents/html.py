"""The article of a web page: trafilatura's choice, checked and repaired segment by segment."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence, Set
from dataclasses import replace

import lxml.html
import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from assistant.documents.branches import mark_asides
from assistant.documents.decode import decode
from assistant.documents.folding import fold_line, tidy, unify
from assistant.documents.furniture import Article, cut_furniture
from assistant.documents.large_type import head_large_type
from assistant.documents.logos import feed_name, logo_name
from assistant.documents.marks import is_button, opens_related
from assistant.documents.mastheads import named_above, site_of_sections, suffix_of
from assistant.documents.metadata import page_clues
from assistant.documents.page import page_segments
from assistant.documents.prose import is_headline
from assistant.documents.publishers import names_publisher
from assistant.documents.segments import Segment, as_markdown, lines_above
from assistant.errors import DamagedSource, EmptySource
from assistant.schema import Clue, Extracted, RawSource

_HEAD = 12  # lines of a page among which its site's name stands
AHEAD = 20_000  # letters of the article in which a segment is looked for
log = logging.getLogger(__name__)


def read_html(raw: RawSource, *, alone: bool = False) -> Extracted:
    """Return the article of a web page and what stood around it. Run it in the sandbox.

    `alone`: without trafilatura, for the page that crashed it.
    """
    text = unify(decode(raw.data, raw.media_type, raw.source))
    tree = _parsed(text, raw.source)
    clues = page_clues(tree, text)
    head_large_type(tree)
    body = tree.find("body")
    segments = page_segments(body if body is not None else tree)
    if not segments:
        raise EmptySource(raw.source, "the page shows no text.")
    segments = mark_asides(mark_taken(segments, "" if alone else _main_text(text)))
    title = page_title(tree, segments, clues)
    article = cut_furniture(segments, title)
    found = [Clue("url", "url", raw.url)] if raw.url else []
    sites = _site_clues(tree, segments, article)
    found += [*clues, *_title_clue(title, clues), *sites]
    if (marked := _marked_title(tree)) and not any(clue.field == "title" for clue in found):
        found.append(Clue("title", "file", marked))  # better than a sentence of the text
    return Extracted(
        "html",
        as_markdown(article.kept),
        tuple(segment.text for segment in article.removed),
        tuple(dict.fromkeys(found)),
        _places(article),
    )


def _places(article: Article) -> tuple[int, ...]:
    """Return how many lines of the article stand above each line that was cut."""
    above = lines_above(article.kept)
    return tuple(above[place] for place in article.places)


def _parsed(text: str, source: str) -> HtmlElement:
    # the declaration would contradict the decoded text
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = lxml.html.HTMLParser(
        no_network=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise EmptySource(source, "the page holds no readable markup.") from error
    if tree is None:
        raise DamagedSource(source, "the page could not be read: paste its text instead.")
    return tree


def _main_text(text: str) -> str:
    """Return the article's text as trafilatura finds it, "" where it fails."""
    try:
        found = trafilatura.extract(
            text, output_format="txt", include_comments=False, include_tables=True,
            favor_recall=False, deduplicate=False, with_metadata=False,
        )  # fmt: skip
    except Exception as error:  # noqa: BLE001 - a third-party parser on a strange page
        log.warning("trafilatura failed (%s): own segment features only", type(error).__name__)
        return ""
    return found or ""


def mark_taken(segments: Sequence[Segment], article: str) -> list[Segment]:
    """Return the segments with `taken` set on those whose text is in `article`, in order."""
    bare = _bare(article)
    lines = {_bare(line) for line in article.split("\n")}
    marked: list[Segment] = []
    place = 0
    for segment in segments:
        wanted = _bare(segment.text)
        at = bare.find(wanted, place, place + len(wanted) + AHEAD) if wanted else -1
        near = 0 <= at - place <= 40
        if at >= 0 and (len(wanted) >= 25 or near):
            place = at + len(wanted)
            marked.append(replace(segment, taken=True))
        else:
            taken = len(wanted) >= 25 and wanted in lines
            marked.append(replace(segment, taken=taken))
    return marked


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold_line(text))


def page_title(tree: HtmlElement, segments: Sequence[Segment], clues: Sequence[Clue]) -> str:
    """Return the article's title as the page shows it, "" when nothing shown is like a title.

    The heading that its clues and `<title>` name best, near the article's text and not a link to
    the front page.
    """
    said = [_bare(clue.value) for clue in clues if clue.field == "title"]
    said += [_bare(title.text_content()) for title in tree.xpath("//head/title")]
    start = next((n for n, s in enumerate(segments) if s.taken and len(s.text) > 80), len(segments))
    site = _bare(site_of_sections(_marked_title(tree)))
    names = {n for n, s in enumerate(segments[:start]) if _names_site(segments, n, start, site)}
    best = max(
        (
            (_title_score(segment, abs(start - n), said), segment.text)
            for n, segment in enumerate(segments)
            if n not in names
        ),
        key=lambda scored: scored[0],
        default=(0.0, ""),
    )
    return best[1] if best[0] >= 0.5 else _lone_heading(segments, names)


def _names_site(segments: Sequence[Segment], place: int, start: int, site: str) -> bool:
    """Say whether a line above the article is the site's name and not the title.

    `site`: the name in a `<title>` of a name and sections. A heading is only one where another
    heading follows it; a first line of few words, where it stands apart from the text.
    """
    segment = segments[place]
    if segment.kind == "heading":
        below = any(s.kind == "heading" and s.hint >= 0 for s in segments[place + 1 : start])
        return below and _bare(segment.text) == site
    masthead = place < 2 and place + 2 < start and len(segment.text.split()) <= 4
    return masthead or _bare(segment.text) == site


def _lone_heading(segments: Sequence[Segment], names: Set[int]) -> str:
    """Return the one heading of a page's highest level, if text of an article follows it.

    Pages without a heading of level 1 give it to nothing or to their name; boxes have headings of
    one level with each other, so that one alone is the article's. `names`: where the site's stands.
    """
    headings = [
        n for n, s in enumerate(segments) if s.kind == "heading" and s.hint >= 0 and n not in names
    ]  # fmt: skip
    highest = min((segments[n].level for n in headings), default=0)
    alone = [n for n in headings if segments[n].level == highest]
    if len(alone) != 1 or not 1 <= highest <= 3 or segments[alone[0]].links > 0.8:
        return ""
    title = segments[alone[0]].text
    if not is_headline(title) or is_button(title) or opens_related(title) or len(title) < 12:
        return ""
    below = segments[alone[0] + 1 : alone[0] + 8]
    return title if any(len(s.text) > 120 and s.links < 0.3 for s in below) else ""


def _title_score(segment: Segment, distance: int, said: Sequence[str]) -> float:
    bare = _bare(segment.text)
    if len(bare) < 8 or segment.kind not in ("heading", "text") or len(segment.text) > 300:
        return 0.0
    named = max((_likeness(bare, one) for one in said), default=0.0)
    heading = segment.kind == "heading"
    if not named and not (heading and segment.level == 1):
        return 0.0
    score = named + 0.4 * heading + 0.2 * (segment.level == 1)
    score += 0.2 * (segment.hint > 0) - 0.3 * (segment.hint < 0) - 0.3 * (segment.links > 0.8)
    return score - 0.02 * min(distance, 20)


def _likeness(bare: str, said: str) -> float:
    """Return the share of the longer of two titles that the shorter is, 0 if not in it."""
    if not said or not (bare in said or said in bare):
        return 0.0
    return min(len(bare), len(said)) / max(len(bare), len(said))


def _site_clues(tree: HtmlElement, segments: Sequence[Segment], article: Article) -> list[Clue]:
    """Return the article's clues with the site's name as `<title>` and the header say it.

    The logo's name comes first where `<title>` holds it too, else after what the lines say.
    """
    marked = _marked_title(tree)
    logo, site = logo_name(tree), suffix_of(marked, article.title)
    lone = site_of_sections(marked) or (marked if names_publisher(marked) else "")
    if not site and _bare(lone) != _bare(article.title):
        site = lone
    agreed = logo if logo and _bare(logo) in _bare(marked) else ""
    shown = named_above(marked, [s.text for s in segments[:_HEAD]], article.title)
    before = [Clue("publisher", "text", name) for name in (agreed, shown, site) if name]
    after = [Clue("publisher", "text", name) for name in (logo, feed_name(tree)) if name]
    return [*before, *article.clues, *after]


def _marked_title(tree: HtmlElement) -> str:
    return next((tidy(one.text_content()) for one in tree.xpath("//head/title")), "")


def _title_clue(title: str, clues: Sequence[Clue]) -> list[Clue]:
    if title and not any(c.field == "title" and c.value == title for c in clues):
        return [Clue("title", "text", title)]
    return []
