"""Refused questions and opinions: done with, taken back, asked again; what the journal tells."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import FORGE, serving, settings_in, store

from assistant.errors import QuestionRefused, TaskRunning
from assistant.gaps import Gaps
from assistant.journal import Journal, Looked
from assistant.kept_answers import KeptAnswer, KeptAnswers, Verdict
from assistant.service import evaluation
from assistant.service.acting import acting
from assistant.service.evaluation import Asked
from assistant.service.health import due, health
from assistant.service.reasking import ask_again
from assistant.service.service import Service
from assistant.service.tasks import Tasks
from assistant.state import State, now
from evals.live import append_all, members_questions

ASKED = "Quelle presse la forge de Bellemont a-t-elle mise en service ?"
OTHER = "Qui préside la savonnerie de Vaugelin ?"
QUOTE = "La forge de Bellemont a mis en service une presse de 900 tonnes au mois de mars 2021."


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "state.db")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = serving(settings_in(tmp_path))
    yield service
    service.close()


def quiet(stage: str, done: int, of: int) -> None:
    pass


def judged(state: State, verdict: Verdict, at: str = "") -> str:
    kept = KeptAnswer(secrets.token_hex(16), at or now(), {"question": verdict}, {}, {})
    KeptAnswers(state).judge(kept, verdict, "Parce que.")
    found = KeptAnswers(state).by_page(kept.shown)
    assert found is not None
    return found.token


# --- refused questions -------------------------------------------------------------------------


def test_a_handled_gap_is_taken_back_and_a_new_asking_is_open(state: State) -> None:
    gaps = Gaps(state)
    state.note_gap(ASKED, "fr", "no_evidence")
    (gap,) = gaps.of("open")
    assert gaps.handle([gap.id], "amina") == 1
    state.note_gap(ASKED, "fr", "no_evidence")
    assert gaps.counts() == {"open": 1, "answered": 0, "handled": 1}
    assert [one.handled_by for one in gaps.of("handled")] == ["amina"]
    gaps.reopen([gap.id])
    assert gaps.counts() == {"open": 2, "answered": 0, "handled": 0}
    assert gaps.handle([99], "amina") == 0


def test_marks_go_with_the_gap(state: State) -> None:
    state.note_gap(ASKED, "fr", "no_evidence")
    Gaps(state).handle([1], "amina")
    state._write("UPDATE gaps SET at = ?", ("2020-01-01T00:00:00Z",))
    assert KeptAnswers(state).older(365) == {"answers": 0, "gaps": 1}
    KeptAnswers(state).purge(365)
    assert Gaps(state).of("handled") == []


def test_asking_again_marks_what_is_answered_by_now_and_notes_nothing(service: Service) -> None:
    for question in (ASKED, ASKED.upper(), OTHER):
        service.state.note_gap(question, "fr", "no_evidence")
    assert ask_again(service, quiet)["answered"] == 0
    store(service, "forge", FORGE, published="2021-03-04")
    told: list[tuple[int, int]] = []
    counts = ask_again(service, lambda _, done, of: told.append((done, of)))
    assert counts == {"asked": 2, "answered": 1, "left": 0}, "the same words are asked once"
    assert told[-1] == (2, 2)
    gaps = Gaps(service.state)
    assert {gap.question for gap in gaps.of("answered")} == {ASKED, ASKED.upper()}
    assert [gap.question for gap in gaps.of("open")] == [OTHER]


def test_asking_again_is_bounded(service: Service) -> None:
    for number in range(5):
        service.state.note_gap(f"Combien de vannes numéro {number} ?", "fr", "no_evidence")
    store(service, "forge", FORGE)
    assert ask_again(service, quiet, most=2) == {"asked": 2, "answered": 0, "left": 3}
    moments = iter([0.0, 0.0, 1000.0])
    late = ask_again(service, quiet, clock=lambda: next(moments))
    assert late == {"asked": 1, "answered": 0, "left": 4}


# --- opinions ----------------------------------------------------------------------------------


def test_what_is_wrong_comes_first(state: State) -> None:
    verdicts: list[Verdict] = ["right", "outdated", "wrong", "wrong_source", "wrong"]
    for verdict in verdicts:
        judged(state, verdict)
    found = [one.verdict for one in KeptAnswers(state).to_handle()]
    assert found == ["wrong", "wrong", "wrong_source", "outdated", "right"]
    assert [one.verdict for one in KeptAnswers(state).to_handle("outdated")] == ["outdated"]
    second = KeptAnswers(state).to_handle(limit=2, offset=2)
    assert [one.verdict for one in second] == ["wrong_source", "outdated"]


def test_an_opinion_is_done_with_and_another_one_is_open_again(state: State) -> None:
    kept = KeptAnswers(state)
    token = judged(state, "wrong")
    assert kept.handle(token, "amina")
    assert not kept.handle("nobody's", "amina")
    assert kept.to_handle() == []
    (handled,) = kept.to_handle(handled=True)
    assert (handled.handled_by, handled.comment) == ("amina", "Parce que.")
    assert kept.counts() == {("wrong", True): 1}
    answer = kept.by_token(token)
    assert answer is not None
    kept.judge(answer, "outdated")
    assert [one.verdict for one in kept.to_handle()] == ["outdated"]
    kept.handle(token, "amina")
    kept.reopen(token)
    assert len(kept.to_handle()) == 1


# --- the evaluation ----------------------------------------------------------------------------


def test_a_question_is_given_in_the_form_that_the_evaluation_takes(
    service: Service, tmp_path: Path
) -> None:
    forge = store(service, "forge", FORGE)
    evaluation.add(service, Asked(f"  {ASKED} ", forge, QUOTE, "Souvent demandée"))
    evaluation.add(service, Asked("من يرأس المصنع؟"))
    path = evaluation.path_in(service.settings)
    assert path.stat().st_mode & 0o777 == 0o600
    first, second = members_questions(path)
    assert (first.question, first.language, first.note) == (ASKED, "fr", "Souvent demandée")
    assert first.expected == f"{QUOTE} ({forge})"
    assert (second.language, second.expected) == ("ar", "")
    assert first.id != second.id
    live = tmp_path / "live.jsonl"
    assert "2 added" in append_all(path, live)
    assert "0 added" in append_all(path, live)
    assert [one.question for one in members_questions(live)] == [first.question, second.question]
    assert members_questions(live)[0].expected == first.expected


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked(" "), "question"),
        (Asked("x" * 1001), "question"),
        (Asked(ASKED, "no-such-document"), "document"),
        (Asked(ASKED, "", QUOTE), "document"),
        (Asked(ASKED, "forge", "La forge a fermé."), "quote"),
        (Asked(ASKED, "forge", "x" * 2001), "long"),
    ],
)
def test_an_incomplete_question_says_what_to_change(
    service: Service, asked: Asked, field: str
) -> None:
    forge = store(service, "forge", FORGE)
    if asked.document_id == "forge":
        asked = Asked(asked.question, forge, asked.quote)
    with pytest.raises(QuestionRefused) as caught:
        evaluation.add(service, asked)
    assert caught.value.field == field
    assert evaluation.count(service.settings) == 0


def test_the_same_question_is_given_once(service: Service) -> None:
    evaluation.add(service, Asked(ASKED))
    with pytest.raises(QuestionRefused) as caught:
        evaluation.add(service, Asked(ASKED.replace("'", "’")))
    assert caught.value.field == "known"


def test_erasing_a_document_takes_its_words_out_of_the_file(service: Service) -> None:
    forge = store(service, "forge", FORGE)
    evaluation.add(service, Asked(ASKED, forge, QUOTE))
    evaluation.add(service, Asked(OTHER))
    path = evaluation.path_in(service.settings)
    path.write_text(path.read_text("utf-8") + "broken by hand\n", "utf-8")
    gone = service.erase([forge]).gone
    assert gone["evaluation"] == 1
    assert "900 tonnes" not in path.read_text("utf-8")
    assert json.loads(path.read_text("utf-8").splitlines()[0])["question"] == OTHER


# --- long work ---------------------------------------------------------------------------------


def test_long_work_is_one_at_a_time_and_told() -> None:
    tasks, go, name = Tasks(), threading.Event(), ""

    def work(progress: object) -> dict[str, int]:
        nonlocal name
        name = acting()
        progress("index", 3, 7)  # type: ignore[operator]
        assert go.wait(10)
        return {"documents": 7}

    tasks.start("rebuild", "amina", work)
    with pytest.raises(TaskRunning):
        tasks.start("sync", "youssef", work)
    go.set()
    tasks.wait(10)
    assert tasks.last is not None
    assert (tasks.last.name, tasks.last.running, tasks.last.done) == ("rebuild", False, 3)
    assert tasks.last.counts == {"documents": 7}
    assert name == "amina", "it is done in the name of who began it"


def test_work_that_fails_says_why_and_bars_nothing() -> None:
    tasks = Tasks()

    def fail(_: object) -> dict[str, int]:
        raise ValueError("no such luck")

    tasks.start("sync", "amina", fail)
    tasks.wait(10)
    assert tasks.last is not None
    assert isinstance(tasks.last.error, ValueError)
    tasks.start("sync", "amina", lambda _: {})
    tasks.wait(10)
    assert tasks.last.error is None


# --- the journal -------------------------------------------------------------------------------


def test_the_journal_is_looked_through(state: State) -> None:
    for number in range(5):
        state.record("amina", "add", f"doc-{number}")
    state.record("youssef", "edit", "doc-1", fields=["title"])
    journal = Journal(state)
    assert (journal.people(), journal.actions()) == (["amina", "youssef"], ["add", "edit"])
    assert [e.action for e in journal.entries(Looked(document="doc-1"), 10)] == ["edit", "add"]
    assert journal.count(Looked(who="amina", action="add")) == 5
    assert journal.count(Looked(who="amina", action="edit")) == 0
    assert [e.document_id for e in journal.entries(Looked(), 2, 1)] == ["doc-4", "doc-3"]
    last = journal.last("add")
    assert last is not None
    assert last.document_id == "doc-4"
    assert journal.last("erase") is None
    assert journal.count(Looked(document="%")) == 0, "no pattern, a part of the id"


def test_all_of_the_journal_is_read_in_parts(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.journal._AT_ONCE", 3)
    for number in range(8):
        state.record("amina", "add", str(number))
    found = Journal(state).all_of(Looked())
    ids = [next(found).document_id]
    state.record("amina", "add", "late")
    ids += [entry.document_id for entry in found]
    assert ids == [str(n) for n in reversed(range(8))]


# --- how it is ---------------------------------------------------------------------------------


def test_health_tells_what_is_behind_and_what_lacks(service: Service) -> None:
    assert health(service).step == "none"
    forge = store(service, "forge", FORGE, publisher="Gazette", published="2021-03-04")
    naval = store(service, "naval", "Le chantier livre trois remorqueurs.\n")
    found = health(service)
    assert (found.step, dict(found.behind)) == ("in_step", {})
    assert [document.id for document in found.undated] == [naval]
    assert [document.id for document in found.nameless] == [naval]
    assert found.sizes.corpus > 100
    assert found.sizes.state > 1000
    assert found.backup is None
    file = service.settings.corpus / service.show(forge).path
    file.write_text(file.read_text("utf-8").replace("900", "800"), "utf-8")
    (service.settings.articles / "broken.md").write_bytes(b"---\ntitle: [\n---\nx\n")
    found = health(service)
    assert (found.step, dict(found.behind)) == ("out_of_step", {"changed": 1})
    assert [one["path"] for one in found.status["not_indexed"]] == ["articles/broken.md"]


def test_what_the_next_purge_takes_is_told(service: Service) -> None:
    service.state.note_gap(ASKED, "fr", "no_evidence")
    judged(service.state, "wrong", "2020-01-01T00:00:00Z")
    assert (due(service).answers, due(service).gaps) == (1, 0)
    service.state._write("UPDATE gaps SET at = ?", ("2020-01-01T00:00:00Z",))
    assert due(service).gaps == 1
