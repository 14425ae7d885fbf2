"""A word that nothing says is read as the one it is badly typed for, and never as a far one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.spelling import misspells
from assistant.questions.need import analyse, match, need


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fondrie", "fonderie"),  # a letter missing
        ("soudeurr", "soudeur"),  # added
        ("fouornaise", "fournaise"),  # swapped or added
        ("laminior", "laminoir"),
        ("fotografe", "photographe"),  # as it sounds
        ("marto", "marteau"),
        ("shipyrad", "shipyard"),
        ("المسابيك", "المسابك"),
    ],
)
def test_a_slip_or_a_sound_is_recognised(typed, meant):
    assert misspells(typed, meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fonderie", "fondeurs"),
        ("importations", "exportations"),
        ("acier", "scier"),
        ("four", "tour"),
        ("bato", "bateau"),  # too short to tell
        ("zinc", "zins"),
        ("2031", "2013"),
        ("kilometre", "millimetre"),
    ],
)
def test_other_words_are_other_words(one, other):
    assert not misspells(one, other)


@given(st.text(alphabet="abcdefgilmnoprstu", min_size=5, max_size=14), st.data())
def test_two_letters_swapped_after_the_first_are_a_slip(word, data):
    at = data.draw(st.integers(1, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert misspells(swapped, word) is (swapped != word)


def unknown(word, language):
    return 1.0


def said_by(question, text, rarity=unknown):
    return {
        w.surface: match(w, analyse(text, "fr"), "fr") for w in need(question, (), rarity).words
    }


def test_a_mistyped_word_is_said_by_its_neighbour_and_counts_for_less():
    said = said_by(
        "combien de marmitons au lamminoirr ?", "Le laminoir de Zeffa emploie un marmiton."
    )
    assert 0 < said["lamminoirr"] < 1


def test_an_article_run_into_its_word_is_cut():
    said = said_by("combien pour lagrafeuze ?", "Une agrafeuse coûte 40 dirhams.")
    assert said["lagrafeuze"] > 0


def test_a_name_written_with_its_capital_must_stand_as_it_is():
    said = said_by("Combien Zeffira a-t-elle vendu ?", "Zeffora a vendu 40 fours.")
    assert said["zeffira"] == 0


def test_a_word_that_the_corpus_knows_is_not_taken_for_another():
    said = said_by("combien de zeffiras ?", "Les zefforas tournent.", lambda word, language: 0.8)
    assert said["zeffiras"] == 0


def heard_in(question, text, language):
    found = need(question, (), unknown).words
    return {w.surface: match(w, analyse(text, language), language) for w in found}


@pytest.mark.parametrize(
    ("question", "word", "text", "language"),
    [
        ("Combien Zarmolt a-t-il vendu ?", "zarmolt", "باعت شركة زرمولت أربعين فرنا", "ar"),
        ("How many kilns did Zarmolt sell?", "zarmolt", "باعت شركة زرمولت أربعين فرنا", "ar"),
        ("كم باعت زرمولت؟", "زرمولت", "Zarmolt a vendu quarante fours.", "fr"),
    ],
)
def test_a_name_is_heard_in_the_other_script(question, word, text, language):
    assert heard_in(question, text, language)[word] >= 0.8


def test_a_word_that_the_tables_know_is_translated_and_not_heard():
    # كتاب, a book, has the consonants of a name one could write Ketab
    assert heard_in("كم صفحة في كتاب المعادن؟", "Kitab a vendu ses fours.", "fr")["كتاب"] == 0
    assert heard_in("combien de fours ?", "فرس من الشمال", "ar")["fours"] == 0


def test_a_short_word_that_no_table_knows_is_hardly_heard():
    said = heard_in("كم باعت نيزب؟", "Nizab a vendu quarante fours.", "fr")
    assert 0 < said["نيزب"] < 0.5
