"""From a question to hits: both legs asked, filtered by date, fused, copies demoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.index.encoder import Encoder
from assistant.index.fusion import Ranking, demote_copies, dense_weight, fuse
from assistant.index.generation import Generation
from assistant.schema import LANGUAGES, Hit, Language

DEPTH = 50  # what each leg is asked for, at the least; fusion needs more than is shown
LONGEST = 2_000  # characters of a question that are searched for
PARTS = 6  # further texts that are looked for
ALSO = 0.5  # what a further text counts beside the question
EXACT = 1_000  # with so few chunks left by the limits, all are scored, exactly
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")

Found = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard limits on a document's date; empty strings for none."""

    since: str = ""
    until: str = ""

    def __bool__(self) -> bool:
        return bool(self.since or self.until)


def retrieve(
    generation: Generation,
    encoder: Encoder,
    texts: Sequence[str],
    language: Language,
    top: int,
    limits: Limits,
) -> list[Hit]:
    """Return the best `top` hits for the first text, helped by the others."""
    depth = max(DEPTH, 3 * top)
    within = _Within(generation, limits)
    dense_pays = any(dense_weight(language, document) for document in LANGUAGES)
    legs: list[tuple[float, bool, Found]] = []
    for place, text in enumerate(_clean(texts)):
        share = ALSO if place else 1.0
        legs.append((share, False, within.lexical(text, language, depth)))
        if dense_pays:
            legs.append((share, True, within.dense(encoder.encode_question(text), depth)))
    facts = generation.catalogue.found([id for _, _, found in legs for id, _ in found])
    rankings = [
        Ranking(
            [pair for pair in found if pair[0] in facts], _weight(share, dense, language, facts)
        )
        for share, dense, found in legs
    ]
    fused = [(id, score) for id, score in fuse(rankings) if score > 0]
    order = _order(fused, facts)[:top]
    return _hits(generation, order, dict(fused), legs)


class _Within:
    """The legs, asked deeper until enough of what they find is within the limits."""

    def __init__(self, generation: Generation, limits: Limits) -> None:
        self.generation = generation
        self.limits = limits
        self.allowed: set[str] | None = None
        if limits:
            ids = generation.catalogue.chunk_ids(limits.since, limits.until)
            self.allowed = set(ids)

    def lexical(self, text: str, language: Language, depth: int) -> Found:
        return self._deepened(lambda n: self.generation.lexical.search(text, language, n), depth)

    def dense(self, vector: object, depth: int) -> Found:
        import numpy as np

        question = np.asarray(vector, dtype=np.float32)
        vectors = self.generation.vectors
        if self.allowed is None or len(self.allowed) > EXACT:
            return self._deepened(lambda n: vectors.search(question, n), depth)
        known = vectors.get(sorted(self.allowed))
        scored = [(id, float(vector @ question)) for id, vector in known.items()]
        return sorted(scored, key=lambda pair: -pair[1])[:depth]

    def _deepened(self, ask: Callable[[int], Found], depth: int) -> Found:
        asked = depth
        while True:
            found = ask(asked)
            if self.allowed is None:
                return found
            kept = [pair for pair in found if pair[0] in self.allowed]
            if len(kept) >= depth or len(found) < asked or not self.allowed:
                return kept[:depth]
            asked *= 4


def _clean(texts: Sequence[str]) -> list[str]:
    """Return the texts without control characters, cut to what is searched for, none twice."""
    cleaned = (_CONTROL.sub(" ", text)[:LONGEST].strip() for text in texts[: PARTS + 1])
    return list(dict.fromkeys(text for text in cleaned if text))


def _weight(
    share: float, dense: bool, language: Language, facts: dict[str, tuple[str, Language, str]]
) -> Callable[[str], float]:
    if not dense:
        return lambda _: share
    return lambda id: share * dense_weight(language, facts[id][1])


def _order(fused: Found, facts: dict[str, tuple[str, Language, str]]) -> list[str]:
    ranked = [id for id, _ in fused]
    copies = {facts[id][0]: facts[id][2] for id in ranked}
    return demote_copies(ranked, {id: facts[id][0] for id in ranked}, copies)


def _hits(
    generation: Generation,
    order: Sequence[str],
    scores: dict[str, float],
    legs: Sequence[tuple[float, bool, Found]],
) -> list[Hit]:
    loaded = generation.catalogue.load(order)
    dense, lexical = _ranks(legs, True), _ranks(legs, False)
    return [
        Hit(*loaded[id], scores[id], dense.get(id), lexical.get(id)) for id in order if id in loaded
    ]


def _ranks(legs: Sequence[tuple[float, bool, Found]], dense: bool) -> dict[str, int]:
    """Return the best rank of each id in that leg, over all texts."""
    ranks: dict[str, int] = {}
    for _, is_dense, found in legs:
        if is_dense is dense:
            for rank, (id, _) in enumerate(found, start=1):
                ranks[id] = min(rank, ranks.get(id, rank))
    return ranks
