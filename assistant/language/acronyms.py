"""What a text says its acronyms stand for: "Groupement des fondeurs (GF)", "GF (Groupement …)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from assistant.language.text import fold
from assistant.schema import Language


class Expansion(NamedTuple):
    """An acronym and its long name, as a text writes them."""

    acronym: str
    name: str


_ACRONYM: Final = r"[A-ZÀ-Ý](?:[.&-]?[A-ZÀ-Ý0-9]){1,9}\.?"
_BEHIND: Final = re.compile(rf"\(\s*[«“\"]?({_ACRONYM})[»”\"]?\s*\)")
_INSIDE: Final = re.compile(rf"(?<!\w)({_ACRONYM})\s*\(\s*([^()\n]{{6,120}}?)\s*\)")
_ENDS: Final = re.compile(r"[.;:!?()\n|،؛؟](?:\s|$)|\n")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = 120  # characters of a long name
_MORE_WORDS: Final = 5  # than the acronym has letters, or twice as many
_FEWEST: Final = 2
# The long name of an Arabic body before a Latin acronym begins with what kind of body it is.
_ARABIC_BODY: Final = re.compile(
    r"(?<!\w)[وفبل]?(?:ال|لل)?(?:فيدرالية|فدرالية|جمعية|تجمع|اتحاد|مجموعة|مكتب|كونفدرالية|جامعة|مركز|"
    r"معهد|صندوق|وكالة|شبكة|رابطة|مجلس|هيئة|نقابة)(?!\w)"
)


def expansions(text: str, language: Language) -> list[Expansion]:
    """Return the acronyms that a text explains with brackets, in order.

    The letters of an acronym are looked for in the words before it, from its last, in the last
    word, to its first, which must begin a word (after Schwartz and Hearst, "A simple algorithm for
    identifying abbreviation definitions in biomedical text", 2003). An Arabic name shares no
    letters with a Latin acronym: it is taken from the word that says what kind of body it is.
    """
    found = [*_behind(text, language), *_inside(text, language)]
    return list(dict.fromkeys(found))


def _behind(text: str, language: Language) -> Iterator[Expansion]:
    for match in _BEHIND.finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()].rstrip()
        ends = [end.end() for end in _ENDS.finditer(before)]
        name = _long_name(match[1], before[ends[-1] if ends else 0 :], language)
        if name:
            yield Expansion(match[1], name)


def _inside(text: str, language: Language) -> Iterator[Expansion]:
    for match in _INSIDE.finditer(text):
        name = _long_name(match[1], match[2], language)
        if name and match[2].startswith(name):
            yield Expansion(match[1], name)


def _long_name(acronym: str, before: str, language: Language) -> str:
    """Return the end of a text that an acronym stands for; '' where its letters are not found."""
    if language == "ar":
        bodies = list(_ARABIC_BODY.finditer(before))
        return before[bodies[0].start() :].strip() if bodies else ""
    letters = [letter for letter in _plain(acronym) if letter.isalnum()]
    said = _plain(before)
    at = len(said)
    for number, letter in reversed([*enumerate(letters)]):
        at -= 1
        while at >= 0 and (said[at] != letter or (number == 0 and _inside_word(said, at))):
            at -= 1
        last_word = number < len(letters) - 1 or not re.search(r"\s", said[max(at, 0) :].strip())
        if at < 0 or not last_word:
            return ""
    words = _WORD.findall(said[at:])
    most = min(len(letters) + _MORE_WORDS, 2 * len(letters))
    content = [word for word in words if len(word) > 2]
    return before[at:].strip() if len(content) >= _FEWEST and len(content) <= most else ""


def _inside_word(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isalnum()


def _plain(text: str) -> str:
    """Return a text letter by letter without accents, so that places stay the same."""
    return "".join(fold(letter)[:1] or letter for letter in text)
