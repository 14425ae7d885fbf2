"""What a model writes becomes sentences with their passages: whatever the pieces and the marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.writing.draft import Drafted, Drafting
from assistant.schema import Language


def drafting_of(*pieces: str, language: Language = "fr") -> tuple[list[Drafted], Drafting]:
    drafting = Drafting(language)
    drafted = [one for piece in pieces for one in drafting.feed(piece)]
    return [*drafted, *drafting.close()], drafting


def drafted(*pieces: str, language: Language = "fr") -> list[tuple[str, tuple[int, ...]]]:
    return [(one.text, one.numbers) for one in drafting_of(*pieces, language=language)[0]]


BITS = (
    "La forge (Settat) emploie 1.200 ouvriers", "M. Alami a signé", "L'État paie 2,5 MDH", ".",
    " ", "\n", "\r\n", "[1]", " [2]", "[2, 5]", "(source 3)", "【4】", "[2016]", "**gras**", "- ",
    "<think>", "</think>", "NONE", "MISSING: le coût", "؟", "أعلنت الشركة عن مصنع", "…", "!",
    "1. ", "## ", "*", "[", "]", "[[3]]", "\ud83d", "\ude00",
)  # fmt: skip


@given(st.lists(st.sampled_from(BITS), max_size=40), st.data())
def test_the_same_sentences_come_out_whatever_pieces_a_text_comes_in(bits, data):
    text = "".join(bits)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    told = []
    for some in ([text], pieces, list(text)):
        found, drafting = drafting_of(*some)
        told.append((found, drafting.nothing, drafting.missing, drafting.cut))
    assert told[0] == told[1] == told[2]


def test_a_text_without_line_ends_is_cut_at_the_same_places_too():
    text = "la forge emploie des ouvriers et " * 150
    assert drafted(text) == drafted(*text) == drafted(text[:1500], text[1500:])


@given(st.text(max_size=300))
def test_nothing_that_a_model_writes_breaks_it(text):
    for one in drafting_of(text)[0]:
        assert any(c.isalpha() for c in one.text)
        assert "\n" not in one.text


@pytest.mark.parametrize(
    ("marker", "numbers"),
    [
        ("[2]", (2,)),
        ("[2][5]", (2, 5)),
        ("[2] [5]", (2, 5)),
        ("[2, 5]", (2, 5)),
        ("[2; 5]", (2, 5)),
        ("[2 et 5]", (2, 5)),
        ("[2 و 5]", (2, 5)),
        ("[2-5]", (2, 5)),
        ("[[2]]", (2,)),
        ("[^2]", (2,)),
        ("[#2]", (2,)),
        ("[passage 2]", (2,)),
        ("[Passage 2, passage 5]", (2, 5)),
        ("[Source: 2]", (2,)),
        ("[n° 2]", (2,)),
        ("[المقطع 2]", (2,)),
        ("[٢]", (2,)),
        ("【2】", (2,)),
        ("【2†source】", (2,)),
        ("［2］", (2,)),
        ("(passage 2)", (2,)),
        ("(sources 2 and 5)", (2, 5)),
        ("（passage 2）", (2,)),
        ("[2][2]", (2,)),
    ],
)
def test_markers_are_read_in_every_spelling_before_the_full_stop_and_behind_it(marker, numbers):
    told = [("La forge emploie 41 ouvriers.", numbers)]
    assert drafted(f"La forge emploie 41 ouvriers {marker}.") == told
    assert drafted(f"La forge emploie 41 ouvriers. {marker}") == told
    assert drafted(f"La forge emploie 41 ouvriers.{marker}\n") == told


@pytest.mark.parametrize(
    "text",
    [
        "La loi [2016] fixe le prix.",
        "Deux (2) usines sont ouvertes.",
        "Le bilan (2016) est bon.",
        "Le salon [Settat] attire du monde.",
        "Il y en a [sic] trois.",
    ],
)
def test_a_year_a_number_or_a_remark_in_brackets_is_no_marker(text):
    assert drafted(text) == [(text, ())]


def test_what_stands_in_brackets_is_part_of_its_sentence():
    text = "La forge (à Settat) emploie 41 ouvriers, le moulin [à Fès] douze [1]."
    told = "La forge (à Settat) emploie 41 ouvriers, le moulin [à Fès] douze."
    assert drafted(text) == drafted(*text) == [(told, (1,))]


@pytest.mark.parametrize(
    "text",
    [
        "M. Alami dirige la forge.",
        "La forge a produit 1.200 pièces.",
        "Le taux est de 4.5 pour cent.",
        "Mme. Tazi et le Dr. Alami ont signé le 2 mai 2016.",
        "Elle vaut 2,5 MDH, etc. pour l'année.",
    ],
)
def test_full_stops_that_end_no_sentence_cut_none(text):
    assert drafted(f"{text} [3]") == [(text, (3,))]


def test_sentences_on_one_line_are_told_apart_each_with_its_own_passages():
    text = "La forge a ouvert en 2021 [1]. Elle emploie 41 ouvriers. [2] L'État paie la zone [3]."
    assert drafted(text) == [
        ("La forge a ouvert en 2021.", (1,)),
        ("Elle emploie 41 ouvriers.", (2,)),
        ("L'État paie la zone.", (3,)),
    ]


def test_a_sentence_without_a_marker_is_taken_to_rest_on_those_of_its_line():
    text = "La forge a ouvert en 2021. Elle emploie 41 ouvriers [1][2]."
    assert drafted(text) == [
        ("La forge a ouvert en 2021.", (1, 2)),
        ("Elle emploie 41 ouvriers.", (1, 2)),
    ]
    assert drafted("Elle emploie 41 ouvriers.") == [("Elle emploie 41 ouvriers.", ())]


@pytest.mark.parametrize(
    "line",
    [
        "- {}", "* {}", "• {}", "– {}", "1. {}", "2) {}", "## {}", "> {}", "> - {}", "**{}**",
        "*{}*", "***{}***", "__{}__", "`{}`", "- **{}**", "\u200b{}\u200f",
    ],
)  # fmt: skip
def test_bullets_emphasis_and_hidden_characters_are_taken_off(line):
    sentence = "La forge emploie 41 ouvriers [1]."
    assert drafted(line.format(sentence)) == [("La forge emploie 41 ouvriers.", (1,))]


def test_emphasis_within_a_sentence_is_taken_off_and_what_only_looks_like_it_stays():
    assert drafted("La forge emploie **41** ouvriers, dit *Le Fil* [1].") == [
        ("La forge emploie 41 ouvriers, dit Le Fil.", (1,))
    ]
    assert drafted("La pièce mesure 3*4*5 mètres.") == [("La pièce mesure 3*4*5 mètres.", ())]


@pytest.mark.parametrize("tag", ["think", "thinking", "reasoning"])
def test_what_a_model_thinks_aloud_is_no_answer(tag):
    thought = f"<{tag}>\nThe passage says 12 workers [1].\nHmm.\n</{tag}>\n"
    text = f"{thought}La forge emploie 41 ouvriers [1]."
    assert drafted(text) == drafted(*text) == [("La forge emploie 41 ouvriers.", (1,))]


def test_a_thought_without_end_is_no_answer_but_a_cut_one():
    found, drafting = drafting_of("<think>", "The passage says 12 workers [1].", "\nHmm [2].")
    assert (found, drafting.cut) == ([], True)


@pytest.mark.parametrize(
    "text", ["NONE", "NONE.", "NONE\n", " **NONE** ", "NONE [1]", "- NONE", "```\nNONE\n```"]
)
def test_none_says_that_the_passages_do_not_answer(text):
    found, drafting = drafting_of(text)
    assert (found, drafting.nothing, drafting.cut) == ([], True, False)


@pytest.mark.parametrize(
    "line",
    ["MISSING: le coût", "**MISSING:** le coût", "MISSING : le coût [2]", "Missing: le coût"],
)
def test_what_is_missing_is_told_apart(line):
    found, drafting = drafting_of("La forge emploie 41 ouvriers [1].\n", line)
    assert [one.text for one in found] == ["La forge emploie 41 ouvriers."]
    assert (drafting.missing, drafting.cut, drafting.nothing) == (["le coût"], False, False)


def test_a_last_sentence_that_was_cut_is_none():
    found, drafting = drafting_of(
        "La forge emploie 41 ouvriers [1].\nL'État n'a pas promis de 75 M"
    )
    assert [one.text for one in found] == ["La forge emploie 41 ouvriers."]
    assert drafting.cut


@pytest.mark.parametrize(
    "end", [".", "!", "…", " [1]", ".[1]", ". [1]", '."', ".»", " (passage 1)"]
)
def test_a_last_sentence_with_an_end_or_a_marker_is_whole(end):
    found, drafting = drafting_of(f"La forge emploie 41 ouvriers{end}")
    assert (len(found), drafting.cut) == (1, False)


def test_french_and_arabic_marks_end_sentences_and_stay_as_they_are_written():
    assert drafted("Est-ce vrai ? Oui, l'État paie « la zone » ! [1]") == [
        ("Est-ce vrai ?", (1,)),
        ("Oui, l'État paie « la zone » !", (1,)),
    ]
    arabic = "أعلنت الشركة عن مصنع، وسيشغل 480 عاملا [1]. هل بدأت الأشغال؟ نعم [2]."
    assert drafted(arabic, language="ar") == [
        ("أعلنت الشركة عن مصنع، وسيشغل 480 عاملا.", (1,)),
        ("هل بدأت الأشغال؟", (2,)),  # a bare yes says nothing that a quote can bear out
    ]


def test_lines_without_a_word_are_no_sentences():
    assert drafted("---\n***\n[1]\n12 %\n\n") == []


def test_a_marker_leaves_no_space_that_its_sentence_had_not():
    assert drafted("Is it open [1]? It is, he says [2], since May.", language="en") == [
        ("Is it open?", (1,)),
        ("It is, he says, since May.", (2,)),
    ]
