"""The judge, judged: an oracle gets full marks, a liar, a dumper and a refuser do not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.schema import Answer, AnswerSentence, Chunk, Citation, Document, Hit
from evals.floors import PINNED, Floors, below, reached
from evals.metrics import (
    citation_precision,
    citation_recall,
    facts_found,
    faithful,
    find_quote,
    forbidden_found,
    numbers,
    recall_at,
    reciprocal_rank,
    refusals,
    says,
    share,
    verdict,
    wilson,
)
from evals.questions import GoldEvidence, GoldQuestion

BODY = (
    "La société Verrou emploie 2.450 ouvriers à Safra. Son patron, Ali Fikri, en veut 3 000. "
    "L'usine a ouvert le 4 mai 2011. Un musée voisin reçoit 7.700 visiteurs."
)
QUOTE = "La société Verrou emploie 2.450 ouvriers à Safra."
BODIES = {"verrou": BODY, "autre": "Rien de ce genre ici."}
DOCUMENT = Document(id="verrou", body=BODY, published="2012-01-05")
ASKED = GoldQuestion(
    id="q", language="fr", type="figure", question="Combien d'ouvriers chez Verrou ?", history=(),
    gold_answer="2.450", facts=(("2.450",),), forbidden=("7.700",),
    evidence=(GoldEvidence("verrou.txt", QUOTE),), answerable=True, reasons=(), split="dev",
)  # fmt: skip
UNANSWERABLE = replace(
    ASKED, type="unanswerable", facts=(), evidence=(), answerable=False, reasons=("not_stated",)
)


def citation(quote: str, body: str = BODY, document: str = "verrou") -> Citation:
    start = body.index(quote)
    return Citation(
        n=1, document_id=document, path="articles/verrou.md", kind="article", title="Verrou",
        publisher="", published="2012-01-05", url="", field="body", quote=quote, start=start,
        end=start + len(quote), language="fr",
    )  # fmt: skip


def answering(text: str, *quotes: str, span: str = "", answered: bool = True) -> Answer:
    spans = ((text.index(span), text.index(span) + len(span)),) if span else ()
    return Answer(
        question=ASKED.question, standalone_question=ASKED.question, language="fr",
        mode="extractive", answer=text, answered=answered,
        reason=None if answered else "not_stated",
        sentences=(AnswerSentence(text, (1,), True, spans),) if answered else (),
        citations=tuple(citation(quote) for quote in quotes),
    )  # fmt: skip


ORACLE = answering(f"« {QUOTE} » [1]", QUOTE, span="2.450")
LIAR = answering("Verrou emploie 7.700 ouvriers.", "Un musée voisin reçoit 7.700 visiteurs.")
DUMPER = answering(BODY, *[s.strip() + "." for s in BODY.split(". ")[:-1]])
REFUSER = answering("Je ne sais pas.", answered=False)


def hit(text: str, rank: int = 1) -> Hit:
    return Hit(Chunk(f"c{rank}", "verrou", rank, 0, len(text), text), DOCUMENT, 1.0 / rank)


# --- the four answerers --------------------------------------------------------------------------


def test_the_oracle_gets_full_marks() -> None:
    assert verdict(ORACLE, ASKED) == "right"
    assert facts_found(ORACLE, ASKED) == 1.0
    assert forbidden_found(ORACLE, ASKED) == ()
    assert citation_precision(ORACLE, ASKED.quotes, BODIES) == 1.0
    assert citation_recall(ORACLE, ASKED.quotes, BODIES) == 1.0
    assert all(faithful(c, BODIES) for c in ORACLE.citations)


def test_the_liar_is_wrong_and_its_citations_are_worthless() -> None:
    assert verdict(LIAR, ASKED) == "wrong"
    assert forbidden_found(LIAR, ASKED) == ("7.700",)
    assert citation_precision(LIAR, ASKED.quotes, BODIES) == 0.0
    assert citation_recall(LIAR, ASKED.quotes, BODIES) == 0.0


def test_the_dumper_finds_the_facts_and_loses_precision() -> None:
    assert facts_found(DUMPER, ASKED) == 1.0
    assert citation_recall(DUMPER, ASKED.quotes, BODIES) == 1.0
    assert citation_precision(DUMPER, ASKED.quotes, BODIES) < 0.5


def test_a_dumper_that_marks_everything_gives_the_distractor_too() -> None:
    everything = replace(DUMPER, sentences=(AnswerSentence(BODY, (1,), True, ((0, len(BODY)),)),))
    assert forbidden_found(everything, ASKED) == ("7.700",)
    assert verdict(everything, ASKED) == "partly"


def test_the_refuser_is_right_only_where_nothing_answers() -> None:
    assert verdict(REFUSER, ASKED) == "refused"
    assert verdict(REFUSER, UNANSWERABLE) == "right"
    assert verdict(replace(REFUSER, reason="out_of_scope"), UNANSWERABLE) == "partly"
    assert verdict(ORACLE, UNANSWERABLE) == "wrong"
    precision, recall = refusals([(ASKED, REFUSER), (UNANSWERABLE, REFUSER)])
    assert precision.value == 0.5
    assert recall.value == 1.0


# --- retrieval -----------------------------------------------------------------------------------


def test_a_hit_counts_when_it_holds_the_whole_quote_whatever_its_white_space() -> None:
    spread = QUOTE.replace(" ", "\n  ", 2)
    assert recall_at([hit("rien"), hit(spread, 2)], ASKED.quotes, 2) == 1.0
    assert recall_at([hit("rien"), hit(spread, 2)], ASKED.quotes, 1) == 0.0
    assert reciprocal_rank([hit("rien"), hit(spread, 2)], ASKED.quotes) == 0.5
    assert recall_at([hit(QUOTE[:-5])], ASKED.quotes, 1) == 0.0


def test_a_whole_article_is_no_hit() -> None:
    article = QUOTE + " " + "mot " * 300
    assert recall_at([hit(article)], ASKED.quotes, 1) == 0.0
    assert reciprocal_rank([hit(article)], ASKED.quotes) == 0.0


def test_recall_is_shared_among_the_quotes() -> None:
    two = (*ASKED.quotes, GoldEvidence("verrou.txt", "L'usine a ouvert le 4 mai 2011."))
    assert recall_at([hit(QUOTE)], two, 4) == 0.5


# --- citations -----------------------------------------------------------------------------------


def test_a_quote_that_is_not_what_stands_there_is_not_faithful() -> None:
    good = citation(QUOTE)
    assert faithful(good, BODIES)
    assert not faithful(replace(good, start=(good.start or 0) + 1), BODIES)
    assert not faithful(replace(good, quote=QUOTE.lower()), BODIES)
    assert not faithful(replace(good, document_id="autre"), BODIES)
    assert not faithful(replace(good, start=None, end=None), BODIES)
    of_date = replace(good, field="published", quote="2012-01-05", start=None, end=None)
    assert faithful(of_date, BODIES)
    assert not faithful(replace(of_date, quote="2013"), BODIES)


def test_citing_the_copy_of_a_page_is_citing_the_page() -> None:
    copies = BODIES | {"copie": "Reprise. " + BODY}
    of_copy = citation(QUOTE, body=copies["copie"], document="copie")
    copied = replace(ORACLE, citations=(of_copy,))
    assert citation_precision(copied, ASKED.quotes, copies) == 1.0
    assert citation_precision(replace(ORACLE, citations=()), ASKED.quotes, copies) == 0.0


# --- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["13.340", "13 340", "13,340", "13\u202f340", "13\u00a0340", "١٣٬٣٤٠", "13340"]
)
def test_one_number_in_all_its_writings(written: str) -> None:
    assert numbers(f"soit {written} emplois [1]") == {Decimal(13340)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,70 MWh", "0.7"),
        ("0.7 MWh", "0.7"),
        ("38 %", "38"),
        ("91%", "91"),
        ("٤٢ في المائة", "42"),
    ],
)
def test_decimals_and_shares(text: str, value: str) -> None:
    assert numbers(text) == {Decimal(value).normalize()}


def test_a_figure_inside_another_is_not_found() -> None:
    assert not says("5.878 emplois", ["878"])
    assert not says("en 2019", ["19"])
    assert not says("la page [42]", ["42"])
    assert says("près de 5878 emplois", ["5.878"])


def test_words_are_found_whatever_their_case_and_accents() -> None:
    assert says("LE 2 FEVRIER 2020", ["2 février 2020"])
    assert says("présidée par la Wilaya", ["wilaya"])
    assert not says("les fonderies", ["fonderie"])
    assert says("والهدف في النصف الأول من سنة 2024.", ["النصف الأول من سنة 2024"])


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from([".", ",", " ", "\u202f"]))
def test_grouped_or_not_is_the_same_figure(value: int, separator: str) -> None:
    grouped = f"{value:,}".replace(",", separator)
    assert says(f"soit {grouped} pièces", [str(value)])
    assert numbers(grouped) == {Decimal(value)}


@given(st.text(alphabet="ab é\n", min_size=1), st.text(alphabet="ab é\n"))
def test_a_quote_is_found_where_it_stands(quote: str, before: str) -> None:
    if not quote.split():
        assert find_quote(before + quote, quote) is None
        return
    body = before + quote
    found = find_quote(body, quote)
    assert found is not None
    assert body[found[0] : found[1]].split() == quote.split()


# --- sums ----------------------------------------------------------------------------------------


def test_wilson_as_tabulated() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=200))
def test_the_interval_holds_the_share(values: list[float]) -> None:
    found = share(values)
    assert 0.0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1.0


def test_a_figure_under_its_floor_by_more_than_a_question_or_missing_is_told() -> None:
    floors = Floors(digest="", epsilon=1.0, floors={"right": 0.8, "MRR": 0.5})
    enough = {"right": share([1] * 79 + [0] * 21), "MRR": share([0.5])}
    assert below(enough, floors) == []
    told = below({"right": share([1] * 78 + [0] * 22)}, floors)
    assert len(told) == 2
    assert "0.780" in told[0]
    assert "MRR" in told[1]


def test_what_was_reached_is_no_lower_than_its_own_floor() -> None:
    figures = {name: share([1, 1, 0]) for name in PINNED}
    assert below(figures, reached(figures, "digest")) == []
    assert reached(figures, "digest").floors["right"] == 0.666


def test_a_date_of_the_record_must_be_cited_from_the_record() -> None:
    asked = replace(
        ASKED, type="metadata", facts=(("5 janvier 2012",),), forbidden=(),
        evidence=(GoldEvidence("verrou.txt", "2012-01-05", "published"),),
    )  # fmt: skip
    passing = answering(f"Verrou, 5 janvier 2012 : « {QUOTE} »", QUOTE)
    of_record = replace(
        citation(QUOTE), field="published", quote="2012-01-05", start=None, end=None
    )
    assert verdict(passing, asked) == "partly"
    assert verdict(replace(passing, citations=(of_record,)), asked) == "right"
