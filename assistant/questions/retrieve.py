"""From a question understood to hits: the index asked with the question and the sector's terms."""

from __future__ import annotations

from typing import Any, Final

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Passage
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.index.index import Index
from assistant.language.terms import find_terms, names
from assistant.language.text import detect_language
from assistant.schema import LANGUAGES, Hit, Question, Understood

DEPTH: Final = 30  # chunks whose sentences are weighed for an answer


class CorpusRetriever(BaseRetriever):
    """The index as a LangChain retriever: a passage a chunk, its hit under `metadata["hit"]`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    top: int = DEPTH

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun | None = None,
        since: str = "",
        until: str = "",
        top: int = 0,
        **_: Any,
    ) -> list[Passage]:
        language = detect_language(query)
        hits = self.index.search(
            query,
            language,
            top or self.top,
            since=since,
            until=until,
            also=in_other_languages(query),
        )
        return [_passage(hit) for hit in hits]


def hits_for(
    retriever: BaseRetriever, understood: Understood, question: Question
) -> dict[str, list[Hit]]:
    """Return the hits of each part of a question, best first."""
    return {
        part: [
            passage.metadata["hit"]
            for passage in retriever.invoke(
                part,
                since=question.since,
                until=question.until,
                top=max(DEPTH, question.top),
            )
        ]
        for part in understood.parts
    }


def in_other_languages(text: str) -> list[str]:
    """Return the glossary terms of `text` as the two other languages call them, a text each."""
    language = detect_language(text)
    keys = dict.fromkeys(mention.key for mention in find_terms(text, language))
    texts = []
    for other in LANGUAGES:
        if other != language:
            texts.append(" ".join(name for key in keys for name in names(key, other)[:1]))
    return [text for text in texts if text]


def _passage(hit: Hit) -> Passage:
    return Passage(
        page_content=hit.chunk.text,
        metadata={
            "document_id": hit.document.id,
            "path": hit.document.path,
            "start": hit.chunk.start,
            "end": hit.chunk.end,
            "score": hit.score,
            "hit": hit,
        },
    )
