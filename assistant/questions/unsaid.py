"""Which words of a clause other texts do not say: what it is of, if they are of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.questions.need import NeedWord, analyse, match
from assistant.questions.need import need as needed
from assistant.schema import Language, Span

Known = Sequence[tuple[str, Language]]  # texts, each with its language

# Where a clause stops; the point of "1.270" does not.
ENDS: Final = re.compile(r"[.,;:()،؛«»“”\"](?!\d)|\s[–—]\s")
# What only says how near or how little a figure is.
_MERELY: Final = frozenset(
    "seulement uniquement environ quelque presque peine tout merely roughly around nearly barely "
    "فقط حوالي نحو تقريبا زهاء".split()
)
_SAID: Final = 0.3  # how well a word must be said to be no new one


def around(text: str, span: Span) -> tuple[str, str]:
    """Return what stands before and behind a place in its clause."""
    start = max((match.end() for match in ENDS.finditer(text, 0, span.start)), default=0)
    stop = ENDS.search(text, span.end)
    return text[start : span.start], text[span.end : stop.start() if stop else len(text)]


def content(text: str, language: Language) -> tuple[NeedWord, ...]:
    """Return the words of a text that say something, figures left out, ready to be compared."""
    if not text.strip():
        return ()
    found = needed(text, (), _as_rare).words
    return tuple(
        word
        for word in found
        if not any(c.isdigit() for c in word.text) and word.surface not in _MERELY
    )


def unsaid(text: str, language: Language, known: Known) -> list[str]:
    """Return the words of a text that none of some others says, in whatever language."""
    said = [(analyse(other, theirs), theirs) for other, theirs in known]
    return [
        word.text
        for word in content(text, language)
        if all(match(word, words, theirs) < _SAID for words, theirs in said)
    ]


def _as_rare(word: str, language: Language) -> float:
    return 1.0
