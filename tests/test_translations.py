"""The learned tables, names by sound, and how the tables are learned."""

from __future__ import annotations

import json
import lzma
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import translations as shipped
from assistant.language.lexicon import senses
from assistant.language.sound import opening, skeletons
from assistant.language.text import detect_language, stem
from assistant.language.translations import expand, translations
from assistant.schema import LANGUAGES, Language
from assistant.training.translations import main, merged, through, with_catalogues


@pytest.mark.parametrize(
    ("word", "language", "to", "translation"),
    [
        ("agreement", "en", "fr", "accord"),
        ("steel", "en", "fr", "acier"),
        ("exports", "en", "fr", "exportations"),
        ("usine", "fr", "en", "factory"),
        ("emploi", "fr", "en", "jobs"),
        ("السيارات", "ar", "fr", "voiture"),
        ("الاتفاق", "ar", "en", "agreement"),
        ("accord", "fr", "ar", "اتفاق"),
        ("الميكانيكية", "ar", "fr", "mécanique"),  # of the lexicon: the tables lack it
        ("supplier", "en", "ar", "المورد"),
    ],
)
def test_the_tables_hold_the_words_of_the_sector(
    word: str, language: Language, to: Language, translation: str
) -> None:
    assert expand(word, language, to)[stem(translation, to)] >= 0.3


@given(st.text(max_size=20), st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_any_word_expands_to_weights_up_to_one(word: str, language: Language, to: Language) -> None:
    weights = expand(word, language, to).values()
    assert weights
    assert all(0 < weight <= 1 for weight in weights)


@pytest.mark.parametrize("pair", ["ar-en", "ar-fr", "en-fr"])
def test_a_table_has_few_translations_the_best_of_weight_one(pair: str) -> None:
    first, second = pair.split("-")
    tables = shipped._tables(pair)
    assert set(tables) == {f"{first}-{second}", f"{second}-{first}"}
    for table in tables.values():
        assert len(table) > 3000
        for found in table.values():
            assert 1 <= len(found) <= 8
            assert max(found.values()) == 1


def test_the_lexicon_names_each_thing_in_its_language_and_another() -> None:
    rows = senses()
    assert len(rows) > 9_000
    assert len({json.dumps(row) for row in rows}) == len(rows)
    for row in rows:
        assert len(row) == len(LANGUAGES)
        assert sum(map(bool, row)) >= 2 or sum(map(len, row)) >= 2
        for names, language in zip(row, LANGUAGES, strict=True):
            assert len(set(names)) == len(names)
            arabic = [detect_language(f"{name} {name}") == "ar" for name in names]
            assert all(arabic) if language == "ar" else not any(arabic)


def test_a_word_of_the_same_language_is_its_own_stem() -> None:
    assert expand("exportations", "fr", "fr") == {"export": 1.0}


def test_names_and_numbers_stand_as_themselves() -> None:
    assert expand("Zorglub", "en", "fr") == {stem("Zorglub", "fr"): 1.0}
    assert expand("21,450", "en", "fr") == {"21450": 1.0}


def test_an_arabic_word_of_many_clitics_is_cut_until_it_is_known() -> None:
    assert translations("استثماراتها", "ar", "fr") == translations("استثمار", "ar", "fr") != {}
    assert translations("زغرطفات", "ar", "fr") == {}


def test_an_english_word_in_a_french_question_is_translated() -> None:
    assert stem("naval", "fr") in expand("shipbuilding", "fr", "fr")
    assert expand("port", "fr", "fr") == {"port": 1.0}  # a word of both is left alone


def test_a_table_loads_in_a_moment() -> None:
    shipped._tables.cache_clear()
    began = time.process_time()
    assert translations("export", "en", "fr")
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("بوينغ", "Boeing"),
        ("خالد", "Khalid"),
        ("والبرازيل", "Brésil"),
        ("مايكروسوفت", "Microsoft"),
        ("شكسبير", "Shakespeare"),
        ("جورج", "George"),
    ],
)
def test_a_name_sounds_alike_in_both_scripts(arabic: str, latin: str) -> None:
    assert set(skeletons(arabic)) & set(skeletons(latin))


def test_short_words_and_numbers_have_no_sound_of_their_own() -> None:
    assert skeletons("eau") == skeletons("2016") == skeletons("ماء") == ()
    assert opening("FKTRN") == opening("FKTRS") == "FKTR~"


@given(st.text(max_size=30))
def test_any_word_has_a_safe_skeleton(word: str) -> None:
    assert all(s.isascii() and s.isalpha() and s.isupper() for s in skeletons(word))


# --- learning ----------------------------------------------------------------------------------

FRENCH = ["chat", "chien", "maison", "arbre", "fleuve", "pont", "moulin", "verger"]
ENGLISH = ["cat", "dog", "house", "tree", "river", "bridge", "mill", "orchard"]
ARABIC = ["قطط", "كلاب", "منزل", "شجر", "نهر", "جسر", "طاحون", "بستان"]


def write_pairs(folder: Path, name: str, first: list[str], second: list[str]) -> None:
    random = np.random.default_rng(7)
    with lzma.open(folder / name, "wt", encoding="utf-8") as file:
        for _ in range(400):
            chosen = random.choice(len(first), size=3, replace=False)
            left = " ".join(first[i] for i in chosen)
            right = " ".join(second[i] for i in reversed(chosen))
            file.write(f"{left}\t{right}\n")


def test_learning_finds_the_dictionary_behind_the_pairs(tmp_path: Path) -> None:
    write_pairs(tmp_path, "some.fr-en.tsv.xz", FRENCH, ENGLISH)
    write_pairs(tmp_path, "some.ar-en.tsv.xz", ARABIC, ENGLISH)
    write_pairs(tmp_path, "few.ar-fr.tsv.xz", ARABIC[:4], FRENCH[:4])
    main([str(tmp_path), str(tmp_path / "out")])
    for pair, ones, others in (
        ("en-fr", ENGLISH, FRENCH),
        ("ar-en", ARABIC, ENGLISH),
        ("ar-fr", ARABIC, FRENCH),  # the second half only through English
    ):
        first, second = pair.split("-")
        packed = (tmp_path / "out" / f"translations.{pair}.json.xz").read_bytes()
        table = json.loads(lzma.decompress(packed))[pair]
        for one, other in zip(ones, others, strict=True):
            found = table[stem(one, first)]  # type: ignore[arg-type]
            assert max(found, key=found.get) == stem(other, second)  # type: ignore[arg-type]


def test_learning_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for language, words in (("fr", FRENCH), ("ar", ARABIC)):
        write_pairs(tmp_path, f"some.{language}-en.tsv.xz", words, ENGLISH)
    write_pairs(tmp_path, "few.ar-fr.tsv.xz", ARABIC, FRENCH)
    main([str(tmp_path), str(tmp_path / "one")])
    main([str(tmp_path), str(tmp_path / "two")])
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_catalogues_teach_words_that_no_sentence_has(tmp_path: Path) -> None:
    phrases = tmp_path / "phrases"
    phrases.mkdir()
    for language, words in (("fr", FRENCH), ("ar", ARABIC)):
        write_pairs(tmp_path, f"some.{language}-en.tsv.xz", words, ENGLISH)
    with lzma.open(phrases / "menu.ar-en.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("نافذه\twindow\n")
    main([str(tmp_path), str(tmp_path / "out"), "--catalogues", str(phrases)])
    packed = (tmp_path / "out" / "translations.ar-en.json.xz").read_bytes()
    tables = json.loads(lzma.decompress(packed))
    assert tables["ar-en"][stem("نافذه", "ar")] == {"window": 1.0}
    assert tables["en-ar"]["window"] == {stem("نافذه", "ar"): 1.0}


def test_a_sentence_counts_more_than_a_phrase_of_software() -> None:
    pairs = list(with_catalogues([("جدول", "table")], [("جدول", "spreadsheet")]))
    assert pairs.count(("جدول", "table")) > pairs.count(("جدول", "spreadsheet")) == 1


def test_a_direct_translation_weighs_more_than_one_through_another_language() -> None:
    pivoted = through({"a": {"m": 1.0, "n": 0.5}}, {"m": {"x": 1.0}, "n": {"y": 1.0, "z": 1.0}})
    assert pivoted == {"a": {"x": 1.0, "y": 0.25, "z": 0.25}}
    assert merged({"a": {"y": 1.0}}, pivoted) == {"a": {"y": 1.0, "x": 0.44, "z": 0.11}}
