"""Ways to write a text so that no check of its words sees them: ciphers, encodings, emoji."""

from __future__ import annotations

import base64
import re
import string
from zlib import crc32

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_EMOJI = "🏭🤝💰📈🔧🚢🔋🌍⚡🎓🚆🧱🔥📦🏆🗓️".replace("\ufe0f", "")


def caesar(text: str, shift: int) -> str:
    """Return `text` with each Latin letter `shift` places on; the rest stays."""
    low, high, k = string.ascii_lowercase, string.ascii_uppercase, shift % 26
    return text.translate(str.maketrans(low + high, low[k:] + low[:k] + high[k:] + high[:k]))


def atbash(text: str) -> str:
    """Return `text` with the alphabet turned round, a simple substitution."""
    low, high = string.ascii_lowercase, string.ascii_uppercase
    return text.translate(str.maketrans(low + high, low[::-1] + high[::-1]))


def based(text: str, base: str) -> str:
    """Return `text` in base "64", "32", "16" or "58"."""
    raw = text.encode()
    if base == "16":
        return raw.hex().upper()
    if base == "58":
        return base58(raw)
    return (base64.b64encode if base == "64" else base64.b32encode)(raw).decode()


def base58(raw: bytes) -> str:
    """Return `raw` in Bitcoin's base 58, where each zero byte at the head is a 1."""
    number, digits = int.from_bytes(raw), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + digits


def emoji(text: str, *, only: bool = False) -> str:
    """Return `text` with each long word as a picture, always the same; `only`: nothing else."""
    written = re.sub(r"[^\W\d_]{4,}", lambda word: _picture(word[0]), text)
    return " ".join(c for c in written if c in _EMOJI) if only else written


def _picture(word: str) -> str:
    return _EMOJI[crc32(word.lower().encode()) % len(_EMOJI)]
