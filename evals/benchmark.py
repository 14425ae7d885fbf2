"""Ours against the plain LangChain + Chroma + all-MiniLM recipe: the same bodies, one run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.index.encoder import Encoder, open_encoder
from assistant.questions.understand import understand
from assistant.schema import Question
from assistant.service.service import Service
from assistant.settings import read_settings
from evals.comparison import Asked, Collection, Contest, Wanted, report
from evals.gold import HERE, GoldQuestion, read_set
from evals.retrievers import CHUNK_OVERLAP, CHUNK_SIZE, contest, recipe_encoder
from evals.run import bring_in

OUT = HERE / "out" / "benchmark.md"
Tell = Callable[[str], None]
_OWN_WORDS = 6  # a shorter quote ("12 %") is known in its own document alone, as in metrics


def benchmark(tell: Tell) -> str:
    """Measure retrieval on the eval set; return the report as Markdown, written to evals/out too.

    Raises RecipeMissing, EncoderUnavailable.
    """
    encoder, minilm = open_encoder(read_settings().encoder), recipe_encoder()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        done = measured(eval_set(tell), encoder, minilm, Path(folder), tell)
    text = report([done], f"# Ours against the plain recipe\n\n{heading(encoder)}")
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(text, encoding="utf-8", newline="\n")
    tell(f"written to {OUT}")
    return text


def measured(
    collection: Collection, encoder: Encoder, minilm: Encoder, folder: Path, tell: Tell
) -> Contest:
    """Return the contest on a collection, its indexes left under `folder`."""
    tell(f"{collection.name}: {len(collection.documents)} documents to index, twice")
    done = contest(collection, encoder, minilm, folder)
    tell(f"{collection.name}: {len(collection.questions)} questions asked of every retriever")
    return done


# --- the eval set -----------------------------------------------------------------------------


def eval_set(tell: Tell) -> Collection:
    """Return our documents as they are stored when staff add them, with the gold questions."""
    gold = read_set()
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        settings = read_settings(corpus=Path(folder) / "corpus", data=Path(folder) / "data")
        service = Service(settings, who="evals")
        try:
            _, library = bring_in(service, gold)
        finally:
            service.close()
    documents = tuple(library.documents.values())
    tell(f"{len(documents)} documents of the eval set extracted")
    ids = {path: id for id, path in library.names.items()}
    asked = [gold_asked(question, ids) for question in gold.questions if question.quotes]
    about = (
        "Right is a passage that holds the gold quote whole. Follow-ups are completed from their "
        "history by our own reading, for all retrievers."
    )
    return Collection("The eval set", about, documents, tuple(asked))


def gold_asked(gold: GoldQuestion, ids: Mapping[str, str]) -> Asked:
    """Return a gold question as it is searched for; a copy of a page may give a quote of length.

    `ids` are those of the stored documents, by their path in the set.
    """
    standalone = understand(Question(gold.question, history=gold.history)).standalone
    wanted = [
        Wanted((e.quote,), ids.get(e.document, "") if len(e.quote.split()) < _OWN_WORDS else "")
        for e in gold.quotes
    ]
    return Asked(standalone, gold.language, tuple(wanted))


def heading(encoder: Encoder) -> str:
    """Return what stands beside what, and how it is measured."""
    return (
        f"Plain recipe: RecursiveCharacterTextSplitter {CHUNK_SIZE}/{CHUNK_OVERLAP} over the same "
        "extracted bodies, all-MiniLM-L6-v2, langchain_chroma.Chroma, similarity_search. "
        f"Ours: encoder {encoder.name}, `Index.search`, titles indexed with the text. "
        "In brackets, the 95 % Wilson interval. Models are loaded before the clock starts; "
        f"{os.cpu_count()} cores, OMP_NUM_THREADS {os.environ.get('OMP_NUM_THREADS', 'unset')}."
    )
