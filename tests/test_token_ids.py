"""The ids read a piece at a time are those of the whole text, for any tokenizer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from assistant.index import token_ids
from assistant.index.token_ids import TokenIds, reads_by_pieces
from assistant.training.tokenizer import commonest_letters, learn_tokenizer

TEXTS = [
    "La fonderie de Tanger embauche 300 ouvriers à l'été 2021, dit-elle : 21 450 tonnes.",
    "The foundry hires\tworkers,\n\ndoesn't it?\r\nYes \u2028 no.",
    "تُوظِّف المسابك في طنجة ثلاثمائة عاملٍ",
    "",
    "   \n\t",
    "a\x1cb \x00\x01\u200f c\u00a0d",
    "🙂 ½ ﬁ œ ﷺ a \u0301b",
    "[PAD] x[UNK]y [UNK]",
    "foundry " * 50,
]
WILD = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from(" \n\t\x1c\u00a0\u0301l'eé13ىﷺ[#")),
    max_size=80,
)


def trained() -> Tokenizer:
    return learn_tokenizer(TEXTS * 5, 200, commonest_letters(TEXTS))


def made(
    normaliser: normalizers.Normalizer | None = None,
    splitter: pre_tokenizers.PreTokenizer | None = None,
) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    if normaliser is not None:
        tokenizer.normalizer = normaliser
    if splitter is not None:
        tokenizer.pre_tokenizer = splitter
    trainer = trainers.BpeTrainer(
        vocab_size=300, special_tokens=["[PAD]", "[UNK]"], show_progress=False
    )
    tokenizer.train_from_iterator(TEXTS, trainer)
    return tokenizer


def whole(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    return [tokenizer.encode(text, add_special_tokens=False).ids for text in texts]


def ids(read: TokenIds, texts: list[str]) -> list[list[int]]:
    return [found.tolist() for found in read.of(texts)]


SPLIT = pre_tokenizers.WhitespaceSplit()
BERT = pre_tokenizers.BertPreTokenizer()
BY_PIECES = {
    "ours": trained(),
    "bert": made(normalizers.BertNormalizer(), BERT),
    "words": made(normalizers.NFKC(), pre_tokenizers.Whitespace()),
    "digits first": made(
        None, pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), SPLIT])
    ),
    "replaced": made(
        normalizers.Sequence([normalizers.NFD(), normalizers.Replace(Regex(r"\p{Mn}+|ـ"), "")]),
        SPLIT,
    ),
}
WHOLE = {
    "no splitter": made(normalizers.Lowercase()),
    "spaces in tokens": made(None, pre_tokenizers.ByteLevel()),
    "marked spaces": made(None, pre_tokenizers.Metaspace()),
    "not only between spaces": made(
        None, pre_tokenizers.Sequence([SPLIT, pre_tokenizers.Metaspace()])
    ),
    "a beginning": made(normalizers.Prepend("_"), SPLIT),
    "ends stripped": made(normalizers.Strip(), SPLIT),
    "a space replaced": made(normalizers.Replace(" ", "_"), SPLIT),
    **{
        f"pattern {pattern}": made(normalizers.Replace(Regex(pattern), "_"), SPLIT)
        for pattern in (r"\s+", "^a", "a$", ".", "[^a]", "[[:space:]]", "a*", "a|", "(?<=a)b")
    },
}


@pytest.mark.parametrize("name", BY_PIECES)
def test_a_tokenizer_that_stays_between_spaces_is_read_by_pieces(name: str) -> None:
    read = TokenIds(BY_PIECES[name])
    assert read.by_pieces
    for texts in (TEXTS, TEXTS[::-1], TEXTS[:2]):  # met and not met
        assert ids(read, texts) == whole(BY_PIECES[name], texts)


@pytest.mark.parametrize("name", WHOLE)
def test_any_other_reads_texts_whole(name: str) -> None:
    read = TokenIds(WHOLE[name])
    assert not read.by_pieces
    assert ids(read, TEXTS) == whole(WHOLE[name], TEXTS)


@given(WILD, st.sampled_from(sorted(BY_PIECES)))
def test_the_ids_of_any_text_are_those_of_its_pieces(text: str, name: str) -> None:
    assert ids(TokenIds(BY_PIECES[name]), [text]) == whole(BY_PIECES[name], [text])


def test_cut_texts_and_tokens_with_spaces_are_read_whole() -> None:
    cut = trained()
    cut.enable_truncation(3)
    assert not reads_by_pieces(cut)
    assert ids(TokenIds(cut), TEXTS) == whole(cut, TEXTS)
    spaced = trained()
    spaced.add_tokens(["la fonderie"])
    assert not reads_by_pieces(spaced)
    padded = trained()
    padded.enable_padding(length=9)
    assert not reads_by_pieces(padded)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token_ids, "_MOST_CHARACTERS", 100)
    tokenizer = trained()
    read = TokenIds(tokenizer)
    for number in range(50):
        texts = [f"usine {number}a {number}b {number}c"]
        assert ids(read, texts) == whole(tokenizer, texts)
        assert len(read._known) < 60
