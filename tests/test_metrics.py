"""The judge, judged: an oracle gets full marks, a liar, a dumper and a refuser do not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.schema import Answer, AnswerSentence, Citation
from evals.gold import GoldEvidence, GoldQuestion
from evals.metrics import (
    Place,
    citation_precision,
    citation_recall,
    cited_place,
    covers,
    crag,
    facts_found,
    faithful,
    figures_supported,
    forbidden_found,
    frame_language,
    ndcg_at,
    places_of,
    recall_at,
    reciprocal_rank,
    statements_supported,
    verdict,
)
from evals.texts import find_quote, numbers, says

BODY = (
    "La société Verrou emploie 2.450 ouvriers à Safra. Son patron, Ali Fikri, en veut 3 000. "
    "L'usine a ouvert le 4 mai 2011. Un musée voisin reçoit 7.700 visiteurs."
)
QUOTE = "La société Verrou emploie 2.450 ouvriers à Safra."
BODIES = {"verrou.txt": BODY, "autre.txt": "Rien de ce genre ici."}
NAMES = {"verrou": "verrou.txt", "autre": "autre.txt", "copie": "copie.txt"}
WANTED = places_of((GoldEvidence("verrou.txt", QUOTE),), BODIES)
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
DUMPER = answering(BODY, *[s.rstrip(".") + "." for s in BODY.split(". ")])
REFUSER = answering("Je ne sais pas.", answered=False)


def cited(answer: Answer) -> list[Place | None]:
    return [cited_place(one, NAMES) for one in answer.citations]


# --- the four answerers --------------------------------------------------------------------------


def test_the_oracle_gets_full_marks() -> None:
    assert verdict(ORACLE, ASKED) == "right"
    assert facts_found(ORACLE, ASKED) == 1.0
    assert forbidden_found(ORACLE, ASKED) == ()
    assert citation_precision(cited(ORACLE), WANTED) == 1.0
    assert citation_recall(cited(ORACLE), WANTED) == 1.0
    assert all(faithful(c, BODY) for c in ORACLE.citations)


def test_the_liar_is_wrong_and_its_citations_are_worthless() -> None:
    assert verdict(LIAR, ASKED) == "wrong"
    assert forbidden_found(LIAR, ASKED) == ("7.700",)
    assert citation_precision(cited(LIAR), WANTED) == 0.0
    assert citation_recall(cited(LIAR), WANTED) == 0.0


def test_the_dumper_finds_the_facts_and_loses_precision() -> None:
    assert facts_found(DUMPER, ASKED) == 1.0
    assert citation_recall(cited(DUMPER), WANTED) == 1.0
    assert citation_precision(cited(DUMPER), WANTED) < 0.5


def test_a_dumper_that_marks_everything_gives_the_distractor_too() -> None:
    everything = replace(DUMPER, sentences=(AnswerSentence(BODY, (1,), True, ((0, len(BODY)),)),))
    assert forbidden_found(everything, ASKED) == ("7.700",)
    assert verdict(everything, ASKED) == "partly"


def test_the_refuser_is_right_only_where_nothing_answers() -> None:
    assert verdict(REFUSER, ASKED) == "refused"
    assert verdict(REFUSER, UNANSWERABLE) == "right"
    assert verdict(replace(REFUSER, reason="out_of_scope"), UNANSWERABLE) == "partly"
    assert verdict(ORACLE, UNANSWERABLE) == "wrong"


def test_a_figure_that_no_citation_holds_makes_an_answer_wrong() -> None:
    invented = replace(ORACLE, answer=f"Depuis 1987, {ORACLE.answer}")
    assert figures_supported(ORACLE)
    assert not figures_supported(invented)
    assert verdict(invented, ASKED) == "wrong"


def test_an_answer_longer_than_the_contract_is_not_right() -> None:
    long = replace(ORACLE, answer=ORACLE.answer + " encore" * 200)
    assert verdict(long, ASKED) == "partly"


def test_the_score_of_a_verdict_charges_for_a_wrong_answer() -> None:
    assert [crag(v) for v in ("right", "partly", "refused", "wrong")] == [1.0, 0.5, 0.0, -1.0]


# --- retrieval -----------------------------------------------------------------------------------

FAR = Place("verrou.txt", 60, 160)
NEAR = Place("verrou.txt", 0, 60)


def test_a_hit_counts_when_it_holds_the_whole_quote() -> None:
    assert recall_at([FAR, NEAR], WANTED, 2) == 1.0
    assert recall_at([FAR, NEAR], WANTED, 1) == 0.0
    assert reciprocal_rank([FAR, NEAR], WANTED) == 0.5
    assert recall_at([Place("verrou.txt", 0, len(QUOTE) - 1)], WANTED, 1) == 0.0
    assert recall_at([Place("autre.txt", 0, 60)], WANTED, 1) == 0.0


def test_a_whole_article_is_no_hit() -> None:
    article = Place("verrou.txt", 0, 1001)
    assert recall_at([article], WANTED, 1) == 0.0
    assert reciprocal_rank([article], WANTED) == 0.0


def test_recall_is_shared_among_the_quotes_and_copies_gain_nothing() -> None:
    opened = GoldEvidence("verrou.txt", "L'usine a ouvert le 4 mai 2011.")
    two = places_of((*ASKED.quotes, opened), BODIES)
    assert recall_at([NEAR], two, 4) == 0.5
    assert ndcg_at([NEAR, Place("verrou.txt", 60, 160)], two) == 1.0
    assert ndcg_at([NEAR, NEAR, FAR], two) < 1.0
    assert ndcg_at([], two) == 0.0


def test_white_space_does_not_hide_a_quote_and_a_short_one_counts_in_its_document_only() -> None:
    spread = {"verrou.txt": QUOTE.replace(" ", "\n  ", 2), "autre.txt": f"Repris : {QUOTE}"}
    assert len(places_of(ASKED.quotes, spread)[0]) == 2
    short = GoldEvidence("verrou.txt", "2.450")
    assert {place.document for place in places_of((short,), spread)[0]} == {"verrou.txt"}
    assert places_of((GoldEvidence("verrou.txt", "absent"),), BODIES) == [frozenset()]


# --- citations -----------------------------------------------------------------------------------


def test_a_quote_that_is_not_what_stands_there_is_not_faithful() -> None:
    good = citation(QUOTE)
    assert faithful(good, BODY)
    assert not faithful(replace(good, start=(good.start or 0) + 1), BODY)
    assert not faithful(replace(good, quote=QUOTE.lower()), BODY)
    assert not faithful(good, BODIES["autre.txt"])
    assert not faithful(replace(good, start=None, end=None), BODY)
    of_date = replace(good, field="published", quote="2012-01-05", start=None, end=None)
    assert faithful(of_date, BODY)
    assert not faithful(replace(of_date, quote="2013"), BODY)


def test_citing_the_copy_of_a_page_is_citing_the_page() -> None:
    copies = BODIES | {"copie.txt": "Reprise. " + BODY}
    copied = replace(
        ORACLE, citations=(citation(QUOTE, body=copies["copie.txt"], document="copie"),)
    )
    wanted = places_of(ASKED.quotes, copies)
    assert citation_precision(cited(copied), wanted) == 1.0
    assert statements_supported(copied, NAMES, wanted) == 1.0
    assert citation_precision([], wanted) == 0.0


def test_touching_a_quote_by_a_word_is_not_citing_it() -> None:
    beside = Place("verrou.txt", len(QUOTE) - 6, len(QUOTE) + 60)
    assert not covers(beside, WANTED[0])
    assert covers(Place("verrou.txt", 0, len(QUOTE) - 6), WANTED[0])
    assert not covers(None, WANTED[0])


def test_a_whole_page_cited_is_nothing_cited() -> None:
    whole = replace(citation(QUOTE), start=0, end=1001)
    assert cited_place(whole, NAMES) is None


# --- language ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "language"),
    [
        ("Selon le journal, la société dit dans un entretien : ", "fr"),
        ("According to the paper, the company said in an interview: ", "en"),
        ("حسب الجريدة قالت الشركة في حوار لها إن ", "ar"),
        ("Verrou : ", None),
    ],
)
def test_the_language_is_that_of_what_stands_around_the_quotes(
    frame: str, language: str | None
) -> None:
    assert frame_language(replace(ORACLE, answer=f"{frame}« {QUOTE} » [1]")) == language


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


# --- records -------------------------------------------------------------------------------------


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
    assert verdict(replace(passing, citations=(*passing.citations, of_record)), asked) == "right"


def test_a_near_copy_in_other_words_is_as_good_as_the_page() -> None:
    reworded = {"copie.txt": "Rappel. La société Verrou emploie 2.450 ouvriers, à Safra même. Fin."}
    alone = places_of(ASKED.quotes, BODIES | reworded)[0]
    kin = places_of(ASKED.quotes, BODIES | reworded, {"copie.txt": "verrou.txt"})[0]
    assert {place.document for place in alone} == {"verrou.txt"}
    assert {place.document for place in kin} == {"verrou.txt", "copie.txt"}
    other = places_of(ASKED.quotes, {"autre.txt": BODIES["autre.txt"]}, {"autre.txt": "verrou.txt"})
    assert other == [frozenset()]


def test_a_figure_spelled_out_in_the_quote_is_supported() -> None:
    spelled = replace(ORACLE, answer="2 ponts", citations=(citation("Un musée voisin"),))
    assert not figures_supported(replace(spelled, answer="3 ponts"))
    two = replace(citation(QUOTE), quote="Deux ponts mènent à Safra.")
    assert figures_supported(replace(spelled, citations=(two,)))


def test_a_figure_in_another_scale_is_supported_and_another_figure_is_not() -> None:
    millions = replace(citation(QUOTE), quote="Un coût de 1.500 millions de dirhams.")
    said = replace(ORACLE, answer="Figure: 1.5 billion dirhams", citations=(millions,))
    assert figures_supported(said)
    assert not figures_supported(replace(said, answer="Figure: 15 billion dirhams"))


@pytest.mark.parametrize(("quote", "number"), [("أربعة عشر أسبوعا", 14), ("خمس عشرة سنة", 15)])
def test_an_arabic_number_of_two_words_is_one(quote: str, number: int) -> None:
    told = replace(ORACLE.citations[0], quote=quote)
    said = replace(ORACLE, citations=(told,), answer=f"Chiffre : {number}")
    assert figures_supported(said)
    assert not figures_supported(replace(said, answer="Chiffre : 16"))
