"""Which way something goes in a text: up or down, before or after."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from assistant.schema import Language

Direction = Literal["up", "down", "before", "after"]

_OPPOSITE: Final[Mapping[Direction, Direction]] = {
    "up": "down", "down": "up", "before": "after", "after": "before",
}  # fmt: skip


def _ways(up: str, down: str, before: str, after: str) -> Mapping[Direction, re.Pattern[str]]:
    patterns: Mapping[Direction, str] = {"up": up, "down": down, "before": before, "after": after}
    return {way: re.compile(pattern, re.IGNORECASE) for way, pattern in patterns.items()}


_WORDS: Final[Mapping[Language, Mapping[Direction, re.Pattern[str]]]] = {
    "fr": _ways(
        up=r"\b(?:hausse|augment|croissance|croît|progress|accru|accroît|accroiss|bond[iés]|gagn|"
        r"grimp|doubl|tripl|s['’]élèv|flamb(?!eau|oy)|renchéri|s['’]envol)\w*|\bplus chère?s?\b|"
        r"\bmont(?:e|ent|é|ée|és|ées|er) (?:à|de|d['’]un)\b",
        down=r"\b(?:baiss|diminu|recul|chut|repli|rédui|réduct|perd|décroiss|contract[eé]|effondr|"
        r"dégring|fléchi|dépréci|régress|abaiss)\w*|\bmoins chère?s?\b|"
        r"\b(?:descend|tomb)(?:u|us|ue|ues|e|ent|é|és|ée|ées|re|er) (?:à|de|d['’]un|sous)\b",
        before=r"\b(?:avant|auparavant|jusque-là|précéd\w+)\b",
        after=r"(?<!d['’])\b(?:après|suite à|depuis)\b",
    ),
    "en": _ways(
        up=r"\b(?:increas|ris(?:e|es|en|ing)\b|rose\b|grow|grew|climb|gain|higher|"
        r"up(?= by| from| \d)|(?:go|goes|went|gone|going) up\b|rais(?:e|es|ed|ing)\b|soar|"
        r"doubl|tripl|jump|surg(?:e|ed)\b|upturn|expan)\w*",
        down=r"\b(?:decreas|declin(?!\w+ (?:to|(?:an|the) (?:offer|invitation|"
        r"proposal|request))\b)|fall|fell\b|drop|reduc|shrink|shrank|lower|"
        r"down(?= by| from| \d)|(?:go|goes|went|gone|going) down\b|dip(?:s|ped)\b|"
        r"contract(?:ed|ion)\b|cut(?:s|ting)?\b|slump|plung|downturn|los[est])\w*",
        before=r"\b(?:before|prior to|previously|preced\w+)\b",
        after=r"(?<!, )\b(?:after|following|since)\b",
    ),
    "ar": _ways(
        up=r"ارتفع|ارتفاع|[يت]رتفع|زيادة|زاد|[يت]زيد|ازداد|نمو(?!\w)|نما(?!\w)|تزايد|تضاعف|صعود|"
        r"(?<!\w)[وفس]{0,2}[يت]?رفعت?(?!\w)(?! (?:دعو|شكو|الحجز))",
        down=r"انخفض|انخفاض|[يت]نخفض|تراجع|هبوط|هبط|تقلص|نقص|تدهور|تدن|خفض|خفيض",
        before=r"(?<!\w)[وف]?قبل(?!\w)",
        after=r"(?<!\w)[وف]?بعد(?!\w)|عقب|منذ",
    ),
}


@lru_cache(maxsize=20_000)
def directions(text: str, language: Language) -> frozenset[Direction]:
    """Return the ways that words of `text` tell."""
    return frozenset(way for way, words in _WORDS[language].items() if words.search(text))


def opposed(one: frozenset[Direction], other: frozenset[Direction]) -> bool:
    """Tell whether one text goes only the way that another only goes against."""
    return any(
        _OPPOSITE[way] in other and way not in other and _OPPOSITE[way] not in one for way in one
    )
