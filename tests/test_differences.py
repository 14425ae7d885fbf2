"""What is different between two texts is marked, said and drawn in a time one can wait for."""

from __future__ import annotations

import html
import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ui.differences import differences, within
from assistant.ui.words import words_in

FR = words_in("fr")
LINES = st.text("ab \u0627é<&.", max_size=30)


def without(tag: str, drawn: str) -> str:
    """Return the text of one side: without what stands in `tag`."""
    one = re.sub(rf"<{tag}>.*?</{tag}>", "", drawn, flags=re.S)
    bare = re.sub(r'<span class="unseen">[^<]*</span>', "", one)
    return html.unescape(re.sub(r"</?(?:ins|del)>", "", bare))


@given(LINES, LINES)
@settings(max_examples=200, deadline=None)
def test_both_lines_can_be_read_from_the_one_drawn(old: str, new: str) -> None:
    drawn = within(old, new, FR)
    assert without("ins", drawn) == old
    assert without("del", drawn) == new


def test_a_changed_figure_is_marked_alone_and_said() -> None:
    drawn = within("La presse de 900 tonnes est neuve.", "La presse de 950 tonnes est neuve.", FR)
    assert drawn == (
        'La presse de <del><span class="unseen">[supprimé] </span>900'
        '<span class="unseen"> [fin] </span></del><ins><span class="unseen">[ajouté] </span>950'
        '<span class="unseen"> [fin] </span></ins> tonnes est neuve.'
    )


def test_lines_that_have_nothing_in_common_are_not_mixed() -> None:
    drawn = within("Le quai est plein.", "A plant opened in May", FR)
    assert (drawn.count("<del>"), drawn.count("<ins>")) == (1, 1)


def test_what_is_the_same_is_left_out_but_beside_a_change() -> None:
    old = "\n\n".join(f"Paragraphe {n}." for n in range(20))
    drawn = differences(old, old.replace("Paragraphe 10.", "Autre chose."), FR)
    assert "Paragraphe 9." in drawn
    assert "Paragraphe 11." in drawn
    assert "Paragraphe 5." not in drawn
    assert drawn.count("Paragraphes identiques") == 2
    assert "Le texte est le même" in differences(old, old, FR)
    assert "lignes vides" in differences(old, old.replace("\n\n", "\n"), FR)


def test_hostile_text_stays_text() -> None:
    drawn = differences("<script>alert(1)</script> a b c", "<script>alert(2)</script> a b c", FR)
    assert "<script" not in drawn


def test_long_texts_without_a_word_in_common_take_no_age() -> None:
    old = "\n".join(" ".join(f"a{n % 7} b{n % 5}" for n in range(700)) for _ in range(40))
    started = time.monotonic()
    drawn = differences(old, old.replace("a1", "c").replace("b2", "d"), FR)
    assert time.monotonic() - started < 20
    assert "<del>" in drawn
