"""`python -m evals`: run the gold set and print the report."""

from __future__ import annotations

import sys

from evals.report import report, write
from evals.run import run


def main() -> int:
    """Print the report and write it to evals/out; exit 0 whatever the figures are."""
    finished = run(_tell)
    path = write(finished)
    sys.stdout.write(report(finished))
    sys.stderr.write(f"written to {path}\n")
    return 0


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
