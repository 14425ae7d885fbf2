"""Times that a sentence or quote tells only in part: by a year beside them, or by the record."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from assistant.language.calendar_words import MONTHS
from assistant.language.dates import find_dates
from assistant.language.text import fold, words
from assistant.questions.parties import SAYS
from assistant.questions.quoted import Quote
from assistant.schema import DateMention, Language

_STOP: Final = re.compile(r"[.?!؟](?=\s)")
_WHICH: Final = re.compile(
    r"\d|prem|deux|second|trois|quatr|first|third|fourth|اول|ثاني|ثالث|رابع"
)  # folded
_MONTHS: Final = frozenset(word for name in MONTHS for word in name.split())


@lru_cache(maxsize=500)
def beside_years(
    text: str, language: Language, references: tuple[date | None, ...]
) -> tuple[DateMention, ...]:
    """Return the times of a text, days without a year in the years that it names too.

    "En 2014, il promet de s'y tenir jusqu'au 31 décembre": until that of 2014.
    """
    found = [m for reference in references for m in find_dates(text, language, reference)]
    return (*found, *in_years(found, {m.first.year for m in found if not m.relative}))


def in_years(mentions: Sequence[DateMention], years: set[int]) -> Iterator[DateMention]:
    """Yield the days, months and quarters told without a year, in each of some years."""
    for mention in mentions:
        if mention.relative and (_names_month(mention) or _names_part(mention)):
            for year in years:
                yield replace(mention, first=_in(year, mention.first), last=_in(year, mention.last))


def _names_month(mention: DateMention) -> bool:
    return mention.precision in ("day", "month") and any(
        fold(word.text) in _MONTHS for word in words(mention.words)
    )


def _names_part(mention: DateMention) -> bool:
    """Tell whether a time says by its number which quarter or half of a year it is."""
    return (
        mention.precision in ("quarter", "half") and _WHICH.search(fold(mention.words)) is not None
    )


def _in(year: int, day: date) -> date:
    longest = calendar.monthrange(year, day.month)[1]
    month_end = calendar.monthrange(day.year, day.month)[1] == day.day
    return date(year, day.month, longest if month_end else min(day.day, longest))


def told_by(quote: Quote, quotes: Sequence[Quote]) -> list[DateMention]:
    """Return the times that a quote tells, "un an plus tôt" from those in the sentences before.

    Those of its own, and of the quote that it follows directly in its document.
    """
    read_on = f"{_before(quote, quotes)} {quote.text}".strip()
    on = find_dates(_STOP.sub(",", read_on), quote.language, None)
    beside = [mention for mention in on if mention.relative]
    return [*quote.dates, *beside, *in_years(quote.dates, _years_of_table(quote, quotes))]


def _before(quote: Quote, quotes: Sequence[Quote]) -> str:
    """Return the text of the quote that this one follows with nothing between; mostly none."""
    if quote.start is None:
        return ""
    above = quote.document.body[: quote.start].rstrip()
    for other in quotes:
        same = other.document.id == quote.document.id and other.start is not None
        if same and other.start == len(above) - len(other.text) and above.endswith(other.text):
            return other.text
    return ""


def _years_of_table(quote: Quote, quotes: Sequence[Quote]) -> set[int]:
    """Return the years that the rows quoted beside a quote name: its days are of each of them.

    "Les effectifs sont comptés au 31 décembre", above columns for 2023 and 2024.
    """
    rows = (q for q in quotes if q.document.id == quote.document.id and q.text.startswith("|"))
    return {m.first.year for row in rows if row is not quote for m in row.dates if not m.relative}


def published(quote: Quote, said: DateMention, statement: str) -> bool:
    """Tell whether a time is that of publication, in a sentence that can mean it.

    One that names who published it; or where the quote gives no time, for the month, and for the
    year of what somebody says in it. A mere year needs a quote without time in any case.
    """
    days = quote.recorded
    exactly = any(same_days(day, said) for day in days)
    if exactly and quote.is_credited(statement[: said.span.start]):
        return True
    if not any(said.first <= day.first and day.last <= said.last for day in days):
        return False
    named, undated = bool(quote.credits(statement)), all(m.relative for m in quote.dates)
    if said.relative or said.precision not in ("day", "month", "year"):
        return False
    if said.precision == "year":
        return undated and (named or SAYS[quote.language].search(quote.text) is not None)
    return named or (undated and said.precision == "month")


def same_days(one: DateMention, other: DateMention) -> bool:
    """Tell whether two times are the same days."""
    return (one.first, one.last) == (other.first, other.last)
