"""What ours costs at a size: an index of recombined sentences, and Chroma's own rate beside it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.documents.split import split
from assistant.index.catalogue import Catalogue, Entry
from assistant.index.lexical import Lexical
from assistant.index.pace import MOST
from assistant.index.passage import entry, passage
from assistant.index.vectors import Vectors
from assistant.language.sentences import sentences
from assistant.schema import Document, Language
from evals.comparison import FUSED, OURS, SENSE, WORDS, Asked, Standing
from evals.contest import asked, places
from evals.legs import open_legs
from evals.retrievers import TOP, Find, fused, open_ours, ours
from evals.sets import SEED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.index.encoder import Encoder

    Matrix = NDArray[np.float32]


PARAGRAPH: Final = 800  # characters
PARAGRAPHS: Final = 5  # of a document
SHORTEST, LONGEST = 20, 400  # characters of a sentence that is taken
CHROMA: Final = "Chroma alone"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and seconds of processors, of which two may run at once."""

    seconds: float
    processor_s: float


@dataclass(frozen=True, slots=True)
class Scale:
    """An index at a size: seconds by step, milliseconds of questions, megabytes by part."""

    documents: int
    chunks: int
    characters: float  # of a chunk, on average
    whole: Spent  # documents in, the last one acknowledged
    steps: Mapping[str, Spent]  # each step alone, in the largest batches; CHROMA among them
    languages: tuple[Language, ...]  # of the questions, in the order of the standings
    standings: Mapping[str, Standing]
    disk_mb: Mapping[str, float]

    @property
    def share_of_chroma(self) -> float:
        """Our rate of chunks over Chroma's own, for the same vectors in the largest batches."""
        return self.steps[CHROMA].seconds / self.whole.seconds

    @property
    def processor_share_of_chroma(self) -> float:
        """The same by the seconds of processors: what else the machine does changes it less."""
        return self.steps[CHROMA].processor_s / self.whole.processor_s


def scale(
    documents: Sequence[Document],
    questions: Sequence[Asked],
    encoder: Encoder,
    folder: Path,
    tell: Tell = lambda _: None,
) -> Scale:
    """Index the documents in `folder`/ours, then each step alone, and ask the questions."""
    encoder.encode_passages(["Loading a model is not indexing."])
    with open_ours(folder / "ours", encoder) as index:
        whole = spent(lambda: index.update(documents))
    tell(f"indexed in {whole.seconds:.1f} s")
    entries, steps = steps_alone(documents, encoder, folder / "steps")
    tell(f"each step alone: {', '.join(f'{k} {v.seconds:.1f} s' for k, v in steps.items())}")
    with (
        open_legs(folder / "ours", encoder, folder / "legs") as legs,
        open_ours(folder / "ours", encoder) as index,
    ):
        finds: dict[str, Find] = {
            WORDS: lambda question: places(legs.lexical(question, TOP)),
            SENSE: lambda question: places(legs.dense(question, TOP)),
            FUSED: fused(index),
            OURS: ours(index),
        }
        standings = asked(questions, finds, tell)
    lengths = [len(chunk.text) for one in entries for chunk in one.chunks]
    return Scale(
        len(documents),
        len(lengths),
        sum(lengths) / len(lengths),
        whole,
        steps,
        tuple(question.language for question in questions),
        standings,
        _disk_mb(folder / "ours"),
    )


def recombined(documents: Sequence[Document], chunks: int) -> list[Document]:
    """Return documents of sentences drawn from `documents`, no two alike, `chunks` chunks or a few
    more when split; each of one language, the languages in the proportion of their sentences.
    """
    pool: dict[Language, list[str]] = {}
    for document in documents:
        own = pool.setdefault(document.language, [])
        spans = sentences(document.body, document.language)
        own += [document.body[span.start : span.end] for span in spans]
    kept = {
        language: [s for s in dict.fromkeys(own) if SHORTEST <= len(s) <= LONGEST]
        for language, own in pool.items()
    }
    languages = [language for language in sorted(kept) if kept[language]]
    weights = [len(kept[language]) for language in languages]
    draw = random.Random(SEED)  # noqa: S311 -- alike every time, and nothing secret
    made: list[Document] = []
    count = 0
    while languages and count < chunks:
        (language,) = draw.choices(languages, weights)
        body = "\n\n".join(_paragraph(kept[language], draw) for _ in range(PARAGRAPHS))
        id = f"{len(made):06}"
        title = draw.choice(kept[language])[:80]
        made.append(Document(id, body, title=title, language=language, path=f"articles/{id}.md"))
        count += len(split(made[-1]))
    return made


def _paragraph(pool: Sequence[str], draw: random.Random) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < PARAGRAPH:
        parts.append(draw.choice(pool))
    return " ".join(parts)


# --- each step alone --------------------------------------------------------------------------


def steps_alone(
    documents: Sequence[Document], encoder: Encoder, folder: Path
) -> tuple[list[Entry], dict[str, Spent]]:
    """Return the documents split, and what each step of indexing takes by itself.

    What is analysed or encoded here was so once before: memories are warm.
    """
    entries: list[Entry] = []
    steps = {"split": spent(lambda: entries.extend(entry(one, split(one)) for one in documents))}
    rows = [
        (chunk.id, passage(one.document, chunk), one.document.language)
        for one in entries
        for chunk in one.chunks
    ]
    batches = [rows[start : start + MOST] for start in range(0, len(rows), MOST)]
    texts = [[text for _, text, _ in some] for some in batches]
    vectors: list[Matrix] = []
    steps |= {
        "encode": spent(lambda: vectors.extend(map(encoder.encode_passages, texts))),
        "words": spent(lambda: _fill_words(folder / "words", batches)),
        CHROMA: spent(lambda: _fill_chroma(folder / "chroma", batches, vectors)),
        "catalogue": spent(lambda: _fill_catalogue(folder, entries)),
    }
    return entries, steps


def spent(work: Callable[[], object]) -> Spent:
    """Return what `work` takes."""
    started, used = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - started, time.process_time() - used)


Rows = list[tuple[str, str, Language]]  # id, text that is indexed, language


def _fill_words(folder: Path, batches: Sequence[Rows]) -> None:
    with Lexical.open(folder) as lexical:
        for some in batches:
            lexical.add(some)
            lexical.commit()


def _fill_chroma(folder: Path, batches: Sequence[Rows], vectors: Sequence[Matrix]) -> None:
    chroma = Vectors(folder)
    for some, matrix in zip(batches, vectors, strict=True):
        chroma.add([id for id, _, _ in some], matrix)
    chroma.close()


def _fill_catalogue(folder: Path, entries: Sequence[Entry]) -> None:
    catalogue = Catalogue(folder / "catalogue.db")
    some: list[Entry] = []
    for number, one in enumerate(entries, start=1):
        some.append(one)
        if sum(len(e.chunks) for e in some) >= MOST or number == len(entries):
            catalogue.promise([chunk.id for e in some for chunk in e.chunks])
            catalogue.replace(some)
            some = []
    catalogue.close()


def _disk_mb(index: Path) -> dict[str, float]:
    """Return the megabytes of an index by part: what stands beside the others is the catalogue."""
    sizes: dict[str, float] = {}
    for path in index.rglob("*"):
        if path.is_file():
            part = next((p for p in ("chroma", "lexical") if p in path.parts), "catalogue")
            sizes[part] = sizes.get(part, 0.0) + path.stat().st_size / 1e6
    return dict(sorted(sizes.items()))
