"""Ask the whole gold set: a corpus of its own, brought in the way staff do, and the one chain."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.index.encoder import Encoder, open_encoder
from assistant.questions.writing.writer import Writer, open_writer
from assistant.schema import AddReport, Chunk, Document, Language, Question
from assistant.service.service import Service
from assistant.settings import read_settings
from evals.baselines import answered_by_top
from evals.gold import GoldQuestion, GoldSet, read_set
from evals.judged import Judged, Library, Outcome, judge, judge_extraction
from evals.legs import Legs, open_legs
from evals.metrics import Place
from evals.record import Record, describe_run
from evals.with_model import WithModel, answered_with, took

TOP = 10  # chunks retrieved for a question
Tell = Callable[[str], None]


def run(
    tell: Tell = lambda _: None,
    gold: GoldSet | None = None,
    *,
    baselines: bool = True,
    noise: Sequence[Document] = (),
    writer: Writer | None = None,
) -> Record:
    """Build an index of its own in a temporary folder, ask everything, judge everything.

    Nothing of the user's corpus or data is read; the settings are the user's otherwise, without a
    language model. `baselines` are judged on the same stored documents. `noise` are documents that
    answer nothing of the set, indexed beside it. With a `writer` everything is asked again with
    that language model, and judged beside.
    """
    gold = gold or read_set()
    encoder = open_encoder(read_settings().encoder)
    with (
        tempfile.TemporaryDirectory(prefix="evals-") as folder,
        open_service(Path(folder), encoder) as service,
    ):
        started = time.perf_counter()
        reports, library = bring_in(service, gold, noise)
        built = time.perf_counter() - started
        tell(f"{len(library.documents)} documents brought in, {built:.1f} s")
        with open_legs(Path(folder) / "data/index", encoder, Path(folder) / "legs") as legs:
            outcomes = [ask(service, legs, library, question) for question in gold.questions]
            tell(f"{len(outcomes)} questions asked")
            worded = _worded(writer, service, outcomes)
            others = answered_by_top(gold, library, legs, Path(folder)) if baselines else {}
        languages = {document.document: document.language for document in gold.documents}
        return Record(
            about=describe_run(gold, library, built, [r for r in reports if r.status != "stored"]),
            judged=_judged(outcomes, library, languages),
            baselines={name: _judged(some, library, languages) for name, some in others.items()},
            extraction=tuple(
                judge_extraction(page, library.documents.get(page.document))
                for page in gold.documents
                if page.article
            ),
            with_model=_with_model(writer, worded, library, languages),
        )


def _worded(
    writer: Writer | None, service: Service, outcomes: Sequence[Outcome]
) -> tuple[Outcome, ...]:
    return tuple(answered_with(writer, service.index, outcomes, TOP)) if writer else ()


def _with_model(
    writer: Writer | None,
    worded: Sequence[Outcome],
    library: Library,
    languages: dict[str, Language],
) -> WithModel | None:
    if writer is None:
        return None
    each = tuple(filter(None, map(took, worded)))
    return WithModel(writer.name, _judged(worded, library, languages), each)


def _judged(
    outcomes: Sequence[Outcome], library: Library, languages: dict[str, Language]
) -> tuple[Judged, ...]:
    return tuple(judge(outcome, library, languages) for outcome in outcomes)


def ask(service: Service, legs: Legs, library: Library, gold: GoldQuestion) -> Outcome:
    """Return what the assistant gives for one question, and how each leg alone ranks for it."""
    question = Question(gold.question, history=gold.history, id=gold.id, top=TOP)
    answer = service.ask(question)
    standalone, hits = service.search(question)

    def placed(found: list[tuple[Chunk, Document]]) -> tuple[Place, ...]:
        return tuple(library.place(chunk) for chunk, _ in found)

    ranked = {
        "lexical": placed(legs.lexical(standalone, TOP)),
        "dense": placed(legs.dense(standalone, TOP)),
    }
    return Outcome(gold, answer, tuple(library.place(hit.chunk) for hit in hits), ranked)


@contextmanager
def open_service(folder: Path, encoder: Encoder, writer: Writer | None = None) -> Iterator[Service]:
    """Yield a service under `folder`: the user's settings, but no language model but `writer`."""
    chosen = read_settings(corpus=folder / "corpus", data=folder / "data")
    chosen = replace(chosen, model="", model_url="")
    service = Service(chosen, encoder=lambda: encoder, writer=writer, who="evals")
    try:
        yield service
    finally:
        service.close()


def writer_named(model: str, url: str) -> Writer | None:
    """Return the language model of that name, with the user's settings; None for no name."""
    return open_writer(replace(read_settings(), model=model, model_url=url))


def bring_in(
    service: Service, gold: GoldSet, noise: Sequence[Document] = ()
) -> tuple[list[AddReport], Library]:
    """Drop summaries and noise into the corpus folder and add the pages; say what became of each.

    Documents of the noise are known by their ids.
    """
    articles = service.settings.articles
    articles.mkdir(parents=True, exist_ok=True)
    names = {path.stem: f"summaries/{path.name}" for path in gold.summaries}
    for path in gold.summaries:
        shutil.copyfile(path, articles / path.name)
    for document in noise:
        names[service.library.write(document).id] = document.id
    service.sync()
    reports = service.add([str(path) for path in gold.raw])
    for report in reports:
        if report.document_id is not None:
            names[report.document_id] = Path(report.source).name
    stored = {name: service.show(id) for id, name in names.items()}
    beside = frozenset(document.id for document in noise)
    return list(reports), Library(names, stored, gold.copies, beside)
