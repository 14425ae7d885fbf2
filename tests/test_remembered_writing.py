"""What a model wrote lately is known again for the same question over the same evidence, only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from wording_fakes import passage

from assistant.questions.writing.remembered import Remembered

ONE, OTHER = passage(1, "La forge emploie 140 personnes."), passage(2, "Le moulin en emploie 31.")


def test_a_text_is_known_by_question_language_model_and_passages() -> None:
    key = Remembered().key
    known = key("Combien ?", "fr", [ONE, OTHER], "a:b")
    assert known == Remembered().key("Combien ?", "fr", [ONE, OTHER], "a:b")
    others = {
        key("Combien", "fr", [ONE, OTHER], "a:b"),
        key("Combien ?", "en", [ONE, OTHER], "a:b"),
        key("Combien ?", "fr", [OTHER, ONE], "a:b"),
        key("Combien ?", "fr", [ONE], "a:b"),
        key("Combien ?", "fr", [ONE, OTHER], "a:c"),
        key("Combien ?", "fr", [ONE, passage(2, "Le moulin en emploie 32.")], "a:b"),
        key("Combien ?", "fr", [ONE, passage(2, OTHER.text, title="Autre")], "a:b"),
    }
    assert len(others) == 7
    assert known not in others


def test_a_key_is_there_for_texts_of_any_signs() -> None:
    assert Remembered().key("\ud83d", "fr", [ONE], "a:b")


def test_the_one_unused_for_longest_is_forgotten() -> None:
    remembered = Remembered(2)
    remembered.keep("a", "1")
    remembered.keep("b", "2")
    assert remembered.get("a") == "1"
    remembered.keep("c", "3")
    assert [remembered.get(key) for key in "abc"] == ["1", None, "3"]


def test_a_text_kept_again_is_the_later_one_and_counts_as_used() -> None:
    remembered = Remembered(2)
    for key, text in (("a", "1"), ("b", "2"), ("a", "3"), ("c", "4")):
        remembered.keep(key, text)
    assert [remembered.get(key) for key in "abc"] == ["3", None, "4"]


def test_many_may_use_it_at_once() -> None:
    remembered = Remembered(10)

    def use(n: int) -> str | None:
        remembered.keep(str(n % 20), str(n % 20))
        return remembered.get(str(n % 20))

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(use, range(2_000)))
    assert {f for n, f in enumerate(found) if f not in {None, str(n % 20)}} == set()
