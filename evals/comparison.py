"""How retrievers stand beside each other on one collection: pure functions on what each found."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.schema import Document, Language
from evals.intervals import Difference, Share, paired, share
from evals.metrics import Place, recall_at, reciprocal_rank

CUTS = (1, 4, 10)
FIGURES = (*(f"recall@{k}" for k in CUTS), "MRR")
# The retrievers, by the names they have in every table.
BM25, MINILM, WORDS, SENSE, OURS = "BM25", "all-MiniLM", "our words", "our sense", "ours"
FUSED = "our legs fused"
RECIPE = "LangChain recipe"
_95 = 1.96


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, complete without any history, with every place of each quote it needs.

    `over` names the languages of those places, `cluster` the document it stands or falls with
    others of, `like` the question (by its own `id`) that this one asks in another language.
    """

    text: str
    language: Language
    over: str
    wanted: tuple[frozenset[Place], ...]
    cluster: str
    id: str = ""
    like: str = ""

    @property
    def pair(self) -> str:
        """Name what is crossed: "ar over fr"."""
        return f"{self.language} over {self.over}"


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents and the questions that are asked of them; `about` says what counts as right."""

    name: str
    about: str
    documents: tuple[Document, ...]
    questions: tuple[Asked, ...]

    @property
    def pairs(self) -> list[str]:
        """The language pairs of the questions, the most asked first."""
        asked = [question.pair for question in self.questions]
        return sorted(set(asked), key=lambda pair: (-asked.count(pair), pair))


@dataclass(frozen=True, slots=True)
class Standing:
    """What one retriever returned for every question, best first, and in how long.

    `ask_ms` is by the clock, `busy_ms` of processors: the rest was spent waiting for them.
    """

    rankings: tuple[tuple[Place, ...], ...]
    ask_ms: tuple[float, ...]
    busy_ms: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """A collection, its chunks, and each retriever's standing on it by name."""

    collection: Collection
    chunks: int
    characters: float  # of a chunk, on average
    standings: Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Ratio:
    """One share over another, with its 95 % interval."""

    value: float
    low: float
    high: float


# --- scoring ----------------------------------------------------------------------------------


def chosen(contest: Contest, pair: str = "") -> list[int]:
    """Return the numbers of the questions of one language pair, or of all."""
    questions = enumerate(contest.collection.questions)
    return [number for number, question in questions if pair in ("", question.pair)]


def values(contest: Contest, name: str, figure: str, some: Sequence[int]) -> list[float]:
    """Return one retriever's figure, one of FIGURES, for each of those questions."""
    rankings, questions = contest.standings[name].rankings, contest.collection.questions
    if figure == "MRR":
        return [reciprocal_rank(rankings[n], questions[n].wanted) for n in some]
    cut = int(figure.partition("@")[2])
    return [recall_at(rankings[n], questions[n].wanted, cut) for n in some]


def quality(contest: Contest, name: str, some: Sequence[int]) -> dict[str, Share]:
    """Return every figure of a retriever on those questions, by name, with its interval."""
    kin = _clusters(contest, some)
    return {figure: share(values(contest, name, figure, some), kin) for figure in FIGURES}


def gain(contest: Contest, over: str, figure: str, some: Sequence[int]) -> Difference:
    """Return what ours has more than another retriever on the same questions."""
    before, after = (values(contest, name, figure, some) for name in (over, OURS))
    return paired(before, after, _clusters(contest, some))


def ratio(one: Share, other: Share) -> Ratio | None:
    """Return one share over another of other questions; None where either is zero.

    The interval is that of Katz et al., Obtaining Confidence Intervals for the Risk Ratio (1978),
    half a question added on both sides of each share, so that a few right ones are not all sure.
    """
    if not (one.value and other.value):
        return None
    odds = [(side.of * side.value + 0.5, side.of * (1 - side.value) + 0.5) for side in (one, other)]
    spread = sum(wrong / (right * (right + wrong)) for right, wrong in odds)
    factor = math.exp(_95 * math.sqrt(spread))
    value = one.value / other.value
    return Ratio(value, value / factor, value * factor)


def translated(contest: Contest, pair: str) -> tuple[list[int], list[int]]:
    """Return the questions of a pair that another one also asks in French, and those others.

    Each French question stands as often as it is asked anew.
    """
    questions = contest.collection.questions
    known = {question.id: n for n, question in enumerate(questions) if question.id}
    both = [(n, known.get(questions[n].like)) for n in chosen(contest, pair)]
    kept = [(n, root) for n, root in both if root is not None]
    return [n for n, _ in kept], [root for _, root in kept]


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value that `part` (0 to 1) of `values` do not exceed, by nearest rank below."""
    return sorted(values)[int(part * (len(values) - 1))]


def _clusters(contest: Contest, some: Sequence[int]) -> list[str]:
    return [contest.collection.questions[n].cluster for n in some]
