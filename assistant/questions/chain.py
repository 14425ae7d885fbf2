"""The one chain: what the page, the command line and the evals call to ask a question."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from assistant.index.index import Index
from assistant.questions.answer import answer
from assistant.questions.reading import Reader
from assistant.questions.retrieve import CorpusRetriever, retrieved
from assistant.questions.understand import understand
from assistant.schema import Answer, Question

State = dict[str, Any]
Chain = Runnable[Question, State]


def build_chain(index: Index) -> Chain:
    """Return the chain over `index`: from a Question to its steps, the last of them the Answer.

    `invoke` gives {"question", "understood", "retrieved", "answer"}; `stream` gives each as soon as
    it is there; `batch` and the async forms come with the Runnable. Thread-safe.
    """
    reader = Reader()
    retriever = CorpusRetriever(index=index, reader=reader)

    def composed(state: State) -> Answer:
        found = answer(state["question"], state["understood"], state["retrieved"], index, reader)
        return replace(found, timings_ms=_timings(state))

    return (
        RunnableLambda(_begin).with_config(run_name="question")
        | RunnablePassthrough.assign(
            understood=_step("understand", lambda s: understand(s["question"]))
        )
        | RunnablePassthrough.assign(
            retrieved=_step(
                "retrieve", lambda s: retrieved(retriever, s["understood"], s["question"])
            )
        )
        | RunnablePassthrough.assign(answer=_step("compose", composed))
    )


def _begin(question: Question) -> State:
    return {"question": question, "clock": [("start", time.perf_counter())]}


def _step(name: str, step: Callable[[State], Any]) -> Runnable[State, Any]:
    def timed(state: State) -> Any:
        state["clock"].append((name, time.perf_counter()))
        return step(state)

    return RunnableLambda(timed).with_config(run_name=name)


def _timings(state: State) -> dict[str, float]:
    """Return milliseconds a step, from when each began; the last ends now."""
    clock = [*state["clock"], ("end", time.perf_counter())]
    steps = {
        name: round((after - begun) * 1000, 2) for (name, begun), (_, after) in pairwise(clock[1:])
    }
    return {**steps, "total": round((clock[-1][1] - clock[0][1]) * 1000, 2)}
