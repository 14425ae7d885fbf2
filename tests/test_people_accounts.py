"""People who sign in: what is kept of them, when their sessions end, who has to wait."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from accounts import PASSWORD, quick

from assistant.errors import PersonRefused, PersonUnknown
from assistant.people import People
from assistant.state import State
from assistant.throttle import ADDRESS_TRIES, FORGOTTEN, LONGEST_WAIT, NAME_TRIES, network

HOUR = 3600.0


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "state.db")


@pytest.fixture
def people(state: State, clock: Clock) -> People:
    people = People(state, hours=12, idle_hours=2, clock=clock, passwords=quick())
    people.add("Leïla Amrani", "staff", PASSWORD, "root")
    return people


def let_in(people: People, name: str = "Leïla Amrani", address: str = "") -> str:
    return people.sign_in(name, PASSWORD, address).token


# --- what is kept ----------------------------------------------------------------------------


def test_neither_password_nor_token_is_kept(people: People, state: State) -> None:
    token = let_in(people)
    people.sign_in(PASSWORD, "typed into the wrong field", "10.0.0.1")
    with closing(sqlite3.connect(state.path)) as file:
        everything = "\n".join(file.iterdump())
    assert "$argon2id$" in everything
    assert token not in everything
    assert PASSWORD not in everything
    assert "10.0.0.1" not in everything


def test_a_name_is_one_however_it_is_typed(people: People) -> None:
    assert people.sign_in("  LEI\u0308LA   amrani ", PASSWORD).name == "Leïla Amrani"
    with pytest.raises(PersonRefused, match="somebody of that name"):
        people.add("leïla AMRANI", "member", PASSWORD, "root")


def test_a_password_is_one_however_its_accents_are_composed(people: People) -> None:
    people.add("omar", "member", "un été à Settat", "root")
    assert people.sign_in("omar", "un e\u0301te\u0301 a\u0300 Settat").token


@pytest.mark.parametrize(
    "password",
    ["", "neuf sign", "Leïla  AMRANI", "MotDePasse123", "aaaaaaaaaaaa", "abababababab", "x" * 1001],
)
def test_a_weak_password_is_refused(people: People, password: str) -> None:
    with pytest.raises(PersonRefused):
        people.change_password("Leïla Amrani", password, "root")
    assert let_in(people), "the password stays"


@pytest.mark.parametrize("name", ["", "  ", "…", "a\nb", "x\u202ey", "n" * 81, "\x00"])
def test_a_name_that_is_none_is_refused(people: People, name: str) -> None:
    if name == "a\nb":
        assert people.add(name, "member", PASSWORD, "root").name == "a b"
        return
    with pytest.raises(PersonRefused):
        people.add(name, "member", PASSWORD, "root")


def test_a_role_is_one_of_three(people: People) -> None:
    for role in ("root", "", "STAFF"):
        with pytest.raises(PersonRefused):
            people.add("omar", role, PASSWORD, "root")  # type: ignore[arg-type]
        with pytest.raises(PersonRefused):
            people.change_role("leïla amrani", role, "root")  # type: ignore[arg-type]
    assert [(person.name, person.role) for person in people.list()] == [("Leïla Amrani", "staff")]


def test_nobody_can_sign_in_before_somebody_is_added(state: State) -> None:
    people = People(state, passwords=quick())
    assert people.list() == []
    assert not people.has_staff()
    for name in ("admin", "staff", ""):
        for password in ("admin", "", "password"):
            assert not people.sign_in(name, password).token


def test_who_is_not_there_cannot_be_changed(people: People) -> None:
    for change in (
        lambda: people.change_password("omar", PASSWORD, "root"),
        lambda: people.change_role("omar", "admin", "root"),
        lambda: people.remove("omar", "root"),
    ):
        with pytest.raises(PersonUnknown, match="omar"):
            change()


def test_the_journal_tells_who_was_added_changed_removed_and_signed_in(
    people: People, state: State
) -> None:
    let_in(people)
    people.change_password("leïla amrani", "quatre mots de passe", "root")
    people.change_role("leïla amrani", "admin", "root")
    people.remove("leïla amrani", "root")
    told = [(entry.who, entry.action, dict(entry.detail)) for entry in reversed(state.journal())]
    name = {"name": "Leïla Amrani"}
    assert told == [
        ("root", "users add", name | {"role": "staff"}),
        ("Leïla Amrani", "sign in", {}),
        ("root", "users password", name),
        ("root", "users role", name | {"role": "admin", "was": "staff"}),
        ("root", "users remove", name),
    ]


def test_a_hash_of_older_parameters_is_renewed_at_signing_in(people: People, state: State) -> None:
    stronger = People(state, passwords=quick(time_cost=3))
    assert stronger.sign_in("leïla amrani", PASSWORD).token
    ((kept,),) = state.read("SELECT hash FROM people")
    assert "t=3" in kept
    assert stronger.sign_in("leïla amrani", PASSWORD).token
    assert not stronger.sign_in("leïla amrani", "quatre mots de passe").token


def test_an_unknown_name_costs_a_hash_as_a_wrong_password_does(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in(people)
    judged = []
    hasher = people._passwords._hasher
    monkeypatch.setattr(
        type(hasher), "verify", lambda *given: judged.append(given[1]) or False, raising=True
    )
    for name in ("leïla amrani", "nobody"):
        assert not people.sign_in(name, "wrong password").token
    assert len(judged) == 2
    assert judged[0].split("$")[:4] == judged[1].split("$")[:4], "the same parameters"


# --- sessions --------------------------------------------------------------------------------


def test_a_session_ends_when_it_is_not_used(people: People, clock: Clock) -> None:
    token = let_in(people)
    for _ in range(4):
        clock.now += 1.9 * HOUR
        assert people.person(token) is not None
    clock.now += 2.1 * HOUR
    assert people.person(token) is None


def test_a_session_in_use_ends_in_the_end(people: People, clock: Clock) -> None:
    token = let_in(people)
    for _ in range(11):
        clock.now += HOUR
        assert people.person(token) is not None
    clock.now += HOUR
    assert people.person(token) is None


def test_a_session_ends_by_signing_out_and_no_other_does(people: People) -> None:
    one, other = let_in(people), let_in(people)
    people.sign_out(one)
    assert people.person(one) is None
    assert people.person(other) is not None


def test_made_up_tokens_are_nobodys(people: People, state: State) -> None:
    let_in(people)
    ((digest,),) = state.read("SELECT digest FROM sessions")
    for token in ("", "x" * 43, digest, "%", "\udc00"):
        assert people.person(token) is None


def test_another_password_role_or_none_ends_the_sessions_of_that_person(people: People) -> None:
    people.add("omar", "member", PASSWORD, "root")
    bystander = let_in(people, "omar")
    for change in (
        lambda: people.change_password("leïla amrani", PASSWORD, "root"),
        lambda: people.change_role("leïla amrani", "member", "root"),
        lambda: people.remove("leïla amrani", "root"),
    ):
        token = let_in(people)
        assert people.person(token) is not None
        change()
        assert people.person(token) is None
    assert people.person(bystander) is not None
    assert not let_in(people)


def test_whoever_is_changed_while_their_password_is_judged_is_not_let_in(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewed = people._renewed

    def meanwhile(number: int, hashed: str, password: str) -> str:
        people.change_password("leïla amrani", "quatre mots de passe", "root")
        return renewed(number, hashed, password)

    monkeypatch.setattr(people, "_renewed", meanwhile)
    assert not let_in(people)


# --- who waits -------------------------------------------------------------------------------


def test_guesses_at_a_name_wait_longer_and_longer_even_with_the_right_password(
    people: People, clock: Clock
) -> None:
    for place in range(NAME_TRIES):
        assert people.sign_in("leïla amrani", "wrong", f"10.0.0.{place}").wait == 0
    first = people.sign_in("leïla amrani", PASSWORD, "10.0.1.1")
    assert first.wait >= 1
    assert not first.token
    clock.now += first.wait
    assert people.sign_in("leïla amrani", "wrong", "10.0.1.2").wait == 0
    assert people.sign_in("leïla amrani", "wrong", "10.0.1.3").wait > first.wait
    clock.now += LONGEST_WAIT
    assert let_in(people)
    assert people.sign_in("leïla amrani", "wrong").wait == 0, "who was let in starts anew"


def test_the_wait_has_an_end(people: People, clock: Clock) -> None:
    for _ in range(40):
        people.sign_in("leïla amrani", "wrong")
        clock.now += LONGEST_WAIT
    people.sign_in("leïla amrani", "wrong")
    assert people.sign_in("leïla amrani", PASSWORD).wait == LONGEST_WAIT


def test_guesses_from_one_address_wait_whatever_name_they_try(people: People, clock: Clock) -> None:
    for place in range(ADDRESS_TRIES):
        assert people.sign_in(f"name {place}", "wrong", "2001:db8:1:2::1").wait == 0
    assert people.sign_in("leïla amrani", PASSWORD, "2001:db8:1:2:ffff::7").wait >= 1
    assert people.sign_in("leïla amrani", PASSWORD, "10.0.0.9").token, "others are let in"
    clock.now += FORGOTTEN + 1
    assert people.sign_in("leïla amrani", PASSWORD, "2001:db8:1:2::1").token


def test_one_who_may_come_in_gives_guessers_beside_them_no_more_tries(people: People) -> None:
    for place in range(ADDRESS_TRIES):
        assert let_in(people, address="10.0.0.1")
        people.sign_in(f"name {place}", "wrong", "10.0.0.1")
    assert people.sign_in("leïla amrani", PASSWORD, "10.0.0.1").wait >= 1


def test_waits_outlast_the_program(people: People, state: State, clock: Clock) -> None:
    for _ in range(NAME_TRIES):
        people.sign_in("leïla amrani", "wrong")
    again = People(State(state.path), clock=clock, passwords=quick())
    assert again.sign_in("leïla amrani", PASSWORD).wait >= 1


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_what_counts_as_one_address(address: str, counted: str) -> None:
    assert network(address) == counted


# --- two processes ---------------------------------------------------------------------------

CHANGE = """
import sys
from pathlib import Path
from accounts import quick
from assistant.people import People
from assistant.state import State
people = People(State(Path(sys.argv[1])), passwords=quick())
people.change_role("leïla amrani", "member", "root")
people.add("omar", "admin", sys.argv[2], "root")
"""


def test_a_change_in_one_process_holds_in_the_other_at_once(people: People, state: State) -> None:
    token = let_in(people)
    here = Path(__file__).parent
    subprocess.run(
        [sys.executable, "-c", CHANGE, str(state.path), PASSWORD],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here.parent), str(here)])},
        check=True,
        timeout=60,
    )
    assert people.person(token) is None
    omar = people.person(let_in(people, "omar"))
    assert omar is not None
    assert (omar.name, omar.role) == ("omar", "admin")
