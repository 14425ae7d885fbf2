"""A language model that says what it is given, and sentences to give it, for tests of writing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from weighed import weighed

from assistant.language.sentences import sentences
from assistant.questions.understand import understand
from assistant.questions.writing.passages import Candidate, Passage
from assistant.questions.writing.writer import Writer
from assistant.schema import Document, Evidence, Language, Question


class Saying(GenericFakeChatModel):
    """Says each of its texts in turn, piece by piece, and keeps what it was told."""

    told: list[Sequence[BaseMessage]] = []  # noqa: RUF012 - pydantic copies it
    wait: float = 0.0  # seconds between pieces
    left: bool = False  # whether somebody stopped listening before the end

    async def _astream(
        self, messages: Any, *args: Any, **kwargs: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        self.told.append(messages)
        try:
            for piece in str(next(self.messages)).split(" "):
                await asyncio.sleep(self.wait)
                yield ChatGenerationChunk(message=AIMessageChunk(f"{piece} "))
        except asyncio.CancelledError:
            self.left = True
            raise


class Failing(Saying):
    """Raises an error of its own, after so many words."""

    error: Any = None

    async def _astream(
        self, messages: Any, *args: Any, **kwargs: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        async for chunk in super()._astream(messages):
            yield chunk
        raise self.error


def saying(*texts: str, wait: float = 0.0) -> Saying:
    return Saying(messages=iter(texts), wait=wait)


def writer(model: GenericFakeChatModel, **limits: Any) -> Writer:
    return Writer("fake:model", model, **limits)


def said(*texts: str) -> Writer:
    """Return a writer whose model says each of the texts in turn."""
    return writer(saying(*texts))


def document(body: str, id: str = "forge", language: Language = "fr", **record: str) -> Document:
    record = {"title": "Nouvelles", "publisher": "Le Fil du Métal"} | record
    published = record.pop("published", "2021-03-12")
    return Document(
        id=id, body=body, language=language, published=published, path=f"{id}.md", **record
    )  # type: ignore[arg-type]


def candidates(
    source: Document, question: str = "Combien de personnes la forge emploie-t-elle ?"
) -> list[Candidate]:
    """Return the sentences of a document, scored alike for a question."""
    asked = understand(Question(question))
    scored = weighed("", source.language)
    return [
        Candidate(
            replace(
                scored,
                evidence=Evidence(
                    document=source, start=span.start, end=span.end,
                    text=source.body[span.start : span.end], score=1.0,
                ),
            ),
            asked,
        )
        for span in sentences(source.body, source.language)
    ]  # fmt: skip


def passage(n: int, body: str, language: Language = "fr", **record: str) -> Passage:
    return Passage(n, tuple(candidates(document(body, f"d{n}", language, **record))))


def rare(word: str, language: Language) -> float:
    return 0.8
