"""The fixed set asked again with a language model, and reported beside what is made of quotes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from small_gold import ASKED, small_set

from assistant.errors import SettingsError
from evals import __main__ as command
from evals import run as running
from evals import with_model
from evals.gold import GoldSet
from evals.model_server import serving
from evals.record import read_record, write_record
from evals.replies import Reply, Request, Says, Status
from evals.reporting.markdown import report
from evals.reporting.models import TITLE
from evals.reporting.page import page
from evals.run import run, writer_named
from evals.trouble import ModelGone

QUESTIONS = [
    ASKED,
    ASKED | {
        "id": "n2", "type": "date", "gold_answer": "1911", "facts": [["1911"]],
        "question": "De quand date la grande roue du moulin de Verte-Rive ?",
        "evidence": [{"document": "moulin.html", "quote": "date de 1911"}],
    },
]  # fmt: skip
WORDED = "Au moulin de Verte-Rive, 31 meuniers sont employés depuis le printemps dernier."


@pytest.fixture
def gold(tmp_path: Path) -> GoldSet:
    return small_set(tmp_path, QUESTIONS)


def wording(request: Request) -> Reply:
    """Word the first question well, and invent at the second."""
    text = request.messages[-1].content
    said = WORDED if "Combien" in text else "La grande roue du moulin date de 1931."
    return Says(f"{said} [1]", usage=(400, 20))


def test_the_same_figures_stand_beside_each_other(
    gold: GoldSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL_PRICE_READ", "2.5")
    with serving(wording) as server:
        record = run(gold=gold, baselines=False, writer=writer_named("openai:double", server.url))
        assert len(server.requests) == 2
    of = record.with_model
    assert of is not None
    assert [one.id for one in of.judged] == [one.id for one in record.judged] == ["n1", "n2"]
    assert of.judged[0].verdict == "right"
    assert of.judged[1].said == record.judged[1].said  # what was invented changes nothing
    first, second = of.took
    assert (first.read, first.written, first.cost, first.shown) == (400, 20, 0.001, 1)
    assert (second.shown, second.withheld, second.unheld) == (0, 1, 0)
    assert of.judged[0].said.startswith(WORDED)
    assert "«" in record.judged[0].said

    write_record(record, tmp_path / "run.json")
    again = read_record(tmp_path / "run.json")
    assert again.with_model == of
    told = report(again)
    assert f"## {TITLE}" in told
    assert "openai:double" in told
    assert "| right " in told.split(f"## {TITLE}")[1]
    assert "0.001000 an answer, 0.0020 in all" in told
    tree = html.fromstring(page(again))
    assert [one.text_content() for one in tree.xpath("//table[caption='What the model took']//th")]


def test_without_a_model_nothing_is_said_of_one(
    gold: GoldSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(wording) as server:
        monkeypatch.setenv("ASSISTANT_MODEL", "openai:double")
        monkeypatch.setenv("ASSISTANT_MODEL_URL", server.url)
        record = run(gold=gold, baselines=False)
        assert server.requests == []  # whatever the user has set: floors are of quotes
    assert record.with_model is None
    assert TITLE not in report(record)
    assert TITLE not in page(record)


def test_a_model_that_is_gone_is_told_and_nothing_reported_of_it(
    gold: GoldSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.questions.writing import writer as door

    monkeypatch.setattr(door, "_REST", 0.01)
    monkeypatch.setattr(door, "_FAILURES", 1)
    monkeypatch.setattr(with_model, "_RESTS", 1)
    with serving(lambda _: Status(401)) as server, pytest.raises(ModelGone, match="openai:double"):
        run(gold=gold, baselines=False, writer=writer_named("openai:double", server.url))


def test_the_command_asks_the_model_that_is_named(
    gold: GoldSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "read_set", lambda: gold)
    out = tmp_path / "one.json"
    with serving(wording) as server:
        arguments = ["run", "--no-baselines", "--out", str(out)]
        assert (
            command.main([*arguments, "--model", "openai:double", "--model-url", server.url]) == 0
        )
    assert read_record(out).with_model is not None


def test_a_name_that_is_none_is_refused_before_anything_is_built() -> None:
    with pytest.raises(SettingsError, match="provider:model"):
        writer_named("mistral", "")


def test_a_run_of_an_older_revision_is_still_read(tmp_path: Path) -> None:
    plain = {"about": {}, "judged": [], "extraction": [], "baselines": {}}
    (tmp_path / "run.json").write_text(json.dumps(plain), encoding="utf-8")
    record = read_record(tmp_path / "run.json")
    assert record == replace(record, with_model=None)
