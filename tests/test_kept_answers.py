"""Answers kept for a link or for feedback: there while wanted, gone with the last reason."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assistant import state_file
from assistant.kept_answers import KeptAnswer, KeptAnswers
from assistant.state import State

SECRET = "Combien de fours la forge de Bellemont chauffe-t-elle la nuit ?"


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "state.db")


@pytest.fixture
def answers(state: State) -> KeptAnswers:
    return KeptAnswers(state)


def given(shown: str, at: str = "2026-11-22T10:00:00Z", document_id: str = "forge") -> KeptAnswer:
    answer = {"question": SECRET, "language": "fr", "citations": [{"document_id": document_id}]}
    return KeptAnswer(shown * 32, at, answer, {"cited": {}}, {"encoder": "ours"})


def test_a_link_is_unguessable_and_the_same_each_time(answers: KeptAnswers) -> None:
    token = answers.link(given("a"))
    assert answers.link(given("a")) == token
    assert token not in {"a" * 32, answers.link(given("b"))}
    assert len(bytes.fromhex(token)) == 16
    kept = answers.by_token(token)
    assert kept is not None
    assert kept.linked
    assert (kept.answer, kept.recipe) == (given("a").answer, {"encoder": "ours"})
    assert kept.at == "2026-11-22T10:00:00Z"


def test_feedback_is_one_for_an_answer_and_can_be_changed(answers: KeptAnswers) -> None:
    answers.judge(given("a"), "right")
    answers.judge(given("a"), "outdated", "depuis 2023")
    answers.judge(given("b"), "wrong")
    assert [one.verdict for one in answers.feedback()] == ["wrong", "outdated"]
    (late,) = answers.feedback("outdated")
    assert (late.comment, late.question, late.language) == ("depuis 2023", SECRET, "fr")
    assert answers.by_token(late.token) is not None
    assert answers.feedback("right") == []
    assert len(answers.feedback(limit=1)) == 1


def test_an_answer_goes_with_the_last_reason_to_keep_it(state: State, answers: KeptAnswers) -> None:
    token = answers.link(given("a"))
    answers.judge(given("a"), "right")
    answers.take_back("a" * 32)
    assert answers.feedback() == []
    assert answers.by_token(token) is not None
    answers.judge(given("a"), "wrong")
    answers.unlink("a" * 32)
    kept = answers.by_token(token)
    assert kept is not None
    assert not kept.linked
    answers.take_back("a" * 32)
    assert answers.by_token(token) is None
    assert answers.why_gone(token) == "deleted"
    assert state.read("SELECT count(*) FROM saved_answers") == [(0,)]


def test_what_is_old_is_deleted_with_its_bytes(state: State, answers: KeptAnswers) -> None:
    old = answers.link(given("a", at="2020-01-01T00:00:00Z"))
    answers.judge(given("a"), "right", SECRET)
    with state.transaction() as db:
        db.execute(
            "INSERT INTO gaps (at, question, language, reason) "
            "VALUES ('2020-01-01T00:00:00Z', ?, 'fr', 'x')",
            (SECRET,),
        )
    young = answers.link(KeptAnswer("b" * 32, state_file.now(), {"question": "?"}, {}, {}))
    state.note_gap("Et les presses ?", "fr", "no_evidence")
    assert answers.purge(30) == 2
    assert answers.by_token(old) is None
    assert answers.why_gone(old) == "expired"
    assert answers.by_token(young) is not None
    assert answers.feedback() == []
    assert [gap.question for gap in state.gaps()] == ["Et les presses ?"]
    held = b"".join(path.read_bytes() for path in state.path.parent.iterdir())
    assert b"chauffe-t-elle" not in held
    assert answers.purge(30) == 0


def test_an_answer_can_be_deleted_by_its_link(answers: KeptAnswers) -> None:
    token = answers.link(given("a"))
    answers.judge(given("a"), "right")
    assert answers.delete(token)
    assert not answers.delete(token)
    assert answers.feedback() == []
    assert answers.why_gone(token) == "deleted"


def test_erasing_a_document_says_so_at_the_link(state: State, answers: KeptAnswers) -> None:
    forge, cable = answers.link(given("a")), answers.link(given("b", document_id="cable"))
    answers.judge(given("a"), "right")
    assert state.erase(["forge"])["feedback"] == 1
    assert (answers.why_gone(forge), answers.why_gone(cable)) == ("erased", None)
    assert answers.by_token(cable) is not None


def test_what_the_first_version_kept_is_still_there(state: State) -> None:
    with closing(sqlite3.connect(state.path)) as db:
        for statement in state_file.MIGRATIONS[0].split(";"):
            db.execute(statement)
        db.execute("PRAGMA user_version = 1")
        db.execute(
            "INSERT INTO saved_answers VALUES (1, '2026-01-01', 'x', '{\"question\": \"a\"}')"
        )
        db.execute(
            "INSERT INTO saved_answers VALUES (2, '2026-01-01', 'x', '{\"question\": \"b\"}')"
        )
        db.execute(
            "INSERT INTO feedback VALUES (1, '2026-01-02', 'wrong', 'w', '{\"question\": \"c\"}')"
        )
        db.commit()
    answers = KeptAnswers(state)
    rows = state.read("SELECT token, linked FROM saved_answers ORDER BY id")
    assert [linked for _, linked in rows] == [1, 1, 0]
    assert len({token for token, _ in rows}) == 3
    assert [answers.by_token(token).answer["question"] for token, _ in rows] == ["a", "b", "c"]  # type: ignore[union-attr]
    (feedback,) = answers.feedback()
    assert (feedback.verdict, feedback.question, feedback.token) == ("wrong", "c", rows[2][0])
