"""From a question understood to hits: the index asked, and its chunks ranked by sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Passage
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.index.index import Index
from assistant.index.limits import NO_LIMITS, Limits
from assistant.language.terms import find_terms, names
from assistant.language.text import detect_language
from assistant.questions.aliases import as_texts, learn
from assistant.questions.evidence import Scored, score
from assistant.questions.need import need
from assistant.questions.reading import Reader
from assistant.questions.rerank import rerank, within
from assistant.questions.understand import understand
from assistant.schema import LANGUAGES, Hit, Question, Understood

DEPTH: Final = 30  # chunks whose sentences are weighed for an answer


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found for one part of a question: chunks, and their sentences, both best first."""

    hits: tuple[Hit, ...] = ()
    sentences: tuple[Scored, ...] = ()


class CorpusRetriever(BaseRetriever):
    """The index as a LangChain retriever: a passage a chunk, in the order of the best sentences.

    Its hit stands under `metadata["hit"]`, its sentences, scored, under `metadata["sentences"]`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    reader: Reader = Field(default_factory=Reader)
    top: int = DEPTH

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun | None = None,
        limits: Limits = NO_LIMITS,
        top: int = 0,
        understood: Understood | None = None,
        **_: Any,
    ) -> list[Passage]:
        top = top or self.top
        read = understood or understand(Question(query))
        also = in_other_languages(query)
        hits = self._search(query, also, top, limits)
        wanted = need(query, read.dates, self.index.rarity)
        wanted = learn(wanted, [hit.document for hit in hits], self.reader)
        if other_names := as_texts(wanted):
            hits = self._search(query, also + other_names, top, limits)
        sentences = score(hits, wanted, read, self.reader)
        return [_passage(hit, sentences) for hit in rerank(hits, sentences)[:top]]

    def _search(self, query: str, also: Sequence[str], top: int, limits: Limits) -> list[Hit]:
        language = detect_language(query)
        return self.index.search(query, language, max(DEPTH, top), limits=limits, also=also)


def retrieved(
    retriever: BaseRetriever, understood: Understood, question: Question
) -> dict[str, Retrieved]:
    """Return what is found for each part of a question."""
    found = {}
    for part in understood.parts:
        passages = retriever.invoke(
            part,
            limits=Limits.of(question),
            top=max(DEPTH, question.top),
            understood=part_of(understood, part),
        )
        sentences = {id(s): s for p in passages for s in p.metadata["sentences"]}.values()
        found[part] = Retrieved(
            hits=tuple(passage.metadata["hit"] for passage in passages),
            sentences=tuple(sorted(sentences, key=lambda scored: -scored.rank)),
        )
    return found


def part_of(understood: Understood, part: str) -> Understood:
    """Return how one part of a question is understood."""
    return understood if len(understood.parts) == 1 else understand(Question(part))


def in_other_languages(text: str) -> list[str]:
    """Return the glossary terms of `text` as the two other languages call them, a text each."""
    language = detect_language(text)
    keys = dict.fromkeys(mention.key for mention in find_terms(text, language))
    texts = []
    for other in LANGUAGES:
        if other != language:
            texts.append(" ".join(name for key in keys for name in names(key, other)[:1]))
    return [text for text in texts if text]


def _passage(hit: Hit, sentences: Sequence[Scored]) -> Passage:
    return Passage(
        page_content=hit.chunk.text,
        metadata={
            "document_id": hit.document.id,
            "path": hit.document.path,
            "start": hit.chunk.start,
            "end": hit.chunk.end,
            "score": hit.score,
            "hit": hit,
            "sentences": tuple(s for s in sentences if within(s.evidence, hit)),
        },
    )
