"""`python -m evals`: what the assistant is worth on the fixed question set, and what changed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.gold import HERE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; exit 0 whatever the figures are, 1 when something failed."""
    chosen = _parser().parse_args(arguments)
    if chosen.command == "check":
        return _check(chosen.folder)
    return _run()


def _run() -> int:
    from evals.record import write_record
    from evals.run import run

    write_record(run(_tell))
    return 0


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    check = commands.add_parser("check", help="the defects of a question set, and what it holds")
    check.add_argument("folder", type=Path, nargs="?", default=HERE, help="default: evals/")
    return parser


def _check(folder: Path) -> int:
    from evals.checks import copied_documents, defects, tally
    from evals.gold import read_set

    gold = read_set(folder)
    found = [*defects(gold), *(f"{a} copies {b}" for a, b in copied_documents(gold))]
    sys.stdout.write("\n".join([*found, tally(gold)]) + "\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
