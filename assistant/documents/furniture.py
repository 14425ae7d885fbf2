"""The article among the blocks of a page, by what the lines look like and where they stand.

After the features of Kohlschütter et al. (2010, boilerplate detection by shallow text features)
and the contexts of jusText (Pomikálek 2011): each block is judged by itself (prose, short, or
furniture), then in its surroundings: the article is the stretch with most prose and least
furniture; short lines in it stay when they share the article's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.documents.segments import Segment
from assistant.documents.bylines import Byline, read_byline, read_dateline
from assistant.documents.lexicon import FUNCTION_WORDS
from assistant.documents.prose import (
    ends_sentence,
    fold_line,
    furniture_cue,
    is_button,
    is_cut_off,
    is_headline,
    is_prose,
    opens_comments,
    opens_related,
    words,
)
from assistant.schema import Clue

Verdict = Literal["good", "near", "bad"]

COHESIVE = 0.34  # share of a line's content words that the article uses too
STRANGE = 0.12  # below: the line is about something else
ENOUGH = 40  # content words of the core: with fewer, not sharing them says little
LONG = 45  # words; teasers and comments are shorter, an article's paragraph often longer


@dataclass(frozen=True, slots=True)
class Article:
    """Which segments of a page are the article: `kept` in order, `removed` in order, its clues."""

    kept: tuple[Segment, ...]
    removed: tuple[Segment, ...]
    title: str
    clues: tuple[Clue, ...]


def cut_furniture(segments: Sequence[Segment], title: str = "") -> Article:
    """Return the article of a page given as segments; `title` where markup already told it."""
    page = _Page(list(segments), title)
    page.judge()
    page.close_boxes()
    first, last = page.densest()
    page.find_title(first)
    first = page.start_at_title(first, last)
    page.choose(first, last)
    return page.article(first)


@dataclass(slots=True)
class _Page:
    segments: list[Segment]
    title: str
    verdicts: list[Verdict] = field(default_factory=list)
    bylines: dict[int, Byline] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    titles: set[int] = field(default_factory=set)  # the places of the title
    chosen: list[bool] = field(default_factory=list)
    vocabulary: frozenset[str] = frozenset()

    # --- each segment by itself ---------------------------------------------------------------

    def judge(self) -> None:
        for place, segment in enumerate(self.segments):
            self.folded.append(fold_line(segment.text))
            self.sizes.append(len(words(segment.text)))
            byline = read_byline(segment.text)
            if byline is not None:
                self.bylines[place] = byline
            self.verdicts.append(_verdict(segment, byline, self.sizes[-1]))
        self.vocabulary = self._core()

    def _core(self) -> frozenset[str]:
        """Return the content words of the heaviest run of prose: what the article is about.

        A run goes on over bylines, captions and a subheading; not over two headlines that stand
        one paragraph apart, as in a list of other articles.
        """
        best: list[int] = []
        run: list[int] = []
        since = 2  # paragraphs since the last short line
        for place, verdict in enumerate(self.verdicts):
            if verdict == "good":
                run.append(place)
                since += 1
            elif verdict == "near" and since >= 2:
                since = 0
            elif verdict == "near" or not self._light(place):
                run, since = [], 2
            if self._weight(run) > self._weight(best):
                best = list(run)
        return frozenset(w for place in best for w in content(self.segments[place].text))

    def _light(self, place: int) -> bool:
        """Say whether furniture at `place` is of the kind that stands inside articles too."""
        text = self.segments[place].text
        if place in self.bylines or self.segments[place].kind == "caption" or is_caption(text):
            return True
        return self.sizes[place] <= 3 and not (opens_related(text) or opens_comments(text))

    def _weight(self, places: list[int]) -> int:
        return sum(self.sizes[place] for place in places)

    def cohesion(self, place: int) -> float:
        """Return the share of the segment's content words that the core uses (1.0 without any)."""
        found = content(self.segments[place].text)
        return sum(w in self.vocabulary for w in found) / len(found) if found else 1.0

    def strange(self, place: int, bar: float = STRANGE) -> bool:
        """Say whether the segment is about something else than the core, as far as one can tell."""
        known = len(self.vocabulary) >= ENOUGH and not self.segments[place].taken
        return known and self.cohesion(place) < bar

    def _prose(self, start: int, end: int) -> int:
        return sum(self.sizes[p] for p in range(start, end) if self.verdicts[p] == "good")

    # --- boxes: a heading and what belongs to it ----------------------------------------------

    def close_boxes(self) -> None:
        for place, segment in enumerate(self.segments):
            if opens_comments(segment.text) and self._ends_article(place):
                self._condemn(place, len(self.segments))
                return
            if opens_related(segment.text) == "heading":
                self._condemn(place, self._box_end(place + 1))

    def _condemn(self, start: int, end: int) -> None:
        for place in range(start, end):
            self.verdicts[place] = "bad"

    def _ends_article(self, place: int) -> bool:
        before = self._prose(0, place)
        return before > 0 and before >= 0.5 * self._prose(place, len(self.segments))

    def _box_end(self, start: int) -> int:
        """Return where the list of other articles that starts at `start` ends."""
        if not self._prose(0, start):
            return start
        for place in range(start, len(self.segments)):
            if self.verdicts[place] == "good" and self._goes_on(place, start):
                return place
        return len(self.segments)

    def _goes_on(self, place: int, start: int) -> bool:
        """Say whether the prose at `place`, after a box's heading, is the article again.

        A teaser stands under its headline, is short, and shares few words with the article.
        """
        if is_cut_off(self.segments[place].text):
            return False
        follows = place + 1 < len(self.segments) and self.verdicts[place + 1] == "good"
        shared = self.cohesion(place)
        if place == start or self.verdicts[place - 1] == "bad":
            return follows or self.sizes[place] >= LONG or shared >= STRANGE
        if follows:
            both = shared + self.cohesion(place + 1)
            return self.sizes[place] >= LONG or both >= COHESIVE
        return shared >= (COHESIVE if self.sizes[place] >= LONG else 0.5)

    # --- the stretch of the article -----------------------------------------------------------

    def densest(self) -> tuple[int, int]:
        """Return the first and last place of the stretch that weighs most (first > last: none)."""
        best, total, begin = 0.0, 0.0, 0
        stretch = (0, -1)
        for place in range(len(self.segments)):
            if total <= 0:
                total, begin = 0.0, place
            total += self._gain(place)
            if total > best:
                best, stretch = total, (begin, place)
        return stretch

    def _gain(self, place: int) -> float:
        verdict, segment = self.verdicts[place], self.segments[place]
        if verdict == "good":
            odd = self.strange(place) and self.sizes[place] < LONG
            return 2.0 if odd else float(min(self.sizes[place], 100))
        if verdict == "bad":
            return -1.5 if self._light(place) else -6.0
        if segment.kind in ("item", "row") or ends_sentence(segment.text):
            return -0.5
        return -5.0 if self.strange(place, COHESIVE) else -2.0

    # --- title --------------------------------------------------------------------------------

    def find_title(self, first: int) -> None:
        if not self.title:
            above = range(min(first + 1, len(self.segments)))
            candidates = [place for place in above if self._may_be_title(place)]
            best = max(candidates, key=lambda p: self._title_score(p, first), default=None)
            if best is None or self._title_score(best, first) < 1.0:
                return
            self.title = self.segments[best].text.lstrip("# ").strip()
        wanted = fold_line(self.title)
        self.titles = {place for place, text in enumerate(self.folded) if text == wanted}

    def _may_be_title(self, place: int) -> bool:
        segment = self.segments[place]
        if self.verdicts[place] == "bad" or segment.kind not in ("text", "heading"):
            return False
        return is_headline(segment.text)

    def _title_score(self, place: int, first: int) -> float:
        repeats = self.folded.count(self.folded[place]) - 1
        beside = self._has_byline(place)
        score = 2.0 * min(repeats, 1) + 3.0 * min(self.cohesion(place), 0.7) + 1.5 * beside
        score += 0.5 * (4 <= self.sizes[place] <= 22)
        score += 2.0 * (self.segments[place].kind == "heading")
        between = sum(self.verdicts[p] == "near" for p in range(place + 1, first))
        return score + 0.8 * (between == 0) - 0.4 * between - 0.05 * (first - place)

    def _has_byline(self, place: int) -> bool:
        """Say whether a byline stands just above, or below with nothing but furniture between."""
        if place - 1 in self.bylines:
            return True
        for below in range(place + 1, min(place + 6, len(self.segments))):
            if below in self.bylines:
                return True
            if self.verdicts[below] == "near":
                return False
        return False

    def start_at_title(self, first: int, last: int) -> int:
        """Return where the article starts: not above its title, if most prose is below that."""
        top = min(self.titles, default=-1)
        if first <= top < last and self._prose(first, top) < self._prose(top, last + 1):
            return top
        return first

    # --- choosing -----------------------------------------------------------------------------

    def choose(self, first: int, last: int) -> None:
        clean = "bad" not in self.verdicts
        if clean or first > last:
            self.chosen = [v != "bad" for v in self.verdicts]
        else:
            self.chosen = [False] * len(self.segments)
            self._choose_inside(first, last)
            self._choose_head(first)
            self._choose_tail(last)
        for place in self.titles:
            self.chosen[place] = False
        self._drop_repeats()

    def _choose_inside(self, first: int, last: int) -> None:
        place = first
        while place <= last:
            end = place + 1
            if self.verdicts[place] == "near":
                while end <= last and self.verdicts[end] == "near":
                    end += 1
                self._choose_run(place, end)
            else:
                self.chosen[place] = self.verdicts[place] == "good"
            place = end

    def _choose_run(self, start: int, end: int) -> None:
        """Keep a run of short lines: a subheading or list, not headlines or a box's heading."""
        announced = start > 0 and self.segments[start - 1].text.rstrip().endswith(":")
        shared = sum(self.cohesion(place) for place in range(start, end)) / (end - start)
        into_box = (
            end < len(self.segments) and self.verdicts[end] == "bad" and end not in self.bylines
        )
        stacked = end - start > 2 or into_box
        for place in range(start, end):
            segment = self.segments[place]
            listed = segment.kind != "text" or ends_sentence(segment.text)
            self.chosen[place] = announced or listed or not stacked or shared >= COHESIVE / 2

    def _choose_head(self, first: int) -> None:
        """Keep the standfirst between title and body, with or without a full stop."""
        above = [place for place in self.titles if place < first]
        if not above:
            return
        for place in range(min(above) + 1, first):
            if self.verdicts[place] == "good":
                self.chosen[place] = not self.strange(place)
            elif self.verdicts[place] == "near" and place > max(above):
                self.chosen[place] = self.sizes[place] >= 6 and not self.strange(place)

    def _choose_tail(self, last: int) -> None:
        """Keep the list, table or announced enumeration that closes the article."""
        listing = self.segments[last].text.rstrip().endswith(":")
        for place in range(last + 1, len(self.segments)):
            segment = self.segments[place]
            if self.verdicts[place] != "near":
                return
            opens = segment.text.rstrip().endswith(":") and self._lists(place + 1)
            item = segment.kind in ("item", "row") and self._lists(place - 1)
            if not (listing or opens or item):
                return
            listing = listing or (opens and segment.kind == "text" and not self._marked(place + 1))
            self.chosen[place] = True

    def _lists(self, place: int) -> bool:
        if not 0 <= place < len(self.segments):
            return False
        return self._marked(place) or self.segments[place].text.rstrip().endswith((":", ";", "؛"))

    def _marked(self, place: int) -> bool:
        return place < len(self.segments) and self.segments[place].kind in ("item", "row")

    def _drop_repeats(self) -> None:
        """Keep a repeated paragraph, or a standfirst that the next paragraph opens with, once."""
        seen: set[str] = set()
        for place, segment in enumerate(self.segments):
            if not self.chosen[place] or segment.kind == "row" or self.sizes[place] < 6:
                continue
            if self.folded[place] in seen or self._opens_next(place):
                self.chosen[place] = False
            seen.add(self.folded[place])

    def _opens_next(self, place: int) -> bool:
        bare = self.folded[place].rstrip(" .…")
        for later in range(place + 1, min(place + 4, len(self.segments))):
            text = self.folded[later]
            if self.chosen[later] and text != self.folded[place] and text.startswith(bare):
                return True
        return False

    # --- result -------------------------------------------------------------------------------

    def article(self, first: int) -> Article:
        kept = [s for s, keep in zip(self.segments, self.chosen, strict=True) if keep]
        cut = [
            segment
            for place, segment in enumerate(self.segments)
            if not self.chosen[place] and place not in self.titles
        ]
        return Article(tuple(kept), tuple(cut), self.title, tuple(self._clues(first, kept)))

    def _clues(self, first: int, kept: list[Segment]) -> list[Clue]:
        clues = [Clue("title", "text", self.title)] if self.title else []
        for place, byline in self.bylines.items():
            clues.extend(self._judged(place, byline, first))
        for segment in kept[:2]:
            if day := read_dateline(segment.text):
                clues.append(Clue("published", "text", day))
                break
        return clues

    def _judged(self, place: int, byline: Byline, first: int) -> list[Clue]:
        """Return a byline's clues: near the title it dates the article, in a header the visit."""
        near_body = self._near_title(place) or self._just_before(place, first)
        if byline.labelled:
            return byline.clues() if near_body or self._closes(place) else []
        twice = sum(other.date == byline.date for other in self.bylines.values()) > 1
        if near_body and not twice:
            return byline.clues()
        if place < first:
            return [Clue("crawled", "text", byline.date)]
        return []

    def _near_title(self, place: int) -> bool:
        above = [title for title in self.titles if title < place]
        return bool(above) and place - max(above) <= 5

    def _just_before(self, place: int, first: int) -> bool:
        return 0 <= first - place <= 3 and not self.titles

    def _closes(self, place: int) -> bool:
        """Say whether the byline stands right after the last kept segment, or above the title."""
        below = place > 0 and self.chosen[place - 1]
        return below or any(0 < title - place <= 2 for title in self.titles)


def _verdict(segment: Segment, byline: Byline | None, size: int) -> Verdict:
    text = segment.text
    if segment.kind in ("ticker", "caption") or byline is not None:
        return "bad"
    if is_button(text) or furniture_cue(text) or opens_related(text) or is_caption(text):
        return "bad"
    if segment.taken:
        return "good"
    if segment.hint < 0 or (segment.links > 0.6 and size >= 3):
        return "bad"
    return "good" if is_prose(text) else "near"


def content(text: str) -> set[str]:
    """Return the content words of a text, cut to six letters so that inflections meet."""
    found = set()
    for word in words(text):
        if word in FUNCTION_WORDS or (len(word) < 4 and not word.isdigit()):
            continue
        if "\u0600" <= word[0] <= "\u06ff":
            word = re.sub(r"^(?:وال|بال|فال|كال|ال|لل)(?=\w{3})", "", word)
        found.add(word[:6])
    return found


_CAPTION = re.compile(
    r"^[\[(]?\s*(?:©|\(c\)|ph\s*[:.]|dr\s*$|photos?\s*[:/|]|credits?\s*(?:photos?)?\s*[:/|]|"
    r"photo credit|legende\s*:|illustration\s*[:/|]|image\s*:|(?:file )?photo (?:by|courtesy)|"
    r"getty|shutterstock|صوره\s*[:/]|تصوير\s*:|عدسه)"
)
_CREDITED = re.compile(
    r"[(\[/|–-]\s*(?:credits?(?: photos?)?|photos?|ph|crédit|image|صوره|تصوير)\s*[:./]?\s*[^()\]]{1,40}[)\]]?\.?$"
    r"|©\s*[^.]{1,40}$|[(/]\s*(?:dr|afp|reuters|ap|getty images)\s*\)?$"
)


def is_caption(text: str) -> bool:
    """Say whether a line is the caption or credit of a picture."""
    folded = fold_line(text)
    if len(folded) >= 220:
        return False
    return bool(_CAPTION.match(folded)) or bool(len(folded) < 160 and _CREDITED.search(folded))
