"""Intervals: as tabulated, around their mean, and wider where questions hang together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.intervals import clustered, paired, share, wilson


def test_wilson_as_tabulated() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=200))
def test_the_interval_of_a_proportion_holds_it(values: list[float]) -> None:
    found = share(values)
    assert 0.0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1.0


def test_what_hangs_together_tells_less() -> None:
    values = [1.0, 0.9, 1.0, 0.9, 0.1, 0.0, 0.1, 0.0] * 4
    apart = clustered(values, [str(n) for n in range(len(values))])
    together = clustered(values, ["a"] * 4 + ["b"] * 4 + ["c"] * 8 + ["d"] * 16)
    assert together[1] - together[0] > apart[1] - apart[0]
    assert clustered(values, ["a", "b"] * 16) == clustered(values, ["a", "b"] * 16)


def test_nothing_measured_is_not_certain() -> None:
    assert (share([]).of, share([]).low, share([]).high) == (0, 0.0, 1.0)


def test_the_same_answers_differ_by_nothing() -> None:
    values = [0.0, 1.0, 0.5, 1.0]
    same = paired(values, values, list("abcd"))
    assert (same.value, same.better, same.worse, same.sure) == (0.0, 0, 0, False)


def test_a_change_for_the_better_everywhere_is_sure_and_one_of_two_is_not() -> None:
    many = paired([0.0] * 20, [1.0] * 18 + [0.0] * 2, [str(n) for n in range(20)])
    assert many.sure
    assert (many.better, many.worse) == (18, 0)
    few = paired([0.0, 1.0], [1.0, 0.0], ["a", "b"])
    assert not few.sure
    assert few.value == pytest.approx(0)
