"""The figures that must not fall: pinned for one set of questions and documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.gold import HERE
from evals.metrics import Share

FLOORS = HERE / "floors.json"
PINNED = (
    "recall@1", "recall@4", "recall@10", "MRR", "facts found", "free of distractors",
    "citation precision", "citation recall", "quotes faithful", "refusal precision",
    "refusal recall", "right",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Floors:
    """What every figure must reach, and the digest of the set it holds for.

    `epsilon` counts questions: a figure over n questions may be epsilon / n under its floor. One
    question is what another processor's rounding in the encoder may turn, by changing which of
    two near chunks comes first.
    """

    digest: str
    epsilon: float
    floors: dict[str, float]


def read_floors(path: Path = FLOORS) -> Floors:
    """Return the floors of a JSON file."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return Floors(record["digest"], record["epsilon"], record["floors"])


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write the floors as JSON."""
    path.write_text(json.dumps(asdict(floors), indent=2) + "\n", encoding="utf-8", newline="\n")


def reached(figures: Mapping[str, Share], digest: str) -> Floors:
    """Return floors at what was reached: cut to three decimals, one question of tolerance."""
    pinned = {name: int(figures[name].value * 1000 + 1e-9) / 1000 for name in PINNED}
    return Floors(digest, 1.0, pinned)


def below(figures: Mapping[str, Share], floors: Floors) -> list[str]:
    """Return a line for every figure under its floor by more than allowed, or not measured."""
    lines = []
    for name, floor in floors.floors.items():
        measured = figures.get(name)
        if measured is None or measured.of == 0:
            lines.append(f"{name}: not measured, the floor is {floor:.3f}")
        elif measured.value < floor - floors.epsilon / measured.of:
            lines.append(f"{name}: {measured.value:.3f}, the floor is {floor:.3f}")
    return lines
