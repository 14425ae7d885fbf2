"""Quotes put beside what a model worded, where its words leave them out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from assistant.questions.answer import unused
from assistant.questions.compose import MOST_WORDS, joined
from assistant.schema import Answer, AnswerSentence, Citation


def with_quotes(answer: Answer, extractive: Answer, wanted: Collection[tuple[str, int]]) -> Answer:
    """Return an answer with those quotes that the model's words should have told and do not.

    Those in `wanted` (by document and end: what was withheld seemed to say it), and both sides
    where sources disagree. What is unsure is left to the model's words.
    """
    disagreeing = {value.citation for conflict in extractive.conflicts for value in conflict.values}
    sentences, citations = list(answer.sentences), list(answer.citations)
    renumbered: dict[int, int] = {}
    for sentence in (one for one in extractive.sentences if not one.unsure):
        of = [c for c in extractive.citations if c.n in sentence.citations]
        told = [next((k.n for k in citations if _same(k, c)), 0) for c in of]
        renumbered |= {c.n: n for c, n in zip(of, told, strict=True) if n}
        is_wanted = any((c.document_id, c.end) in wanted or c.n in disagreeing for c in of)
        if all(told) or not is_wanted or _words(sentences) + _words([sentence]) > MOST_WORDS:
            continue
        for citation in of:
            if citation.n not in renumbered:
                citations.append(replace(citation, n=len(citations) + 1))
                renumbered[citation.n] = len(citations)
        numbers = tuple(renumbered[c.n] for c in of)
        sentences.append(replace(sentence, citations=numbers))
    conflicts = tuple(
        replace(
            conflict,
            values=tuple(replace(v, citation=renumbered[v.citation]) for v in conflict.values),
        )
        for conflict in extractive.conflicts
        if all(value.citation in renumbered for value in conflict.values)
    )
    return replace(
        answer,
        answer=joined(sentences, answer.language),
        sentences=tuple(sentences),
        citations=tuple(citations),
        conflicts=conflicts,
        consulted=unused(answer.consulted, citations),
    )


def _words(sentences: list[AnswerSentence]) -> int:
    return sum(len(one.text.split()) + len(one.citations) for one in sentences)


def _same(one: Citation, other: Citation) -> bool:
    return (one.document_id, one.start) == (other.document_id, other.start)
