"""How a sentence says a quantity: whether a figure gives what is asked, and shares in words."""

from __future__ import annotations

import re
from typing import Final

from assistant.questions.dimensions import MONEY, Dimension
from assistant.questions.phrases import either
from assistant.questions.reading import Line
from assistant.schema import Figure, Span

_SCALED: Final = 10**6  # from which a bare amount of money may leave its currency out
_UNNAMED: Final = 0.7  # how well a bare figure gives a quantity whose unit is not said
_PERHAPS: Final = 0.35  # how well a figure gives what is mostly told in another unit
OTHER: Final = 0.1  # how well a figure of something else does
_NOTHING: Final = re.compile(
    r"\s*(?:$|[.,;:!?)»،؛؟]|(?:est|sont|ont|is|was|were|has|have|had|will|a|au|aux|en|dans|"
    r"depuis|contre|sur|par|pour|chez|et|dont|fin|l'an|avant|d'ici|aujourd'hui|by|before|from|"
    r"since|at|on|in|against|and|now)\b|(?:في|سنه|عام|مقابل|خلال)\s)"
)
_FEW: Final = r"(?:two|three|four|five|ten|deux|trois|quatre|cinq|dix|\d+)"
# A share may be told in words: "un tiers", "one in five", "الثلث".
_FRACTION: Final = either(
    r"\b(?:un|deux|trois|le|les|du) (?:tiers|quarts?|cinquiemes?|dixiemes?)\b|\bla moitie\b",
    r"\bhalf\b|\b(?:one|a|two|three|four)[ -](?:thirds?|quarters?|fifths?|tenths?)\b",
    rf"\b(?:\w+ (?:\w+ )?(?:in|sur)|\w+ (?:\w+ )?out of|\w+ of every) {_FEW}\b(?! (?:de |du |d'))",
    r"(?:^|\s)[وب]?(?:ال)?(?:نصف|ثلث|ثلثي|ثلثا|ثلثين|ربع|خمس)(?=\s)|واحده? من كل \w+",
)
_CHANGED: Final = either(
    r"\b(?:hausse|baiss|progress|recul|augment|croissance|bond|repli|chut|accr|diminu|redui|"
    r"inferieur|superieur)\w*(?: \w+){0,3}? (?:de|d') ?(?:pres de |plus de |environ |moins de )?$",
    r"(?:\bby|(?<!made )(?<!make )(?<!makes )\bup|\bdown|\b(?:rise|increase|growth|gain|fall|"
    r"drop|cut) of) (?:about |nearly |some |over |around |more than |almost )?$",
    r"(?:ارتفع|انخفض|تراجع|زاد|تقلص|نما|ارتفاع|انخفاض|زياده|نمو)\w*(?: \w+){0,3} (?:ب|بنسبه |"
    r"بحوالي |قدره |قدرها |نسبته |نسبتها )$",
)
_ONWARDS: Final = re.compile(r"\s*(?:a|الي)\s+\d")


def given(figure: Figure, dimension: Dimension, line: Line) -> float:
    """Return how well a figure gives a quantity of a dimension, .1 where it is of another."""
    text = line.readable if len(line.readable) == len(line.text) else ""
    if dimension.level and _changed_by(figure, text):
        return OTHER
    if figure.unit:
        if figure.unit in dimension.units:
            return 1.0
        return _PERHAPS if figure.unit in dimension.perhaps else OTHER
    if text and dimension.says.match(text, figure.span.end):
        return 1.0
    alone = dimension.bare and (not text or _NOTHING.match(text, figure.span.end) is not None)
    large = abs(figure.value) >= _SCALED or not dimension.units & MONEY
    if alone and large:
        return _UNNAMED
    return dimension.things or OTHER


def _changed_by(figure: Figure, text: str) -> bool:
    """Tell whether a figure is a change: "by 14 %", "en hausse de 19 %"; "de 11 à 19" is none."""
    changed = _CHANGED.search(text[: figure.span.start])
    return changed is not None and not _ONWARDS.match(text, figure.span.end)


def fraction(dimension: Dimension | None, line: Line) -> Span | None:
    """Return where a sentence tells in words a share that is asked for."""
    if dimension is None or "%" not in dimension.units or len(line.readable) != len(line.text):
        return None
    found = _FRACTION.search(line.readable)
    return Span(*found.span()) if found else None
