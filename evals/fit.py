"""Fit the weights by which sentences are ranked and judged: public sets, and questions of our own.

Our own are those of `training/`, written for this and for nothing else, and the dev half of the
fixed set. The test half has no part in it. A question of our own counts for several, as public
ones are of encyclopedia paragraphs, and the encoder that words are compared by has learned from
those very paragraphs.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.index.encoder import Encoder, open_encoder
from assistant.index.index import Index
from assistant.questions import chance
from assistant.questions.aliases import learn
from assistant.questions.chance import Asked, inputs
from assistant.questions.evidence import Scored, score
from assistant.questions.features import NAMES
from assistant.questions.need import Need, need
from assistant.questions.retrieve import CorpusRetriever, retrieved
from assistant.questions.select import failed
from assistant.questions.understand import understand
from assistant.schema import Language, Question, Understood
from assistant.settings import read_settings
from assistant.training.chance import fit_chance
from assistant.training.evidence import CANDIDATES, SETS, examples
from assistant.training.ranking import Candidates, Weights, first_right, fit_ranking
from evals.gold import HERE, GoldQuestion, GoldSet, read_set
from evals.judged import Library
from evals.metrics import Place, covers, places_of
from evals.run import bring_in, open_service

TRAINING = HERE / "training"
TREES: Final = Path(chance.__file__).with_name("chance.json")
OWN_WEIGHT = 5.0  # of a question of our own in the ranking
JUDGED = 4  # sentences a question, best first, that the chance is fitted on
LOOKED_AT = 8  # those they are among
WITHOUT = 0.25  # what a question counts for whose documents were taken away: half are answerable
FOLDS = 8
Tell = Callable[[str], None]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The sentences found for one question of our own, best first, and whether each answers."""

    cluster: str  # the document that the question is on
    asked: Asked
    features: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]
    documents: tuple[str, ...]
    languages: tuple[Language, ...]
    allowed: tuple[bool, ...]  # whether nothing but its chance keeps it from being shown
    count: float = 1.0  # what the question counts for in the chance

    @property
    def candidates(self) -> Candidates:
        """The sentences as the ranking is fitted on them."""
        return list(zip(self.features, self.right, strict=True))


def fit(folder: Path, tell: Tell) -> str:
    """Return the lines for `assistant/questions/confidence.py` and write `chance.json` beside it.

    `folder` holds the public sets. How often the best sentence is right is told with a question's
    document left out.
    """
    public: list[Candidates] = []
    for name, count in SETS:
        public += (candidates for candidates in examples(folder, name, count) if candidates)
        tell(f"{name}: {len(public)} questions so far")
    own = _own(tell)
    there = [(one.cluster, one.candidates) for one in own if one.count == 1]
    tell(f"of our own: the best sentence is right in {_left_out(public, there)}")
    ranking = _ranking(public, [candidates for _, candidates in there])
    told, right, counts = _judged(own, ranking)
    trees = fit_chance(told, right, counts)
    TREES.write_text(json.dumps(trees, separators=(",", ":")) + "\n", encoding="utf-8")
    tell(f"{TREES}: the trees of the chance, fitted on {len(right)} sentences")
    return _lines(ranking)


def _judged(own: Sequence[Weighed], ranking: Weights) -> tuple[Numbers, list[bool], list[float]]:
    """Return what the chance is fitted on: the best sentences that might be shown."""
    told: list[Numbers] = []
    right: list[bool] = []
    counts: list[float] = []
    for one in own:
        table = np.array(one.features, dtype=np.float64)
        ranks = table @ ranking
        rows = inputs(table, ranks, one.documents, one.languages, one.asked)
        best = np.argsort(-ranks, kind="stable")[:LOOKED_AT].tolist()
        for n in [n for n in best if one.allowed[n]][:JUDGED]:
            told.append(rows[n])
            right.append(one.right[n])
            counts.append(one.count)
    return np.array(told), right, counts


def _lines(ranking: Weights) -> str:
    weights = [f'    "{name}": {ranking[n]:.3f},' for n, name in enumerate(NAMES)]
    return "\n".join(["WEIGHTS: Final[Mapping[str, float]] = {", *weights, "}"]) + "\n"


def _ranking(public: Sequence[Candidates], own: Sequence[Candidates]) -> Weights:
    return fit_ranking([*public, *own], [1.0] * len(public) + [OWN_WEIGHT] * len(own))


def _left_out(public: Sequence[Candidates], own: Sequence[tuple[str, Candidates]]) -> str:
    """Return how often the best sentence is right where its document was not fitted on."""
    documents = sorted({document for document, _ in own})
    right: list[bool] = []
    for fold in range(FOLDS):
        held = set(documents[fold::FOLDS])
        ranking = _ranking(public, [some for document, some in own if document not in held])
        right += first_right([some for document, some in own if document in held], ranking)
    return f"{sum(right) / max(1, len(right)):.3f} of {len(right)}"


def _own(tell: Tell) -> list[Weighed]:
    encoder = open_encoder(read_settings().encoder)
    found: list[Weighed] = []
    for gold in (read_set(TRAINING), read_set()):
        found += _asked(gold, encoder)
        tell(f"our own: {len(found)} questions so far, with and without their documents")
    return found


def _asked(gold: GoldSet, encoder: Encoder) -> list[Weighed]:
    asked = [q for q in gold.questions if q.split == "dev" and (q.quotes or q.reasons)]
    with (
        tempfile.TemporaryDirectory(prefix="fit-") as folder,
        open_service(Path(folder), encoder) as service,
    ):
        _, library = bring_in(service, gold)
        return list(_weighed(asked, service.index, library))


def _weighed(asked: Sequence[GoldQuestion], index: Index, library: Library) -> Iterator[Weighed]:
    """Yield what is found for each question, and again with the documents that answer taken away.

    The second teaches what a question looks like that the corpus does not answer.
    """
    retriever = CorpusRetriever(index=index)
    for gold in asked:
        question = Question(gold.question, history=gold.history)
        understood = understand(question)
        if understood.intent != "ask" or len(understood.parts) > 1:
            continue
        part = understood.parts[0]
        found = retrieved(retriever, understood, question)[part]
        documents = [hit.document for hit in found.hits]
        wanted = learn(need(part, understood.dates, index.rarity), documents, retriever.reader)
        places = frozenset().union(*places_of(gold.quotes, library.bodies, library.copies))
        yield from _one(gold, found.sentences, wanted, understood, library, places)
        answering = {place.document for place in places}
        left = [hit for hit in found.hits if library.names[hit.document.id] not in answering]
        if places and left:
            again = score(left, wanted, understood, retriever.reader)
            yield from _one(gold, again, wanted, understood, library, frozenset())


def _one(
    gold: GoldQuestion,
    sentences: Sequence[Scored],
    wanted: Need,
    understood: Understood,
    library: Library,
    places: frozenset[Place],
) -> Iterator[Weighed]:
    kept: dict[str, Scored] = {}
    for scored in sentences[:CANDIDATES]:
        kept.setdefault(scored.evidence.text, scored)
    best = list(kept.values())
    if best:
        yield Weighed(
            cluster=gold.cluster,
            asked=Asked(
                understood.kind,
                len(wanted.words),
                wanted.weight,
                wanted.language,
                bool(understood.dates),
            ),
            features=tuple(one.features for one in best),
            right=tuple(covers(_place(one, library), places) for one in best),
            documents=tuple(one.evidence.document.id for one in best),
            languages=tuple(one.evidence.document.language for one in best),
            allowed=tuple(failed(replace(one, confidence=1.0), understood) is None for one in best),
            count=1.0 if places or not gold.quotes else WITHOUT,
        )


def _place(scored: Scored, library: Library) -> Place:
    evidence = scored.evidence
    return Place(library.names[evidence.document.id], evidence.start, evidence.end)
