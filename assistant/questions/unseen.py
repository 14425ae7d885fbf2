"""What of a text no reader sees, and what may hide in it."""

from __future__ import annotations

import re
from typing import Final

# Zero width, direction, tags, variation, controls, halves of characters.
_UNSEEN: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff\U000e0000-\U000e01ef]"
)


def seen(text: str) -> str:
    """Return a text on one line, with nothing in it that a reader would not see."""
    return " ".join(_UNSEEN.sub("", whole(text)).split())


def whole(text: str) -> str:
    """Return a text in which halves of characters that follow each other are one again.

    A provider may cut a stream between them.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
