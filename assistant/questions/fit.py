"""How well a sentence gives the kind of answer that a question asks for."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.schema import Span


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sentence gives the kind of answer asked: 0 not at all, 1 wholly; and where."""

    score: float
    spans: tuple[Span, ...] = ()
