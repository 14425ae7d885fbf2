"""What stretch of days an ISO date of the record covers."""

from __future__ import annotations

import re
from calendar import monthrange

_ISO = re.compile(r"^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$")


def period(value: str) -> tuple[str, str] | None:
    """Return the first and last day that a day, month or year covers; None for anything else.

    >>> period("2019-02")
    ('2019-02-01', '2019-02-28')
    """
    match = _ISO.match(value)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if year < 1 or (match[2] and not 1 <= month <= 12):
        return None
    if not match[2]:
        return f"{value}-01-01", f"{value}-12-31"
    length = monthrange(year, month)[1]
    if not match[3]:
        return f"{value}-01", f"{value}-{length:02}"
    return (value, value) if 1 <= day <= length else None
