"""The retrievers that are compared: what each ranks, over which passages, and what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from ateliers import BODIES, DOCUMENTS
from hashing_encoder import HashingEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.schema import Document
from evals import retrievers
from evals.metrics import Place
from evals.remembered import key
from evals.retrievers import (
    Cut,
    Indexed,
    bm25,
    cut_plainly,
    nearest,
    open_ours,
    ours,
    plain_recipe,
    stems_alone,
)
from evals.trouble import RecipeMissing

# --- over our chunks ----------------------------------------------------------------------------


def chunk(id: str, text: str, language: str = "fr") -> Indexed:
    return Indexed(Place(id, 0, len(text)), text, language)


CHUNKS = [
    chunk("a", "Les exportations de fonte"),
    chunk("b", "The exports of Tanger Méd", "en"),
    chunk("c", "Un marché le mardi"),
]


def test_stems_alone_find_other_forms_of_a_word_and_no_translation():
    find = stems_alone(CHUNKS)
    assert [place.document for place in find("Combien exporter ?")] == ["a"]
    assert [place.document for place in find("What was exported?")] == ["b"]
    # names and figures are the same in every language; grammar is not searched for
    assert [place.document for place in find("Que dit-on de Tanger Méd ?")] == ["b"]
    assert find("Et le ?") == []


def test_the_nearest_are_found_among_all_and_no_text_is_encoded_twice():
    encoder = HashingEncoder("near")
    known = {}
    find = nearest(CHUNKS, encoder, known)
    assert set(known) == {key(one.text) for one in CHUNKS}
    assert find("marché le mardi")[0].document == "c"
    assert len(find("mardi")) == 3
    again = nearest([*CHUNKS, CHUNKS[0], chunk("d", "La fonte")], encoder, known)
    assert encoder.passages == [*(one.text for one in CHUNKS), "La fonte"]
    assert len(again("fonte")) == 5


def test_ours_is_asked_through_the_retriever_of_the_chain(tmp_path):
    with open_ours(tmp_path / "ours", HashingEncoder("ours")) as index:
        index.update(DOCUMENTS)
        found = ours(index)("How much does the mill at Low Weir grind?")
    assert found[0].document == "mill"
    assert "12 tonnes" in BODIES["mill"][found[0].start : found[0].end]
    assert len(found) == len(set(found)) <= retrievers.TOP


# --- plain BM25 and the plain recipe ------------------------------------------------------------


def stand(cuts):
    """Tell whether every cut is what stands at its place in a body."""
    return all(BODIES[c.document][c.start : c.start + len(c.text)] == c.text for c in cuts)


def test_bm25_and_the_plain_recipe_return_places_that_stand_in_the_body(tmp_path):
    cuts = cut_plainly(DOCUMENTS)
    assert {cut.document for cut in cuts} == set(BODIES)
    assert stand(cuts)
    minilm = HashingEncoder("minilm")
    with plain_recipe(cuts, tmp_path / "plain", minilm) as recipe:
        for find in (bm25(cuts), recipe):
            found = find("How much does the mill at Low Weir grind?")
            assert found[0].document == "mill"
            assert "12 tonnes" in found[0].text
            assert set(found) <= set(cuts)
            assert len(found) == len(set(found)) <= retrievers.TOP
    # the recipe cut the bodies its own way
    assert any(text in BODIES["mill"] and len(text) > 700 for text in minilm.passages)


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


def test_without_the_packages_of_the_recipe_a_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain_chroma", None)
    with pytest.raises(RecipeMissing, match="make setup"):
        cut_plainly(DOCUMENTS)


def test_the_recipe_is_imported_only_when_it_is_measured():
    code = "import sys, evals.__main__, evals.benchmark; print('langchain_chroma' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
