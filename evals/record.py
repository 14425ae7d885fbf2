"""A run as a file: what was judged, and of what; two of them can be compared."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.schema import AddReport
from evals.gold import HERE, GoldSet
from evals.judged import Extraction, Judged, Library
from evals.risk import risk_coverage, selective
from evals.with_model import Took, WithModel

OUT = HERE / "out"
RUN = OUT / "run.json"


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is reported of a run; `baselines` by name, on the same questions."""

    about: Mapping[str, Any]
    judged: tuple[Judged, ...]
    extraction: tuple[Extraction, ...] = ()
    baselines: Mapping[str, tuple[Judged, ...]] = field(default_factory=dict)
    with_model: WithModel | None = None  # the same questions, where a language model was named


def describe_run(
    gold: GoldSet, library: Library, built: float, troubled: Sequence[AddReport]
) -> dict[str, Any]:
    """Return what a run was made of and with: counts, digest, revision, day, machine."""
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "revision": _revision(),
        "digest": gold.digest(),
        "questions": len(gold.questions),
        "documents": len(library.documents),
        "pages": len(gold.raw),
        "not_stored": {Path(r.source).name: r.error or r.status for r in troubled},
        "build_s": round(built, 1),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


def _revision() -> str:
    """Return the commit, with a + where the working tree differs; empty outside a checkout."""
    asked = ["git", "describe", "--always", "--dirty=+", "--abbrev=7"]
    try:
        told = subprocess.run(asked, cwd=HERE, capture_output=True, text=True, timeout=10)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.strip()


def write_record(record: Record, path: Path = RUN) -> None:
    """Write a run as JSON, with its curve of risk against coverage for whoever wants to plot it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    curve = {
        "points": [asdict(point) for point in risk_coverage(record.judged)],
        "figures": asdict(selective(record.judged)),
    }
    text = json.dumps({**asdict(record), "risk_coverage": curve}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def read_record(path: Path = RUN) -> Record:
    """Return the run in a JSON file."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    return Record(
        about=plain["about"],
        judged=tuple(map(_judged, plain["judged"])),
        extraction=tuple(Extraction(**one) for one in plain["extraction"]),
        baselines={name: tuple(map(_judged, some)) for name, some in plain["baselines"].items()},
        with_model=_with_model(plain.get("with_model")),  # older revisions have none
    )


def _with_model(plain: dict[str, Any] | None) -> WithModel | None:
    if plain is None:
        return None
    took = tuple(Took(**one) for one in plain["took"])
    return WithModel(plain["name"], tuple(map(_judged, plain["judged"])), took)


def _judged(plain: dict[str, Any]) -> Judged:
    lists = {name: tuple(plain[name]) for name in ("over", "cited", "distractors")}
    return Judged(**{**plain, **lists})
