"""The day that a text itself says it was written: datelines, labels far from any other byline."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.documents.bylines import labelled_days
from assistant.documents.day_patterns import DATE
from assistant.documents.folding import same_length_fold, words
from assistant.documents.prose import is_function_word

_CHANGED = re.compile(r"mise?s? a jour|modifie|actualise|updated|تحديث")


def labelled_day(lines: Iterable[str]) -> str:
    """Return the one day that lines say they were published on, '' where they say several.

    For lines in which more stands than a byline, as in a page saved without its line ends.
    """
    found: dict[str, str] = {}
    for line in lines:
        same = same_length_fold(line)
        for start, end in labelled_days(line):
            day = DATE.search(same, start, end)
            if day and not _CHANGED.search(same[start : day.start()]):
                found.setdefault(day.group(), line[day.start() : day.end()])
    return next(iter(found.values())) if len(found) == 1 else ""


def read_dateline(paragraph: str) -> str:
    """Return the day in a dateline that opens a body ("Casablanca, le 3 mai 2016 –"), or ""."""
    head = re.sub(r"^\s*\([^)]{2,20}\)[\s,:–—-]*", "", paragraph[:120])
    same = same_length_fold(head)
    match = DATE.search(same)
    if not match or match.start() > 60:
        return ""
    before = same[: match.start()].strip()
    after = re.sub(r"^[ )]*(?:\([^)]{1,30}\))?[ )]*", "", same[match.end() :])
    if not before or not after or after[0] not in "-–—:./":
        return ""
    place = re.sub(r"[,،:(/.-]|\b(?:le|the|في|يوم)\b", " ", before).split()
    named = 1 <= len(place) <= 4 and head.lstrip()[:1].isupper()
    return head[match.start() : match.end()] if named or _arabic_place(place, head) else ""


def agency_of(paragraph: str) -> str:
    """Return the initials of the agency in a dateline ("SETTAT, 4 mai 2018 (AMF) -"), or ''."""
    found = re.search(r"\(([A-Z]{3,6})\)", paragraph[:90])
    return found[1] if found and read_dateline(paragraph) else ""


def spelt_out(initials: str, lines: Iterable[str]) -> str:
    """Return the line that is the name behind initials: "Agence du métal et du fer" for AMF."""
    for line in lines:
        told = [word for word in words(line) if len(word) > 2 and not is_function_word(word)]
        if 2 <= len(told) <= 6 and "".join(word[0] for word in told) == initials.lower():
            return line.strip(" .|-–—")
    return ""


def _arabic_place(place: list[str], head: str) -> bool:
    return 1 <= len(place) <= 4 and "\u0600" <= head.lstrip()[:1] <= "\u06ff"
