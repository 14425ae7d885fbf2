"""One process owns the index, and says where it answers."""

import multiprocessing
import os
import signal
import stat

import pytest

from assistant.errors import IndexBusy, StorageFull
from assistant.index.lock import IndexLock, read_owner


def _hold(path, ready):
    lock = IndexLock(path).acquire()
    lock.publish("127.0.0.1:7860", "secret")
    ready.set()
    signal.pause()


@pytest.fixture
def other_process(tmp_path):
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=_hold, args=(tmp_path / "lock", ready), daemon=True)
    process.start()
    assert ready.wait(30)
    yield process
    process.kill()
    process.join()


def test_a_second_process_is_told_who_owns_the_index(tmp_path, other_process):
    with pytest.raises(IndexBusy) as told:
        IndexLock(tmp_path / "lock").acquire(timeout=0.1)
    assert "127.0.0.1:7860" in str(told.value)
    assert str(other_process.pid) in str(told.value)
    assert "secret" not in str(told.value)


def test_clients_read_address_and_token_while_the_owner_lives(tmp_path, other_process):
    owner = read_owner(tmp_path / "lock")
    assert owner is not None
    assert (owner.pid, owner.address, owner.token) == (
        other_process.pid,
        "127.0.0.1:7860",
        "secret",
    )
    assert read_owner(tmp_path) == owner  # the folder will do


def test_the_file_of_a_killed_process_is_no_obstacle(tmp_path, other_process):
    os.kill(other_process.pid, signal.SIGKILL)
    other_process.join()
    assert "secret" in (tmp_path / "lock").read_text()
    assert read_owner(tmp_path / "lock") is None
    lock = IndexLock(tmp_path / "lock").acquire(timeout=0)
    assert "secret" not in (tmp_path / "lock").read_text()
    lock.release()


def test_only_its_owner_may_read_the_file(tmp_path):
    (tmp_path / "lock").write_text("old")
    (tmp_path / "lock").chmod(0o644)
    lock = IndexLock(tmp_path / "lock").acquire()
    assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o600
    lock.release()


def test_one_lock_a_process_too_and_releasing_twice_is_once(tmp_path):
    lock = IndexLock(tmp_path / "lock").acquire()
    with pytest.raises(IndexBusy):
        IndexLock(tmp_path / "lock").acquire(timeout=0)
    lock.release()
    lock.release()
    assert read_owner(tmp_path / "lock") is None
    IndexLock(tmp_path / "lock").acquire(timeout=0).release()
    with pytest.raises(IndexBusy, match="not open"):
        lock.publish("127.0.0.1:1", "x")


def test_nobody_owns_what_does_not_exist(tmp_path):
    assert read_owner(tmp_path / "nowhere" / "lock") is None
    assert read_owner(tmp_path) is None


def test_a_lock_that_cannot_be_written_is_let_go(tmp_path, monkeypatch):
    lock = IndexLock(tmp_path / "lock")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assistant.index.lock.os.pwrite", full)
    with pytest.raises(StorageFull):
        lock.acquire(timeout=0)
    monkeypatch.undo()
    IndexLock(tmp_path / "lock").acquire(timeout=0).release()
