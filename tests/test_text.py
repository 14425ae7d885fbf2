"""What a word is, and that every spelling of it gives the same term."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.language.text import (
    content_words,
    detect_language,
    fold,
    is_stopword,
    normalise,
    pieces,
    stem,
    terms,
    within,
    words,
)
from assistant.schema import LANGUAGES, Language

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("lL'’.,  \u00a0\u202f019٠٩٬٫éÀœ\u0301\u00ad\u064eالوةىأـ-_|"),
    ),
    max_size=200,
)


def surfaces(text: str) -> list[str]:
    return [fold(word.text) for word in words(text)]


@pytest.mark.parametrize(
    "written",
    [
        "21450",
        "21.450",
        "21,450",
        "21 450",
        "21\u00a0450",
        "21\u202f450",
        "٢١٤٥٠",
        "٢١٬٤٥٠",
        "٢١ ٤٥٠",
    ],
)
def test_every_spelling_of_a_number_is_one_token(written: str) -> None:
    assert surfaces(f"soit {written} emplois") == ["soit", "21450", "emplois"]
    assert terms(written, "fr")[1] == terms(written, "ar")[1] == "w:21450"


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("1,7", "1.7"),
        ("1.7", "1.7"),
        ("1,70", "1.7"),
        ("١٫٧", "1.7"),
        ("0,300", "0.3"),
        ("1.234.567,8", "1234567.8"),
        ("1 234 567", "1234567"),
        ("2016", "2016"),
    ],
)
def test_decimals_and_thousands(written: str, token: str) -> None:
    assert surfaces(f"({written})") == [token]


def test_dates_and_telephone_numbers_are_not_joined() -> None:
    assert surfaces("le 01.02.2019, tel. 05 22 54 12") == [
        "le", "01", "02", "2019", "tel", "05", "22", "54", "12",
    ]  # fmt: skip


def test_a_unit_glued_to_its_number_is_a_word_of_its_own() -> None:
    assert surfaces("20MW, 1,5MDH, 2ème, 5G, A380") == [
        "20", "mw", "1.5", "mdh", "2eme", "5g", "a380",
    ]  # fmt: skip


def test_elisions_and_possessives_are_cut_and_whole_words_kept() -> None:
    text = "L’usine qu'elle vend aujourd'hui, the company's plan, O'Neill"
    assert surfaces(text) == [
        "usine", "elle", "vend", "aujourd'hui", "the", "company", "plan", "o'neill",
    ]  # fmt: skip


def test_acronyms_lose_their_dots() -> None:
    assert surfaces("les I.M.M. de l'I.M.M.E.") == ["les", "imm", "de", "imme"]
    assert terms("IMM", "fr") == terms("I.M.M.", "fr")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Écosystème", "ECOSYSTEME"),
        ("e\u0301lan", "élan"),
        ("œuvre", "oeuvre"),
        ("indus\u00adtrie", "industrie"),
        ("العَــرَبِيَّة", "العربية"),
        ("الأولى", "الاولي"),
        ("مؤسسة", "مؤسسه"),
        ("أكادير", "أڭادير"),
        ("ﻻ", "لا"),
    ],
)
def test_spellings_of_a_word_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("exportations", "exportation", "fr"),
        ("signée", "signées", "fr"),
        ("exports", "exported", "en"),
        ("والصناعات", "الصناعة", "ar"),
        ("بالشركة", "شركات", "ar"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str, language: Language) -> None:
    assert stem(one, language) == stem(other, language)


def test_a_term_names_its_language_and_a_surface_does_not() -> None:
    assert terms("les exportations", "fr") == ["fr:export", "w:exportations"]


def test_stop_words_are_dropped_but_not_names_in_capitals() -> None:
    assert [w.text for w in content_words("Quelle est la part de l'État ?", "fr")] == [
        "part",
        "État",
    ]
    assert is_stopword("us", "en")
    assert not is_stopword("US", "en")
    assert not is_stopword("U.S.", "en")
    assert content_words("ما هو البرنامج الذي من أجل الصناعة؟", "ar")[0].text == "البرنامج"


def test_normalise_makes_quotes_and_spaces_plain() -> None:
    assert normalise("l’État  «\u00a0dit\u202f»\n—") == 'l\'État " dit " -'


@given(HOSTILE)
def test_words_stand_where_they_say(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        end = word.end


@given(HOSTILE, st.sampled_from(LANGUAGES))
def test_terms_are_safe_tokens_whatever_the_text(text: str, language: Language) -> None:
    for term in terms(text, language):
        assert not any(c.isspace() for c in term)
        assert term.startswith((f"{language}:", "w:"))
        assert len(term) > term.index(":") + 1
    assert detect_language(text) in LANGUAGES


@given(HOSTILE)
@example("𝑨")
def test_folding_twice_changes_nothing(text: str) -> None:
    for word in words(text):
        once = fold(word.text)
        assert fold(once) == once


@pytest.mark.parametrize(
    "piece", ["1", "1.", "100.100,", "100 ", "a.", "l'", "é\u0301", "ا", "'", "12x"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    began = time.process_time()
    terms(piece * (100_000 // len(piece)), "fr")
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Combien d'emplois le secteur a-t-il créés ?", "fr"),
        ("combien demplois crees secteur automobile", "fr"),
        ("FIMME", "fr"),
        ("", "fr"),
        ("How many jobs did the sector create?", "en"),
        ("what did the state commit to", "en"),
        ("WHO CHAIRS THE FEDERATION", "en"),
        ("من هو رئيس الفيدرالية؟", "ar"),
        ("ما هي FIMME؟", "ar"),
        ("steel industry exports growth", "en"),
        ("croissance exportations siderurgie", "fr"),
        ("chhal dyal lkhedma f secteur", "fr"),
        ("Que signifie الفيدرالية dans ce texte ?", "fr"),
    ],
)
def test_language_of_a_question(text: str, language: Language) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        ("Do sources disagree on Gotion's jobs?", "en", "en"),
        ("Renault Kenitra", "en", "en"),
        ("Renault Kenitra", "fr", "fr"),
        ("Renault Kenitra", "ar", "fr"),
        ("Combien d'emplois ?", "en", "fr"),
        ("How many jobs?", "fr", "en"),
        ("من هو رئيس الفيدرالية؟", "en", "ar"),
    ],
)
def test_what_could_be_of_two_languages_is_of_the_one_of_its_page(
    text: str, page: Language, language: Language
) -> None:
    assert detect_language(text, page) == language


@given(HOSTILE)
@example("21 450 tonnes, 1\u202f234,5 et 20 MW")
@example("1 2 3 4\t5\x1c6")
@example("l' usine O. N. U. a\n\u0301b")
def test_no_word_crosses_pieces(text: str) -> None:
    assert [w.text for p in pieces(text) for w in words(p)] == [w.text for w in words(text)]


@given(st.one_of(HOSTILE, st.text(st.sampled_from("lsaé'ʼ’.،؟«»(,;2الـ…\u064e"), max_size=12)))
@example("(fonderies).")
@example("«lʼacier»")
@example("الحديد،")
@example("M.")
@example("O.N.U.")
def test_a_piece_without_the_marks_around_it_has_the_same_words(text: str) -> None:
    for piece in pieces(text):
        # a mark after letters has them looked for as in any text
        searched = [word.text for word in words(f"{piece}!")]
        assert [word.text for word in words(piece)] == searched
        assert [word.text for word in words(within(piece))] == searched
