"""One run for the whole session: every test below judges the same answers."""

from __future__ import annotations

import pytest

from evals.record import Record, write_record
from evals.reporting import report, write
from evals.run import run

_finished: list[Record] = []


@pytest.fixture(scope="session")
def finished() -> Record:
    """The run of the whole gold set, with its report written to evals/out."""
    if not _finished:
        _finished.append(run())
        write_record(_finished[0])
        write(_finished[0])
    return _finished[0]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the report below the tests, whether they passed or not."""
    for one in _finished:
        terminalreporter.write_line("")
        terminalreporter.write_line(report(one))
