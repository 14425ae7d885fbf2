"""The commands that let people sign in: what they take, print and leave behind."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from accounts import PASSWORD, quick
from serving import serving, settings_in

from assistant.__main__ import run
from assistant.people import People
from assistant.service.service import Service
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Users:
    """Runs `users …` on a data directory, with a line on standard input."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self._capsys = capsys
        self._patch = patch

    def __call__(self, *words: str, given: str = "") -> Result:
        self._patch.setattr("sys.stdin", io.StringIO(given))
        out = io.StringIO()
        places = ["--corpus", str(self.folder / "corpus"), "--data", str(self.folder / "data")]
        code = run([*places, "users", *words], out, _quick)
        return Result(code, out.getvalue(), self._capsys.readouterr().err)

    @property
    def service(self) -> Service:
        return _quick(settings_in(self.folder))


def _quick(settings: Settings) -> Service:
    service = serving(settings)
    service.people = People(service.state, passwords=quick())
    return service


@pytest.fixture
def users(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Users:
    return Users(tmp_path, capsys, monkeypatch)


def test_people_are_added_listed_changed_and_removed(users: Users) -> None:
    assert users("list", "--json").json == []
    added = users("add", "Leïla Amrani", "--role", "staff", "--json", given=PASSWORD + "\n")
    assert added.code == 0
    assert (added.json["name"], added.json["role"]) == ("Leïla Amrani", "staff")
    assert users("add", "omar", "--role", "member", given=PASSWORD).code == 0
    assert users("role", "leïla amrani", "admin", "--json").json["role"] == "admin"
    assert users("password", "omar", given="quatre mots de passe\r\n").code == 0
    listed = users("list", "--json").json
    assert [(person["name"], person["role"]) for person in listed] == [
        ("Leïla Amrani", "admin"),
        ("omar", "member"),
    ]
    people = users.service.people
    assert people.sign_in("omar", "quatre mots de passe").token
    assert not people.sign_in("omar", PASSWORD).token
    assert users("remove", "omar").code == 0
    assert users("list").out == "Leïla Amrani (admin)\n"


def test_the_journal_names_who_gave_the_command(users: Users) -> None:
    users("add", "omar", "--role", "admin", given=PASSWORD)
    (entry,) = users.service.state.journal()
    assert (entry.who, entry.action, entry.detail["name"]) == ("amina", "users add", "omar")


def test_the_password_stands_in_no_output(users: Users) -> None:
    for words in (("add", "omar", "--role", "staff", "--json"), ("password", "omar", "--json")):
        result = users(*words, given=PASSWORD)
        assert result.code == 0
        assert PASSWORD not in result.out + result.err
        assert "argon2" not in result.out


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (("add", "omar", "--role", "staff"), "court"),
        (("add", "omar bensaid", "--role", "staff"), "Omar Bensaid"),
        (("add", "omar", "--role", "staff"), "motdepasse123"),
        (("add", "\u202e", "--role", "staff"), PASSWORD),
        (("password", "nobody"), PASSWORD),
        (("role", "nobody", "admin"), ""),
        (("remove", "nobody"), ""),
    ],
)
def test_what_cannot_be_done_is_said_and_fails(
    users: Users, words: tuple[str, ...], given: str
) -> None:
    result = users(*words, "--json", given=given)
    assert result.code == 1
    assert result.json["error"]
    assert users("list", "--json").json == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("add",),
        ("add", "omar"),  # no role is given by default
        ("add", "omar", "--role", "root"),
        ("role", "omar", "root"),
        ("add", "omar", "--role", "staff"),  # no password on standard input
        ("password", "omar"),
    ],
)
def test_wrong_usage_is_two(users: Users, words: tuple[str, ...]) -> None:
    assert users(*words).code == 2
    assert users("list", "--json").json == []


def test_two_of_one_name_are_refused(users: Users) -> None:
    assert users("add", "omar", "--role", "member", given=PASSWORD).code == 0
    assert users("add", "OMAR", "--role", "admin", given=PASSWORD).code == 1
    assert [person["role"] for person in users("list", "--json").json] == ["member"]


def test_they_work_while_the_app_holds_the_index(users: Users) -> None:
    app = users.service
    app.open()
    assert users("add", "omar", "--role", "staff", given=PASSWORD).code == 0
    token = app.people.sign_in("omar", PASSWORD).token
    assert app.people.person(token) is not None
    assert users("role", "omar", "member").code == 0
    assert app.people.person(token) is None
    app.close()


def test_on_a_terminal_the_password_is_asked_for_twice_and_not_shown(tmp_path: Path) -> None:
    def asked(first: str, second: str) -> tuple[int, str]:
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(ROOT)
            places = ["--corpus", str(tmp_path / "corpus"), "--data", str(tmp_path / "data")]
            words = ["users", "add", "omar", "--role", "staff"]
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            os.execve(sys.executable, [sys.executable, "-m", "assistant", *places, *words],
                      environment)  # fmt: skip
        shown = b""
        for prompt, answer in ((b"Password: ", first), (b"again: ", second)):
            deadline = time.monotonic() + 30
            while prompt not in shown:
                assert time.monotonic() < deadline, shown
                shown += os.read(terminal, 1000)
            os.write(terminal, answer.encode() + b"\n")
        try:
            while more := os.read(terminal, 1000):
                shown += more
        except OSError:  # the other end is closed
            pass
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()

    code, shown = asked(PASSWORD, PASSWORD + "x")
    assert code == 1
    code, shown = asked(PASSWORD, PASSWORD)
    assert code == 0, shown
    assert PASSWORD not in shown
    assert Service(settings_in(tmp_path)).people.sign_in("omar", PASSWORD).token


def test_a_piped_password_is_utf_8_whatever_the_terminal_says(tmp_path: Path) -> None:
    places = ["--corpus", str(tmp_path / "corpus"), "--data", str(tmp_path / "data")]
    subprocess.run(
        [sys.executable, "-m", "assistant", *places, "users", "add", "omar", "--role", "staff"],
        cwd=ROOT, input="un été à Settat\n".encode(), check=True, timeout=60,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert Service(settings_in(tmp_path)).people.sign_in("omar", "un été à Settat").token
