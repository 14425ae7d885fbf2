"""Fit the weights by which sentences are ranked and judged: public train sets, and the dev half.

The test half has no part in it. A question of the dev half counts for several, as public questions
are of encyclopedia paragraphs and eight times as many.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.index.encoder import open_encoder
from assistant.index.index import Index
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
from evals.gold import GoldQuestion, read_set
from evals.judged import Library
from evals.metrics import Place, covers, places_of
from evals.run import bring_in, open_service

DEV_WEIGHT = (
    10.0  # of a dev question in the ranking; 3 is as good on public sets, 6 points worse here
)
JUDGED = 12  # sentences a question, best first, that the probability is fitted on
JUDGED_WEIGHT = 3.0  # of a dev question in it
FOLDS = 8
Group = tuple[str, Candidates]  # the document a question is on, and its candidate sentences


def fit(folder: Path, tell: Callable[[str], None]) -> str:
    """Return the lines for `assistant/questions/confidence.py`; `folder` holds the public sets.

    The share of dev questions whose best sentence is right is told with their document left out.
    """
    public: list[Candidates] = []
    for name, count in SETS:
        public += (candidates for candidates in examples(folder, name, count) if candidates)
        tell(f"{name}: {len(public)} questions so far")
    dev = _dev_candidates()
    tell(f"dev half: {len(dev)} questions; the best sentence is right in {_left_out(public, dev)}")
    ranking = _ranking(public, [candidates for _, candidates in dev])
    rows = [row for candidates in public for row in foremost(candidates, ranking, JUDGED)]
    own = [row for _, candidates in dev for row in foremost(candidates, ranking, JUDGED)]
    chance = fit_chance([*rows, *own], [1.0] * len(rows) + [JUDGED_WEIGHT] * len(own))
    lines = [f"RANKING: Final = {_numbers(ranking)}", f"WEIGHTS: Final = {_numbers(chance[:-1])}"]
    return "\n".join([*lines, f"BIAS: Final = {chance[-1]:.2f}"]) + "\n"


def _numbers(weights: Weights) -> str:
    return f"({', '.join(f'{weight:.2f}' for weight in weights)})"


def _ranking(public: Sequence[Candidates], dev: Sequence[Candidates]) -> Weights:
    return fit_ranking([*public, *dev], [1.0] * len(public) + [DEV_WEIGHT] * len(dev))


def _folds(
    public: Sequence[Candidates], dev: Sequence[Group]
) -> Iterator[tuple[list[Candidates], Weights]]:
    """Yield, fold by fold, some dev questions and the ranking fitted without their documents."""
    documents = sorted({document for document, _ in dev})
    for fold in range(FOLDS):
        held = set(documents[fold::FOLDS])
        ranking = _ranking(public, [some for document, some in dev if document not in held])
        yield [some for document, some in dev if document in held], ranking


def _left_out(public: Sequence[Candidates], dev: Sequence[Group]) -> str:
    """Return how often the best sentence is right where its document was not fitted on."""
    right = [one for asked, ranking in _folds(public, dev) for one in first_right(asked, ranking)]
    return f"{sum(right) / max(1, len(right)):.3f} of {len(right)}"


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
