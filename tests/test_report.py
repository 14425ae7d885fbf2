"""The report of a run: where a question was lost, and nothing of the test half but sums."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.schema import Answer, AnswerSentence, Chunk, Citation, Document, Hit
from evals.gold import GoldEvidence, GoldQuestion
from evals.report import measure, report, table
from evals.run import Outcome, Run, stage_lost

QUOTE = "Le moulin de Verte-Rive occupe 31 meuniers."
BODY = f"{QUOTE} Sa roue date de 1911."
DOCUMENT = Document(id="moulin", body=BODY)
ASKED = GoldQuestion(
    id="q1", language="fr", type="figure", question="Combien de meuniers au moulin ?", history=(),
    gold_answer="31 meuniers.", facts=(("31",),), forbidden=("1911",),
    evidence=(GoldEvidence("moulin.txt", QUOTE),), answerable=True, reasons=(), split="dev",
)  # fmt: skip
HIT = Hit(Chunk("c", "moulin", 0, 0, len(BODY), BODY), DOCUMENT, 1.0)


def citation(quote: str) -> Citation:
    start = BODY.index(quote)
    return Citation(
        n=1, document_id="moulin", path="articles/moulin.md", kind="article", title="", url="",
        publisher="", published=None, field="body", quote=quote, start=start,
        end=start + len(quote), language="fr",
    )  # fmt: skip


def answer(text: str, *quotes: str, answered: bool = True, span: str = "") -> Answer:
    spans = ((text.index(span), text.index(span) + len(span)),) if span else ()
    return Answer(
        question="", standalone_question="", language="fr", mode="extractive", answer=text,
        answered=answered, reason=None if answered else "no_evidence",
        sentences=(AnswerSentence(text, (1,), True, spans),),
        citations=tuple(map(citation, quotes)),
    )  # fmt: skip


def run_of(*outcomes: Outcome, body: str = BODY) -> Run:
    return Run(
        outcomes, {"moulin": body}, {"moulin.txt": "moulin"}, (), 1.0, tuple(10.0 for _ in outcomes)
    )


RIGHT = answer(QUOTE, QUOTE, span="31")
REFUSED = answer("Rien.", answered=False)


@pytest.mark.parametrize(
    ("given", "hits", "body", "stage"),
    [
        (RIGHT, (HIT,), BODY, ""),
        (REFUSED, (HIT,), "Autre texte.", "not extracted"),
        (REFUSED, (), BODY, "not retrieved"),
        (REFUSED, (HIT,), BODY, "wrongly refused"),
        (answer("Sa roue.", "Sa roue date de 1911."), (HIT,), BODY, "not selected"),
        (answer("Au moulin.", "Le moulin"), (HIT,), BODY, "incomplete"),
        (answer(BODY, BODY, span="1911"), (HIT,), BODY, "a distractor marked"),
    ],
)
def test_a_question_is_lost_at_the_first_step_that_lost_it(
    given: Answer, hits: tuple[Hit, ...], body: str, stage: str
) -> None:
    outcome = Outcome(ASKED, given, hits)
    assert stage_lost(outcome, run_of(outcome, body=body)) == stage


def test_a_test_question_is_summed_and_never_shown() -> None:
    secret = replace(ASKED, id="t9", split="test", question="Combien de meuniers secrets ?")
    run = run_of(Outcome(ASKED, REFUSED, (HIT,)), Outcome(secret, REFUSED, (HIT,)))
    shown = report(run)
    assert "**q1** (figure) wrongly refused: Combien de meuniers au moulin ?" in shown
    assert "expected: 31 meuniers." in shown
    assert "t9" not in shown
    assert "secrets" not in shown
    assert "Test half, lost at: wrongly refused 1." in shown


def test_every_question_counts_once_among_the_verdicts() -> None:
    run = run_of(*(Outcome(ASKED, given, (HIT,)) for given in (RIGHT, REFUSED, answer("Quoi ?"))))
    figures = measure(run.outcomes, run)
    verdicts = ("right", "partly", "refused wrongly", "wrong")
    assert sum(figures[name].good for name in verdicts) == 3
    assert figures["recall@1"].value == 1.0
    assert figures["citation recall"].of == 3


def test_a_table_is_even_markdown() -> None:
    lines = table(["a", "bb"], [["long", "1"]]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert all(line.startswith("| ") or line.startswith("|-") for line in lines)
    assert lines[1].count("|") == lines[0].count("|")
