"""Each segment of a page judged by itself, and what the page as a whole is about.

After the features of Kohlschütter et al. (2010, boilerplate detection by shallow text features)
and the context classes of jusText (Pomikálek 2011): good is prose, bad is furniture, near is what
only its surroundings can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.documents.bylines import Byline, read_byline, starts_as_byline
from assistant.documents.folding import fold_line, words
from assistant.documents.marks import (
    furniture_cue,
    is_bracketed,
    is_button,
    is_caption,
    is_download,
    is_tool,
    opens_comments,
    opens_related,
)
from assistant.documents.prose import ends_sentence, is_function_word, is_prose, separated
from assistant.documents.segments import Segment

Verdict = Literal["good", "near", "bad"]

COHESIVE = 0.34  # share of a line's content words that the article uses too
STRANGE = 0.12  # below: the line is about something else
ENOUGH = 40  # content words of the core: with fewer, not sharing them says little
MENU = 3  # links that make up a line: entries of a menu, whatever they say
LONG = 45  # words; teasers and comments are shorter, an article's paragraph often longer


@dataclass(slots=True)
class Page:
    """The segments of a page with their verdicts, which later steps sharpen."""

    segments: Sequence[Segment]
    verdicts: list[Verdict] = field(default_factory=list)
    bylines: dict[int, Byline] = field(default_factory=dict)  # by place
    inserted: set[int] = field(default_factory=set)  # places of offers, which interrupt articles
    sizes: list[int] = field(default_factory=list)  # in words
    folded: list[str] = field(default_factory=list)
    vocabulary: frozenset[str] = frozenset()  # content words of the core

    def __len__(self) -> int:
        return len(self.segments)

    def text(self, place: int) -> str:
        """Return the text at `place`."""
        return self.segments[place].text

    def cohesion(self, place: int) -> float:
        """Return the share of the segment's content words that the core uses (1.0 without any)."""
        found = content(self.segments[place].text)
        return sum(w in self.vocabulary for w in found) / len(found) if found else 1.0

    def strange(self, place: int, bar: float = STRANGE) -> bool:
        """Say whether the segment is about something else than the core, as far as one can tell."""
        trusted = self.segments[place].taken or self.segments[place].hint > 0.5
        known = len(self.vocabulary) >= ENOUGH and not trusted
        return known and self.cohesion(place) < bar

    def prose(self, start: int, end: int) -> int:
        """Return how many words of prose stand between two places."""
        return sum(self.sizes[p] for p in range(start, end) if self.verdicts[p] == "good")

    def is_light(self, place: int) -> bool:
        """Say whether furniture at `place` is of the kind that stands inside articles too."""
        text = self.segments[place].text
        if place in self.bylines or self.segments[place].kind == "caption" or is_caption(text):
            return True
        return self.sizes[place] <= 3 and not (opens_related(text) or opens_comments(text))


def judge(segments: Sequence[Segment]) -> Page:
    """Return the page with a verdict on each segment."""
    page = Page(segments)
    for place, segment in enumerate(segments):
        page.folded.append(fold_line(segment.text))
        page.sizes.append(len(words(segment.text)))
        byline = read_byline(segment.text)
        if byline is not None:
            page.bylines[place] = byline
        page.verdicts.append(_verdict(segment, byline, page.sizes[-1]))
    _condemn_repeated_runs(page)
    page.vocabulary = _core(page)
    return page


def _condemn_repeated_runs(page: Page) -> None:
    """Judge bad the short lines that come twice beside others that do: a menu above and below."""
    counts = Counter(page.folded)
    again = [counts[text] > 1 and verdict != "good"
             for text, verdict in zip(page.folded, page.verdicts, strict=True)]  # fmt: skip
    entries: set[str] = set()
    for place, text in enumerate(page.folded):
        beside = [p for p in (place - 1, place + 1) if 0 <= p < len(page)]
        others = any(again[p] and page.folded[p] != text for p in beside)
        if again[place] and others and page.sizes[place] <= 8:
            entries.add(text)
    for place, text in enumerate(page.folded):
        if text in entries and page.verdicts[place] == "near":
            page.verdicts[place] = "bad"


def _core(page: Page) -> frozenset[str]:
    """Return the content words of the heaviest run of prose: what the article is about.

    A run goes on over bylines, captions and a subheading; not over two headlines that stand one
    paragraph apart, as in a list of other articles.
    """
    best: list[int] = []
    heaviest = weight = 0
    run: list[int] = []
    since = 2  # paragraphs since the last short line
    for place, verdict in enumerate(page.verdicts):
        if verdict == "good":
            run.append(place)
            weight += page.sizes[place]
            since += 1
        elif verdict == "near" and since >= 2:
            since = 0
        elif verdict == "near" or not page.is_light(place):
            run, weight, since = [], 0, 2
        if weight > heaviest:
            best, heaviest = list(run), weight
    return frozenset(w for place in best for w in content(page.text(place)))


def _verdict(segment: Segment, byline: Byline | None, size: int) -> Verdict:
    text = segment.text
    if segment.kind in ("ticker", "caption") or byline is not None:
        return "bad"
    if starts_as_byline(text) or furniture_cue(text) or opens_related(text) or is_caption(text):
        return "bad"
    if separated(text) and segment.kind == "text" and not segment.taken:
        return "bad"
    if segment.kind != "row" and (is_bracketed(text) or is_download(text) or is_tool(text)):
        return "bad"
    if is_button(text) and not (segment.kind == "row" or _is_subheading(segment)):
        return "bad"
    linked = segment.links > 0.6 and size >= 3 and not ends_sentence(text)
    if linked and segment.entries >= MENU and segment.kind != "row":
        return "bad"
    trusted = segment.taken and segment.hint > -2 and is_prose(text) and not linked
    if segment.hint < 0 and not trusted:
        return "bad"
    if segment.taken:
        label = segment.kind == "text" and size < 6 and not text.endswith((".", "!", "?", "؟", ":"))
        return "near" if linked or label else "good"
    if linked:
        return "bad"
    return "good" if is_prose(text) else "near"


def _is_subheading(segment: Segment) -> bool:
    return segment.taken and segment.kind == "heading" and segment.links < 0.5


def content(text: str) -> set[str]:
    """Return the content words of a text, cut to six letters so that inflections meet."""
    found = set()
    for word in words(text):
        if is_function_word(word) or (len(word) < 4 and not word.isdigit()):
            continue
        if "\u0600" <= word[0] <= "\u06ff":
            word = re.sub(r"^(?:[وفبك]?ال|لل|[وفبلكس])(?=\w{3})", "", word)[:5]
        found.add(word[:6])
    return found
