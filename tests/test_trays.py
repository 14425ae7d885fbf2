"""What somebody adds is read in the background, compared, and kept on their own tray."""

import threading
import time
from dataclasses import replace

from serving import FORGE, NAVAL, draft, serving, settings_in

from assistant.schema import RawSource
from assistant.ui import trays
from assistant.ui.desk import Given
from assistant.ui.drafts_table import progress
from assistant.ui.trays import Trays
from assistant.ui.words import words_in

LONG = "\n\n".join(
    f"Le {n}e chantier du port de Salin a livré son remorqueur à la marine marchande en {2000 + n}."
    for n in range(12)
)


def given(name, text=FORGE):
    return Given(name, RawSource(name, f"{name}.txt", text.encode()))


def settled(tray):
    deadline = time.monotonic() + 60
    while tray.reading:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return tray


class Reader:
    """A service that reads what it is told to, when it is told to."""

    def __init__(self, settings):
        self.settings = settings
        self.go = threading.Semaphore(0)
        self.stuck = {}  # by name, what a source waits for besides

    def prepare(self, source):
        if source.source in self.stuck:
            assert self.stuck[source.source].wait(60)
        else:
            self.go.acquire()
        found = draft(source.source, source.data.decode())
        return replace(found, source=source.source)


def held(tmp_path, *names, text="Texte {}.\n"):
    reader = Reader(settings_in(tmp_path))
    tray = Trays(reader).of("amina")
    tray.add([given(name, text.format(name)) for name in names])
    return reader, tray


def until(tray, number, stage):
    deadline = time.monotonic() + 60
    while tray.items()[number - 1].stage != stage:
        assert time.monotonic() < deadline, stages(tray)
        tray.wait(tray.version, 0.05)


def stages(tray):
    return [item.stage for item in tray.items()]


def test_sources_are_really_read_and_judged(tmp_path):
    service = serving(settings_in(tmp_path))
    service.store([draft("naval", LONG)])
    tray = Trays(service).of("amina")
    other = LONG + "\n\nUne phrase de plus, qui ne change presque rien à tout le reste."
    tray.add(
        [given("a"), given("vide", " "), given("b"), given("known", LONG), given("near", other)]
    )
    found = {item.given.name: item for item in settled(tray).items()}
    assert found["vide"].stage == "unread"
    assert found["b"].twin == found["a"].number
    assert "twin" in found["b"].problems
    assert found["known"].problems[0] == "known"
    assert found["near"].problems[0] == "near"
    assert tray.drafts()[0].given.name == "known", "the gravest come first"
    assert len(service.list()) == 1, "nothing is stored by reading it"
    service.close()


def test_each_source_is_shown_as_it_is_read(tmp_path):
    reader, tray = held(tmp_path, "a", "b")
    reader.go.release()
    while "read" not in stages(tray):
        tray.wait(tray.version, 0.05)
    assert sorted(stages(tray))[1] in ("waiting", "reading")
    reader.go.release()
    assert stages(settled(tray)) == ["read", "read"]


def test_a_slow_source_holds_back_none_of_the_others(tmp_path):
    reader = Reader(settings_in(tmp_path))
    reader.stuck["a"] = threading.Event()
    reader.go.release(9)
    tray = Trays(reader).of("amina")
    tray.add([given(name, f"Texte {name}.") for name in "abcd"])
    for number in (2, 3, 4):
        until(tray, number, "read")
    assert stages(tray)[0] == "reading"
    reader.stuck["a"].set()
    assert stages(settled(tray)) == ["read"] * 4


def test_a_source_that_is_skipped_makes_room_and_may_be_read_later(tmp_path):
    reader = Reader(settings_in(tmp_path))
    reader.stuck = {"a": threading.Event(), "b": threading.Event()}
    reader.go.release(9)
    tray = Trays(reader).of("amina")
    tray.add([given(name, f"Texte {name}.") for name in "abc"])
    until(tray, 2, "reading")
    assert stages(tray) == ["reading", "reading", "waiting"]
    tray.skip(1)
    until(tray, 3, "read")
    assert stages(tray) == ["skipped", "reading", "read"]
    for event in reader.stuck.values():
        event.set()
    assert stages(settled(tray)) == ["skipped", "read", "read"], "it came too late"
    tray.go_on()
    assert stages(settled(tray)) == ["read"] * 3


def test_what_is_read_slowly_is_named_with_a_way_to_skip_it(tmp_path):
    reader = Reader(settings_in(tmp_path))
    reader.stuck = {"<b>annuel</b>": threading.Event()}
    tray = Trays(reader).of("amina")
    tray.add([given("<b>annuel</b>")])
    until(tray, 1, "reading")
    assert 'data-do="skip"' not in progress(tray, words_in("fr")), "no word of what is quick"
    tray.change(replace(tray.items()[0], since=time.monotonic() - 32))
    said = progress(tray, words_in("fr"))
    assert "&lt;b&gt;annuel&lt;/b&gt;\u2069, depuis 30\u202fs" in said.replace(" s", "\u202fs")
    assert 'data-do="skip" data-row="1"' in said
    reader.stuck["<b>annuel</b>"].set()


def test_the_later_of_two_alike_is_the_copy_whichever_was_read_first(tmp_path):
    reader = Reader(settings_in(tmp_path))
    reader.stuck = {"a": threading.Event()}
    reader.go.release(9)
    tray = Trays(reader).of("amina")
    tray.add([given(name, "Le même texte.") for name in "abc"])
    until(tray, 3, "read")
    reader.stuck["a"].set()
    assert [item.twin for item in settled(tray).items()] == [0, 1, 1]


def test_reading_stops_and_goes_on(tmp_path):
    reader, tray = held(tmp_path, "a", "b", "c")
    reader.go.release()
    while "read" not in stages(tray):
        tray.wait(tray.version, 0.05)
    tray.halt()
    assert sorted(stages(settled(tray))) == ["halted", "halted", "read"]
    reader.go.release(9)
    tray.go_on()
    assert stages(settled(tray)) == ["read", "read", "read"]


def test_more_can_be_given_while_others_are_read(tmp_path):
    reader, tray = held(tmp_path, "a")
    tray.add([given("b", "Autre.")])
    reader.go.release(2)
    assert stages(settled(tray)) == ["read", "read"]


def test_what_is_discarded_can_be_put_back_and_is_nobodys_twin(tmp_path):
    reader, tray = held(tmp_path, "a", "b", text="Le même texte.\n")
    reader.go.release(2)
    settled(tray)
    assert [item.twin for item in tray.items()] == [0, 1]
    assert tray.discard([1]) == 1
    assert [(item.number, item.twin) for item in tray.drafts()] == [(2, 0)]
    assert tray.put_back() == 1
    assert sorted(item.twin for item in tray.drafts()) == [0, 2]


def test_three_alike_are_twins_of_one_alone(tmp_path):
    reader, tray = held(tmp_path, "a", "b", "c", text="Le même texte.\n")
    reader.go.release(3)
    settled(tray).discard([1])
    assert [(item.number, item.twin) for item in tray.items()[1:]] == [(2, 0), (3, 2)]


def test_what_is_stored_leaves_no_text_behind(tmp_path):
    reader, tray = held(tmp_path, "a")
    reader.go.release()
    settled(tray).stored(1)
    (item,) = tray.items()
    assert (item.stage, item.draft, item.lines) == ("stored", None, ())
    assert tray.drafts() == []


def test_a_tray_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(trays, "MOST", 2)
    monkeypatch.setattr(trays, "LARGEST", 20)
    reader = Reader(settings_in(tmp_path))
    tray = Trays(reader).of("amina")
    assert tray.add([given(name, NAVAL[:15]) for name in "abc"]) == 2
    reader.go.release(2)
    second, first = sorted(settled(tray).items(), key=lambda item: item.stage, reverse=True)
    assert first.stage == "read"
    assert (second.stage, second.draft.error_kind) == ("unread", "DeskFull")


def test_trays_are_of_one_person_each_and_end(tmp_path):
    reader = Reader(settings_in(tmp_path))
    held = Trays(reader, lasting=1000)
    first = held.of("amina")
    assert held.of("karim") is not first
    assert held.of("amina") is first
    first.touched -= 2000
    assert held.of("amina").id != first.id


def test_a_file_is_read_though_gradio_has_swept_its_upload(tmp_path):
    reader = Reader(settings_in(tmp_path))
    upload = tmp_path / "rewritten.txt"
    upload.write_text("Un texte.", "utf-8")
    tray = Trays(reader).of("amina")
    tray.add([given("a"), given("b"), Given("L'été.txt", upload)])
    until(tray, 2, "reading")
    tray.halt()
    upload.unlink()
    reader.go.release(9)
    tray.go_on()
    read = settled(tray).items()[2]
    assert (read.stage, read.draft.document.body) == ("read", "Un texte.")
    assert read.given.name == "L'été.txt"
    kept = reader.settings.uploads / "waiting"
    assert not [path for path in kept.rglob("*") if path.is_file()], "it is read: it is not kept"


def test_the_files_of_a_tray_go_with_it(tmp_path):
    reader = Reader(settings_in(tmp_path))
    upload = tmp_path / "rewritten.txt"
    upload.write_text("Un texte.", "utf-8")
    held = Trays(reader, lasting=1000)
    first = held.of("amina")
    first.add([given("a"), given("b"), Given("c.txt", upload)])
    first.halt()
    assert [path for path in reader.settings.uploads.rglob("*") if path.is_file()]
    first.touched -= 2000
    held.of("amina")
    assert not [path for path in reader.settings.uploads.rglob("*") if path.is_file()]
    reader.go.release(9)
