"""The door to language models: what a setting opens, what is told when it does not, who is left."""

from __future__ import annotations

import asyncio
import builtins
import threading
import time
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk
from wording_fakes import Failing, said, saying, writer

from assistant.errors import SettingsError, WriterTrouble
from assistant.questions.writing import writer as module
from assistant.questions.writing.writer import Usage, open_writer
from assistant.settings import Settings

KEY = "sk-geheim-1234567890"
ASK = [("human", "Combien ?")]


def soon(seconds: float = 5.0) -> float:
    return time.monotonic() + seconds


# --- what the settings open -------------------------------------------------------------------


def test_no_setting_opens_nothing() -> None:
    assert open_writer(Settings()) is None


@pytest.mark.parametrize("name", ["mistral-small", "ollama:", ":mistral", ":"])
def test_a_name_without_provider_or_model_is_told_how_it_is_written(name: str) -> None:
    with pytest.raises(SettingsError, match=r"ASSISTANT_MODEL.*ollama:mistral-small"):
        open_writer(Settings(model=name))


def test_a_provider_that_nobody_knows_is_told_as_such() -> None:
    with pytest.raises(SettingsError, match=r"olama:x cannot be opened.*provider's name right"):
        open_writer(Settings(model="olama:x"))


@pytest.mark.parametrize("provider", ["anthropic", "mistralai", "ollama", "openai"])
@pytest.mark.parametrize("missing", ["langchain", "langchain_{}"])
def test_a_missing_extra_is_told_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, provider: str, missing: str
) -> None:
    refuse(monkeypatch, missing.format(provider))
    with pytest.raises(SettingsError, match=rf"pip install 'sector-assistant\[{provider}\]'"):
        open_writer(Settings(model=f"{provider}:some"))


def test_a_provider_without_an_extra_of_ours_is_told_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse(monkeypatch, "langchain")
    with pytest.raises(SettingsError, match=r"pip install langchain langchain-groq"):
        open_writer(Settings(model="groq:some"))


def refuse(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    """Make a package as one that is not installed."""
    known = builtins.__import__

    def refusing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ImportError(f"No module named {name!r}")
        return known(name, *args, **kwargs)

    def opened(*_: Any) -> Any:
        __import__(package)

    monkeypatch.setattr(builtins, "__import__", refusing)
    monkeypatch.setattr(module, "_opened", opened)


def test_a_provider_without_its_key_is_told_and_no_key_is(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="key in the environment"):
        open_writer(Settings(model="openai:some"))

    def opened(*_: Any) -> Any:
        raise ValueError(f"invalid key {KEY}")

    monkeypatch.setattr(module, "_opened", opened)
    with caplog.at_level("DEBUG"), pytest.raises(SettingsError) as error:
        open_writer(Settings(model="openai:some"))
    assert KEY not in f"{error.value!r} {caplog.text}"
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__


def test_a_server_of_ones_own_needs_no_key_and_the_settings_reach_the_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    settings = Settings(
        model="openai:some", model_url="http://127.0.0.1:9/v1", model_seconds=7.0,
        model_context=4096, model_price_read=1.0, model_price_written=2.0,
    )  # fmt: skip
    opened = open_writer(settings)
    assert opened is not None
    assert (opened.name, opened.seconds, opened.context) == ("openai:some", 7.0, 4096)
    assert opened.cost(Usage(read=1_000_000, written=500_000)) == 2.0
    client: Any = opened.model
    assert client.openai_api_base == settings.model_url
    assert client.temperature == 0
    assert client.request_timeout == 7.0


def test_costs_are_none_where_no_price_is_set() -> None:
    assert said().cost(Usage(10, 10)) is None


# --- reading ----------------------------------------------------------------------------------


def test_a_text_comes_piece_by_piece() -> None:
    assert "".join(said("La forge emploie 41 ouvriers.").write(ASK, soon())).split() == (
        "La forge emploie 41 ouvriers.".split()
    )


def test_all_requests_are_read_in_one_loop() -> None:
    threads = []
    loops = []

    class Telling(Failing):
        async def _astream(self, messages: Any, *args: Any, **kwargs: Any) -> Any:
            threads.append(threading.current_thread().name)
            loops.append(asyncio.get_running_loop())
            async for chunk in super(Failing, self)._astream(messages):
                yield chunk

    for _ in range(3):
        list(writer(Telling(messages=iter(["oui"]))).write(ASK, soon()))
    assert set(threads) == {"writer"}
    assert len(set(loops)) == 1


def test_leaving_a_stream_stops_the_model() -> None:
    model = saying("un deux trois " * 100, wait=0.01)
    stream = writer(model).write(ASK, soon())
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    until = soon(2)
    while not model.left and time.monotonic() < until:
        time.sleep(0.005)
    assert model.left


def test_a_model_is_left_at_its_time_silent_or_not() -> None:
    for wait in (10.0, 0.0005):
        model = saying("un deux " * 10_000, wait=wait)
        begun = time.monotonic()
        with pytest.raises(WriterTrouble) as error:
            list(writer(model).write(ASK, soon(0.1)))
        assert error.value.kind == "timeout"
        assert time.monotonic() - begun < 2


class Odd(Exception):
    status_code: int | None = None


@pytest.mark.parametrize(
    ("status", "text", "kind"),
    [
        (401, f"bad key {KEY}", "key"),
        (403, "", "key"),
        (404, "", "unknown"),
        (413, "", "too_long"),
        (429, "", "busy"),
        (500, "", "server"),
        (None, "", "server"),
        (None, "maximum context length is 8192", "too_long"),
    ],
)
def test_any_error_of_a_provider_is_told_by_its_kind_and_never_by_its_text(
    status: int | None, text: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    error = Odd(text)
    error.status_code = status
    with pytest.raises(WriterTrouble) as told:
        list(writer(Failing(messages=iter(["un deux"]), error=error)).write(ASK, soon()))
    assert told.value.kind == kind
    assert KEY not in f"{told.value} {caplog.text}"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TimeoutError(), "timeout"),
        (ConnectionResetError(), "cut"),  # it had begun
        (ValueError(), "server"),
    ],
)
def test_errors_of_python_are_told_too(error: Exception, kind: str) -> None:
    with pytest.raises(WriterTrouble) as told:
        list(writer(Failing(messages=iter(["un"]), error=error)).write(ASK, soon()))
    assert told.value.kind == kind


def test_what_fails_twice_rests_and_one_success_forgives(monkeypatch: pytest.MonkeyPatch) -> None:
    model = writer(Failing(messages=iter(["un"] * 9), error=ValueError()))

    def ask() -> None:
        with pytest.raises(WriterTrouble):
            list(model.write(ASK, soon()))

    ask()
    monkeypatch.setattr(model, "model", saying("oui"))
    list(model.write(ASK, soon()))
    monkeypatch.setattr(model, "model", Failing(messages=iter(["un"] * 9), error=ValueError()))
    ask()
    assert not model.rests
    ask()
    assert model.rests
    later = time.monotonic() + 61
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert not model.rests


def test_tokens_are_counted_as_the_provider_counts_them() -> None:
    usage = Usage()
    usage.add(AIMessageChunk("a"))
    usage.add(
        AIMessageChunk(
            "b",
            usage_metadata={"input_tokens": 9, "output_tokens": 2, "total_tokens": 11},
            response_metadata={"finish_reason": "length"},
        )
    )
    usage.add(AIMessageChunk("c"))
    assert (usage.read, usage.written, usage.finish) == (9, 2, "length")
