"""Ask the whole gold set: a corpus of its own, brought in the way staff do, and the one chain."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.schema import AddReport, Answer, Hit, Question
from assistant.service.service import Service
from assistant.settings import Settings, read_settings
from evals.metrics import Bodies, covers, facts_found, find_quote, gold_ranges, holds, verdict
from evals.gold import GoldQuestion, raw_documents, read_questions, summaries

TOP = 10  # chunks retrieved for a question


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back for one gold question."""

    question: GoldQuestion
    answer: Answer
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run: every outcome, the bodies as they were stored, and what it cost."""

    outcomes: tuple[Outcome, ...]
    bodies: Bodies  # document id -> body
    ids: dict[str, str]  # path in evals/documents -> document id
    added: tuple[AddReport, ...]
    build_s: float
    ask_ms: tuple[float, ...]


def run(tell: Callable[[str], None] = lambda _: None) -> Run:
    """Build an index of its own in a temporary folder and ask everything, one after the other."""
    with _service() as service:
        started = time.perf_counter()
        added, ids = bring_in(service)
        bodies = {id: service.show(id).body for id in ids.values()}
        built = time.perf_counter() - started
        tell(f"{len(ids)} documents brought in, {built:.1f} s")
        outcomes, clock = [], []
        for gold in read_questions():
            question = Question(
                gold.question, history=gold.history, id=gold.id, language=None, top=TOP
            )
            before = time.perf_counter()
            answer = service.ask(question)
            clock.append((time.perf_counter() - before) * 1000)
            _, hits = service.search(question)
            outcomes.append(Outcome(gold, answer, tuple(hits)))
        tell(f"{len(outcomes)} questions asked")
        return Run(tuple(outcomes), bodies, ids, tuple(added), built, tuple(clock))


@contextmanager
def _service() -> Iterator[Service]:
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        chosen = read_settings(corpus=Path(folder) / "corpus", data=Path(folder) / "data")
        service = Service(_without_secrets(chosen), who="evals")
        try:
            yield service
        finally:
            service.close()


def _without_secrets(settings: Settings) -> Settings:
    return Settings(corpus=settings.corpus, data=settings.data, encoder=settings.encoder)


def bring_in(service: Service) -> tuple[list[AddReport], dict[str, str]]:
    """Drop the summaries into the corpus folder and add the pages; return what became of each."""
    articles = service.settings.articles
    articles.mkdir(parents=True, exist_ok=True)
    ids = {}
    for path in summaries():
        shutil.copyfile(path, articles / path.name)
        ids[f"summaries/{path.name}"] = path.stem
    service.sync()
    reports = service.add([str(path) for path in raw_documents()])
    for report in reports:
        if report.document_id is not None:
            ids[Path(report.source).name] = report.document_id
    return reports, ids


def stage_lost(outcome: Outcome, run: Run) -> str:
    """Return at which step the answer to a question was lost, in the order of the story."""
    question, answer = outcome.question, outcome.answer
    if verdict(answer, question) == "right":
        return ""
    if not question.answerable:
        return "answered what it should refuse" if answer.answered else "another reason given"
    quotes = question.quotes
    if any(_unextracted(e.document, e.quote, run) for e in quotes):
        return "not extracted"
    if quotes and not any(holds(hit, e.quote) for hit in outcome.hits for e in quotes):
        return "not retrieved"
    if not answer.answered:
        return "wrongly refused"
    places = gold_ranges(quotes, run.bodies)
    if quotes and not any(covers(c, place) for c in answer.citations for place in places):
        return "not selected"
    return "incomplete" if facts_found(answer, question) < 1 else "a distractor marked"


def _unextracted(document: str, quote: str, run: Run) -> bool:
    body = run.bodies.get(run.ids.get(document, ""), "")
    return find_quote(body, quote) is None
