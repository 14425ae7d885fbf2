"""The figures that must not fall: pinned for one set of questions and documents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from evals.metrics import Share
from evals.questions import HERE

FLOORS = HERE / "floors.json"


@dataclass(frozen=True, slots=True)
class Floors:
    """What every figure must reach, less `epsilon`, and the digest of the set it holds for."""

    digest: str
    epsilon: float
    floors: dict[str, float]


def read_floors(path: Path = FLOORS) -> Floors:
    """Return the floors of a JSON file."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return Floors(record["digest"], record["epsilon"], record["floors"])


def below(figures: dict[str, Share], floors: Floors) -> list[str]:
    """Return a line for every figure under its floor by more than epsilon, or not measured."""
    lines = []
    for name, floor in floors.floors.items():
        measured = figures.get(name)
        if measured is None or measured.of == 0:
            lines.append(f"{name}: not measured, the floor is {floor:.3f}")
        elif measured.value < floor - floors.epsilon:
            lines.append(f"{name}: {measured.value:.3f}, the floor is {floor:.3f}")
    return lines
