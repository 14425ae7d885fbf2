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
    """Which blocks of a page are the article: `kept` in order, `removed` in order, its clues."""

    kept: tuple[Segment, ...]
    removed: tuple[Segment, ...]
    title: str
    clues: tuple[Clue, ...]


def cut_furniture(blocks: Sequence[Segment], title: str = "") -> Article:
    """Return the article of a page given as blocks; `title` where markup already told it."""
    page = _Page(list(blocks), title)
    page.judge()
    page.close_boxes()
    first, last = page.densest()
    page.find_title(first)
    page.choose(first, last)
    return page.article(first)


@dataclass(slots=True)
class _Page:
    blocks: list[Segment]
    title: str
    verdicts: list[Verdict] = field(default_factory=list)
    bylines: dict[int, Byline] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)
    titles: set[int] = field(default_factory=set)  # the places of the title
    chosen: list[bool] = field(default_factory=list)
    vocabulary: frozenset[str] = frozenset()

    # --- each block by itself -----------------------------------------------------------------

    def judge(self) -> None:
        seen: dict[str, int] = {}
        for block in self.blocks:
            seen[fold_line(block.text)] = seen.get(fold_line(block.text), 0) + 1
        for place, block in enumerate(self.blocks):
            self.sizes.append(len(words(block.text)))
            byline = read_byline(block.text)
            if byline is not None:
                self.bylines[place] = byline
            self.verdicts.append(self._verdict(block, byline))
        self.vocabulary = self._core()

    def _verdict(self, block: Segment, byline: Byline | None) -> Verdict:
        text = block.text
        if block.kind in ("ticker", "caption") or byline is not None:
            return "bad"
        if is_button(text) or furniture_cue(text) or opens_related(text) or _is_caption(text):
            return "bad"
        if block.taken:
            return "good"
        if block.hint < 0 or (block.links > 0.6 and len(words(text)) >= 3):
            return "bad"
        return "good" if is_prose(text) else "near"

    def _core(self) -> frozenset[str]:
        """Return the content words of the heaviest run of prose: what the article is about."""
        best: list[int] = []
        run: list[int] = []
        breaks = 0
        for place, verdict in enumerate(self.verdicts):
            if verdict == "good":
                run.append(place)
                breaks = 0
            elif verdict == "near" and breaks == 0:
                breaks += 1  # a subheading does not end a run
            elif verdict == "bad" or breaks:
                run, breaks = [], 0
            if self._weight(run) > self._weight(best):
                best = list(run)
        return frozenset(w for place in best for w in content(self.blocks[place].text))

    def _weight(self, places: list[int]) -> int:
        return sum(self.sizes[place] for place in places)

    def cohesion(self, place: int) -> float:
        """Return the share of the block's content words that the core uses.

        1.0 where that says nothing: no content word, a core too short to have used them, or a
        parser's word that the block is of the article.
        """
        found = content(self.blocks[place].text)
        if not found or self.blocks[place].taken or len(self.vocabulary) < ENOUGH:
            return 1.0
        return sum(word in self.vocabulary for word in found) / len(found)

    # --- boxes: a heading and what belongs to it ----------------------------------------------

    def close_boxes(self) -> None:
        for place, block in enumerate(self.blocks):
            if opens_comments(block.text) and self._ends_article(place):
                self._condemn(place, len(self.blocks))
                return
            if opens_related(block.text) == "heading":
                self._condemn(place, self._box_end(place + 1))

    def _condemn(self, start: int, end: int) -> None:
        for place in range(start, end):
            self.verdicts[place] = "bad"

    def _ends_article(self, place: int) -> bool:
        before = sum(
            s for s, v in zip(self.sizes[:place], self.verdicts, strict=False) if v == "good"
        )
        after = sum(
            s for s, v in zip(self.sizes[place:], self.verdicts[place:], strict=True) if v == "good"
        )
        return before > 0 and before >= 0.5 * after

    def _box_end(self, start: int) -> int:
        """Return where the list of other articles that starts at `start` ends."""
        place = start
        while place < len(self.blocks):
            if self.verdicts[place] == "good" and self._goes_on(place, start):
                return place
            place += 1
        return place if self._has_good(0, start) else start

    def _has_good(self, start: int, end: int) -> bool:
        return any(verdict == "good" for verdict in self.verdicts[start:end])

    def _goes_on(self, place: int, start: int) -> bool:
        """Say whether the prose at `place`, after a box's heading, is the article again."""
        if is_cut_off(self.blocks[place].text):
            return False
        follows = place + 1 < len(self.blocks) and self.verdicts[place + 1] == "good"
        if self.sizes[place] >= LONG and (follows or self.cohesion(place) >= COHESIVE):
            return True
        if follows and self.cohesion(place) + self.cohesion(place + 1) >= 2 * STRANGE:
            return True
        return self.cohesion(place) >= COHESIVE + 0.1

    # --- the stretch of the article -----------------------------------------------------------

    def densest(self) -> tuple[int, int]:
        """Return the first and last place of the stretch that weighs most (first > last: none)."""
        best, total, begin = 0.0, 0.0, 0
        stretch = (0, -1)
        for place in range(len(self.blocks)):
            if total <= 0:
                total, begin = 0.0, place
            total += self._gain(place)
            if total > best:
                best, stretch = total, (begin, place)
        return stretch

    def _gain(self, place: int) -> float:
        verdict, block = self.verdicts[place], self.blocks[place]
        if verdict == "good":
            strange = self.cohesion(place) < STRANGE and self.sizes[place] < LONG
            return 2.0 if strange else float(min(self.sizes[place], 100))
        if verdict == "bad":
            return -6.0
        if block.kind in ("item", "row"):
            return -0.5
        return -2.0 if self.cohesion(place) >= COHESIVE else -5.0

    # --- title --------------------------------------------------------------------------------

    def find_title(self, first: int) -> None:
        if self.title:
            wanted = fold_line(self.title)
            self.titles = {p for p, b in enumerate(self.blocks) if fold_line(b.text) == wanted}
            return
        candidates = [p for p in range(min(first + 1, len(self.blocks))) if self._may_be_title(p)]
        if not candidates:
            return
        best = max(candidates, key=lambda place: self._title_score(place, first))
        if self._title_score(best, first) < 1.0:
            return
        self.title = self.blocks[best].text.lstrip("# ").strip()
        wanted = fold_line(self.blocks[best].text)
        self.titles = {p for p, b in enumerate(self.blocks) if fold_line(b.text) == wanted}

    def _may_be_title(self, place: int) -> bool:
        block = self.blocks[place]
        if self.verdicts[place] == "bad" or block.kind not in ("text", "heading"):
            return False
        return is_headline(block.text)

    def _title_score(self, place: int, first: int) -> float:
        text = self.blocks[place].text
        repeats = sum(fold_line(b.text) == fold_line(text) for b in self.blocks) - 1
        beside = any(p in self.bylines for p in (place - 1, place + 1))
        score = 2.0 * min(repeats, 1) + 3.0 * self.cohesion(place) + 1.5 * beside
        score += 0.5 * (4 <= self.sizes[place] <= 22) + 2.0 * (self.blocks[place].kind == "heading")
        return score - 0.4 * max(first - place - 1, 0)

    # --- choosing -----------------------------------------------------------------------------

    def choose(self, first: int, last: int) -> None:
        self.chosen = [False] * len(self.blocks)
        clean = "bad" not in self.verdicts
        if clean or first > last:
            self.chosen = [v != "bad" for v in self.verdicts]
        else:
            self._choose_inside(first, last)
            self._choose_head(first)
            self._choose_tail(last)
        for place in self.titles:
            self.chosen[place] = False
        self._drop_repeats()

    def _choose_inside(self, first: int, last: int) -> None:
        place = first
        while place <= last:
            if self.verdicts[place] == "near":
                end = place
                while end <= last and self.verdicts[end] == "near":
                    end += 1
                self._choose_run(place, end)
                place = end
                continue
            self.chosen[place] = self.verdicts[place] == "good"
            place += 1

    def _choose_run(self, start: int, end: int) -> None:
        """Keep a run of short lines: a subheading or list, but not a stack of strange headlines."""
        announced = start > 0 and self.blocks[start - 1].text.rstrip().endswith(":")
        shared = sum(self.cohesion(place) for place in range(start, end)) / (end - start)
        for place in range(start, end):
            listed = self.blocks[place].kind != "text"
            self.chosen[place] = announced or listed or end - start <= 2 or shared >= COHESIVE / 2

    def _choose_head(self, first: int) -> None:
        """Keep a standfirst without a full stop between title and body."""
        if not self.titles:
            return
        above = [place for place in self.titles if place < first]
        for place in range(max(above, default=first) + 1, first):
            near = self.verdicts[place] == "near"
            self.chosen[place] = near and self.sizes[place] >= 6 and self.cohesion(place) >= STRANGE

    def _choose_tail(self, last: int) -> None:
        """Keep the end of a list, table or announced enumeration that closes the article."""
        place = last + 1
        announced = self.blocks[last].text.rstrip().endswith(":")
        while place < len(self.blocks) and self.verdicts[place] == "near":
            block = self.blocks[place]
            if not (announced or (block.kind in ("item", "row") and self._same_list(place))):
                return
            self.chosen[place] = True
            place += 1

    def _same_list(self, place: int) -> bool:
        before = self.blocks[place - 1]
        return before.kind == self.blocks[place].kind or before.text.rstrip().endswith(
            (":", ";", "؛")
        )

    def _drop_repeats(self) -> None:
        """Keep a repeated paragraph, or a standfirst that the next paragraph opens with, once."""
        seen: set[str] = set()
        for place, block in enumerate(self.blocks):
            if not self.chosen[place] or block.kind == "row" or self.sizes[place] < 6:
                continue
            folded = fold_line(block.text)
            if folded in seen or self._opens_next(place, folded):
                self.chosen[place] = False
            seen.add(folded)

    def _opens_next(self, place: int, folded: str) -> bool:
        bare = folded.rstrip(" .…")
        for later in range(place + 1, min(place + 4, len(self.blocks))):
            text = fold_line(self.blocks[later].text)
            if self.chosen[later] and text != folded and text.startswith(bare):
                return True
        return False

    # --- result -------------------------------------------------------------------------------

    def article(self, first: int) -> Article:
        kept = [block for block, keep in zip(self.blocks, self.chosen, strict=True) if keep]
        cut = [
            block
            for place, block in enumerate(self.blocks)
            if not self.chosen[place] and place not in self.titles
        ]
        return Article(tuple(kept), tuple(cut), self.title, tuple(self._clues(first, kept)))

    def _clues(self, first: int, kept: list[Segment]) -> list[Clue]:
        clues = [Clue("title", "text", self.title)] if self.title else []
        for place, byline in self.bylines.items():
            clues.extend(self._judged(place, byline, first))
        for block in kept[:2]:
            if day := read_dateline(block.text):
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
        if not self.titles:
            return False
        top = min(self.titles)
        return top < place and place - max(p for p in self.titles if p < place) <= 4

    def _just_before(self, place: int, first: int) -> bool:
        return 0 <= first - place <= 3 and not self.titles

    def _closes(self, place: int) -> bool:
        """Say whether the byline stands right after the last kept block, or before the title."""
        above = place > 0 and self.chosen[place - 1]
        title_next = any(0 < title - place <= 2 for title in self.titles)
        return above or title_next


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
    r"^[\[(]?\s*(?:©|\(c\)|ph\s*[:.]|dr\s*$|photos?\s*[:/|]|credits?\s*(?:photos?)?\s*[:/|]|photo credit|"
    r"legende\s*:|illustration\s*[:/|]|image\s*:|(?:file )?photo (?:by|courtesy)|getty|shutterstock|صوره\s*[:/]|تصوير\s*:|عدسه)"
)


def _is_caption(text: str) -> bool:
    folded = fold_line(text)
    return len(folded) < 200 and bool(_CAPTION.match(folded)) and not ends_sentence(text[:-1])
