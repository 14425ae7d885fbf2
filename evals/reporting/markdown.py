"""A run as Markdown, for a commit or the log of a check; of the test half nothing but sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from evals.figures import BY_LEG, RETRIEVAL, extraction_figures, figure, figures, groups, latency
from evals.judged import Judged
from evals.record import OUT, Record
from evals.reporting import breakdown, models
from evals.reporting.breakdown import (
    BESIDE,
    COMPARED,
    FAMILIES,
    OURS,
    OUTCOMES,
    SPLITS,
    VERDICTS,
)
from evals.reporting.page import page
from evals.reporting.tables import cell, table

_LONGEST = 300  # characters of an answer or a quote in the list of failures


def write(record: Record, folder: Path = OUT) -> Path:
    """Write `report.md` and `index.html` into `folder`; return the path of the page."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "index.html"
    for path, text in ((folder / "report.md", report(record)), (place, page(record))):
        path.write_text(text, encoding="utf-8", newline="\n")
    return place


def report(record: Record) -> str:
    """Return the whole report as Markdown; of the test half nothing but sums."""
    judged = record.judged
    parts = [
        _heading(record),
        *("## What it is worth", _by_split(judged)),
        *("## Retrieval, each leg apart", _by_leg(judged)),
        *("## By language", _by_language(judged)),
        *("## By type", _by_type(judged)),
        *("## Risk against coverage", _risks(judged)),
        *("## Badly asked, and translated", _kin(judged)),
        *("## Extraction", _extraction(record)),
        *("## Beside the baselines", _baselines(record)),
        *("## Latency", _latency(record)),
        *((f"## {models.TITLE}", models.markdown(record)) if record.with_model else ()),
        *("## Where questions were lost", _lost(judged)),
        *("## Dev questions that went wrong", _failures(judged)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


# --- the tables -------------------------------------------------------------------------------


def _heading(record: Record) -> str:
    about = record.about
    named, hidden = breakdown.not_stored(record)
    halves = " and ".join(f"{len(breakdown.of_split(record.judged, s))} {s}" for s in SPLITS)
    lines = [
        "# Evals",
        "",
        f"{len(record.judged)} questions ({halves}) over {about.get('documents', 0)} documents, "
        f"{about.get('pages', 0)} of them raw pages. Revision {plain(about.get('revision'))}, "
        f"{plain(about.get('day'))}, set {plain(about.get('digest'))[:12]}; brought in and "
        f"indexed in {about.get('build_s', 0)} s.",
    ]
    if named or hidden:
        told = [f"{plain(name)} ({plain(why)})" for name, why in named.items()]
        told += [f"{hidden} of the test half"] if hidden else []
        lines += ["", f"Not stored: {', '.join(told)}."]
    return "\n".join(lines)


def _by_split(judged: Sequence[Judged]) -> str:
    halves = [breakdown.of_split(judged, split) for split in SPLITS]
    rows = []
    for names in FAMILIES.values():
        for name in names:
            apart = (cell(figure(half, name)) for half in halves)
            rows.append([name, *apart, cell(figure(judged, name), True)])
    return table(["", *SPLITS, "all (95 % interval)"], rows)


def _by_leg(judged: Sequence[Judged]) -> str:
    rows = [
        [
            name,
            cell(figure(judged, name), True),
            *(cell(figure(judged, f"{leg} {name}"), True) for leg in BY_LEG),
        ]
        for name in RETRIEVAL
    ]
    return table(["", "both legs fused", *(f"{leg} alone" for leg in BY_LEG)], rows)


def _by_language(judged: Sequence[Judged]) -> str:
    rows = [
        [*_outcomes(name, some), *map(cell, figures(some, BESIDE).values())]
        for name, some in groups(judged).items()
    ]
    return table(["asked in (over)", "n", *OUTCOMES, *BESIDE], rows)


def _by_type(judged: Sequence[Judged]) -> str:
    rows = [_outcomes(kind, some) for kind, some in breakdown.by_type(judged).items()]
    return table(["type", "n", *OUTCOMES], rows)


def _outcomes(name: str, some: Sequence[Judged]) -> list[str]:
    shares = figures(some, OUTCOMES).values()
    return [plain(name), str(len(some)), *(cell(of, True) for of in shares)]


def _risks(judged: Sequence[Judged]) -> str:
    halves = [breakdown.risks(breakdown.of_split(judged, split)) for split in SPLITS]
    rows = [
        [name, *(cell(half[name]) for half in halves), cell(of, of.low < of.high)]
        for name, of in breakdown.risks(judged).items()
    ]
    told = (
        "Every question answered from the most confident one down, a refusal with its best "
        "sentence; risk is the share of those answers that are wrong, coverage the share answered."
    )
    return table(["", *SPLITS, "all (95 % interval)"], rows) + "\n\n" + told


def _kin(judged: Sequence[Judged]) -> str:
    rows = [
        [
            plain(one.name if one.twins else f"into {one.name}"),
            str(len(one.asked)),
            *map(str, breakdown.verdicts(one.asked).values()),
            str(breakdown.verdicts(one.roots)["right"]),
            cell(one.alike, True),
        ]
        for one in breakdown.kin(judged)
    ]
    return table(["", "n", *VERDICTS, "originals right", "as good"], rows) if rows else "None."


def _extraction(record: Record) -> str:
    if not record.extraction:
        return "No page was judged."
    halves = [extraction_figures(breakdown.pages_of(record, split)) for split in SPLITS]
    rows = [
        [name, *(cell(half[name]) for half in halves), cell(of, True)]
        for name, of in extraction_figures(record.extraction).items()
    ]
    return table(["", *SPLITS, "all (95 % interval)"], rows)


def _baselines(record: Record) -> str:
    systems = breakdown.systems(record)
    rows = [
        [name, *(cell(figure(some, name), True) for some in systems.values())] for name in COMPARED
    ]
    gains = [breakdown.gained(record.judged, some) for some in record.baselines.values()]
    if gains:
        shown = (f"{g.value:+.3f} ({g.low:+.2f} to {g.high:+.2f})" for g in gains)
        rows.append(["ours right beyond it", "", *shown])
    return table(["", *map(plain, systems)], rows)


def _latency(record: Record) -> str:
    rows = [
        [f"{plain(system)}: {plain(step)}", f"{middle:.1f}", f"{most:.1f}"]
        for system, some in breakdown.systems(record).items()
        for step, (middle, most) in latency(some).items()
        if system == OURS or step == "total"
    ]
    return table(["ms", "p50", "p95"], rows)


# --- what was lost ----------------------------------------------------------------------------


def _lost(judged: Sequence[Judged]) -> str:
    halves = [breakdown.lost(breakdown.of_split(judged, split)) for split in SPLITS]
    rows = [
        [plain(stage), *(str(len(half.get(stage, ()))) for half in halves), str(len(some))]
        for stage, some in breakdown.lost(judged).items()
    ]
    return table(["stage", *SPLITS, "all"], rows) if rows else "None was."


def _failures(judged: Sequence[Judged]) -> str:
    lines: list[str] = []
    for stage, some in breakdown.lost(breakdown.of_split(judged, "dev")).items():
        lines += [
            f"### {plain(stage)} ({len(some)})",
            "",
            *(x for one in some for x in _failure(one)),
        ]
        lines.append("")
    return "\n".join(lines).rstrip() or "None did."


def _failure(one: Judged) -> list[str]:
    said = plain(one.said, _LONGEST)
    cited = "; ".join(plain(quote, _LONGEST) for quote in one.cited) or "nothing"
    lines = [
        f"* **{plain(one.id)}** ({plain(one.type)}, {one.verdict}): {plain(one.asked)}",
        f"  * expected: {plain(one.expected)}",
        f"  * answered: {f'(refused, {plain(one.reason)}) ' if one.reason else ''}{said}",
        f"  * cited: {cited}",
    ]
    if one.distractors:
        lines.append(f"  * distractors marked: {', '.join(map(plain, one.distractors))}")
    return lines


def plain(text: object, longest: int = 0) -> str:
    """Return other people's text on one line, without anything that Markdown would act on."""
    flat = " ".join(str(text or "").split())
    short = flat if not longest or len(flat) <= longest else flat[: longest - 1] + "…"
    quiet = short.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*\[\]|])", r"\\\1", quiet)
