"""The panels of the page that show figures: each a table with its plots in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.figures import (
    BY_LEG,
    EXTRACTION,
    LOWER_IS_BETTER,
    MEANING,
    RETRIEVAL,
    extraction_figures,
    figure,
    latency,
)
from evals.intervals import Share
from evals.judged import Extraction, Judged
from evals.record import Record
from evals.reporting import breakdown, plots
from evals.reporting.breakdown import FAMILIES, OURS, SPLITS
from evals.reporting.markup import Html, element, family, join, row, slug, table
from evals.risk import AIM, in_use, risk_coverage


def panel(title: str, told: str, *inside: str) -> Html:
    """Return a section with its heading, one line on how to read it, and what it holds."""
    name = slug(title)
    return element(
        "section",
        element("h2", title, id=f"{name}-heading"),
        element("p", told, class_="told"),
        *inside,
        id=name,
        aria_labelledby=f"{name}-heading",
    )


def term(name: str) -> Html:
    """Return the name of a figure with its meaning, linked to the list of meanings."""
    down = (
        element("span", "\u00a0↓", title="lower is better") if name in LOWER_IS_BETTER else Html()
    )
    said = element("dfn", name, title=MEANING.get(name, ""))
    return join([element("a", said, href=f"#{slug(name, 'means')}", class_="term"), down])


def value(of: Share) -> str:
    """Return a figure to three places, a dash where nothing was measured."""
    return f"{of.value:.3f}" if of.of else "–"


def spread(of: Share) -> Html:
    """Return a figure with its interval and the number of questions that it is over."""
    if not of.of:
        return element("span", "–", class_="none")
    told = element("span", f"{of.low:.2f} to {of.high:.2f}", class_="interval")
    return join([element("b", value(of)), " ", told])


# --- all figures ------------------------------------------------------------------------------


def all_figures(judged: Sequence[Judged]) -> Html:
    """Return every figure of the answers for dev, test and all, with intervals."""
    halves = {split: breakdown.of_split(judged, split) for split in SPLITS}
    bodies = [
        [
            family(title, 6),
            *(_figure(n, figure(judged, n), {s: figure(h, n) for s, h in halves.items()})
              for n in names),
        ]
        for title, names in FAMILIES.items()
    ]  # fmt: skip
    head = ["figure", "all, 95 % interval", "0 to 1", *SPLITS, "n"]
    told = (
        "The dot is the figure over all questions on its 95 % interval; the diamond above the line "
        "is the dev half, the square below it the test half. ↓: lower is better."
    )
    return panel("All figures", told, table("Figures of the run", head, bodies, numbers=3))


def _figure(name: str, of: Share, halves: Mapping[str, Share]) -> Html:
    least = -1.0 if name == "crag" else 0.0
    label = join([term(name), element("small", " from -1 to 1")]) if least else term(name)
    plot = plots.dot(of, halves, least)
    return row(label, spread(of), plot, *map(value, halves.values()), str(of.of))


def legs(judged: Sequence[Judged]) -> Html:
    """Return what each leg of the retrieval finds alone, beside both fused."""
    prefixes = {"both fused": "", **{f"{leg} alone": f"{leg} " for leg in BY_LEG}}
    bodies = [
        [
            family(title, 4),
            *(
                row(term(name), spread(of), plots.dot(of), str(of.of))
                for name in RETRIEVAL
                for of in [figure(judged, prefix + name)]
            ),
        ]
        for title, prefix in prefixes.items()
    ]
    told = "The same questions, ranked by words alone, by meaning alone, and by both."
    head = ["leg", "95 % interval", "0 to 1", "n"]
    return panel(
        "Each leg apart", told, table("Retrieval by leg", head, bodies, numbers=1, class_="way")
    )


# --- the way to an answer ---------------------------------------------------------------------


def where_lost(judged: Sequence[Judged]) -> Html:
    """Return how many questions are left after each step, by half, and refusals that failed."""
    bodies = []
    for split in SPLITS:
        half = breakdown.of_split(judged, split)
        some = [one for one in half if one.answerable]
        rows = [family(f"{split} half: {len(some)} questions that the documents answer", 4)]
        for step in breakdown.way(half):
            bar = plots.remaining(step.left, step.lost, len(some))
            rows.append(row(step.name, bar, str(step.left), _lost_at(step.lost, step.stage, split)))
        bodies += [rows, _to_refuse(split, half)]
    told = (
        "A question is lost at the first step that lost it; the hatched end of a bar is what its "
        "step lost. Of the test half nothing is shown but sums."
    )
    head = ["after the step", "left", "n", "lost here"]
    return panel(
        "Where questions were lost", told, table("Questions left", head, bodies, class_="way")
    )


def _to_refuse(split: str, half: Sequence[Judged]) -> list[Html]:
    some = [one for one in half if not one.answerable]
    stages = breakdown.lost(some)
    left, rows = len(some), [family(f"{split} half: {len(some)} to refuse", 4)]
    for name, stage in (
        ("refused", "answered what it should refuse"),
        ("with a fitting reason", "another reason given"),
    ):
        gone = len(stages.get(stage, ()))
        left -= gone
        bar = plots.remaining(left, gone, len(some))
        rows.append(row(name, bar, str(left), _lost_at(gone, stage, split)))
    return rows


def _lost_at(count: int, stage: str, split: str) -> Html:
    told = f"{count} {stage}" if count else "none"
    if count and split == "dev":
        return element("a", told, href=f"#{slug(stage, 'lost')}")
    return element("span", told)


def confidence(judged: Sequence[Judged]) -> Html:
    """Return the curve of risk against coverage, and what it comes to by half."""
    told = (
        "Were every question answered, the most confident first, and a refusal with its best "
        "sentence: how many of the answers would be wrong. Where confidence is worth its name, "
        "the line falls to the left. The dot is what is answered today; how far it lies below the "
        "line is what the bars beside confidence are worth."
    )
    axes = (
        "Across: share of the questions answered. Up: share of the answers wrong. Dashed: the aim, "
        f"{100 * AIM:.0f} % wrong. Questions answered from records are left out."
    )
    drawing = element("div", plots.curve(risk_coverage(judged), in_use(judged)), class_="frame")
    drawn = element("figure", drawing, element("figcaption", axes))
    halves = [breakdown.risks(breakdown.of_split(judged, split)) for split in SPLITS]
    rows = [
        row(
            name,
            spread(of) if of.low < of.high else element("b", value(of)),
            *(value(half[name]) for half in halves),
        )
        for name, of in breakdown.risks(judged).items()
    ]
    head = ["figure", "all, 95 % interval", *SPLITS]
    shown = table("Risk against coverage in figures", head, [rows], numbers=2)
    return panel("Risk against coverage", told, drawn, shown)


def times(record: Record) -> Html:
    """Return the time that each step takes, and baselines in whole."""
    found = {
        ("our assistant" if system == OURS else system, step): clock
        for system, some in breakdown.systems(record).items()
        for step, clock in latency(some).items()
        if system == OURS or step == "total"
    }
    longest = max((most for _, most in found.values()), default=0.0)
    rows = [
        row(f"{system}: {step}", plots.reach(middle, most, longest), f"{middle:.1f}", f"{most:.1f}")
        for (system, step), (middle, most) in found.items()
    ]
    told = "Milliseconds of one question: the bar is the median, 95 % end before its line does."
    return panel("Latency", told, table("Latency", ["step", "ms", "p50", "p95"], [rows], numbers=2))


# --- extraction -------------------------------------------------------------------------------


def extraction(record: Record) -> Html:
    """Return how well pages were stored: dev pages one by one, test pages only summed."""
    if not record.extraction:
        return panel("Extraction", "No page was judged in this run.")
    halves = {split: extraction_figures(breakdown.pages_of(record, split)) for split in SPLITS}
    sums = [
        row(term(name), spread(of), plots.dot(of, {s: h[name] for s, h in halves.items()}),
            *(value(half[name]) for half in halves.values()), str(of.of))
        for name, of in extraction_figures(record.extraction).items() if name in EXTRACTION
    ]  # fmt: skip
    pages = [_page(page) for page in breakdown.pages_of(record, "dev")]
    head = ["page", "language", "date", "title", "publisher", "article kept", "furniture"]
    told = (
        "What of a page was stored, as its reader sees it. Pages of the test half are only summed."
    )
    return panel(
        "Extraction",
        told,
        table("Extraction", ["figure", "95 % interval", "0 to 1", *SPLITS, "n"], [sums], numbers=3),
        table("Dev pages", head, [pages], numbers=2, class_="pages"),
    )


def _page(page: Extraction) -> Html:
    def said(good: bool, what: str) -> Html:
        return element("span", what, class_="good" if good else "bad")

    return row(
        page.document,
        element("span", page.language),
        said(page.date == "right", page.date),
        said(page.title, "right" if page.title else "wrong"),
        said(page.publisher, "right" if page.publisher else "wrong"),
        f"{page.kept:.2f}",
        f"{page.furniture:.2f}",
    )
