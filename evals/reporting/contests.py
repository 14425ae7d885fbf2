"""The benchmark as Markdown: one table of all sets, the aims, every figure, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from evals.comparison import (
    BM25,
    FIGURES,
    FUSED,
    MINILM,
    OURS,
    RECIPE,
    SENSE,
    WORDS,
    Contest,
    chosen,
    gain,
    percentile,
    quality,
    ratio,
    translated,
)
from evals.costs import Cost, question_ms
from evals.intervals import Difference, Share
from evals.reporting.tables import table
from evals.scale import CHROMA, Scale
from evals.sets import FIXED

MOST_MS: Final = 15.0  # of a question's retrieval
FEWEST: Final = 20  # questions of a language pair that has rows of its own
ALONE = (BM25, MINILM, WORDS, SENSE, FUSED, OURS)
# Aims of the fixed set: at least this share of what French questions reach over French.
BESIDE_FRENCH: Final = (("en over fr", 0.95), ("ar over fr", 0.75))
PIAF_GAIN: Final = 0.03  # recall@1 over BM25


def groups(contest: Contest) -> Iterator[tuple[str, list[int]]]:
    """Yield the questions of each language pair by their label, the whole fixed set first."""
    pairs = contest.collection.pairs
    if len(pairs) > 1:
        yield "all", chosen(contest)
    for pair in pairs:
        some = chosen(contest, pair)
        if len(pairs) == 1 or len(some) >= FEWEST:
            yield pair, some


# --- what was found ---------------------------------------------------------------------------


def at_a_glance(contests: Sequence[Contest]) -> str:
    """Return recall@1 and @4 of every retriever by set, and what ours has more at 1."""
    rows = []
    for contest in contests:
        for label, some in groups(contest):
            of = [quality(contest, name, some) for name in ALONE]
            found = [f"{q['recall@1'].value:.3f} {q['recall@4'].value:.3f}" for q in of]
            more = [_difference(gain(contest, name, "recall@1", some)) for name in (BM25, MINILM)]
            rows.append([contest.collection.name, label, str(len(some)), *found, *more])
    head = ["set", "languages", "questions", *ALONE, "ours less BM25", "ours less all-MiniLM"]
    return table(head, rows)


def every_figure(contests: Sequence[Contest]) -> str:
    """Return all figures of all retrievers with their intervals."""
    rows = []
    for contest in contests:
        for label, some in groups(contest):
            for name in contest.standings:
                of = quality(contest, name, some)
                spent = [contest.standings[name].ask_ms[n] for n in some]
                clock = [f"{percentile(spent, part):.1f}" for part in (0.5, 0.95)]
                cells = [_share(of[figure]) for figure in FIGURES]
                rows.append([contest.collection.name, label, name, *cells, *clock])
    return table(["set", "languages", "retriever", *FIGURES, "ms p50", "p95"], rows)


def sizes(contests: Sequence[Contest]) -> str:
    """Return what each set is: its documents, chunks and questions, and what counts as right."""
    lines = []
    for contest in contests:
        of = contest.collection
        lines.append(
            f"* {of.name}, {' · '.join(of.pairs)}: {len(of.questions)} questions over "
            f"{len(of.documents)} documents, {contest.chunks} chunks of {contest.characters:.0f} "
            f"characters. {of.about}"
        )
    return "\n".join(lines)


def _share(of: Share) -> str:
    return f"{of.value:.3f} ({of.low:.2f} to {of.high:.2f})" if of.of else "-"


def _difference(of: Difference) -> str:
    return f"{of.value:+.3f} ({of.low:+.3f} to {of.high:+.3f})"


# --- ratios -----------------------------------------------------------------------------------


def ratios(contests: Sequence[Contest]) -> str:
    """Return ours against the others at recall@4 on whole sets, and questions better and worse."""
    lines = [
        _ratio_line(contest, name, *next(groups(contest)))
        for contest in contests
        for name in (BM25, MINILM, RECIPE)
        if name in contest.standings
    ]
    return "\n".join(lines)


def _ratio_line(contest: Contest, name: str, label: str, some: list[int]) -> str:
    ours, other = (quality(contest, one, some)["recall@4"].value for one in (OURS, name))
    times = f"{ours / other:.2f} times" if other else "no ratio to zero"
    moved = gain(contest, name, "recall@4", some)
    return (
        f"* RATIO recall@4, {contest.collection.name}, {label}: ours {ours:.3f} / {name} "
        f"{other:.3f} = {times} (better on {moved.better} questions, worse on {moved.worse}, "
        f"of {moved.of})"
    )


# --- the aims ---------------------------------------------------------------------------------


def aims(contests: Sequence[Contest], scale: Scale) -> str:
    """Return what was aimed for beside what was measured; an aim without its set is left out."""
    rows = [row for contest in contests for row in _aims_of(contest)]
    rate = scale.share_of_chroma
    if scale.languages:
        for name in (FUSED, OURS):
            asked = scale.standings[name]
            spent, busy = (percentile(ms, 0.5) for ms in (asked.ask_ms, asked.busy_ms))
            what = f"{name}, a question at {scale.chunks} chunks, median"
            shown = f"{spent:.1f} ms, {busy:.1f} of processors"
            rows.append([what, f"under {MOST_MS:.0f} ms", shown, _met(spent < MOST_MS)])
    shown = f"{rate:.2f}, {scale.processor_share_of_chroma:.2f} by processors"
    rows.append(["indexing, of Chroma's own rate", "0.50", shown, _met(rate >= 0.5)])
    return table(["what", "aim", "measured", ""], rows)


def _aims_of(contest: Contest) -> Iterator[list[str]]:
    if contest.collection.name == "PIAF":
        more = gain(contest, BM25, "recall@1", chosen(contest))
        aim = f"{PIAF_GAIN:+.3f}"
        yield ["PIAF recall@1, less BM25", aim, _difference(more), _met(more.value >= PIAF_GAIN)]
    if contest.collection.name == FIXED:
        french = chosen(contest, "fr over fr")
        for pair, least in BESIDE_FRENCH:
            yield from _beside(
                contest, f"{pair} / fr over fr", least, chosen(contest, pair), french
            )
            again = translated(contest, pair)
            yield from _beside(contest, f"{pair} / the same asked in French", least, *again)


def _beside(
    contest: Contest, name: str, least: float, some: list[int], french: list[int]
) -> Iterator[list[str]]:
    for figure in ("recall@1", "recall@4"):
        of = ratio(*(quality(contest, OURS, group)[figure] for group in (some, french)))
        if of is not None:
            what = f"{contest.collection.name}, {figure}, {name}"
            shown = f"{of.value:.2f} ({of.low:.2f} to {of.high:.2f}), n {len(some)}"
            yield [what, f"{least:.2f}", shown, _met(of.value >= least)]


def _met(yes: bool) -> str:
    return "met" if yes else "missed"


# --- costs ------------------------------------------------------------------------------------


def encoders(costs: Sequence[Cost]) -> str:
    """Return what each encoder costs."""
    rows = []
    for one in costs:
        clock = [f"{ms:.2f}" for ms in question_ms(one)]
        ready = ["-", "-", "-"]
        if held := one.loaded:
            clocks = (f"{seconds:.2f}" for seconds in (held.seconds, held.processor_s))
            ready = [f"{held.after_mb - held.before_mb:.0f}", *clocks]
        rate, disk = f"{one.chunks_s:.0f}", f"{one.disk_mb:.1f}"
        rows.append([one.encoder, str(one.dimension), rate, *clock, disk, *ready])
    head = ["encoder", "dimensions", "chunks/s", "question ms p50", "p95", "MB on disk"]
    return table([*head, "MB in memory", "seconds to load", "of processors"], rows)


def at_size(scale: Scale) -> str:
    """Return what indexing and asking cost at a size."""
    whole, chroma = (scale.chunks / one.seconds for one in (scale.whole, scale.steps[CHROMA]))
    indexing = [
        [step, f"{one.seconds:.2f}", f"{one.processor_s:.2f}", f"{scale.chunks / one.seconds:.0f}"]
        for step, one in [("the whole", scale.whole), *scale.steps.items()]
    ]
    parts = [
        f"{scale.documents} documents, {scale.chunks} chunks of {scale.characters:.0f} characters. "
        "Each step was then done alone, for the same chunks in the same batches.",
        table(["indexing", "seconds", "of processors", "chunks/s"], indexing),
        f"* RATIO indexing rate: ours {whole:.0f} / Chroma's own {chroma:.0f} chunks a second = "
        f"{scale.share_of_chroma:.2f} times, by seconds of processors "
        f"{scale.processor_share_of_chroma:.2f}",
        _asking(scale),
        "On disk, MB: " + ", ".join(f"{part} {size:.1f}" for part, size in scale.disk_mb.items()),
    ]
    return "\n\n".join(part for part in parts if part)


def _asking(scale: Scale) -> str:
    if not scale.languages:
        return ""
    languages = sorted(set(scale.languages))
    rows = []
    for name, standing in scale.standings.items():
        cells = [f"{percentile(standing.ask_ms, part):.1f}" for part in (0.5, 0.95)]
        cells.append(f"{percentile(standing.busy_ms, 0.5):.1f}")
        for language in languages:
            pairs = zip(standing.ask_ms, scale.languages, strict=True)
            own = [ms for ms, asked in pairs if asked == language]
            cells.append(f"{percentile(own, 0.5):.1f}")
        rows.append([name, *cells])
    head = [
        "retriever",
        "question ms p50",
        "p95",
        "of processors",
        *(f"p50, {one}" for one in languages),
    ]
    return table(head, rows)
