"""The gold set: questions written by reading the documents, with what a right answer must hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.schema import Language

HERE = Path(__file__).resolve().parent
QUESTIONS = HERE / "questions.jsonl"
DOCUMENTS = HERE / "documents"

TYPES = frozenset({
    "figure", "commitment", "party", "date", "person", "organisation", "place", "list",
    "definition", "latest", "follow_up", "yes_no", "false_premise", "multi", "unanswerable",
    "off_subject", "metadata", "greeting", "typo", "other",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """Where the answer stands: an exact substring of a field of one document."""

    document: str  # the file's path in evals/documents
    quote: str
    field: str = "body"


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question with its gold answer.

    `facts`: every inner tuple is one required fact, its members are ways to say it (a figure is
    compared as a value). `forbidden`: facts of the same page that answer another question.
    `reasons`: for what cannot be answered, the reasons a refusal may give.
    """

    id: str
    language: Language
    type: str
    question: str
    history: tuple[str, ...]
    gold_answer: str
    facts: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    evidence: tuple[GoldEvidence, ...]
    answerable: bool
    reasons: tuple[str, ...]
    split: str  # dev or test, by document

    @property
    def quotes(self) -> tuple[GoldEvidence, ...]:
        """The evidence in bodies: what retrieval and citations are judged on."""
        return tuple(e for e in self.evidence if e.field == "body") if self.answerable else ()


def read_questions(path: Path = QUESTIONS) -> tuple[GoldQuestion, ...]:
    """Return the questions of a JSON-lines file, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_question(json.loads(line)) for line in lines if line.strip())


def _question(record: dict[str, Any]) -> GoldQuestion:
    return GoldQuestion(
        id=record["id"],
        language=record["language"],
        type=record["type"],
        question=record["question"],
        history=tuple(record.get("history", ())),
        gold_answer=record["gold_answer"],
        facts=tuple(tuple(ways) for ways in record["facts"]),
        forbidden=tuple(record["forbidden"]),
        evidence=tuple(GoldEvidence(**evidence) for evidence in record["evidence"]),
        answerable=record["answerable"],
        reasons=tuple(record["reason"]),
        split=record["split"],
    )


def raw_documents(folder: Path = DOCUMENTS) -> tuple[Path, ...]:
    """Return the pages to bring in the way staff do, in order of name."""
    return tuple(sorted(path for path in folder.iterdir() if path.is_file()))


def summaries(folder: Path = DOCUMENTS) -> tuple[Path, ...]:
    """Return the pinned corpus files, in order of name."""
    return tuple(sorted((folder / "summaries").glob("*.md")))


def set_digest(files: Sequence[Path] | None = None) -> str:
    """Return the SHA-256 of the questions and every document: the floors hold for this set only."""
    chosen = [QUESTIONS, *raw_documents(), *summaries()] if files is None else list(files)
    whole = hashlib.sha256()
    for path in chosen:
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
