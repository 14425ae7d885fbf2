"""What programs may call of the page: `ask` and `search`, listed with what they take and give.

`gradio_client.Client("…/fr/").predict("Quelle presse… ?", api_name="/ask")`, or without it: POST
`{"question": …}` to `/fr/gradio_api/call/v2/ask`, then GET that address with `/<event_id>` behind
it. Questions wait in the same queue as those of the page.

Both give JSON as text, not as an object: Gradio's clients take every object with a `path`, as our
citations are, for a file that is to be fetched.
"""

from __future__ import annotations

import inspect
import json
from typing import Any, Final, Literal

import gradio as gr
from gradio.events import api

from assistant.errors import AssistantError
from assistant.questions.understand import LONGEST_QUESTION
from assistant.schema import LANGUAGES
from assistant.service import operations
from assistant.service.operations import Operation
from assistant.service.service import Service
from assistant.ui.access import Access
from assistant.ui.chat import AT_ONCE

LONGEST_HISTORY: Final = 6  # earlier questions, as on the page
MOST_HITS: Final = 50

AskedLanguage = Literal["", "fr", "en", "ar"]


def add_api(service: Service, access: Access) -> None:
    """Add the endpoints to the open Blocks. What they refuse, they refuse in one sentence."""

    def ask(
        question: str,
        language: AskedLanguage = "",
        history: list[str] | None = None,
        request: gr.Request | None = None,
    ) -> str:
        """Answer a question from the documents, or say why they do not answer it.

        Parameters:
            question: 2,000 characters or fewer, in French, English or Arabic.
            language: of the answer; empty: the question's own.
            history: earlier questions of the conversation, oldest first, 6 or fewer.

        Returns:
            The answer as JSON text: what `python -m assistant ask --json` prints.
        """
        _admit(access, request)
        earlier = _checked_history(history)
        _check_language(language)
        arguments = {"text": _checked(question), "language": language or None, "history": earlier}
        return _told(operations.ask, service, arguments)

    def search(question: str, top: int = 10, request: gr.Request | None = None) -> str:
        """Find the passages that a question is answered from, best first.

        Parameters:
            question: 2,000 characters or fewer, in French, English or Arabic.
            top: how many, from 1 to 50.

        Returns:
            The passages as JSON text: what `python -m assistant search --json` prints.
        """
        _admit(access, request)
        if isinstance(top, bool) or not isinstance(top, int) or not 1 <= top <= MOST_HITS:
            raise _refusal(f"top is {top!r}; give a number from 1 to {MOST_HITS}.")
        return _told(operations.search, service, {"text": _checked(question), "top": top})

    for endpoint in (ask, search):
        api(
            endpoint,
            api_name=endpoint.__name__,
            api_description=inspect.cleandoc(endpoint.__doc__ or ""),
            concurrency_limit=AT_ONCE,
            concurrency_id="ask",
            api_visibility="public",
        )


def _told(operation: Operation, service: Service, arguments: dict[str, Any]) -> str:
    try:
        return json.dumps(operation(service, arguments, None), ensure_ascii=False)
    except AssistantError as error:
        raise _refusal(str(error)) from error


def _admit(access: Access, request: gr.Request | None) -> None:
    asker = request.request if request is not None else None
    if asker is None or not access.may_ask(asker):
        raise _refusal("Sign in to ask questions.")


def _checked(question: str) -> str:
    if not isinstance(question, str) or not question.strip():
        raise _refusal("The question is empty; put it in `question`.")
    if len(question) > LONGEST_QUESTION:
        raise _refusal(f"A question has {LONGEST_QUESTION} characters or fewer; shorten it.")
    return question.strip()


def _checked_history(history: object) -> list[str]:
    if history is None:
        return []
    if not isinstance(history, list) or len(history) > LONGEST_HISTORY:
        raise _refusal(f"history is a list of {LONGEST_HISTORY} earlier questions or fewer.")
    return [_checked(question) for question in history]


def _check_language(language: str) -> None:
    if language and language not in LANGUAGES:
        raise _refusal(f"language is {str(language)[:20]!r}; give one of {', '.join(LANGUAGES)}.")


def _refusal(sentence: str) -> gr.Error:
    return gr.Error(sentence, print_exception=False)
