"""Answers and hits as the JSON that scripts outside the project rely on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.schema import Answer, Hit


def as_json(answer: Answer) -> dict[str, Any]:
    """Return an answer by the contract: plain dicts, lists, strings and numbers."""
    plain = asdict(answer)
    first = ("id", "question", "standalone_question")
    return {key: plain[key] for key in first} | plain


def hits_as_json(id: str | None, question: str, hits: Sequence[Hit]) -> dict[str, Any]:
    """Return what retrieval found by the contract."""
    return {
        "id": id,
        "question": question,
        "hits": [
            {
                "document_id": hit.document.id,
                "path": hit.document.path,
                "text": hit.chunk.text,
                "start": hit.chunk.start,
                "end": hit.chunk.end,
                "score": hit.score,
                "dense_rank": hit.dense_rank,
                "lexical_rank": hit.lexical_rank,
            }
            for hit in hits
        ],
    }
