"""Sentences of public question sets with what speaks for each, to fit the ranking on.

A set is `<name>.jsonl.xz`, a JSON object a line: question, context, answers, title, lang_p,
answerable, split. A sentence of the question's paragraph that holds an annotated answer is right,
any other is wrong; a third of the articles is left out of the index, so that their questions have
no right sentence at all. Only train halves are read: the others are what we are measured on.
"""

from __future__ import annotations

import json
import logging
import lzma
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.documents.split import SPLITTER_VERSION, split
from assistant.index.lexical import Lexical
from assistant.index.retrieval import ALSO
from assistant.language.text import detect_language, fold
from assistant.questions.evidence import score
from assistant.questions.need import need
from assistant.questions.reading import Reader
from assistant.questions.retrieve import in_other_languages
from assistant.questions.understand import understand
from assistant.schema import Document, Hit, Question
from assistant.training.ranking import Candidates

log = logging.getLogger(__name__)

SETS: tuple[tuple[str, int], ...] = (("piaf", 500), ("arcd", 300), ("afriqa_fr", 300))  # questions
SEED = 1
CANDIDATES = 80  # sentences a question, best first
DEPTH = 30


def examples(folder: Path, name: str, count: int) -> Iterator[Candidates]:
    """Yield, for each question of the train half of one set, its candidate sentences."""
    whole = _read(folder / f"{name}.jsonl.xz")
    records = [r for r in whole if r["answerable"] and r["split"] == "train"]
    random.Random(SEED).shuffle(records)  # noqa: S311 - a seeded sample, no secret
    left_out = set(list(dict.fromkeys(r["title"] for r in records))[::3])
    held = [r for r in records if r["title"] not in left_out]
    asked = held[:count] + [r for r in records if r["title"] in left_out][: count // 2]
    documents = _documents(held[: count + 200])
    log.info("%s: %d questions over %d documents", name, len(asked), len(documents))
    with tempfile.TemporaryDirectory() as place, Lexical.open(Path(place)) as lexical:
        search = _Search(lexical, documents)
        for record in asked:
            yield _candidates(record, search)


class _Search:
    """The lexical leg over the set: the dense leg is judged elsewhere."""

    def __init__(self, lexical: Lexical, documents: Sequence[Document]) -> None:
        self.lexical = lexical
        self.reader = Reader()
        self.chunks = {c.id: (c, d) for d in documents for c in split(d)}
        lexical.add((id, f"{d.title}\n{c.text}", d.language) for id, (c, d) in self.chunks.items())
        lexical.commit()

    def hits(self, question: str) -> list[Hit]:
        language = detect_language(question)
        texts = [question, *in_other_languages(question)]
        found: dict[str, float] = {}
        for place, text in enumerate(texts):
            for id, value in self.lexical.search(text, language, DEPTH):
                found[id] = found.get(id, 0.0) + value * (ALSO if place else 1.0)
        best = sorted(found.items(), key=lambda pair: -pair[1])[:DEPTH]
        return [Hit(*self.chunks[id], value) for id, value in best]


def _candidates(record: dict[str, Any], search: _Search) -> Candidates:
    understood = understand(Question(record["question"]))
    wanted = need(understood.parts[0], understood.dates, search.lexical.rarity)
    hits = search.hits(understood.parts[0])
    answers = [fold(answer) for answer in record["answers"]]
    found: Candidates = []
    for scored in score(hits, wanted, understood, search.reader)[:CANDIDATES]:
        said = fold(scored.evidence.text)
        there = scored.evidence.document.body == record["context"]
        found.append((scored.features, there and any(answer in said for answer in answers)))
    return found


def _documents(records: Sequence[dict[str, Any]]) -> list[Document]:
    first = {record["context"]: record for record in reversed(records)}
    return [
        Document(id=f"{SPLITTER_VERSION}-{n:05}", body=body, title=r["title"], language=r["lang_p"])
        for n, (body, r) in enumerate(first.items())
    ]


def _read(path: Path) -> list[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
