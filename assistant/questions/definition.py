"""Whether a sentence says what a term is: its expansion, its class, what stands beside it."""

from __future__ import annotations

import re
from typing import Final

from assistant.questions.need import Need
from assistant.questions.quantity import places
from assistant.questions.reading import Line
from assistant.schema import Language, Span

_DEFINED, _BESIDE, _NAMED = 1.0, 0.6, 0.4
_MARKS: Final = r"\s*[«»“”\"'’]?\s*"
_IS: Final = re.compile(
    _MARKS + r"(?:\(|:|=|(?:est|sont|etait|designent?|signifient?|regroupe|represente|"
    r"s'entend|mesure|correspond|consiste|rassemble|reunit|federe|comprend|veut dire|"
    r"is|are|was|means?|measures?|stands? for|refers? to|brings? together|gathers?|comprises?)\b|"
    r"(?:هو|هي|يعني|تعني|تضم|يضم|عباره عن)(?=\s))"
)
# "X, le groupement des …": what it is stands beside it.
_APPOSITION: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(_MARKS + r",\s*(?:le |la |les |l'|un |une )"),
    "en": re.compile(_MARKS + r",\s*(?:the |an? )"),
    "ar": re.compile(_MARKS + r"[,،]\s*(?:وهو |وهي )"),
}
# "The seat of X is …": the seat is told of, not X.
_OF: Final = re.compile(
    r"(?:\b(?:de|du|des|a|au|aux|par|pour|avec|chez|sur|dans|en|selon|"
    r"of|by|for|to|with|from|in|at|on)|\bd')\s*(?:(?:la|le|les|the|its|son|sa)\b|l')?\s*[«“\"']?$"
)
_CALLED: Final = re.compile(
    r"\b(?:appel\w+|baptis\w+|dite?s?|nomm\w+|called|known as|named|dubbed)" + _MARKS + "$"
)


def defines(need: Need, line: Line) -> float:
    """Return how well a sentence tells what the words asked about mean, 0.4 to 1.

    Hearst, "Automatic Acquisition of Hyponyms from Large Text Corpora" (1992), is the idea: a few
    patterns around the term tell a definition from a sentence that only names it.
    """
    text = line.readable
    if len(text) != len(line.text):
        return _NAMED
    found = [place for word in need.words for place in places(word, line)]
    return max((_told_at(text, place, line.language) for place in found), default=_NAMED)


def _told_at(text: str, place: Span, language: Language) -> float:
    before, after = text[: place.start].rstrip(), text[place.end :]
    if before.endswith("(") and after.lstrip().startswith(")"):
        return _DEFINED
    if _CALLED.search(before) or (_IS.match(after) and not _OF.search(before)):
        return _DEFINED
    return _BESIDE if _APPOSITION[language].match(after) else _NAMED
