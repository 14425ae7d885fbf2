"""What somebody adds is read in the background, compared, and kept on their own tray."""

import threading
import time
from dataclasses import replace

from serving import FORGE, NAVAL, draft, serving, settings_in

from assistant.schema import RawSource
from assistant.ui import trays
from assistant.ui.desk import Given
from assistant.ui.trays import Trays

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
    """A service that reads what it is told to, one after the other."""

    def __init__(self, settings):
        self.settings = settings
        self.go = threading.Semaphore(0)

    def prepare_all(self, sources):
        for source in sources:
            self.go.acquire()
            found = draft(source.source, source.data.decode())
            yield replace(found, source=source.source)


def held(tmp_path, *names, text="Texte {}.\n"):
    reader = Reader(settings_in(tmp_path))
    tray = Trays(reader).of("amina")
    tray.add([given(name, text.format(name)) for name in names])
    return reader, tray


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
    version = tray.wait(-1, 1)
    reader.go.release()
    while tray.items()[0].stage != "read":
        version = tray.wait(version, 10)
    assert stages(tray)[1] in ("waiting", "reading")
    reader.go.release()
    assert stages(settled(tray)) == ["read", "read"]


def test_reading_stops_and_goes_on(tmp_path):
    reader, tray = held(tmp_path, "a", "b", "c")
    reader.go.release()
    while tray.items()[0].stage != "read":
        tray.wait(-1, 0.05)
    tray.halt()
    reader.go.release(9)
    assert stages(settled(tray)) == ["read", "halted", "halted"]
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
    first, second = settled(tray).items()
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
