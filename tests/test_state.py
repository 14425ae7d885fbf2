"""What is kept of what people did, and what it takes to forget it."""

from __future__ import annotations

import secrets
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from assistant import state_file
from assistant.errors import StateTrouble, StorageFull
from assistant.kept_answers import KeptAnswer, KeptAnswers
from assistant.state import State, now

SECRET = "the moulding hall of Larkfield leaks when it rains"


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "data" / "state.db")


def kept(document_id: str, quote: str = "") -> KeptAnswer:
    answer = {"answer": quote, "citations": [{"document_id": document_id, "quote": quote}]}
    return KeptAnswer(secrets.token_hex(16), now(), answer, {}, {})


def test_the_journal_says_who_did_what(state: State) -> None:
    state.record("amina", "add", "a")
    state.record("youssef", "edit", "b", fields=["title"])
    latest, first = state.journal()
    assert (latest.who, latest.action, latest.document_id) == ("youssef", "edit", "b")
    assert latest.detail == {"fields": ["title"]}
    assert [entry.document_id for entry in state.journal(document_id="a")] == ["a"]
    assert first.at.endswith("Z")


def test_it_is_there_after_closing(state: State) -> None:
    state.note_gap("Combien de fours ?", "fr", "no_evidence")
    state.keep_version("a", "old", "amina")
    state.keep_removed("b", "articles/b.md", "removed/b.md", "amina")
    token = KeptAnswers(state).link(kept("a"))
    state.close()
    again = State(state.path)
    assert [(gap.question, gap.reason) for gap in again.gaps()] == [
        ("Combien de fours ?", "no_evidence")
    ]
    assert again.versions("a")[0].content == "old"
    assert again.removed("b")[0].path == "articles/b.md"
    found = KeptAnswers(again).by_token(token)
    assert found is not None
    assert found.answer["citations"] == [{"document_id": "a", "quote": ""}]


def test_what_was_removed_long_ago_is_told(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.state.now", lambda: "2020-01-01T00:00:00Z")
    state.keep_removed("old", "articles/old.md", "removed/old.md", "amina")
    monkeypatch.undo()
    state.keep_removed("new", "articles/new.md", "removed/new.md", "amina")
    assert [removed.document_id for removed in state.removed_before(30)] == ["old"]
    state.forget_removed("old")
    assert state.removed_before(30) == []


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_erasing_leaves_no_byte(state: State) -> None:
    for number in range(30):
        state.keep_version("a", f"{SECRET} {number}", "amina")
        KeptAnswers(state).judge(kept("a", SECRET), "wrong", "no")
    token = KeptAnswers(state).link(kept("b", "other words"))
    assert SECRET.encode() in bytes_of(state.path.parent)
    gone = state.erase(["a"])
    assert gone == {"versions": 30, "removed": 0, "saved_answers": 30, "feedback": 30}
    assert SECRET.encode() not in bytes_of(state.path.parent)
    assert KeptAnswers(state).by_token(token) is not None


def test_a_copy_is_made_and_put_back_whole(state: State, tmp_path: Path) -> None:
    state.record("amina", "add", "a")
    state.backup(tmp_path / "copy.db")
    state.record("amina", "add", "b")
    state.restore(tmp_path / "copy.db")
    assert [entry.document_id for entry in state.journal()] == ["a"]
    state.record("amina", "add", "c")
    state.close()
    assert len(State(state.path).journal()) == 2


def test_what_is_no_copy_is_refused_and_changes_nothing(state: State, tmp_path: Path) -> None:
    state.record("amina", "add", "a")
    for name, content in (("text.db", b"no database" * 100), ("empty.db", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StateTrouble):
            state.restore(tmp_path / name)
    with closing(sqlite3.connect(tmp_path / "later.db")) as later:
        later.execute("CREATE TABLE t (x)")
        later.execute("PRAGMA user_version = 999")
    with pytest.raises(StateTrouble, match="version 999"):
        state.restore(tmp_path / "later.db")
    assert len(state.journal()) == 1


def test_a_file_of_a_later_program_is_refused(state: State) -> None:
    state.record("amina", "add", "a")
    state.close()
    with closing(sqlite3.connect(state.path)) as db:
        db.execute("PRAGMA user_version = 999")
    with pytest.raises(StateTrouble, match="update the program"):
        state.journal()


def test_a_damaged_file_is_named(state: State) -> None:
    state.path.parent.mkdir()
    state.path.write_bytes(b"this is no database at all, " * 400)
    with pytest.raises(StateTrouble, match=r"state\.db.*restore-backup"):
        state.journal()


def test_a_place_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "state.db").mkdir()
    with pytest.raises(StorageFull, match="right"):
        State(tmp_path / "state.db").record("amina", "add")


def test_migrations_keep_what_is_there(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    state.record("amina", "add", "a")
    state.close()
    more = (*state_file.MIGRATIONS, "CREATE TABLE later (x); INSERT INTO later VALUES (1)")
    monkeypatch.setattr(state_file, "MIGRATIONS", more)
    again = State(state.path)
    assert len(again.journal()) == 1
    again.close()
    with closing(sqlite3.connect(state.path)) as db:
        assert db.execute("SELECT x FROM later").fetchall() == [(1,)]
        assert db.execute("PRAGMA user_version").fetchone() == (len(more),)


def test_a_failed_migration_leaves_the_old_tables(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.record("amina", "add", "a")
    state.close()
    broken = (*state_file.MIGRATIONS, "CREATE TABLE half (x); CREATE TABLE journal (x)")
    monkeypatch.setattr(state_file, "MIGRATIONS", broken)
    with pytest.raises(StateTrouble):
        State(state.path).journal()
    monkeypatch.undo()
    assert len(State(state.path).journal()) == 1


def test_many_threads_write_at_once(state: State) -> None:
    def work(name: str) -> None:
        for number in range(20):
            state.record(name, "add", str(number))

    threads = [threading.Thread(target=work, args=(str(n),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(state.journal(limit=1000)) == 80


WRITER = """
import sys
from pathlib import Path
from assistant.state import State
state = State(Path(sys.argv[1]))
for number in range(10):
    state.record(sys.argv[2], "add", str(number))
"""


def test_several_processes_open_a_new_file_at_once(state: State) -> None:
    command = [sys.executable, "-c", WRITER, str(state.path)]
    children = [subprocess.Popen([*command, str(n)]) for n in range(3)]
    assert [child.wait(timeout=60) for child in children] == [0, 0, 0]
    assert len(state.journal(limit=1000)) == 30
