"""Ours beside BM25 and all-MiniLM: what is found, in three languages, and what it costs.

One run measures all, so that what else the machine does slows all alike.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.split import split
from assistant.index.encoder import Encoder, open_encoder
from assistant.index.passage import passage
from assistant.settings import read_settings
from assistant.training.teacher import open_english
from evals.comparison import MINILM, Asked, Collection, Contest
from evals.contest import contest
from evals.costs import Cost, cost
from evals.gold import HERE
from evals.loading import Loaded, load_apart
from evals.remembered import keep_vectors, vectors_kept
from evals.reporting import contests as told
from evals.retrievers import CHUNK_OVERLAP, CHUNK_SIZE
from evals.scale import Scale, recombined, scale
from evals.sets import FIXED, SEED, fixed_set, public_sets, some

OUT = HERE / "out" / "benchmark.md"
CHUNKS = 10_000
TIMED = 300  # questions whose time is taken at that size
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Costs:
    """What was measured beside the questions: the encoders, an index at a size, a cold start."""

    encoders: tuple[Cost, ...]
    scale: Scale
    opened: Loaded | None


def benchmark(
    tell: Tell, folder: Path | None = None, *, questions: int = 0, chunks: int = CHUNKS
) -> str:
    """Measure all; return the report as Markdown, written to evals/out too.

    The fixed set, and the public sets that `folder` holds; of each all questions, or as many as
    asked for, drawn alike every time. Costs are of an index of `chunks` recombined chunks. Raises
    NothingToMeasure, RecipeMissing, EncoderUnavailable.
    """
    setting = read_settings().encoder
    encoder, minilm = open_encoder(setting), open_english()
    sets = [fixed_set(encoder, tell), *(public_sets(folder) if folder else [])]
    spent = costs(sets, encoder, minilm, setting, chunks, tell)
    done: list[Contest] = []
    known = vectors_kept(OUT.parent, minilm)
    for collection in sets:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
            asked = some(collection, questions)
            fixed = collection.name == FIXED
            done.append(
                contest(asked, encoder, minilm, Path(place), tell, known=known, recipe=fixed)
            )
        keep_vectors(OUT.parent, minilm, known)
        text = report(done, spent, encoder)
        _write(text)  # so that a run cut short leaves what it had
    tell(f"written to {OUT}")
    return text


def costs(
    sets: Sequence[Collection],
    encoder: Encoder,
    minilm: Encoder,
    setting: str,
    chunks: int,
    tell: Tell,
) -> Costs:
    """Return what ours and all-MiniLM cost, on recombined documents of the sets."""
    pool = {document.body: document for one in sets for document in one.documents}
    documents = recombined(tuple(pool.values()), chunks)
    texts = [passage(one, chunk) for one in documents for chunk in split(one)]
    questions = timed_questions(sets)
    asked = [one.text for one in questions]
    with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
        tell(f"{len(texts)} recombined chunks to index")
        stood = scale(documents, questions, encoder, Path(place), tell)
        opened = load_apart(setting, Path(place) / "ours")
    both = (
        cost(encoder.name, encoder, texts, asked, setting),
        cost(MINILM, minilm, texts, asked, str(getattr(minilm, "folder", ""))),
    )
    tell("what the encoders cost is measured")
    return Costs(both, stood, opened)


def timed_questions(sets: Sequence[Collection]) -> list[Asked]:
    """Return the questions whose time is taken, drawn alike every time from those of all sets."""
    every = [question for one in sets for question in one.questions]
    draw = random.Random(SEED)  # noqa: S311 -- alike every time, and nothing secret
    return draw.sample(every, min(TIMED, len(every)))


def _write(text: str) -> None:
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(text, encoding="utf-8", newline="\n")


def report(done: Sequence[Contest], spent: Costs, encoder: Encoder) -> str:
    """Return the benchmark as Markdown: found, aims, ratios, costs, then every figure."""
    opened = spent.opened
    ready = (
        f"The whole of ours over these chunks, in a process of its own: {opened.seconds:.2f} s "
        f"from the first import to the first hits ({opened.processor_s:.2f} of processors), "
        f"then {opened.after_mb:.0f} MB resident ({opened.before_mb:.0f} MB before)."
        if opened
        else ""
    )
    parts = [
        "# Retrieval: ours beside BM25 and all-MiniLM",
        heading(encoder),
        "## Found: recall@1 and recall@4",
        told.at_a_glance(done),
        "## Aims",
        told.aims(done, spent.scale),
        told.ratios(done),
        "## Costs",
        told.encoders(spent.encoders),
        told.at_size(spent.scale),
        ready,
        "## Every figure",
        told.every_figure(done),
        "## The sets",
        told.sizes(done),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def heading(encoder: Encoder) -> str:
    """Return what stands beside what, and how it is measured."""
    return (
        "All rank the same chunks, the title in front. BM25: our analysis of stems and surface "
        "forms, no translations. all-MiniLM: its cosine, every chunk compared. Our words and our "
        f"sense: the lexical and the dense leg alone, encoder {encoder.name}. Ours: "
        "both fused, then ordered by their sentences, as `ask` retrieves. LangChain recipe: "
        "RecursiveCharacterTextSplitter "
        f"{CHUNK_SIZE}/{CHUNK_OVERLAP} over the same bodies, all-MiniLM-L6-v2, Chroma as it comes. "
        "In brackets 95 % intervals: Wilson, or a bootstrap that draws documents. Processor time "
        "leaves out what waits while other work runs. Memory is what the process grew by, "
        "libraries included; loading counts from the first import. "
        f"{os.cpu_count()} cores, OMP_NUM_THREADS {os.environ.get('OMP_NUM_THREADS', 'unset')}."
    )
