"""What people can do with the assistant, over real stores."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import FORGE, draft, serving, settings_in, statuses, store, three

from assistant.documents.duplicates import signature
from assistant.errors import (
    CorpusError,
    DocumentNotFound,
    EditConflict,
    EditRefused,
    EncoderUnavailable,
    IndexBusy,
    StateTrouble,
    StorageFull,
)
from assistant.kept_answers import KeptAnswer, KeptAnswers
from assistant.schema import Question
from assistant.service import removal
from assistant.service.editing import stamp_of
from assistant.service.memory import overwrite_freed_memory
from assistant.service.service import Service

Three = tuple[str, str, str]
FORGE_SENTENCE = FORGE.split("\n\n")[0]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Three]:
    """A folder with three documents, to be copied: an index takes a while to make."""
    folder = tmp_path_factory.mktemp("template")
    service = serving(settings_in(folder))
    ids = three(service)
    service.close()
    return folder, ids


@pytest.fixture(scope="module")
def read_only(
    template: tuple[Path, Three], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """The three documents, for tests that change nothing."""
    folder = tmp_path_factory.mktemp("read_only")
    shutil.copytree(template[0], folder, dirs_exist_ok=True)
    service = serving(settings_in(folder))
    yield service
    service.close()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = serving(settings_in(tmp_path))
    yield service
    service.close()


@pytest.fixture
def ids(template: tuple[Path, Three], tmp_path: Path) -> Three:
    """Put the three documents in the folder of `service`; return their ids."""
    shutil.copytree(template[0], tmp_path, dirs_exist_ok=True)
    return template[1]


def found(service: Service, words: str, **limits: str) -> list[str]:
    """Return the documents that a search finds, best first."""
    _, hits = service.search(Question(words, top=5, **limits))  # type: ignore[arg-type]
    return list(dict.fromkeys(hit.document.id for hit in hits))


def holding(folder: Path, text: str) -> list[str]:
    """Return every file under `folder` with the bytes of `text` in it."""
    wanted = text.encode()
    files = (path for path in folder.rglob("*") if path.is_file())
    return [str(path.relative_to(folder)) for path in files if wanted in path.read_bytes()]


# --- storing, asking, looking ----------------------------------------------------------------


def test_what_is_stored_is_found_and_cited(read_only: Service, ids: Three) -> None:
    forge, _, _ = ids
    assert found(read_only, "presse de 900 tonnes")[0] == forge
    answer = read_only.ask(
        Question("Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    )
    assert answer.answered
    assert answer.citations[0].document_id == forge
    for citation in answer.citations:
        body = read_only.show(citation.document_id).body
        assert body[citation.start : citation.end] == citation.quote


def test_a_refused_question_is_noted_as_a_gap(service: Service, ids: Three) -> None:
    answer = service.ask(Question("Quel est le prix du poisson à Vladivostok en 1987 ?"))
    assert not answer.answered
    assert [gap.reason for gap in service.state.gaps()] == [answer.reason]


def test_the_steps_of_an_answer_come_as_they_are_done(read_only: Service) -> None:
    steps = [key for step in read_only.stream(Question("presse de 900 tonnes ?")) for key in step]
    assert steps.index("understood") < steps.index("answer")
    assert steps[-1] == "answer"


def test_listing_limits_and_orders(read_only: Service, ids: Three) -> None:
    forge, cable, naval = ids
    assert [document.id for document in read_only.list()] == [forge, cable, naval]
    assert all(document.body == "" for document in read_only.list())
    assert [d.id for d in read_only.list(text="gazette forge")] == [forge]
    assert [d.id for d in read_only.list(language="en")] == [cable]
    assert [d.id for d in read_only.list(since="2019-06")] == [forge, cable]
    assert [d.id for d in read_only.list(until="2020")] == [cable]
    assert read_only.list(kind="summary") == []


def test_what_the_filters_offer_is_what_there_is(read_only: Service) -> None:
    held = read_only.holdings()
    assert held.publishers == (("Gazette", 1), ("Le Quai", 1))
    assert dict(held.languages) == {"fr": 2, "en": 1}
    assert held.years == (("2021", 1), ("2019", 1), ("", 1))
    for publisher, count in held.publishers:
        assert len(read_only.list(publisher=publisher.upper())) == count


def test_showing_finds_a_file_of_another_name(service: Service, ids: Three) -> None:
    forge, *_ = ids
    path = service.library.find(forge).path
    (service.library.corpus / path).rename(service.library.articles / "renamed.md")
    assert service.show(forge).path == "articles/renamed.md"
    with pytest.raises(DocumentNotFound):
        service.show("nothing")


def test_status_needs_neither_lock_nor_model(service: Service, ids: Three) -> None:
    service.open()
    other = serving(service.settings)
    status = other.status()
    assert (status["documents"], status["languages"]) == (3, {"en": 1, "fr": 2})
    assert status["dates"] == {"first": "2019", "last": "2021-03-04"}
    assert (status["undated"], status["health"]) == (1, "ok")
    assert status["running"] == {"pid": os.getpid(), "address": None}
    (service.library.articles / "broken.md").write_text("---\nid: [\n---\n")
    (service.library.articles / "new.md").write_text("Un texte déposé à la main.")
    status = other.status()
    assert status["health"].startswith("out of step")
    assert [problem["path"] for problem in status["not_indexed"]] == ["articles/broken.md"]


# --- in step with the corpus folder ----------------------------------------------------------


def test_a_dropped_file_is_described_at_the_next_sync(service: Service, ids: Three) -> None:
    file = service.library.articles / "Note sur le zinc.md"
    file.write_bytes(b"# Le zinc de Valmont\r\n\r\nL'usine galvanise 30 000 tonnes.\r\n")
    changes = service.sync()
    assert (changes.added, changes.changed, changes.unchanged) == (("note-sur-le-zinc",), (), 3)
    document = service.show("note-sur-le-zinc")
    assert document.title == "Le zinc de Valmont"
    assert (document.added_by, document.added[-1:]) == ("amina", "Z")
    assert file.read_text().startswith("---\nid: note-sur-le-zinc\n")
    assert found(service, "usine galvanise")[0] == "note-sur-le-zinc"
    assert service.sync().added == ()


def test_the_first_sync_tells_what_the_opening_did(service: Service, ids: Three) -> None:
    shutil.rmtree(service.settings.data)
    assert sorted(service.sync().added) == sorted(ids)
    assert service.sync().added == ()


def test_an_opening_follows_the_folder(service: Service, ids: Three) -> None:
    forge, cable, naval = ids
    service.close()
    file = service.library.corpus / service.library.find(forge).path
    file.write_text(file.read_text().replace("900 tonnes", "1100 tonnes"))
    service.library.delete(service.library.find(cable).path)
    (service.library.articles / "zinc.md").write_text("La zinguerie de Valmont galvanise.")
    (service.library.articles / "broken.md").write_text("---\ntitle: [\n---\nzinc")
    again = serving(service.settings)
    assert found(again, "1100 tonnes")[0] == forge
    assert found(again, "zinguerie")[0] == "zinc"
    assert {document.id for document in again.index.documents()} == {forge, naval, "zinc"}
    assert (
        service.library.articles / "zinc.md"
    ).read_text() == "La zinguerie de Valmont galvanise."
    again.close()


def test_a_change_within_the_same_second_is_seen(service: Service, ids: Three) -> None:
    forge, *_ = ids
    file = service.library.corpus / service.library.find(forge).path
    stamp = file.stat()
    file.write_text(file.read_text().replace("900 tonnes", "800 tonnes"))
    os.utime(file, ns=(stamp.st_mtime_ns, stamp.st_mtime_ns))
    service.close()
    service.open()
    assert "800 tonnes" in service.index.document(forge).body  # type: ignore[union-attr]


def test_an_unchanged_file_is_not_read_again(
    service: Service, ids: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = time.time_ns() - 60 * 10**9
    for path in service.library.scan():
        os.utime(service.library.corpus / path, ns=(old, old))
    service.list()
    read: list[str] = []
    original = service.library.read
    monkeypatch.setattr(
        service.library, "read", lambda path: (read.append(path), original(path))[1]
    )
    service.list()
    assert read == []


def test_a_signature_is_made_once_for_a_text(
    service: Service, ids: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(body: str) -> bytes:
        made.append(body)
        return signature(body)

    monkeypatch.setattr("assistant.documents.duplicates.signature", counted)
    assert dict(service.shelf.signatures()).keys() == set(ids)
    assert len(made) == 3
    service.close()
    again = serving(service.settings)
    assert dict(again.shelf.signatures()).keys() == set(ids)
    assert len(made) == 3
    path = again.show(ids[0]).path
    file = again.settings.corpus / path
    file.write_text(file.read_text().replace("presse", "cintreuse"))
    assert len(dict(again.shelf.signatures())) == 3
    assert len(made) == 4
    assert "cintreuse" in made[3]
    again.close()


def test_two_files_with_one_id_are_told(service: Service, ids: Three) -> None:
    forge, *_ = ids
    text = (service.library.corpus / service.library.find(forge).path).read_text()
    (service.library.articles / "zz.md").write_text(text)
    changes = service.sync()
    assert [problem.path for problem in changes.problems] == ["articles/zz.md"]
    assert changes.unchanged == 3


def test_a_damaged_memory_of_the_folder_is_made_anew(service: Service, ids: Three) -> None:
    service.close()
    memory = service.settings.data / "index" / "files.db"
    memory.write_bytes(b"no database" * 500)
    assert len(service.list()) == 3


def test_rebuilding_keeps_the_state(service: Service, ids: Three) -> None:
    service.state.note_gap("?", "fr", "no_evidence")
    changes = service.rebuild()
    assert (changes.added, changes.unchanged) == ((), 3)
    assert len(service.state.gaps()) == 1
    assert len(found(service, "chantier naval")) > 0


def test_what_cannot_be_indexed_is_not_stored(tmp_path: Path) -> None:
    def unavailable() -> None:
        raise EncoderUnavailable("The embedding model is not there.")

    service = Service(settings_in(tmp_path), encoder=unavailable)  # type: ignore[arg-type]
    with pytest.raises(EncoderUnavailable):
        service.store([draft("forge", FORGE)])
    assert service.list() == []
    service.close()


def test_one_process_owns_the_index(service: Service, ids: Three) -> None:
    service.open()
    other = serving(service.settings)
    with pytest.raises(IndexBusy):
        other.index  # noqa: B018
    assert len(other.list()) == 3
    service.close()
    assert found(other, "remorqueurs")
    other.close()


def test_questions_go_on_while_documents_come_in(service: Service, ids: Three) -> None:
    done = threading.Event()
    answered: list[bool] = []

    def ask() -> None:
        while not done.is_set():
            answered.append(bool(found(service, "presse de 900 tonnes")))

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for asker in askers:
        asker.start()
    reports = service.store(
        [draft(f"note{n}", f"{FORGE} Variante {n} numéro {n * n}.") for n in range(20)]
        + [
            draft(f"text{n}", f"Le texte {n} parle du four {n * 7} et rien de plus.")
            for n in range(20)
        ]
    )
    done.set()
    for asker in askers:
        asker.join()
    assert "failed" not in statuses(reports)
    assert answered
    assert all(answered)


# --- removing, erasing, editing --------------------------------------------------------------


def test_removing_is_at_once_and_can_be_undone(service: Service, ids: Three) -> None:
    forge, cable, naval = ids
    file = service.library.corpus / service.library.find(forge).path
    before = file.read_bytes()
    outcomes = service.remove([forge, "nothing", naval])
    assert [outcome.status for outcome in outcomes] == ["removed", "failed", "removed"]
    assert "nothing" in (outcomes[1].error or "")
    assert not file.exists()
    assert forge not in found(service, "presse de 900 tonnes")
    assert [document.id for document in service.list()] == [cable]
    assert service.status()["removed"] == 2
    service.close()

    again = serving(service.settings)
    assert [o.status for o in again.restore([forge, forge])] == ["restored", "failed"]
    assert file.read_bytes() == before
    assert found(again, "presse de 900 tonnes")[0] == forge
    actions = [entry.action for entry in again.state.journal(document_id=forge)]
    assert actions == ["restore", "remove", "add"]
    again.close()


def test_a_text_added_again_is_not_restored_over(service: Service, ids: Three) -> None:
    forge, *_ = ids
    service.remove([forge])
    assert store(service, "forge", FORGE, publisher="Gazette", published="2021-03-04") == forge
    (outcome,) = service.restore([forge])
    assert outcome.status == "failed"
    assert "again" in (outcome.error or "")


def test_what_was_removed_goes_after_a_time(
    service: Service, ids: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge, *_ = ids
    with monkeypatch.context() as patch:
        patch.setattr("assistant.state.now", lambda: "2020-01-01T00:00:00Z")
        service.remove([forge])
    service.close()
    again = serving(service.settings)
    again.open()
    assert not (again.settings.data / "removed" / f"{forge}.md").exists()
    (outcome,) = again.restore([forge])
    assert "30 days" in (outcome.error or "")
    again.close()


def test_what_was_asked_long_ago_is_deleted_at_once_and_then_each_day(tmp_path: Path) -> None:
    service = serving(settings_in(tmp_path, keep_days=30))
    answers = KeptAnswers(service.state)
    old = KeptAnswer("0" * 32, "2020-01-01T00:00:00Z", {"question": "?"}, {}, {})

    def goes(token: str) -> bool:
        deadline = time.monotonic() + 10
        while answers.by_token(token) and time.monotonic() < deadline:
            time.sleep(0.01)
        return answers.why_gone(token) == "expired"

    first = answers.link(old)
    thread = removal.purge_each_day(service, pause=0.05)
    assert goes(first)
    assert goes(answers.link(old))
    assert thread.daemon
    service.close()


def test_what_was_asked_is_kept_for_ever_where_the_setting_says_so(tmp_path: Path) -> None:
    service = serving(settings_in(tmp_path, keep_days=0))
    old = KeptAnswer("0" * 32, "2020-01-01T00:00:00Z", {"question": "?"}, {}, {})
    token = KeptAnswers(service.state).link(old)
    removal.purge(service)
    assert service.answers.read(token).at == old.at
    service.close()


def leave_traces(service: Service, document_id: str) -> None:
    """Leave a document's text wherever people's doings can leave it."""
    service.edit(document_id, {"title": "Autre titre"})
    answer = {"citations": [{"document_id": document_id, "quote": FORGE_SENTENCE}]}
    kept = KeptAnswer("0" * 32, "2026-11-22T10:00:00Z", answer, {}, {})
    KeptAnswers(service.state).link(kept)
    KeptAnswers(service.state).judge(kept, "right")
    service.settings.uploads.mkdir(parents=True, exist_ok=True)
    (service.settings.uploads / "deep").mkdir()
    (service.settings.uploads / "deep" / "upload.txt").write_text(FORGE)
    (service.library.articles / ".writing-left").write_text(FORGE)


@pytest.mark.parametrize("removed_first", [False, True])
def test_erasing_leaves_the_text_nowhere(
    service: Service, ids: Three, tmp_path: Path, removed_first: bool
) -> None:
    forge, cable, naval = ids
    leave_traces(service, forge)
    if removed_first:
        service.remove([forge])
    assert len(holding(tmp_path, FORGE_SENTENCE)) > 3
    erased = service.erase([forge, "nothing"])
    assert [outcome.status for outcome in erased.outcomes] == ["erased", "failed"]
    assert holding(tmp_path, FORGE_SENTENCE) == []
    assert holding(tmp_path, "quarante ouvriers") == []
    assert any("git" in place for place in erased.out_of_reach)
    assert erased.gone["uploads"] == 1
    assert {document.id for document in service.index.documents()} == {cable, naval}
    assert found(service, "copper wire")[0] == cable
    with pytest.raises(DocumentNotFound):
        service.show(forge)
    service.close()
    assert holding(tmp_path, FORGE_SENTENCE) == []


def test_memory_is_overwritten_as_it_is_freed() -> None:
    """Else the vector store's files hold pieces of it: see `service.memory`."""
    if not overwrite_freed_memory():
        pytest.skip("no glibc here")
    library = ctypes.CDLL(None)
    library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    library.free.argtypes = [ctypes.c_void_p]
    secret = b"the moulding hall leaks " * 200
    block = library.malloc(len(secret))
    ctypes.memmove(block, secret, len(secret))
    library.free(block)
    again = library.malloc(len(secret))
    assert b"moulding" not in ctypes.string_at(again, len(secret))
    library.free(again)


def test_erasing_that_was_cut_short_is_finished_at_the_next_opening(
    service: Service, ids: Three, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge, *_ = ids
    leave_traces(service, forge)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(removal, "_destroy_outside_index", cut)
    with pytest.raises(KeyboardInterrupt):
        service.erase([forge])
    monkeypatch.undo()
    service.close()
    again = serving(service.settings)
    again.open()
    assert holding(tmp_path, FORGE_SENTENCE) == []
    assert again.state.unfinished("erase") == []
    again.close()


def test_copies_do_without_a_document_that_is_gone(service: Service, ids: Three) -> None:
    lines = "".join(
        f"Le four numéro {n} a été allumé le {n} du mois par l'équipe. " for n in range(9)
    )
    first = store(service, "fours", lines)
    copy = store(service, "copie", lines + "Une phrase de plus au bout de ce texte.")
    again = store(service, "encore", lines + "Une autre phrase, plus longue, finit ce texte-ci.")
    assert [service.show(id).near_duplicate_of for id in (copy, again)] == [first, first]
    asked = Question("Quel four a été allumé le 4 du mois ?")

    service.remove([first])
    assert first not in found(service, asked.text)
    assert service.ask(asked).citations[0].document_id in (copy, again)
    service.restore([first])
    assert found(service, asked.text)[0] == first
    assert service.show(copy).near_duplicate_of == first

    assert service.erase([first]).copies == tuple(sorted((copy, again)))
    assert [service.show(id).near_duplicate_of for id in (copy, again)] == ["", copy]
    assert found(service, asked.text)[0] == copy
    assert service.ask(asked).citations[0].document_id == copy


def test_a_corpus_folder_that_is_gone_does_not_empty_the_index(
    service: Service, ids: Three, tmp_path: Path
) -> None:
    corpus = service.settings.corpus
    for reopened in (False, True):
        corpus.rename(tmp_path / "elsewhere")
        for action in (service.sync, service.rebuild):
            with pytest.raises(CorpusError, match="is not there, and the index holds 3 documents"):
                action()
        (tmp_path / "elsewhere").rename(corpus)
        assert service.sync().unchanged == 3
        if not reopened:
            service.close()
    for path in list(service.library.scan()):
        service.library.delete(path)
    assert len(service.sync().removed) == 3  # an empty folder is meant


def test_a_lost_corpus_folder_comes_back_from_a_backup(
    service: Service, ids: Three, tmp_path: Path
) -> None:
    service.backup(tmp_path / "saved.zip")
    service.close()
    shutil.rmtree(service.settings.corpus)
    service.restore_backup(tmp_path / "saved.zip")
    assert {document.id for document in service.list()} == set(ids)


def test_a_corpus_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("")
    service = serving(settings_in(tmp_path))
    with pytest.raises(CorpusError, match="is a file"):
        service.open()
    service.close()


def test_a_full_disk_is_told_and_loses_no_answer(
    service: Service, ids: Three, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    service.state.record("amina", "start")
    with service.state._using() as connection:  # SQLite's own disk full
        connection.execute("PRAGMA max_page_count = 1")

    def fill() -> None:
        for _ in range(1000):
            service.state.note_gap("x", "fr", "no_evidence")

    with pytest.raises(StorageFull, match="make room"):
        fill()
    unknown = Question("Combien coûte le poisson à Vladivostok ? " + "Dites. " * 100)
    assert not service.ask(unknown).answered
    assert "could not be noted" in caplog.text
    service.close()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.pwrite", full)  # who owns the lock is written by this
    with pytest.raises(StorageFull, match="room"):
        service.open()


def test_editing_corrects_the_record_and_keeps_the_old_one(service: Service, ids: Three) -> None:
    *_, naval = ids
    assert found(service, "chantier naval", since="2022", until="2022") == []
    after = service.edit(naval, {"published": "5 mai 2022", "publisher": "Le  Quai\n2"})
    assert (after.published, after.published_from) == ("2022-05-05", "staff")
    assert after.publisher == "Le Quai 2"
    assert service.show(naval) == after
    assert found(service, "chantier naval", since="2022", until="2022") == [naval]
    (version,) = service.state.versions(naval)
    assert "publisher: Le Quai\n" in version.content
    assert service.edit(naval, {"published": ""}).published_from == ""
    service.edit(naval, {"publisher": "Le Quai 2"})
    assert len(service.state.versions(naval)) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"published": "bientôt"},
        {"language": "de"},
        {"kind": "poem"},
        {"url": "javascript:x"},
        {"id": "x"},
    ],
)
def test_an_edit_that_cannot_be_changes_nothing(
    read_only: Service, ids: Three, change: dict[str, str]
) -> None:
    forge, *_ = ids
    before = read_only.show(forge)
    with pytest.raises(CorpusError):
        read_only.edit(forge, change)
    assert read_only.show(forge) == before


def test_a_text_that_is_edited_is_found_at_once_and_the_one_before_can_be_restored(
    service: Service, ids: Three
) -> None:
    *_, naval = ids
    before = service.show(naval)
    after = service.edit(naval, {"body": "Onze péniches de zinc.\r\n\x00", "topics": "a\n\n b \na"})
    assert (after.body, after.topics) == ("Onze péniches de zinc.\n", ("a", "b"))
    assert found(service, "péniches zinc")[0] == naval
    assert naval not in found(service, "remorqueurs marine marchande")
    (version,) = service.state.versions(naval)
    assert service.restore_version(naval, version.id) == before
    assert found(service, "remorqueurs marine marchande")[0] == naval
    assert "péniches" in service.state.versions(naval)[0].content, "this can be undone as well"
    with pytest.raises(DocumentNotFound):
        service.restore_version(naval, 10_000)
    with pytest.raises(DocumentNotFound):
        service.restore_version(ids[0], version.id)


def test_the_second_of_two_edits_of_one_text_is_refused(service: Service, ids: Three) -> None:
    *_, naval = ids
    stamp = stamp_of(service.show(naval))
    first = service.edit(naval, {"title": "Un"}, stamp=stamp)
    with pytest.raises(EditConflict):
        service.edit(naval, {"title": "Deux"}, stamp=stamp)
    (version,) = service.state.versions(naval)
    with pytest.raises(EditConflict):
        service.restore_version(naval, version.id, stamp=stamp)
    assert service.show(naval) == first


def test_all_fields_at_fault_are_named_at_once(read_only: Service, ids: Three) -> None:
    huge = "a" * read_only.settings.max_source_mb * 2**20
    for changes in ({"published": "bientôt", "kind": "poem", "title": "x"}, {"body": huge}):
        with pytest.raises(EditRefused) as refused:
            read_only.edit(ids[0], changes)
        assert set(refused.value.fields) == set(changes) - {"title"}
    with pytest.raises(EditRefused):
        read_only.edit(ids[0], {"body": " \n"})


# --- backups ---------------------------------------------------------------------------------


def test_a_backup_brings_corpus_and_state_back(
    service: Service, ids: Three, tmp_path: Path
) -> None:
    forge, cable, naval = ids
    service.remove([cable])
    service.state.note_gap("Combien ?", "fr", "no_evidence")
    service.backup(tmp_path / "saved.zip")
    service.erase([forge])
    service.restore([cable])
    store(service, "later", "Un texte ajouté après la sauvegarde, sur le cuivre.")

    back = service.restore_backup(tmp_path / "saved.zip")
    assert back["documents"] == 2
    assert {document.id for document in service.list()} == {forge, naval}
    assert found(service, "presse de 900 tonnes")[0] == forge
    assert len(service.state.gaps()) == 1
    assert [outcome.status for outcome in service.restore([cable])] == ["restored"]
    assert found(service, "copper wire")[0] == cable
    assert sorted(path.name for path in service.library.corpus.iterdir()) == ["articles"]


def rewritten(source: Path, target: Path, change: str) -> Path:
    """Copy an archive with one thing made hostile."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if change == "changed" and entry.filename.startswith("articles/"):
                data += b"!"
            if not (change == "unlisted" and entry.filename == "manifest.json"):
                new.writestr(entry, data)
        if change.startswith("add "):
            new.writestr(change[4:], b"x")
        if change == "link":
            link = zipfile.ZipInfo("articles/link.md")
            link.external_attr = 0o120777 << 16
            new.writestr(link, "/etc/passwd")
        if change == "bomb":
            new.writestr("articles/bomb.md", b"0" * 50_000_000, zipfile.ZIP_DEFLATED)
    return target


@pytest.mark.parametrize(
    "change",
    [
        "changed", "unlisted", "link", "bomb", "add ../out.md", "add /tmp/out.md",
        "add articles/../../out.md", "add other/file", "add C:out.md", "add articles/more.md",
    ],
)  # fmt: skip
def test_a_hostile_archive_changes_nothing(read_only: Service, tmp_path: Path, change: str) -> None:
    service, before = read_only, read_only.list()
    service.backup(tmp_path / "saved.zip")
    hostile = rewritten(tmp_path / "saved.zip", tmp_path / "hostile.zip", change)
    with pytest.raises(StateTrouble):
        service.restore_backup(hostile)
    assert service.list() == before
    assert not (tmp_path / "out.md").exists()


def test_what_is_no_archive_is_refused(service: Service, tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no archive")
    for name in ("text.zip", "missing.zip"):
        with pytest.raises(StateTrouble, match=name):
            service.restore_backup(tmp_path / name)


def test_a_restore_cut_short_between_two_renames_is_put_right(service: Service, ids: Three) -> None:
    forge, *_ = ids
    service.close()
    articles = service.library.articles
    articles.rename(articles.with_name(".outgoingarticles"))
    again = serving(service.settings)
    again.open()
    assert again.show(forge).body == FORGE
    assert len(again.index.documents()) == 3
    again.close()


def test_warming_up_opens_the_index(service: Service, ids: Three) -> None:
    service.close()
    service.warm().join()
    assert service.status()["running"]["pid"] == os.getpid()
