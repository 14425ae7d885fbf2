"""Questions as the patterns read them: small letters, no marks."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.phrases import plain


def test_accents_marks_capitals_and_typographic_apostrophes_change_nothing():
    assert plain("Où L’État s'ENGAGE-t-il ?") == "ou l'etat s'engage-t-il ?"
    assert plain("مَتَى أُعلنت المُبادرة") == "متي اعلنت المبادره"


@given(st.text())
def test_no_mark_is_left_whatever_the_text(text):
    assert not any(unicodedata.category(letter) == "Mn" for letter in plain(text))


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_only_made_small(text):
    assert plain(text) == text.lower()
