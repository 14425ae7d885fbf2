"""The public question sets: retrieval, and whether the first sentence that we quote answers.

PIAF (Keraron et al., 2020), ARCD (Mozannar et al., 2019) and XQuAD (Artetxe et al., 2020), whose
paragraphs are the documents: all of a set lie in one index, so a question must find its own first.
"""

from __future__ import annotations

import json
import lzma
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.index.encoder import Encoder, open_encoder
from assistant.questions.chain import build_chain
from assistant.schema import Answer, Document, Question
from assistant.settings import read_settings
from evals.benchmark import heading, measured
from evals.comparison import Asked, Collection, Contest, Wanted, quality, section
from evals.gold import HERE
from evals.intervals import Share, share
from evals.reporting.tables import cell, table
from evals.retrievers import open_ours, recipe_encoder
from evals.texts import says
from evals.trouble import NothingToMeasure

OUT = HERE / "out" / "public.md"
PUBLIC = ("piaf", "arcd", "xquad_en", "xquad_q_ar_p_en")  # read where their file is there
SEED = 1
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
    """Measure the sets in `folder`; return the report as Markdown, written to evals/out too.

    Of each set `questions` are asked, drawn alike every time. Raises NothingToMeasure,
    RecipeMissing, EncoderUnavailable.
    """
    sets = public_sets(Path(folder), questions)
    encoder, minilm = open_encoder(read_settings().encoder), recipe_encoder()
    done = []
    for collection in sets:
        with tempfile.TemporaryDirectory(prefix="public-") as place:
            stood = measured(collection, encoder, minilm, Path(place), tell)
            answers = answered(collection, encoder, Path(place) / "ours", tell)
        done.append((stood, judged(collection.questions, answers)))
        _write(report(done, heading(encoder)), OUT)  # so that a run cut short leaves what it had
    tell(f"written to {OUT}")
    return report(done, heading(encoder))


def _write(text: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


# --- the sets ---------------------------------------------------------------------------------


def public_sets(folder: Path, questions: int) -> list[Collection]:
    """Return the known public sets of which `folder` holds `<name>.jsonl.xz`."""
    paths = [folder / f"{name}.jsonl.xz" for name in PUBLIC]
    found = [path for path in paths if path.is_file()]
    if not found:
        raise NothingToMeasure(
            f"{folder} holds no public set: put {', '.join(path.name for path in paths)}, or one "
            "of them, there."
        )
    return [public_set(path.name.split(".")[0], _rows(path), questions) for path in found]


def public_set(name: str, rows: Sequence[dict[str, Any]], questions: int) -> Collection:
    """Return the dev half of a set of questions on paragraphs, each paragraph a document."""
    dev = [row for row in rows if row["split"] == "dev"]
    documents: dict[str, Document] = {}
    for row in dev:
        id = f"{name}-{len(documents):05}"
        written = Document(
            id, row["context"], title=row["title"], language=row["lang_p"], path=f"articles/{id}.md"
        )
        documents.setdefault(row["context"], written)
    answerable = [row for row in dev if row["answerable"]]
    drawn = random.Random(SEED).sample(answerable, min(questions, len(answerable)))  # noqa: S311
    asked = tuple(
        Asked(
            row["question"].strip(),
            row["lang_q"],
            (Wanted(tuple(row["answers"]), documents[row["context"]].id),),
        )
        for row in drawn
    )
    about = "Right is a passage of the question's paragraph that holds an answer."
    return Collection(name, about, tuple(documents.values()), asked)


def _rows(path: Path) -> list[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# --- answers ----------------------------------------------------------------------------------


def answered(collection: Collection, encoder: Encoder, index: Path, tell: Tell) -> list[Answer]:
    """Return what the chain answers to every question over our index in the folder `index`."""
    found = []
    with open_ours(index, encoder) as ours:
        chain = build_chain(ours)
        for number, asked in enumerate(collection.questions, start=1):
            found.append(chain.invoke(Question(asked.text))["answer"])
            if number % _TOLD_EVERY == 0:
                tell(f"{collection.name}: {number} of {len(collection.questions)} answered")
    return found


def judged(questions: Sequence[Asked], answers: Sequence[Answer]) -> Sentences:
    """Return whether what was quoted answers, as annotated, from the paragraph annotated."""
    shown = [_quoted(answer) for answer in answers]
    given = [
        [_holds(text, ids, asked) for text, ids in quotes]
        for quotes, asked in zip(shown, questions, strict=True)
    ]
    return Sentences(
        first=tuple(bool(one) and one[0] for one in given),
        anywhere=tuple(any(one) for one in given),
        words=tuple(
            bool(quotes) and says(quotes[0][0], asked.wanted[0].ways)
            for quotes, asked in zip(shown, questions, strict=True)
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


def _holds(text: str, ids: frozenset[str], asked: Asked) -> bool:
    wanted = asked.wanted[0]
    return wanted.document in ids and says(text, wanted.ways)


# --- the report -------------------------------------------------------------------------------


def report(done: Sequence[tuple[Contest, Sentences]], about: str) -> str:
    """Return every set as Markdown: one table of all, then each beside the plain recipe."""
    parts = ["# Public question sets", _summary(done), _ANSWERS_ARE, "# Beside the plain recipe"]
    return "\n\n".join([*parts, about, *(section(contest) for contest, _ in done)]) + "\n"


_ANSWERS_ARE = (
    "Every share is of all questions asked, a refusal counting as none, but for the one of those "
    "answered. First sentence: the first that is quoted is of the question's paragraph and holds "
    "one of the annotated answers (figures by value, words without case and accents). Any: one of "
    "those quoted does. Words alone: the first holds an answer, whatever paragraph it is of. "
    "Paragraphs are retrieved among all of the set."
)


def _summary(done: Sequence[tuple[Contest, Sentences]]) -> str:
    rows = []
    for contest, answers in done:
        found = quality(contest.ours, contest.collection.questions).values()
        given = [
            share([float(one) for one in some])
            for some in (answers.first, answers.anywhere, answers.words, answers.refused)
        ]
        kept = [float(a) for a, no in zip(answers.first, answers.refused, strict=True) if not no]
        cells = [*(cell(one) for one in found), *map(_interval, given), _interval(share(kept))]
        rows.append([contest.collection.name, str(len(answers.first)), *cells])
    head = ["set", "questions", "recall@1", "recall@4", "recall@10", "MRR"]
    told = ["first sentence", "any sentence", "words alone", "refused", "first, of those answered"]
    return table([*head, *told], rows)


def _interval(of: Share) -> str:
    return f"{of.value:.3f} ({of.low:.2f} to {of.high:.2f})" if of.of else "-"
