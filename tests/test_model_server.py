"""A server that speaks as OpenAI's does: what the real client makes of each good and bad reply."""

import json
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import openai
import pytest
from langchain.chat_models import init_chat_model
from langchain_core import exceptions as of_langchain
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk

from evals.model_server import ModelServer, serving
from evals.replies import (
    Cuts,
    Empty,
    Endless,
    Fails,
    Hangs,
    Malformed,
    Refused,
    Reply,
    Request,
    Says,
    Stalls,
    Status,
)

ASKED = [("system", "Be brief."), ("human", "What is it?")]
SOME = ("It ", "is so. [1]\n")
WAIT, PATIENCE = 0.2, 10.0  # seconds, the client's time-out between two bytes
JSON_ERROR = json.JSONDecodeError


def model(url: str, **more: object) -> BaseChatModel:
    return init_chat_model(
        "openai:double",
        base_url=url,
        api_key="none",
        max_retries=0,
        **{"timeout": PATIENCE, **more},
    )


@contextmanager
def saying(reply: Reply) -> Iterator[ModelServer]:
    with serving(lambda request: reply) as server:
        yield server


def streamed(server: ModelServer, **more: object) -> AIMessageChunk:
    whole, *rest = model(server.url, **more).stream(ASKED)
    for chunk in rest:
        whole = whole + chunk
    return whole


def raised(url: str, *, stream: bool, wait: float = PATIENCE) -> tuple[str, BaseException | None]:
    said = ""
    try:
        if not stream:
            return str(model(url, timeout=wait).invoke(ASKED).content), None
        for chunk in model(url, timeout=wait).stream(ASKED):
            said += str(chunk.content)
    except Exception as error:  # noqa: BLE001 - which it is, is what is asked
        return said, error
    return said, None


def test_what_is_said_arrives_with_its_tokens_and_why_it_ended() -> None:
    with saying(Says("It is so. [1]", usage=(12, 4), finish_reason="length")) as server:
        whole = streamed(server, stream_usage=True)
        at_once = model(server.url).invoke(ASKED)
    assert whole.content == at_once.content == "It is so. [1]"
    for told in (whole, at_once):
        assert told.usage_metadata
        assert (told.usage_metadata["input_tokens"], told.usage_metadata["output_tokens"]) == (
            12,
            4,
        )
        assert told.response_metadata["finish_reason"] == "length"


def test_tokens_are_told_in_a_stream_only_where_they_are_asked_for() -> None:
    with saying(Says("It is so.", usage=(12, 4))) as server:
        assert streamed(server).usage_metadata is None
    with saying(Says("It is so.")) as server:
        assert streamed(server, stream_usage=True).usage_metadata is None


def test_pieces_arrive_one_by_one() -> None:
    begun = time.monotonic()
    arrived: list[tuple[str, float]] = []
    with saying(Says(("one ", "two ", "three"), pause=0.05)) as server:
        for chunk in model(server.url).stream(ASKED):
            if chunk.content:
                arrived.append((str(chunk.content), time.monotonic() - begun))
    assert [text for text, _ in arrived] == ["one ", "two ", "three"]
    assert arrived[1][1] - arrived[0][1] > 0.02
    assert arrived[2][1] - arrived[1][1] > 0.02


def test_the_script_sees_what_was_asked_and_no_key() -> None:
    asked: list[Request] = []
    with serving(lambda request: asked.append(request) or Says("so")) as server:
        model(server.url, temperature=0, max_tokens=70).invoke(ASKED)
        assert server.requests == asked
    (request,) = asked
    assert [(m.role, m.content) for m in request.messages] == [
        ("system", "Be brief."),
        ("user", "What is it?"),
    ]
    assert (request.model, request.stream) == ("double", False)
    assert (request.temperature, request.max_tokens) == (0, 70)
    assert "authorization" not in request.headers
    assert "user-agent" in request.headers


def test_the_models_are_listed_and_nothing_else_is_there() -> None:
    with saying(Says("so")) as server:
        client = openai.OpenAI(base_url=server.url, api_key="none", max_retries=0)
        assert [listed.id for listed in client.models.list()] == ["double"]
        with pytest.raises(openai.NotFoundError):
            client.embeddings.create(model="double", input="x", encoding_format="float")
        asked = urllib.request.Request(f"{server.url}/chat/completions", b"{not json")
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(asked, timeout=1)
    assert not server.requests


# Of LangChain's classes, each of which is also one of openai's, where one is named `Model…`.
_OPENAI = {
    of_langchain.ModelInvalidRequestError: openai.BadRequestError,
    of_langchain.ModelAuthenticationError: openai.AuthenticationError,
    of_langchain.ModelPermissionDeniedError: openai.PermissionDeniedError,
    of_langchain.ModelNotFoundError: openai.NotFoundError,
    of_langchain.ModelRateLimitError: openai.RateLimitError,
    of_langchain.ModelAPIError: openai.InternalServerError,
    of_langchain.ModelConnectionError: openai.APIConnectionError,
    of_langchain.ModelTimeoutError: openai.APITimeoutError,
}
_OFFLINE, _LATE = of_langchain.ModelConnectionError, of_langchain.ModelTimeoutError
_WINDOW = json.dumps({"error": {"message": "too long", "code": "context_length_exceeded"}})
# What is raised at once and in a stream; None: nothing is.
FAILURES = [
    (Status(400), of_langchain.ModelInvalidRequestError, of_langchain.ModelInvalidRequestError),
    (Status(400, _WINDOW), of_langchain.ModelInvalidRequestError,
     of_langchain.ModelInvalidRequestError),
    (Status(401), of_langchain.ModelAuthenticationError, of_langchain.ModelAuthenticationError),
    (Status(403), of_langchain.ModelPermissionDeniedError,
     of_langchain.ModelPermissionDeniedError),
    (Status(404), of_langchain.ModelNotFoundError, of_langchain.ModelNotFoundError),
    (Status(408), openai.APIStatusError, openai.APIStatusError),
    (Status(413), openai.APIStatusError, openai.APIStatusError),
    (Status(422), openai.UnprocessableEntityError, openai.UnprocessableEntityError),
    (Status(429, retry_after="1"), of_langchain.ModelRateLimitError,
     of_langchain.ModelRateLimitError),
    (Status(500), of_langchain.ModelAPIError, of_langchain.ModelAPIError),
    (Status(503, "<html>down</html>"), of_langchain.ModelAPIError, of_langchain.ModelAPIError),
    (Refused(), _OFFLINE, _OFFLINE),
    (Hangs(), _LATE, _LATE),
    (Hangs(headers=False), _LATE, _LATE),
    (Stalls(SOME), _LATE, _LATE),
    (Cuts(SOME), _OFFLINE, _OFFLINE),
    (Cuts(SOME, "line"), JSON_ERROR, None),
    (Cuts(SOME, "neat"), JSON_ERROR, None),
    (Malformed("json", SOME), JSON_ERROR, JSON_ERROR),
    (Malformed("page"), ValueError, ValueError),
    (Fails(SOME), of_langchain.ModelAPIError, openai.APIError),
    (Empty(), None, None),
    (Empty(choices=False), IndexError, ValueError),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "at_once", "in_stream"), FAILURES, ids=lambda v: str(v)[:40])
def test_a_failure_is_raised_as_in_life(
    reply: Reply, at_once: type[Exception] | None, in_stream: type[Exception] | None
) -> None:
    with saying(reply) as server:
        for stream, kind in ((False, at_once), (True, in_stream)):
            wait = WAIT if kind is _LATE else PATIENCE
            said, error = raised(server.url, stream=stream, wait=wait)
            assert isinstance(error, kind) if kind else error is None, (stream, repr(error))
            if kind in _OPENAI:
                assert isinstance(error, _OPENAI[kind])
            # What came before the failure was said.
            pieces = getattr(reply, "pieces", ())
            assert said == ("".join(pieces) if stream else "")


def test_a_failure_in_a_stream_that_has_begun_is_none_of_langchains() -> None:
    with saying(Fails(SOME)) as server:
        _, error = raised(server.url, stream=True)
    assert type(error) is openai.APIError


def test_a_stream_that_merely_ends_gives_no_reason_to() -> None:
    with saying(Cuts(SOME, "neat")) as server:
        assert "finish_reason" not in streamed(server).response_metadata
    with saying(Says(SOME)) as server:
        assert streamed(server).response_metadata["finish_reason"] == "stop"


def test_where_nobody_listens_the_connection_fails() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        for stream in (False, True):
            assert isinstance(raised(url, stream=stream)[1], of_langchain.ModelConnectionError)


@pytest.mark.parametrize("reply", [Stalls(SOME, beats=0.02), Endless("so ", 0.02)], ids=str)
def test_a_time_out_between_bytes_does_not_end_what_drips(reply: Reply) -> None:
    """Only a deadline of one's own does; whoever leaves is known to have left."""
    with saying(reply) as server:
        ended = threading.Event()

        def ask() -> None:
            raised(server.url, stream=True, wait=WAIT)
            ended.set()

        threading.Thread(target=ask, daemon=True).start()
        assert not ended.wait(1.5 * WAIT)
    assert ended.wait(2), "it ends with the server"


def test_who_leaves_an_endless_answer_is_known_to_have_left() -> None:
    with saying(Endless("so ")) as server:
        pieces = model(server.url).stream(ASKED)
        assert "so " in [next(pieces).content for _ in range(5)]
        pieces.close()
        deadline = time.monotonic() + 2
        while not server.left and time.monotonic() < deadline:
            time.sleep(0.01)
        assert server.left == server.requests


@pytest.mark.parametrize("reply", [Hangs(), Stalls(SOME), Endless("so", 60)], ids=str)
def test_it_stops_at_once_whatever_hangs(reply: Reply, capfd: pytest.CaptureFixture[str]) -> None:
    with saying(reply) as server:
        raw = json.dumps({"messages": [], "stream": True}).encode()
        head = (
            f"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: {len(raw)}\r\n\r\n"
        )
        client = socket.create_connection(("127.0.0.1", server.server_port))
        client.sendall(head.encode() + raw)
        assert client.recv(1)
        begun = time.monotonic()
    assert time.monotonic() - begun < 1
    client.close()
    assert capfd.readouterr() == ("", "")


def test_what_a_script_raises_is_raised_where_it_is_served(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def broken(request: Request) -> Reply:
        raise KeyError("no such case")

    with pytest.raises(KeyError, match="no such case"), serving(broken) as server:
        assert isinstance(raised(server.url, stream=True)[1], of_langchain.ModelConnectionError)
    assert capfd.readouterr().err == ""


def test_many_ask_at_once() -> None:
    with serving(lambda request: Says(request.messages[-1].content)) as server:
        told = model(server.url).batch([[("human", f"question {i}")] for i in range(12)])
    assert [answer.content for answer in told] == [f"question {i}" for i in range(12)]
