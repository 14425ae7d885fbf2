"""A page that was saved as one line: menu, title, byline and sentences cut apart again."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.documents.bylines import labelled_days
from assistant.documents.folding import is_arabic, words
from assistant.documents.marks import furniture_cue, furniture_runs
from assistant.documents.offers import offer_runs
from assistant.language.sentences import sentences
from assistant.schema import Language

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
    cuts = {place for stretch in found for place in stretch}
    cued = any(furniture_cue(line[s.start : s.end]) for s in sentences(line, _language(line)))
    if not cuts and not cued:
        return [line]
    cuts |= {match.start() for match in LEGAL.finditer(line)}
    cuts |= {span.start for span in sentences(line, _language(line))}
    places = [0, *sorted(cuts), len(line)]
    pieces = [line[a:b].strip() for a, b in pairwise(places)]
    return [piece for piece in pieces if piece]


def _language(line: str) -> Language:
    return "ar" if is_arabic(line) else "fr"
