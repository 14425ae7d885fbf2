"""The fixed set asked again in a crowd: paragraphs of public sets lie in the index beside it.

They are encyclopedia articles on other subjects, without a date. What was refused must stay
refused, and no answer may be taken from them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.schema import Document
from evals import differences
from evals.figures import figure
from evals.judged import FREE
from evals.record import Record
from evals.reporting import breakdown
from evals.reporting.tables import cell, table
from evals.run import Tell, run
from evals.sets import answered_sets

FIGURES = (*breakdown.OUTCOMES, "crag", "recall@1", "recall@4", "citation precision")
_MARKUP = re.compile(r"<[^<>]*>")  # PIAF's titles have it


@dataclass(frozen=True, slots=True)
class Crowd:
    """Documents that answer nothing of the fixed set, and how many are of each set, by name."""

    documents: tuple[Document, ...]
    sets: dict[str, int]

    @property
    def told(self) -> str:
        """How many there are of what: "933 of PIAF, 567 of AfriQA"."""
        return ", ".join(f"{count} of {name}" for name, count in self.sets.items())


def crowd(folder: Path, paragraphs: int) -> Crowd:
    """Return that many paragraphs of the sets in `folder`, a document each; all where it has fewer.

    Sets are taken in the order of `sets.QUESTIONS`, a paragraph that two of them have once. Raises
    NothingToMeasure.
    """
    found: dict[str, tuple[str, Document]] = {}
    for collection in answered_sets(folder):
        for document in collection.documents:
            found.setdefault(document.body, (collection.name, document))
    taken = list(found.values())[:paragraphs]
    return Crowd(
        tuple(_named(number, document) for number, (_, document) in enumerate(taken)),
        dict(Counter(name for name, _ in taken)),
    )


def _named(number: int, document: Document) -> Document:
    """Return a paragraph as a corpus file of its own."""
    id = f"noise-{number:05}"
    title = _MARKUP.sub("", document.title)
    return replace(document, id=id, title=title, path=f"articles/{id}.md")


def noise(folder: Path, paragraphs: int, tell: Tell) -> tuple[Record, str]:
    """Ask the fixed set without and with the paragraphs; return the latter run, and both compared.

    Raises NothingToMeasure, EncoderUnavailable.
    """
    beside = crowd(folder, paragraphs)
    tell("without noise")
    before = run(tell, baselines=False)
    tell(f"with {beside.told}")
    after = run(tell, baselines=False, noise=beside.documents)
    return after, report(before, after, beside.told)


def report(before: Record, after: Record, told: str) -> str:
    """Return what the noise did as Markdown: what must hold, then the whole comparison."""
    size = len(after.judged)
    return "\n\n".join([
        f"# Noise: {told}",
        f"{size} questions, asked without and with these paragraphs in the index.",
        _held(before, after),
        _strays(after),
        differences.report(before, after, "without noise", f"with {told}"),
    ])  # fmt: skip


def _held(before: Record, after: Record) -> str:
    pairs = differences.share_questions(before, after).pairs
    rows = []
    for name in FIGURES:
        moved = differences.difference(pairs, name)
        sides = [cell(figure(record.judged, name), True) for record in (before, after)]
        change = f"{moved.value:+.3f} ({moved.low:+.3f} to {moved.high:+.3f})" if moved.of else "-"
        rows.append([name, *sides, change, f"{moved.better} / {moved.worse}"])
    risks = [breakdown.risks(record.judged) for record in (before, after)]
    for name, of in risks[0].items():
        rows.append([name, *(cell(x, x.low < x.high) for x in (of, risks[1][name])), "", ""])
    return table(["", "without", "with", "difference, paired", "better / worse"], rows)


def _strays(after: Record) -> str:
    """Tell how many answers cite the noise, by half."""
    halves = []
    for split in breakdown.SPLITS:
        half = breakdown.of_split(after.judged, split)
        free = [one.scores[FREE] for one in half if FREE in one.scores]
        halves.append(f"{free.count(0.0)} of {len(free)} {split}")
    return f"Answers that cite the noise: {', '.join(halves)}."
