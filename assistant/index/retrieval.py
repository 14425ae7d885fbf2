"""From a question to hits: both legs asked, held to the limits, fused, copies demoted."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from assistant.errors import IndexDamaged
from assistant.index.encoder import Encoder
from assistant.index.fusion import Found, demote_copies, dense_share, fuse
from assistant.index.generation import Generation
from assistant.index.limits import Limits
from assistant.language.text import fold, words
from assistant.schema import LANGUAGES, Chunk, Document, Hit, Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

log = logging.getLogger(__name__)

DEPTH = 100  # what each leg is asked for at the least: the scale of the dense scores hangs on it
LONGEST = 2_000  # characters of a question that are searched for
PARTS = 6  # further texts that are looked for
ALSO = 0.25  # what a further text counts beside the question
REPEATS = 0.85  # share of a chunk's words, said by another, that makes it a repetition
EXACT = 1_000  # with so few chunks left by the limits, all are scored, exactly
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def retrieve(
    generation: Generation,
    encoder: Encoder,
    texts: Sequence[str],
    language: Language,
    top: int,
    limits: Limits,
) -> list[Hit]:
    """Return the best `top` hits for the first text, helped by the others."""
    depth = max(DEPTH, 2 * top)
    within = _Within(generation, limits)
    senses = any(dense_share(language, document, encoder.reads) for document in LANGUAGES)
    legs = [
        (
            within.lexical(text, language, depth),
            # the further texts are words of other languages: nothing for a model to read
            within.dense(encoder.encode_question(text), depth) if senses and not place else [],
        )
        for place, text in enumerate(_clean(texts))
    ]
    facts = generation.catalogue.found([id for pair in legs for found in pair for id, _ in found])

    def share(id: str) -> float:
        return dense_share(language, facts[id].language, encoder.reads)

    scores: dict[str, float] = {}
    for place, pair in enumerate(legs):
        by_word, by_sense = ([hit for hit in found if hit[0] in facts] for found in pair)
        for id, score in fuse(by_word, by_sense, share).items():
            scores[id] = scores.get(id, 0.0) + (ALSO if place else 1.0) * score
    ranked = sorted((id for id in scores if scores[id] > 0), key=lambda id: -scores[id])
    # Only a copy gives its place away, so only then is more read than is returned.
    wide = any(facts[id].copy_of for id in ranked[: 2 * top])
    loaded = generation.catalogue.load(ranked[: 2 * top if wide else top])
    standing, repeating = _order([id for id in ranked if id in loaded], loaded)
    # An original takes the place, and the score, of a copy before it; what repeats has none.
    falling = list(accumulate((scores[id] for id in reversed(standing)), max))[::-1]
    scored = [*zip(standing, falling, strict=True), *((id, 0.0) for id in repeating)]
    lexical, dense = (_ranks([pair[leg] for pair in legs]) for leg in (0, 1))
    return [Hit(*loaded[id], score, dense.get(id), lexical.get(id)) for id, score in scored[:top]]


class _Within:
    """The legs, asked deeper until enough of what they find is within the limits."""

    def __init__(self, generation: Generation, limits: Limits) -> None:
        self.generation = generation
        self.limits = limits
        self.allowed = set(generation.catalogue.chunk_ids(limits)) if limits else None

    def lexical(self, text: str, language: Language, depth: int) -> Found:
        """Return what the lexical leg finds within the limits."""
        return self._deepened(lambda n: self.generation.lexical.search(text, language, n), depth)

    def dense(self, question: Matrix, depth: int) -> Found:
        """Return what the dense leg finds; nothing, and a word in the log, when it is damaged."""
        try:
            return self._dense(question, depth)
        except IndexDamaged as error:
            self.generation.trouble = str(error)
            log.error("answering by words alone until the index is opened again: %s", error)
            return []

    def _dense(self, question: Matrix, depth: int) -> Found:
        vectors = self.generation.vectors
        if self.allowed is None or len(self.allowed) > EXACT:
            return self._deepened(lambda n: vectors.search(question, n), depth)
        known = vectors.get(list(self.allowed)) if self.allowed else {}
        scored = [(id, float(vector @ question)) for id, vector in known.items()]
        return sorted(scored, key=lambda pair: -pair[1])[:depth]

    def _deepened(self, ask: Callable[[int], Found], depth: int) -> Found:
        if self.allowed is None:
            return ask(depth)
        if not self.allowed:
            return []
        # as deep as it takes when the limits cut every rank alike, and half as deep again
        asked = max(depth, 3 * depth * self.generation.vectors.count() // (2 * len(self.allowed)))
        while True:
            found = ask(asked)
            kept = [pair for pair in found if pair[0] in self.allowed]
            if len(kept) >= depth or len(found) < asked:
                return kept[:depth]
            asked *= 4


def _clean(texts: Sequence[str]) -> list[str]:
    """Return the texts without control characters, cut to what is searched for, none twice."""
    cleaned = (_CONTROL.sub(" ", text)[:LONGEST].strip() for text in texts[: PARTS + 1])
    return list(dict.fromkeys(text for text in cleaned if text))


def _order(
    ranked: Sequence[str], loaded: Mapping[str, tuple[Chunk, Document]]
) -> tuple[list[str], list[str]]:
    """Return the ids that stand, best first, and those of near copies' chunks that repeat them."""
    copies = {document.id: document.near_duplicate_of for _, document in loaded.values()}
    if not any(copies.values()):
        return list(ranked), []
    said = {id: {fold(w.text) for w in words(chunk.text)} for id, (chunk, _) in loaded.items()}

    def repeats(one: str, other: str) -> bool:
        return len(said[one] & said[other]) >= REPEATS * len(said[one])

    return demote_copies(ranked, {id: loaded[id][1].id for id in ranked}, copies, repeats)


def _ranks(rankings: Sequence[Found]) -> dict[str, int]:
    """Return the best rank of each id in one leg, over all texts."""
    ranks: dict[str, int] = {}
    for found in rankings:
        for rank, (id, _) in enumerate(found, start=1):
            ranks[id] = min(rank, ranks.get(id, rank))
    return ranks
