"""What speaks for a sentence, in figures: the question's words, its names, their meaning, its form.

Every figure is one of a sentence beside one question, most of them from 0 to 1. What they weigh
was fitted (`confidence`), and nothing here is chosen for one kind of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assistant.index.meaning import meaning
from assistant.questions.coverage import Covered
from assistant.questions.need import WEAK, Need
from assistant.questions.reading import Line
from assistant.schema import AnswerKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

# The features in the order of the weights. "Words" are the question's, weighed by rarity; "other"
# words are those not written as names.
NAMES: Final = (
    "own",  # words, time and kind in the sentence itself
    "support",  # in it and around it
    "words",  # words in it and around it
    "nowhere",  # words that its document could say and never does
    "fit", "named", "date", "retrieved", "length", "question", "party",
    "other_own", "other_around", "name_own", "name_around",
    "other_near", "other_nearby", "near", "nearby",  # the same, by their meaning too
    "alike", "alike_around", "alike_squared",  # by their meaning alone
    "weakest", "weakest_around", "strongest", "missing",  # of the other words, in the sentence
    "lead", "depth", "leans", "row", "item",
    "value_fit", "told_fit", "time", "figure_digits", "digits", "person_digits",
    "other_title", "name_title",
)  # fmt: skip

VALUES: Final = {"figure", "date", "person", "place"}  # kinds of answer that a few words give
_TIME: Final = 0.8  # what the time asked about counts, as a word of the question does
_KIND: Final = 0.6  # likewise a value of the kind asked for
_MOST_MISSING: Final = 2.0  # weight of words; what is more counts as this much
_MOST_WORDS: Final = 60  # of a sentence; what is longer counts as this long
_DEEP: Final = 20  # sentences; what stands deeper in its document counts as this deep
_QUESTION: Final = ("?", "؟")  # an interview's questions answer nothing
# Cosines taken to be of words that mean nothing to each other, and of one in other words; chosen.
_UNLIKE, _SAME = 0.25, 0.7
_BESIDE: Final = 0.7  # what a word counts for that is meant beside the sentence
_SAID: Final = 0.5  # from which a word is not missing


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one sentence beside a question."""

    line: Line
    beside: tuple[Line, ...]  # the title, the heading and the sentence before, where there are any
    covered: Covered
    nowhere: float  # weight of the words that the document could say and never does
    fit: float  # it gives the kind of answer asked
    named: float  # the names asked about stand in it or its document
    date: float  # it is about the time asked
    party: float  # it is the party asked about that acts
    retrieved: float  # the score of its chunk beside the best one's
    position: int  # of the sentence in its document
    leans: bool  # it is quoted with the sentence before
    counted: bool  # it, or what it stands under, says what is counted


def measure(seen: Sequence[Seen], need: Need, kind: AnswerKind, timed: bool) -> Matrix:
    """Return the features of sentences beside one question, float64 (sentences, NAMES).

    `timed`: the question names a time.
    """
    import numpy as np

    size = (len(seen), len(need.words))
    weights = np.array([word.weight for word in need.words], dtype=np.float64)
    named = np.array([word.named for word in need.words], dtype=bool)
    own, around, title = (
        np.array([part[n] for part in (one.covered for one in seen)], np.float64).reshape(size)
        for n in range(3)
    )
    alike, beside = _likeness(seen, need)
    near = np.maximum(own, graded(alike))
    nearby = np.maximum.reduce([near, around, _BESIDE * graded(beside)])
    fit, date = (np.array([getattr(one, name) for one in seen]) for name in ("fit", "date"))
    digits = np.array([any(map(str.isdigit, one.line.text)) for one in seen], dtype=np.float64)
    value = kind in VALUES
    told = _TIME * date * timed + _KIND * fit * value
    whole = need.weight + _TIME * timed + _KIND * value
    names, others = weights * named, weights * ~named
    strong = ~named & (weights > WEAK)
    table = {
        "own": (own @ weights + told) / whole,
        "support": (around @ weights + told) / whole,
        "words": around @ weights / need.weight,
        "nowhere": [min(one.nowhere, _MOST_MISSING) / _MOST_MISSING for one in seen],
        "fit": fit,
        "named": [one.named for one in seen],
        "date": date,
        "retrieved": [one.retrieved for one in seen],
        "length": [min(len(one.line.text.split()), _MOST_WORDS) / _MOST_WORDS for one in seen],
        "question": [one.line.text.endswith(_QUESTION) for one in seen],
        "party": [one.party for one in seen],
        "other_own": _share(own, others),
        "other_around": _share(around, others),
        "name_own": _share(own, names),
        "name_around": _share(around, names),
        "other_near": _share(near, others),
        "other_nearby": _share(nearby, others),
        "near": _share(near, weights),
        "nearby": _share(nearby, weights),
        "alike": _share(alike, others),
        "alike_around": _share(np.maximum(alike, beside), others),
        "alike_squared": _share(alike**2, others),
        "weakest": near[:, strong].min(axis=1, initial=1.0),
        "weakest_around": nearby[:, strong].min(axis=1, initial=1.0),
        "strongest": near[:, strong].max(axis=1, initial=0.0),
        "missing": _share((nearby < _SAID).astype(np.float64), others),
        "lead": [one.position == 0 for one in seen],
        "depth": [min(one.position, _DEEP) / _DEEP for one in seen],
        "leans": [one.leans for one in seen],
        "row": [one.line.row is not None for one in seen],
        "item": [one.line.opener is not None for one in seen],
        "value_fit": fit * value,
        "told_fit": fit * (not value),
        "time": date * timed,
        "figure_digits": digits * (kind == "figure"),
        "digits": digits * (kind == "other"),
        "person_digits": digits * (kind == "person"),
        "other_title": _share(title, others),
        "name_title": _share(title, names),
    }
    return np.column_stack([np.asarray(table[name], dtype=np.float64) for name in NAMES])


def _likeness(seen: Sequence[Seen], need: Need) -> tuple[Matrix, Matrix]:
    """Return how near each sentence, and what stands beside it, comes to each word in meaning.

    A line is compared once, though it is a sentence itself and stands beside the next.
    """
    import numpy as np

    lines = {id(line): line for one in seen for line in (one.line, *one.beside)}
    row = {key: number for number, key in enumerate(lines)}
    asked = [word.text for word in need.words]
    near = meaning().likeness(asked, [line.spoken for line in lines.values()]).astype(np.float64)
    alike: Matrix = near[[row[id(one.line)] for one in seen]]
    beside = [near[[row[id(line)] for line in one.beside]].max(axis=0) for one in seen]
    return alike, np.array(beside)


def graded(alike: NDArray[np.floating]) -> Matrix:
    """Return cosines of words as how surely one says the other, 0 to 1."""
    import numpy as np

    graded: Matrix = np.clip((alike - _UNLIKE) / (_SAME - _UNLIKE), 0.0, 1.0)
    return graded


def _share(said: Matrix, weights: Matrix) -> Matrix:
    """Return the share of the weight that is said; 0 where no word has any."""
    share: Matrix = said @ weights / (weights.sum() or 1.0)
    return share
