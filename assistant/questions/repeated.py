"""What a sentence says that another says already."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from assistant.language.text import fold, words
from assistant.questions.evidence import Scored
from assistant.questions.same_thing import source_of

_COPIED: Final = 0.6  # share of the shorter sentence's words that makes it a copy
_NEW: Final = 4  # words that a further sentence must add


def distinct(scored: Sequence[Scored]) -> list[Scored]:
    """Return the sentences without repeats: the same words, or what a near copy took over."""
    kept: list[Scored] = []
    for one in scored:
        if not contained(one, kept) and not any(_repeats(one, other) for other in kept):
            kept.append(one)
    return kept


def contained(one: Scored, kept: Sequence[Scored]) -> bool:
    """Tell whether a sentence shares words of its document with one of those kept."""
    return any(
        k.evidence.document.id == one.evidence.document.id
        and k.evidence.start < one.evidence.end
        and one.evidence.start < k.evidence.end
        for k in kept
    )


def adds(one: Scored, chosen: Sequence[Scored]) -> bool:
    """Tell whether a sentence says something that those chosen do not."""
    said = frozenset().union(*(_said(other) for other in chosen))
    return len(_said(one) - said) >= _NEW


def _repeats(one: Scored, other: Scored) -> bool:
    """Tell whether a sentence says what another does: word for word, or in a near copy nearly."""
    said, there = _said(one), _said(other)
    if source_of(one) == source_of(other) and one.evidence.document != other.evidence.document:
        return len(said & there) >= _COPIED * min(len(said), len(there))
    return said == there


def _said(scored: Scored) -> frozenset[str]:
    return _folded(scored.evidence.text)


@lru_cache(maxsize=2_000)
def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(word.text) for word in words(text))
