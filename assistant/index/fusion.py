"""Two rankings made one: pure functions on ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.schema import Language

RRF_K = 60  # Cormack, Clarke and Büttcher 2009


@dataclass(frozen=True, slots=True)
class Ranking:
    """What one leg found for one text, best first, and how much its word counts for an id."""

    found: Sequence[tuple[str, float]]
    weight: Callable[[str], float]


def fuse(rankings: Sequence[Ranking]) -> list[tuple[str, float]]:
    """Return every id with its fused score, best first; ties in the order first met.

    Weighted reciprocal rank fusion: sum over the rankings of weight / (60 + rank).
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, (id, _) in enumerate(ranking.found, start=1):
            scores[id] = scores.get(id, 0.0) + ranking.weight(id) / (RRF_K + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


def dense_weight(question: Language, document: Language) -> float:
    """Return how much the dense leg counts beside the lexical leg's 1."""
    return _DENSE.get((question, document), 0.0)


_DENSE: Mapping[tuple[Language, Language], float] = {("en", "en"): 1.0}


def demote_copies(
    ranked: Sequence[str], document_of: Mapping[str, str], copies: Mapping[str, str]
) -> list[str]:
    """Return the chunk ids with those of near copies last, where a chunk of the original is there.

    `copies` names, for a document, the one it is a near copy of. Of several copies without
    their original the best-ranked stays in place.
    """
    present = {document_of[id] for id in ranked}
    keeper: dict[str, str] = {}  # a group of copies, by its original -> the document that stays
    for id in ranked:
        document = document_of[id]
        original = copies.get(document) or document
        keeper.setdefault(original, original if original in present else document)
    stays = [id for id in ranked if document_of[id] in keeper.values()]
    rest = [id for id in ranked if document_of[id] not in keeper.values()]
    return stays + rest
