"""The token ids of texts, read a piece at a time where that changes nothing.

A piece stands between spaces, and most come back in other texts: to look one up takes a fraction
of what the tokenizer takes. The ids are those of the whole text only if no step of the tokenizer
looks across a space, so any step not known to be such has texts read whole.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.intc]

_MOST_CHARACTERS = 1_000_000  # of the pieces remembered; at 140 bytes a piece some 20 MB

# What drops white space between words, and what further cuts words each by itself.
_SPLITTERS = {"BertPreTokenizer", "Whitespace", "WhitespaceSplit"}
_CUTTERS = {"Digits", "Punctuation"}
# What looks at a character, or at one and its accents; a space composes with none.
_LOCAL = {"BertNormalizer", "Lowercase", "NFC", "NFD", "NFKC", "NFKD", "StripAccents"}
# Regular expressions of written-out characters: they can match neither a space nor nothing.
_ATOM = r"(?:[^\x00-\x20\x7f-\xa0\\^$.()*?{}:|&]|\\p\{Mn\})"
_NO_SPACE = re.compile(rf"(?!\+){_ATOM}+(?:\|(?!\+){_ATOM}+)*")


class TokenIds:
    """Reads texts with a `tokenizers.Tokenizer`, special tokens left out. Thread-safe."""

    def __init__(self, tokenizer: Any) -> None:
        """Take a tokenizer that nobody changes afterwards."""
        self._tokenizer = tokenizer
        self.by_pieces = reads_by_pieces(tokenizer)
        self._known: dict[str, bytes] = {}  # ids as C integers, which join fast into those of texts
        self._characters = 0

    def of(self, texts: Sequence[str]) -> list[Ids]:
        """Return the ids of each text, in order, read-only."""
        import numpy as np

        return [np.frombuffer(ids, dtype=np.intc) for ids in self._packed(texts)]

    def _packed(self, texts: Sequence[str]) -> list[bytes]:
        if not self.by_pieces:
            return self._read(list(texts))
        if self._characters > _MOST_CHARACTERS:
            # A new one, since another thread may still read the old one.
            self._known, self._characters = {}, 0
        known = self._known
        # At what every splitter below drops; quicker than a regular expression.
        cut = [text.replace("\n", " ").split(" ") for text in texts]
        new = list(set(chain.from_iterable(cut)).difference(known))
        known.update(zip(new, self._read(new), strict=True))
        self._characters += sum(map(len, new))
        return [b"".join(map(known.__getitem__, pieces)) for pieces in cut]

    def _read(self, texts: list[str]) -> list[bytes]:
        read = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return [array("i", encoding.ids).tobytes() for encoding in read]


def reads_by_pieces(tokenizer: Any) -> bool:
    """Return whether the ids of a text are certain to be those of its pieces, one after another."""
    splits = _steps(tokenizer.pre_tokenizer, "pretokenizers")
    kinds = {split["type"] for split in splits}
    return (
        tokenizer.truncation is None
        and tokenizer.padding is None
        and not getattr(tokenizer.model, "dropout", None)
        and bool(kinds & _SPLITTERS)
        and kinds <= _SPLITTERS | _CUTTERS
        and all(map(_is_local, _steps(tokenizer.normalizer, "normalizers")))
        and not any(
            any(map(str.isspace, token.content))
            for token in tokenizer.get_added_tokens_decoder().values()
        )
    )


def _steps(part: Any, inner: str) -> list[Mapping[str, Any]]:
    """Return what a normaliser or a pre-tokenizer does, as tokenizer.json has it."""
    if part is None:
        return []
    return _flat(json.loads(part.__getstate__()), inner)


def _flat(step: Mapping[str, Any], inner: str) -> list[Mapping[str, Any]]:
    if step["type"] != "Sequence":
        return [step]
    return [one for part in step[inner] for one in _flat(part, inner)]


def _is_local(step: Mapping[str, Any]) -> bool:
    if step["type"] != "Replace":
        return step["type"] in _LOCAL
    kind, pattern = next(iter(step["pattern"].items()))
    if kind == "String":
        return bool(pattern) and not any(map(str.isspace, pattern))
    return _NO_SPACE.fullmatch(pattern) is not None
