"""Ours beside the plain recipe: scores, ratios and the table by hand, and one tiny real contest."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hashing_encoder import HashingEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.schema import Document
from evals import retrievers
from evals.benchmark import gold_asked
from evals.comparison import (
    Asked,
    Collection,
    Contest,
    Passage,
    Standing,
    Wanted,
    gives,
    paired,
    percentile,
    quality,
    ratio_lines,
    recall,
    reciprocal,
    report,
)
from evals.gold import GoldEvidence, GoldQuestion
from evals.retrievers import Cut, bm25, cut_plainly, plain_recipe, recipe_encoder
from evals.trouble import RecipeMissing

FORGE = Passage("forge", "La forge de Belle-Eau emploie 41 ouvriers.")
MILL = Passage("mill", "The mill at Low Weir grinds 12 tonnes a day.")
OTHER = Passage("other", "Un marché se tient le mardi.")
WORKERS, TONNES = Wanted(("41 ouvriers",)), Wanted(("12 tonnes", "twelve tonnes"))
ASKED = (
    Asked("Combien d'ouvriers à la forge de Belle-Eau ?", "fr", (WORKERS,)),
    Asked("How much does the mill at Low Weir grind?", "en", (TONNES,)),
    Asked("What do forge and mill say?", "en", (WORKERS, TONNES)),
)


def standing(name: str, *rankings: tuple[Passage, ...], ms: float = 10.0, s: float = 2.0):
    return Standing(name, rankings, tuple(ms for _ in rankings), 3, 40.0, s)


ORACLE = standing("ours", (FORGE,), (MILL,), (FORGE, MILL), ms=5.0, s=3.0)
BLIND = standing("plain recipe", (OTHER, FORGE), (OTHER,), (OTHER, MILL))
CONTEST = Contest(
    Collection("Ateliers", "Invented.", (), ASKED),
    ORACLE,
    (replace(ORACLE, name="one leg", index_s=None),),
    BLIND,
)


# --- scoring ----------------------------------------------------------------------------------


def test_a_passage_gives_any_of_the_ways_whatever_its_line_breaks():
    assert gives(MILL, TONNES)
    assert gives(Passage("mill", "It grinds twelve\n  tonnes."), TONNES)
    assert not gives(MILL, WORKERS)


def test_where_a_document_is_named_the_words_elsewhere_do_not_count():
    assert gives(FORGE, Wanted(("41 ouvriers",), "forge"))
    assert not gives(FORGE, Wanted(("41 ouvriers",), "mill"))


def test_a_whole_article_is_no_passage():
    assert not gives(Passage("forge", FORGE.text + " " + "x" * 1000), WORKERS)


def test_recall_is_the_share_of_what_is_wanted_within_the_cut():
    assert recall([FORGE, MILL], (WORKERS, TONNES), 1) == 0.5
    assert recall([FORGE, MILL], (WORKERS, TONNES), 2) == 1.0
    assert recall([OTHER], (WORKERS,), 10) == 0.0


def test_the_reciprocal_rank_is_of_the_first_that_gives_anything():
    assert reciprocal([OTHER, MILL, FORGE], (WORKERS, TONNES)) == 0.5
    assert reciprocal([OTHER], (WORKERS,)) == 0.0


@given(st.lists(st.sampled_from([FORGE, MILL, OTHER]), max_size=12))
def test_recall_never_falls_as_the_cut_grows_and_an_early_hit_bounds_the_rank(ranking):
    wanted = (WORKERS, TONNES)
    recalls = [recall(ranking, wanted, k) for k in range(1, 13)]
    assert recalls == sorted(recalls)
    assert (recalls[0] > 0) == (reciprocal(ranking, wanted) == 1.0)
    assert (recalls[-1] > 0) == (reciprocal(ranking, wanted) > 0)


def test_quality_is_told_by_language_and_for_all():
    assert quality(ORACLE, ASKED)["recall@4"].value == 1.0
    assert quality(BLIND, ASKED, "fr")["recall@1"].value == 0.0
    assert quality(BLIND, ASKED, "fr")["recall@4"].value == 1.0
    english = quality(BLIND, ASKED, "en")["recall@4"]
    assert (english.value, english.of) == (0.25, 2)
    assert quality(BLIND, ASKED, "ar")["MRR"].of == 0


def test_percentiles():
    values = [float(n) for n in range(100, 0, -1)]
    assert percentile(values, 0.5) == 50.0
    assert percentile(values, 0.95) == 95.0
    assert percentile([7.0], 0.95) == 7.0


# --- ratios and the table ---------------------------------------------------------------------


def test_ratios_are_ours_over_the_plain_recipe():
    found, asked, built = ratio_lines(CONTEST)
    assert "RATIO recall@4: ours 1.000 / plain 0.500 = 2.00 times" in found
    assert "better on 2 questions, worse on 0, of 3" in found
    assert "RATIO question time: ours 5.0 ms / plain 10.0 ms = 0.50 times" in asked
    assert "RATIO indexing time: ours 3.00 s / plain 2.00 s = 1.50 times" in built


def test_there_is_no_ratio_to_nothing():
    nothing = replace(CONTEST, plain=standing("plain recipe", (), (), ()))
    assert "plain 0.000 = no ratio to zero" in ratio_lines(nothing)[0]


def test_who_is_ahead_is_counted_question_by_question():
    assert paired(ORACLE, BLIND, ASKED) == (2, 0)
    assert paired(BLIND, ORACLE, ASKED) == (0, 2)


def test_the_report_has_a_row_for_every_retriever_and_language():
    text = report([CONTEST], "# Heading")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    assert [row[:2] for row in rows if row[1] == "plain recipe"] == [
        ["all (3)", "plain recipe"],
        ["en (2)", "plain recipe"],
        ["fr (1)", "plain recipe"],
    ]
    (speed,) = (row for row in rows if row[0] == "ours")
    assert speed == ["ours", "3", "40", "3.00", "1.0", "5.0", "5.0"]
    (leg,) = (row for row in rows if row[0] == "one leg")
    assert leg[3:5] == ["-", "-"]
    assert text.count("RATIO") == 3
    assert text.startswith("# Heading\n\n## Ateliers\n")


# --- the sets ---------------------------------------------------------------------------------


def gold(**changed):
    given = GoldQuestion(
        id="q", language="fr", type="figure", question="Et à Bellefontaine ?",
        history=("Combien d'ouvriers emploie la forge de Belle-Eau ?",), gold_answer="41",
        facts=(("41",),), forbidden=(), answerable=True, reasons=(), split="dev",
        evidence=(GoldEvidence("f.txt", "41 ouvriers"), GoldEvidence("f.txt", "x", "title")),
    )  # fmt: skip
    return replace(given, **changed)


def test_a_follow_up_is_searched_for_whole_and_only_bodies_are_wanted():
    asked = gold_asked(gold(), {"f.txt": "id-f"})
    assert "Bellefontaine" in asked.text
    assert "ouvriers" in asked.text
    assert asked.wanted == (Wanted(("41 ouvriers",), "id-f"),)
    clean = gold(history=(), question="Qui dirige la forge ?")
    assert gold_asked(clean, {}).text == "Qui dirige la forge ?"


def test_a_quote_of_some_length_counts_in_a_copy_of_its_page_and_a_short_one_does_not():
    long = "La forge de Belle-Eau emploie 41 ouvriers."
    both = tuple(GoldEvidence("f.txt", quote) for quote in ("41 ouvriers", long))
    wanted = gold_asked(gold(evidence=both), {"f.txt": "id-f"}).wanted
    assert [one.document for one in wanted] == ["id-f", ""]


# --- the contest ------------------------------------------------------------------------------

BODIES = {
    "forge": "La forge de Belle-Eau emploie 41 ouvriers. " * 3 + "Elle ferme en août. " * 60,
    "mill": "The mill at Low Weir grinds 12 tonnes a day. " + "Its wheel is of oak. " * 70,
    "market": "Un marché se tient le mardi sur la place. On y vend des outils.",
}


DOCUMENTS = tuple(
    Document(id, body, language="en" if id == "mill" else "fr", path=f"articles/{id}.md")
    for id, body in BODIES.items()
)


def stand(cuts):
    """Tell whether every cut is what stands at its place in a body."""
    return all(BODIES[c.document][c.start : c.start + len(c.text)] == c.text for c in cuts)


def test_bm25_and_the_plain_recipe_return_places_that_stand_in_the_body(tmp_path):
    cuts = cut_plainly(DOCUMENTS)
    assert {cut.document for cut in cuts} == set(BODIES)
    assert stand(cuts)
    with plain_recipe(cuts, tmp_path / "plain", HashingEncoder("minilm")) as recipe:
        for find in (bm25(cuts), recipe):
            found = find("How much does the mill at Low Weir grind?")
            assert found[0].document == "mill"
            assert "12 tonnes" in found[0].text
            assert set(found) <= set(cuts)
            assert len(found) == len(set(found)) <= retrievers.TOP


@given(st.lists(st.sampled_from(["mot", " ", "\n", "\n\n", "é. ", "x" * 300]), max_size=80))
def test_however_a_body_is_spaced_its_cuts_are_where_they_say(parts):
    body = "".join(parts)
    for cut in cut_plainly([Document("d", body)]):
        assert cut.start >= 0
        assert body[cut.start : cut.start + len(cut.text)] == cut.text


def test_bm25_ranks_by_words_alone_and_reads_no_operators():
    cuts = [Cut(id, 0, text) for id, text in (("a", "Une Roue de bois."), ("b", "Deux roues."))]
    find = bm25(cuts)
    assert [cut.document for cut in find("ROUE")] == ["a"]
    assert [cut.document for cut in find("roues -deux")] == ["b"]
    assert [cut.document for cut in find('"roue en" bois')] == ["a"]
    assert find("number:1 AND") == []
    for odd in ("", " ?", "(((", 'a "b', "text:", "[1 TO", "الرأس؟", "l'eau ^ ~ * \\"):
        assert find(odd) == []


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_bm25_takes_any_question(text):
    assert set(WHEELS(text)) <= {WHEEL}


WHEEL = Cut("a", 0, "Une roue de bois.")
WHEELS = bm25([WHEEL])


def test_a_real_contest_asks_every_retriever_every_question(tmp_path):
    ours, minilm = HashingEncoder("ours"), HashingEncoder("minilm")
    done = retrievers.contest(
        Collection("Tiny", "Invented.", DOCUMENTS, ASKED), ours, minilm, tmp_path
    )
    sides = [done.ours, *done.legs, done.plain]
    for side in sides:
        assert len(side.rankings) == len(side.ask_ms) == len(ASKED)
        for ranking in side.rankings:
            for passage in ranking:
                assert passage.text in BODIES[passage.document]
                assert len(passage.text) <= retrievers.CHUNK_SIZE
    assert [side.index_s is None for side in sides] == [False, True, True, False]
    assert quality(done.ours, ASKED)["recall@4"].value == 1.0
    # the recipe cut the same bodies, with its own encoder, and all of it can be found
    assert 3 < done.plain.chunks < 12
    assert set(minilm.questions) == {asked.text for asked in ASKED}
    assert any(text in BODIES["mill"] and len(text) > 700 for text in minilm.passages)
    assert done.ours.rankings != done.plain.rankings
    assert "plain recipe" in report([done], "# Tiny")


def test_without_the_packages_of_the_recipe_a_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain_chroma", None)
    tiny = Collection("Tiny", "", (), ASKED)
    with pytest.raises(RecipeMissing, match="make setup"):
        retrievers.contest(tiny, HashingEncoder(), HashingEncoder(), tmp_path)


def test_the_recipe_has_its_own_model_whatever_ours_is(monkeypatch):
    monkeypatch.setenv("ASSISTANT_ENCODER", "/nowhere")
    folder = recipe_encoder().folder
    assert "minilm" in str(folder).lower()
    assert (folder / "modules.json").is_file()


def test_the_recipe_is_imported_only_when_it_is_measured():
    code = "import sys, evals.__main__, evals.benchmark; print('langchain_chroma' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
