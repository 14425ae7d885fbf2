"""What can go wrong with an evaluation, the product aside."""

from __future__ import annotations


class EvalsError(Exception):
    """Base of all errors here: one sentence that names the thing, and the remedy."""


class RecipeMissing(EvalsError):
    """The packages of the plain recipe are not installed."""


class NothingToMeasure(EvalsError):
    """A folder named for its question sets holds none of them."""


class FloorsLowered(EvalsError):
    """New floors would be lower than those that hold, and nobody said they may be."""


class BrokenWorded(EvalsError):
    """A line of `worded.jsonl` is no answer with sentences and quotes."""


class BrokenAttacks(EvalsError):
    """A file that should hold attacks by category does not."""


class ModelGone(EvalsError):
    """The language model that is to be measured fails again and again."""
