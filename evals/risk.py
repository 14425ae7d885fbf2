"""Whether confidence tells right from wrong: the risk of answering more, over all questions.

Selective question answering, Kamath et al. (2020), after El-Yaniv and Wiener, On the Foundations
of Noise-free Selective Classification (2010): questions are answered from the most confident one
down. Coverage is the share answered so far, risk the share of those that are wrong.

A refusal counts with the answer it would have been, its best sentence quoted alone, so a list or a
comparison that was refused may look worse here than it would have been shown. Bars other than
confidence (period, party, name, kind of answer) have no part in the order, so what they are worth
is how far the point in use lies below the curve. Questions answered from records (greetings,
publication dates), for which no sentence is weighed, are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evals.intervals import SAMPLES, SEED, Share, wilson
from evals.judged import Judged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

AIM = 0.04  # of the answers shown, one in twenty-five may be wrong
RISKS = (AIM, 0.10)


@dataclass(frozen=True, slots=True)
class Point:
    """Where a bar on confidence leads: what share is answered, and what share of that is wrong."""

    bar: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Selective:
    """What a curve comes to, each with its 95 % interval but for the two bounds.

    `area` (AURC) is the mean risk over all coverages; `perfect` is its value were every wrong
    answer less confident than every other, `blind` were confidence to tell nothing. `reached` is
    the largest coverage at each of RISKS. `coverage` and `risk` are those in use, `alone` the risk
    of as many answers were confidence the only bar.
    """

    area: Share
    perfect: float
    blind: float
    reached: tuple[Share, ...]
    coverage: Share
    risk: Share
    alone: float


def weighed(judged: Sequence[Judged]) -> list[Judged]:
    """Return the questions for which a sentence was weighed, the most confident first."""
    some = [one for one in judged if one.confidence is not None and one.if_shown]
    return sorted(some, key=lambda one: -(one.confidence or 0.0))


def risk_coverage(judged: Sequence[Judged]) -> list[Point]:
    """Return the curve, a point for every bar on confidence, from the highest bar down."""
    ranked = weighed(judged)
    bars, wrong = _bars(ranked), np.cumsum(_wrong(ranked))
    return [
        Point(float(bars[last]), (last + 1) / len(ranked), float(wrong[last]) / (last + 1))
        for last in sorted(set(_ends(bars).tolist()))
    ]


def in_use(judged: Sequence[Judged]) -> Point | None:
    """Return where the assistant stands, its refusals left as they are; None where it says nothing.

    Its bar is the least confidence of what it showed.
    """
    ranked = weighed(judged)
    shown = [one for one in ranked if not one.reason]
    if not shown:
        return None
    bar = float(_bars(shown)[-1])
    return Point(bar, len(shown) / len(ranked), float(_wrong(shown).mean()))


def selective(judged: Sequence[Judged]) -> Selective:
    """Return the figures of the curve of these questions."""
    ranked = weighed(judged)
    wrong, shown = _wrong(ranked), [one for one in ranked if not one.reason]
    return Selective(
        area=_share(ranked, _area),
        perfect=_least_area(wrong),
        blind=float(wrong.mean()) if ranked else 0.0,
        reached=tuple(_share(ranked, _coverage_at(risk)) for risk in RISKS),
        coverage=_proportion(len(shown), len(ranked)),
        risk=_proportion(int(_wrong(shown).sum()), len(shown)),
        alone=float(wrong[: _ends(_bars(ranked))[len(shown) - 1] + 1].mean()) if shown else 0.0,
    )


def _proportion(count: int, of: int) -> Share:
    return Share(count / of if of else 0.0, of, *wilson(count, of))


def _bars(ranked: Sequence[Judged]) -> Numbers:
    return np.array([one.confidence for one in ranked], dtype=np.float64)


def _wrong(ranked: Sequence[Judged]) -> Numbers:
    return np.array([one.if_shown == "wrong" for one in ranked], dtype=np.float64)


def _ends(bars: Numbers) -> NDArray[np.intp]:
    """Return for each question the place of the last that no bar can tell from it."""
    return np.searchsorted(-bars, -bars, side="right") - 1


def _least_area(wrong: Numbers) -> float:
    """Return the area of the best order there is (Geifman et al., 2019): all wrong ones last."""
    if not len(wrong):
        return 0.0
    counts = np.arange(1, len(wrong) + 1)
    return float((np.cumsum(np.sort(wrong)) / counts).mean())


# --- with intervals ---------------------------------------------------------------------------

# Each takes rows of (how often each question was drawn, coverage, risk), both at that question.
_Statistic = Callable[["Numbers", "Numbers", "Numbers"], "Numbers"]


def _area(drawn: Numbers, _: Numbers, risk: Numbers) -> Numbers:
    found: Numbers = (drawn * risk).sum(axis=1) / drawn.sum(axis=1)
    return found


def _coverage_at(most: float) -> _Statistic:
    def reached(_: Numbers, coverage: Numbers, risk: Numbers) -> Numbers:
        found: Numbers = np.where(risk <= most + 1e-12, coverage, 0.0).max(axis=1)
        return found

    return reached


def _share(ranked: Sequence[Judged], statistic: _Statistic) -> Share:
    """Return a statistic of the curve, its interval from a bootstrap over documents."""
    if not ranked:
        return Share(0.0, 0, 0.0, 1.0)
    ends, wrong = _ends(_bars(ranked)), _wrong(ranked)

    def of(drawn: Numbers) -> Numbers:
        answered = np.cumsum(drawn, axis=1)[:, ends]
        missed = np.cumsum(drawn * wrong, axis=1)[:, ends]
        return statistic(drawn, answered / answered[:, -1:], missed / np.maximum(answered, 1.0))

    low, high = np.percentile(of(_redrawn([one.cluster for one in ranked])), [2.5, 97.5])
    value = of(np.ones((1, len(ranked))))[0]
    return Share(float(value), len(ranked), float(low), float(high))


def _redrawn(clusters: Sequence[str]) -> Numbers:
    """Return rows of how often each question is drawn when documents are, with replacement."""
    names, places = np.unique(np.array(clusters), return_inverse=True)
    drawn = np.random.default_rng(SEED).multinomial(
        len(names), np.full(len(names), 1 / len(names)), size=SAMPLES
    )
    return drawn[:, places].astype(np.float64)
