"""One question judged: every score it has, and the step at which a wrong answer was lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal

from assistant.schema import Answer, AnswerSentence, Chunk, Document, Language
from evals import metrics
from evals.gold import GoldDocument, GoldQuestion
from evals.metrics import Bodies, Place, Verdict
from evals.texts import fold

CUTS = (1, 4, 10)
LEGS = ("lexical", "dense")
FREE = "free of noise"  # whether an answer cites the set alone, where other texts lie beside it
STAGES = (
    "not extracted", "not retrieved", "not selected", "not composed", "wrongly refused",
    "answered what it should refuse", "another reason given",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system gave for one question."""

    question: GoldQuestion
    answer: Answer
    hits: tuple[Place, ...]
    legs: Mapping[str, tuple[Place, ...]]  # ranking of each leg alone; empty for a baseline


@dataclass(frozen=True, slots=True)
class Library:
    """The documents of the set as they were stored, by their path in the set."""

    names: Mapping[str, str]  # document id -> path
    documents: Mapping[str, Document]
    copies: Mapping[str, str] = field(default_factory=dict)  # near copy -> original
    noise: frozenset[str] = frozenset()  # ids of documents that answer nothing of the set

    @property
    def bodies(self) -> Bodies:
        """The stored bodies by path."""
        return {name: document.body for name, document in self.documents.items()}

    def place(self, chunk: Chunk) -> Place:
        """Return where a chunk stands."""
        return Place(self.names[chunk.document_id], chunk.start, chunk.end)


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with its scores in [0, 1] (the CRAG score in [-1, 1]).

    A score that does not apply is absent: a question without gold quotes has no recall. The texts
    of a test question are empty, so that nobody tunes to it.
    """

    id: str
    language: Language
    over: tuple[Language, ...]  # the languages of its gold documents
    type: str
    split: str
    cluster: str
    answerable: bool
    verdict: Verdict
    stage: str  # where it was lost; empty when right
    reason: str  # of a refusal
    scores: Mapping[str, float]
    confidence: float | None  # of the best sentence, shown or not
    timings_ms: Mapping[str, float]
    if_shown: Verdict | Literal[""] = ""  # of the answer, a refusal as the answer it was not
    twin_of: str = ""
    variant: str = ""
    translation_of: str = ""
    asked: str = ""
    expected: str = ""
    said: str = ""
    cited: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """One page of the set, and what of it was stored."""

    document: str
    split: str
    language: Language
    kept: float  # share of the article's sentences
    furniture: float  # share of the furniture let through
    date: str  # right, wrong, missing
    title: bool
    publisher: bool


def judge(outcome: Outcome, library: Library, languages: Mapping[str, Language]) -> Judged:
    """Return every score of one outcome; `languages` are those of the set's documents."""
    question, answer = outcome.question, outcome.answer
    given = metrics.verdict(answer, question)
    wanted = metrics.places_of(question.quotes, library.bodies, library.copies)
    shown = question.split == "dev"
    over = dict.fromkeys(languages[e.document] for e in question.evidence)
    return Judged(
        id=question.id,
        language=question.language,
        over=tuple(over),
        type=question.type,
        split=question.split,
        cluster=question.cluster,
        answerable=question.answerable,
        verdict=given,
        stage=stage_lost(outcome, wanted, library, given),
        reason=answer.reason or "",
        scores=_scores(outcome, wanted, library, given),
        confidence=getattr(answer, "confidence", None),  # older revisions do not tell it
        timings_ms=dict(answer.timings_ms),
        if_shown=_if_shown(answer, question),
        twin_of=question.twin_of,
        variant=question.variant,
        translation_of=question.translation_of,
        asked=" / ".join([*question.history, question.question]) if shown else "",
        expected=question.gold_answer if shown else "",
        said=answer.answer if shown else "",
        cited=tuple(f"{c.document_id}: {c.quote}" for c in answer.citations) if shown else (),
        distractors=metrics.forbidden_found(answer, question) if shown else (),
    )


def _if_shown(answer: Answer, question: GoldQuestion) -> Verdict | Literal[""]:
    """Return the verdict on an answer, or on a refusal's nearest sentence, quoted alone."""
    if answer.answered:
        return metrics.verdict(answer, question)
    if not answer.nearest:
        return ""
    nearest = replace(answer.nearest[0], n=1)
    sentence = AnswerSentence(nearest.quote, (1,), True)
    shown = replace(
        answer,
        answer=nearest.quote,
        answered=True,
        reason=None,
        sentences=(sentence,),
        citations=(nearest,),
    )
    return metrics.verdict(shown, question)


def _scores(
    outcome: Outcome, wanted: Sequence[frozenset[Place]], library: Library, given: Verdict
) -> dict[str, float]:
    question, answer = outcome.question, outcome.answer
    scores = {name: float(given == name) for name in ("right", "partly", "wrong")}
    scores["crag"] = metrics.crag(given)
    if question.answerable:
        scores["wrongly refused"] = float(not answer.answered)
        scores["right where answerable"] = float(given == "right")
    else:
        scores["refused when due"] = float(not answer.answered)
        scores["refused with the reason"] = float(given == "right")
    if not answer.answered:
        scores["refusals that were due"] = float(not question.answerable)
    if wanted:
        scores |= _ranked("", outcome.hits, wanted)
        for leg, hits in outcome.legs.items():
            scores |= _ranked(f"{leg} ", hits, wanted)
        cited = [metrics.cited_place(c, library.names) for c in answer.citations]
        scores["citation precision"] = metrics.citation_precision(cited, wanted)
        scores["citation recall"] = metrics.citation_recall(cited, wanted)
        scores["statements supported"] = metrics.statements_supported(answer, library.names, wanted)
    if question.facts:
        scores["facts found"] = metrics.facts_found(answer, question)
    if answer.answered:
        scores |= _of_answers(outcome, library)
    if (said := metrics.frame_language(answer)) is not None:
        scores["in the asker's language"] = float(said == question.language)
    return scores


def _of_answers(outcome: Outcome, library: Library) -> dict[str, float]:
    question, answer = outcome.question, outcome.answer
    scores = {"figures supported": float(metrics.figures_supported(answer))}
    if question.forbidden:
        scores["free of distractors"] = float(not metrics.forbidden_found(answer, question))
    if answer.citations:
        bodies = library.bodies
        good = [
            metrics.faithful(c, bodies.get(library.names.get(c.document_id, ""), ""))
            for c in answer.citations
        ]
        scores["quotes faithful"] = sum(good) / len(good)
    if library.noise:
        scores[FREE] = float(not any(c.document_id in library.noise for c in answer.citations))
    if question.type == "conflict":
        both = metrics.facts_found(answer, question) == 1
        scores["both sides shown"] = float(both and bool(answer.conflicts))
    scores["within 200 words"] = float(len(answer.answer.split()) <= metrics.MOST_WORDS)
    return scores


def _ranked(
    prefix: str, hits: Sequence[Place], wanted: Sequence[frozenset[Place]]
) -> dict[str, float]:
    scores = {f"{prefix}recall@{k}": metrics.recall_at(hits, wanted, k) for k in CUTS}
    scores[f"{prefix}nDCG@10"] = metrics.ndcg_at(hits, wanted)
    scores[f"{prefix}MRR"] = metrics.reciprocal_rank(hits, wanted)
    return scores


def stage_lost(
    outcome: Outcome, wanted: Sequence[frozenset[Place]], library: Library, given: Verdict
) -> str:
    """Return at which step the answer to a question was lost, in the order of the story."""
    question, answer = outcome.question, outcome.answer
    if given == "right":
        return ""
    if not question.answerable:
        return "answered what it should refuse" if answer.answered else "another reason given"
    if any(not places for places in wanted):
        return "not extracted"
    if wanted and not any(metrics.holds(hit, one) for hit in outcome.hits for one in wanted):
        return "not retrieved"
    if not answer.answered:
        return "wrongly refused"
    cited = [metrics.cited_place(c, library.names) for c in answer.citations]
    every = frozenset(chain.from_iterable(wanted))
    on_gold = any(metrics.covers(one, every) for one in cited)
    return "not composed" if on_gold or not wanted else "not selected"


def judge_extraction(gold: GoldDocument, stored: Document | None) -> Extraction:
    """Return how much of one page was stored as its reader sees it; nothing where it failed."""
    body = stored.body if stored else ""
    return Extraction(
        document=gold.document,
        split=gold.split,
        language=gold.language,
        kept=metrics.kept_share(gold, body),
        furniture=metrics.furniture_share(gold, body),
        date=metrics.date_taken(gold, stored.published if stored else ""),
        title=stored is not None and fold(stored.title) == fold(gold.title),
        publisher=stored is not None and fold(stored.publisher) == fold(gold.publisher),
    )
