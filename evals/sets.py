"""What retrievers are compared on: the fixed set, public question sets, and translated sentences.

PIAF (Keraron et al., 2020), AfriQA (Ogundepo et al., 2023), ARCD (Mozannar et al., 2019) and XQuAD
(Artetxe et al., 2020), whose paragraphs are the documents; newstest (WMT 2012 to 2014) and Tatoeba,
of which each sentence is searched for by its translation, among all others.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from assistant.index.encoder import Encoder
from assistant.questions.understand import understand
from assistant.schema import Document, Language, Question
from evals.comparison import Asked, Collection
from evals.gold import GoldQuestion, read_set
from evals.judged import Library
from evals.metrics import Place, places_of
from evals.run import Tell, bring_in, open_service
from evals.trouble import NothingToMeasure

SEED: Final = 1
# Files of a folder of public sets, by the name a set has in the tables.
QUESTIONS: Final = (
    ("PIAF", "piaf"), ("AfriQA", "afriqa_fr"), ("ARCD", "arcd"), ("XQuAD", "xquad_en"),
    ("XQuAD", "xquad_ar"), ("XQuAD", "xquad_q_ar_p_en"), ("XQuAD", "xquad_q_en_p_ar"),
)  # fmt: skip
Pair = tuple[Language, Language]
SENTENCES: Final[tuple[tuple[str, str, Pair], ...]] = (
    ("newstest", "newstest2012-2014.fr-en.tsv", ("fr", "en")),
    ("Tatoeba", "tatoeba.ar-en.tsv", ("ar", "en")),
    ("Tatoeba", "tatoeba.ar-fr.tsv", ("ar", "fr")),
)
LAST: Final = 2000  # sentence pairs of a file that are taken, from its end
FIXED: Final = "The fixed set"


def some(collection: Collection, questions: int) -> Collection:
    """Return the collection with that many of its questions, drawn alike every time; 0 for all."""
    if not 0 < questions < len(collection.questions):
        return collection
    drawn = random.Random(SEED).sample(range(len(collection.questions)), questions)  # noqa: S311
    return replace(collection, questions=tuple(collection.questions[n] for n in sorted(drawn)))


# --- the fixed set ----------------------------------------------------------------------------


def fixed_set(encoder: Encoder, tell: Tell) -> Collection:
    """Return our documents as they are stored when staff add them, with the gold questions."""
    gold = read_set()
    with (
        tempfile.TemporaryDirectory(prefix="evals-") as folder,
        open_service(Path(folder), encoder) as service,
    ):
        _, library = bring_in(service, gold)
    tell(f"{FIXED}: {len(library.documents)} documents extracted")
    about = (
        "Right is a passage that holds the gold quote whole. Follow-ups are completed from their "
        "history by our own reading, for all retrievers."
    )
    languages = {document.document: document.language for document in gold.documents}
    asked = [gold_asked(one, library, languages) for one in gold.questions if one.quotes]
    return Collection(FIXED, about, tuple(library.documents.values()), tuple(asked))


def gold_asked(gold: GoldQuestion, library: Library, languages: Mapping[str, Language]) -> Asked:
    """Return a gold question as it is searched for, complete without what came before it.

    `languages` are those of the set's documents.
    """
    ids = {path: id for id, path in library.names.items()}
    standalone = understand(Question(gold.question, history=gold.history)).standalone
    found = places_of(gold.quotes, library.bodies, library.copies)
    over = sorted({languages[quote.document] for quote in gold.quotes})
    return Asked(
        standalone,
        gold.language,
        " and ".join(over),
        tuple(
            frozenset(place._replace(document=ids[place.document]) for place in q) for q in found
        ),
        gold.cluster,
        gold.id,
        gold.translation_of,
    )


# --- public sets ------------------------------------------------------------------------------


def public_sets(folder: Path) -> list[Collection]:
    """Return the known sets that `folder` holds. Raises NothingToMeasure."""
    sets = [*_question_sets(folder), *_sentence_sets(folder)]
    if not sets:
        files = [f"{file}.jsonl.xz" for _, file in QUESTIONS] + [file for _, file, _ in SENTENCES]
        raise NothingToMeasure(_nothing(folder, files))
    return sets


def answered_sets(folder: Path) -> list[Collection]:
    """Return the known sets of questions that `folder` holds. Raises NothingToMeasure."""
    sets = _question_sets(folder)
    if not sets:
        raise NothingToMeasure(_nothing(folder, [f"{file}.jsonl.xz" for _, file in QUESTIONS]))
    return sets


def _question_sets(folder: Path) -> list[Collection]:
    return [
        question_set(name, _rows(path))
        for name, file in QUESTIONS
        if (path := folder / f"{file}.jsonl.xz").is_file()
    ]


def _sentence_sets(folder: Path) -> list[Collection]:
    return [
        sentence_set(name, pair, reverse, _pairs(path))
        for name, file, pair in SENTENCES
        if (path := folder / file).is_file()
        for reverse in (False, True)
    ]


def _nothing(folder: Path, files: Sequence[str]) -> str:
    return f"{folder} holds no public set: put {', '.join(files)}, or one of them, there."


def question_set(name: str, rows: Iterable[Mapping[str, Any]]) -> Collection:
    """Return the dev questions of a set on paragraphs, over all its paragraphs, each a document."""
    rows = list(rows)
    documents: dict[str, Document] = {}
    for row in rows:
        if row["context"] not in documents:
            documents[row["context"]] = _document(
                len(documents), row["context"], row["lang_p"], row["title"] or ""
            )
    asked = tuple(
        Asked(
            row["question"].strip(),
            row["lang_q"],
            row["lang_p"],
            (_places(documents[row["context"]], row["answers"]),),
            documents[row["context"]].id,
        )
        for row in rows
        if row["split"] == "dev" and row["answerable"]
    )
    about = "Right is a passage of the question's paragraph that holds an answer."
    return Collection(name, about, tuple(documents.values()), asked)


def sentence_set(
    name: str, pair: Pair, reverse: bool, rows: Sequence[tuple[str, str]]
) -> Collection:
    """Return sentences to be found by their translation: the first of a pair asks, or `reverse`.

    A sentence that stands twice is one document and asks once; any of its translations is right.
    """
    asks, found = pair[::-1] if reverse else pair
    documents: dict[str, Document] = {}
    wanted: dict[str, set[Place]] = {}
    for row in rows[-LAST:]:
        question, body = row[::-1] if reverse else row
        document = documents.setdefault(body, _document(len(documents), body, found))
        wanted.setdefault(question, set()).add(Place(document.id, 0, len(body)))
    asked = (
        Asked(question, asks, found, (frozenset(places),), min(places).document)
        for question, places in wanted.items()
    )
    about = "Right is the translation, among all the others of the set."
    return Collection(name, about, tuple(documents.values()), tuple(asked))


def _document(number: int, body: str, language: Language, title: str = "") -> Document:
    id = f"{number:05}"
    return Document(id, body, title=title, language=language, path=f"articles/{id}.md")


def _places(document: Document, ways: Iterable[str]) -> frozenset[Place]:
    """Return everywhere that one of `ways` stands in a document, white space counted as one."""
    patterns = [r"\s+".join(map(re.escape, way.split())) for way in ways if way.strip()]
    return frozenset(
        Place(document.id, *found.span())
        for pattern in patterns
        for found in re.finditer(pattern, document.body)
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _pairs(path: Path) -> list[tuple[str, str]]:
    """Return the pairs of a file of `first<TAB>second`; lines without both are left out."""
    pairs = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        first, _, second = line.partition("\t")
        if first.strip() and second.strip():
            pairs.append((first.strip(), second.strip()))
    return pairs
