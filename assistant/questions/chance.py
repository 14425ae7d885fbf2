"""How likely a sentence answers: boosted trees over its features and its standing, fitted.

A linear regression tells little here: next to the margin over the second best, what a sentence
says of the question weighs either way, as the features overlap. Trees whose chance may only rise
with what speaks for a sentence, fitted also on questions whose documents were taken away, have .291
of what they show wrong where it had .354, at .40 of the questions answered rightly (those of a
document left out, one in three without an answer; `python -m evals fit`, November 2026).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from math import exp
from typing import TYPE_CHECKING, Any, Final, get_args

from assistant.questions.features import NAMES
from assistant.schema import AnswerKind, Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.intp]

_KINDS: Final = get_args(AnswerKind)
# What the chance is told of: the features, how a sentence stands among the others of its question,
# and the question. Of those that rise with what speaks for a sentence, so does its chance.
STANDING: Final = (
    "rank", "share", "above", "above_elsewhere", "share_of_document", "behind_words", "behind_own",
    "asked_words", "asked_weight", "crosses", "timed",
)  # fmt: skip
INPUTS: Final = (*NAMES, *STANDING, *(f"kind {kind}" for kind in _KINDS))
RISES: Final = frozenset({
    "own", "support", "words", "fit", "named", "date", "retrieved", "party", "near", "nearby",
    "rank", "share", "above", "above_elsewhere",
})  # fmt: skip
FALLS: Final = frozenset({"nowhere", "behind_words", "behind_own", "missing", "question"})
_FAR: Final = 5.0  # ranks between a sentence and the next where there is none
_RIVALRY: Final = 3.4  # what a share of the odds weighs in a linear regression of the chance


@dataclass(frozen=True, slots=True)
class Asked:
    """What the chance is told of a question."""

    kind: AnswerKind
    words: int
    weight: float  # of all its words
    language: Language
    timed: bool  # it names a time


def inputs(
    table: Numbers,
    ranks: Numbers,
    documents: Sequence[str],
    languages: Sequence[Language],
    asked: Asked,
) -> Numbers:
    """Return what the chance of each sentence of a question rests on, float64 (sentences, INPUTS).

    `table` holds their features, `documents` and `languages` are theirs.
    """
    import numpy as np

    odds = np.exp(ranks - ranks.max())
    share = odds / odds.sum()
    of = np.array(documents)
    elsewhere = of[:, None] != of[None, :]
    others = ~np.eye(len(ranks), dtype=bool)
    words, own = table[:, NAMES.index("words")], table[:, NAMES.index("own")]
    told = np.column_stack([
        ranks,
        share,
        _above(ranks, others),
        _above(ranks, elsewhere),
        (~elsewhere).astype(np.float64) @ share,
        words.max() - words,
        own.max() - own,
    ])  # fmt: skip
    crosses = np.array([language != asked.language for language in languages], dtype=np.float64)
    kinds = [kind == asked.kind for kind in _KINDS]
    alike = np.tile([asked.words, asked.weight, asked.timed, *kinds], (len(ranks), 1))
    return np.column_stack([table, told, alike[:, :2], crosses, alike[:, 2:]])


def _above(ranks: Numbers, others: NDArray[np.bool_]) -> Numbers:
    """Return by how much each is above the best of its others."""
    import numpy as np

    best = np.where(others, ranks[None, :], -np.inf).max(axis=1)
    above: Numbers = np.where(np.isfinite(best), ranks - best, _FAR)
    return above


def chances(told: Numbers) -> Numbers:
    """Return the probability, 0 to 1, that each sentence answers, by what `inputs` told."""
    import numpy as np

    probabilities: Numbers = 1 / (1 + np.exp(-_shipped().of(told)))
    return probabilities


def unrivalled(chance: float, share: float) -> float:
    """Return the chance of a sentence were one that has a `share` of the odds no rival of it."""
    odds = chance / max(1 - chance, 1e-9) * exp(_RIVALRY * share)
    return odds / (1 + odds)


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """The nodes of all trees in a row: an input, up to where to the left; a leaf leads to itself.

    All trees are gone down at once, an eighth of the time of one after the other for 60 sentences,
    half for 300.
    """

    base: float  # log-odds, to which each tree adds the value of a leaf
    depth: int
    roots: Places
    input: Places
    most: Numbers
    left: Places
    right: Places
    value: Numbers

    def of(self, told: Numbers) -> Numbers:
        """Return the log-odds of each row."""
        import numpy as np

        at = np.tile(self.roots, (len(told), 1))
        rows = np.arange(len(told))[:, None]
        for _ in range(self.depth):
            goes_left = told[rows, self.input[at]] <= self.most[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        odds: Numbers = self.base + self.value[at].sum(axis=1)
        return odds


@cache
def _shipped() -> Trees:
    return trees_of(
        json.loads(files(__package__).joinpath("chance.json").read_text(encoding="utf-8"))
    )


def trees_of(kept: Mapping[str, Any]) -> Trees:
    """Return trees as they are kept: of each its nodes as (input, most, left, right, value)."""
    import numpy as np

    number = [INPUTS.index(name) for name in kept["inputs"]]
    sizes = [len(nodes) for nodes in kept["trees"]]
    roots = np.cumsum([0, *sizes[:-1]])
    named, most, left, right, value = zip(*chain.from_iterable(kept["trees"]), strict=True)
    first = np.repeat(roots, sizes)
    return Trees(
        base=float(kept["base"]),
        depth=kept["depth"],
        roots=roots,
        input=np.array([number[n] for n in named], dtype=np.intp),
        most=np.array(most, dtype=np.float64),
        left=first + np.array(left, dtype=np.intp),
        right=first + np.array(right, dtype=np.intp),
        value=np.array(value, dtype=np.float64),
    )
