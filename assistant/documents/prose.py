"""What a line of text looks like, without markup: prose, headline, figure, entries in a row.

Pure functions on single lines; judging.py weighs them in context.
"""

from __future__ import annotations

import re

from assistant.documents.folding import fold_letters, is_arabic, words
from assistant.documents.lexicon import FUNCTION_WORDS, VERBS

_FUNCTION_WORDS = frozenset(map(fold_letters, FUNCTION_WORDS))
_VERBS = frozenset(map(fold_letters, VERBS))
_TERMINAL = re.compile(r"[.!?…؟۔][\"'»”’)\]\s]*(?:\[\d+\]|\(\d+\))?\s*$")
_ENDS = re.compile(r"[.!?…؟۔]+[\"'»”’)\]]*(?=\s|$)")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)[\]\)]?\s*$")


def ends_sentence(line: str) -> bool:
    """Say whether the line ends as a sentence does."""
    return bool(_TERMINAL.search(line))


def is_cut_off(line: str) -> bool:
    """Say whether the line ends in an ellipsis, as teasers do."""
    return bool(_ELLIPSIS.search(line))


def is_function_word(word: str) -> bool:
    """Say whether a folded word is one of the small words of French, English or Arabic."""
    return word in _FUNCTION_WORDS


def function_share(line: str) -> float:
    """Return the share of function words among the words of the line (0 to 1)."""
    found = words(line)
    if not found:
        return 0.0
    known = sum(is_function_word(w) or (w[:1] in "وفلب" and is_function_word(w[1:])) for w in found)
    return known / len(found)


def has_verb(line: str) -> bool:
    """Say whether the line holds one of the commonest finite verbs, which headlines avoid."""
    return any(word in _VERBS for word in words(line)) and len(words(line)) >= 5


def is_prose(line: str) -> bool:
    """Say whether the line reads as running text: sentences with their small words.

    Arabic joins many of its small words to the next, so there a sentence end and length do.
    """
    count = len(words(line))
    share = function_share(line)
    arabic = is_arabic(line)
    if ends_sentence(line) or line.rstrip().endswith((":", ";", "؛")):
        return count >= 6 and (share >= 0.2 or (arabic and (count >= 8 or share >= 0.08)))
    paused = bool(_ENDS.search(line)) or bool(re.search("[,;،؛]\\s", line))
    if arabic:
        return count >= 15 and (paused or share >= 0.08)
    return share >= 0.2 and (count >= 22 or (count >= 15 and paused))


def is_headline(line: str) -> bool:
    """Say whether the line could be a title: a few words, no sentence end."""
    count = len(words(line))
    return 2 <= count <= 30 and len(line) <= 220 and not re.search(r"[.;,؛،]\s*$", line)


_FIGURE = re.compile(r"^[\s(+–-]*\d[\d\s.,:/%+–-]*(?:%|€|\$|[A-Za-z]{1,4})?\)?$")


def is_figure(line: str) -> bool:
    """Say whether the line is a bare number, as the cell of a table pasted line by line."""
    return len(line) <= 24 and bool(_FIGURE.match(line))


_SEPARATORS = re.compile(r"\s+(?:[|•·●▪■★]{1,3}|/{1,3}|\*{1,3}|[-–—]{2,3}|>+|»|›|::)\s+")


def separated(line: str) -> str:
    """Return "ticker" for headlines in a row, "menu" for short entries in a row, "" otherwise."""
    parts = [part for part in _SEPARATORS.split(line) if part.strip()]
    if len(parts) < 3 or line.strip().startswith("|"):
        return ""
    sizes = [len(words(part)) for part in parts]
    if any(part.rstrip().endswith((";", "؛")) for part in parts[:-1]):
        return ""  # a list that is one sentence, its bullets on one line
    if max(sizes) > 25 or sum(ends_sentence(part) for part in parts[:-1]) > len(parts) / 2:
        return ""
    if sum(size >= 4 for size in sizes) >= len(parts) / 2:
        return "ticker"
    return "menu" if max(sizes) <= 5 and not ends_sentence(line) else ""
