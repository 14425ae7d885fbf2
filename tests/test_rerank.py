"""Chunks stand in the order of their best sentences, and nothing is lost or made up on the way."""

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.evidence import Scored
from assistant.questions.rerank import rerank
from assistant.schema import Chunk, Document, Evidence, Hit

BODY = "Un four a été livré. Deux presses suivent. La forge embauche. Le port attend."
DOCUMENT = Document(id="d", body=BODY, title="Forge", language="fr")
STARTS = [0, 21, 43, 62]
ENDS = [20, 42, 61, len(BODY)]


def hit(number: int, score: float) -> Hit:
    start, end = STARTS[number], ENDS[number]
    return Hit(Chunk(f"c{number}", "d", number, start, end, BODY[start:end]), DOCUMENT, score)


def sentence(number: int, rank: float) -> Scored:
    start, end = STARTS[number], ENDS[number]
    evidence = Evidence(DOCUMENT, start, end, BODY[start:end], 1.0)
    return Scored(evidence, rank, 0.5, (), 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0)


def numbers(hits):
    return [h.chunk.number for h in hits]


def test_the_chunk_of_the_best_sentence_comes_first():
    hits = [hit(0, 1.0), hit(1, 0.9), hit(2, 0.8)]
    assert numbers(rerank(hits, [sentence(2, 9.0), sentence(0, 3.0), sentence(1, 1.0)])) == [
        2,
        0,
        1,
    ]


def test_equal_sentences_leave_the_order_of_retrieval():
    hits = [hit(1, 1.0), hit(0, 0.5)]
    assert numbers(rerank(hits, [sentence(0, 2.0), sentence(1, 2.0)])) == [1, 0]


def test_what_only_repeats_another_chunk_stays_last():
    hits = [hit(0, 1.0), hit(1, 0.4), hit(2, 0.0)]
    assert numbers(rerank(hits, [sentence(2, 9.0), sentence(0, 2.0), sentence(1, 1.0)])) == [
        0,
        1,
        2,
    ]


def test_a_chunk_without_a_sentence_comes_behind_those_with_one():
    assert numbers(rerank([hit(3, 1.0), hit(0, 0.1)], [sentence(0, -20.0)])) == [0, 3]


def test_a_sentence_of_another_document_lifts_nothing():
    other = replace(DOCUMENT, id="other")
    strange = sentence(1, 9.0)
    strange = replace(strange, evidence=replace(strange.evidence, document=other))
    hits = [hit(0, 1.0), hit(1, 0.9)]
    assert numbers(rerank(hits, [strange, sentence(0, 1.0), sentence(1, 0.5)])) == [0, 1]


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=4),
    st.lists(st.floats(-30, 30), min_size=0, max_size=4),
)
def test_every_chunk_is_kept_once_and_scores_fall_from_one(scores, ranks):
    hits = [hit(n, score) for n, score in enumerate(scores)]
    ranked = rerank(hits, [sentence(n, rank) for n, rank in enumerate(ranks)])
    assert sorted(numbers(ranked)) == list(range(len(scores)))
    values = [h.score for h in ranked]
    assert values == sorted(values, reverse=True)
    assert all(0 <= value <= 1 for value in values)
    if any(score > 0 for score in scores[: len(ranks)]):
        assert math.isclose(values[0], 1.0)
