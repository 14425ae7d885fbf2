"""The staff desk opens to one password, for a while, and makes guesses wait."""

import pytest

from assistant.ui.gate import FREE_TRIES, LONGEST_WAIT, SESSION_SECONDS, Gate


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_without_a_password_nothing_opens_it(clock):
    gate = Gate("", clock)
    assert not gate.can_open
    assert gate.enter("") == ""
    assert not gate.holds("")


def test_the_right_password_gives_a_pass_that_ends(clock):
    gate = Gate("laiton", clock)
    token = gate.enter("laiton")
    assert gate.holds(token)
    clock.now += SESSION_SECONDS + 1
    assert not gate.holds(token)


def test_a_pass_ends_when_its_holder_leaves(clock):
    gate = Gate("laiton", clock)
    token = gate.enter("laiton")
    gate.leave(token)
    assert not gate.holds(token)


def test_no_made_up_pass_is_good(clock):
    gate = Gate("laiton", clock)
    gate.enter("laiton")
    assert not gate.holds("x" * 43)


def test_guesses_wait_longer_and_longer_even_with_the_right_password(clock):
    gate = Gate("laiton", clock)
    for _ in range(FREE_TRIES):
        assert gate.enter("cuivre") == ""
    waited = gate.wait()
    assert waited >= 1
    assert gate.enter("laiton") == ""  # too soon
    clock.now += waited
    gate.enter("cuivre")
    assert gate.wait() > waited
    clock.now += LONGEST_WAIT
    assert gate.enter("laiton")
    assert gate.wait() == 0
