"""The gold set itself: well formed, balanced, and true to its documents."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from assistant.schema import Reason
from evals import make_documents
from evals.gold import DOCUMENTS, TYPES, GoldQuestion, raw_documents, read_questions, summaries
from evals.metrics import find_quote, fold, says

SET = read_questions()
TEXTS = {".html", ".txt", ".md"}


def by_id(question: GoldQuestion) -> str:
    return question.id


def raw_text(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", text)) if path.suffix == ".html" else text


def test_there_are_enough_of_every_kind() -> None:
    languages = Counter(q.language for q in SET)
    assert len(SET) >= 60
    assert len({q.id for q in SET}) == len(SET)
    assert languages["en"] / len(SET) > 0.2
    assert languages["ar"] / len(SET) > 0.15
    assert sum(not q.answerable for q in SET) >= 12
    assert {q.type for q in SET} <= TYPES


def test_no_document_is_in_both_halves() -> None:
    halves: dict[str, set[str]] = {}
    for question in SET:
        for evidence in question.evidence:
            halves.setdefault(evidence.document, set()).add(question.split)
    assert {document for document, splits in halves.items() if len(splits) > 1} == set()


def test_every_document_but_the_copy_is_asked_about() -> None:
    files = {p.name for p in raw_documents()} | {f"summaries/{p.name}" for p in summaries()}
    asked = {evidence.document for question in SET for evidence in question.evidence}
    assert files - asked == {"fil-atelier-presidence.txt"}


@pytest.mark.parametrize("question", SET, ids=by_id)
def test_what_can_be_answered_says_where_and_what_cannot_says_why(question: GoldQuestion) -> None:
    if question.answerable:
        assert question.reasons == ()
        assert question.type == "greeting" or (question.facts and question.evidence)
    else:
        assert question.facts == ()
        assert question.reasons
        assert set(question.reasons) <= set(get_args(Reason))


@pytest.mark.parametrize("question", SET, ids=by_id)
def test_the_quotes_stand_in_the_documents(question: GoldQuestion) -> None:
    for evidence in question.evidence:
        path = DOCUMENTS / evidence.document
        assert path.is_file()
        if path.suffix in TEXTS and evidence.field == "body":
            assert find_quote(raw_text(path), evidence.quote) is not None


@pytest.mark.parametrize("question", SET, ids=by_id)
def test_every_fact_stands_in_the_evidence(question: GoldQuestion) -> None:
    evidence = " ".join(e.quote for e in question.evidence)
    assert [ways for ways in question.facts if not says(evidence, ways)] == []


@pytest.mark.parametrize("question", SET, ids=by_id)
def test_no_required_fact_is_in_the_question(question: GoldQuestion) -> None:
    for ways in question.facts:
        assert not says(question.question, ways) or question.type == "definition"


@pytest.mark.parametrize("question", SET, ids=by_id)
def test_the_question_is_not_its_evidence_in_other_order(question: GoldQuestion) -> None:
    asked = fold(question.question).split()
    runs = {tuple(asked[i : i + 6]) for i in range(len(asked) - 5)}
    for evidence in question.quotes:
        words = fold(evidence.quote).split()
        assert not runs & {tuple(words[i : i + 6]) for i in range(len(words) - 5)}


def test_the_binary_pages_are_what_their_maker_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_documents, "HERE", tmp_path)
    make_documents.main()
    pdf = make_documents.STUDY
    assert (tmp_path / pdf).read_bytes() == (DOCUMENTS / pdf).read_bytes()
    assert (tmp_path / make_documents.REPORT).stat().st_size > 1000
