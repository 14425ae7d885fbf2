"""A model that is played without a server, for what is asked too often to go through one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

from langchain_core.callbacks import (
    AsyncCallbackManagerForLLMRun,
    CallbackManagerForLLMRun,
)
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.questions.writing.writer import Writer
from evals.completions import pieces
from evals.replies import Message, Play, Reply, Request, Says

_ROLES = {"human": "user", "ai": "assistant"}


def played(name: str, play: Play, seconds: float = 45.0) -> Writer:
    """Return a model called `name` that says what `play` says."""
    return Writer(name, _Played(play=play), seconds, tells_end=True)


class _Played(BaseChatModel):
    play: Callable[[Request], Reply]

    @property
    def _llm_type(self) -> str:
        return "played"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        said = "".join(pieces(self.play(_request(messages))))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=said))])

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        reply = self.play(_request(messages))
        for piece in pieces(reply):
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
        yield ChatGenerationChunk(message=_last(reply))


def _request(messages: Iterable[BaseMessage]) -> Request:
    told = (Message(_ROLES.get(one.type, one.type), str(one.content)) for one in messages)
    return Request(tuple(told), stream=True)


def _last(reply: Reply) -> AIMessageChunk:
    end = {"finish_reason": reply.finish_reason if isinstance(reply, Says) else "stop"}
    if not isinstance(reply, Says) or reply.usage is None:
        return AIMessageChunk(content="", response_metadata=end)
    read, written = reply.usage
    counted = UsageMetadata(input_tokens=read, output_tokens=written, total_tokens=read + written)
    return AIMessageChunk(content="", response_metadata=end, usage_metadata=counted)
