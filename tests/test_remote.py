"""Commands while the app owns the index: they go through it, and nobody else gets in."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import draft, serving, settings_in, three
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.__main__ import run
from assistant.errors import CorpusError, DocumentNotFound, IndexBusy, UnknownFormat
from assistant.index.lock import read_owner
from assistant.service import remote
from assistant.service.operations import OPERATIONS
from assistant.service.remote import PATH, Here, There, connect, internal_routes, open_door
from assistant.service.service import Service

TOKEN = "a-token-for-tests"
FORGE_ID = "2021-03-04-gazette-forge"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    service = serving(settings_in(folder))
    three(service)
    service.close()
    return folder


@pytest.fixture
def service(template: Path, tmp_path: Path) -> Iterator[Service]:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    service = serving(settings_in(tmp_path))
    yield service
    service.close()


@contextlib.contextmanager
def app(service: Service) -> Iterator[There]:
    """Have the service take commands, as the app does; yield the way to it."""
    with open_door(service) as address:
        service.open()
        owner = read_owner(service.settings.data / "index")
        assert owner is not None
        assert owner.address == address
        yield There(address, owner.token)


def cli(folder: Path, *words: str) -> tuple[int, Any]:
    """Run a command as another process would: with a service of its own."""
    out = io.StringIO()
    places = ["--corpus", str(folder / "corpus"), "--data", str(folder / "data")]
    code = run([*places, *words, "--json"], out, serving)
    return code, json.loads(out.getvalue())


def test_commands_go_through_the_running_app(service: Service, tmp_path: Path) -> None:
    page = tmp_path / "zinc.txt"
    page.write_text("La zinguerie de Valmont installe un deuxième bain de galvanisation en avril.")
    with app(service):
        assert cli(tmp_path, "status")[1]["running"]["address"].startswith("http://127.0.0.1:")
        code, (report,) = cli(tmp_path, "add", str(page), "--yes")
        assert (code, report["status"]) == (0, "stored")
        assert service.index.document(report["document_id"]) is not None
        assert cli(tmp_path, "add", str(page), "--yes")[1][0]["status"] == "unchanged"
        code, answer = cli(tmp_path, "ask", "Que fait la zinguerie de Valmont ?")
        assert answer["citations"][0]["document_id"] == report["document_id"]
        hits = cli(tmp_path, "search", "bain de galvanisation", "--top", "1")[1]["hits"]
        assert hits[0]["document_id"] == report["document_id"]
        assert cli(tmp_path, "edit", FORGE_ID, "--title", "Presse")[1]["title"] == "Presse"
        assert cli(tmp_path, "remove", FORGE_ID)[1][0]["status"] == "removed"
        assert service.index.document(FORGE_ID) is None
        assert cli(tmp_path, "restore", FORGE_ID)[0] == 0
        assert cli(tmp_path, "sync")[1]["unchanged"] == 4
        assert cli(tmp_path, "erase", FORGE_ID, "--yes")[1]["outcomes"][0]["status"] == "erased"
        assert cli(tmp_path, "rebuild")[1]["unchanged"] == 3
        assert len(cli(tmp_path, "list")[1]) == 3


def test_a_door_is_open_before_the_index_is(service: Service, tmp_path: Path) -> None:
    with open_door(service) as address:
        assert read_owner(service.settings.data / "index") is None
        service.open()
        assert cli(tmp_path, "status")[1]["running"]["address"] == address
    assert cli(tmp_path, "status")[1]["running"]["address"] is None


def test_an_error_comes_back_as_what_it_was(service: Service, tmp_path: Path) -> None:
    with app(service) as there:
        with pytest.raises(DocumentNotFound, match="nothing"):
            there.call("edit", {"document_id": "nothing", "changes": {"title": "x"}})
        with pytest.raises(CorpusError, match="no date"):
            there.call("edit", {"document_id": FORGE_ID, "changes": {"published": "soon"}})
        assert cli(tmp_path, "edit", "nothing", "--title", "x")[0] == 1


def test_progress_comes_as_it_goes(service: Service) -> None:
    seen: list[tuple[str, int, int]] = []
    with app(service) as there:
        there.call("rebuild", {}, lambda *step: seen.append(step))
    assert seen[-1] == ("index", 3, 3)


def test_a_long_silence_of_work_is_no_death(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> str:
        time.sleep(0.6)
        return "done"

    monkeypatch.setattr(remote, "_HEARTBEAT", 0.05)
    monkeypatch.setattr(remote, "_SILENCE", 0.3)
    monkeypatch.setattr(remote, "OPERATIONS", {**OPERATIONS, "sync": slow})
    slow.__name__ = "sync"
    with app(service) as there:
        assert there.call("sync", {}) == "done"


def test_many_commands_at_once(service: Service) -> None:
    with app(service) as there:
        results: list[Any] = []

        def search() -> None:
            results.append(there.call("search", {"text": "presse", "top": 1}))

        threads = [threading.Thread(target=search) for _ in range(6)]
        for thread in threads:
            thread.start()
        service.store([draft("zinc", "Un texte qui entre pendant les questions, sur le zinc.")])
        for thread in threads:
            thread.join()
        assert [result["hits"][0]["document_id"] for result in results] == [FORGE_ID] * 6


# --- who gets in -----------------------------------------------------------------------------


@pytest.fixture
def client(service: Service) -> TestClient:
    routes = Starlette(routes=internal_routes(service, TOKEN))
    return TestClient(routes, client=("127.0.0.1", 5000))


BODY = {"operation": "search", "arguments": {"text": "presse"}}
GOOD = {"Authorization": f"Bearer {TOKEN}"}


def test_the_token_opens(client: TestClient) -> None:
    answer = client.post(PATH, json=BODY, headers=GOOD)
    assert answer.status_code == 200
    assert "result" in json.loads(answer.text.splitlines()[-1])


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN},
        {"Authorization": "Bearer "}, {"Authorization": "Bearer é".encode("latin-1")},
        {**GOOD, "Origin": "http://127.0.0.1:7860"}, {**GOOD, "Origin": "null"},
        {**GOOD, "Referer": "http://evil.example/"}, {**GOOD, "Sec-Fetch-Site": "same-origin"},
        {**GOOD, "X-Forwarded-For": "203.0.113.9"}, {**GOOD, "Forwarded": "for=203.0.113.9"},
    ],
)  # fmt: skip
def test_nobody_else_gets_in(client: TestClient, headers: dict[str, Any]) -> None:
    answer = client.post(PATH, json=BODY, headers=headers)
    assert (answer.status_code, answer.content) == (403, b"")


@pytest.mark.parametrize("host", ["203.0.113.9", "192.168.1.5", "testclient", "::ffff:10.0.0.1"])
def test_no_other_machine_gets_in(service: Service, host: str) -> None:
    routes = Starlette(routes=internal_routes(service, TOKEN))
    answer = TestClient(routes, client=(host, 5000)).post(PATH, json=BODY, headers=GOOD)
    assert answer.status_code == 403


def test_an_empty_token_opens_nothing(service: Service) -> None:
    routes = Starlette(routes=internal_routes(service, ""))
    answer = TestClient(routes, client=("127.0.0.1", 1)).post(
        PATH, json=BODY, headers={"Authorization": "Bearer "}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "body",
    ["no json", "[]", "{}", '{"operation": "close", "arguments": {}}', '{"operation": "ask"}'],
)
def test_what_is_no_command_is_refused(client: TestClient, body: str) -> None:
    assert client.post(PATH, content=body, headers=GOOD).status_code == 400
    assert client.get(PATH, headers=GOOD).status_code == 405


def test_a_command_with_wrong_arguments_is_an_error_line(client: TestClient) -> None:
    command = {"operation": "edit", "arguments": {"wrong": 1}}
    answer = client.post(PATH, json=command, headers=GOOD)
    assert json.loads(answer.text.splitlines()[-1])["error"] == "AssistantError"


# --- who waits for whom ----------------------------------------------------------------------


def test_an_app_that_refuses_or_has_gone_is_told_in_a_sentence(service: Service) -> None:
    with app(service) as there, pytest.raises(IndexBusy, match="403"):
        There(there.address, "wrong").call("sync", {})
    with pytest.raises(IndexBusy, match="stopped answering"):
        there.call("sync", {})


def test_an_app_that_is_killed_meanwhile_is_told_in_a_sentence(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "_events", lambda *_: iter(['{"progress": ["index", 1, 2]}\n']))
    with app(service) as there, pytest.raises(IndexBusy, match="stopped meanwhile"):
        there.call("sync", {})


def test_a_command_waits_for_another_one(service: Service) -> None:
    service.open()
    other = serving(service.settings)
    threading.Timer(0.8, service.close).start()
    caller = connect(other, patience=20)
    assert isinstance(caller, Here)
    other.close()


def test_a_command_that_waited_long_enough_says_who_is_there(service: Service) -> None:
    service.open()
    with pytest.raises(IndexBusy, match="process"):
        connect(serving(service.settings), patience=0.1)


def test_errors_keep_their_source(client: TestClient) -> None:
    error = remote._raised({"error": "UnknownFormat", "message": "a.xls: not a type we read."})
    assert isinstance(error, UnknownFormat)
    assert (error.source, str(error)) == ("a.xls", "a.xls: not a type we read.")
    assert str(remote._raised({"error": "os", "message": "m"})) == "m"


# --- kills -----------------------------------------------------------------------------------

ADDING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from serving import draft, serving, settings_in
service = serving(settings_in(Path(sys.argv[1])))
for number in range(int(sys.argv[2]), 10_000_000):
    name = f"note{number}"
    body = f"La note {number} parle du four {number * 7919} et de son équipe de {number + 3}."
    for report in service.store([draft(name, body)]):
        print(report.status, report.document_id, number, flush=True)
"""


def killed_after(folder: Path, first: int, seconds: float) -> list[str]:
    """Add documents in a child, kill it `seconds` after the first; return those acknowledged."""
    command = [sys.executable, "-c", ADDING, str(folder), str(first), str(Path(__file__).parent)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    first_line = child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    rest = child.stdout.read()
    child.wait()
    whole_lines = (first_line + rest).rpartition("\n")[0].splitlines()
    lines = [line.split() for line in whole_lines]
    assert {status for status, _, _ in lines} == {"stored"}
    return [document_id for _, document_id, _ in lines]


def kills(folder: Path, moments: list[float]) -> None:
    acknowledged: list[str] = []
    for number, moment in enumerate(moments):
        acknowledged += killed_after(folder, number * 1000, moment)
        service = serving(settings_in(folder))
        indexed = {document.id for document in service.index.documents()}
        on_disk = {document.id for document in service.library.documents()}
        assert set(acknowledged) <= on_disk
        assert indexed == on_disk
        assert service.library.problems == ()
        statistics = service.index.statistics()
        assert statistics.chunks == statistics.documents
        assert not list(service.library.articles.glob(".*"))
        service.close()
    assert len(acknowledged) >= len(moments)


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    kills(tmp_path, [0.13])  # once; `-m slow` does it forty times over, at other moments


@pytest.mark.slow
def test_many_kills_lose_nothing(tmp_path: Path) -> None:
    kills(tmp_path, [n * 0.037 for n in range(1, 41)])
