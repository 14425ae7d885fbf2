"""Answers and hits as the JSON that scripts outside the project rely on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final, get_args

from assistant.errors import UnreadableAnswer
from assistant.index.alternatives import explain
from assistant.language.text import detect_language
from assistant.questions.firmness import Firmness
from assistant.questions.stored import record
from assistant.schema import Answer, AnswerSentence, Citation, Hit

_DATE: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_MOST_CITATIONS: Final = 999  # what a marker of three digits can name
_OF_A_DATE: Final = ("from", "to", "words")


def as_json(answer: Answer) -> dict[str, Any]:
    """Return an answer by the contract: plain dicts, lists, strings and numbers."""
    plain = asdict(answer)
    first = ("id", "question", "standalone_question")
    return {key: plain[key] for key in first} | plain


def from_json(values: Mapping[str, Any]) -> Answer:
    """Return the answer that `as_json` made `values` of; `values` may be old, or a stranger's.

    Unknown fields are left out, missing ones take their default. What an answer is drawn by is
    made sure of: numbers that name a citation, offsets inside their text, dates, known levels.
    Raises UnreadableAnswer, and nothing else.
    """
    read = record(Answer, values)
    if "standalone_question" not in values:
        read = replace(read, standalone_question=read.question)
    numbers = [citation.n for citation in read.citations]
    for cited in (numbers, *([c.n for c in listed] for listed in (read.nearest, read.consulted))):
        if len(set(cited)) < len(cited) or not all(0 < n <= _MOST_CITATIONS for n in cited):
            raise UnreadableAnswer(
                "answer.citations: each must have a number of its own; this answer cannot be "
                "shown, ask the question again."
            )
    return replace(
        read,
        confidence=None if read.confidence is None else min(max(read.confidence, 0.0), 1.0),
        understood=_constraints(read.understood),
        sentences=tuple(_sentence(sentence, numbers) for sentence in read.sentences),
        citations=tuple(map(_citation, read.citations)),
        nearest=tuple(map(_citation, read.nearest)),
        consulted=tuple(map(_citation, read.consulted)),
        conflicts=tuple(
            replace(conflict, values=tuple(v for v in conflict.values if v.citation in numbers))
            for conflict in read.conflicts
        ),
    )


def _sentence(sentence: AnswerSentence, numbers: Sequence[int]) -> AnswerSentence:
    spans = ((a, b) for a, b in sentence.spans if 0 <= a < b <= len(sentence.text))
    return replace(
        sentence,
        spans=tuple(spans),
        citations=tuple(n for n in sentence.citations if n in numbers),
        firmness=sentence.firmness if sentence.firmness in get_args(Firmness) else None,
    )


def _citation(citation: Citation) -> Citation:
    """Return a citation with offsets that fit its quote, or none, and dates that are dates."""
    start, end = citation.start, citation.end
    fits = (
        citation.field == "body"
        and start is not None
        and end is not None
        and 0 <= start < end
        and end - start == len(citation.quote)
    )
    return replace(
        citation,
        start=start if fits else None,
        end=end if fits else None,
        published=citation.published and _dated(citation.published),
        sources=tuple(replace(s, published=_dated(s.published)) for s in citation.sources),
    )


def _dated(published: str) -> str:
    return published if _DATE.fullmatch(published) else ""


def _constraints(understood: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a question was understood, without what has not the form that it is shown by."""
    fits = {
        "party": lambda value: value is None or isinstance(value, str),
        "entities": lambda value: _all(value, lambda entity: isinstance(entity, str)),
        "dates": lambda value: _all(value, _is_date),
    }
    return {k: v for k, v in understood.items() if k not in fits or fits[k](v)}


def _all(values: Any, fit: Callable[[Any], bool]) -> bool:
    return isinstance(values, list) and all(map(fit, values))


def _is_date(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(k), str) for k in _OF_A_DATE)


def newest_of(citations: Sequence[Citation]) -> Citation | None:
    """Return the newest of some citations; None where their dates do not tell which it is."""
    dated = sorted(citations, key=lambda citation: citation.dated)
    if len(dated) < 2 or not dated[0].dated or dated[-1].dated == dated[-2].dated:
        return None
    return dated[-1]


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
