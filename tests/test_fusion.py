"""Fusion is arithmetic on ids; what a copy repeats stands behind its original."""

from assistant.index.fusion import demote_copies


def always(one, other):
    return True


def never(one, other):
    return False


def test_a_copy_stands_last_where_its_original_says_the_same():
    of = {"1": "copy", "2": "other", "3": "original"}
    copies = {"copy": "original", "other": "", "original": ""}
    assert demote_copies(["1", "2", "3"], of, copies, always) == (["3", "2"], ["1"])


def test_what_only_the_copy_says_keeps_its_rank():
    of = {"1": "copy", "2": "other", "3": "original"}
    copies = {"copy": "original", "other": "", "original": ""}
    assert demote_copies(["1", "2", "3"], of, copies, never) == (["1", "2", "3"], [])


def test_a_copy_without_its_original_stays_and_a_second_copy_does_not():
    of = {"1": "copy b", "2": "copy a", "3": "other"}
    copies = {"copy a": "gone", "copy b": "gone", "other": ""}
    assert demote_copies(["1", "2", "3"], of, copies, always) == (["1", "3"], ["2"])


def test_chunks_of_one_document_do_not_repeat_each_other():
    of = {"1": "copy", "2": "copy"}
    assert demote_copies(["1", "2"], of, {"copy": "gone"}, always) == (["1", "2"], [])


def test_a_longer_passage_is_no_repetition_of_a_shorter_one():
    said = {"1": {"a", "b"}, "2": {"a", "b", "c", "d"}}
    copies = {"copy": "original", "original": ""}

    def repeats(one, other):
        return said[one] <= said[other]

    first, second = {"1": "original", "2": "copy"}, {"1": "copy", "2": "original"}
    assert demote_copies(["1", "2"], first, copies, repeats) == (["1", "2"], [])
    assert demote_copies(["1", "2"], second, copies, repeats) == (["2"], ["1"])


def test_the_original_stands_before_a_copy_that_says_more():
    said = {"1": {"a", "b", "c"}, "2": {"x"}, "3": {"a", "b"}}
    of = {"1": "copy", "2": "other", "3": "original"}

    def repeats(one, other):
        return said[one] <= said[other]

    assert demote_copies(["1", "2", "3"], of, {"copy": "original"}, repeats) == (
        ["3", "1", "2"],
        [],
    )
