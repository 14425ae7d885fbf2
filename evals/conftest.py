"""One run for the whole session: every test below judges the same answers.

With `--model NAME` the set is asked again with that language model, and reported beside; the floors
are held by the answers without one.
"""

from __future__ import annotations

import pytest

from evals.record import Record, write_record
from evals.reporting.markdown import report, write
from evals.run import run, writer_named

_finished: list[Record] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the language model to measure."""
    parser.addoption("--model", default="", help="ask the set again with it, as ollama:mistral")
    parser.addoption("--model-url", default="", help="where a server of one's own speaks")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Wait for a language model as long as it takes: hours, on a small machine."""
    if config.getoption("--model"):
        for item in items:
            item.add_marker(pytest.mark.timeout(0), append=False)


@pytest.fixture(scope="session")
def finished(pytestconfig: pytest.Config) -> Record:
    """The run of the whole gold set, with its report written to evals/out."""
    if not _finished:
        model, url = (str(pytestconfig.getoption(name)) for name in ("--model", "--model-url"))
        _finished.append(run(writer=writer_named(model, url)))
        write_record(_finished[0])
        write(_finished[0])
    return _finished[0]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the report below the tests, whether they passed or not."""
    for one in _finished:
        terminalreporter.write_line("")
        terminalreporter.write_line(report(one))
