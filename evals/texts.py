"""Texts as a reader compares them: words folded, figures by value, quotes wherever they break.

Nothing of the product's own reading is used: a judge must not share the defects of what it judges.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789,.")
_NUMBER = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:[.,\u0020\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?![\d])"
)
_ONLY_NUMBER = re.compile(r"[\d.,\s\u00a0\u202f]+(?:%|٪)?")
_MARKER = re.compile(r"\[\d+\]")
ARABIC = re.compile(r"[\u0600-\u06ff]")  # its words begin with what others write apart: و ب ل


def fold(text: str) -> str:
    """Return `text` in lower case, without accents or Arabic vowels, its spaces made single."""
    bare = unicodedata.normalize("NFKD", text.translate(_ARABIC_DIGITS).casefold())
    kept = "".join(c for c in bare if not unicodedata.combining(c) and c != "ـ")
    return " ".join(kept.replace("’", "'").split())


def numbers(text: str) -> set[Decimal]:
    """Return the values of the figures in `text`: 13.340, 13 340, 13,340 and ١٣٣٤٠ are one.

    A separator before exactly three digits groups; any other is a decimal sign.
    """
    plain = _MARKER.sub(" ", text).translate(_ARABIC_DIGITS)
    return {_value(found.group()) for found in _NUMBER.finditer(plain)}


def _value(number: str) -> Decimal:
    grouped = re.sub(r"[.,\s\u00a0\u202f](?=\d{3}(?!\d))", "", number)
    return Decimal(grouped.replace(",", ".")).normalize()


def says(text: str, ways: Sequence[str]) -> bool:
    """Tell whether `text` states a fact in one of its `ways`: figures by value, words folded."""
    values, folded = numbers(text), fold(_MARKER.sub(" ", text))
    return any(
        bool(numbers(way)) and numbers(way) <= values
        if _ONLY_NUMBER.fullmatch(way.translate(_ARABIC_DIGITS))
        else re.search(rf"(?<!\w){re.escape(fold(way))}(?!\w)", folded) is not None
        or (ARABIC.search(way) is not None and fold(way) in folded)
        for way in ways
    )


def find_quote(body: str, quote: str) -> tuple[int, int] | None:
    """Return where `quote` stands in `body`, white space counted as one, or None."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    found = re.search(pattern, body) if pattern else None
    return found.span() if found else None
