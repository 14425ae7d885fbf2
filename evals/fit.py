"""Fit the weights by which a sentence is judged to answer: public sets, and the dev half.

The test half has no part in it. A question of the dev half counts DEV_WEIGHT times, as public
questions are of encyclopedia paragraphs and ten times as many.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.index.encoder import open_encoder
from assistant.index.index import Index
from assistant.questions.evidence import score
from assistant.questions.need import need
from assistant.questions.reading import Reader
from assistant.questions.retrieve import CorpusRetriever, hits_for
from assistant.questions.understand import understand
from assistant.schema import Question
from assistant.settings import read_settings
from assistant.training.evidence import CANDIDATES, SETS, Candidates, examples, first_right
from assistant.training.evidence import fit as fit_weights
from evals.gold import GoldQuestion, read_set
from evals.judged import Library
from evals.metrics import Place, covers, places_of
from evals.run import bring_in, open_service

DEV_WEIGHT = 3
Group = tuple[str, Candidates]  # the document a question is on, and its candidate sentences


def fit(folder: Path, tell: Callable[[str], None]) -> str:
    """Return the lines for `assistant/questions/confidence.py`; `folder` holds the public sets.

    The share of dev questions whose best sentence is right is told with their document left out.
    """
    public: list[Candidates] = []
    for name, half, count in SETS:
        public += examples(folder, name, half, count)
        tell(f"{name}: {len(public)} questions so far")
    dev = _dev_candidates()
    tell(f"dev half: {len(dev)} questions; the best sentence is right in {_left_out(public, dev)}")
    weights = _weights(public, [candidates for _, candidates in dev])
    numbers = ", ".join(f"{weight:.2f}" for weight in weights[:-1])
    return f"WEIGHTS: Final = ({numbers})\nBIAS: Final = {weights[-1]:.2f}\n"


def _weights(public: Sequence[Candidates], dev: Sequence[Candidates]) -> NDArray[np.float64]:
    rows = [row for candidates in [*public, *(list(dev) * DEV_WEIGHT)] for row in candidates]
    return fit_weights(
        np.array([row[0] for row in rows]), np.array([row[1] for row in rows], float)
    )


def _left_out(public: Sequence[Candidates], dev: Sequence[Group], folds: int = 5) -> str:
    """Return how often the best sentence is right where its document was not fitted on."""
    documents = sorted({document for document, _ in dev})
    right = asked = 0.0
    for fold in range(folds):
        held = set(documents[fold::folds])
        weights = _weights(public, [some for document, some in dev if document not in held])
        share, count = first_right([some for document, some in dev if document in held], weights)
        right, asked = right + share * count, asked + count
    return f"{right / max(1.0, asked):.3f} of {asked:.0f}"


def _dev_candidates() -> list[Group]:
    gold = read_set()
    encoder = open_encoder(read_settings().encoder)
    asked = [q for q in gold.questions if q.split == "dev" and (q.quotes or q.reasons)]
    with (
        tempfile.TemporaryDirectory(prefix="fit-") as folder,
        open_service(Path(folder), encoder) as service,
    ):
        _, library = bring_in(service, gold)
        return list(_candidates(asked, service.index, library))


def _candidates(asked: Sequence[GoldQuestion], index: Index, library: Library) -> Iterator[Group]:
    retriever, reader = CorpusRetriever(index=index), Reader()
    for gold in asked:
        question = Question(gold.question, history=gold.history)
        understood = understand(question)
        if understood.intent != "ask" or len(understood.parts) > 1:
            continue
        hits = hits_for(retriever, understood, question)[understood.parts[0]]
        wanted = need(understood.parts[0], understood.dates, index.rarity)
        places = frozenset().union(*places_of(gold.quotes, library.bodies, library.copies))
        found: Candidates = []
        for scored in score(hits, wanted, understood, reader)[:CANDIDATES]:
            evidence = scored.evidence
            at = Place(library.names[evidence.document.id], evidence.start, evidence.end)
            found.append((scored.features, covers(at, places)))
        if found:
            yield gold.cluster, found
