"""The commands that list and delete kept answers: what they print and leave behind."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from serving import serving, settings_in

from assistant.__main__ import run
from assistant.kept_answers import KeptAnswer, KeptAnswers
from assistant.service.service import Service

QUESTION = "Quelle presse la forge de Bellemont a-t-elle mise en service ?"


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return serving(settings_in(tmp_path))


def keep(service: Service, shown: str) -> str:
    answer = {"question": QUESTION, "citations": []}
    return KeptAnswers(service.state).link(
        KeptAnswer(shown * 32, "2026-11-20T10:00:00Z", answer, {}, {})
    )


def told(folder: Path, *words: str) -> tuple[int, str]:
    out = io.StringIO()
    places = ["--corpus", str(folder / "corpus"), "--data", str(folder / "data")]
    return run([*places, "answers", *words], out, serving), out.getvalue()


def test_kept_answers_are_listed(service: Service, tmp_path: Path) -> None:
    assert told(tmp_path, "list") == (0, "No answer is kept.\n")
    token = keep(service, "a")
    assert told(tmp_path, "list") == (0, f"{token}  2026-11-20  {QUESTION}\n")
    _, out = told(tmp_path, "list", "--json")
    assert json.loads(out) == [
        {"id": token, "at": "2026-11-20T10:00:00Z", "linked": True, "question": QUESTION}
    ]


@pytest.mark.parametrize("given", ["{}", "https://chat.example/fr/answers/{}", "../answers/{}"])
def test_one_is_deleted_by_its_id_or_its_link(service: Service, tmp_path: Path, given: str) -> None:
    gone, stays = keep(service, "a"), keep(service, "b")
    assert told(tmp_path, "delete", given.format(gone)) == (0, "1 deleted.\n")
    kept = KeptAnswers(service.state)
    assert [one.token for one in kept.all()] == [stays]
    assert kept.why_gone(gone) == "deleted"
    (entry,) = service.state.journal()
    assert (entry.who, entry.action, entry.detail) == ("amina", "answer delete", {})


def test_what_is_not_kept_is_named_and_the_rest_is_done(
    service: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    token = keep(service, "a")
    code, out = told(tmp_path, "delete", "f" * 32, token, "--json")
    assert code == 1
    assert [one["status"] for one in json.loads(out)] == ["missing", "deleted"]
    assert "f" * 32 in capsys.readouterr().err
