"""Fusion is arithmetic on ids; copies stand behind their originals."""

from assistant.index.fusion import demote_copies


def test_a_copy_stands_last_where_its_original_is_there():
    of = {"1": "copy", "2": "other", "3": "original", "4": "copy"}
    copies = {"copy": "original", "other": "", "original": ""}
    assert demote_copies(["1", "2", "3", "4"], of, copies) == ["2", "3", "1", "4"]


def test_a_copy_without_its_original_stays_and_a_second_copy_does_not():
    of = {"1": "copy b", "2": "copy a", "3": "other"}
    copies = {"copy a": "gone", "copy b": "gone", "other": ""}
    assert demote_copies(["1", "2", "3"], of, copies) == ["1", "3", "2"]
