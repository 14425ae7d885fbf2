"""The one door to language models: any provider that LangChain knows, by one setting."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

from langchain_core import exceptions as failures

from assistant.errors import SettingsError, WriterTrouble
from assistant.settings import Settings, is_set

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

logger = logging.getLogger(__name__)

Role = Literal["system", "human"]
Message = tuple[Role, str]

ANSWER_TOKENS: Final = 700  # that a model may write: 200 words in any of the languages, and more
EXTRAS: Final = {"anthropic", "mistralai", "ollama", "openai"}  # of the package, by provider
_NO_KEY: Final = "none"  # a server of one's own asks for no key, and its client wants one
# What may pass within a breath and is tried once more, by ourselves: clients wait as long as a busy
# server asks them to, which is longer than a reader does.
_PASSING: Final = {"busy", "server", "unreachable"}
_BREATH: Final = 0.5  # seconds
_FAILURES: Final = 2  # in a row, after which the model is left alone for a while
_REST: Final = 60.0  # seconds

# What is told of an exception, by its class or a class above; the first that fits.
_KINDS: Final[Sequence[tuple[type[BaseException], str]]] = (
    (failures.ModelTimeoutError, "timeout"),
    (TimeoutError, "timeout"),
    (failures.ModelAuthenticationError, "key"),
    (failures.ModelPermissionDeniedError, "key"),
    (failures.ModelRateLimitError, "busy"),
    (failures.ModelNotFoundError, "unknown"),
    (failures.ContextOverflowError, "too_long"),
    (failures.ModelInvalidRequestError, "request"),
    (failures.ModelConnectionError, "unreachable"),
    (ConnectionError, "unreachable"),
    (failures.ModelAPIError, "server"),
)
# Of providers whose exceptions are not LangChain's: the status of the answer.
_STATUS: Final = {401: "key", 403: "key", 404: "unknown", 408: "timeout", 413: "too_long",
                  429: "busy"}  # fmt: skip
# Where providers say why a model stopped, and what they call its length.
_FINISHES: Final = ("finish_reason", "stop_reason", "done_reason", "status")
_FOR_LENGTH: Final = {"length", "max_tokens", "incomplete", "model_length"}


@dataclass(slots=True)
class Usage:
    """What one answer took: tokens as the provider counts them, 0 where it does not."""

    read: int = 0
    written: int = 0
    finish: str = ""  # why it stopped, as the provider says it

    @property
    def is_cut(self) -> bool:
        """Whether it stopped for its length alone."""
        return self.finish in _FOR_LENGTH

    def add(self, chunk: AIMessageChunk) -> None:
        """Count what a piece of a stream reports."""
        if told := chunk.usage_metadata:
            self.read += told["input_tokens"]
            self.written += told["output_tokens"]
        about = chunk.response_metadata
        reason = next((about[name] for name in _FINISHES if about.get(name)), None)
        self.finish = str(reason) if reason else self.finish


@dataclass(eq=False)
class Writer:
    """A language model that words answers. Thread-safe.

    `seconds`: within which all of an answer must be there; `context`: tokens that it can read;
    `tells_end`: it says why it stopped, so an answer without that was cut.
    """

    name: str
    model: BaseChatModel
    seconds: float = 45.0
    context: int = 8192
    prices: tuple[float, float] = (0.0, 0.0)  # of a million tokens read, and written
    tells_end: bool = False
    _failed: int = field(default=0, init=False)
    _rests_until: float = field(default=0.0, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    @property
    def rests(self) -> bool:
        """Whether it is left alone for a while, having failed again and again."""
        return time.monotonic() < self._rests_until

    def write(
        self, messages: Sequence[Message], until: float, usage: Usage | None = None
    ) -> Iterator[str]:
        """Yield what the model writes, piece by piece, until `until` (of `time.monotonic`).

        Whoever stops listening stops the model. Raises WriterTrouble, and nothing else.
        """
        usage = usage or Usage()
        stream = _Stream(self.model, messages, usage)
        try:
            yield from stream.pieces(until)
            if usage.is_cut or (self.tells_end and not usage.finish and stream.began):
                raise WriterTrouble("cut")
        except WriterTrouble:
            self._note(failed=True)
            raise
        else:
            self._note(failed=False)
        finally:
            stream.stop()

    def cost(self, usage: Usage) -> float | None:
        """Return what tokens cost, in the currency of the prices; None where none are set."""
        read, written = self.prices
        if not read and not written:
            return None
        return round((usage.read * read + usage.written * written) / 1e6, 6)

    def _note(self, *, failed: bool) -> None:
        with self._lock:
            self._failed = self._failed + 1 if failed else 0
            if self._failed >= _FAILURES:
                self._rests_until = time.monotonic() + _REST


class _Stream:
    """One request, read beside: a server that hangs holds up nobody, and is left when told so."""

    def __init__(self, model: BaseChatModel, messages: Sequence[Message], usage: Usage) -> None:
        self._model, self._messages, self._usage = model, list(messages), usage
        self._pieces: queue.Queue[str | Exception | None] = queue.Queue()
        self.began = False  # something was written
        self._reading = asyncio.run_coroutine_threadsafe(self._read(), _loop())

    def pieces(self, until: float) -> Iterator[str]:
        while (left := until - time.monotonic()) > 0:
            try:
                piece = self._pieces.get(timeout=left)
            except queue.Empty:
                break
            if piece is None:
                return
            if isinstance(piece, Exception):
                kind = _kind(piece)
                logger.warning("the language model failed: %s", type(piece).__name__)
                raise WriterTrouble("cut" if self.began and kind == "unreachable" else kind)
            yield piece
        raise WriterTrouble("timeout")

    def stop(self) -> None:
        """Leave the request where it is still under way: the provider's client hangs up."""
        self._reading.cancel()

    async def _read(self) -> None:
        try:
            try:
                await self._listen()
            except Exception as error:
                if self.began or _kind(error) not in _PASSING:
                    raise
                await asyncio.sleep(_BREATH)
                await self._listen()
            self._pieces.put(None)
        except Exception as error:  # noqa: BLE001 - a provider may raise anything: told as ours
            self._pieces.put(error)

    async def _listen(self) -> None:
        async with aclosing(self._model.astream(self._messages)) as chunks:  # type: ignore[type-var]
            async for chunk in chunks:
                self._usage.add(chunk)
                if said := str(chunk.text):
                    self.began = True
                    self._pieces.put(said)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the loop in which all requests are read, in a thread of its own."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="writer", daemon=True).start()
    return loop


def open_writer(settings: Settings) -> Writer | None:
    """Return the language model that the settings name; None where they name none.

    No request is made. Raises SettingsError, naming what to install or to set.
    """
    provider, _, model = settings.model.partition(":")
    if not settings.model:
        return None
    if not provider or not model:
        raise SettingsError(
            f"The language model is named {settings.model!r} (ASSISTANT_MODEL): "
            "write provider:model, as in ollama:mistral-small."
        )
    try:
        opened = _opened(provider, model, settings)
    except ImportError:
        raise SettingsError(_missing(provider)) from None
    except Exception as error:  # noqa: BLE001 - a provider checks as it likes; its text may hold a key
        logger.debug("%s cannot be opened: %s", settings.model, type(error).__name__)
        raise SettingsError(
            f"The language model {settings.model} cannot be opened ({type(error).__name__}): is "
            "the provider's name right, and its key in the environment?"
        ) from None
    prices = settings.model_price_read, settings.model_price_written
    return Writer(
        settings.model, opened, settings.model_seconds, settings.model_context, prices,
        tells_end=provider in EXTRAS,
    )  # fmt: skip


def _opened(provider: str, model: str, settings: Settings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"temperature": 0}
    if settings.model_url:
        given["base_url"] = settings.model_url
    if provider == "ollama":
        given |= {"num_ctx": settings.model_context, "num_predict": ANSWER_TOKENS,
                  "client_kwargs": {"timeout": settings.model_seconds}}  # fmt: skip
    else:
        given |= {"timeout": settings.model_seconds, "max_retries": 0,
                  "max_tokens": ANSWER_TOKENS}  # fmt: skip
    if provider == "openai":
        given["stream_usage"] = True
        if settings.model_url and not is_set("OPENAI_API_KEY"):
            given["api_key"] = _NO_KEY
    opened: BaseChatModel = init_chat_model(model, model_provider=provider, **given)
    return opened


def _missing(provider: str) -> str:
    if provider in EXTRAS:
        return (
            f"Language models of {provider} need a package that is not there: run "
            f"pip install 'sector-assistant[{provider}]'."
        )
    return (
        f"Language models of {provider} need LangChain's package for them beside langchain: run "
        f"pip install langchain langchain-{provider}, or use one of {', '.join(sorted(EXTRAS))}."
    )


def _kind(error: Exception) -> str:
    """Return what an exception of a provider is to us, and no more: its text may hold a key."""
    known = next((kind for cause, kind in _KINDS if isinstance(error, cause)), "")
    status = getattr(error, "status_code", None)
    kind = known or (_STATUS.get(status, "") if isinstance(status, int) else "")
    names = {base.__name__ for base in type(error).__mro__}
    if "context" in str(error) and kind in {"request", "server", ""}:
        kind = "too_long"  # each provider words it its own way
    if not kind and names & {"APITimeoutError", "TimeoutException"}:
        kind = "timeout"
    if not kind and names & {"TransportError", "APIConnectionError"}:
        kind = "unreachable"
    return kind or "server"
