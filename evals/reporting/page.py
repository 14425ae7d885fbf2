"""A run as one page to look at: nothing outside it is needed, and no script to read it."""

from __future__ import annotations

from pathlib import Path

from evals.figures import MEANING, figure, percentile
from evals.intervals import Share
from evals.judged import Judged
from evals.record import Record
from evals.reporting import breakdown, models, panels, plots, verdict_bars
from evals.reporting.breakdown import SPLITS
from evals.reporting.failures import SCRIPT, failures
from evals.reporting.markup import Html, element, join, slug

_STYLE = Path(__file__).with_name("page.css")
_HEADLINE = ("right", "wrong", "facts found", "citation precision", "recall@10", "refusal F1")
_SECTIONS = (
    "Beside the baselines", "Where questions were lost", "By type", "By language",
    "Twins and translations", "All figures", "Each leg apart", "Risk against coverage", "Latency",
    "Extraction", "Failed dev questions", "What each figure means",
)  # fmt: skip


def page(record: Record) -> str:
    """Return the whole page; of the test half nothing but sums."""
    judged = record.judged
    main = element(
        "main",
        _tiles(record),
        verdict_bars.beside_baselines(record),
        panels.where_lost(judged),
        verdict_bars.by_type(judged),
        verdict_bars.by_language(judged),
        verdict_bars.kin(judged),
        panels.all_figures(judged),
        panels.legs(judged),
        panels.confidence(judged),
        panels.times(record),
        models.html(record),
        panels.extraction(record),
        panels.panel(
            "Failed dev questions",
            "By the stage that lost them. Questions of the test half are never shown.",
            failures(record),
        ),
        _meanings(),
    )
    body = element("body", plots.patterns(), _masthead(record), main, _script())
    return f'<!doctype html>\n<html lang="en">{_head(record)}{body}</html>\n'


def _head(record: Record) -> Html:
    day = str(record.about.get("day", ""))
    return Html(
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        + element("title", f"Evals, {day}")
        + element("style", Html(_STYLE.read_text(encoding="utf-8")))
        + "</head>"
    )


def _script() -> Html:
    return element("script", Html(SCRIPT))


def _masthead(record: Record) -> Html:
    about = record.about
    halves = " and ".join(f"{len(breakdown.of_split(record.judged, s))} {s}" for s in SPLITS)
    facts = {
        "questions": f"{len(record.judged)} ({halves})",
        "documents": f"{about.get('documents', 0)}, {about.get('pages', 0)} of them raw pages",
        "revision": about.get("revision") or "unknown",
        "day": about.get("day", ""),
        "set": str(about.get("digest", ""))[:12],
        "brought in and indexed": f"{about.get('build_s', 0)} s on {about.get('cores', 0)} cores",
        "Python": about.get("python", ""),
    }
    pairs = [
        element("div", element("dt", name), element("dd", str(told)))
        for name, told in facts.items()
    ]
    sections = (*_SECTIONS, *([models.TITLE] if record.with_model else []))
    links = [element("li", element("a", name, href=f"#{slug(name)}")) for name in sections]
    return element(
        "header",
        element("h1", "What the assistant is worth"),
        element("dl", *pairs, class_="facts"),
        _not_stored(record),
        element("nav", element("ul", *links), aria_label="sections"),
    )


def _not_stored(record: Record) -> Html:
    named, hidden = breakdown.not_stored(record)
    told = [f"{name} ({why})" for name, why in named.items()]
    told += [f"{hidden} of the test half"] if hidden else []
    if not told:
        return Html()
    return element("p", f"Pages not stored: {'; '.join(told)}.", class_="trouble")


# --- the headline -----------------------------------------------------------------------------


def _tiles(record: Record) -> Html:
    tiles = [_tile(name, record.judged) for name in _HEADLINE]
    clock = [one.timings_ms["total"] for one in record.judged if "total" in one.timings_ms]
    if clock:
        middle, most = percentile(clock, 0.5), percentile(clock, 0.95)
        tiles.append(
            element(
                "li",
                element("h3", "one question"),
                element("p", f"{middle:.0f}", element("small", " ms"), class_="big"),
                element("p", f"95 % under {most:.0f} ms", class_="range"),
                element("p", "the median, from question to answer", class_="means"),
            )
        )
    return element(
        "section",
        element("h2", "In short", class_="unseen"),
        element("ul", *tiles, class_="tiles"),
        id="in-short",
    )


def _tile(name: str, judged: tuple[Judged, ...]) -> Html:
    of = figure(judged, name)
    halves = {split: figure(breakdown.of_split(judged, split), name) for split in SPLITS}
    bar = [plots.stacked(breakdown.verdicts(judged)), verdict_bars.legend()]
    return element(
        "li",
        element("h3", panels.term(name)),
        element("p", *_per_cent(of), class_="big"),
        element("p", _range(of, halves), class_="range"),
        plots.dot(of, halves),
        *(bar if name == "right" and judged else []),
        element("p", MEANING[name], class_="means"),
    )


def _per_cent(of: Share) -> list[str]:
    return [f"{100 * of.value:.0f}", element("small", " %")] if of.of else ["–"]


def _range(of: Share, halves: dict[str, Share]) -> str:
    if not of.of:
        return "not measured"
    apart = [f"{split} {100 * half.value:.0f}" for split, half in halves.items() if half.of]
    whole = f"{100 * of.low:.0f} to {100 * of.high:.0f}, n {of.of}"
    return "; ".join([whole, ", ".join(apart)])


# --- the meanings -----------------------------------------------------------------------------


def _meanings() -> Html:
    pairs = [
        element("div", element("dt", name, id=slug(name, "means")), element("dd", told))
        for name, told in MEANING.items()
    ]
    told = (
        "Means divide by all questions asked that the figure applies to. Intervals hold 95 %: "
        "Wilson's for what is so or not, else a bootstrap over documents."
    )
    return panels.panel(
        "What each figure means", told, join([element("dl", *pairs, class_="meanings")])
    )
