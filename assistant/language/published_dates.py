"""Read the date that a page says it was published on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.language.calendar_words import MONTHS, fold_with_offsets, month_number, one_of

_LONGEST = 200  # a publication date is a short string; more is not one
_EARLIEST_YEAR = 1900
_MONTH = one_of(MONTHS)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3\d)(?!\d)(?: ?(?:er|ᵉʳ|[°º])|st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_GAP = r"[ .,،/\-]{1,3}"
_NAMED = [
    re.compile(pattern)
    for pattern in (
        # 1er février 2019, 2nd of May 2016, 02-Feb-2019, 2 ماي 2016
        rf"(?<!\d){_DAY}(?:{_GAP}| of | من |(?<=[°º]))(?P<month>{_MONTH})(?!\w)\.?"
        rf"(?:/(?:{_MONTH})(?!\w))?[ ,،/\-]{{1,3}}(?:سنه |عام )?{_YEAR}",
        # Feb 1, 2019; Feb. 1st 2019
        rf"(?<!\w)(?P<month>{_MONTH})(?!\w)\.?{_GAP}{_DAY}(?!\d),? {{0,2}},? ?{_YEAR}",
        # Thu Jan 31 10:00:00 UTC 2019, as C's asctime and Java print it
        rf"(?<!\w)(?P<month>{_MONTH}) {{1,2}}{_DAY} \d\d:\d\d:\d\d(?: [a-z]{{2,5}})? {_YEAR}",
        # 2019 February 1
        rf"(?<!\d){_YEAR}{_GAP}(?P<month>{_MONTH})(?!\w)\.?{_GAP}{_DAY}(?![\d:])",
        # mai 2016, février - 2019
        rf"(?<!\w)(?P<month>{_MONTH})(?!\w)\.?[ ,/\-]{{1,3}}{_YEAR}",
    )
]
_YEAR_FIRST = re.compile(
    r"(?<![\d/.\-])(?P<year>(?:19|20)\d\d) ?(?P<mark>[\-/.]) ?(?P<month>\d{1,2})"
    r" ?(?P=mark) ?(?P<day>\d{1,2})(?![\d\-/:])"
)
_MONTH_ONLY = re.compile(
    r"^(?:(?P<year>(?:19|20)\d\d)[\-/.](?P<month>\d{1,2})"
    r"|(?P<month2>\d{1,2}) ?[\-/] ?(?P<year2>(?:19|20)\d\d))$"
)
_COMPACT = re.compile(r"^(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:t?\d{4,6}z?)?$")
_YEAR_LAST = re.compile(
    r"(?<![\d/.\-])(?P<first>\d{1,2}) ?(?P<mark>[\-/. ]) ?(?P<second>\d{1,2})"
    r" ?(?P=mark) ?(?P<year>(?:19|20)\d\d|\d\d)(?![\d:])(?! ?[\-/]\d)"
)
_YEAR_ALONE = re.compile(r"^\(?(?P<year>(?:19|20)\d\d)\)?$")
_CHANGED = re.compile(
    r"(?<!\w)(?:mis[e]? a jour|maj|m\.a\.j|modifie|actualise|derniere modification|update|"
    r"updated|modified|last edited|revised|تحديث|اخر تحديث|تعديل|عدل)"
)
_PUBLISHED = re.compile(
    r"(?<!\w)(?:publie|publication|paru|mis en ligne|poste|published|posted|نشر|تاريخ النشر)"
)


def parse_published(value: str, today: date | None = None) -> str:
    """Return the publication date that `value` names, as an ISO day, month or year; else ''.

    Numbers are day first, month first only where day first is impossible. A date that does not
    exist, that comes after `today`, or that `value` calls an update gives ''.
    """
    folded, _ = fold_with_offsets(value.strip()[:_LONGEST])
    latest = today or date.today()
    for parts in _readings(_publication_part(folded)):
        return _iso(parts, latest)
    return ""


def _publication_part(folded: str) -> str:
    """Return what `folded` says of the publication, without what it says of later changes."""
    published = _PUBLISHED.search(folded)
    if published:
        folded = folded[published.end() :]
    changed = _CHANGED.search(folded)
    if changed is None:
        return folded
    before = folded[: changed.start()].rstrip()
    return "" if before.endswith("(") and not published else before  # "3 March 2020 (updated)"


_Parts = tuple[int, int | None, int | None]


def _readings(folded: str) -> Iterator[_Parts]:
    """Yield the dates that stand in `folded`, the most explicit form first."""
    for pattern in (_COMPACT, _YEAR_FIRST):
        if found := pattern.search(folded.strip()):
            yield int(found["year"]), int(found["month"]), int(found["day"])
    if found := _MONTH_ONLY.match(folded.strip()):
        yield int(found["year"] or found["year2"]), int(found["month"] or found["month2"]), None
    named = [found for pattern in _NAMED if (found := pattern.search(folded))]
    if named:
        found = min(named, key=lambda match: (match.start(), -match.end()))
        day = found.groupdict().get("day")
        yield int(found["year"]), month_number(found["month"]), int(day) if day else None
    if found := _YEAR_LAST.search(folded):
        day, month = int(found["first"]), int(found["second"])
        if month > 12 >= day:
            day, month = month, day
        yield _whole_year(found["year"]), month, day
    if found := _YEAR_ALONE.match(folded.strip()):
        yield int(found["year"]), None, None


def _whole_year(digits: str) -> int:
    """Read 2019 as 2019, 19 as 2019 and 98 as 1998 (POSIX pivot 69)."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 69 else 1900)


def _iso(parts: _Parts, latest: date) -> str:
    """Write `parts` as ISO, or '' when the date does not exist or comes after `latest`."""
    year, month, day = parts
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return ""
    if first > latest or year < _EARLIEST_YEAR:
        return ""
    return first.isoformat()[: 10 if day else 7 if month else 4]
