"""The catalogue in a real SQLite: what it acknowledges it keeps, whole."""

import subprocess
import sys
from dataclasses import replace

import pytest

from assistant.errors import IndexDamaged
from assistant.index.catalogue import Catalogue, document_digest
from assistant.index.limits import Limits
from assistant.index.passage import entry, passage
from assistant.schema import Chunk, Document, OriginalSource

WHOLE = Document(
    id="2021-03-04-atelier",
    body="Première phrase sur l'atelier. الجملة الثانية.\n\nThird sentence.",
    kind="summary",
    title="L'atelier",
    publisher="Revue inventée",
    sources=(OriginalSource("Revue inventée", "L'atelier", "https://revue.example/1", "2021-03"),),
    language="fr",
    published="2022-01-01",
    topics=("fonderie",),
    path="articles/2021-03-04-atelier.md",
    extra={"note": [1, "deux"]},
)


def _split(document):
    cut = document.body.find("\n\n")
    ranges = [(0, cut), (cut + 2, len(document.body))] if cut > 0 else [(0, len(document.body))]
    return [
        Chunk("?", document.id, n, start, end, document.body[start:end], ("Titre",))
        for n, (start, end) in enumerate(ranges)
    ]


def _entry(document):
    return entry(document, _split(document))


@pytest.fixture
def catalogue(tmp_path):
    catalogue = Catalogue(tmp_path / "catalogue.db")
    yield catalogue
    catalogue.close()


def test_documents_and_chunks_come_back_as_they_went_in(catalogue):
    given = _entry(WHOLE)
    assert catalogue.replace([given]) == []
    assert catalogue.document(WHOLE.id) == WHOLE
    assert catalogue.documents() == [replace(WHOLE, body="")]
    assert catalogue.chunks_of(WHOLE.id) == list(given.chunks)
    for chunk, document in catalogue.load([chunk.id for chunk in given.chunks]).values():
        assert chunk.text == document.body[chunk.start : chunk.end]
    assert catalogue.digests([WHOLE.id, "?"]) == {WHOLE.id: document_digest(WHOLE)}


def test_only_what_changed_of_a_document_falls_out_of_use(catalogue):
    first = _entry(WHOLE)
    second = _entry(replace(WHOLE, body="Neuf. " + WHOLE.body))
    catalogue.replace([first])
    stale = catalogue.replace([second])
    assert stale == [first.chunks[0].id]
    assert first.chunks[1].id == second.chunks[1].id  # its words are the same, its place is not
    assert catalogue.chunks_of(WHOLE.id) == list(second.chunks)
    assert catalogue.unsettled() == [(first.chunks[0].id, False)]
    catalogue.settled(stale)
    assert catalogue.unsettled() == []


def test_a_promise_is_kept_by_the_commit_and_stays_open_without(catalogue):
    given = _entry(WHOLE)
    catalogue.promise([chunk.id for chunk in given.chunks] + ["lost"])
    catalogue.replace([given])
    assert catalogue.unsettled() == [("lost", False)]


def test_the_same_words_twice_in_one_document_are_two_chunks(catalogue):
    twice = replace(WHOLE, body="Même ligne.\n\nMême ligne.", sources=(), kind="article")
    given = _entry(twice)
    assert len({chunk.id for chunk in given.chunks}) == 2
    catalogue.replace([given])
    assert catalogue.chunks_of(twice.id) == list(given.chunks)


def test_chunks_of_two_documents_or_languages_never_share_an_id():
    ids = {
        chunk.id
        for document in (WHOLE, replace(WHOLE, id="b"), replace(WHOLE, language="en"))
        for chunk in _entry(document).chunks
    }
    assert len(ids) == 6


def test_the_context_is_above_the_passage_and_not_in_the_chunk():
    given = _entry(WHOLE)
    assert passage(WHOLE, given.chunks[0]).endswith(given.chunks[0].text)
    for word in ("L'atelier", "Titre", "Revue inventée", "mars 2021"):
        assert word in passage(WHOLE, given.chunks[0])
    assert passage(Document(id="x", body="b"), Chunk("", "x", 0, 0, 1, "b")) == "b"


@pytest.mark.parametrize(
    ("language", "published", "said"),
    [
        ("fr", "2016-08-02", "août 2016\nb"),
        ("en", "2016-12", "December 2016\nb"),
        ("ar", "2016-05-02", "ماي مايو 2016\nb"),
        ("fr", "2016", "2016\nb"),
        ("fr", "2016-13", "b"),
        ("fr", "au printemps", "b"),
    ],
)
def test_the_month_is_said_in_the_documents_language(language, published, said):
    document = Document(id="x", body="b", language=language, published=published)
    assert passage(document, Chunk("", "x", 0, 0, 1, "b")) == said


@pytest.mark.parametrize(
    ("published", "since", "until", "kept"),
    [
        ("2019-02-10", "2019-02-10", "", True),
        ("2019-02-10", "2019-02-11", "", False),
        ("2019-02-10", "", "2019-02", True),
        ("2019-02", "2019-02-20", "", True),  # some of its days are within
        ("2019-02", "", "2019-01-31", False),
        ("2019", "2019-06-01", "2019-06-30", True),
        ("2019", "2020", "", False),
        ("2018-12-31", "2019", "2019", False),
        ("", "1900", "", False),  # an undated document meets no limit
        ("", "", "2100", False),
        ("bientôt", "", "2100", False),
        ("", "", "", True),
    ],
)
def test_limits_keep_what_overlaps_them(catalogue, published, since, until, kept):
    document = replace(WHOLE, kind="article", sources=(), published=published)
    given = _entry(document)
    catalogue.replace([given])
    ids = [chunk.id for chunk in given.chunks]
    limits = Limits(since, until)
    assert sorted(catalogue.chunk_ids(limits)) == (sorted(ids) if kept else [])
    assert catalogue.within(limits) == limits.meets(document) == kept


def test_a_limit_that_is_no_date_is_refused(catalogue):
    with pytest.raises(ValueError, match="hier"):
        catalogue.chunk_ids(Limits("hier"))


def test_a_summary_counts_by_its_sources_date(catalogue):
    catalogue.replace([_entry(WHOLE)])
    counts = catalogue.counts()
    assert (counts.documents, counts.chunks, counts.languages) == (1, 2, {"fr": 1})
    assert (counts.first, counts.last, counts.undated) == ("2021-03", "2021-03", 0)


def test_counts_name_the_undated_and_the_empty_folder(catalogue):
    assert catalogue.counts().first == ""
    catalogue.replace([_entry(replace(WHOLE, kind="article", published="", sources=()))])
    assert catalogue.counts().undated == 1


def test_what_was_acknowledged_outlives_a_process_that_stops_dead(tmp_path):
    code = """
import os, pathlib, sys
from assistant.index.catalogue import Catalogue
from assistant.index.passage import entry
from assistant.schema import Document
catalogue = Catalogue(pathlib.Path(sys.argv[1]))
catalogue.replace([entry(Document(id="a", body="b"), [])])
os._exit(9)
"""
    place = tmp_path / "catalogue.db"
    subprocess.run([sys.executable, "-c", code, str(place)], timeout=60, check=False)
    catalogue = Catalogue(place)
    assert catalogue.document("a") == Document(id="a", body="b")
    catalogue.close()


def test_a_file_that_is_no_catalogue_is_damaged(tmp_path):
    (tmp_path / "catalogue.db").write_bytes(b"no database" * 500)
    with pytest.raises(IndexDamaged, match="rebuild"):
        Catalogue(tmp_path / "catalogue.db")
    with pytest.raises(IndexDamaged):
        Catalogue(tmp_path / "absent.db", read_only=True).counts()
