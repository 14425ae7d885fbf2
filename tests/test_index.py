"""The index in real stores: in step, rebuilt by itself, swapped under readers, forgetting."""

import json
import logging
import shutil
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from hashing_encoder import HashingEncoder

from assistant.errors import IndexBusy, IndexTrouble
from assistant.index.catalogue import Catalogue, document_digest
from assistant.index.index import BATCH, Index
from assistant.index.limits import Limits
from assistant.index.lock import read_owner
from assistant.schema import Chunk, Document, OriginalSource


def _split(document):
    chunks, place = [], 0
    for number, part in enumerate(document.body.split("\n\n")):
        if part.strip():
            chunks.append(Chunk("?", document.id, number, place, place + len(part), part))
        place += len(part) + 2
    return chunks


def _document(id, body, **fields):
    return Document(id=id, body=body, path=f"articles/{id}.md", **fields)


FOUNDRY = _document(
    "foundry",
    "The Larkfield foundry hires ninety moulders.\n\nA canteen opens in spring.",
    title="Foundry",
    language="en",
    published="2019-02-01",
)
FONDERIE = _document(
    "fonderie",
    "La fonderie de Bellemont recrute des mouleurs.\n\nUne cantine ouvrira au printemps.",
    title="Fonderie",
    publisher="Le Courrier inventé",
    published="2016-05",
)
MASBAK = _document("masbak", "أعلن المسبك عن توظيف تسعين عاملا في المدينة.", language="ar")
EMPTY = _document("empty", "", title="Rien")
ALL = [FOUNDRY, FONDERIE, MASBAK, EMPTY]


@pytest.fixture
def opened(tmp_path):
    """Open an index over `documents` in tmp_path; every one is closed at the end."""
    indexes = []

    def opener(documents=(), encoder=None, splitter_version="1", **given):
        index = Index.open(
            tmp_path / "index",
            encoder=lambda: encoder or HashingEncoder(),
            splitter=_split,
            splitter_version=splitter_version,
            documents=lambda: documents,
            **given,
        )
        indexes.append(index)
        return index

    yield opener
    for index in indexes:
        index.close()


def _ids(hits):
    return [hit.document.id for hit in hits]


def _generations(tmp_path):
    return sorted(path.name for path in (tmp_path / "index").iterdir() if path.is_dir())


# --- found -------------------------------------------------------------------------------------


def test_each_language_is_found_and_a_hit_is_the_text_of_its_body(opened):
    index = opened(ALL)
    for question, language, id in (
        ("Who hires moulders?", "en", "foundry"),
        ("Qui recrute des mouleurs ?", "fr", "fonderie"),
        ("توظيف عامل", "ar", "masbak"),
    ):
        hits = index.search(question, language, 5)
        assert hits[0].document.id == id
        for hit in hits:
            assert hit.chunk.text == hit.document.body[hit.chunk.start : hit.chunk.end]
            assert hit.document in ALL
            assert hit.dense_rank or hit.lexical_rank
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_ranks_of_both_legs_are_told(opened):
    hit = opened(ALL).search("Larkfield foundry hires moulders", "en", 1)[0]
    assert (hit.dense_rank, hit.lexical_rank) == (1, 1)


def test_the_title_finds_every_chunk_and_the_empty_document_has_none(opened):
    index = opened(ALL)
    assert {h.chunk.number for h in index.search("foundry", "en", 5)} == {0, 1}
    assert index.chunks_of("empty") == index.chunks_of("unknown") == []
    assert index.document("empty") == EMPTY
    assert index.document("unknown") is None


def test_limits_on_the_date_are_hard(opened):
    index = opened(ALL)
    question = "foundry fonderie Larkfield Bellemont"
    assert set(_ids(index.search(question, "en", 9))) >= {"foundry", "fonderie"}
    assert set(_ids(index.search(question, "en", 9, limits=Limits("2019")))) == {"foundry"}
    assert set(_ids(index.search(question, "en", 9, limits=Limits("", "2016-05-03")))) == {
        "fonderie"
    }
    assert index.search(question, "en", 9, limits=Limits("2017", "2018")) == []
    assert index.undated() == 2


def test_limits_reach_the_one_old_document_under_hundreds_of_new_ones(opened):
    new = [
        _document(f"new-{n}", f"Moulders wanted, call {n}.", language="en", published="2020")
        for n in range(400)
    ]
    old = _document("old", "A word on moulders, among much else.", language="en", published="1999")
    index = opened([*new, old])
    assert _ids(index.search("moulders wanted", "en", 5, limits=Limits("", "1999"))) == ["old"]


def test_limits_on_publisher_and_language_hold_in_every_leg(opened):
    after = replace(
        FOUNDRY,
        id="after",
        kind="summary",
        language="fr",
        sources=(OriginalSource(publisher="LE COURRIER INVENTE"), OriginalSource("L’Écho")),
    )
    index = opened([*ALL, after])
    question = "foundry fonderie Larkfield Bellemont"

    def found(**limits):
        return set(_ids(index.search(question, "en", 9, limits=Limits(**limits))))

    assert found(publishers=("le courrier inventé",)) == {"fonderie", "after"}
    assert found(publishers=("L'ECHO",)) == {"after"}
    assert found(publishers=("L'ECHO", "Le Courrier inventé")) == {"fonderie", "after"}
    assert found(publishers=("Le Courrier",)) == set()  # a whole name
    assert found(languages=("fr",)) == {"fonderie", "after"}
    assert found(languages=("fr", "en")) == {"fonderie", "after", "foundry"}
    assert found(publishers=("Le Courrier inventé",), languages=("ar",)) == set()
    assert found(publishers=("Le Courrier inventé",), since="2016", until="2016") == {"fonderie"}
    index.remove(["after"])
    assert found(publishers=("L'ECHO",)) == set()
    assert index.within(Limits(publishers=("L'ECHO",))) == 0


def test_limits_reach_the_one_publisher_under_hundreds_of_others(opened):
    many = [
        _document(f"new-{n}", f"Moulders wanted, call {n}.", language="en", publisher="Wire")
        for n in range(400)
    ]
    one = _document("one", "A word on moulders, among much else.", language="fr", publisher="Écho")
    index = opened([*many, one])
    for limits in (Limits(publishers=("echo",)), Limits(languages=("fr",))):
        assert _ids(index.search("moulders wanted", "en", 5, limits=limits)) == ["one"]


def test_an_index_made_before_the_limits_is_made_anew(opened, tmp_path):
    opened(ALL).close()
    (generation,) = _generations(tmp_path)
    with sqlite3.connect(tmp_path / "index" / generation / "catalogue.db") as old:
        old.execute("DROP TABLE publishers")
        old.execute("PRAGMA user_version = 2")
    old.close()
    index = opened(ALL)
    assert index.within(Limits(publishers=("le courrier invente",))) == 1


def test_further_texts_help_to_find(opened):
    index = opened(ALL)
    alone = _ids(index.search("Larkfield moulders", "en", 9))
    helped = _ids(index.search("Larkfield moulders", "en", 9, also=["Bellemont"]))
    assert "fonderie" not in alone
    assert "fonderie" in helped
    assert helped[0] == "foundry"


def test_a_near_copy_does_not_crowd_out(opened):
    copies = [replace(FOUNDRY, id=f"copy-{n}", near_duplicate_of="foundry") for n in range(5)]
    other = _document("other", "Moulders are rare in Larkfield.", language="en")
    found = _ids(opened([*copies, FOUNDRY, other]).search("Larkfield foundry moulders", "en", 9))
    assert sorted(found[:3]) == ["foundry", "foundry", "other"]
    assert all(id.startswith("copy") for id in found[3:])


def test_a_short_list_is_the_beginning_of_a_long_one(opened):
    many = [
        _document(f"d{n}", "Moulders of Larkfield. " * (n + 1), language="en") for n in range(9)
    ]
    copy = replace(many[0], id="copy", near_duplicate_of="d0")
    index = opened(many)
    for _ in range(2):  # without a copy, and with one
        found = index.search("Larkfield moulders", "en", 8)
        assert [index.search("Larkfield moulders", "en", n) for n in range(1, 8)] == [
            found[:n] for n in range(1, 8)
        ]
        index.update([copy])


def test_no_more_is_loaded_than_is_returned(opened, monkeypatch):
    index = opened([_document(f"d{n}", f"Moulders {n}.", language="en") for n in range(9)])
    asked = []
    load = Catalogue.load
    monkeypatch.setattr(Catalogue, "load", lambda own, ids: asked.append(ids) or load(own, ids))
    assert len(index.search("moulders", "en", 3)) == 3
    assert [len(ids) for ids in asked] == [3]


@pytest.mark.parametrize(
    "question",
    ["", "   ", "\x00\x01\x1b[2J", "word " * 2_000, "é" * 10_000, "مسبك " * 2_000, '"*?:^~(',
     "AND OR NOT", "\ud800 moulders", "?" * 10_000],
)  # fmt: skip
def test_no_question_breaks_the_search(opened, question):
    index = opened(ALL)
    for language in ("fr", "en", "ar"):
        assert len(index.search(question, language, 5)) <= 5


def test_an_index_of_nothing_finds_nothing(opened):
    index = opened([])
    assert index.search("foundry", "en", 5) == []
    assert index.statistics().documents == index.statistics().chunks == 0
    index.update([FOUNDRY])
    assert _ids(index.search("foundry", "en", 1)) == ["foundry"]


# --- kept in step ------------------------------------------------------------------------------


def test_the_same_again_changes_and_embeds_nothing(opened):
    encoder = HashingEncoder()
    index = opened(ALL, encoder)
    before, embedded = index.statistics(), len(encoder.passages)
    index.update(ALL)
    assert index.statistics() == before
    assert len(encoder.passages) == embedded
    assert index.stamp("foundry") == document_digest(FOUNDRY)
    assert index.stamps() == {d.id: document_digest(d) for d in ALL}
    assert index.stamp("unknown") == ""


def test_a_changed_document_is_its_new_self_in_both_legs(opened):
    encoder = HashingEncoder()
    index = opened(ALL, encoder)
    embedded = len(encoder.passages)
    changed = replace(FOUNDRY, body=FOUNDRY.body.replace("Larkfield", "Quarrymoor"))
    index.update([changed])
    assert len(encoder.passages) == embedded + 1  # the other chunk's words are the same
    assert [c.text for c in index.chunks_of("foundry")] == changed.body.split("\n\n")
    assert index.search("Quarrymoor", "en", 1)[0].document == changed
    assert all(h.lexical_rank is None for h in index.search("Larkfield", "en", 9))
    assert all("Larkfield" not in h.chunk.text for h in index.search("Larkfield", "en", 9))


def test_changed_fields_show_at_once(opened):
    encoder = HashingEncoder()
    index = opened(ALL, encoder)
    embedded = len(encoder.passages)
    index.update([replace(FOUNDRY, topics=("hiring",), url="https://gazette.example/1")])
    assert index.search("Larkfield", "en", 1)[0].document.topics == ("hiring",)
    assert len(encoder.passages) == embedded  # neither is in the passage
    index.update([replace(FOUNDRY, published="2005")])
    assert index.search("Larkfield", "en", 9, limits=Limits("2019")) == []


def test_what_is_removed_is_gone_from_both_legs(opened):
    index = opened(ALL)
    index.remove(["foundry", "unknown"])
    assert "foundry" not in _ids(index.search("Larkfield foundry moulders", "en", 9))
    assert index.statistics().documents == 3
    index.update([FOUNDRY])
    assert index.search("Larkfield foundry moulders", "en", 1)[0].document == FOUNDRY


def test_progress_is_told_to_the_end(opened):
    many = [_document(f"d{n}", f"Line {n}.", language="en") for n in range(BATCH + 10)]
    told = []
    opened(many, progress=lambda *step: told.append(step))
    assert told[-1] == ("index", len(many), len(many))
    assert [done for _, done, _ in told] == sorted({done for _, done, _ in told})
    assert len(told) > 1


def test_a_failing_batch_leaves_what_was_acknowledged(opened):
    index = opened(ALL)
    before = index.statistics()

    def documents():
        yield replace(FOUNDRY, body="Half a batch.")
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        index.update(documents())
    with pytest.raises(OSError, match="went away"):
        index.rebuild(documents())
    assert index.statistics() == before
    assert index.document("foundry") == FOUNDRY


# --- opened, checked, rebuilt ------------------------------------------------------------------


def test_opening_again_neither_rebuilds_nor_asks_the_encoder(opened, tmp_path):
    opened(ALL).close()
    encoder = HashingEncoder()
    index = opened(pytest.fail, encoder)
    assert _generations(tmp_path) == ["gen-1"]
    assert index.statistics().documents == 4
    index.search("fonderie", "ar", 3)
    assert encoder.passages == []


@pytest.mark.parametrize(
    "harm",
    [
        lambda g: shutil.rmtree(g / "chroma"),
        lambda g: (g / "chroma" / "chroma.sqlite3").write_bytes(b"junk" * 4096),
        lambda g: shutil.rmtree(g / "lexical"),
        lambda g: [p.write_bytes(b"junk") for p in (g / "lexical").glob("*.json")],
        lambda g: (g / "catalogue.db").unlink(),
        lambda g: (g / "catalogue.db").write_bytes(b"junk" * 4096),
        lambda g: (g / "recipe.json").write_text("{"),
        lambda g: (g.parent / "CURRENT").write_text("../../etc"),
        lambda g: (g.parent / "CURRENT").write_bytes(b"\xff"),
        shutil.rmtree,
    ],
)
def test_a_damaged_index_is_rebuilt_by_itself(opened, tmp_path, caplog, harm):
    opened(ALL).close()
    harm(tmp_path / "index" / "gen-1")
    with caplog.at_level(logging.INFO, "assistant"):
        index = opened(ALL)
    assert "building the index" in caplog.text
    assert index.statistics().documents == 4
    assert _ids(index.search("Larkfield foundry", "en", 1)) == ["foundry"]
    assert len(_generations(tmp_path)) == 1


def test_another_splitter_rebuilds_and_keeps_the_vectors_of_unchanged_words(opened, tmp_path):
    opened(ALL).close()
    encoder = HashingEncoder()
    index = opened([*ALL, _document("new", "One more.")], encoder, splitter_version="2")
    assert _generations(tmp_path) == ["gen-2"]
    assert encoder.passages == ["One more."]
    assert index.statistics().recipe.splitter == "2"


def test_another_encoder_rebuilds_with_its_own_vectors(opened, caplog):
    opened(ALL).close()
    encoder = HashingEncoder("another", dimension=32)
    with caplog.at_level(logging.INFO, "assistant"):
        index = opened(ALL, encoder)
    assert "hashing -> another" in caplog.text
    assert len(encoder.passages) == index.statistics().chunks == 5


def test_what_a_killed_build_left_is_swept(opened, tmp_path):
    opened(ALL).close()
    (tmp_path / "index" / "gen-2" / "chroma").mkdir(parents=True)
    (tmp_path / "index" / "CURRENT.new").write_text("gen-2")
    assert opened(pytest.fail).statistics().documents == 4
    assert _generations(tmp_path) == ["gen-1"]
    assert not (tmp_path / "index" / "CURRENT.new").exists()


def test_a_second_opening_is_refused_and_the_first_goes_on(opened, tmp_path):
    index = opened(ALL)
    index.publish("127.0.0.1:7860", "token")
    with pytest.raises(IndexBusy, match="already running"):
        opened(ALL)
    assert read_owner(tmp_path / "index").address == "127.0.0.1:7860"
    assert _ids(index.search("Larkfield", "en", 1)) == ["foundry"]
    index.close()
    assert read_owner(tmp_path / "index") is None
    opened(ALL)


def test_a_closed_index_says_so(opened):
    index = opened(ALL)
    index.close()
    index.close()
    with pytest.raises(IndexTrouble, match="closed"):
        index.search("foundry", "en", 1)


def test_an_opening_that_fails_lets_go_of_the_lock(opened):
    def no_documents():
        yield FOUNDRY
        raise OSError("unreadable")

    with pytest.raises(OSError, match="unreadable"):
        opened(no_documents())
    assert opened(ALL).statistics().documents == 4


def test_damage_met_on_the_way_is_told_and_the_other_leg_answers(opened, monkeypatch):
    index = opened(ALL)
    with index._reading() as generation:
        generation.vectors.close()  # the nearest thing to a file going bad under an open Chroma
    hits = index.search("Larkfield foundry", "en", 5)
    assert hits[0].document == FOUNDRY
    assert all(hit.dense_rank is None for hit in hits)
    assert index.statistics().health.startswith("damaged")
    index.rebuild(ALL)
    assert index.statistics().health == "ok"
    assert index.search("Larkfield foundry", "en", 5)[0].dense_rank == 1


# --- rebuilt while in use ----------------------------------------------------------------------


def test_questions_go_on_while_the_index_is_rebuilt_and_changed(opened, tmp_path):
    index = opened(ALL)
    stop, troubles, asked = threading.Event(), [], []

    def ask():
        while not stop.is_set():
            try:
                asked.append(_ids(index.search("Larkfield foundry moulders", "en", 2))[0])
            except Exception as error:  # noqa: BLE001 -- any of them is the finding
                troubles.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for turn in range(4):
        index.rebuild(ALL)
        index.update([replace(FONDERIE, body=f"Tour {turn}.")])
        index.remove(["masbak"])
    stop.set()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert set(asked) == {"foundry"}
    assert _generations(tmp_path) == ["gen-5"]


def test_a_rebuild_holds_what_it_is_given_and_nothing_else(opened):
    index = opened(ALL)
    index.rebuild(iter([FOUNDRY]))
    assert [d.id for d in index.documents()] == ["foundry"]
    assert index.documents()[0].body == ""


def test_erased_words_are_in_no_file_after_a_rebuild(opened, tmp_path):
    secret = _document(
        "zanzibarium-plan", "The zanzibarium alloy costs 7,313 crowns.", language="en",
        title="Zanzibarium", publisher="Zanzibarium Weekly",
    )  # fmt: skip
    index = opened([*ALL, secret])
    index.search("zanzibarium", "en", 3)
    index.remove(["zanzibarium-plan"])
    index.rebuild(ALL)
    _assert_nowhere(tmp_path / "index", "zanzibarium", "7313", "7,313")
    index.close()
    _assert_nowhere(tmp_path / "index", "zanzibarium", "7313", "7,313")


def _assert_nowhere(folder, *words):
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        data = path.read_bytes().lower()
        assert not [word for word in words if word.encode() in data], path


# --- looked at from outside --------------------------------------------------------------------


def test_peek_tells_what_is_there_beside_the_owner(opened, tmp_path):
    assert Index.peek(tmp_path / "index").health == "missing"
    index = opened(ALL)
    for _ in range(2):
        seen = Index.peek(tmp_path / "index")
        assert seen == Index.peek(tmp_path / "index")
        assert (seen.documents, seen.chunks, seen.undated) == (4, 5, 2)
        assert seen.languages == {"fr": 2, "en": 1, "ar": 1}
        assert (seen.first, seen.last, seen.health) == ("2016-05", "2019-02-01", "ok")
        assert seen.recipe.encoder == "hashing"
        index.close()
    (tmp_path / "index" / "gen-1" / "catalogue.db").write_bytes(b"junk" * 999)
    assert Index.peek(tmp_path / "index").health.startswith("damaged")


def test_peek_imports_no_store_and_no_model(opened, tmp_path):
    opened(ALL).close()
    code = (
        "import sys, pathlib, json; from assistant.index.index import Index;"
        "seen = Index.peek(pathlib.Path(sys.argv[1])).documents;"
        "heavy = ('chromadb', 'torch', 'sentence_transformers', 'numpy');"
        "print(json.dumps([seen, [m for m in heavy if m in sys.modules]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "index")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [4, []]
