"""The publisher's name in a byline, beside the day and whoever wrote."""

from __future__ import annotations

import re

from assistant.documents.day_patterns import DATE, DAYS
from assistant.documents.folding import same_length_fold, words
from assistant.documents.publishers import dates_itself, names_body, names_publisher

_PARTS = re.compile(r"\s+[-–—/]\s+|\s*[|•·,،()]\s*")
_LABEL = re.compile(
    r"\W*(?:(?P<source>sources?|المصدر|"
    r"(?:publiee?|parue?|published|posted|نشر(?:ت)?) (?:dans|in|at|في))"
    r"\s*:?|le|on|©)\s+"
)
_BEFORE_A_DAY = re.compile(
    rf"\s*(?:n[°ºo]\.?\s*:?\s*\d+|issue \d+|العدد \d+)?\s*(?:du|le|of|on|يوم|بتاريخ)?"
    rf"\s*(?:{DAYS})?\s*$"
)
_ISSUE = re.compile(r"\bn[°ºo]\.?\s*:?\s*\d+|\bissue \d+|العدد \d+")
_DAY_COMMA = re.compile(r"(?<=\d)(?:st|nd|rd|th)?\s*,(?=\s*(?:19|20)\d\d\b)")  # "May 4th, 2018"
_LONGEST_LINE = 20  # words


def publisher_beside(line: str, author: str) -> str:
    """Return the one part of a byline that names a publisher: "Ali Tazi, La Vie du Métal".

    Beside a person a body is where he works: only a newspaper's name counts there, unless the line
    says "Source" or "Publié dans" before it.
    """
    if len(words(line)) > _LONGEST_LINE:
        return ""
    found: list[str] = []
    persons = bool(author)
    for part in _PARTS.split(_DAY_COMMA.sub(" ", line)):
        name, sourced = _named(part)
        named = names_publisher(name) if sourced else dates_itself(name)
        if named and (sourced or not (persons and names_body(name))):
            found.append(name)
        elif name and len(words(name)) in (2, 3):
            persons = True  # who knows: a place or a person
    return found[0] if len(found) == 1 else ""


def issue_line(line: str) -> tuple[str, str]:
    """Return publisher and day of "La Vie du Métal n° 214 du 4 mai 2018", ('', '') for others."""
    same = same_length_fold(line)
    day = DATE.search(same)
    if day is None or not _ISSUE.search(same[: day.start()]) or len(words(line)) > _LONGEST_LINE:
        return "", ""
    name, _ = _named(line)
    rest = line[day.end() :].strip(" .|-–—)")
    return (name, line[day.start() : day.end()]) if not rest and names_publisher(name) else ("", "")


def _named(part: str) -> tuple[str, bool]:
    """Return a part without its label and its day, and whether the label says "source"."""
    same = same_length_fold(part)
    label = _LABEL.match(same)
    start = label.end() if label else 0
    day = DATE.search(same, start)
    end = day.start() if day else len(same)
    before = _BEFORE_A_DAY.search(same[:end]) if day else None
    name = part[start : before.start() if before else end].strip(" :.,«»\"'")
    return name, bool(label and label["source"])
