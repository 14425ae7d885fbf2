"""How retrievers stand beside each other: pure functions on what each found, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.schema import Document, Language
from evals.intervals import Share, share
from evals.metrics import LONGEST_HIT
from evals.reporting.tables import table
from evals.texts import find_quote

CUTS = (1, 4, 10)
HEADLINE = 4  # the recipe's own number of passages


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a passage must hold: one of `ways`; in `document` where one is named."""

    ways: tuple[str, ...]
    document: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, complete without any history, with the evidence it needs."""

    text: str
    language: Language
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents and the questions that are asked of them; `about` says where they are from."""

    name: str
    about: str
    documents: tuple[Document, ...]
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that a retriever returned."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What one retriever returned, question by question, and what it cost."""

    name: str
    rankings: tuple[tuple[Passage, ...], ...]  # in the order of the collection's questions
    ask_ms: tuple[float, ...]
    chunks: int
    characters: float  # of a chunk, on average
    index_s: float | None = None  # None where it shares the index of another


@dataclass(frozen=True, slots=True)
class Contest:
    """A collection, and every retriever's standing on it."""

    collection: Collection
    ours: Standing
    legs: tuple[Standing, ...]
    plain: Standing


# --- scoring ----------------------------------------------------------------------------------


def gives(passage: Passage, wanted: Wanted) -> bool:
    """Tell whether a passage of a lawful length holds what is wanted, where it is wanted."""
    return (
        len(passage.text) <= LONGEST_HIT
        and wanted.document in ("", passage.document)
        and any(find_quote(passage.text, way) is not None for way in wanted.ways)
    )


def recall(ranking: Sequence[Passage], wanted: Sequence[Wanted], k: int) -> float:
    """Return the share of what is wanted that one of the first `k` passages gives."""
    return sum(any(gives(p, one) for p in ranking[:k]) for one in wanted) / len(wanted)


def reciprocal(ranking: Sequence[Passage], wanted: Sequence[Wanted]) -> float:
    """Return 1 / rank of the first passage that gives anything wanted, 0 where none does."""
    ranks = (n for n, p in enumerate(ranking, start=1) if any(gives(p, one) for one in wanted))
    return next((1 / rank for rank in ranks), 0.0)


def quality(
    standing: Standing, questions: Sequence[Asked], language: Language | None = None
) -> dict[str, Share]:
    """Return recall at every cut-off and MRR, by name; of one language, or of all."""
    pairs = [
        (ranking, question.wanted)
        for ranking, question in zip(standing.rankings, questions, strict=True)
        if language in (None, question.language)
    ]
    figures = {f"recall@{k}": share([recall(r, w, k) for r, w in pairs]) for k in CUTS}
    return figures | {"MRR": share([reciprocal(r, w) for r, w in pairs])}


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value that `part` (0 to 1) of `values` do not exceed, by nearest rank below."""
    return sorted(values)[int(part * (len(values) - 1))]


# --- the report -------------------------------------------------------------------------------


def ratio_lines(contest: Contest) -> list[str]:
    """Return ours against the plain recipe: recall, time of a question, time of indexing."""
    ours, plain = contest.ours, contest.plain
    questions = contest.collection.questions
    name = f"recall@{HEADLINE}"
    found = [quality(side, questions)[name].value for side in (ours, plain)]
    clock = [percentile(side.ask_ms, 0.5) for side in (ours, plain)]
    built = [side.index_s or 0.0 for side in (ours, plain)]
    better, worse = paired(ours, plain, questions)
    return [
        f"* RATIO {name}: {_ratio(found, '.3f')} "
        f"(better on {better} questions, worse on {worse}, of {len(questions)})",
        f"* RATIO question time: {_ratio(clock, '.1f', ' ms')} at the median",
        f"* RATIO indexing time: {_ratio(built, '.2f', ' s')} for the same documents",
    ]


def paired(one: Standing, other: Standing, questions: Sequence[Asked]) -> tuple[int, int]:
    """Return on how many questions `one` has the higher recall, and on how many the lower."""
    differences = [
        recall(a, q.wanted, HEADLINE) - recall(b, q.wanted, HEADLINE)
        for a, b, q in zip(one.rankings, other.rankings, questions, strict=True)
    ]
    return sum(d > 0 for d in differences), sum(d < 0 for d in differences)


def _ratio(sides: Sequence[float], form: str, unit: str = "") -> str:
    ours, plain = sides
    times = f"{ours / plain:.2f} times" if plain else "no ratio to zero"
    return f"ours {ours:{form}}{unit} / plain {plain:{form}}{unit} = {times}"


def report(contests: Sequence[Contest], heading: str) -> str:
    """Return every contest as Markdown: quality, speed and the ratios."""
    return "\n\n".join([heading, *(section(contest) for contest in contests)]) + "\n"


def section(contest: Contest) -> str:
    """Return one contest as Markdown."""
    of = contest.collection
    said = f"{len(of.questions)} questions over {len(of.documents)} documents. {of.about}"
    parts = [f"## {of.name}", said, _quality(contest), _speed(contest)]
    return "\n\n".join([*parts, "\n".join(ratio_lines(contest))])


def _quality(contest: Contest) -> str:
    questions = contest.collection.questions
    languages: list[Language] = sorted({q.language for q in questions})
    groups: list[tuple[str, Language | None]] = [(f"all ({len(questions)})", None)]
    if len(languages) > 1:
        groups += [(f"{x} ({sum(q.language == x for q in questions)})", x) for x in languages]
    rows = []
    for label, language in groups:
        for standing in _standings(contest):
            figures = quality(standing, questions, language).values()
            rows.append([label, standing.name, *map(_cell, figures)])
    return table(["questions in", "retriever", *(f"recall@{k}" for k in CUTS), "MRR"], rows)


def _speed(contest: Contest) -> str:
    rows = []
    for one in _standings(contest):
        built = one.index_s
        rows.append(
            [
                one.name,
                str(one.chunks),
                f"{one.characters:.0f}",
                "-" if built is None else f"{built:.2f}",
                "-" if not built else f"{one.chunks / built:.1f}",
                f"{percentile(one.ask_ms, 0.5):.1f}",
                f"{percentile(one.ask_ms, 0.95):.1f}",
            ]
        )
    head = ["retriever", "chunks", "characters a chunk", "indexing s", "chunks/s"]
    return table([*head, "question ms p50", "p95"], rows)


def _standings(contest: Contest) -> list[Standing]:
    return [contest.ours, *contest.legs, contest.plain]


def _cell(of: Share) -> str:
    return f"{of.value:.3f} ({of.low:.2f}-{of.high:.2f})" if of.of else "-"
