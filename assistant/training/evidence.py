"""Fit the weights by which a sentence is judged to answer, on public question sets.

    python -m assistant.training.evidence DIR

DIR holds `<set>.jsonl.xz`, a JSON object a line: question, context, answers, title, lang_p,
answerable, split. A sentence that holds an annotated answer is right, its neighbours among the
best scored are wrong; a third of the articles is left out of the index, so that their questions
have no right sentence at all. Prints weights; those in `assistant/questions/confidence.py` are
fitted by `python -m evals fit`, on these sets and the dev half of the fixed one.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

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

log = logging.getLogger(__name__)

SETS: tuple[tuple[str, str, int], ...] = (  # name, split ("" for all), questions
    ("piaf", "train", 500),
    ("xquad_en", "", 300),
    ("arcd", "train", 300),
    ("xquad_q_ar_p_en", "", 200),
)
SEED = 1
CANDIDATES = 12  # sentences a question, best first
DEPTH = 30
RIDGE = 1.0
STEPS = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit on every set of DIR and print the weights and the bias."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="where the question sets are")
    folder = parser.parse_args(arguments).folder
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sets = {name: list(examples(folder, name, half, count)) for name, half, count in SETS}
    rows = [row for asked in sets.values() for candidates in asked for row in candidates]
    weights = fit(np.array([row[0] for row in rows]), np.array([row[1] for row in rows], float))
    for name, asked in sets.items():
        log.info("%s: the best sentence is right in %.3f of %d", name, *first_right(asked, weights))
    numbers = ", ".join(f"{weight:.2f}" for weight in weights[:-1])
    sys.stdout.write(f"WEIGHTS = ({numbers})\nBIAS = {weights[-1]:.2f}\n")
    return 0


Candidates = list[tuple[tuple[float, ...], bool]]  # features, and whether the sentence answers


def first_right(asked: list[Candidates], weights: NDArray[np.float64]) -> tuple[float, int]:
    """Return how often the best candidate is right, and of how many that have a right one."""
    answerable = [candidates for candidates in asked if any(right for _, right in candidates)]
    best = [
        max(candidates, key=lambda row: float(np.dot(row[0], weights[:-1])))[1]
        for candidates in answerable
    ]
    return sum(best) / max(1, len(best)), len(best)


def examples(folder: Path, name: str, half: str, count: int) -> Iterator[Candidates]:
    """Yield, for each question of one set, its candidate sentences."""
    records = [r for r in _read(folder / f"{name}.jsonl.xz") if r["answerable"]]
    records = [r for r in records if not half or r["split"] == half]
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


def fit(features: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return logistic regression weights, the bias last: Newton's method with a ridge."""
    inputs = np.hstack([features, np.ones((len(features), 1))])
    weights = np.zeros(inputs.shape[1])
    ridge = RIDGE * np.eye(inputs.shape[1])
    ridge[-1, -1] = 0.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - chance) - ridge @ weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + ridge
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


if __name__ == "__main__":
    sys.exit(main())
