"""One run for the whole session: every test below judges the same answers."""

from __future__ import annotations

import pytest

from evals.report import report, write
from evals.run import Run, run

_finished: list[Run] = []


@pytest.fixture(scope="session")
def finished() -> Run:
    """The run of the whole gold set."""
    if not _finished:
        _finished.append(run())
        write(_finished[0])
    return _finished[0]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the report below the tests, whether they passed or not."""
    for one in _finished:
        terminalreporter.write_line("")
        terminalreporter.write_line(report(one))
