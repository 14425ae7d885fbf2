"""The gold set: documents, and questions on them with what a right answer holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from assistant.schema import Language

HERE = Path(__file__).resolve().parent
Split = Literal["dev", "test"]

TYPES = frozenset({
    "figure", "commitment", "party", "date", "person", "organisation", "place", "list",
    "definition", "latest", "follow_up", "yes_no", "false_premise", "multi", "conflict",
    "unanswerable", "off_subject", "metadata", "greeting", "other",
})  # fmt: skip
VARIANTS = frozenset({
    "typos", "no_accents", "capitals", "colloquial", "darija_arabic", "darija_latin",
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
    `reasons`: for what cannot be answered, the reasons a refusal may give. `twin_of` names the
    clean question that this one asks again badly (`variant` says how), `translation_of` the French
    question that this one asks in another language.
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
    split: Split  # by document
    twin_of: str = ""
    variant: str = ""
    translation_of: str = ""

    @property
    def quotes(self) -> tuple[GoldEvidence, ...]:
        """The evidence in bodies: what retrieval and citations are judged on."""
        return tuple(e for e in self.evidence if e.field == "body") if self.answerable else ()

    @property
    def cluster(self) -> str:
        """The document that this question stands or falls with others of; its own id without."""
        return self.evidence[0].document if self.evidence else self.id


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document of the set, and what a reader sees of it: what its extraction is judged on.

    `article` are sentences of the text from its first to its last, `furniture` words that stand
    around it. Both are empty for pinned corpus files, which are not extracted.
    """

    document: str  # its path in evals/documents
    split: Split
    language: Language
    title: str = ""
    publisher: str = ""
    published: str = ""  # ISO day, month or year; empty where the page does not say
    article: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    copy_of: str = ""  # the document that this one is a near copy of


@dataclass(frozen=True)
class GoldSet:
    """A folder with `questions.jsonl`, `documents.jsonl`, `documents/` and `binaries/`."""

    folder: Path
    questions: tuple[GoldQuestion, ...]
    documents: tuple[GoldDocument, ...]

    @cached_property
    def raw(self) -> tuple[Path, ...]:
        """The pages to bring in the way staff do, in order of name."""
        place = self.folder / "documents"
        return tuple(sorted(path for path in place.iterdir() if path.is_file()))

    @cached_property
    def summaries(self) -> tuple[Path, ...]:
        """The pinned corpus files, in order of name."""
        return tuple(sorted((self.folder / "documents" / "summaries").glob("*.md")))

    @property
    def copies(self) -> dict[str, str]:
        """The near copies, each with the document that it copies."""
        return {page.document: page.copy_of for page in self.documents if page.copy_of}

    def path(self, document: str) -> Path:
        """Return where a document of the set lies."""
        return self.folder / "documents" / document

    def digest(self) -> str:
        """Return the SHA-256 of every question and document: floors hold for this set only."""
        lists = [self.folder / name for name in ("questions.jsonl", "documents.jsonl")]
        whole = hashlib.sha256()
        for path in [*lists, *self.raw, *self.summaries]:
            whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return whole.hexdigest()


def read_set(folder: Path = HERE) -> GoldSet:
    """Return the set that lies in `folder`."""
    documents = tuple(_document(record) for record in _records(folder / "documents.jsonl"))
    splits: dict[str, Split] = {document.document: document.split for document in documents}
    records = _records(folder / "questions.jsonl")
    return GoldSet(folder, tuple(read_question(record, splits) for record in records), documents)


def read_question(record: dict[str, Any], splits: dict[str, Split]) -> GoldQuestion:
    """Return one question; a document that `splits` does not name counts as dev."""
    evidence = tuple(GoldEvidence(**one) for one in record.get("evidence", ()))
    root = record.get("twin_of") or record.get("translation_of") or record["id"]
    return GoldQuestion(
        id=record["id"],
        language=record["language"],
        type=record["type"],
        question=record["question"],
        history=tuple(record.get("history", ())),
        gold_answer=record["gold_answer"],
        facts=tuple(tuple(ways) for ways in record.get("facts", ())),
        forbidden=tuple(record.get("forbidden", ())),
        evidence=evidence,
        answerable=record["answerable"],
        reasons=tuple(record.get("reason", ())),
        split=_split([one.document for one in evidence], splits, root),
        twin_of=record.get("twin_of", ""),
        variant=record.get("variant", ""),
        translation_of=record.get("translation_of", ""),
    )


def _split(documents: Sequence[str], splits: dict[str, Split], root: str) -> Split:
    """Return test for a question with any document in test; without documents, by a hash.

    The hash is of the question that this one repeats, so that twins stay together.
    """
    if documents:
        return "test" if any(splits.get(d) == "test" for d in documents) else "dev"
    return "test" if hashlib.sha256(root.encode()).digest()[0] % 3 == 0 else "dev"


def _document(record: dict[str, Any]) -> GoldDocument:
    lists = {name: tuple(record.get(name, ())) for name in ("article", "furniture")}
    return GoldDocument(**{**record, **lists})


def _records(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
