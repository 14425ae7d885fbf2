"""The retrievers that are compared: ours, each of its legs alone, BM25, all-MiniLM, the recipe.

All are asked for the most passages that are judged; fewer of them are the first of the same list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from assistant.documents.split import SPLITTER_VERSION, split
from assistant.index.index import Index
from assistant.language.text import detect_language, terms
from assistant.questions.retrieve import DEPTH, CorpusRetriever, in_other_languages
from assistant.schema import Document, Hit, Language
from assistant.training.teacher import open_english
from evals.comparison import CUTS
from evals.metrics import Place
from evals.remembered import key
from evals.trouble import RecipeMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.index.encoder import Encoder

    Matrix = NDArray[np.float32]

TOP = max(CUTS)
CHUNK_SIZE, CHUNK_OVERLAP = 1000, 200  # characters: what tutorials of the recipe use
Find = Callable[[str], Sequence[Place]]
_PLAIN_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage as the plain recipe cuts it: `text` stands at `start` of a document's body."""

    document: str  # id
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """A chunk of ours: where it stands, and the text that is indexed for it, title and all."""

    place: Place
    text: str
    language: Language


# --- ours -------------------------------------------------------------------------------------


def open_ours(folder: Path, encoder: Encoder) -> Index:
    """Return our index in `folder`, made when missing."""
    return Index.open(
        folder,
        encoder=lambda: encoder,
        splitter=split,
        splitter_version=SPLITTER_VERSION,
        documents=lambda: (),
    )


def ours(index: Index) -> Find:
    """Return our retrieval, by the retriever that the chain asks."""
    retriever = CorpusRetriever(index=index)

    def find(question: str) -> list[Place]:
        found = retriever.invoke(question)
        hits: list[Hit] = [passage.metadata["hit"] for passage in found[:TOP]]
        return [Place(hit.document.id, hit.chunk.start, hit.chunk.end) for hit in hits]

    return find


def fused(index: Index) -> Find:
    """Return both legs fused, as the index ranks them before any sentence is read."""

    def find(question: str) -> list[Place]:
        hits = index.search(
            question, detect_language(question), DEPTH, also=in_other_languages(question)
        )
        return [Place(hit.document.id, hit.chunk.start, hit.chunk.end) for hit in hits[:TOP]]

    return find


# --- one signal alone, over our chunks ----------------------------------------------------------


def stems_alone(chunks: Sequence[Indexed]) -> Find:
    """Return BM25 over our analysis, stems and surface forms; no translations, no sounds."""
    rank = _ranked_by_words([terms(chunk.text, chunk.language) for chunk in chunks])

    def find(question: str) -> list[Place]:
        found = rank(terms(question, detect_language(question)))
        return [chunks[number].place for number in found]

    return find


def nearest(chunks: Sequence[Indexed], encoder: Encoder, known: dict[str, Matrix]) -> Find:
    """Return the cosine of an encoder, every chunk compared; `known` vectors are not made again.

    They stand under `remembered.key` of the text.
    """
    import numpy as np

    missing = {key(chunk.text): chunk.text for chunk in chunks if key(chunk.text) not in known}
    known.update(zip(missing, encoder.encode_passages(list(missing.values())), strict=True))
    matrix = np.stack([known[key(chunk.text)] for chunk in chunks])

    def find(question: str) -> list[Place]:
        order = np.argsort(-(matrix @ encoder.encode_question(question)), kind="stable")
        return [chunks[number].place for number in order[:TOP]]

    return find


def bm25(cuts: Sequence[Cut]) -> Callable[[str], list[Cut]]:
    """Return plain BM25 over the cuts: words in lower case, no stems, no stop words."""
    rank = _ranked_by_words([_plain_words(cut.text) for cut in cuts])
    return lambda question: [cuts[number] for number in rank(_plain_words(question))]


def _plain_words(text: str) -> list[str]:
    return _PLAIN_WORD.findall(text.lower())


def _ranked_by_words(rows: Sequence[Sequence[str]]) -> Callable[[Sequence[str]], list[int]]:
    """Return tantivy's BM25 over rows of terms: terms in, numbers of the best TOP rows out."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("number", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=50_000_000, num_threads=1)
    for number, row in enumerate(rows):
        writer.add_document(tantivy.Document(terms=[" ".join(row)], number=[number]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def rank(wanted: Sequence[str]) -> list[int]:
        queries = [tantivy.Query.term_query(schema, "terms", term, "freq") for term in wanted]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])
        found = searcher.search(query, TOP).hits if queries else []
        return [searcher.doc(address)["number"][0] for _, address in found]

    return rank


# --- the plain recipe ---------------------------------------------------------------------------


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
            LangChainEncoder(encoder or open_english()),
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
