"""What the fitted weights and trees say of a question's sentences."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assistant.questions.chance import FALLS, INPUTS, RISES, STANDING, Asked, chances, inputs
from assistant.questions.confidence import WEIGHTS, rank
from assistant.questions.features import NAMES
from assistant.questions.select import SHOWN_FROM

ASKED = Asked("figure", words=3, weight=1.5, language="fr", timed=False)
TABLES = st.integers(1, 6).flatmap(
    lambda n: arrays(np.float64, (n, len(NAMES)), elements=st.floats(0, 1, width=16))
)


def told(table, documents=()):
    documents = documents or [str(n) for n in range(len(table))]
    return inputs(table, rank(table), documents, ["fr"] * len(table), ASKED)


def test_every_feature_has_its_weight_and_what_is_told_has_a_name_each():
    assert set(WEIGHTS) == set(NAMES)
    assert len(INPUTS) == len(set(INPUTS))
    assert set(INPUTS) >= RISES | FALLS
    assert not RISES & FALLS


@given(TABLES)
def test_a_chance_is_a_probability_and_the_same_twice(table):
    first = chances(told(table))
    assert ((first >= 0) & (first <= 1)).all()
    assert np.array_equal(first, chances(told(table)))


@given(TABLES)
def test_the_shares_are_of_one_whole_and_only_the_best_is_above_the_others(table):
    standing = dict(zip(STANDING, told(table)[:, len(NAMES) :].T, strict=False))
    ranks = standing["rank"]
    assert np.isclose(standing["share"].sum(), 1)
    assert (standing["above"][ranks < ranks.max()] <= 0).all()
    assert standing["above"][ranks.argmax()] >= 0
    assert (standing["behind_words"] >= 0).all()


def test_sentences_of_one_document_are_no_rivals_elsewhere():
    table = np.tile(np.linspace(0, 1, len(NAMES)), (2, 1))
    column = len(NAMES) + STANDING.index("above_elsewhere")
    assert (told(table, ["a", "a"])[:, column] > 0).all()
    assert (told(table, ["a", "b"])[:, column] == 0).all()


@given(TABLES, st.sampled_from(sorted(RISES & set(NAMES))), st.floats(0, 1))
def test_what_speaks_for_a_sentence_never_lowers_its_chance(table, name, more):
    rows = told(table)
    fuller = rows.copy()
    fuller[:, NAMES.index(name)] += more
    assert (chances(fuller) >= chances(rows) - 1e-9).all()


def test_a_sentence_far_ahead_that_says_half_of_the_question_is_not_sure():
    """What a mine earned was the answer to what a welder does, so far was it ahead of the rest."""
    half = {
        "own": 0.58, "support": 0.58, "words": 0.45, "nowhere": 0.46, "fit": 0.95, "named": 1.0,
        "date": 1.0, "retrieved": 0.85, "length": 0.3, "party": 1.0, "other_own": 0.45,
        "other_around": 0.45, "other_near": 0.45, "other_nearby": 0.45, "near": 0.45,
        "nearby": 0.45, "alike": 0.5, "alike_around": 0.5, "alike_squared": 0.45, "strongest": 1.0,
        "missing": 0.55, "value_fit": 0.95, "figure_digits": 1.0,
    }  # fmt: skip
    table = np.array([[half.get(name, 0.0) for name in NAMES], np.zeros(len(NAMES))])
    assert chances(told(table))[0] < SHOWN_FROM
