"""What a question wants counted: its unit, the thing, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.language.figures import find_figures
from assistant.questions import phrases
from assistant.questions.dimensions import (
    AMOUNT,
    MUCH,
    Dimension,
    asked_in,
    counted_in,
    is_change,
    is_measure,
)
from assistant.questions.need import WEAK, Need, NeedWord

# What is done with money alone: asks for an amount where nothing else is counted.
_SPENT: Final = re.compile(
    r"\b(?:vers(?:e|ee?s?|er|era|ait)|debours\w*|debloqu\w*|perdus?|perdre|perd|gagne\w*|paye\w*|paie|rapporte\w*|depense\w*|"
    r"spend|spent|lost|lose|earn\w*|owes?|owed)\b|(?:دفع|يدفع|انفق|خسر|ربح|صرف)"
)
_ASKS: Final = re.compile(r"\b(?:combien|que|quoi|quel\w*|how much|what|كم|بكم|ماذا|ما)\b")
# In Arabic a verb may follow "how much" at once, and nothing is counted then.
_ACTS: Final = re.compile(
    r"(?:كان\w* |ف(?!ت)\w+ )?(?:(?:ك[يتن]|غا|س[يتن]|[يت])\w+(?<![اه])(?=\s)|"
    r"(?:بلغ|وصل|صار|اصبح|كلف|دفع|باع|ولا|حقق|سجل|انتج|وظف)(?:ت|وا|ات)?(?=\s))"
)
_WHICH: Final = re.compile(r"quel(?:le)?s?|what|which|ما")
_NUMBER_OF: Final = re.compile(r"combien|nombre|how many|number|عدد|كم\s+(?:من\s+)?$")
_OF: Final = re.compile(r"\s+(?:de |d'|of |من )?")
_ANYONE: Final = {"people", "jobs"}
# What comes between the question word and the thing counted.
_COUNTS: Final = re.compile(
    r"\bcombien\s+(?:y a-t-il\s+)?(?:de\s|d')|\bnombre\s+(?:total\s+)?(?:de\s|d'|des\s)|"
    r"\bquel(?:le)?s?\s+(?:est|sont|etait|etaient|fut|a ete|sera|serait)?\s*"
    r"(?:le |la |les |l'|son |sa |leur )?|"
    r"\bhow (?:many|much)\s+|\bnumber of\s+|\b(?:what|which)\s+(?:is|was|are|were|will be)?"
    r"\s*(?:the |its |their )?|"
    r"(?:^|\s)كم\s+(?:عدد\s+|من\s+|[يت]بلغ\s+|بلغ\s+|بلغت\s+)?|عدد\s+|(?:ما هو|ما هي|ما)\s+"
)
# "Of the jobs promised, how many …": what is counted was named before.
_OF_THOSE: Final = re.compile(
    r"\b(?:sur|parmi|of|out of|among)\s+(?:tous |toutes |all )?(?:les |ces |the |those )|"
    r"من (?:بين |اصل )"
)
_HOW_MANY: Final = re.compile(r"\bcombien\b|\bhow many\b|\bكم\b")
_LINK: Final = re.compile(
    r"\s*(?:(?:nombre|montant|valeur|volume|taux|part|number|amount|value|total)\s*)?"
    r"(?:de |d'|du |des |la |le |les |l'|of |the |new |nouveaux |nouvelles |vieux |autres |other )*"
)
_MOST_COUNTED: Final = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question wants counted: its unit, the thing, and the words around it."""

    dimension: Dimension | None  # what it measures; None where nothing tells
    counted: tuple[NeedWord, ...]
    words: tuple[NeedWord, ...]
    before: bool = False  # what was before something changed
    things: tuple[NeedWord, ...] = ()  # of them one must be said, wherever the figure stands


def asked(need: Need) -> Asked:
    """Return what the "how many" of a question counts."""
    readable = phrases.plain(need.text)
    counted = tuple(_counted(need, readable))
    named, found = counted, _COUNTS.search(readable)
    if found and _NUMBER_OF.search(found.group()) and (counted or need.language != "ar"):
        # how many workshops had a grant is no amount of money
        thing = counted[0].start + len(counted[0].text) if counted else None
        dimension = counted_in(readable, found.end(), thing)
    else:
        dimension = asked_in(readable)
        spent = _SPENT.search(readable) and _ASKS.search(readable) and not is_change(readable)
        if dimension is None and not counted and spent:
            dimension = AMOUNT
        named = named if dimension in {None, MUCH} else ()
        if dimension is not None or (found and _WHICH.match(found.group())):
            counted = ()  # a measure counts no things; "la participation" is one by itself
    things = _things(need, readable, named)
    before = phrases.ASKS_FORMER.search(readable) is not None
    return Asked(dimension, counted, need.words, before, things)


def _things(need: Need, readable: str, counted: Sequence[NeedWord]) -> tuple[NeedWord, ...]:
    """Return the noun among what is counted: "câbles", not "tonnes"; in English what it is made of.

    Of a measure it is what is measured. People are counted under any name: "340 salariés".
    """
    nouns = counted if need.language == "en" else counted[:1]
    if nouns and _is_measure(nouns[0], need):
        end = nouns[0].start + len(nouns[0].text)
        after = (word for word in need.words if word.start >= end)
        nouns = [word for word in after if _OF.fullmatch(readable[end : word.start])][:1]
    telling = all(noun.weight > WEAK and noun.concept not in _ANYONE for noun in nouns)
    return tuple(nouns) if telling else ()


def _is_measure(word: NeedWord, need: Need) -> bool:
    return any(figure.unit for figure in find_figures(f"12 {word.text}", need.language))


def _counted(need: Need, readable: str) -> list[NeedWord]:
    """Return what the "how many" counts: the words after it, or those it is "of"."""
    if len(readable) != len(need.text):
        return []
    after = _COUNTS.search(readable)
    if after and need.language == "ar" and _ACTS.match(readable, after.end()):
        return []
    counted = list(_words_after(after.end(), need, readable)) if after else []
    if counted or not _HOW_MANY.search(readable):
        return counted
    among = _OF_THOSE.search(readable)
    return list(_words_after(among.end(), need, readable)) if among else []


def _words_after(end: int, need: Need, readable: str) -> Iterator[NeedWord]:
    """Yield the words right after a place, one or two: "emplois", "promised jobs"."""
    counted = False
    for word in sorted(need.words, key=lambda word: word.start)[: _MOST_COUNTED + 2]:
        if word.start < end:
            continue
        between = readable[end : word.start]
        if not (between.isspace() if counted else _LINK.fullmatch(between)):
            return
        counted = True
        end = word.start + len(word.text)
        text = phrases.plain(word.text)
        if not word.concept and (is_measure(text) or _SPENT.match(text)):
            return  # an amount: what follows says which
        yield word
