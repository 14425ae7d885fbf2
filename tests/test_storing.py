"""Drafts are stored in the background, in the name of who began it, and the end is told."""

import threading
import time

from serving import settings_in
from test_trays import Reader, given, settled

from assistant.errors import AssistantError
from assistant.schema import AddReport
from assistant.service.acting import acting, acting_as
from assistant.ui.storing import TOGETHER, Storing
from assistant.ui.trays import Trays
from assistant.ui.words import words_in


class Keeper(Reader):
    """A service that stores what it is told to, when it is told to."""

    def __init__(self, settings):
        super().__init__(settings)
        self.may_store = threading.Semaphore(0)
        self.names = []

    def store(self, drafts, claimed=()):
        self.may_store.acquire()
        self.names.append(acting())
        return [AddReport(one.source, "stored", document_id=f"id-{one.source}") for one in drafts]


def kept(tmp_path, count, text="Texte {}.\n"):
    keeper = Keeper(settings_in(tmp_path))
    tray = Trays(keeper).of("amina")
    tray.add([given(f"d{n}", text.format(n)) for n in range(1, count + 1)])
    keeper.go.release(count)
    return keeper, settled(tray)


def begun(keeper, tray, numbers, allowed=lambda: True):
    with acting_as("amina"):
        storing = Storing(keeper, tray, words_in("fr"), numbers, allowed)
    assert storing.begin()
    return storing


def ended(storing):
    deadline = time.monotonic() + 30
    while storing.going:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return storing


def test_all_are_stored_though_nobody_looks(tmp_path):
    keeper, tray = kept(tmp_path, 2 * TOGETHER)
    storing = begun(keeper, tray, [item.number for item in tray.drafts()])
    assert not Storing(keeper, tray, words_in("fr"), [1], lambda: True).begin(), "one at a time"
    keeper.may_store.release(2)
    ended(storing)
    assert keeper.names == ["amina"] * 2
    assert [report.status for report in tray.storing.reports] == ["stored"] * 2 * TOGETHER
    assert tray.drafts() == []
    assert tray.hold(None)
    assert tray.storing is None


def test_storing_stops_between_two_lots(tmp_path):
    keeper, tray = kept(tmp_path, 2 * TOGETHER)
    storing = begun(keeper, tray, [item.number for item in tray.drafts()])
    storing.halting = True
    keeper.may_store.release(2)
    assert len(ended(storing).reports) in (0, TOGETHER)
    assert len(tray.drafts()) in (TOGETHER, 2 * TOGETHER)


def test_nothing_more_is_stored_for_who_may_no_longer(tmp_path):
    keeper, tray = kept(tmp_path, 2)
    assert ended(begun(keeper, tray, [1, 2], allowed=lambda: False)).reports == ()
    assert len(tray.drafts()) == 2


def test_the_twin_of_what_was_stored_is_a_copy_of_the_document(tmp_path):
    keeper, tray = kept(tmp_path, 3, text="Le même texte.\n")
    keeper.may_store.release()
    ended(begun(keeper, tray, [1]))
    for item in tray.drafts():
        assert item.problems[0] == "known"
        assert "twin" not in item.problems
        assert item.draft.duplicate_of == "id-d1"
    tray.add([given("d4", "Le même texte.\n")])
    keeper.go.release()
    assert settled(tray).items()[-1].twin == 2, "what is gone from the list is nobody's twin"


def test_what_stops_one_lot_stops_the_others_and_is_said(tmp_path, monkeypatch):
    keeper, tray = kept(tmp_path, 2 * TOGETHER)

    def full(drafts, claimed=()):
        raise AssistantError("The disk is full.")

    monkeypatch.setattr(keeper, "store", full)
    storing = ended(begun(keeper, tray, [item.number for item in tray.drafts()]))
    assert [report.status for report in storing.reports] == ["failed"] * TOGETHER
    assert [bool(item.failed) for item in tray.items()] == [True] * TOGETHER + [False] * TOGETHER
