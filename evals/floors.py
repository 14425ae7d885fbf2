"""The figures that must not fall: by language, pinned for one set of questions and documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.schema import LANGUAGES
from evals.figures import LOWER_IS_BETTER, extraction_figures, figures
from evals.gold import HERE
from evals.intervals import Share
from evals.record import Record
from evals.trouble import FloorsLowered

FLOORS = HERE / "floors.json"
PINNED = (
    "recall@1", "recall@4", "recall@10", "nDCG@10", "MRR", "lexical recall@4", "right", "wrong",
    "wrongly refused", "crag", "facts found", "free of distractors", "figures supported",
    "citation precision", "citation recall", "quotes faithful", "refused when due",
    "refusals that were due", "in the asker's language", "within 200 words",
)  # fmt: skip
BY_LANGUAGE = ("recall@4", "right", "wrong", "wrongly refused")
EXTRACTION = ("article kept", "furniture let through", "date right", "date wrong")
EPSILON = 1.0
EPSILON_REASON = (
    "Counts questions: a figure over n questions may be epsilon / n off its floor. One question is "
    "what another processor's rounding in the encoder may turn, by changing which of two near "
    "chunks comes first."
)


@dataclass(frozen=True, slots=True)
class Floors:
    """What every figure must reach (where lower is better: may not exceed), and for which set.

    `floors` are by group: all, extraction, or a language of questions.
    """

    digest: str
    epsilon: float
    epsilon_reason: str
    floors: Mapping[str, Mapping[str, float]]


def pinned_figures(record: Record) -> dict[str, dict[str, Share]]:
    """Return every figure that is pinned, by group."""
    found = {"all": figures(record.judged, PINNED)}
    for language in LANGUAGES:
        some = [one for one in record.judged if one.language == language]
        found[language] = figures(some, BY_LANGUAGE)
    every = extraction_figures(record.extraction)
    return found | {"extraction": {name: every[name] for name in EXTRACTION}}


def read_floors(path: Path = FLOORS) -> Floors:
    """Return the floors of a JSON file."""
    return Floors(**json.loads(path.read_text(encoding="utf-8")))


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write the floors as JSON."""
    path.write_text(json.dumps(asdict(floors), indent=2) + "\n", encoding="utf-8", newline="\n")


def reached(measured: Mapping[str, Mapping[str, Share]], digest: str) -> Floors:
    """Return floors at what was reached, to three decimals, rounded to the lenient side."""
    found = {
        group: {name: _rounded(name, of.value) for name, of in some.items() if of.of}
        for group, some in measured.items()
    }
    return Floors(digest, EPSILON, EPSILON_REASON, found)


def below(measured: Mapping[str, Mapping[str, Share]], floors: Floors) -> list[str]:
    """Return a line for every figure on the wrong side of its floor, or not measured."""
    lines = []
    for group, some in floors.floors.items():
        for name, floor in some.items():
            of = measured.get(group, {}).get(name)
            if of is None or of.of == 0:
                lines.append(f"{group}, {name}: not measured, the floor is {floor:.3f}")
            elif worse(name, of.value, floor) > floors.epsilon / of.of + 1e-9:
                lines.append(f"{group}, {name}: {of.value:.3f}, the floor is {floor:.3f}")
    return lines


def worse(name: str, value: float, floor: float) -> float:
    """Return by how much `value` is on the wrong side of `floor`; negative on the right side."""
    return value - floor if name in LOWER_IS_BETTER else floor - value


def update_floors(
    record: Record, *, allow_regression: bool = False, path: Path = FLOORS
) -> list[str]:
    """Pin what a run reached, and return a line for every floor that moved.

    On the same set floors only get stricter, unless `allow_regression`; on another set they are
    all new, which needs `allow_regression` too. Raises FloorsLowered, and writes nothing then.
    """
    after = reached(pinned_figures(record), record.about["digest"])
    before = read_floors(path) if path.exists() else Floors("", EPSILON, EPSILON_REASON, {})
    moves = [
        (group, name, before.floors.get(group, {}).get(name), value)
        for group, some in after.floors.items()
        for name, value in some.items()
    ]
    lowered = [
        f"{group}, {name}: {old:.3f} -> {new:.3f}"
        for group, name, old, new in moves
        if old is not None and worse(name, new, old) > 0
    ]
    dropped = [
        f"{group}, {name}: {floor:.3f} -> not measured"
        for group, some in before.floors.items()
        for name, floor in some.items()
        if name not in after.floors.get(group, {})
    ]
    if (lowered or dropped) and not allow_regression:
        raise FloorsLowered(
            "Floors would be lowered: " + "; ".join([*lowered, *dropped]) + ". Look at each; "
            "--allow-regression lowers them, and the commit says why."
        )
    write_floors(after, path)
    told = [f"{group}, {name}: {old} -> {new}" for group, name, old, new in moves if old != new]
    return [*(f"LOWERED {line}" for line in [*lowered, *dropped]), *told]


def _rounded(name: str, value: float) -> float:
    thousandths = value * 1000
    whole = -(-thousandths // 1) if name in LOWER_IS_BETTER else (thousandths + 1e-9) // 1
    return float(whole) / 1000
