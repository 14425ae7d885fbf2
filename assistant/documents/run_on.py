"""A page that was saved as one line: menu, title, byline and sentences cut apart again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.documents.bylines import labelled_days
from assistant.documents.folding import is_arabic, words
from assistant.documents.marks import furniture_cue, furniture_runs, opens_box
from assistant.documents.offers import offer_runs
from assistant.language.sentences import sentences
from assistant.schema import Language

FEWEST = 3  # sentences of the line that holds the article
SHORTEST = 6  # words of a line that may be several
_STOP = re.compile(r"[^\W\d_]{2}[.!?؟][\"'»”)]*(?:\s|$)")
# Whose picture it is, glued to the sentence after it: that begins with a small word or elision.
_CREDIT = re.compile(
    r"(?:©|\b[Pp]h(?:oto)?\s?[.:])\s?[^.!?]{1,30}?\s(?=(?:Le|La|Les|Un|Une|Des|Il|Elle|Ils|Elles|Ce|Cette|En|Au|The|A|In|It|He|She)\s|[LDC]['’])"
)
_SEPARATOR = re.compile(r"\s[|>›»•]\s")
FEW_LINES = 5  # a page of more lines has its own
WHOLE_PAGE = 60  # words of a line that may be a page
LEGAL = re.compile(r"\s(?=(?:©|Copyright|Tous droits|All rights|جميع الحقوق))")


def cut_run_on(line: str) -> list[str]:
    """Return the pieces of a line that holds a page: its sentences, and what is glued to them.

    [line] when nothing in it looks like the furniture of a page.
    """
    if len(words(line)) < WHOLE_PAGE:
        return [line]
    found = [*furniture_runs(line), *labelled_days(line), *offer_runs(line)]
    found += [match.span() for match in _CREDIT.finditer(line)]
    cuts = {place for stretch in found for place in stretch}
    cued = any(furniture_cue(line[s.start : s.end]) for s in sentences(line, _language(line)))
    if not cuts and not cued:
        return [line]
    cuts |= {match.start() for match in LEGAL.finditer(line)}
    cuts |= {span.start for span in sentences(line, _language(line))}
    places = [0, *sorted(cuts), len(line)]
    pieces = [line[a:b].strip() for a, b in pairwise(places)]
    return [piece for piece in pieces if piece]


def page_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return which lines of a page saved on few lines hold no text: its head, its boxes, its foot.

    Beside the line with most sentences, one without a full stop that menus, days or separators
    stand in, and below it one that a box of articles or the comments open.
    """
    filled = [number for number, line in enumerate(lines) if line.strip()]
    main = max(filled, key=lambda number: len(_STOP.findall(lines[number])), default=0)
    if len(filled) > FEW_LINES or not filled or len(_STOP.findall(lines[main])) < FEWEST:
        return frozenset()
    others = (number for number in filled if number != main)
    return frozenset(n for n in others if _is_around(lines[n].strip(), below=n > main))


def _is_around(line: str, *, below: bool) -> bool:
    if below and len(words(line)) >= SHORTEST and opens_box(line):
        return True
    if len(words(line)) < SHORTEST or _STOP.search(line):
        return False
    marks = [*furniture_runs(line), *labelled_days(line), *_SEPARATOR.finditer(line)]
    return len(marks) >= 2 or bool(LEGAL.search(line))


def _language(line: str) -> Language:
    return "ar" if is_arabic(line) else "fr"
