"""What a reply looks like on the wire: the objects and events of OpenAI's chat completions.

Source: https://platform.openai.com/docs/api-reference/chat (objects `chat.completion` and
`chat.completion.chunk`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import cycle
from typing import Any

from evals.replies import Cuts, Empty, Endless, Fails, Malformed, Reply, Request, Says, Stalls

MADE = 1_700_000_000  # the second of every answer: nothing depends on it


def pieces(reply: Reply) -> Iterable[str]:
    """Return what `reply` says, piece by piece, without end where it has none."""
    if isinstance(reply, Endless):
        return cycle((reply.text,))
    return reply.pieces if isinstance(reply, Says | Stalls | Cuts | Malformed | Fails) else ()


def completion(asked: Request, reply: Reply) -> dict[str, Any]:
    """Return the whole answer as one object."""
    message = {"role": "assistant", "content": "".join(pieces(reply)), "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": _reason(reply)}
    told = _head(asked, "chat.completion") | {"choices": [choice]}
    if isinstance(reply, Empty) and not reply.choices:
        told["choices"] = []
    counted = usage(reply)
    return told | ({"usage": counted} if counted else {})


def event(asked: Request, delta: dict[str, str], reply: Reply | None = None) -> bytes:
    """Return a chunk that adds `delta`; with `reply`, its last, which says why it ends."""
    reason = None if reply is None else _reason(reply)
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
    return _data(_head(asked) | {"choices": [choice]})


def usage_event(asked: Request, reply: Reply) -> bytes:
    """Return the chunk of tokens, which has no choices."""
    return _data(_head(asked) | {"choices": [], "usage": usage(reply)})


def error_event(message: str) -> bytes:
    """Return an error as vLLM and llama.cpp put it in a stream that has begun."""
    return _data({"error": {"message": message, "type": "server_error", "code": 500}})


def usage(reply: Reply) -> dict[str, int] | None:
    """Return the tokens of prompt and answer, None where the server does not tell."""
    if not isinstance(reply, Says) or reply.usage is None:
        return None
    prompt, answer = reply.usage
    return {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}


def _reason(reply: Reply) -> str:
    return reply.finish_reason if isinstance(reply, Says) else "stop"


def _head(asked: Request, kind: str = "chat.completion.chunk") -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": MADE, "model": asked.model}


def _data(told: dict[str, Any]) -> bytes:
    return b"data: %s\n\n" % json.dumps(told).encode()
