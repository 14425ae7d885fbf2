"""The dev questions that went wrong, one by one; none of the test half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.judged import Judged
from evals.record import Record
from evals.reporting import breakdown
from evals.reporting.markup import Html, element, join, slug

# The page reads without it: it only hides what was not chosen.
SCRIPT = """
const form = document.getElementById('choose'), all = [...document.querySelectorAll('.failed')];
form.hidden = false;
form.addEventListener('input', () => {
  let shown = 0;
  for (const one of all) {
    one.hidden = ['stage', 'type', 'language'].some(
      (name) => form.elements[name].value && form.elements[name].value !== one.dataset[name]);
    shown += !one.hidden;
  }
  form.querySelector('output').textContent = shown + ' of ' + all.length;
});
form.elements.open.addEventListener('click', () => {
  const some = all.filter((one) => !one.hidden), close = some.every((one) => one.open);
  for (const one of some) one.open = !close;
});
"""


def failures(record: Record) -> Html:
    """Return every failed dev question with what was asked, expected, answered and cited."""
    stages = breakdown.lost(breakdown.of_split(record.judged, "dev"))
    failed = [one for some in stages.values() for one in some]
    others = {
        name: {one.id: one for one in some if one.split == "dev"}
        for name, some in record.baselines.items()
    }
    if not failed:
        return element("p", "No dev question went wrong.")
    return join([_choice(failed), _index(stages), *(
        element(
            "section",
            element("h3", f"{stage[:1].upper()}{stage[1:]} ({len(some)})"),
            *(_failure(one, others) for one in some),
            id=slug(stage, "lost"),
        )
        for stage, some in stages.items()
    )])  # fmt: skip


def _choice(failed: Sequence[Judged]) -> Html:
    kinds = {
        "stage": dict.fromkeys(one.stage for one in failed),
        "type": sorted({one.type for one in failed}),
        "language": sorted({one.language for one in failed}),
    }
    lists = [
        element("label", f"{name} ", element(
            "select", element("option", "all", value=""),
            *(element("option", kind.replace("_", " "), value=kind) for kind in names), name=name,
        ))
        for name, names in kinds.items()
    ]  # fmt: skip
    button = element("button", "open or close all", type="button", name="open")
    count = element("output", f"{len(failed)} of {len(failed)}")
    return element("form", *lists, button, count, id="choose", hidden="")


def _index(stages: Mapping[str, Sequence[Judged]]) -> Html:
    kinds = breakdown.by_type([one for some in stages.values() for one in some])
    links = [element("a", f"{s} ({len(some)})", href=f"#{slug(s, 'lost')}")
             for s, some in stages.items()]  # fmt: skip
    lines = [
        element(
            "li",
            f"{kind.replace('_', ' ')}: ",
            join([element("a", one.id, href=f"#{slug(one.id, 'q')}") for one in some], " "),
        )
        for kind, some in kinds.items()
    ]
    by_type = element("details", element("summary", "By type"), element("ul", *lines))
    return join([element("p", "By stage: ", join(links, " · "), class_="links"), by_type])


def _failure(one: Judged, others: Mapping[str, Mapping[str, Judged]]) -> Html:
    label = element(
        "summary",
        element("code", one.id),
        element("span", one.verdict, class_=f"verdict in-{one.verdict} is-{one.verdict}"),
        element("span", f"{one.type.replace('_', ' ')}, {_crossing(one)}", class_="kind"),
        element("span", one.asked, class_="asked", dir="auto", lang=one.language),
    )
    said = element("p", one.said or "nothing", dir="auto")
    refusal = [element("p", f"refused: {one.reason}", class_="reason")] if one.reason else []
    pairs: list[tuple[str, Sequence[str]]] = [
        ("expected", [element("p", one.expected or "a refusal", dir="auto")]),
        ("answered", [*refusal, said]),
        ("cited", [_quote(cited) for cited in one.cited] or ["nothing"]),
        ("distractors marked", [element("p", ", ".join(one.distractors), dir="auto")]
         if one.distractors else ["none"]),
        ("first gold chunk", [_ranks(one)]),
        ("confidence", ["none weighed" if one.confidence is None else f"{one.confidence:.3f}"]),
        ("others", [_others(one, others)]),
    ]  # fmt: skip
    told = [x for name, parts in pairs for x in (element("dt", name), element("dd", *parts))]
    return element(
        "details", label, element("dl", *told), class_="failed", id=slug(one.id, "q"),
        data_stage=one.stage, data_type=one.type, data_language=one.language,
    )  # fmt: skip


def _crossing(one: Judged) -> str:
    return f"{one.language} over {' and '.join(one.over)}" if one.over else one.language


def _quote(cited: str) -> Html:
    place, _, quote = cited.partition(": ")
    return element("figure", element("blockquote", quote, dir="auto"), element("figcaption", place))


def _ranks(one: Judged) -> str:
    """Return at which rank the first chunk with a gold quote stood, fused and by leg."""
    told = []
    for leg in ("", "lexical ", "dense "):
        if (mrr := one.scores.get(f"{leg}MRR")) is not None:
            told.append(f"{leg or 'fused '}{round(1 / mrr) if mrr else 'not found'}")
    return ", ".join(told) or "none: there is no gold quote"


def _others(one: Judged, others: Mapping[str, Mapping[str, Judged]]) -> str:
    told = [f"{name}: {some[one.id].verdict}" for name, some in others.items() if one.id in some]
    return ", ".join(told) or "none"
