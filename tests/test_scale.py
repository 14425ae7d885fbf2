"""An index at a size: what is recombined for it, and what is told of indexing and asking."""

from __future__ import annotations

import pytest
from ateliers import DOCUMENTS
from hashing_encoder import HashingEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.split import split
from assistant.schema import Document
from evals.comparison import FUSED, OURS, SENSE, WORDS, Asked
from evals.scale import CHROMA, PARAGRAPH, Scale, Spent, recombined, scale, steps_alone

FRENCH = Document(
    "f", " ".join(f"La forge numéro {n} emploie {n * 7} ouvriers." for n in range(90))
)
ARABIC = Document("a", "يعمل في المصنع أربعون عاملا منذ سنوات. وفي الورشة عشرون.", language="ar")
SHORT = Document("s", "Oui. Non. Ah.", language="en")


def test_recombined_documents_hold_the_chunks_asked_for_and_no_two_are_alike():
    made = recombined([FRENCH, ARABIC, SHORT], 40)
    chunks = [chunk for document in made for chunk in split(document)]
    assert 40 <= len(chunks) <= 50
    assert len({chunk.text for chunk in chunks}) == len(chunks)
    assert {document.language for document in made} <= {"fr", "ar"}  # nothing whole in the other
    assert len({document.id for document in made}) == len(made)
    assert all(len(part) >= PARAGRAPH for d in made for part in d.body.split("\n\n"))
    assert made == recombined([FRENCH, ARABIC, SHORT], 40)


def test_a_recombined_document_is_of_one_language():
    for document in recombined([FRENCH, ARABIC], 60):
        assert ("ouvriers" in document.body) == (document.language == "fr")


def test_nothing_can_be_recombined_of_nothing():
    assert recombined([], 10) == []
    assert recombined([SHORT], 10) == []


@given(st.integers(1, 30))
@settings(max_examples=8, deadline=None)
def test_a_few_chunks_more_than_asked_for_at_most(chunks):
    made = [len(split(document)) for document in recombined([FRENCH], chunks)]
    assert sum(made[:-1]) < chunks <= sum(made)


def test_each_step_is_done_alone_for_the_same_chunks(tmp_path):
    encoder = HashingEncoder()
    entries, steps = steps_alone(DOCUMENTS, encoder, tmp_path)
    assert list(steps) == ["split", "encode", "words", CHROMA, "catalogue"]
    assert [entry.document for entry in entries] == list(DOCUMENTS)
    assert len(encoder.passages) == sum(len(entry.chunks) for entry in entries)
    assert all(one.seconds > 0 for one in steps.values())


def test_what_an_index_costs_is_told_whole_and_by_part(tmp_path):
    asked = [Asked("Combien d'ouvriers ?", "fr", "fr", (), ""), Asked("Oak?", "en", "en", (), "")]
    lines = []
    found = scale(DOCUMENTS, asked, HashingEncoder(), tmp_path, lines.append)
    assert found.documents == 3
    assert found.chunks == sum(len(split(document)) for document in DOCUMENTS)
    assert found.languages == ("fr", "en")
    assert list(found.standings) == [WORDS, SENSE, FUSED, OURS]
    assert all(len(one.ask_ms) == 2 for one in found.standings.values())
    assert list(found.disk_mb) == ["catalogue", "chroma", "lexical"]
    assert all(size > 0 for size in found.disk_mb.values())
    assert (tmp_path / "ours" / "CURRENT").is_file()  # left for who opens it afterwards
    assert "indexed in" in lines[0]


def test_our_share_of_chromas_rate_is_by_the_clock_and_by_processors():
    of = Scale(1, 10, 1.0, Spent(4.0, 1.0), {CHROMA: Spent(1.0, 2.0)}, (), {}, {})
    assert of.share_of_chroma == pytest.approx(0.25)
    assert of.processor_share_of_chroma == pytest.approx(2.0)
