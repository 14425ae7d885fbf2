"""One vocabulary for three languages, blind to what their spellings vary in."""

import pytest

from assistant.training.tokenizer import commonest_letters, learn_tokenizer, normaliser

TEXTS = [
    "La fonderie de Fès exporte 340 pièces à l'été.",
    "The foundry exports 340 parts in summer.",
    "تصدر المسابك ثلاثمائة وأربعين قطعة في الصيف.",
] * 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÉCOLE", "ecole"),
        ("l’été", "L'ETE"),
        ("Œuvre", "oeuvre"),
        ("ﬁnance", "finance"),
        ("المُدَرِّسة", "المدرسه"),
        ("أكـــادير", "اكادير"),
        ("مستشفى", "مستشفي"),
        ("إلى آسفي", "الي اسفي"),
    ],
)
def test_spellings_of_a_word_are_one(one, other):
    normal = normaliser()
    assert normal.normalize_str(one) == normal.normalize_str(other)


def test_the_normaliser_lies_in_the_file(tmp_path):
    from tokenizers import Tokenizer

    tokenizer = learn_tokenizer(TEXTS, 300, commonest_letters(TEXTS))
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    opened = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    assert opened.encode("FONDERIE de Fes").ids == opened.encode("fonderie de Fès").ids
    assert 1 not in opened.encode("la fonderie exporte تصدر المسابك 340").ids


def test_figures_are_words_of_their_own():
    tokenizer = learn_tokenizer(TEXTS, 300, commonest_letters(TEXTS))
    tokens = tokenizer.encode("340pieces").tokens
    assert tokens[0] == "340"


def test_the_same_texts_give_the_same_vocabulary_with_equally_rare_letters():
    texts = [*TEXTS, "αβγδεζηθικλμνξοπρστυφχψω", "абвгдежзийклмнопрстуфхцчшщ"]
    letters = commonest_letters(texts, 60)
    assert len(letters) == 60
    assert not set(letters) & set(" \nَُّ")
    made = {learn_tokenizer(texts, 300, letters).to_str() for _ in range(5)}
    assert len(made) == 1
