"""The panels of the page that show verdicts as bars: by system, type, language and kinship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.figures import figure, figures, groups
from evals.intervals import Difference, Share
from evals.judged import Judged
from evals.record import Record
from evals.reporting import breakdown, plots
from evals.reporting.breakdown import BESIDE, COMPARED, OURS, OUTCOMES, VERDICTS
from evals.reporting.markup import Html, element, family, join, row, table
from evals.reporting.panels import panel, spread, term

_BAR_HEAD = ("share", "n", *VERDICTS)

# --- ours and others --------------------------------------------------------------------------


def beside_baselines(record: Record) -> Html:
    """Return our verdicts and figures beside those of plain retrievers."""
    systems = breakdown.systems(record)
    names = {name: "our assistant" if name == OURS else name for name in systems}
    bars = [
        row(names[name], plots.stacked(breakdown.verdicts(some)), *_numbers(some))
        for name, some in systems.items()
    ]
    rows = [
        row(term(name), *(spread(figure(some, name)) for some in systems.values()))
        for name in COMPARED
    ]
    gains = [breakdown.gained(record.judged, some) for some in record.baselines.values()]
    if gains:
        rows.append(row("ours right beyond it", element("span", ""), *map(_gain, gains)))
    told = (
        "The baselines quote the passage that they rank first, whole, and refuse only where they "
        "find nothing. A difference on the same questions is sure when its interval leaves zero "
        "out."
    )
    return panel(
        "Beside the baselines",
        told,
        legend(),
        table(
            "What became of the questions, by system",
            ["system", *_BAR_HEAD],
            [bars],
            numbers=5,
            class_="bars",
        ),
        table("Figures by system", ["figure", *names.values()], [rows]),
    )


def _gain(of: Difference) -> Html:
    told = element("span", f"{of.low:+.2f} to {of.high:+.2f}", class_="interval")
    sure = element("small", " sure" if of.sure else " not sure")
    return join([element("b", f"{of.value:+.3f}"), " ", told, sure])


# --- verdicts by kind -------------------------------------------------------------------------


def legend() -> Html:
    """Return what the parts of a bar mean."""
    items = [element("li", element("span", "", class_=f"key is-{name}"), name) for name in VERDICTS]
    return element("ul", *items, class_="legend", aria_label="parts of a bar")


def by_type(judged: Sequence[Judged]) -> Html:
    """Return the verdicts by type of question."""
    kinds = breakdown.by_type(judged)
    told = "Refused stands for refusals of what could be answered; a refusal that is due is right."
    return panel(
        "By type",
        told,
        legend(),
        table("Verdicts by type", ["type", *_BAR_HEAD], [_bars(kinds)], numbers=5, class_="bars"),
        _with_intervals("Figures by type", kinds, OUTCOMES),
    )


def by_language(judged: Sequence[Judged]) -> Html:
    """Return verdicts and figures by the language asked in and those of the documents."""
    kinds = groups(judged)
    plain = {name: some for name, some in kinds.items() if " over " not in name}
    crossed = {name: some for name, some in kinds.items() if " over " in name}
    bars = [
        [family("asked in", 7), *_bars(plain)],
        [family("asked in, over documents in", 7), *_bars(crossed)],
    ]
    told = (
        "A question that needs documents in two languages counts in both crossings; one that "
        "nothing answers crosses none."
    )
    return panel(
        "By language",
        told,
        legend(),
        table(
            "Verdicts by language and crossing",
            ["language", *_BAR_HEAD],
            bars,
            numbers=5,
            class_="bars",
        ),
        _with_intervals("Figures by language", kinds, (*OUTCOMES, *BESIDE)),
    )


def _with_intervals(
    title: str, kinds: Mapping[str, Sequence[Judged]], names: Sequence[str]
) -> Html:
    """Return a table, folded away, of these figures of each kind of question that has them."""
    bodies = []
    for kind, some in kinds.items():
        shares = {name: of for name, of in figures(some, names).items() if of.of}
        label = f"{kind.replace('_', ' ')} ({len(some)})"
        bodies.append([family(label, 4), *(_short(name, of) for name, of in shares.items())])
    head = ["figure", "95 % interval", "0 to 1", "n"]
    summary = element("summary", f"{title}, with intervals")
    return element("details", summary, table(title, head, bodies))


def _short(name: str, of: Share) -> Html:
    return row(term(name), spread(of), plots.dot(of), str(of.of))


def _bars(kinds: Mapping[str, Sequence[Judged]]) -> list[Html]:
    return [
        row(name.replace("_", " "), plots.stacked(breakdown.verdicts(some)), *_numbers(some))
        for name, some in kinds.items()
    ]


def _numbers(some: Sequence[Judged]) -> list[str]:
    return [str(len(some)), *map(str, breakdown.verdicts(some).values())]


def kin(judged: Sequence[Judged]) -> Html:
    """Return badly asked twins by variant and translations by language, beside their originals."""
    every = breakdown.kin(judged)
    title = "Twins and translations"
    if not every:
        return panel(title, "No question repeats another.")
    bodies = []
    for name, twins in (("badly asked", True), ("translated into", False)):
        rows = [_kin(one) for one in every if one.twins == twins]
        bodies += [[family(name, 9), *rows]] if rows else []
    told = (
        "How many came out right, beside how many of the questions that they repeat. As good: "
        "the share right of those whose original is right."
    )
    head = ["kind", "as good", *_BAR_HEAD, "originals right"]
    shown = table("Repetitions of other questions", head, bodies, numbers=6, class_="bars kin")
    return panel(title, told, legend(), shown)


def _kin(one: breakdown.Kin) -> Html:
    bar = plots.stacked(breakdown.verdicts(one.asked))
    first = str(breakdown.verdicts(one.roots)["right"])
    return row(one.name.replace("_", " "), spread(one.alike), bar, *_numbers(one.asked), first)
