"""What the fitted weights say of a question's sentences."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assistant.questions.confidence import WEIGHTS, chances, rank, standing
from assistant.questions.features import NAMES

TABLES = st.integers(1, 6).flatmap(
    lambda n: arrays(np.float64, (n, len(NAMES)), elements=st.floats(0, 1, width=16))
)


def test_every_feature_has_its_weights():
    assert set(WEIGHTS) == set(NAMES)
    assert len(NAMES) == len(set(NAMES))


@given(TABLES)
def test_a_chance_is_a_probability_and_the_same_twice(table):
    first = chances(table, rank(table))
    assert ((first >= 0) & (first <= 1)).all()
    assert np.array_equal(first, chances(table, rank(table)))


@given(arrays(np.float64, st.integers(1, 8), elements=st.floats(-50, 50)))
def test_the_shares_are_of_one_whole_and_only_the_best_is_above_the_second(ranks):
    ranked, share, above = standing(ranks).T
    assert np.isclose(share.sum(), 1)
    assert np.array_equal(ranked, ranks)
    assert (above[ranks < ranks.max()] <= 0).all()
    assert above[ranks.argmax()] >= 0
