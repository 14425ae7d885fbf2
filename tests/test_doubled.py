"""The fixed set asked of models that are played: every sentence they write is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_gold import ASKED, small_set
from test_with_model import WORDED

from evals import doubled
from evals.__main__ import main
from evals.gold import GoldSet
from evals.worded import Worded, WordedQuote, WordedSentence

FALSE = "Au moulin de Verte-Rive, 38 meuniers sont employés depuis le printemps dernier."
QUOTE = WordedQuote("moulin.html", "Le moulin de Verte-Rive emploie 31 meuniers")


@pytest.fixture
def gold(tmp_path: Path) -> GoldSet:
    return small_set(tmp_path, [ASKED])


def rows(text: str, head: str) -> dict[str, list[str]]:
    """Return the rows of the table whose head begins so, by their first cell."""
    (table,) = (part for part in text.split("\n\n") if part.startswith(f"| {head} "))
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {name: rest for name, *rest in cells}


def test_what_each_model_wrote_and_what_was_shown_is_told(
    gold: GoldSet, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sentences = tuple(WordedSentence(text, (QUOTE,), "rephrased") for text in (WORDED, FALSE))
    monkeypatch.setattr(doubled, "read_worded", lambda: [Worded("n1", "fr", sentences)])
    monkeypatch.setattr(doubled, "read_set", lambda: gold)
    assert main(["doubles"]) == 0
    told = capsys.readouterr().out
    bad = rows(told, "model")
    assert list(bad) == ["garbage", "inventor", "obedient", "truthful"]
    for name in ("garbage", "inventor", "obedient"):
        asked, written, _, hard, *_ = bad[name]
        assert asked == "1 of 1"
        assert int(written) > 0
        assert hard == "0"
    assert bad["truthful"][1:4] == ["2", "1", "0"]
    assert rows(told, "truthful")["rephrased"][:1] == ["2"]
    assert rows(told, "truthful")["fr"][1].startswith("0.500")
