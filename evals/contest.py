"""One contest: a collection indexed once, every question asked of every retriever in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.index.passage import passage
from evals.comparison import (
    BM25,
    FUSED,
    MINILM,
    OURS,
    RECIPE,
    SENSE,
    WORDS,
    Asked,
    Collection,
    Contest,
    Standing,
)
from evals.legs import Found, open_legs
from evals.metrics import Place
from evals.retrievers import (
    TOP,
    Find,
    Indexed,
    cut_plainly,
    fused,
    nearest,
    open_ours,
    ours,
    plain_recipe,
    stems_alone,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.index.encoder import Encoder

    Matrix = NDArray[np.float32]

Tell = Callable[[str], None]
_TOLD_EVERY = 500  # questions


def contest(
    collection: Collection,
    encoder: Encoder,
    minilm: Encoder,
    folder: Path,
    tell: Tell = lambda _: None,
    *,
    known: dict[str, Matrix] | None = None,
    recipe: bool = False,
) -> Contest:
    """Index the collection under `folder` with `encoder` and ask every retriever every question.

    All rank the same chunks, but for the plain recipe, which cuts its own. `known` are vectors of
    `minilm` by `remembered.key` of the text, added to. Raises RecipeMissing.
    """
    with ExitStack() as stack:
        chunks = _indexed(collection, encoder, folder / "ours")
        tell(f"{collection.name}: {len(chunks)} chunks of {len(collection.documents)} documents")
        legs = stack.enter_context(open_legs(folder / "ours", encoder, folder / "legs"))
        index = stack.enter_context(open_ours(folder / "ours", encoder))
        finds: dict[str, Find] = {
            BM25: stems_alone(chunks),
            MINILM: nearest(chunks, minilm, {} if known is None else known),
            WORDS: lambda question: places(legs.lexical(question, TOP)),
            SENSE: lambda question: places(legs.dense(question, TOP)),
            FUSED: fused(index),
            OURS: ours(index),
        }
        if recipe:
            cuts = cut_plainly(collection.documents)
            found = stack.enter_context(plain_recipe(cuts, folder / "plain", minilm))
            finds[RECIPE] = lambda question: [
                Place(cut.document, cut.start, cut.start + len(cut.text)) for cut in found(question)
            ]
        standings = asked(collection.questions, finds, lambda n: tell(f"{collection.name}: {n}"))
    lengths = [chunk.place.end - chunk.place.start for chunk in chunks]
    return Contest(collection, len(chunks), sum(lengths) / max(1, len(lengths)), standings)


def asked(
    questions: Sequence[Asked], finds: Mapping[str, Find], tell: Tell = lambda _: None
) -> dict[str, Standing]:
    """Return what each retriever found, and in how long, in the order of the questions.

    Every question goes to all in turn, so what else the machine does slows all alike; the first
    is asked once before, as tables and pages of files load on the way.
    """
    heard: dict[str, list[tuple[tuple[Place, ...], float, float]]] = {name: [] for name in finds}
    for find in finds.values() if questions else ():
        find(questions[0].text)
    for number, question in enumerate(questions, start=1):
        for name, find in finds.items():
            started, used = time.perf_counter(), time.process_time()
            found = tuple(find(question.text))
            busy, took = time.process_time() - used, time.perf_counter() - started
            heard[name].append((found, took * 1000, busy * 1000))
        if number % _TOLD_EVERY == 0:
            tell(f"{number} of {len(questions)} questions asked")
    return {
        name: Standing(
            tuple(found for found, _, _ in own),
            tuple(took for _, took, _ in own),
            tuple(busy for _, _, busy in own),
        )
        for name, own in heard.items()
    }


def _indexed(collection: Collection, encoder: Encoder, folder: Path) -> list[Indexed]:
    with open_ours(folder, encoder) as index:
        index.update(collection.documents)
        return [
            Indexed(
                Place(document.id, chunk.start, chunk.end),
                passage(document, chunk),
                document.language,
            )
            for document in collection.documents
            for chunk in index.chunks_of(document.id)
        ]


def places(found: Found) -> list[Place]:
    """Return where what a leg found stands."""
    return [Place(document.id, chunk.start, chunk.end) for chunk, document in found]
