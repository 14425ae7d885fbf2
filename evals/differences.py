"""What changed between two runs: figures of the same questions, then question by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evals.figures import (
    ANSWERS,
    CITATIONS,
    EXTRACTION,
    LOWER_IS_BETTER,
    REFUSALS,
    RETRIEVAL,
    extraction_figures,
    figure,
    latency,
)
from evals.intervals import SAMPLES, SEED, Difference, paired
from evals.judged import STAGES, Judged
from evals.record import Record
from evals.reporting.tables import table

GROUPS = {
    "Retrieval": RETRIEVAL,
    "Answers": ANSWERS,
    "Citations": CITATIONS,
    "Refusals": REFUSALS,
}
Pairs = Sequence[tuple[Judged, Judged]]
_SHARE_OF_CHANCE = 0.05  # of the intervals that leave zero out though nothing changed


@dataclass(frozen=True, slots=True)
class Shared:
    """The questions that two records have in common, A before B, in the order of B.

    `left_out` counts those that only one has; `reworded` are ids whose question is not the same.
    """

    pairs: tuple[tuple[Judged, Judged], ...]
    left_out: int
    reworded: tuple[str, ...]


def share_questions(before: Record, after: Record) -> Shared:
    """Return what both records asked; a question that was changed under its id is not the same."""
    known = {one.id: one for one in before.judged}
    both = [(known[one.id], one) for one in after.judged if one.id in known]
    same = tuple(pair for pair in both if _asked(pair[0]) == _asked(pair[1]))
    kept = {one.id for one, _ in same}
    return Shared(
        same,
        len(known.keys() ^ {one.id for one in after.judged}),
        tuple(one.id for one, _ in both if one.id not in kept),
    )


def _asked(one: Judged) -> tuple[object, ...]:
    return one.asked, one.expected, one.type, one.language, one.cluster, one.split, one.answerable


# --- figures ----------------------------------------------------------------------------------


def difference(pairs: Pairs, name: str) -> Difference:
    """Return how one figure moved from A to B, with its interval over clusters.

    A score that every question has on both sides is compared in pairs. Of a share whose base moves
    (of all refusals, of all answers) the two shares are drawn together, by the same documents.
    `better` and `worse` count questions that have it on both sides.
    """
    parts = [(_part(a, name), _part(b, name), a.cluster) for a, b in pairs]
    counted = [part for part in parts if part[0][1] or part[1][1]]
    moved = [b[0] - a[0] for a, b, _ in counted if a[1] and b[1]]
    lower = name in LOWER_IS_BETTER
    up, down = sum(m > 0 for m in moved), sum(m < 0 for m in moved)
    better, worse = (down, up) if lower else (up, down)
    if all(a[1] == b[1] == 1 for a, b, _ in counted):
        plain = paired(
            [a[0] for a, _, _ in counted],
            [b[0] for _, b, _ in counted],
            [cluster for _, _, cluster in counted],
        )
        return Difference(plain.value, plain.of, plain.low, plain.high, better, worse)
    return _of_shares(counted, better, worse)


def _part(one: Judged, name: str) -> tuple[float, float]:
    """Return what a question adds to a figure, above and below the line.

    F1 is a share too: twice the due refusals over all refusals and all that were due.
    """
    if name == "refusal F1":
        refused, due = "refusals that were due" in one.scores, not one.answerable
        return 2.0 * (refused and due), float(refused) + float(due)
    return (one.scores[name], 1.0) if name in one.scores else (0.0, 0.0)


_Parts = Sequence[tuple[tuple[float, float], tuple[float, float], str]]


def _of_shares(parts: _Parts, better: int, worse: int) -> Difference:
    """Return the difference of two shares with bases of their own; nothing where one has none."""
    clusters = list(dict.fromkeys(cluster for _, _, cluster in parts))
    rank = {cluster: number for number, cluster in enumerate(clusters)}
    sums = np.zeros((len(clusters), 4))
    for before, after, cluster in parts:
        sums[rank[cluster]] += (*before, *after)
    whole = sums.sum(axis=0)
    if not (whole[1] and whole[3]):
        return Difference(0.0, 0, 0.0, 0.0, 0, 0)
    drawn = np.random.default_rng(SEED).integers(0, len(sums), (SAMPLES, len(sums)))
    totals = sums[drawn].sum(axis=1)
    totals = totals[(totals[:, 1] > 0) & (totals[:, 3] > 0)]
    moved = totals[:, 2] / totals[:, 3] - totals[:, 0] / totals[:, 1]
    low, high = np.percentile(moved, [2.5, 97.5])
    value = whole[2] / whole[3] - whole[0] / whole[1]
    return Difference(float(value), len(parts), float(low), float(high), better, worse)


def sense(moved: Difference, name: str) -> str:
    """Return whether a difference is surely for the better or the worse; nothing where unsure."""
    if not moved.of or not moved.sure:
        return ""
    return "better" if (moved.value > 0) != (name in LOWER_IS_BETTER) else "worse"


# --- questions --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moves:
    """The questions whose verdict changed, by the worth of a verdict (CRAG), and the others."""

    better: tuple[tuple[Judged, Judged], ...]
    worse: tuple[tuple[Judged, Judged], ...]
    otherwise: tuple[tuple[Judged, Judged], ...]  # same verdict, another score or another text


def moves(pairs: Pairs) -> Moves:
    """Sort the pairs that are not alike by whether the answer got better or worse."""

    def some(keep: Callable[[float], bool]) -> tuple[tuple[Judged, Judged], ...]:
        return tuple((a, b) for a, b in pairs if keep(b.scores["crag"] - a.scores["crag"]))

    still = some(lambda moved: moved == 0)
    return Moves(
        some(lambda moved: moved > 0),
        some(lambda moved: moved < 0),
        tuple((a, b) for a, b in still if (a.scores, a.said) != (b.scores, b.said)),
    )


# --- the report -------------------------------------------------------------------------------


def report(before: Record, after: Record, a: str, b: str) -> str:
    """Return the comparison as Markdown; `a` and `b` say what was run. Test is only summed."""
    shared = share_questions(before, after)
    parts = [f"# From A to B\n\n* A: {a}{_made(before)}\n* B: {b}{_made(after)}"]
    parts.append(_base(before, after, shared))
    if shared.pairs:
        parts += [_sure(shared.pairs), _figures(shared.pairs), _stages(shared.pairs)]
        parts += [_pages(before, after), _clock(shared.pairs), *_questions(shared.pairs)]
    return "\n\n".join(parts) + "\n"


def _made(record: Record) -> str:
    about = record.about
    told = {"revision": "{}", "day": "asked on {}"}
    facts = [form.format(about[name]) for name, form in told.items() if about.get(name)]
    return f" ({', '.join(facts)})" if facts else ""


def _base(before: Record, after: Record, shared: Shared) -> str:
    said = f"{len(shared.pairs)} questions, those of both, paired; intervals of 95 %, by document."
    if before.about.get("digest") != after.about.get("digest"):
        said += (
            " The two runs are of different sets: "
            f"{shared.left_out} questions that only one has are left out, and documents beside "
            "them may differ."
        )
    elif shared.left_out:
        said += f" {shared.left_out} questions that only one has are left out."
    if shared.reworded:
        said += f" Changed under the same id, left out: {', '.join(shared.reworded)}."
    return said


def _sure(pairs: Pairs) -> str:
    names = [name for group in GROUPS.values() for name in group]
    found = {name: difference(pairs, name) for name in names}
    lines = [
        f"* **{name}** {sense(moved, name)}: {_signed(moved)}"
        for name, moved in found.items()
        if sense(moved, name)
    ]
    chance = round(len(names) * _SHARE_OF_CHANCE)
    note = f"Of {len(names)} figures, {chance} or so would seem sure by chance."
    return "\n".join(["## Sure", "", *(lines or ["Nothing is sure."]), "", note])


def _figures(pairs: Pairs) -> str:
    cuts = [pairs, *([p for p in pairs if p[0].split == s] for s in ("dev", "test"))]
    rows = []
    for group, names in GROUPS.items():
        for name in names:
            moved = [difference(cut, name) for cut in cuts]
            if not moved[0].of:
                continue
            label = f"{group}: {name}" + (" (less is better)" if name in LOWER_IS_BETTER else "")
            sides = [figure([pair[side] for pair in pairs], name).value for side in (0, 1)]
            counts = f"{moved[0].better} / {moved[0].worse}"
            cells = [_signed(one, sense(one, name)) for one in moved]
            rows.append([label, *(f"{side:.3f}" for side in sides), *cells, counts])
    sizes = [f"{name} ({len(cut)})" for name, cut in zip(("all", "dev", "test"), cuts, strict=True)]
    return "## Figures\n\n" + table(["figure", "A", "B", *sizes, "better / worse"], rows)


def _signed(moved: Difference, said: str = "") -> str:
    if not moved.of:
        return "-"
    shown = f"{moved.value:+.3f} ({moved.low:+.3f} to {moved.high:+.3f})"
    return f"{shown} **{said}**" if said else shown


def _stages(pairs: Pairs) -> str:
    counts = [Counter(pair[side].stage for pair in pairs) for side in (0, 1)]
    rows = [
        [s, str(counts[0][s]), str(counts[1][s])] for s in STAGES if counts[0][s] + counts[1][s]
    ]
    return "## Where questions were lost\n\n" + table(["stage", "A", "B"], rows)


def _pages(before: Record, after: Record) -> str:
    """Return the figures of extraction over the pages of both, and the dev pages that moved."""
    known = {page.document: page for page in before.extraction}
    both = [(known[p.document], p) for p in after.extraction if p.document in known]
    sides = [extraction_figures([pair[side] for pair in both]) for side in (0, 1)]
    rows = [[name, *(f"{side[name].value:.3f}" for side in sides)] for name in EXTRACTION]
    moved = [a.document for a, b in both if a != b and a.split == "dev"]
    told = f"Dev pages stored otherwise: {', '.join(moved) or 'none'}."
    return f"## Extraction, {len(both)} pages\n\n{table(['figure', 'A', 'B'], rows)}\n\n{told}"


def _clock(pairs: Pairs) -> str:
    sides = [latency([pair[side] for pair in pairs]) for side in (0, 1)]
    rows = [
        [step, *(f"{one:.0f}" for side in sides for one in side[step])]
        for step in sides[1]
        if step in sides[0]
    ]
    head = ["step", "A p50", "A p95", "B p50", "B p95"]
    return "## Milliseconds, of runs on the same machine only\n\n" + table(head, rows)


def _questions(pairs: Pairs) -> list[str]:
    dev = moves([pair for pair in pairs if pair[0].split == "dev"])
    test = moves([pair for pair in pairs if pair[0].split == "test"])
    told = [
        f"## For the better: {len(dev.better)} of dev, {len(test.better)} of test",
        *(_told(a, b) for a, b in dev.better),
        f"## For the worse: {len(dev.worse)} of dev, {len(test.worse)} of test",
        *(_told(a, b) for a, b in dev.worse),
        "## The same verdict, otherwise: "
        f"{len(dev.otherwise)} of dev, {len(test.otherwise)} of test",
    ]
    lines = [f"* **{a.id}** ({b.verdict}): {_scores_moved(a, b)}" for a, b in dev.otherwise]
    return [*told, "\n".join(lines)] if lines else told


def _told(a: Judged, b: Judged) -> str:
    return "\n".join([
        f"**{a.id}** ({a.language}, {a.type}) {a.verdict} → {b.verdict}: {_line(a.asked)}",
        "",
        f"* expected: {_line(a.expected)}",
        f"* A{_lost(a)}: {_line(a.said)}",
        f"* B{_lost(b)}: {_line(b.said)}",
    ])  # fmt: skip


def _lost(one: Judged) -> str:
    return f" ({one.stage})" if one.stage else ""


def _scores_moved(a: Judged, b: Judged) -> str:
    names = [n for n in b.scores if n in a.scores and a.scores[n] != b.scores[n]]
    moved = [f"{name} {a.scores[name]:.2f} → {b.scores[name]:.2f}" for name in names]
    return ", ".join(moved) or "said in other words"


def _line(text: str) -> str:
    return " ".join(text.split()) or "-"
