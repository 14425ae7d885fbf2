"""Recognise a text that is already there: the same, or a near copy such as a syndicated article.

Near copies are found by MinHash (Broder 1997) with multiply-shift hashing (Dietzfelbinger et al.
1997), a dozen lines here: datasketch has it too, but takes 2.6 seconds to import.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata

import numpy as np
from numpy.typing import NDArray

PERMUTATIONS = 256  # standard error of the similarity: 0.03 at 0.5
SHINGLE = 4  # words
FEWEST_WORDS = 30  # under this a text has no near copies, only exact ones
CONTAINED = 0.6  # share of the shorter text's shingles that a near copy finds in the longer
ALIKE = 0.3  # least similarity of the two: a brief inside a long report is no copy of it
OTHER_FIGURES = 0.15  # share of figures exchanged for others from which it is another text

_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670]+")  # accents, tatweel, vowel signs
_WORD = re.compile(r"\w+")
_GROUPED = re.compile(r"(?<=\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_TITLE_MARK = re.compile(r"^\s*#{1,6}\s+")
_BATCH = 4096  # shingles hashed at once: 8 MB at 256 permutations
_HEAD = struct.Struct("<16sII")  # fingerprint, number of shingles, number of figures


def fingerprint(body: str) -> str:
    """Return a digest that bodies share when their words do: case, accents, signs, title aside."""
    return _digest(_words(_without_title(body))).hex()


def signature(body: str) -> bytes:
    """Return what `Signatures` keeps of `body`: 1 to 2 kB, the same on every machine."""
    text = _without_title(body)
    words = _words(text)
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    if len(words) < FEWEST_WORDS:
        shingles = set()
    figures = np.array(sorted(_figures(text)), dtype="<u4")
    head = _HEAD.pack(_digest(words), len(shingles), len(figures))
    return head + _sketch(shingles).tobytes() + figures.tobytes()


class Signatures:
    """The signatures of many documents, asked for the same text or a near copy of it."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}
        self._exact: dict[bytes, list[str]] = {}
        self._digests: list[bytes] = []
        self._figures: list[frozenset[int]] = []
        self._sizes = np.zeros(0, dtype=np.float64)
        self._sketches = np.zeros((0, PERMUTATIONS), dtype=np.uint32)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._rows

    def add(self, document_id: str, body: str) -> None:
        """Keep the signature of `body` under `document_id`, in place of an earlier one."""
        self.add_signature(document_id, signature(body))

    def add_signature(self, document_id: str, kept: bytes) -> None:
        """Keep what `signature` returned earlier. Raises ValueError when it is not that."""
        digest, size, sketch, figures = _unpacked(kept)
        self.remove(document_id)
        row = len(self._ids)
        self._grow(row + 1)
        self._sizes[row], self._sketches[row] = size, sketch
        self._ids.append(document_id)
        self._digests.append(digest)
        self._figures.append(figures)
        self._rows[document_id] = row
        self._exact.setdefault(digest, []).append(document_id)

    def remove(self, document_id: str) -> None:
        """Forget `document_id`; nothing happens when it is not there."""
        row = self._rows.pop(document_id, None)
        if row is None:
            return
        holders = self._exact[self._digests[row]]
        holders.remove(document_id)
        if not holders:
            del self._exact[self._digests[row]]
        self._sizes[row] = 0  # never alike; the row stays until the object goes

    def exact(self, body: str) -> str | None:
        """Return the first document whose words are those of `body`."""
        holders = self._exact.get(bytes.fromhex(fingerprint(body)))
        return holders[0] if holders else None

    def near(self, body: str) -> str | None:
        """Return the document that `body` is most clearly a near copy of, the first among equals.

        A near copy holds most of the other's wording and does not exchange its figures.
        """
        _, size, sketch, figures = _unpacked(signature(body))
        if not size or not self._ids:
            return None
        alike = self._alike(size, sketch)
        best_first: list[int] = np.argsort(-alike, kind="stable").tolist()
        for row in best_first:
            if alike[row] == 0:
                return None
            if _same_figures(figures, self._figures[row]):
                return self._ids[row]
        return None

    def _alike(self, size: int, sketch: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return for each row its similarity, 0 where that is too little for a near copy."""
        rows = len(self._ids)
        sizes = self._sizes[:rows]
        similar = (self._sketches[:rows] == sketch).mean(axis=1)
        shared = similar / (1 + similar) * (sizes + size)
        contained = shared / np.maximum(np.minimum(sizes, size), 1)
        enough = (contained >= CONTAINED) & (similar >= ALIKE) & (sizes > 0)
        return np.where(enough, similar, 0.0)

    def _grow(self, rows: int) -> None:
        if rows <= len(self._sizes):
            return
        room = max(64, 2 * rows)
        sizes = np.zeros(room, dtype=np.float64)
        sketches = np.zeros((room, PERMUTATIONS), dtype=np.uint32)
        sizes[: len(self._sizes)], sketches[: len(self._sizes)] = self._sizes, self._sketches
        self._sizes, self._sketches = sizes, sketches


def _sketch(shingles: set[str]) -> NDArray[np.uint32]:
    """Return the least hash of `shingles` under each permutation."""
    hashes = np.frombuffer(
        b"".join(
            hashlib.blake2b(s.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            for s in shingles
        ),
        dtype="<u8",
    )
    least = np.full(PERMUTATIONS, 0xFFFFFFFF, dtype=np.uint64)
    for at in range(0, len(hashes), _BATCH):
        mixed = hashes[at : at + _BATCH, None] * _FACTORS + _OFFSETS
        least = np.minimum(least, (mixed >> np.uint64(32)).min(axis=0))
    return least.astype("<u4")


def _constants(name: str) -> NDArray[np.uint64]:
    """Return one 64-bit constant a permutation, the same on every machine."""
    texts = (f"{name}:{number}".encode() for number in range(PERMUTATIONS))
    digests = b"".join(hashlib.blake2b(text, digest_size=8).digest() for text in texts)
    return np.frombuffer(digests, dtype="<u8")


_FACTORS = _constants("factor") | np.uint64(1)
_OFFSETS = _constants("offset")


def _unpacked(kept: bytes) -> tuple[bytes, int, NDArray[np.uint32], frozenset[int]]:
    """Return digest, number of shingles, sketch and figures of a signature."""
    sketch_end = _HEAD.size + 4 * PERMUTATIONS
    if len(kept) < sketch_end:
        raise ValueError("not a signature: too short")
    digest, size, figures = _HEAD.unpack_from(kept)
    if len(kept) != sketch_end + 4 * figures:
        raise ValueError("not a signature: wrong length")
    sketch = np.frombuffer(kept, dtype=np.uint32, count=PERMUTATIONS, offset=_HEAD.size)
    numbers = np.frombuffer(kept, dtype=np.uint32, offset=sketch_end)
    return digest, size, sketch, frozenset(numbers.tolist())


def _same_figures(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether neither text puts other figures in place of the other's.

    A paragraph cut or added takes figures from one side only; last year's report with this
    year's figures loses some and gains some.
    """
    exchanged = min(len(one - other), len(other - one))
    return exchanged <= OTHER_FIGURES * min(len(one), len(other))


def _figures(text: str) -> set[int]:
    """Return the figures of `text`, thousands joined, each as a 32-bit hash."""
    plain = unicodedata.normalize("NFKC", text)
    joined = _GROUPED.sub("", "".join(_western(character) for character in plain))
    found = {number.replace(",", ".") for number in _FIGURE.findall(joined)}
    return {int.from_bytes(hashlib.sha256(number.encode()).digest()[:4]) for number in found}


def _western(character: str) -> str:
    if character.isascii() or not character.isdecimal():
        return character
    return str(unicodedata.decimal(character))


def _words(text: str) -> list[str]:
    """Return the words of `text` without case, accents, vowel signs and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return [word for word in _WORD.findall(_MARKS.sub("", decomposed)) if word.strip("_")]


def _without_title(body: str) -> str:
    """Return `body` without the line or two of title in front of its first sentence."""
    lines = [line for line in body.split("\n") if line.strip()]
    titles = next((at for at, line in enumerate(lines[:3]) if not _is_title(line)), 3)
    rest = "\n".join(lines[titles:])
    return rest if titles < 3 and len(_words(rest)) >= FEWEST_WORDS else body


def _is_title(line: str) -> bool:
    text = line.strip()
    if _TITLE_MARK.match(line):
        return True
    return len(text) <= 200 and text[-1] not in '.!؟»"”…:;|' and not text.startswith(("|", "- "))


def _digest(words: list[str]) -> bytes:
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()[:16]
