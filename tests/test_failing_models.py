"""Whatever a language model does, the reader gets a checked answer or the one made of quotes."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.questions.writing import writer as door
from assistant.questions.writing.generate import Released
from assistant.questions.writing.trouble import noted
from assistant.schema import Answer, Language, Question
from assistant.service.service import Service
from evals import failing
from evals.__main__ import main
from evals.doubles import inventor
from evals.failing import (
    EVIL,
    KEY,
    Case,
    bring_in,
    cases,
    meet,
    note_of,
    opened,
    settings_for,
    worded,
)
from evals.failing_corpus import DOCUMENTS, QUESTIONS, TRUE
from evals.falsehoods import WAYS
from evals.model_server import ModelServer, serving
from evals.replies import Hangs, Play, Reply, Request, Says, Status
from evals.unheld import unheld_in

MORE = 10.0  # seconds for what is not the model's, .1 on a machine that does nothing else
EVERYTHING = {text for texts in TRUE.values() for text in texts}
TWO = f"{TRUE['en'][0]} [1]\n{TRUE['en'][1]} [1]"
ASKED = Question(QUESTIONS["en"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("failing")


@pytest.fixture(scope="module")
def quoted(folder: Path) -> dict[Language, Answer]:
    """Return what each question is answered with no model."""
    return bring_in(folder)


@contextmanager
def asking(
    folder: Path, play: Play, seconds: float = 30.0
) -> Iterator[tuple[Service, ModelServer]]:
    """Yield a service and the model on loopback that it asks."""
    with serving(play) as server, opened(settings_for(folder, server.url, seconds)) as service:
        yield service, server


def plain(answer: Answer) -> tuple[object, ...]:
    """Return all that a reader sees of an answer but its notes."""
    return answer.answer, answer.sentences, answer.citations, answer.reason, answer.mode


@pytest.mark.parametrize("language", QUESTIONS)
def test_each_question_is_answered_with_no_model(
    language: Language, quoted: Mapping[Language, Answer]
) -> None:
    assert quoted[language].answered
    assert [citation.quote for citation in quoted[language].citations] == [TRUE[language][0]]
    assert quoted[language].notes == ()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_reader_sees_what_is_checked_or_the_quotes(
    case: Case,
    folder: Path,
    quoted: Mapping[Language, Answer],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with caplog.at_level(logging.DEBUG):
        met = meet(case, folder, quoted)
    answer, without = met.answer, met.quoted
    assert met.seconds < case.seconds + MORE
    if case.sees == "quotes":
        assert plain(answer) == plain(without)
    else:
        assert worded(answer, without)
        assert set(worded(answer, without)) <= EVERYTHING
        assert answer.mode == "openai:double"
    assert all(sentence.supported for sentence in answer.sentences)
    assert [one.hard for one in unheld_in(answer).values() if one.hard] == []
    known = [noted(without, kind, instead=case.sees == "quotes") for kind in case.note if kind]
    assert note_of(met) in [*(one.notes[-1] for one in known), *("" for k in case.note if not k)]
    seen = f"{answer.answer}{answer.sentences}{answer.citations}{answer.notes}{answer.missing}"
    assert EVIL not in seen
    assert KEY not in seen
    assert KEY not in caplog.text
    seen.encode()  # no half of a character


def test_what_the_provider_says_is_told_nowhere(
    folder: Path, quoted: object, caplog: pytest.LogCaptureFixture
) -> None:
    told = '{"error": {"message": "Account 4471 of Mrs Verrin is closed", "code": null}}'
    with (
        caplog.at_level(logging.DEBUG),
        asking(folder, lambda _: Status(403, told)) as (service, _),
    ):
        answer = service.ask(ASKED)
    assert "Verrin" not in f"{answer}"
    assert "Verrin" not in caplog.text


# --- what is not asked ------------------------------------------------------------------------


def test_a_model_that_failed_twice_is_left_alone_for_a_while_and_then_asked_again(
    folder: Path, quoted: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_REST", 0.8)
    replies: list[Reply] = [Status(401), Status(401), Says(TWO)]
    with asking(folder, lambda _: replies[len(server.requests) - 1]) as (service, server):
        asked = [service.ask(ASKED) for _ in range(3)]
        assert len(server.requests) == 2
        assert asked[2].notes == noted(asked[2], "rests", instead=True).notes[:1]
        assert {answer.mode for answer in asked} == {"extractive"}
        time.sleep(0.9)
        again = service.ask(ASKED)
        assert len(server.requests) == 3
        assert again.mode == "openai:double"
        assert again.notes == ()


def test_a_success_between_two_failures_lets_the_model_go_on(folder: Path, quoted: object) -> None:
    replies: list[Reply] = [Status(401), Says("NONE"), Status(401), Says(TWO)]
    with asking(folder, lambda _: replies[len(server.requests) - 1]) as (service, server):
        asked = [service.ask(Question(QUESTIONS[one])) for one in ("en", "fr", "ar", "en")]
        assert len(server.requests) == 4
        assert asked[-1].mode == "openai:double"


def test_what_passes_within_a_breath_is_tried_once_more_and_nobody_notices(
    folder: Path, quoted: object
) -> None:
    replies: list[Reply] = [Status(503), Says(TWO)]
    with asking(folder, lambda _: replies[len(server.requests) - 1]) as (service, server):
        answer = service.ask(ASKED)
    assert answer.mode == "openai:double"
    assert answer.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour !",
        "Thank you",
        "What can you do?",
        "Quels documents avez-vous ?",
        "When was the article “Larkfield Cables grows” published?",
        "How much did the State pay for the road of Larkfield Cables?",  # nothing, it says
    ],
)
def test_records_and_contradictions_are_settled_without_a_model(
    text: str, folder: Path, quoted: object
) -> None:
    with asking(folder, lambda _: Says(TWO)) as (service, server):
        answer = service.ask(Question(text))
        assert server.requests == []
    assert answer.mode == "extractive"
    assert answer.answered or answer.reason == "false_premise"


def test_questions_that_are_tried_in_silence_cost_nothing(folder: Path, quoted: object) -> None:
    with asking(folder, lambda _: Says(TWO)) as (service, server):
        assert service.would_answer(ASKED)
        assert server.requests == []


def test_the_same_question_costs_one_request_and_another_evidence_another(
    folder: Path, quoted: object
) -> None:
    with asking(folder, lambda _: Says(TWO)) as (service, server):
        first, second = service.ask(ASKED), service.ask(ASKED)
        assert len(server.requests) == 1
        assert plain(first) == plain(second)
        assert [answer.usage["remembered"] for answer in (first, second)] == [False, True]
        service.ask(Question(QUESTIONS["en"], publishers=("Harbour Post",)))
        assert len(server.requests) == 2


def test_an_answer_that_was_cut_is_asked_for_again(folder: Path, quoted: object) -> None:
    replies: list[Reply] = [Says(TWO, finish_reason="length"), Says(TWO)]
    with asking(folder, lambda _: replies[len(server.requests) - 1]) as (service, server):
        first, second = service.ask(ASKED), service.ask(ASKED)
        assert len(server.requests) == 2
    assert first.notes == noted(first, "cut").notes[:1]
    assert second.notes == ()


# --- while it streams -------------------------------------------------------------------------


def test_a_sentence_is_released_before_the_model_has_ended(folder: Path, quoted: object) -> None:
    def slowly(request: Request) -> Reply:
        return Says((f"{TRUE['en'][0]} [1]\n", "", "", "", f"{TRUE['en'][1]} [1]"), pause=0.5)

    with asking(folder, slowly, 10.0) as (service, _):
        service.would_answer(ASKED)
        clock: list[tuple[float, int]] = []
        begun = time.monotonic()
        for step in service.stream(ASKED):
            if isinstance(found := step.get("answer"), Released | Answer):
                answer = found.answer if isinstance(found, Released) else found
                clock.append((time.monotonic() - begun, len(answer.sentences)))
    first = next(at for at, count in clock if count == 1)
    assert clock[-1][0] - first > 0.5  # of the two seconds that the model takes
    assert clock[-1][1] == 2


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_nothing_unsupported_is_ever_released(
    case: Case, folder: Path, quoted: Mapping[Language, Answer]
) -> None:
    with asking(folder, case.play, 0.5) as (service, _):
        for step in service.stream(Question(QUESTIONS[case.language])):
            if isinstance(found := step.get("answer"), Released):
                assert {sentence.text for sentence in found.answer.sentences} <= EVERYTHING
                assert [o.hard for o in unheld_in(found.answer).values() if o.hard] == []
                assert EVIL not in found.answer.answer


TOLD_TWICE = """---
title: Forges of the south
publisher: Harbour Post
language: en
published: 2021-03-09
---
The State signed the charter of the foundries of Bellemont with Samir Ouazzani on 2 March 2021.
"""


def test_what_turns_a_quote_round_is_held_back_though_another_language_would_bear_it_out(
    tmp_path: Path,
) -> None:
    """A denial is seen best in the quote's own words, so that quote has the last word."""
    bring_in(tmp_path, DOCUMENTS)
    (tmp_path / "corpus/articles/twice.md").write_text(TOLD_TWICE, encoding="utf-8")
    false = TRUE["fr"][1].replace("a signé", "n'a pas signé")
    with asking(tmp_path, lambda _: Says(f"{false} [1][2][3]")) as (service, _):
        service.sync()
        answer = service.ask(
            Question("Quand la charte des fonderies de Bellemont a-t-elle été signée ?")
        )
    assert answer.withheld == (false,)
    assert false not in answer.answer


@pytest.mark.parametrize("language", QUESTIONS)
@pytest.mark.parametrize("way", WAYS)
def test_nothing_invented_is_shown_in_any_language(
    way: str, language: Language, folder: Path, quoted: Mapping[Language, Answer]
) -> None:
    with asking(folder, inventor(way)) as (service, _):
        answer = service.ask(Question(QUESTIONS[language]))
    assert plain(answer) == plain(quoted[language])
    assert answer.withheld


# --- what is left behind ----------------------------------------------------------------------


def test_thirty_questions_to_a_server_that_hangs_leave_nothing_behind(
    folder: Path, quoted: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_FAILURES", 1000)
    with asking(folder, lambda _: Hangs(), 0.03) as (service, server):
        service.ask(ASKED)
        before = _own_threads()
        for _ in range(30):
            service.ask(ASKED)
        assert len(server.requests) > 20
        assert _own_threads() <= before + 2
        until = time.monotonic() + 5
        while time.monotonic() < until and (
            len(server.left) < len(server.requests) or asyncio.all_tasks(door._loop())
        ):
            time.sleep(0.05)
        assert len(server.left) == len(server.requests)
        assert asyncio.all_tasks(door._loop()) == set()


def _own_threads() -> int:
    """Count threads but those of the server on loopback, which has one a request."""
    return sum("process_request_thread" not in thread.name for thread in threading.enumerate())


# --- the command ------------------------------------------------------------------------------


def test_the_command_tells_what_the_reader_saw(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    some = [
        one
        for one in cases()
        if one.name in ("an empty answer", "cites [99]", "401, and the key repeated")
    ]
    monkeypatch.setattr(failing, "cases", lambda: tuple(some))
    assert main(["failures"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 + len(some)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    assert {row[0]: row[1] for row in rows} == {
        "an empty answer": "the quotes",
        "cites [99]": "1 checked",
        "401, and the key repeated": "the quotes",
    }
    assert KEY not in "".join(lines)
