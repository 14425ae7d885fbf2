"""The contract of the command line: commands, exit codes, and what stands on standard output."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from serving import FORGE, serving, settings_in, three

from assistant.__main__ import run
from assistant.command_line import answers, display
from assistant.errors import IndexBusy
from assistant.schema import Question
from assistant.service.service import Service

ROOT = Path(__file__).parent.parent
PAGE = """\
# La zinguerie de Valmont s'agrandit

Publié le 12 avril 2022

La zinguerie de Valmont installe un deuxième bain de galvanisation de douze mètres.
Le chantier coûte 8,5 millions de dirhams et s'achèvera à la fin du printemps prochain.
Trente opérateurs seront formés sur place par l'équipe du premier bain de galvanisation.
"""


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Cli = Callable[..., Result]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    service = serving(settings_in(folder))
    three(service)
    service.close()
    return folder


@pytest.fixture
def cli(template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command on a copy of three documents, in this process."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)

    def command(*words: str) -> Result:
        out = io.StringIO()
        places = ["--corpus", str(tmp_path / "corpus"), "--data", str(tmp_path / "data")]
        code = run([*places, *words], out, serving)
        captured = capsys.readouterr()
        assert captured.out == "", "something printed past the output"
        return Result(code, out.getvalue(), captured.err)

    return command


@pytest.fixture(autouse=True)
def quiet_afterwards() -> Iterator[None]:
    """Take away the handler that a command logs to: the stream it has is closed with the test."""
    yield
    logging.getLogger().handlers.clear()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "zinc.md"
    file.parent.mkdir()
    file.write_text(PAGE)
    return file


FIELDS = [
    "source", "status", "document_id", "path", "title", "publisher", "published",
    "published_from", "language", "characters", "removed", "duplicate_of", "near_duplicate_of",
    "error",
]  # fmt: skip


def test_add_prints_one_list_an_object_a_file(cli: Cli, page: Path, tmp_path: Path) -> None:
    (page.parent / "empty.txt").write_text("")
    lines = "".join(f"<p>{line}</p>" for line in PAGE.strip("# \n").splitlines() if line)
    (page.parent / "zinc.html").write_text(f"<html><body>{lines}</body></html>")
    (page.parent / "zinc_files").mkdir()
    (page.parent / "zinc_files" / "part.html").write_text(PAGE)
    (page.parent / "table.xlsx").write_text("x")
    result = cli("add", str(page.parent), "--yes", "--json")
    assert result.code == 1
    assert [list(report)[: len(FIELDS)] for report in result.json] == [FIELDS] * 3
    by_name = {Path(report["source"]).name: report for report in result.json}
    assert {name: report["status"] for name, report in by_name.items()} == {
        "empty.txt": "failed", "zinc.html": "stored", "zinc.md": "duplicate",
    }  # fmt: skip
    stored = by_name["zinc.html"]
    assert stored["published"] == "2022-04-12"
    assert stored["path"] == f"articles/{stored['document_id']}.md"
    assert (tmp_path / "corpus" / stored["path"]).is_file()
    assert stored["duplicate_of"] is stored["error"] is None
    assert by_name["zinc.md"]["duplicate_of"] == stored["document_id"]
    assert by_name["empty.txt"]["title"] is by_name["empty.txt"]["removed"] is None
    assert "table.xlsx" in result.err

    again = cli("add", str(page.parent), "--yes", "--json")
    assert [report["status"] for report in again.json] == ["failed", "unchanged", "duplicate"]


def test_add_says_what_it_took_in_words(cli: Cli, page: Path) -> None:
    result = cli("add", str(page), "--yes", "--published", "1er mai 2022")
    assert result.code == 0
    for word in ("stored", "2022-05-01", "staff", "La zinguerie de Valmont", "1 stored"):
        assert word in result.out


@pytest.mark.parametrize("words", [[], ["--yes"]])
def test_a_path_that_is_not_there_is_told_once(cli: Cli, words: list[str]) -> None:
    result = cli("add", "/nowhere/zinc.pdf", *words)
    assert result.code == 1
    told = result.out + result.err
    assert told.count("/nowhere/zinc.pdf") == 1
    assert told.count("no such file") == 1
    assert "1 failed" in told


def test_without_yes_and_without_terminal_nothing_is_done(
    cli: Cli, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert cli("add", str(page)).code == 2
    assert cli("erase", "2019-cable").code == 2
    assert len(cli("list", "--json").json) == 3


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("said", "documents"), [("y\n", 4), ("n\n", 3), ("", 3), ("oui\n", 4)])
def test_on_a_terminal_it_asks(
    cli: Cli, page: Path, monkeypatch: pytest.MonkeyPatch, said: str, documents: int
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(said))
    result = cli("add", str(page))
    assert result.code == 0
    assert "Valmont" in result.out
    assert "[y/N]" in result.err
    assert len(cli("list", "--json").json) == documents


def test_ask_answers_by_the_contract(cli: Cli) -> None:
    result = cli("ask", "Quelle presse la forge de Bellemont a-t-elle mise en service ?", "--json")
    assert result.code == 0
    answer = result.json
    assert list(answer)[:3] == ["id", "question", "standalone_question"]
    assert answer["answered"] is True
    citation = answer["citations"][0]
    assert FORGE[citation["start"] : citation["end"]] == citation["quote"]
    plain = cli("ask", "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    assert "[1]" in plain.out
    assert "Gazette" in plain.out


@pytest.mark.parametrize("terminal", [True, False])
def test_waiting_for_the_model_is_explained_once_on_a_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, terminal: bool
) -> None:
    stderr = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr("sys.stderr", stderr)
    (tmp_path / "two.jsonl").write_text('{"question": "presse ?"}\n{"question": "quai ?"}\n')
    for words in (
        ("ask", "presse ?", "--json"),
        ("search", "--batch", str(tmp_path / "two.jsonl")),
    ):
        result = cli(*words)
        assert stderr.getvalue().count("loading the language model") == terminal
        assert "loading" not in result.out
        stderr.seek(0)
        stderr.truncate()
    cli("list")
    assert stderr.getvalue() == ""


def test_a_refusal_is_no_failure(cli: Cli) -> None:
    result = cli("ask", "Quel est le prix du poisson à Vladivostok ?", "--json", "--language", "en")
    assert result.code == 0
    assert result.json["answered"] is False
    assert result.json["language"] == "en"


LONG = "Le bain de zinc " * 40
NOTHING = {"notes": ["n"], "missing": ["m"], "citations": [], "nearest": []}
PASSAGE = {
    "n": 1, "quote": LONG, "publisher": "Gazette", "title": "Zinc", "published": None, "url": "",
    "path": "articles/zinc.md",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "nearest", "sources"),
    [
        ("fr", "Passages les plus proches, pour information :", "Sources :"),
        ("en", "Nearest passages, for information:", "Sources:"),
        ("ar", "أقرب المقاطع", "المصادر:"),
    ],
)
def test_people_read_one_language(language: str, nearest: str, sources: str) -> None:
    refusal = {**NOTHING, "language": language, "answer": "…", "nearest": [PASSAGE]}
    shown = answers.answer(refusal)
    assert nearest in shown
    assert "Gazette, Zinc (articles/zinc.md)" in shown
    assert max(map(len, shown.splitlines())) <= 210
    given = {**NOTHING, "language": language, "answer": "…", "citations": [PASSAGE]}
    assert f"{sources}\n[1] Gazette" in answers.answer(given)
    english = set(re.findall(r"[A-Za-z]{3,}", shown)) & {"Nearest", "Not", "found", "note"}
    assert bool(english) == (language == "en")


def test_a_refusal_in_words_is_in_the_language_of_its_answer(cli: Cli) -> None:
    words = ("ask", "Quelle presse la fonderie de Kharlovo a-t-elle vendue en 1950 ?")
    assert "Nearest" not in cli(*words).out
    assert cli(*words, "--json").json["answered"] is False


def test_limits_on_the_date_are_hard(cli: Cli) -> None:
    words = ("search", "presse de 900 tonnes", "--json", "--top", "3")
    assert cli(*words, "--from", "2021").json["hits"]
    assert cli(*words, "--from", "2022", "--to", "2023-05").json["hits"] == []
    for first, last in (("2021-03", "2021-03"), ("mars 2021", "2021"), ("", "2051-12-31")):
        hits = cli(*words, "--from", first, "--to", last).json["hits"]
        assert "2021-03-04-gazette-forge" in {hit["document_id"] for hit in hits}
    assert cli(*words, "--to", "2021-02").json["hits"][0]["document_id"] == "2019-cable"


def test_search_prints_chunks(cli: Cli) -> None:
    values = cli("search", "presse de 900 tonnes", "--top", "2", "--json").json
    assert list(values)[:3] == ["id", "question", "hits"]
    assert values["question"] == "presse de 900 tonnes"
    assert 1 <= len(values["hits"]) <= 2
    hit = values["hits"][0]
    assert list(hit)[:8] == [
        "document_id", "path", "text", "start", "end", "score", "dense_rank", "lexical_rank",
    ]  # fmt: skip
    assert FORGE[hit["start"] : hit["end"]] == hit["text"]
    assert hit["document_id"] in cli("search", "presse de 900 tonnes").out


def test_a_hit_says_by_which_words_it_was_found(cli: Cli) -> None:
    hit = cli("search", "900-tonne presses of the forge", "--top", "1", "--json").json["hits"][0]
    assert ("forge", "forge") in {(met["asked"], met["found"].lower()) for met in hit["matches"]}
    assert any(met["asked"] == "presses" and met["found"] == "presse" for met in hit["matches"])
    for met in hit["matches"]:
        assert FORGE[met["start"] : met["end"]] == met["found"]
    assert "presses → presse" in cli("search", "900-tonne presses of the forge").out


def test_history_is_taken_in_one_go_or_repeated(cli: Cli) -> None:
    one = cli("ask", "et la forge ?", "--history", "Qui embauche ?", "Combien ?", "--json").json
    two = cli(
        "ask", "et la forge ?", "--history", "Qui embauche ?", "--history", "Combien ?", "--json"
    ).json
    assert one["standalone_question"] == two["standalone_question"] != "et la forge ?"


BATCH = [
    {"id": 7, "question": "Quelle presse la forge a-t-elle mise en service ?"},
    "no object",
    {"id": "b", "question": "et pour le naval ?", "history": ["Qui embauche ?"], "language": "ar"},
    {"id": "c", "question": " "},
    {"id": "d", "question": "x", "language": "de"},
    {"id": "e", "question": "x", "history": "y"},
]


def batch_file(folder: Path) -> str:
    lines = [json.dumps(line, ensure_ascii=False) for line in BATCH]
    lines.insert(2, "{not json")
    lines.insert(3, "")
    file = folder / "batch.jsonl"
    file.write_text("\n".join(lines))
    return str(file)


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_batch_is_answered_in_order_a_line_each(cli: Cli, command: str, tmp_path: Path) -> None:
    result = cli(command, "--batch", batch_file(tmp_path), "--top", "2")
    assert result.code == 1
    assert [line["id"] for line in result.lines] == [7, None, None, "b", "c", "d", "e"]
    failed = [line["id"] for line in result.lines if "error" in line]
    assert failed == [None, None, "c", "d", "e"]
    first, third = result.lines[0], result.lines[3]
    if command == "ask":
        assert first["answered"] is True
        assert third["language"] == "ar"
    else:
        assert first["hits"][0]["document_id"] == "2021-03-04-gazette-forge"
        assert third["question"] == "et pour le naval ?"


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_that_fails_loses_no_other(
    cli: Cli, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = getattr(Service, command)

    def sometimes(service: Service, question: Question) -> Any:
        if "broken" in question.text:
            raise ZeroDivisionError("a fault of ours")
        return original(service, question)

    monkeypatch.setattr(Service, command, sometimes)
    lines = [{"id": n, "question": text} for n, text in enumerate(("presse ?", "broken", "\ud800"))]
    (tmp_path / "some.jsonl").write_text("\n".join(map(json.dumps, lines)))
    result = cli(command, "--batch", str(tmp_path / "some.jsonl"))
    assert result.code == 1
    assert [line["id"] for line in result.lines] == [0, 1, 2]
    assert ["error" in line for line in result.lines] == [False, True, False]
    assert result.lines[1]["question"] == "broken"
    assert "ZeroDivisionError" in result.lines[1]["error"]
    assert "Traceback" in result.err  # logged: it is ours to mend


def test_a_batch_comes_from_standard_input_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": "a", "question": "presse de la forge ?"}) + "\n"
    stdin = io.TextIOWrapper(io.BytesIO(line.encode()), encoding="latin-1")
    monkeypatch.setattr("sys.stdin", stdin)
    assert cli("ask", "--batch", "-").lines[0]["id"] == "a"


def test_publishers_and_languages_limit_what_is_found(cli: Cli, tmp_path: Path) -> None:
    def languages(*words: str) -> set[str]:
        hits = cli("search", "presse forge plant Port-Salin", "--json", *words).json["hits"]
        return {hit["document_id"].partition("-")[0] for hit in hits}

    everything = languages()
    assert languages("--publisher", "GAZETTE") == {"2021"}
    assert languages("--publisher", "gazette", "--publisher", "le quai") == everything - {"2019"}
    assert languages("--in-language", "en") == {"2019"}
    assert languages("--in-language", "en", "--in-language", "fr") == everything
    assert cli("ask", "presse ?", "--in-language", "de").code == 2
    nothing = cli("ask", "Quelle presse la forge a-t-elle mise en service ?", "--publisher", "Nul")
    assert nothing.code == 0
    assert "(éditeur)" in nothing.out


def test_a_line_of_a_batch_may_have_limits_of_its_own(cli: Cli, tmp_path: Path) -> None:
    asked = [
        {"id": "all", "question": "forge presse plant"},
        {"id": "own", "question": "forge presse plant", "document_languages": ["en"]},
        {"id": "gazette", "question": "forge presse plant", "publishers": ["GAZETTE"]},
        {"id": "bad", "question": "forge", "publishers": "Gazette"},
        {"id": "worse", "question": "forge", "document_languages": ["de"]},
    ]
    file = tmp_path / "limits.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in asked))
    result = cli("search", "--batch", str(file), "--in-language", "fr")
    assert result.code == 1
    years = [{hit["document_id"][:4] for hit in line.get("hits", ())} for line in result.lines]
    assert "2019" not in years[0]
    assert years[1:3] == [{"2019"}, {"2021"}]
    assert "publishers" in result.lines[3]["error"]
    assert "document_languages" in result.lines[4]["error"]


def test_a_batch_that_is_not_there_is_named(cli: Cli) -> None:
    result = cli("ask", "--batch", "missing.jsonl", "--json")
    assert result.code == 1
    assert "missing.jsonl" in result.json["error"]
    assert "missing.jsonl" in result.err


def test_without_documents_a_question_is_refused_and_the_reason_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty" / "articles").mkdir(parents=True)
    for corpus in ("none", "empty"):
        out = io.StringIO()
        places = ["--corpus", str(tmp_path / corpus), "--data", str(tmp_path / "data")]
        assert run([*places, "ask", "Qui livre des remorqueurs ?", "--json"], out, serving) == 0
        assert json.loads(out.getvalue())["answered"] is False
        told = capsys.readouterr().err.splitlines()
        assert len(told) == 1
        assert "there are no documents yet" in told[0]


def test_a_data_directory_that_cannot_be_written_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("")  # root may write everywhere, but not in a file
    places = ["--corpus", str(tmp_path / "corpus"), "--data", str(tmp_path / "data")]
    for words in (["ask", "Quoi ?"], ["sync"], ["backup", str(tmp_path / "b.zip")]):
        assert run([*places, *words], io.StringIO(), serving) == 1
        (told,) = capsys.readouterr().err.splitlines()
        assert "cannot be written" in told


def test_list_show_edit_remove_restore_erase(cli: Cli, tmp_path: Path) -> None:
    forge, cable = "2021-03-04-gazette-forge", "2019-cable"
    listed = cli("list", "--json").json
    assert [document["document_id"] for document in listed] == [forge, cable, "le-quai-naval"]
    assert listed[2]["published"] is None
    assert forge in cli("list").out
    shown = cli("show", forge, "--json").json
    assert (shown["body"], shown["publisher"]) == (FORGE, "Gazette")
    assert "presse de 900 tonnes" in cli("show", forge).out
    edited = cli("edit", cable, "--published", "2018-05-06", "--publisher", "Wire News", "--json")
    assert (edited.json["published"], edited.json["published_from"]) == ("2018-05-06", "staff")
    assert cli("edit", cable).code == 2
    assert cli("edit", "nothing", "--title", "x").code == 1

    removed = cli("remove", forge, "nothing", "--json")
    assert removed.code == 1
    assert [outcome["status"] for outcome in removed.json] == ["removed", "failed"]
    assert cli("show", forge, "--json").json == {"error": cli("show", forge).err.strip()}
    assert cli("restore", forge).code == 0
    assert cli("show", forge).code == 0
    erased = cli("erase", forge, "--yes", "--json")
    assert erased.json["outcomes"] == [{"document_id": forge, "status": "erased", "error": None}]
    assert erased.json["out_of_reach"]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"presse de 900" in path.read_bytes() for path in files)


def test_sync_rebuild_status(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "articles" / "dropped.md").write_text("Un texte déposé à la main.")
    (tmp_path / "corpus" / "articles" / "broken.md").write_text("---\nid: [\n---\n")
    synced = cli("sync", "--json")
    assert synced.code == 1
    assert synced.json["added"] == ["dropped"]
    assert [problem["path"] for problem in synced.json["problems"]] == ["articles/broken.md"]
    (tmp_path / "corpus" / "articles" / "broken.md").unlink()
    assert cli("sync").code == 0
    assert cli("rebuild", "--json").json["unchanged"] == 4
    status = cli("status", "--json").json
    assert {"documents", "chunks", "languages", "dates", "recipe", "health"} <= set(status)
    assert (status["documents"], status["health"]) == (4, "ok")
    assert "health     ok" in cli("status").out


def test_backup_and_back(cli: Cli, tmp_path: Path) -> None:
    file = str(tmp_path / "saved.zip")
    assert cli("backup", file, "--json").json["documents"] == 3
    cli("erase", "2019-cable", "--yes")
    assert cli("restore-backup", file, "--yes", "--json").json["documents"] == 3
    assert len(cli("list", "--json").json) == 3
    (tmp_path / "bad.zip").write_text("no")
    assert cli("restore-backup", str(tmp_path / "bad.zip"), "--yes").code == 1


@pytest.mark.parametrize(
    "words",
    [
        [], ["nothing"], ["ask"], ["ask", " "], ["ask", "q", "--batch", "f"],
        ["ask", "q", "--top", "0"], ["ask", "q", "--from", "soon"],
        ["search", "q", "--to", "2021-02-30"], ["ask", "q", "--from", "2021-13"],
        ["search", "q", "--from", "2021-03", "--to", "2021-02"],
        ["list", "--from", "2022", "--to", "2021"], ["edit", "2019-cable", "--published", "2051"],
        ["ask", "q", "--language", "de"],
        ["add"], ["add", "f", "--yes", "--published", "soon"], ["add", "f", "--yes", "--url", "x"],
        ["add", "a", "b", "--yes", "--title", "t"], ["show"], ["serve", "--port", "x"],
        ["--nonsense", "list"], ["erase", "--yes"],
    ],
)  # fmt: skip
def test_wrong_usage_is_2_and_explained(cli: Cli, words: list[str]) -> None:
    result = cli(*words)
    assert result.code == 2
    assert result.out == ""
    assert result.err.strip()


def test_help_is_on_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["add", "--help"], ["ask", "--help"], ["serve", "--help"]):
        assert run(words, io.StringIO()) == 0
    shown = capsys.readouterr().out
    for word in ("restore-backup", "--published", "--history", "--port"):
        assert word in shown


def test_text_of_strangers_cannot_drive_the_terminal() -> None:
    assert display.one_line("a\x1b[2Jb\x9bc\u202ed\x07\ne") == "a[2Jbcd e"


def test_trouble_with_the_index_is_told_of_each_source(
    cli: Cli, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise IndexBusy("Another command has the index.")

    monkeypatch.setattr("assistant.command_line.session.connect", refuse)
    result = cli("add", str(page), str(page), "--yes", "--json")
    assert result.code == 1
    assert [report["status"] for report in result.json] == ["failed", "failed"]
    assert all("Another command" in report["error"] for report in result.json)


def test_an_interrupted_add_tells_what_it_did(
    cli: Cli, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Service.store
    calls: list[int] = []

    def interrupted(service: Service, *words: Any, **named: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return original(service, *words, **named)

    monkeypatch.setattr(Service, "store", interrupted)
    monkeypatch.setattr("assistant.command_line.adding.TOGETHER", 1)
    result = cli("add", str(page), str(page), "--yes", "--json")
    assert result.code == 1
    assert [report["status"] for report in result.json] == ["stored"]
    assert "Stopped" in result.err


# --- the program as it is started ------------------------------------------------------------


def started(folder: Path, *words: str, **given: Any) -> subprocess.CompletedProcess[bytes]:
    places = ["--corpus", str(folder / "corpus"), "--data", str(folder / "data")]
    command = [sys.executable, "-m", "assistant", *places, *words]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False, **given
    )


HEAVY = """
import io, json, sys
from assistant.__main__ import run
heavy = {"torch", "sentence_transformers", "chromadb", "gradio", "transformers", "trafilatura",
         "langchain_core", "datasketch", "scipy", "httpx", "pdfplumber"}
for words in json.loads(sys.argv[1]):
    code = run([*sys.argv[2:], *words], io.StringIO())
    sys.stderr.write(json.dumps([code, words, sorted(heavy & set(sys.modules))]) + chr(10))
"""


def test_what_needs_no_model_loads_none(template: Path, tmp_path: Path) -> None:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    commands = [["--help"], ["list"], ["status"], ["show", "2019-cable"], ["backup", "b.zip"],
                ["users", "list"]]  # fmt: skip
    places = ["--corpus", str(tmp_path / "corpus"), "--data", str(tmp_path / "data")]
    child = subprocess.run(
        [sys.executable, "-c", HEAVY, json.dumps(commands), *places],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, timeout=60, check=True,
    )  # fmt: skip
    told = [json.loads(line) for line in child.stderr.splitlines() if line.startswith("[")]
    assert told == [[0, words, []] for words in commands]


def test_output_is_utf_8_whatever_the_terminal_says(template: Path, tmp_path: Path) -> None:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    result = started(tmp_path, "show", "2021-03-04-gazette-forge", "--json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout.decode("utf-8"))["body"] == FORGE


def test_a_reader_that_leaves_is_no_crash(template: Path, tmp_path: Path) -> None:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    places = f"--corpus {tmp_path}/corpus --data {tmp_path}/data"
    script = f"{sys.executable} -m assistant {places} show 2021-03-04-gazette-forge | true"
    child = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert b"Traceback" not in child.stderr
    assert b"Exception" not in child.stderr
