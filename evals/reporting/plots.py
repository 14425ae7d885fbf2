"""The plots of the report as inline SVG: places in per cent, so that text keeps its size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.intervals import Share
from evals.reporting.markup import Html, element
from evals.risk import AIM, Point

_NARROW = 0.07  # share of a bar under which a number does not fit into its part


def stacked(counts: Mapping[str, int]) -> Html:
    """Return one bar with a part for each verdict; numbers where they fit."""
    total, done, parts = sum(counts.values()), 0, []
    for name, count in counts.items():
        if count:
            parts += _part(name, count, done / total, count / total)
            done += count
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    return _svg(f"{told} of {total}", *parts, class_="bar", height="24")


def _part(name: str, count: int, begin: float, wide: float) -> list[Html]:
    parts = [
        element("rect", class_=f"is-{name}", x=_at(begin), y="0", width=_at(wide), height="24"),
        element("line", class_="seam", x1=_at(begin + wide), x2=_at(begin + wide), y1="0", y2="24"),
    ]
    if name in ("partly", "wrong"):  # a pattern, for those who do not tell the colours apart
        hatch = "url(#dots)" if name == "partly" else "url(#hatch)"
        parts.insert(
            1, element("rect", fill=hatch, x=_at(begin), y="0", width=_at(wide), height="24")
        )
    if wide >= _NARROW:
        middle = _at(begin + wide / 2)
        parts.append(element("text", str(count), class_=f"in-{name}", x=middle, y="16.5"))
    return parts


def patterns() -> Html:
    """Return the patterns that the bars are filled with, once for the page."""
    hatch = element("path", class_="hatch", d="M-2 2L2-2M0 8L8 0M6 10L10 6")
    dots = element("circle", class_="spot", cx="2", cy="2", r="1")
    return element(
        "svg",
        element("pattern", hatch, id="hatch", width="8", height="8", patternUnits="userSpaceOnUse"),
        element("pattern", dots, id="dots", width="7", height="7", patternUnits="userSpaceOnUse"),
        width="0",
        height="0",
        aria_hidden="true",
        style="position:absolute",
    )


def dot(of: Share, halves: Mapping[str, Share] | None = None, least: float = 0.0) -> Html:
    """Return a figure as a dot on its interval, from `least` to 1, with each half's own mark.

    The dev half is a diamond above the line, the test half a square below it.
    """
    if not of.of:
        return element("span", "not measured", class_="none")

    def at(value: float) -> str:
        return _at((value - least) / (1 - least))

    marks = [
        element("line", class_="grid", x1=_at(x), x2=_at(x), y1="0", y2="24")
        for x in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    marks.append(element("line", class_="whisker", x1=at(of.low), x2=at(of.high), y1="12", y2="12"))
    told = f"{of.value:.3f}, interval {of.low:.2f} to {of.high:.2f}"
    for name, half in (halves or {}).items():
        if half.of:
            marks.append(_mark(name, at(half.value)))
            told += f", {name} {half.value:.3f}"
    marks.append(element("circle", class_="dot", cx=at(of.value), cy="12", r="5"))
    return _svg(told, *marks, class_="plot", height="24")


def _mark(half: str, place: str) -> Html:
    shape = "M0-4L4 0L0 4L-4 0Z" if half == "dev" else "M-3-3H3V3H-3Z"
    high = "5" if half == "dev" else "19"
    path = element("path", class_=f"half {half}", d=shape)
    return element("svg", path, x=place, y=high, overflow="visible")


def reach(middle: float, most: float, longest: float) -> Html:
    """Return a bar to the median and a line to what 95 % stay under, of `longest`."""
    scale = longest or 1.0
    return _svg(
        f"median {middle:.1f}, 95 % under {most:.1f} milliseconds",
        element("rect", class_="time", x="0", y="5", width=_at(middle / scale), height="14"),
        element(
            "line", class_="whisker", x1=_at(middle / scale), x2=_at(most / scale), y1="12", y2="12"
        ),
        element("line", class_="end", x1=_at(most / scale), x2=_at(most / scale), y1="6", y2="18"),
        class_="plot",
        height="24",
    )


def remaining(left: int, lost: int, total: int) -> Html:
    """Return a bar of what is left after a step, and after it what the step lost."""
    of = total or 1
    parts = [element("rect", class_="left", x="0", y="3", width=_at(left / of), height="18")]
    if lost:
        where = {"x": _at(left / of), "y": "3", "width": _at(lost / of), "height": "18"}
        parts += [
            element("rect", class_="gone", **where),
            element("rect", fill="url(#hatch)", **where),
        ]
    return _svg(f"{left} left of {total}, {lost} lost here", *parts, class_="plot", height="24")


def curve(points: Sequence[Point], here: Point | None) -> Html:
    """Return risk against coverage as a line, with the aim and the point in use."""
    if not points:
        return element("p", "No answer was weighed.", class_="none")
    top = max(point.risk for point in (*points, *([here] if here else ())))
    top = next(y for y in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0) if y >= top - 1e-9)
    path = " ".join(f"{100 * p.coverage:.2f},{100 - 100 * p.risk / top:.2f}" for p in points)
    line = element("polyline", class_="curve", points=path, vector_effect="non-scaling-stroke")
    drawn = element(
        "svg", line, viewBox="0 0 100 100", preserveAspectRatio="none", width="100%", height="100%"
    )
    aim = _at(1 - AIM / top)
    marks = [element("line", class_="aim", x1="0", x2="100%", y1=aim, y2=aim), drawn]
    told = f"{points[-1].risk:.2f} of the answers would be wrong if every question had one"
    if here:
        label = element("text", "in use", class_="note", x="0", y="-14")
        place = {"x": _at(here.coverage), "y": _at(1 - here.risk / top)}
        dot = element("circle", class_="dot", r="6")
        marks.append(element("svg", dot, label, overflow="visible", **place))
        told += f"; in use, {here.risk:.2f} are at a coverage of {here.coverage:.2f}"
    return _svg(told, *_axes(top), *marks, class_="curve-plot", height="260")


def _axes(top: float) -> list[Html]:
    marks = []
    for part in (0.0, 0.25, 0.5, 0.75, 1.0):
        down = _at(1 - part)
        marks += [
            element("line", class_="grid", x1="0", x2="100%", y1=down, y2=down),
            element("line", class_="grid", x1=_at(part), x2=_at(part), y1="0", y2="100%"),
            element("text", f"{100 * top * part:.3g} %", class_="up", x="-8", y=down, dy="4"),
            element("text", f"{100 * part:.0f} %", class_="along", x=_at(part), y="100%", dy="18"),
        ]
    return marks


def _svg(told: str, *inside: str, class_: str, height: str) -> Html:
    return element(
        "svg", *inside, class_=class_, width="100%", height=height, role="img", aria_label=told
    )


def _at(share: float) -> str:
    return f"{100 * share:.2f}%"
