"""The judge, judged on the whole set: an oracle, a liar, a dumper and a refuser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.schema import (
    Answer,
    AnswerSentence,
    Citation,
    Conflict,
    ConflictValue,
    Document,
)
from evals.checks import document_text
from evals.figures import figure
from evals.gold import GoldEvidence, GoldQuestion, read_set
from evals.judged import Judged, Library, Outcome, judge
from evals.metrics import MOST_WORDS, Place
from evals.texts import find_quote

SET = read_set()
LANGUAGES = {document.document: document.language for document in SET.documents}
# The pages as their readers see them: no extraction of ours has a part in this.
DOCUMENTS = {
    page.document: Document(
        id=page.document,
        body=document_text(SET, page.document),
        title=page.title,
        publisher=page.publisher,
        published=page.published,
    )
    for page in SET.documents
}
LIBRARY = Library({name: name for name in DOCUMENTS}, DOCUMENTS)


def citation(evidence: GoldEvidence, n: int) -> Citation:
    document = DOCUMENTS[evidence.document]
    span = find_quote(document.body, evidence.quote) if evidence.field == "body" else None
    start, end = span or (None, None)
    return Citation(
        n=n, document_id=document.id, path="", kind="article", title=document.title,
        publisher=document.publisher, published=document.published or None, url="",
        field=evidence.field, quote=document.body[start:end] if span else evidence.quote,  # type: ignore[arg-type]
        start=start, end=end, language="fr",
    )  # fmt: skip


def said(question: GoldQuestion, text: str, citations: tuple[Citation, ...]) -> Answer:
    numbers = tuple(c.n for c in citations)
    values = tuple(ConflictValue(c.quote, c.n) for c in citations)
    conflicts = (Conflict("", values),) if question.type == "conflict" else ()
    return Answer(
        question=question.question, standalone_question="", language=question.language,
        mode="", answer=text, answered=True, sentences=(AnswerSentence(text, numbers, True),),
        citations=citations, conflicts=conflicts,
    )  # fmt: skip


def refusal(question: GoldQuestion) -> Answer:
    reason = question.reasons[0] if question.reasons else "no_evidence"
    refused = replace(said(question, "", ()), answered=False, sentences=())
    return replace(refused, reason=reason)  # type: ignore[arg-type]


def oracle(question: GoldQuestion) -> Answer:
    if not question.answerable:
        return refusal(question)
    citations = tuple(citation(e, n) for n, e in enumerate(question.evidence, start=1))
    return said(question, " ".join(c.quote for c in citations), citations)


def liar(question: GoldQuestion) -> Answer:
    """Cite what is right and say something else."""
    citations = tuple(citation(e, n) for n, e in enumerate(question.evidence, start=1))
    return said(question, "Environ 98.765.432 unités, dit-on, sous Zéphyrin Quelconque.", citations)


def dumper(question: GoldQuestion) -> Answer:
    """Quote every document of the evidence from its first word to its last."""
    names = dict.fromkeys(e.document for e in question.evidence) or list(DOCUMENTS)[:3]
    whole = [
        replace(citation(GoldEvidence(name, "", "title"), n), field="body", start=0,
                end=len(DOCUMENTS[name].body), quote=DOCUMENTS[name].body)
        for n, name in enumerate(names, start=1)
    ]  # fmt: skip
    return said(question, " ".join(c.quote for c in whole), tuple(whole))


def judged_all(answerer: Callable[[GoldQuestion], Answer]) -> list[Judged]:
    wanted = [
        tuple(Place(c.document_id, c.start or 0, c.end or 0) for c in oracle(q).citations)
        for q in SET.questions
    ]
    return [
        judge(Outcome(question, answerer(question), hits, {}), LIBRARY, LANGUAGES)
        for question, hits in zip(SET.questions, wanted, strict=True)
    ]


def test_the_oracle_is_right() -> None:
    judged = judged_all(oracle)
    missed = [one.id for one in judged if one.verdict != "right"]
    assert figure(judged, "right").value > 0.99, missed
    for name in ("citation precision", "citation recall", "statements supported", "recall@10",
                 "quotes faithful", "figures supported", "both sides shown"):  # fmt: skip
        assert figure(judged, name).value > 0.99, name
    assert figure(judged, "refusal F1").value > 0.99


def test_the_liar_is_wrong_whatever_it_cites() -> None:
    judged = judged_all(liar)
    assert figure(judged, "right").value < 0.03  # greetings ask for no fact
    assert figure(judged, "wrong").value > 0.95
    assert figure(judged, "crag").value < -0.9
    assert figure(judged, "figures supported").value == 0


def test_the_dumper_has_every_fact_and_no_credit_for_it() -> None:
    long = {name for name, document in DOCUMENTS.items() if len(document.body.split()) > MOST_WORDS}
    judged = [one for one in judged_all(dumper) if one.cluster in long or not one.answerable]
    assert len(judged) > 50
    assert figure(judged, "facts found").value > 0.9
    assert figure(judged, "right").value == 0
    assert figure(judged, "citation precision").value < 0.05


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_refuser_is_right_only_where_nothing_answers(split: str) -> None:
    judged = [one for one in judged_all(refusal) if one.split == split]
    due = sum(not one.answerable for one in judged)
    assert figure(judged, "right").value == pytest.approx(due / len(judged))
    assert figure(judged, "wrong").value == 0
    assert figure(judged, "refused when due").value == 1
    assert figure(judged, "refusals that were due").value == pytest.approx(due / len(judged))
    assert figure(judged, "citation recall").value == 0
