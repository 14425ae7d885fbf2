"""The one chain: what the page, the command line and the evals call to ask a question."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from assistant.index.index import Index
from assistant.questions.answer import answer
from assistant.questions.reading import Reader
from assistant.questions.retrieve import CorpusRetriever, retrieved
from assistant.questions.understand import understand
from assistant.questions.writing.generate import Released, Writing, generate, is_worded
from assistant.questions.writing.remembered import Remembered
from assistant.questions.writing.rewrite import read
from assistant.questions.writing.writer import Writer
from assistant.schema import Answer, Question, Understood

State = dict[str, Any]
Chain = Runnable[Question, State]


def build_chain(index: Index, writer: Writer | None = None) -> Chain:
    """Return the chain over `index`: from a Question to its steps, the last of them the Answer.

    `invoke` gives {"question", "understood", "retrieved", "answer"}; `stream` gives each as soon as
    it is there, with a `writer` the answer as Released first, sentence by sentence; `batch` and the
    async forms come with the Runnable. Thread-safe.
    """
    reader = Reader()
    retriever = CorpusRetriever(index=index, reader=reader)
    remembered = Remembered()

    def asked(question: Question) -> Understood:
        return read(question, writer, remembered) if writer else understand(question)

    def composed(state: State) -> Iterator[Released | Answer]:
        question, understood, found = (state[k] for k in ("question", "understood", "retrieved"))
        quoted = answer(question, understood, found, index, reader)
        steps: Iterable[Released | Answer] = [quoted]
        if writer is not None and is_worded(understood, quoted):
            state["clock"].append(("write", time.perf_counter()))
            steps = generate(understood, found, quoted, Writing(writer, remembered, index.rarity))
        for step in steps:
            if isinstance(step, Answer):
                yield replace(step, timings_ms=_timings(state))
            else:
                yield step

    return (
        RunnableLambda(_begin).with_config(run_name="question")
        | RunnablePassthrough.assign(understood=_step("understand", lambda s: asked(s["question"])))
        | RunnablePassthrough.assign(
            retrieved=_step(
                "retrieve", lambda s: retrieved(retriever, s["understood"], s["question"])
            )
        )
        | RunnablePassthrough.assign(answer=_last("compose", composed))
    )


def _begin(question: Question) -> State:
    return {"question": question, "clock": [("start", time.perf_counter())]}


def _step(name: str, step: Callable[[State], Any]) -> Runnable[State, Any]:
    def timed(state: State) -> Any:
        state["clock"].append((name, time.perf_counter()))
        return step(state)

    return RunnableLambda(timed).with_config(run_name=name)


def _last(name: str, step: Callable[[State], Iterator[Any]]) -> Runnable[State, Any]:
    """Return a step that gives several things one after the other, of which the last counts."""

    def timed(state: State) -> Iterator[Any]:
        state["clock"].append((name, time.perf_counter()))
        yield from step(state)

    return RunnableLambda(timed).with_config(run_name=name)


def _timings(state: State) -> dict[str, float]:
    """Return milliseconds a step, from when each began; the last ends now."""
    clock = [*state["clock"], ("end", time.perf_counter())]
    steps = {
        name: round((after - begun) * 1000, 2) for (name, begun), (_, after) in pairwise(clock[1:])
    }
    return {**steps, "total": round((clock[-1][1] - clock[0][1]) * 1000, 2)}
