"""One contest: every question asked of every retriever, and each found as it stood."""

from __future__ import annotations

from ateliers import BODIES, DOCUMENTS
from hashing_encoder import HashingEncoder

from evals import comparison as names
from evals.comparison import Asked, Collection, chosen, quality
from evals.contest import asked, contest
from evals.metrics import Place


def wanted(id: str, words: str) -> frozenset[Place]:
    at = BODIES[id].index(words)
    return frozenset({Place(id, at, at + len(words))})


WORKERS, TONNES = wanted("forge", "41 ouvriers"), wanted("mill", "12 tonnes")
ASKED = (
    Asked("Combien d'ouvriers à la forge de Belle-Eau ?", "fr", "fr", (WORKERS,), "forge"),
    Asked("How much does the mill at Low Weir grind?", "en", "en", (TONNES,), "mill"),
)
TINY = Collection("Tiny", "Invented.", DOCUMENTS, ASKED)
SHARED = [names.BM25, names.MINILM, names.WORDS, names.SENSE, names.FUSED, names.OURS]


def test_a_real_contest_asks_every_retriever_every_question(tmp_path):
    encoder, minilm, lines = HashingEncoder("ours"), HashingEncoder("minilm"), []
    done = contest(TINY, encoder, minilm, tmp_path, lines.append, recipe=True)
    assert list(done.standings) == [*SHARED, names.RECIPE]
    for standing in done.standings.values():
        assert len(standing.rankings) == len(standing.ask_ms) == len(ASKED)
        for ranking in standing.rankings:
            assert len(ranking) == len(set(ranking))
            assert all(0 <= p.start < p.end <= len(BODIES[p.document]) for p in ranking)
    assert quality(done, names.OURS, chosen(done))["recall@4"].value == 1.0
    assert quality(done, names.RECIPE, chosen(done))["recall@4"].value == 1.0
    assert set(minilm.questions) == {one.text for one in ASKED}
    assert f"{done.chunks} chunks of 3 documents" in lines[0]
    assert 0 < done.characters <= 1000


def test_all_but_the_recipe_rank_the_same_chunks(tmp_path):
    done = contest(TINY, HashingEncoder("ours"), HashingEncoder("minilm"), tmp_path)
    assert list(done.standings) == SHARED
    found = {
        name: {place for ranking in standing.rankings for place in ranking}
        for name, standing in done.standings.items()
    }
    assert len(found[names.MINILM]) == done.chunks  # fewer than are asked for: all are ranked
    assert all(places <= found[names.MINILM] for places in found.values())


def test_the_time_of_a_question_is_taken_by_question_and_retriever():
    heard = []

    def find(question):
        heard.append(question)
        return [Place("a", 0, 1)]

    done = asked(ASKED, {"one": find, "other": find})
    first, second = (one.text for one in ASKED)
    # each is asked once before, so that none pays for loading; then all in turn
    assert heard == [first, first, first, first, second, second]
    assert done["one"].rankings == ((Place("a", 0, 1),), (Place("a", 0, 1),))
    assert len(done["other"].ask_ms) == len(done["other"].busy_ms) == 2
    assert asked((), {"one": find}) == {"one": done["one"].__class__((), (), ())}
