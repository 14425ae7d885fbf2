"""Two rankings made one: pure functions on ids.

Both legs' scores are brought to 0..1 and averaged, after Bruch, Gai and Ingber, "An Analysis of
Fusion Functions for Hybrid Retrieval" (2023), who find this ahead of reciprocal rank fusion. So
do we, and by far where one leg is weak: ranks forget how sure each leg is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from assistant.schema import Language

Found = Sequence[tuple[str, float]]  # what a leg found, (id, score), best first

# How much of the average is the dense leg's, by the pair of languages, with the encoder we ship;
# R@1 and R@4, lexical leg alone -> fused. French on French: PIAF dev .700 .860 -> .704 .864, AfriQA
# dev .731 .881 -> .762 .900; Arabic on English and back (XQuAD): .660 .850 -> .697 .860 and
# .645 .835 -> .640 .845. Arabic on Arabic gains in depth alone and loses the first (XQuAD at 0.1
# .903 .977 -> .907 .977, ARCD dev .703 .923 -> .683 .927): its letters by threes say more.
LATIN = 0.2
ACROSS_SCRIPTS = 0.15
ARABIC = 0.05
READS_POORLY = 0.15  # a French question on French, by an English model: they share many words


def fuse(lexical: Found, dense: Found, share: Callable[[str], float]) -> dict[str, float]:
    """Return the fused score, 0 to 1, of every id that a leg found.

    `share(id)` is the dense leg's part of the average: 0 leaves the lexical score alone, so a
    document that the encoder cannot read stands on its words, neither lifted nor sunk.
    """
    words, sense = _of_best(lexical), _of_range(dense)
    return {
        id: (1 - share(id)) * words.get(id, 0.0) + share(id) * sense.get(id, 0.0)
        for id in (*words, *(id for id in sense if id not in words))
    }


def dense_share(question: Language, document: Language, reads: Collection[Language]) -> float:
    """Return the dense leg's share for a question and a document in those languages.

    `reads` are the languages the encoder was trained on.
    """
    if question in reads and document in reads:
        if question == document == "ar":
            return ARABIC
        return ACROSS_SCRIPTS if "ar" in (question, document) else LATIN
    return READS_POORLY if question == document == "fr" else 0.0


def _of_best(found: Found) -> dict[str, float]:
    """BM25 by its best: its zero means what zero should, no word in common."""
    best = max((score for _, score in found), default=0.0)
    return {id: score / best for id, score in found} if best > 0 else {}


def _of_range(found: Found) -> dict[str, float]:
    """Cosines by their range among those found: their zero is nowhere in particular."""
    if not found:
        return {}
    worst, best = min(score for _, score in found), max(score for _, score in found)
    return {id: (score - worst) / (best - worst) if best > worst else 1.0 for id, score in found}


def demote_copies(
    ranked: Sequence[str],
    document_of: Mapping[str, str],
    copies: Mapping[str, str],
    repeats: Callable[[str, str], bool],
) -> tuple[list[str], list[str]]:
    """Return the chunk ids that stand, and those that repeat, in a near copy, one that stands.

    `copies` names, for a document, the one it is a near copy of; `repeats` tells whether the first
    chunk says nothing that the second does not. The original's chunk stands where the better of
    the two ranked. A copy that says more than the original keeps its rank, behind it.
    """
    kept: list[str] = []
    repeated: list[str] = []
    for id in ranked:
        document = document_of[id]
        group = copies.get(document) or document
        kin = [
            other
            for other in kept
            if document_of[other] != document
            and (copies.get(document_of[other]) or document_of[other]) == group
        ]
        if document != group:
            said = any(repeats(id, other) for other in kin)
            (repeated if said else kept).append(id)
            continue
        spare = [other for other in kin if repeats(other, id)]
        first = next((other for other in kin if other in spare or repeats(id, other)), None)
        kept.insert(kept.index(first) if first else len(kept), id)
        kept = [other for other in kept if other not in spare]
        repeated += spare
    return kept, repeated
