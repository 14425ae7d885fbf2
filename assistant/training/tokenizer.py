"""Learn the vocabulary of the encoder: one for three languages, blind to case and accents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"
_SPECIAL = ["[PAD]", UNKNOWN]
_INSIDE = "##"  # stands before a piece that does not begin a word
_LETTERS = 400  # characters that get a token of their own; a rarer one makes its word unknown
_LEAST = 4  # times that a piece of a word is seen
_LONGEST_WORD = 40  # characters; what is longer is no word
_BLOCK = 1_000  # texts counted at once
# Written one way in some texts and another way in others, all over the three languages.
_SPELLINGS = (("ى", "ي"), ("ة", "ه"), ("œ", "oe"), ("æ", "ae"))


def normaliser() -> normalizers.Normalizer:
    """Return what makes spellings of a word one: case, accents, Arabic vowels and hamzas.

    It is saved inside tokenizer.json, so every reader of the model has it.
    """
    return normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.Lowercase(),
            normalizers.StripAccents(),
            normalizers.Replace("ـ", ""),
            *(normalizers.Replace(old, new) for old, new in _SPELLINGS),
            normalizers.Replace(Regex("[’ʼ`´]"), "'"),
        ]
    )


def learn_tokenizer(texts: Iterable[str], vocabulary: int, letters: str) -> Tokenizer:
    """Return a WordPiece tokenizer of at most `vocabulary` tokens; figures are words of their own.

    `letters` are the characters it knows, see `commonest_letters`. Same texts, same tokenizer.
    """
    learner = _tokenizer({})
    # The trainer numbers letters in the order of a hash table that is another one each time, and
    # numbers decide between equals: letters are given as special tokens, whose order it keeps.
    starts = [*_SPECIAL, *sorted(letters), *(_INSIDE + letter for letter in sorted(letters))]
    trainer = trainers.WordPieceTrainer(
        vocab_size=vocabulary,
        min_frequency=_LEAST,
        special_tokens=starts,
        initial_alphabet=sorted(letters),
        limit_alphabet=len(letters),
        continuing_subword_prefix=_INSIDE,
        show_progress=False,
    )
    learner.train_from_iterator(texts, trainer)
    learned = learner.get_vocab()
    tokenizer = _tokenizer(dict(sorted(learned.items(), key=lambda item: item[1])))
    tokenizer.add_special_tokens(_SPECIAL)
    return tokenizer


def _tokenizer(vocabulary: dict[str, int]) -> Tokenizer:
    tokenizer = Tokenizer(
        models.WordPiece(vocabulary, unk_token=UNKNOWN, max_input_chars_per_word=_LONGEST_WORD)
    )
    tokenizer.normalizer = normaliser()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.BertPreTokenizer(), pre_tokenizers.Digits(individual_digits=False)]
    )
    return tokenizer


def commonest_letters(texts: Iterable[str], most: int = _LETTERS) -> str:
    """Return the commonest characters of the texts once normalised; of equals the first one."""
    normal, rest = normaliser(), iter(texts)
    counts: Counter[str] = Counter()
    while block := " ".join(islice(rest, _BLOCK)):
        counts.update(normal.normalize_str(block))
    order = sorted(counts, key=lambda letter: (-counts[letter], letter))
    return "".join([c for c in order if c.isprintable() and not c.isspace()][:most])
