"""Fit the weights by which sentences are ranked and judged: public sets, and questions of our own.

Our own are those of `training/`, written for this and for nothing else, and the dev half of the
fixed set. The test half has no part in it. A question of our own counts for several, as public
ones are of encyclopedia paragraphs, and the encoder that words are compared by has learned from
those very paragraphs.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.index.encoder import Encoder, open_encoder
from assistant.index.index import Index
from assistant.questions.features import NAMES
from assistant.questions.retrieve import CorpusRetriever, retrieved
from assistant.questions.understand import understand
from assistant.schema import Question
from assistant.settings import read_settings
from assistant.training.evidence import CANDIDATES, SETS, examples
from assistant.training.ranking import (
    Candidates,
    Weights,
    first_right,
    fit_chance,
    fit_ranking,
    foremost,
)
from evals.gold import HERE, GoldQuestion, GoldSet, read_set
from evals.judged import Library
from evals.metrics import Place, covers, places_of
from evals.run import bring_in, open_service

TRAINING = HERE / "training"
OWN_WEIGHT = 5.0  # of a question of our own in the ranking
JUDGED = 4  # sentences a question, best first, that the chance is fitted on
FOLDS = 8
Group = tuple[str, Candidates]  # the document a question is on, and its candidate sentences
Tell = Callable[[str], None]


def fit(folder: Path, tell: Tell) -> str:
    """Return the lines for `assistant/questions/confidence.py`; `folder` holds the public sets.

    How often the best sentence is right is told with a question's document left out.
    """
    public: list[Candidates] = []
    for name, count in SETS:
        public += (candidates for candidates in examples(folder, name, count) if candidates)
        tell(f"{name}: {len(public)} questions so far")
    own = _own(tell)
    tell(f"of our own: the best sentence is right in {_left_out(public, own)}")
    ranking = _ranking(public, [candidates for _, candidates in own])
    rows = [row for _, candidates in own for row in foremost(candidates, ranking, JUDGED)]
    return _lines(ranking, fit_chance(rows, [1.0] * len(rows)))


def _lines(ranking: Weights, chance: Weights) -> str:
    size = len(NAMES)
    weights = [
        f'    "{name}": ({ranking[n]:.3f}, {chance[n]:.3f}),' for n, name in enumerate(NAMES)
    ]
    standing = ", ".join(f"{weight:.3f}" for weight in chance[size:-1])
    return "\n".join([
        "WEIGHTS: Final[Mapping[str, tuple[float, float]]] = {", *weights, "}",
        f"STANDING: Final = ({standing})", f"BIAS: Final = {chance[-1]:.3f}",
    ]) + "\n"  # fmt: skip


def _ranking(public: Sequence[Candidates], own: Sequence[Candidates]) -> Weights:
    return fit_ranking([*public, *own], [1.0] * len(public) + [OWN_WEIGHT] * len(own))


def _left_out(public: Sequence[Candidates], own: Sequence[Group]) -> str:
    """Return how often the best sentence is right where its document was not fitted on."""
    documents = sorted({document for document, _ in own})
    right: list[bool] = []
    for fold in range(FOLDS):
        held = set(documents[fold::FOLDS])
        ranking = _ranking(public, [some for document, some in own if document not in held])
        right += first_right([some for document, some in own if document in held], ranking)
    return f"{sum(right) / max(1, len(right)):.3f} of {len(right)}"


def _own(tell: Tell) -> list[Group]:
    encoder = open_encoder(read_settings().encoder)
    found: list[Group] = []
    for gold in (read_set(TRAINING), read_set()):
        found += _asked(gold, encoder)
        tell(f"our own: {len(found)} questions so far")
    return found


def _asked(gold: GoldSet, encoder: Encoder) -> list[Group]:
    asked = [q for q in gold.questions if q.split == "dev" and (q.quotes or q.reasons)]
    with (
        tempfile.TemporaryDirectory(prefix="fit-") as folder,
        open_service(Path(folder), encoder) as service,
    ):
        _, library = bring_in(service, gold)
        return list(_candidates(asked, service.index, library))


def _candidates(asked: Sequence[GoldQuestion], index: Index, library: Library) -> Iterator[Group]:
    retriever = CorpusRetriever(index=index)
    for gold in asked:
        question = Question(gold.question, history=gold.history)
        understood = understand(question)
        if understood.intent != "ask" or len(understood.parts) > 1:
            continue
        sentences = retrieved(retriever, understood, question)[understood.parts[0]].sentences
        places = frozenset().union(*places_of(gold.quotes, library.bodies, library.copies))
        found: Candidates = []
        for scored in sentences[:CANDIDATES]:
            evidence = scored.evidence
            at = Place(library.names[evidence.document.id], evidence.start, evidence.end)
            found.append((scored.features, covers(at, places)))
        if found:
            yield gold.cluster, found
