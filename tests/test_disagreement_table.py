"""Sources that disagree stand in a table with their dates, the newer told where they tell it."""

from dataclasses import replace

import pytest

from assistant.schema import Answer, Citation, Conflict, ConflictValue
from assistant.ui.disagreement import disagreements
from assistant.ui.words import words_in

ONE = Citation(
    n=1, document_id="a", path="a.md", kind="article", title="A", publisher="La Gazette",
    published="2020-05-01", url="", field="body", quote="12 usines", start=0, end=9, language="fr",
)  # fmt: skip
ANSWER = Answer(
    question="Combien d'usines ?",
    standalone_question="Combien d'usines ?",
    language="fr",
    mode="extractive",
    answer="",
    answered=True,
    conflicts=(Conflict("usines", (ConflictValue("12", 1), ConflictValue("<15>", 2))),),
)
FR = words_in("fr")


def drawn(second: str) -> str:
    other = replace(ONE, n=2, publisher="Le Quai", published=second)
    return disagreements(replace(ANSWER, citations=(ONE, other)), "1", FR)


def rows(table: str) -> list[str]:
    return table.split("<tr>")[2:]


def test_each_value_stands_with_its_source_and_date() -> None:
    first, second = rows(drawn("2021-03"))
    assert "12" in first
    assert "La Gazette" in first
    assert "1er\u00a0mai 2020" in first
    assert "&lt;15&gt;" in second
    assert "Le Quai" in second
    assert 'data-cite="e1-2"' in second


@pytest.mark.parametrize(("second", "newer"), [("2021-03", 1), ("2019", 0)])
def test_the_newer_one_is_told(second: str, newer: int) -> None:
    told = ["la plus récente" in row for row in rows(drawn(second))]
    assert told == [newer == 0, newer == 1]


@pytest.mark.parametrize("second", ["", "2020-05-01"])
def test_none_is_newer_where_dates_do_not_tell(second: str) -> None:
    assert "la plus récente" not in drawn(second)


def test_sources_that_agree_have_no_table() -> None:
    assert disagreements(replace(ANSWER, conflicts=()), "1", FR) == ""
