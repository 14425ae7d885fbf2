"""The gold set itself: well formed, balanced, and true to its documents."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evals import make_documents
from evals.checks import copied_documents, crossing, defects
from evals.gold import HERE, TYPES, VARIANTS, read_set

SET = read_set()
LEARNED = read_set(HERE / "training")


def test_nothing_is_wrong_with_it() -> None:
    assert defects(SET) == []


def test_nothing_is_wrong_with_what_is_learned_from() -> None:
    assert defects(LEARNED) == []


def test_pages_are_of_their_own() -> None:
    assert copied_documents(SET) == []


def test_nothing_of_the_set_is_learned_from() -> None:
    asked = {question.question for question in SET.questions}
    assert asked.isdisjoint(question.question for question in LEARNED.questions)
    bodies = {SET.path(f"summaries/{path.name}").read_bytes() for path in SET.summaries}
    assert bodies.isdisjoint(path.read_bytes() for path in LEARNED.summaries)


def test_there_are_enough_of_every_kind() -> None:
    types = Counter(question.type for question in SET.questions)
    variants = Counter(question.variant for question in SET.questions)
    crossed = crossing(SET)
    assert len(SET.questions) >= 300
    assert len(SET.raw) >= 40
    assert {type for type in TYPES if types[type] < 2} == set()
    assert {variant for variant in VARIANTS if variants[variant] < 3} == set()
    assert crossed["en", "fr"] >= 60
    assert crossed["ar", "fr"] >= 40
    assert crossed["fr", "ar"] + crossed["fr", "en"] >= 15
    assert sum(bool(question.translation_of) for question in SET.questions) >= 40
    assert sum(not question.answerable for question in SET.questions) >= 40


def test_a_third_is_kept_unread() -> None:
    halves = Counter(question.split for question in SET.questions)
    assert 0.25 < halves["test"] / len(SET.questions) < 0.45


def test_no_document_is_in_both_halves() -> None:
    halves: dict[str, set[str]] = {}
    for question in SET.questions:
        for evidence in question.evidence:
            halves.setdefault(evidence.document, set()).add(question.split)
    assert {document for document, splits in halves.items() if len(splits) > 1} == set()


def test_what_repeats_a_question_is_in_its_half() -> None:
    splits = {question.id: question.split for question in SET.questions}
    for question in SET.questions:
        for root in filter(None, (question.twin_of, question.translation_of)):
            assert splits[root] == question.split


def test_the_binary_pages_are_what_their_maker_writes(tmp_path: Path) -> None:
    (tmp_path / "binaries").symlink_to(HERE / "binaries")
    (tmp_path / "documents").mkdir()
    make_documents.main(tmp_path)
    made = sorted((tmp_path / "documents").iterdir())
    assert [path.name for path in made] == [
        p.name for p in SET.raw if p.suffix in {".pdf", ".docx"}
    ]
    for path in made:
        same = path.read_bytes() == SET.path(path.name).read_bytes()
        assert same or path.suffix == ".docx", path.name


@pytest.mark.parametrize("suffix", [".html", ".txt", ".md", ".pdf", ".docx"])
def test_every_format_is_there(suffix: str) -> None:
    assert any(path.suffix == suffix for path in SET.raw)
