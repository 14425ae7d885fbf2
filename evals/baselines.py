"""What others would answer: the passage that a plain retriever ranks first, quoted whole.

They never refuse and judge nothing: what they reach is what a set gives away for free.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.questions.compose import citation
from assistant.questions.understand import understand
from assistant.schema import Answer, AnswerSentence, Question
from evals.gold import GoldQuestion, GoldSet
from evals.judged import Library, Outcome
from evals.legs import Legs
from evals.metrics import Place
from evals.retrievers import Cut, bm25, cut_plainly, plain_recipe

TOP = 10
Rank = Callable[[str], Sequence[Cut]]


def answered_by_top(
    gold: GoldSet, library: Library, legs: Legs, folder: Path
) -> dict[str, list[Outcome]]:
    """Return, by the name of each baseline, what it answers to every question.

    Follow-ups are completed from their history by our own reading, for all alike.
    """
    cuts = cut_plainly(tuple(library.documents.values()))

    def dense(question: str) -> list[Cut]:
        return [
            Cut(document.id, chunk.start, chunk.text)
            for chunk, document in legs.dense(question, TOP)
        ]

    with plain_recipe(cuts, folder / "plain") as recipe:
        ranks: Mapping[str, Rank] = {
            "BM25 alone": bm25(cuts),
            "dense alone": dense,
            "plain recipe": recipe,
        }
        return {
            name: [_outcome(question, rank, library) for question in gold.questions]
            for name, rank in ranks.items()
        }


def _outcome(gold: GoldQuestion, rank: Rank, library: Library) -> Outcome:
    standalone = understand(Question(gold.question, history=gold.history)).standalone
    begun = time.perf_counter()
    found = rank(standalone)
    took = round((time.perf_counter() - begun) * 1000, 2)
    places = tuple(
        Place(library.names[cut.document], cut.start, cut.start + len(cut.text)) for cut in found
    )
    return Outcome(gold, _quoted(gold, found, library, {"total": took}), places, {})


def _quoted(
    gold: GoldQuestion, found: Sequence[Cut], library: Library, timings: Mapping[str, float]
) -> Answer:
    said = Answer(
        question=gold.question,
        standalone_question=gold.question,
        language=gold.language,
        mode="top passage",
        answer="",
        answered=False,
        reason="no_evidence",
        timings_ms=timings,
    )
    if not found:
        return said
    top = found[0]
    document = library.documents[library.names[top.document]]
    cited = citation(document, 1, "body", top.text, top.start, top.start + len(top.text))
    return Answer(
        question=gold.question,
        standalone_question=gold.question,
        language=gold.language,
        mode="top passage",
        answer=f"{top.text} [1]",
        answered=True,
        sentences=(AnswerSentence(top.text, (1,), True),),
        citations=(cited,),
        timings_ms=timings,
    )
