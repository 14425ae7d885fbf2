"""The public question sets: whether the first sentence that we quote answers.

All paragraphs of a set lie in one index, so a question must find its own first; how often it does
is what `evals.benchmark` measures.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.index.encoder import Encoder, open_encoder
from assistant.questions.chain import build_chain
from assistant.schema import Answer, Question
from assistant.settings import read_settings
from evals.comparison import Collection
from evals.gold import HERE
from evals.intervals import Share, share
from evals.reporting.tables import table
from evals.retrievers import open_ours
from evals.sets import answered_sets, some
from evals.texts import says

OUT = HERE / "out" / "public.md"
Tell = Callable[[str], None]
_TOLD_EVERY = 50  # questions


@dataclass(frozen=True, slots=True)
class Sentences:
    """What the chain quoted for each question, in order: True where that answers it.

    `first` judges the first sentence shown, `anywhere` any of them, `words` the first whatever
    paragraph it stands in; all are False where it `refused`.
    """

    first: tuple[bool, ...]
    anywhere: tuple[bool, ...]
    words: tuple[bool, ...]
    refused: tuple[bool, ...]


def public(folder: Path, questions: int, tell: Tell) -> str:
    """Ask the sets in `folder`; return the report as Markdown, written to evals/out too.

    Of each set `questions` are asked, drawn alike every time. Raises NothingToMeasure,
    EncoderUnavailable.
    """
    encoder = open_encoder(read_settings().encoder)
    done = []
    for whole in answered_sets(Path(folder)):
        collection = some(whole, questions)
        with tempfile.TemporaryDirectory(prefix="public-") as place:
            answers = answered(collection, encoder, Path(place), tell)
        done.append((collection, judged(collection, answers)))
        _write(report(done, encoder.name), OUT)  # so that a run cut short leaves what it had
    tell(f"written to {OUT}")
    return report(done, encoder.name)


def _write(text: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


# --- answers ----------------------------------------------------------------------------------


def answered(collection: Collection, encoder: Encoder, index: Path, tell: Tell) -> list[Answer]:
    """Return what the chain answers to every question, over an index made in the folder `index`."""
    found = []
    with open_ours(index, encoder) as ours:
        ours.update(collection.documents)
        chain = build_chain(ours)
        for number, asked in enumerate(collection.questions, start=1):
            found.append(chain.invoke(Question(asked.text))["answer"])
            if number % _TOLD_EVERY == 0:
                tell(f"{collection.name}: {number} of {len(collection.questions)} answered")
    return found


def judged(collection: Collection, answers: Sequence[Answer]) -> Sentences:
    """Return whether what was quoted answers, as annotated, from the paragraph annotated."""
    bodies = {document.id: document.body for document in collection.documents}
    shown = [_quoted(answer) for answer in answers]
    wanted = [frozenset().union(*asked.wanted) for asked in collection.questions]
    ways = [tuple({bodies[p.document][p.start : p.end] for p in places}) for places in wanted]
    given = [
        [says(text, told) and any(p.document in ids for p in places) for text, ids in quotes]
        for quotes, told, places in zip(shown, ways, wanted, strict=True)
    ]
    return Sentences(
        first=tuple(bool(one) and one[0] for one in given),
        anywhere=tuple(any(one) for one in given),
        words=tuple(
            bool(quotes) and says(quotes[0][0], told)
            for quotes, told in zip(shown, ways, strict=True)
        ),
        refused=tuple(not answer.answered for answer in answers),
    )


def _quoted(answer: Answer) -> list[tuple[str, frozenset[str]]]:
    """Return the sentences that an answer cites bodies for, with the ids of those documents."""
    if not answer.answered:
        return []
    body = {c.n: c.document_id for c in answer.citations if c.field == "body"}
    cited = [
        (sentence.text, frozenset(body[n] for n in sentence.citations if n in body))
        for sentence in answer.sentences
    ]
    return [(text, ids) for text, ids in cited if ids]


# --- the report -------------------------------------------------------------------------------


def report(done: Sequence[tuple[Collection, Sentences]], encoder: str) -> str:
    """Return every set as a row of one Markdown table."""
    head = ["set", "languages", "questions", "first sentence", "any sentence", "words alone"]
    rows = [_row(collection, answers) for collection, answers in done]
    shown = table([*head, "refused", "first, of those answered"], rows)
    return (
        "\n\n".join(["# Public question sets", shown, _ANSWERS_ARE, f"Encoder {encoder}."]) + "\n"
    )


_ANSWERS_ARE = (
    "Every share is of all questions asked, a refusal counting as none, but for the one of those "
    "answered. First sentence: the first that is quoted is of the question's paragraph and holds "
    "one of the annotated answers (figures by value, words without case and accents). Any: one of "
    "those quoted does. Words alone: the first holds an answer, whatever paragraph it is of. "
    "Paragraphs are retrieved among all of the set; `python -m evals benchmark` says how well."
)


def _row(collection: Collection, answers: Sentences) -> list[str]:
    kept = [a for a, no in zip(answers.first, answers.refused, strict=True) if not no]
    shares = (answers.first, answers.anywhere, answers.words, answers.refused, kept)
    cells = [_interval(share([float(one) for one in some])) for some in shares]
    return [collection.name, " ".join(collection.pairs), str(len(answers.first)), *cells]


def _interval(of: Share) -> str:
    return f"{of.value:.3f} ({of.low:.2f} to {of.high:.2f})" if of.of else "-"
