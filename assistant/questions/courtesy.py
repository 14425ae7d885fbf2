"""What people say around a question: a greeting before it, thanks behind it."""

from __future__ import annotations

import re
from typing import Final

_BEFORE: Final = re.compile(
    r"^\s*(?:(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good (?:morning|afternoon|evening)|salam"
    r"(?:[ -]?(?:o )?alay?koum)?|assalamou?[ -]?alaykoum|السلام عليكم|سلام|مرحبا|أهلا|صباح الخير|"
    r"مساء الخير)(?:\s+(?:à tous|à toutes|madame|monsieur|messieurs|mesdames|everyone|all|there|"
    r"team|l['’]équipe|جميعا|ورحمة الله وبركاته|ورحمة الله))*\s*[,!.;،\n]\s*)+",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"(?<=[?؟.!,;،\s])\s*(?:merci(?: (?:beaucoup|bien|d['’]avance|par avance|pour (?:votre|ta) "
    r"(?:réponse|aide)))*|(?:cordialement|bien à vous)|thanks?(?: you)?(?: (?:very much|so much|in "
    r"advance|a lot))*|(?:best|kind) regards|شكرا(?: جزيلا| لكم| مسبقا| لك)*)\s*[!.،,]*\s*$",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w")


def without_courtesy(text: str) -> str:
    """Return a question without greeting and thanks; what is nothing else stays as it is."""
    left = _AFTER.sub("", _BEFORE.sub("", text)).strip()
    return left if _WORD.search(left) else text
