"""Ours against the plain LangChain + Chroma + all-MiniLM recipe: the same bodies, one run."""

from __future__ import annotations

import json
import lzma
import os
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.index.encoder import Encoder, open_encoder
from assistant.questions.understand import understand
from assistant.schema import Document, Question
from assistant.service.service import Service
from assistant.settings import read_settings
from evals.comparison import Asked, Collection, Contest, Wanted, report
from evals.gold import HERE, GoldQuestion, read_set
from evals.retrievers import CHUNK_OVERLAP, CHUNK_SIZE, contest, recipe_encoder
from evals.run import bring_in

OUT = HERE / "out" / "benchmark.md"
PUBLIC = ("piaf", "arcd", "xquad_en", "xquad_q_ar_p_en")  # read where their file is there
SEED = 1
Tell = Callable[[str], None]


class NothingToMeasure(Exception):
    """A folder named for its public sets holds none of them."""


def benchmark(tell: Tell, public: Path | None = None, questions: int = 200) -> str:
    """Measure the eval set, and the public sets in `public`; return the report as Markdown.

    Of a public set `questions` are asked, drawn alike every time. The report is also written to
    evals/out. Raises NothingToMeasure, RecipeMissing, EncoderUnavailable.
    """
    encoder, minilm = open_encoder(read_settings().encoder), recipe_encoder()
    sets = public_sets(public, questions) if public else []
    contests = [_measured(c, encoder, minilm, tell) for c in [eval_set(tell), *sets]]
    text = report(contests, _heading(encoder))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(text, encoding="utf-8", newline="\n")
    tell(f"written to {OUT}")
    return text


def _measured(collection: Collection, encoder: Encoder, minilm: Encoder, tell: Tell) -> Contest:
    tell(f"{collection.name}: {len(collection.documents)} documents to index, twice")
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        done = contest(collection, encoder, minilm, Path(folder))
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
    asked = [gold_asked(question) for question in gold.questions if question.quotes]
    about = (
        "Right is a passage that holds the gold quote whole. Follow-ups are completed from their "
        "history by our own reading, for all retrievers."
    )
    return Collection("The eval set", about, documents, tuple(asked))


def gold_asked(gold: GoldQuestion) -> Asked:
    """Return a gold question as it is searched for; any copy of a page may give its quote."""
    standalone = understand(Question(gold.question, history=gold.history)).standalone
    return Asked(standalone, gold.language, tuple(Wanted((e.quote,)) for e in gold.quotes))


# --- public sets ------------------------------------------------------------------------------


def public_sets(folder: Path, questions: int) -> list[Collection]:
    """Return the known public sets of which `folder` holds `<name>.jsonl.xz`."""
    paths = [folder / f"{name}.jsonl.xz" for name in PUBLIC]
    found = [path for path in paths if path.is_file()]
    if not found:
        raise NothingToMeasure(
            f"{folder} holds no public set: put {', '.join(path.name for path in paths)} "
            "there, or leave --public out."
        )
    return [public_set(path.name.split(".")[0], _rows(path), questions) for path in found]


def public_set(name: str, rows: Sequence[dict[str, Any]], questions: int) -> Collection:
    """Return the dev half of a set of questions on paragraphs, each paragraph a document."""
    dev = [row for row in rows if row["split"] == "dev"]
    documents: dict[str, Document] = {}
    for row in dev:
        id = f"{name}-{len(documents):05}"
        written = Document(id, row["context"], title=row["title"], language=row["lang_p"])
        documents.setdefault(row["context"], written)
    answerable = [row for row in dev if row["answerable"]]
    drawn = random.Random(SEED).sample(answerable, min(questions, len(answerable)))  # noqa: S311
    asked = tuple(
        Asked(
            row["question"].strip(),
            row["lang_q"],
            (Wanted(tuple(row["answers"]), documents[row["context"]].id),),
        )
        for row in drawn
    )
    about = "Right is a passage of the question's paragraph that holds an answer."
    return Collection(name, about, tuple(documents.values()), asked)


def _rows(path: Path) -> list[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _heading(encoder: Encoder) -> str:
    return (
        "# Ours against the plain recipe\n\n"
        f"Plain recipe: RecursiveCharacterTextSplitter {CHUNK_SIZE}/{CHUNK_OVERLAP} over the same "
        "extracted bodies, all-MiniLM-L6-v2, langchain_chroma.Chroma, similarity_search. "
        f"Ours: encoder {encoder.name}, `Index.search`, titles indexed with the text. "
        "In brackets, the 95 % Wilson interval. Models are loaded before the clock starts; "
        f"{os.cpu_count()} cores, OMP_NUM_THREADS {os.environ.get('OMP_NUM_THREADS', 'unset')}."
    )
