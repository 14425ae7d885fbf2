"""Tokens: the content words of a text, each with its place and the forms it is compared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.text import content_words, fold, stem
from assistant.language.tokens import bare, placed_tokens, tokens
from assistant.schema import LANGUAGES

# What decides where a word ends: digits, spaces of every width, points, clitics, marks.
ODD = st.text(alphabet="aéL'’ .,,\n\t\u00a0\u202f\u2009\u200b019٣مال\u064e-/|()%s", max_size=40)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=ODD)
def test_the_tokens_are_the_content_words_where_they_stand(language, text):
    found = [(t.text, at + t.start, at + t.end) for at, t in placed_tokens(text, language)]
    assert found == [tuple(word) for word in content_words(text, language)]
    assert tokens(text, language) == [token for _, token in placed_tokens(text, language)]


def test_a_number_keeps_the_space_between_its_digits():
    (at, token), *_ = placed_tokens("21\u00a0450 emplois", "fr")
    assert (at, token.surface) == (0, "21450")


def test_a_token_has_the_forms_of_its_word():
    at, token = placed_tokens("Les usines engagées", "fr")[-1]
    assert "Les usines engagées"[at + token.start : at + token.end] == "engagées"
    assert token.surface == fold("engagées")
    assert token.stem == stem("engagées", "fr")
    assert token.bare == bare(token.stem)


def test_a_piece_longer_than_any_word_is_read_all_the_same():
    text = "acier/" * 40
    assert [token.surface for _, token in placed_tokens(text, "fr")] == ["acier"] * 40


def test_accents_folded_before_stemming_leave_one_bare_stem():
    assert bare(stem("engagé", "fr")) == bare(stem("engagées", "fr"))
    assert bare("fes") == "fes"  # too short to lose an ending
