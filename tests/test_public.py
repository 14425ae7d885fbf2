"""The public sets asked of the chain: when a quoted sentence counts as the answer."""

from __future__ import annotations

import pytest
from hashing_encoder import HashingEncoder
from test_sets import put, row

from assistant.schema import Answer, AnswerSentence, Citation, Document
from evals import public as sets
from evals.comparison import Asked, Collection
from evals.metrics import Place
from evals.public import judged, public

# --- answers ----------------------------------------------------------------------------------

BODY = "Elle emploie 41 ouvriers, soit quarante et un."
PLACES = frozenset({Place("forge", 13, 24), Place("forge", 31, 39)})
ASKED = Asked("Combien d'ouvriers ?", "fr", "fr", (PLACES,), "forge")
FORGE = Document("forge", BODY)


def of(*questions: Asked) -> Collection:
    return Collection("piaf", "", (FORGE,), questions)


def test_the_ways_to_answer_are_what_stands_at_the_places_wanted():
    assert {BODY[place.start : place.end] for place in PLACES} == {"41 ouvriers", "quarante"}


def answer(*quotes: tuple[str, str], answered: bool = True, field: str = "body") -> Answer:
    citations = tuple(
        Citation(
            n=n, document_id=id, path="", kind="article", title="", publisher="", published=None,
            url="", field=field, quote=text, start=0, end=len(text), language="fr",
        )
        for n, (id, text) in enumerate(quotes, start=1)
    )  # fmt: skip
    return Answer(
        question="", standalone_question="", language="fr", mode="extractive", answered=answered,
        answer=" ".join(text for _, text in quotes), citations=citations,
        sentences=tuple(AnswerSentence(c.quote, (c.n,), True) for c in citations),
    )  # fmt: skip


RIGHT, ELSEWHERE = ("forge", "Elle emploie 41 ouvriers."), ("mill", "Elle a 41 ouvriers.")
BESIDE = ("forge", "Elle ferme en août.")


@pytest.mark.parametrize(
    ("given", "first", "anywhere", "words"),
    [
        (answer(RIGHT, BESIDE), True, True, True),
        (answer(BESIDE, RIGHT), False, True, False),
        (answer(ELSEWHERE), False, False, True),
        (answer(ELSEWHERE, RIGHT), False, True, True),
        (answer(("forge", "QUARANTE hommes")), True, True, True),
        (answer(("forge", "Elle emploie 141 ouvriers.")), False, False, False),
        (answer(RIGHT, field="title"), False, False, False),
        (answer(RIGHT, answered=False), False, False, False),
        (answer(), False, False, False),
    ],
)
def test_a_sentence_counts_when_its_paragraph_and_its_words_are_those_annotated(
    given, first, anywhere, words
):
    found = judged(of(ASKED), [given])
    assert (found.first, found.anywhere, found.words) == ((first,), (anywhere,), (words,))
    assert found.refused == (not given.answered,)


def test_a_tiny_set_goes_through_retrieval_and_the_chain(tmp_path, monkeypatch):
    bodies = [
        "La forge de Belle-Eau emploie 41 ouvriers. Elle ferme en août.",
        "Le moulin de Verte-Rive date de 1911. Sa roue est de chêne.",
    ]
    asked = ["Combien d'ouvriers emploie la forge de Belle-Eau ?", "De quand date le moulin ?"]
    rows = [
        row(n, lang_q="fr", lang_p="fr", question=asked[n], context=bodies[n], answers=[said])
        for n, said in enumerate(("41", "1911"))
    ]
    put(tmp_path, "piaf", rows)
    monkeypatch.setattr(sets, "OUT", tmp_path / "out" / "public.md")
    monkeypatch.setattr(sets, "open_encoder", lambda *_: HashingEncoder())
    lines = []
    told = public(tmp_path, 5, lines.append)
    assert (tmp_path / "out" / "public.md").read_text(encoding="utf-8") == told
    (cells,) = (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in told.splitlines()
        if line.startswith("| PIAF")
    )
    assert cells[:3] == ["PIAF", "fr over fr", "2"]
    assert cells[3].startswith(("0.500", "1.000"))
    assert lines[-1].startswith("written to ")


def test_a_refusal_is_no_answer_and_is_left_out_of_the_share_of_those_answered():
    collection = of(ASKED, ASKED)
    found = judged(collection, [answer(RIGHT), answer(answered=False)])
    told = sets.report([(collection, found)], "hashing")
    (line,) = (line for line in told.splitlines() if line.startswith("| piaf"))
    shares = [cell.split()[0] for cell in line.strip("| ").split("|")]
    assert shares == ["piaf", "fr", "2", *["0.500"] * 4, "1.000"]
