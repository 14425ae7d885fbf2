"""What it costs to have a model, or a whole index, ready: asked of a process of its own.

Run as `python -m evals.loading ENCODER [INDEX]`: it imports nothing of ours before its clock runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

_ASKED = "Combien d'emplois l'accord prévoit-il de créer ?"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Seconds from the first import to the first answer, and what stays in memory (MB, resident).

    `processor_s` leaves out waiting; `before_mb` is the interpreter alone.
    """

    seconds: float
    processor_s: float
    before_mb: float
    after_mb: float


def load_apart(encoder: str, index: Path | None = None) -> Loaded:
    """Return what loading takes: the encoder of that name and, where it is named, an index."""
    command = [sys.executable, "-m", "evals.loading", encoder, *([str(index)] if index else [])]
    # ours in any working directory, and not a word on the way
    paths = os.pathsep.join(path for path in sys.path if path)
    ran = subprocess.run(  # noqa: S603 -- this interpreter, and this module
        command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": paths}, check=False
    )
    if ran.returncode:
        raise RuntimeError(f"loading {encoder!r} failed:\n{ran.stderr[-2000:]}")
    return Loaded(**json.loads(ran.stdout.splitlines()[-1]))


def load(encoder: str, index: Path | None = None) -> Loaded:
    """Load, ask once, and return what that took in this process."""
    before, started, used = _resident_mb(), time.perf_counter(), time.process_time()
    from assistant.index.encoder import open_encoder

    opened = open_encoder(encoder)
    with ExitStack() as stack:
        if index is None:
            opened.encode_question(_ASKED)
        else:
            from evals.retrievers import open_ours, ours

            ours(stack.enter_context(open_ours(index, opened)))(_ASKED)
        took, busy = time.perf_counter() - started, time.process_time() - used
        return Loaded(took, busy, before, _resident_mb())


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _main() -> None:
    encoder, *index = sys.argv[1:]
    told = load(encoder, Path(index[0]) if index else None)
    sys.stdout.write(json.dumps(asdict(told)) + "\n")


if __name__ == "__main__":
    _main()
