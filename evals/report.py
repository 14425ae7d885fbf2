"""The table of a run: what is good, with intervals, and where each dev question was lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from evals.metrics import (
    Share,
    citation_precision,
    citation_recall,
    facts_found,
    faithful,
    forbidden_found,
    recall_at,
    reciprocal_rank,
    refusals,
    share,
    verdict,
)
from evals.gold import HERE
from evals.run import Outcome, Run, stage_lost

OUT = HERE / "out"
SPLITS = ("dev", "test")
LANGUAGES = ("fr", "en", "ar")


def measure(outcomes: Sequence[Outcome], run: Run) -> dict[str, Share]:
    """Return every figure of the report over `outcomes`, by name, in the order of the table.

    `forbidden free` and `quotes faithful` are of answers and citations; the rest of questions.
    """
    found = [o for o in outcomes if o.question.quotes]
    answered = [o for o in found if o.answer.answered]
    asked = [o for o in outcomes if o.question.facts]
    precision, recall = refusals([(o.question, o.answer) for o in outcomes])
    cited = [citation for o in outcomes for citation in o.answer.citations]
    verdicts = [verdict(o.answer, o.question) for o in outcomes]
    return {
        "recall@1": share([recall_at(o.hits, o.question.quotes, 1) for o in found]),
        "recall@4": share([recall_at(o.hits, o.question.quotes, 4) for o in found]),
        "recall@10": share([recall_at(o.hits, o.question.quotes, 10) for o in found]),
        "MRR": share([reciprocal_rank(o.hits, o.question.quotes) for o in found]),
        "facts found": share([facts_found(o.answer, o.question) for o in asked]),
        "free of distractors": share(
            [
                float(not forbidden_found(o.answer, o.question))
                for o in outcomes
                if o.question.forbidden and o.answer.answered
            ]
        ),
        "citation precision": share(
            [citation_precision(o.answer, o.question.quotes, run.bodies) for o in answered]
        ),
        "citation recall": share(
            [citation_recall(o.answer, o.question.quotes, run.bodies) for o in found]
        ),
        "quotes faithful": share([float(faithful(c, run.bodies)) for c in cited]),
        "refusal precision": precision,
        "refusal recall": recall,
        "right": share([float(v == "right") for v in verdicts]),
        "partly": share([float(v == "partly") for v in verdicts]),
        "refused wrongly": share([float(v == "refused") for v in verdicts]),
        "wrong": share([float(v == "wrong") for v in verdicts]),
    }


def report(run: Run) -> str:
    """Return the whole report as Markdown; of the test half nothing but sums."""
    parts = [_heading(run), _by_split(run), _by_language(run), _by_type(run), _lost(run)]
    return "\n\n".join(parts) + "\n"


def write(run: Run) -> Path:
    """Write the report to evals/out/report.md and return its path."""
    OUT.mkdir(exist_ok=True)
    path = OUT / "report.md"
    path.write_text(report(run), encoding="utf-8", newline="\n")
    return path


def of_split(run: Run, split: str) -> list[Outcome]:
    """Return the outcomes of one half of the set."""
    return [o for o in run.outcomes if o.question.split == split]


def _heading(run: Run) -> str:
    stored = Counter(added.status for added in run.added)
    clock = sorted(run.ask_ms)
    return "\n".join(
        [
            "# Evals",
            "",
            f"{len(run.outcomes)} questions over {len(run.bodies)} documents "
            f"({', '.join(f'{n} {status}' for status, n in sorted(stored.items()))}, "
            f"the rest corpus files). Brought in and indexed in {run.build_s:.1f} s; a question "
            f"{median(clock):.0f} ms, 95 % under {clock[int(0.95 * (len(clock) - 1))]:.0f} ms.",
        ]
    )


def _by_split(run: Run) -> str:
    columns = {split: measure(of_split(run, split), run) for split in SPLITS}
    whole = measure(run.outcomes, run)
    rows = [
        [name, *(_cell(columns[split][name]) for split in SPLITS), _cell(whole[name], True)]
        for name in whole
    ]
    return table(["", *SPLITS, "all (95 % interval)"], rows)


def _by_language(run: Run) -> str:
    names = ("recall@4", "facts found", "citation precision", "right")
    rows = []
    for language in LANGUAGES:
        some = [o for o in run.outcomes if o.question.language == language]
        figures = measure(some, run)
        rows.append([f"{language} ({len(some)})", *(_cell(figures[name]) for name in names)])
    return table(["questions in", *names], rows)


def _by_type(run: Run) -> str:
    rows = []
    for kind, of in sorted(Counter(o.question.type for o in run.outcomes).items()):
        some = [o for o in run.outcomes if o.question.type == kind]
        verdicts = Counter(verdict(o.answer, o.question) for o in some)
        counts = [str(verdicts[v]) for v in ("right", "partly", "refused", "wrong")]
        rows.append([f"{kind} ({of})", *counts])
    return table(["type", "right", "partly", "refused", "wrong"], rows)


def _lost(run: Run) -> str:
    lines = ["## Dev questions that went wrong"]
    for outcome in of_split(run, "dev"):
        if stage := stage_lost(outcome, run):
            lines += ["", *_failure(outcome, stage)]
    tests = Counter(stage for o in of_split(run, "test") if (stage := stage_lost(o, run)))
    sums = ", ".join(f"{stage} {n}" for stage, n in tests.most_common()) or "none"
    return "\n".join([*lines, "", f"Test half, lost at: {sums}."])


def _failure(outcome: Outcome, stage: str) -> list[str]:
    question, answer = outcome.question, outcome.answer
    cited = "; ".join(f"{c.document_id}: {_short(c.quote)}" for c in answer.citations) or "nothing"
    said = answer.answer if answer.answered else f"(refused, {answer.reason})"
    asked = " / ".join([*question.history, question.question])
    marked = forbidden_found(answer, question)
    return [
        f"* **{question.id}** ({question.type}) {stage}: {asked}",
        f"  * expected: {question.gold_answer}",
        f"  * answered: {_short(said, 300)}",
        f"  * cited: {cited}",
        *([f"  * distractors marked: {', '.join(marked)}"] if marked else []),
    ]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with columns of even width."""
    cells = [list(head), *map(list, rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    rule = ["-" * width for width in widths]
    lines = [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in [cells[0], rule, *cells[1:]]
    ]
    return "\n".join(f"| {line} |" for line in lines)


def _cell(of: Share, interval: bool = False) -> str:
    if of.of == 0:
        return "-"
    shown = f"{of.value:.3f}"
    return f"{shown} ({of.low:.2f}-{of.high:.2f}, n {of.of})" if interval else shown


def _short(text: str, longest: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
