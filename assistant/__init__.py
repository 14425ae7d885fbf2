"""A chat assistant over the documents of a sector: every sentence cited, checked, or not said.

    from assistant import Question, Service, read_settings

    service = Service(read_settings())
    answer = service.ask(Question("What did the State commit to in May 2016?"))
    service.close()

Below are the public names, in the order of the two stories. Each is imported when it is first
asked for: importing the package costs nothing, and no model.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    # what people hold
    "Service": "service.service",
    "Settings": "settings",
    "read_settings": "settings",
    "AssistantError": "errors",
    # what passes from step to step
    "Document": "schema",
    "Chunk": "schema",
    "Question": "schema",
    "Hit": "schema",
    "Answer": "schema",
    "Citation": "schema",
    # the way of a document
    "read_source": "documents.fetch",
    "extract": "documents.extract",
    "describe": "documents.describe",
    "split": "documents.split",
    "Ingest": "documents.ingest",
    # what is kept
    "Library": "library",
    "State": "state",
    "Index": "index.index",
    "open_encoder": "index.encoder",
    # the way of a question
    "understand": "questions.understand",
    "CorpusRetriever": "questions.retrieve",
    "build_chain": "questions.chain",
    "as_json": "questions.contract",
    # the page
    "build_app": "ui.app",
    "serve": "ui.app",
}

__all__ = sorted(_WHERE)


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
