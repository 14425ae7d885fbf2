"""The lexical leg on real indexes in temporary folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import IndexBusy, IndexDamaged
from assistant.index.alternatives import explain
from assistant.index.lexical import Lexical
from assistant.schema import LANGUAGES, Language

CHUNKS: list[tuple[str, str, Language]] = [
    ("fr-export", "Les exportations de pièces ont atteint 21.450 tonnes chez Atlas Forge.", "fr"),
    ("fr-port", "Le port de la ville accueille des navires et des chantiers.", "fr"),
    ("fr-steel", "Un fabricant d'acier ouvre une usine et recrute trois cents ouvriers.", "fr"),
    ("en-water", "The water utility repaired the pipes of the old town.", "en"),
    ("ar-power", "وقّعت الشركة اتفاقية لبناء محطة الكهرباء في الجنوب.", "ar"),
]


@pytest.fixture
def lexical(tmp_path: Path) -> Iterator[Lexical]:
    with Lexical.open(tmp_path / "lexical") as opened:
        opened.add(CHUNKS)
        opened.commit()
        yield opened


def best(lexical: Lexical, question: str, language: Language) -> str | None:
    hits = lexical.search(question, language, 3)
    return hits[0][0] if hits else None


@pytest.mark.parametrize(
    ("question", "language", "chunk"),
    [
        ("Quelle est l'exportation de pièces ?", "fr", "fr-export"),
        ("quelle usine d’ACIER a ete ouverte", "fr", "fr-steel"),
        ("navire", "fr", "fr-port"),
        ("Which pipe was repaired?", "en", "en-water"),
        ("ما هي الاتفاقيه الخاصة بالكهرباء؟", "ar", "ar-power"),
    ],
)
def test_a_question_finds_other_forms_of_its_words(
    lexical: Lexical, question: str, language: Language, chunk: str
) -> None:
    assert best(lexical, question, language) == chunk


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", ["21 450", "21,450", "٢١٤٥٠", "Atlas Forge", "ATLAS"])
def test_names_and_numbers_match_from_any_language(
    lexical: Lexical, question: str, language: Language
) -> None:
    assert best(lexical, question, language) == "fr-export"


@pytest.mark.parametrize(
    ("question", "language", "chunk"),
    [
        ("Which steel plant opened?", "en", "fr-steel"),
        ("ships and shipyards", "en", "fr-port"),
        ("Quelles conduites d'eau ont été réparées ?", "fr", "en-water"),
        ("ماء المدينة", "ar", "en-water"),
        ("accord sur une station électrique", "fr", "ar-power"),
        ("أطلس فورج", "ar", "fr-export"),  # a name, by its sound
        ("steel workers", "fr", "fr-steel"),  # English taken for French
    ],
)
def test_a_question_reaches_documents_of_another_language(
    lexical: Lexical, question: str, language: Language, chunk: str
) -> None:
    assert best(lexical, question, language) == chunk


def test_a_document_in_the_words_of_the_question_comes_first(tmp_path: Path) -> None:
    with Lexical.open(tmp_path) as opened:
        opened.add(
            [("en", "The steel plant is new.", "en"), ("fr", "L'usine d'acier est neuve.", "fr")]
        )
        opened.commit()
        assert best(opened, "steel plant", "en") == "en"
        assert best(opened, "usine acier", "fr") == "fr"


@pytest.mark.parametrize(
    ("question", "chunk"),
    [
        ("navirres", "fr-port"),
        ("naivres", "fr-port"),
        ("exporttaions", "fr-export"),
        ("fabriquant dun objet", "fr-steel"),
    ],
)
def test_a_misspelt_word_finds_the_words_near_it(
    lexical: Lexical, question: str, chunk: str
) -> None:
    assert best(lexical, question, "fr") == chunk


def test_a_word_that_is_there_is_not_taken_for_another(lexical: Lexical) -> None:
    lexical.add([("near", "Un navive sans objet.", "fr")])
    lexical.commit()
    assert [hit[0] for hit in lexical.search("navire", "fr", 5)] == ["fr-port"]


def test_arabic_words_that_change_within_are_told_by_their_letters(tmp_path: Path) -> None:
    chunks: list[tuple[str, str, Language]] = [
        ("a", "زار الوزير المدينة القديمة.", "ar"),
        ("b", "زار الوزير المعرض للاستثمارات.", "ar"),
        ("c", "Un ministre.", "fr"),
    ]
    with Lexical.open(tmp_path) as opened:
        opened.add(chunks)
        opened.commit()
        found = [hit[0] for hit in opened.search("استثمر الوزير", "ar", 3)]
    assert sorted(found) == ["a", "b", "c"]
    assert found.index("b") < found.index("a")


def test_explain_names_the_words_that_met() -> None:
    question, text = "Steel exports of Atlas", "Atlas : les exportations d'acier"
    matches = explain(question, "en", text, "fr")
    assert [(match.asked, match.found.text) for match in matches] == [
        ("Atlas", "Atlas"),
        ("exports", "exportations"),
        ("Steel", "acier"),
    ]
    assert all(text[m.found.start : m.found.end] == m.found.text for m in matches)


def test_a_chunk_added_again_is_replaced(lexical: Lexical) -> None:
    lexical.add([("fr-port", "Une mine de cuivre.", "fr")])
    lexical.commit()
    assert lexical.count() == len(CHUNKS)
    assert lexical.search("navire", "fr", 5) == []
    assert best(lexical, "cuivre", "fr") == "fr-port"


def test_a_deleted_chunk_is_not_found_and_unknown_ids_are_ignored(lexical: Lexical) -> None:
    lexical.delete(["fr-port", "never-seen"])
    lexical.commit()
    assert lexical.count() == len(CHUNKS) - 1
    assert lexical.search("navire", "fr", 5) == []


def test_what_was_committed_is_there_after_opening_again(tmp_path: Path) -> None:
    with Lexical.open(tmp_path) as first:
        first.add(CHUNKS[:1])
        first.commit()
        first.add(CHUNKS[1:])  # never committed
    with Lexical.open(tmp_path) as second:
        assert second.count() == 1
        assert best(second, "exportations", "fr") == "fr-export"


def test_a_second_writer_is_refused(tmp_path: Path, lexical: Lexical) -> None:
    with pytest.raises(IndexBusy, match="close it"):
        Lexical.open(tmp_path / "lexical")


def test_a_damaged_folder_says_so(tmp_path: Path) -> None:
    with Lexical.open(tmp_path) as opened:
        opened.add(CHUNKS)
        opened.commit()
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamaged, match="rebuild"):
        Lexical.open(tmp_path)


def test_scores_fall_and_top_is_kept(lexical: Lexical) -> None:
    hits = lexical.search("usine acier navire pièces", "fr", 2)
    assert len(hits) == 2
    assert hits[0][1] >= hits[1][1] > 0
    assert lexical.search("usine", "fr", 0) == []


def test_a_question_of_stop_words_only_is_no_error(lexical: Lexical) -> None:
    assert lexical.search("qui est-ce ?", "fr", 5) == []
    assert lexical.search("", "fr", 5) == []


def test_a_closed_index_says_so(tmp_path: Path) -> None:
    opened = Lexical.open(tmp_path)
    opened.close()
    opened.close()
    with pytest.raises(IndexDamaged, match="closed"):
        opened.commit()


HOSTILE = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from('+-*?:"()[]{}^~/\\ fr:w:AND'))
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lexical]:
    with Lexical.open(tmp_path_factory.mktemp("shared")) as opened:
        opened.add(CHUNKS)
        opened.commit()
        yield opened


@settings(max_examples=60)
@given(question=HOSTILE, language=st.sampled_from(LANGUAGES))
def test_any_question_is_answered(shared: Lexical, question: str, language: Language) -> None:
    known = {chunk[0] for chunk in CHUNKS}
    assert {hit[0] for hit in shared.search(question, language, 10)} <= known


def test_a_question_of_a_hundred_thousand_words_is_cut(shared: Lexical) -> None:
    long = "usine " + " ".join(f"mot{i}" for i in range(100_000))
    assert best(shared, long, "fr") == "fr-steel"
