"""Batches grow while they are quick, and a slow encoder's come soon nonetheless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.pace import LEAST, MOST, SOON, Pace


def settled(seconds_a_chunk: float, first: int = 256) -> Pace:
    pace = Pace(first)
    for _ in range(12):
        pace.adapt(pace.chunks * seconds_a_chunk)
    return pace


def test_a_quick_encoder_gets_the_largest_batches() -> None:
    assert settled(0.0005).chunks == MOST


def test_a_slow_encoder_gets_batches_that_end_soon() -> None:
    assert settled(0.125).chunks * 0.125 <= SOON
    assert settled(10.0).chunks == LEAST


@given(st.floats(1e-5, SOON / LEAST))
def test_a_batch_takes_neither_too_long_nor_too_little(seconds: float) -> None:
    chunks = settled(seconds).chunks
    assert LEAST <= chunks <= MOST
    assert chunks * seconds <= SOON
    assert chunks == MOST or 2 * chunks * seconds > SOON / 2


def test_time_is_taken_of_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([10.0, 10.0 + SOON + 1, 20.0, 20.1])
    monkeypatch.setattr("assistant.index.pace.time.monotonic", lambda: next(clock))
    pace = Pace(256)
    with pace.timed():
        pass
    assert pace.chunks == 128
    with pace.timed():
        pass
    assert pace.chunks == 256
