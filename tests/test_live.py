"""Today's corpus is asked without touching it; members' questions are kept for good."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hashing_encoder import HashingEncoder

from assistant.settings import Settings
from evals.gold import GoldQuestion
from evals.live import AskedBefore, BrokenList, NoQuestion, append, live, members_questions
from evals.trouble import NothingToMeasure

DAY = date(2026, 3, 14)
BODY = """La fonderie de Belle-Eau emploie 41 ouvriers.

Elle coule des cloches de bronze pour les horloges de la province."""
FRONT = """---
id: fonderie
kind: article
title: La fonderie de Belle-Eau
publisher: Le Courrier de Verte-Rive
language: fr
published: 2021-05-02
published_from: staff
---

"""
ASKED = GoldQuestion(
    id="g1", language="fr", type="unanswerable", question="Combien d'ouvriers à Belle-Eau ?",
    history=(), gold_answer="", facts=(), forbidden=(), evidence=(), answerable=False,
    reasons=("no_evidence",), split="dev",
)  # fmt: skip
WORKERS = "Combien d'ouvriers emploie la fonderie de Belle-Eau ?"
SCHOOLS = "Combien d'élèves suivent les cours de navigation spatiale à Marseille ?"


# --- members' questions -----------------------------------------------------------------------


def test_a_question_is_appended_with_an_id_of_its_day_and_the_language_it_reads_in(tmp_path):
    path = tmp_path / "live.jsonl"
    told = append(" Qui préside\nla fonderie ? ", note="au salon", path=path, today=DAY)
    append("Who chairs the foundry and since when?", expected="A. B.", path=path, today=DAY)
    append("Chkoun l'président ?", language="ar", path=path, today=date(2026, 3, 15))
    assert told.startswith("live-2026-03-14-1 (fr) is in ")
    first, second, third = members_questions(path)
    assert (first.question, first.note) == ("Qui préside la fonderie ?", "au salon")
    assert (second.id, second.language, second.expected) == ("live-2026-03-14-2", "en", "A. B.")
    assert (third.id, third.language, third.appended) == ("live-2026-03-15-1", "ar", "2026-03-15")


def test_the_same_question_is_refused_and_another_one_is_not(tmp_path):
    path = tmp_path / "live.jsonl"
    append("Qui préside l'atelier ?", path=path, today=DAY)
    with pytest.raises(AskedBefore, match="live-2026-03-14-1 asks this already"):
        append("Qui  préside l’atelier ?", path=path, today=DAY)
    append("Qui préside l'atelier de 2021 ?", path=path, today=DAY)
    assert len(members_questions(path)) == 2


@pytest.mark.parametrize("text", ["", " \n ", "x" * 1001])
def test_what_is_no_question_is_refused_and_nothing_is_written(tmp_path, text):
    with pytest.raises(NoQuestion, match="1 to 1000 characters"):
        append(text, path=tmp_path / "live.jsonl")
    assert not (tmp_path / "live.jsonl").exists()


def test_an_id_is_never_given_twice_and_a_line_without_its_end_is_ended(tmp_path):
    path = tmp_path / "live.jsonl"
    taken = {"id": "live-2026-03-14-2", "language": "fr", "question": "Où ?", "by": "kept"}
    path.write_text(json.dumps(taken), encoding="utf-8")
    for number in range(2):
        append(f"Question {number} ?", path=path, today=DAY)
    assert [one.id[-1] for one in members_questions(path)] == ["2", "1", "3"]
    assert '"by": "kept"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["{", "[]", '"x"', '{"id": "a"}', '{"id": "a", "language": "de"}'])
def test_a_line_that_cannot_be_read_is_named(tmp_path, line):
    path = tmp_path / "live.jsonl"
    append("Qui ?", path=path, today=DAY)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(BrokenList, match=r"live\.jsonl, line 2, is no question"):
        members_questions(path)


def test_there_may_be_no_list(tmp_path):
    assert members_questions(tmp_path / "live.jsonl") == ()


# --- asking -----------------------------------------------------------------------------------


@pytest.fixture
def settings(tmp_path):
    articles = tmp_path / "corpus" / "articles"
    articles.mkdir(parents=True)
    (articles / "fonderie.md").write_text(FRONT + BODY + "\n", encoding="utf-8")
    (articles / ".writing-x").write_text("half", encoding="utf-8")
    return Settings(corpus=tmp_path / "corpus", data=tmp_path / "data")


def asked(settings, tmp_path, questions, lines=None):
    return live(
        (lines if lines is not None else []).append,
        settings=settings,
        encoder=HashingEncoder,
        questions=questions,
        members=tmp_path / "live.jsonl",
    )


def test_what_the_corpus_answers_now_is_told_with_its_citation(settings, tmp_path):
    append(WORKERS, expected="41", path=tmp_path / "live.jsonl", today=DAY)
    append(SCHOOLS, path=tmp_path / "live.jsonl", today=DAY)
    secret = replace(ASKED, id="t1", split="test", question=WORKERS)
    told = asked(settings, tmp_path, [replace(ASKED, question=WORKERS), secret])
    assert "## Marked unanswerable, answered now: 1 of dev, 1 of test" in told
    assert f"**g1** {WORKERS}" in told
    assert "t1" not in told
    assert "* [1] fonderie: La fonderie de Belle-Eau emploie 41 ouvriers." in told
    assert "## Asked by members: 2, answered 1" in told
    first, second = (part for part in told.split("\n\n**") if part.startswith("live-"))
    assert "* expected: 41" in first
    assert "41 ouvriers" in first.split("* now: ")[1]
    assert "* now: refused (" in second


def test_answers_and_refusals_are_counted_by_kind_and_language(settings, tmp_path):
    far = replace(ASKED, id="g2", question=SCHOOLS, answerable=True)
    told = asked(settings, tmp_path, [replace(ASKED, question=WORKERS), far])
    rows = {}
    for line in told.splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            rows[cells[0]] = cells[1:4]
    assert rows["all"] == ["2", "1", "1"]
    assert rows["marked answerable"] == ["1", "0", "1"]
    assert rows["marked unanswerable"] == ["1", "1", "0"]
    assert rows["fr"] == ["2", "1", "1"]
    assert rows["en"] == ["0", "0", "0"]


def test_nothing_of_the_users_is_written_or_locked(settings, tmp_path):
    before = {p: p.read_bytes() for p in settings.corpus.rglob("*") if p.is_file()}
    lines = []
    asked(settings, tmp_path, [ASKED], lines)
    after = {p: p.read_bytes() for p in settings.corpus.rglob("*") if p.is_file()}
    assert after == before
    assert not settings.data.exists()
    assert "1 documents indexed" in lines
    assert any(line.startswith("index: ") for line in lines)


def test_an_empty_corpus_is_told_in_a_sentence(tmp_path):
    with pytest.raises(NothingToMeasure, match="ASSISTANT_CORPUS"):
        asked(Settings(corpus=tmp_path / "none"), tmp_path, [ASKED])
