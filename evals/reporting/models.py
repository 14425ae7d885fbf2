"""The answers that a language model words beside those made of quotes: figures, and their price."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evals.differences import difference
from evals.figures import ANSWERS, CITATIONS, FORM, REFUSALS, figure, percentile
from evals.intervals import Difference
from evals.record import Record
from evals.reporting import markup
from evals.reporting.markup import Html, row
from evals.reporting.panels import panel
from evals.reporting.tables import cell, table
from evals.with_model import Took, WithModel

TITLE = "With a language model"
NAMES = (*ANSWERS, *CITATIONS, *REFUSALS, *FORM)
_HEAD = ("", "made of quotes", "with the model", "difference, paired", "better / worse")


def markdown(record: Record) -> str:
    """Return the section of a report; nothing where no model was asked."""
    if record.with_model is None:
        return ""
    costs = [list(pair) for pair in _costs(record.with_model)]
    rows = [list(one) for one in _figures(record, record.with_model)]
    return "\n\n".join((_told(record.with_model), table(_HEAD, rows), table(("", ""), costs)))


def html(record: Record) -> Html:
    """Return the section of the page; nothing where no model was asked."""
    if record.with_model is None:
        return Html()
    figures = [row(*one) for one in _figures(record, record.with_model)]
    costs = [row(*pair) for pair in _costs(record.with_model)]
    return panel(
        TITLE,
        _told(record.with_model),
        markup.table("Answers with a model", list(_HEAD), [figures], numbers=4),
        markup.table("What the model took", ["of an answer", "it took"], [costs], numbers=1),
    )


def _told(of: WithModel) -> str:
    return (
        f"The same questions over the same passages, worded by {of.name} and checked; the floors "
        "are held by the answers made of quotes."
    )


def _figures(record: Record, of: WithModel) -> Iterator[tuple[str, ...]]:
    pairs = tuple(zip(record.judged, of.judged, strict=True))
    for name in NAMES:
        moved = difference(pairs, name)
        sides = (cell(figure(some, name), True) for some in (record.judged, of.judged))
        yield (name, *sides, _change(moved), f"{moved.better} / {moved.worse}")


def _change(moved: Difference) -> str:
    return f"{moved.value:+.3f} ({moved.low:+.3f} to {moved.high:+.3f})" if moved.of else "-"


def _costs(of: WithModel) -> Iterator[tuple[str, str]]:
    took = of.took
    troubles = Counter(one.trouble for one in took if one.trouble)
    yield "questions it was asked", f"{len(took)} of {len(of.judged)}"
    yield "answers that are its own", str(sum(one.shown > 0 for one in took))
    yield (
        "sentences shown, withheld",
        (f"{sum(one.shown for one in took)}, {sum(one.withheld for one in took)}"),
    )
    yield (
        "shown with a figure, date or name in no quote (names in translation are counted)",
        str(sum(one.unheld for one in took)),
    )
    told = ", ".join(f"{kind} {count}" for kind, count in troubles.most_common())
    yield "failures", told or "none"
    yield from _each("tokens read", [float(one.read) for one in took])
    yield from _each("tokens written", [float(one.written) for one in took])
    yield from _each("ms to the first sentence", [t.first_ms for t in took if t.first_ms])
    yield from _each("ms to the whole answer", [one.total_ms for one in took])
    yield "cost", _cost(took)


def _each(name: str, values: list[float]) -> Iterator[tuple[str, str]]:
    middle, most = percentile(values, 0.5), percentile(values, 0.95)
    yield f"{name}: p50, p95, all", f"{middle:.0f}, {most:.0f}, {sum(values):.0f}"


def _cost(took: tuple[Took, ...]) -> str:
    known = [one.cost for one in took if one.cost is not None]
    if not known:
        return "not known: set ASSISTANT_MODEL_PRICE_READ and ASSISTANT_MODEL_PRICE_WRITTEN"
    return f"{sum(known) / len(known):.6f} an answer, {sum(known):.4f} in all"
