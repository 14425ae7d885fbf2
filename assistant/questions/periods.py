"""Whether what adds up over time is told of the whole period asked, or of a part or more of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from assistant.questions import phrases
from assistant.schema import AnswerKind, DateMention

_YEAR: Final = 360  # days, from which a period is a whole year
_LONG: Final = 55  # days, from which it may have a figure of its own
_SAME: Final = 0.9  # share of the longer period that makes both the same
# The beginning, middle or end of a year is where something stood, no period that has its own sum.
_POINT: Final = re.compile(
    r"(?:mi|debut|fin|mid|early|late|end|start|(?:the )?(?:beginning|middle)|"
    r"بدايه|مطلع|منتصف|اواخر|نهايه|متم|اوايل)\b"
)
# "À fin juin", "au 30 juin": all since January.
_UP_TO: Final = re.compile(
    r"(?:\ba(?: la)?|\bau|\barrete\w* (?:a|au)|\bat(?: the)?|\bto(?: the)?|\bas (?:at|of)|"
    r"\bthrough|\bup to(?: the)?|الي(?: غايه)?|حتي|لغايه|عند|في)\s*$"
)
_END: Final = re.compile(r"(?:fin|end|نهايه|متم|اواخر)\b")
_BEFORE: Final = 16  # characters before a time that say "up to"
# What is the same on any day of a year: it is counted, it does not add up.
_STANDING: Final = phrases.either(
    r"\b(?:compt|emploi|employ|occup|regroup|reuni|federe|rassembl|mesur|pes)(?:e|ent|ait|aient|es?-t)\b|"
    r"\b(?:effectifs?|adherents?|membres?|capacites?|superficie|surface|population)\b|\by a-t-il\b",
    r"\b(?:employ(?:s|ed)?|headcount|workforce|staff|members?|capacity|area|population)\b|"
    r"\b(?:are|were|is|was) there\b",
    r"(?:^|\s)(?:[يت]شغل|[يت]ضم)(?=\s)|عدد (?:العمال|المستخدمين|الاجراء|الاعضاء)|طاقه|مساحه",
)


def adds_up(kind: AnswerKind, question: str) -> bool:
    """Tell whether a question asks for an amount that grows with its period, as a turnover does.

    How many people a firm employs is the same of a year as of its half.
    """
    return kind == "figure" and _STANDING.search(phrases.plain(question)) is None


def of_another_length(mention: DateMention, asked: Sequence[DateMention], text: str) -> bool:
    """Tell whether a time that `text` names is a part of the periods asked, or has them as a part.

    Months and days are no such part: they rather say when something happened.
    """
    days = _days(mention, text)
    return days is not None and any(
        wanted is not None
        and min(days, wanted) < _SAME * max(days, wanted)
        and mention.first <= one.last
        and one.first <= mention.last
        for one in asked
        if (wanted := _days(one, "")) is not None
    )


def is_moment(mention: DateMention) -> bool:
    """Tell whether a time is when something stood or happened: a day, a month, the end of 2023."""
    days = (mention.last - mention.first).days + 1
    return days < _LONG or _POINT.match(phrases.plain(mention.words)) is not None


def _days(mention: DateMention, text: str) -> int | None:
    """Return the length of a period that has a sum of its own; None for a moment, or many years."""
    days = (mention.last - mention.first).days + 1
    if days > _YEAR:
        return days if mention.precision == "year" else None
    words = phrases.plain(mention.words)
    before = phrases.plain(text[max(0, mention.span.start - _BEFORE) : mention.span.start])
    ends_month = (mention.last + timedelta(days=1)).day == 1
    at_its_end = ends_month and (days == 1 or _END.match(words) is not None)
    if at_its_end and _UP_TO.search(before):
        return mention.last.timetuple().tm_yday
    return days if days >= _LONG and not _POINT.match(words) else None
