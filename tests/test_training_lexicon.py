"""What the encoder learns from the words written by hand: pairs of one sense, forms of one verb."""

from __future__ import annotations

from assistant.language.lexicon import forms, senses
from assistant.training.recipe import RECIPE
from assistant.training.texts import Texts, lexicon_pairs, verb_pairs

ROWS = [[["usine", "fabrique"], ["factory"], ["مصنع", "معمل"]], [["clou"], ["nail"], []]]


def test_every_two_words_of_a_sense_are_a_pair_and_no_others():
    pairs = list(lexicon_pairs(ROWS))
    assert len(pairs) == 10 + 1
    assert ("usine", "fabrique") in pairs
    assert ("clou", "nail") in pairs
    assert not any({"clou", "nail"} & {one, other} for one, other in pairs[:-1])


def test_an_arabic_word_is_seen_with_its_article_and_without():
    seen = {other for _, other in lexicon_pairs(ROWS * 5) if other.endswith("مصنع")}
    assert {"مصنع", "المصنع", "بالمصنع"} <= seen


def test_a_verb_is_paired_with_its_forms_and_not_with_itself():
    pairs = list(verb_pairs([["أعلن", "يعلن"]]))
    assert {("أعلن", "أعلنت"), ("أعلن", "تعلن"), ("أعلن", "يعلنون")} <= set(pairs)
    assert all(one != other for one, other in pairs)


def test_the_recipe_learns_from_them(tmp_path):
    pairs = list(Texts(tmp_path, tmp_path, RECIPE).pairs("lexicon"))
    assert len(pairs) > 200_000
    assert pairs[0] in list(lexicon_pairs(senses()[:1]))
    assert pairs[-1] in list(verb_pairs(forms()["ar"][-1:]))
