"""Judge the dates that a page gives: which is that of publication, and who says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from assistant.language.calendar_words import WEEKDAYS
from assistant.language.dates import find_dates, parse_published
from assistant.language.text import fold, words
from assistant.schema import Clue

ORIGINS = ("json-ld", "meta", "byline", "url", "text")  # the most trusted first
_MARKUP = ("json-ld", "meta")
_DRAFT = timedelta(days=31)  # an address is often made when the draft is, weeks before
_OVERNIGHT = timedelta(days=1)  # a late evening is the next day elsewhere
_UTC = re.compile(r"T\d\d:\d\d.*(?:Z|[+-]00:?00)$", re.IGNORECASE)
_FIRST_WEB_YEAR = 1995
_IN_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?:/(?P<month>\d{1,2})(?:/(?P<day>\d{1,2}))?(?=/)"
    r"|(?P<mark>[\-_]?)(?P<month2>0[1-9]|1[0-2])(?P=mark)(?P<day2>0[1-9]|[12]\d|3[01])"
    r"(?=[/\-_.]|$))"
)
_UPLOADS = re.compile(r"/(?:wp-content|uploads?|files?|sites/default|media|storage|documents)/")


_OPENING_LINES = 6
_LONGEST_LINE = 110
_LONGEST_NAME = 7  # words
_BEFORE_A_DATE = re.compile(r"\s*[,،|–—-]\s*(?:le|the|on|في|يوم|بتاريخ)?$", re.IGNORECASE)
_AFTER_A_DATE = re.compile(r"[,،|–—-]\s*")
_RELEASE = re.compile(r"(?:press release|news release|communique(?: de presse)?|بلاغ(?: صحفي)?)")
_SMALL = frozenset("a al and d de del des du el en et l la le les of sur the".split())
_EVENTS = frozenset(
    "assemblee reunion salon conference colloque forum journee journees seminaire edition congres"
    " rencontre atelier webinaire invitation programme agenda meeting fair summit workshop webinar"
    " seminar event ندوه موتمر معرض ملتقي يوم اجتماع لقاء دوره".split()
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A publication date as ISO day, month or year, with the origin that says so."""

    published: str = ""
    origin: str = ""


def publication_date(clues: Sequence[Clue], addresses: Iterable[str], today: date) -> Dated:
    """Return the date that the clues give as that of publication; empty where none can be held to.

    Markup comes before the byline, the byline before the address and the text, except that markup
    which is later than the byline or the address dates a move or a change of the page. Days of a
    visit, of a change and of a file's making are never taken.
    """
    found = [dated for origin in _MARKUP if (dated := _markup(clues, origin, today)).published]
    for origin in ("byline", "text"):
        values = [
            clue.value for clue in clues if (clue.field, clue.origin) == ("published", origin)
        ]
        published = next(filter(None, (parse_published(value, today) for value in values)), "")
        found.append(Dated(published, origin))
    found.append(Dated(address_date(addresses, today), "url"))
    found = sorted((dated for dated in found if dated.published), key=_rank)
    return _judged(found, clues) if found else Dated()


def address_date(addresses: Iterable[str], today: date) -> str:
    """Return the day or month that stands in the path of an address, or ''.

    Folders (/2019/02/01/) and names that begin with a day (/2019-02-01-…) count; folders of
    uploaded files do not: they tell when a file was put there.
    """
    for address in addresses:
        path = urlsplit(address).path
        match = _IN_PATH.search(path)
        if match is None or _UPLOADS.search(path):
            continue
        parts = [match["year"], match["month"] or match["month2"], match["day"] or match["day2"]]
        written = "-".join(part.zfill(2) for part in parts if part)
        read = parse_published(written, today) if len(written) > 4 else ""
        if read and int(read[:4]) >= _FIRST_WEB_YEAR:
            return read
    return ""


def opening_date(body: str, form: str, today: date) -> Dated:
    """Return the date that a line of its own gives at the head of a laid-out document.

    "The Gazette, 17 January 2023" and "Fès, le 3 mars 2019" are bylines; on the cover of a PDF or
    Word report a lone "Juin 2019" dates it. Web pages print the day of the visit in that place,
    and a lone day may be that of a meeting: neither is taken.
    """
    lines = [line.strip(" \t#>*_") for line in body[:4000].split("\n")]
    for line in [line for line in lines if line][:_OPENING_LINES]:
        if len(line) <= _LONGEST_LINE and form != "html":
            dated = _dated_line(line, form, today)
            if dated.published:
                return dated
    return Dated()


def _dated_line(line: str, form: str, today: date) -> Dated:
    """Read a line that holds one date, at its beginning or end, and at most a name beside it."""
    mentions = find_dates(line, "fr", None)
    if len(mentions) != 1 or mentions[0].precision not in ("day", "month"):
        return Dated()
    span, dated = mentions[0].span, parse_published(mentions[0].words, today)
    before, after = line[: span.start].rstrip(), line[span.end :].lstrip()
    told = [fold(word.text) for word in words(line)]
    if any(word in WEEKDAYS for word in told) or _EVENTS.intersection(told):
        return Dated()
    if before and after:
        return Dated(dated if _are_beside(before, after) else "", "byline")
    if not before and not after:
        on_a_cover = form in ("pdf", "docx") and mentions[0].precision == "month"
        return Dated(dated if on_a_cover else "", "text")
    apart = _BEFORE_A_DATE.search(before) if before else _AFTER_A_DATE.match(after)
    if apart is None:
        return Dated()
    name = before[: apart.start()] if before else after[apart.end() :]
    return Dated(dated if _is_name(name.strip()) else "", "byline")


def _are_beside(before: str, after: str) -> bool:
    """Tell whether a day stands between a publisher, or "Press release", and a place."""
    first, second = _BEFORE_A_DATE.search(before), _AFTER_A_DATE.match(after)
    if first is None or second is None:
        return False
    name, place = before[: first.start()].strip(), after[second.end() :].strip()
    released = _RELEASE.fullmatch(" ".join(map(fold, name.split()))) is not None
    return _is_name(place) and (_is_name(name) or released)


def _is_name(text: str) -> bool:
    """Tell whether a text beside a date can be a publisher or a place: capitals, few words."""
    parts = re.findall(r"[^\W_]+", text)
    if not 1 <= len(parts) <= _LONGEST_NAME or re.search(r"[\d.!?؟;]", text):
        return False
    if not parts[0][0].isupper():
        return parts[0][0].isalpha() and not parts[0][0].islower() and len(parts) <= 3
    return all(part[0].isupper() or part in _SMALL for part in parts)


def _rank(dated: Dated) -> int:
    return ORIGINS.index(dated.origin)


def _markup(clues: Sequence[Clue], origin: str, today: date) -> Dated:
    """Return the date in one kind of markup, unless it contradicts itself.

    The `time` elements of teasers look like the article's own; where there are several days and
    no other clue names one of them, nothing is taken.
    """
    values = _published(clues, lambda clue: clue.origin == origin, today)
    if len(values) < 3:
        return Dated(values[0] if values else "", origin)
    others = _published(clues, lambda clue: clue.origin != origin, today)
    agreed = [value for value in values if value in others]
    return Dated(agreed[0] if agreed else "", origin)


def _published(clues: Sequence[Clue], wanted: Callable[[Clue], bool], today: date) -> list[str]:
    """Return the distinct dates of publication of the wanted clues, in order."""
    read = (parse_published(c.value, today) for c in clues if c.field == "published" and wanted(c))
    return list(dict.fromkeys(filter(None, read)))


def _judged(found: Sequence[Dated], clues: Sequence[Clue]) -> Dated:
    """Return the first of `found` that a better witness does not correct."""
    chosen = found[0]
    if chosen.origin in _MARKUP:
        chosen = _corrected(chosen, found, clues)
    finer = [d for d in found if d.published.startswith(chosen.published) and d is not chosen]
    best = max(finer, key=lambda dated: len(dated.published), default=chosen)
    return best if len(best.published) > len(chosen.published) else chosen


def _corrected(markup: Dated, found: Sequence[Dated], clues: Sequence[Clue]) -> Dated:
    """Return the byline's or the address's date where the markup's is later."""
    for dated in found:
        if dated.origin not in ("byline", "url"):
            continue
        allowed = _DRAFT if dated.origin == "url" else timedelta(0)
        if _first(markup.published) - _last(dated.published) > allowed:
            return dated
        overnight = _first(dated.published) - _first(markup.published) == _OVERNIGHT
        if dated.origin == "byline" and overnight and _in_utc(markup, clues):
            return dated
    return markup


def _in_utc(markup: Dated, clues: Sequence[Clue]) -> bool:
    """Tell whether the markup's date is a time in UTC: in the evening, not yet the local day."""
    return any(
        clue.origin == markup.origin and clue.field == "published" and _UTC.search(clue.value)
        for clue in clues
    )


def _first(iso: str) -> date:
    return date.fromisoformat((iso + "-01-01")[:10])


def _last(iso: str) -> date:
    if len(iso) == 10:
        return date.fromisoformat(iso)
    if len(iso) == 7:
        return (_first(iso).replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date(int(iso), 12, 31)
