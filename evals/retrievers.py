"""The retrievers that are compared: ours, each of its legs alone, and the plain LangChain recipe.

All are asked for the most passages that are judged; fewer of them are the first of the same list.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from assistant.documents.split import SPLITTER_VERSION, split
from assistant.index import pointer
from assistant.index.generation import Generation
from assistant.index.index import Index
from assistant.language.text import detect_language
from assistant.schema import Document, Progress
from evals.comparison import CUTS, Asked, Collection, Contest, Passage, Standing

if TYPE_CHECKING:
    from assistant.index.encoder import Encoder

TOP = max(CUTS)
CHUNK_SIZE, CHUNK_OVERLAP = 1000, 200  # characters: what tutorials of the recipe use
Find = Callable[[str], Sequence[Passage]]
_Heard = list[tuple[tuple[Passage, ...], float]]  # a ranking and its milliseconds, a question


class RecipeMissing(Exception):
    """The packages of the plain recipe are not installed."""


@dataclass(frozen=True, slots=True)
class _Built:
    """What an index holds and what it cost."""

    chunks: int
    characters: float  # of a chunk, on average
    index_s: float


def contest(
    collection: Collection,
    encoder: Encoder,
    minilm: Encoder,
    folder: Path,
    progress: Progress | None = None,
) -> Contest:
    """Index the collection both ways under `folder` and ask every question of every retriever.

    `encoder` is ours, `minilm` the recipe's. Raises RecipeMissing.
    """
    splitters, vectorstores = _recipe()
    for one in (encoder, minilm):
        one.encode_passages(["Loading a model is not indexing."])
    built = _index(collection.documents, encoder, folder / "ours", progress)
    shutil.copytree(folder / "ours", folder / "legs")  # one process owns an index
    with (
        _plain(splitters, vectorstores, collection.documents, minilm, folder) as (plain, recipe),
        _open(folder / "ours", encoder) as index,
        _generation(folder / "legs") as legs,
    ):
        finds = [_ours(index), _lexical(legs), _dense(legs, encoder), recipe]
        ours, words, sense, theirs = _asked(collection.questions, finds)
    return Contest(
        collection,
        _standing("ours", ours, built),
        (
            replace(_standing("ours, lexical leg alone", words, built), index_s=None),
            replace(_standing("ours, dense leg alone", sense, built), index_s=None),
        ),
        _standing("plain recipe", theirs, plain),
    )


# --- ours -------------------------------------------------------------------------------------


def _open(folder: Path, encoder: Encoder) -> Index:
    return Index.open(
        folder,
        encoder=lambda: encoder,
        splitter=split,
        splitter_version=SPLITTER_VERSION,
        documents=lambda: (),
    )


def _index(
    documents: Sequence[Document], encoder: Encoder, folder: Path, progress: Progress | None
) -> _Built:
    with _open(folder, encoder) as index:
        started = time.perf_counter()
        index.update(documents, progress)
        took = time.perf_counter() - started
        lengths = [len(c.text) for d in documents for c in index.chunks_of(d.id)]
    return _Built(len(lengths), _mean(lengths), took)


@contextmanager
def _generation(folder: Path) -> Iterator[Generation]:
    place = pointer.pointed(folder)
    if place is None:
        raise FileNotFoundError(folder / "CURRENT")
    generation = Generation(place)
    try:
        yield generation
    finally:
        generation.close()


def _ours(index: Index) -> Find:
    def find(question: str) -> list[Passage]:
        hits = index.search(question, detect_language(question), TOP)
        return [Passage(hit.document.id, hit.chunk.text) for hit in hits]

    return find


def _lexical(generation: Generation) -> Find:
    def find(question: str) -> list[Passage]:
        found = generation.lexical.search(question, detect_language(question), TOP)
        return _loaded(generation, [id for id, _ in found])

    return find


def _dense(generation: Generation, encoder: Encoder) -> Find:
    def find(question: str) -> list[Passage]:
        found = generation.vectors.search(encoder.encode_question(question), TOP)
        return _loaded(generation, [id for id, _ in found])

    return find


def _loaded(generation: Generation, ids: Sequence[str]) -> list[Passage]:
    loaded = generation.catalogue.load(ids)
    found = [loaded[id] for id in ids if id in loaded]
    return [Passage(document.id, chunk.text) for chunk, document in found]


# --- the plain recipe -------------------------------------------------------------------------


@contextmanager
def _plain(
    splitters: Any,
    vectorstores: Any,
    documents: Sequence[Document],
    encoder: Encoder,
    folder: Path,
) -> Iterator[tuple[_Built, Find]]:
    """Yield the recipe of the tutorials: cut every 1000 characters, embed, ask Chroma."""
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    client: Any = chromadb.PersistentClient(folder / "plain", quiet)
    try:
        started = time.perf_counter()
        splitter = splitters.RecursiveCharacterTextSplitter(
            chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP
        )
        pairs = [(d.id, text) for d in documents for text in splitter.split_text(d.body)]
        store = vectorstores.Chroma.from_texts(
            [text for _, text in pairs],
            LangChainEncoder(encoder),
            [{"document": id} for id, _ in pairs],
            collection_name="plain",
            client=client,
        )
        took = time.perf_counter() - started

        def find(question: str) -> list[Passage]:
            found = store.similarity_search(question, k=TOP)
            return [Passage(one.metadata["document"], one.page_content) for one in found]

        yield _Built(len(pairs), _mean([len(text) for _, text in pairs]), took), find
    finally:
        client.close()


def _recipe() -> tuple[Any, Any]:
    try:
        import langchain_chroma
        import langchain_text_splitters
    except ModuleNotFoundError as error:
        raise RecipeMissing(
            f"The plain recipe needs the package {(error.name or '').replace('_', '-')}, which is "
            "not installed: run `make setup`, or install this project with its extra `dev`."
        ) from error
    return langchain_text_splitters, langchain_chroma


class LangChainEncoder(Embeddings):
    """One of our encoders, as LangChain wants it."""

    def __init__(self, encoder: Encoder) -> None:
        """Wrap `encoder`."""
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector a text."""
        vectors: list[list[float]] = self._encoder.encode_passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        vector: list[float] = self._encoder.encode_question(text).tolist()
        return vector


# --- asking -----------------------------------------------------------------------------------


def _asked(questions: Sequence[Asked], finds: Sequence[Find]) -> list[_Heard]:
    """Return what each retriever found, and in how long, in the order of the questions.

    Every question goes to all in turn, so what else the machine does slows all alike; the first
    is asked once before, as tables and pages of files load on the way.
    """
    heard: list[_Heard] = [[] for _ in finds]
    for find in finds:
        find(questions[0].text)
    for question in questions:
        for find, own in zip(finds, heard, strict=True):
            before = time.perf_counter()
            found = tuple(find(question.text))
            own.append((found, (time.perf_counter() - before) * 1000))
    return heard


def _standing(name: str, heard: _Heard, built: _Built) -> Standing:
    return Standing(
        name,
        tuple(found for found, _ in heard),
        tuple(took for _, took in heard),
        built.chunks,
        built.characters,
        built.index_s,
    )


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0
