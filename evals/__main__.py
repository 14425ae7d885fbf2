"""`python -m evals`: run the gold set and print the report; `--set-floors` pins what it reached.

`python -m evals benchmark` measures retrieval and speed against the plain LangChain recipe.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import AssistantError
from evals.floors import FLOORS, Floors, reached, read_floors, write_floors
from evals.questions import set_digest
from evals.report import measure, report, write
from evals.run import Run, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report and write it to evals/out; exit 0 whatever the figures are."""
    chosen = _parser().parse_args(arguments)
    if chosen.command == "benchmark":
        return _benchmark(chosen.public, chosen.questions)
    finished = run(_tell)
    path = write(finished)
    sys.stdout.write(report(finished))
    _tell(f"written to {path}")
    if chosen.set_floors:
        _set_floors(finished)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--set-floors", action="store_true", help="pin what this run reached")
    commands = parser.add_subparsers(dest="command")
    bench = commands.add_parser("benchmark", help="quality and speed against the plain recipe")
    bench.add_argument("--public", type=Path, metavar="DIR", help="folder of public question sets")
    bench.add_argument(
        "--questions", type=_positive, default=200, metavar="N", help="asked of each public set"
    )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


def _benchmark(public: Path | None, questions: int) -> int:
    from evals.benchmark import NothingToMeasure, benchmark
    from evals.retrievers import RecipeMissing

    try:
        sys.stdout.write(benchmark(_tell, public, questions))
    except (NothingToMeasure, RecipeMissing, AssistantError) as error:
        _tell(str(error))
        return 1
    return 0


def _set_floors(finished: Run) -> None:
    before = read_floors() if FLOORS.exists() else Floors("", 0.0, {})
    after = reached(measure(finished.outcomes, finished), set_digest())
    for name, floor in after.floors.items():
        old = before.floors.get(name)
        if old != floor:
            lowered = old is not None and floor < old
            _tell(f"{'LOWERED' if lowered else 'set'} {name}: {old} -> {floor}")
    write_floors(after)


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
