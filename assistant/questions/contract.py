"""Answers and hits as the JSON that scripts outside the project rely on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.index.alternatives import explain
from assistant.language.text import detect_language
from assistant.schema import Answer, Hit


def as_json(answer: Answer) -> dict[str, Any]:
    """Return an answer by the contract: plain dicts, lists, strings and numbers."""
    plain = asdict(answer)
    first = ("id", "question", "standalone_question")
    return {key: plain[key] for key in first} | plain


def hits_as_json(
    id: str | None, question: str, hits: Sequence[Hit], standalone: str
) -> dict[str, Any]:
    """Return what retrieval found by the contract; `standalone` is what was searched for.

    `matches` tells, word by word, why a hit was found: "exports" met "exportations".
    """
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
                "matches": _matches(standalone, hit),
            }
            for hit in hits
        ],
    }


def _matches(question: str, hit: Hit) -> list[dict[str, Any]]:
    """Return each word of the question with the first word of the hit that it met, in the body."""
    language = detect_language(question)
    found = explain(question, language, hit.chunk.text, hit.document.language)
    first = {match.asked: match.found for match in reversed(found)}
    return [
        {
            "asked": asked,
            "found": word.text,
            "start": hit.chunk.start + word.start,
            "end": hit.chunk.start + word.end,
        }
        for asked, word in sorted(first.items(), key=lambda pair: pair[1].start)
    ]
