"""The load command at a tiny size: askers and an import at once, against the real app."""

from __future__ import annotations

import re

import pytest

from evals.__main__ import main
from evals.load import Asking


@pytest.mark.timeout(180)
def test_askers_are_answered_while_files_come_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "--askers", "2", "--files", "3", "--seconds", "2"]) == 0
    told = capsys.readouterr()
    rows = dict(re.findall(r"^\| (alone|during the import) +\| (\d+ +\| \d+)", told.out, re.M))
    assert rows.keys() == {"alone", "during the import"}
    for row in rows.values():
        answers, errors = (int(cell) for cell in row.split("|"))
        assert answers > 0
        assert errors == 0
    assert "3 of 3 files" in told.out
    assert "p95" in told.out


def test_a_quantile_is_that_of_the_answers() -> None:
    asking = Asking([float(number) for number in range(101)])
    assert (asking.quantile(0.5), asking.quantile(0.95), asking.quantile(1.0)) == (50, 95, 100)
