"""What a model writes, cut into sentences as it comes, each with the passages that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.language.sentences import sentences
from assistant.questions.unseen import seen
from assistant.questions.writing.prompts import MISSING, NOTHING
from assistant.schema import Language

_LONGEST: Final = 700  # characters of a sentence; what is longer is cut there, and stands or falls
# [2] and what small models make of it: [2, 5], [[2]], [passage 2], 【2†source】, [^2], (source: 2).
# A bare (2) may be a number of things, and [2016] is a year.
_NUMBERS: Final = r"\d{1,3}(?:\s*(?:[,;&–-]|et|and|و)\s*(?:passages?|n°)?\s*\d{1,3})*"
_WORD: Final = r"(?:passages?|sources?|n°|no\.?|ref\.?|réf\.?|doc(?:ument)?|المقطع|مقطع)\s*:?"
_MARKED: Final = (
    rf"[\[【［]{{1,2}}\s*[\^#]?\s*(?:{_WORD}\s*)?{_NUMBERS}\s*(?:†[^\]】］\n]{{0,20}})?[\]】］]{{1,2}}"
    rf"|[(（]\s*{_WORD}\s*{_NUMBERS}\s*[)）]"
)
_MARKER: Final = re.compile(_MARKED, re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,3}")
_THOUGHT: Final = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL)
_THINKING: Final = re.compile(r"<(?:think|thinking|reasoning)>")
# A bare yes or no claims what no quote can be held against; the sentence behind it says it.
_ALONE: Final = re.compile(r"\W*(?:oui|non|yes|no|نعم|لا|كلا|بلى)\W*", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*(?:[-*•–—>]\s+|#{1,6}\s+|\d{1,2}[.)]\s+)+")
_EMPHASIS: Final = re.compile(r"(\*{2,3}|__|`|(?<!\w)\*(?=\S[^*]*\*(?!\w)))(?=\S)(.*?\S)\1")
_MISSING: Final = re.compile(rf"{MISSING.rstrip(':')}\s*[:：]", re.IGNORECASE)
# A line's end, or a marker with a word after it.
_BREAK: Final = re.compile(rf"\n|(?:{_MARKED})(?=[^\S\n]+[^\W_])", re.IGNORECASE)
_ENDED: Final = re.compile(r"[.!?…؟۔。][\"'”’»)\s]*$")
_SPACE_BEFORE: Final = re.compile(rf"\s+(?={_MARKED})", re.IGNORECASE)
_CLINGING: Final = re.compile(rf"(?:{_MARKED})(?=[.,;:!?…؟،])", re.IGNORECASE)
_BEFORE_END: Final = re.compile(r"\s+(?=[.…])")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as a model wrote it, without its markers; `numbers` of the passages it names."""

    text: str
    numbers: tuple[int, ...] = ()


class Drafting:
    """Cuts a stream into sentences, the same whatever pieces it comes in.

    What is said beside them stands in its fields.
    """

    def __init__(self, language: Language) -> None:
        self.nothing = False  # the model says that the passages do not answer
        self.missing: list[str] = []  # parts of the question that they do not answer
        self.cut = False  # the last sentence, or what was thought, has no end
        self._language: Language = language
        self._rest = ""

    def feed(self, piece: str) -> Iterator[Drafted]:
        """Yield the sentences that are complete with this piece."""
        self._rest += piece
        if ">" in piece:
            self._rest = without_thoughts(self._rest)
        while (end := self._line_end()) is not None:
            line, self._rest = self._rest[:end], self._rest[end:]
            yield from self._cut(line)

    def close(self) -> Iterator[Drafted]:
        """Yield what is left; a sentence that was cut in the middle is none."""
        thinking = _THINKING.search(self._rest)
        line = self._rest[: thinking.start()] if thinking else self._rest
        self._rest = ""
        said = _MARKER.sub("", plain(line)).strip()
        ended = _MARKER.search(line[-40:]) or _ENDED.search(line) or said == NOTHING
        if ended or _MISSING.match(said):
            yield from self._cut(line)
        else:
            self.cut = any(c.isalpha() for c in said)
        self.cut = self.cut or thinking is not None

    def _line_end(self) -> int | None:
        """Return where the first line of what is there ends; None where it may go on."""
        thinking = _THINKING.search(self._rest)
        until = thinking.start() if thinking else len(self._rest)
        found = _BREAK.search(self._rest[: min(until, 2 * _LONGEST)])
        if found:
            return found.end()
        return 2 * _LONGEST if until >= 2 * _LONGEST else None

    def _cut(self, line: str) -> Iterator[Drafted]:
        said = plain(line)
        if missing := _MISSING.match(said):
            self.missing.append(_MARKER.sub("", said[missing.end() :]).strip())
            return
        if _MARKER.sub("", said).strip(". ") == NOTHING:
            self.nothing = True
            return
        # Markers behind the full stop belong to the sentence before it.
        said = _SPACE_BEFORE.sub("", said)
        for span in sentences(said, self._language):
            sentence = said[span.start : span.end][:_LONGEST]
            text = _unmarked(sentence)
            if any(c.isalpha() for c in text) and not _ALONE.fullmatch(text):
                following = said[span.end :]
                yield Drafted(text, _numbers(sentence) or _numbers(following) or _numbers(said))


def without_thoughts(text: str) -> str:
    """Return a text without what its model thought aloud: it is no answer."""
    return _THOUGHT.sub("", text)


def plain(line: str) -> str:
    """Return a line without bullets, emphasis and what nobody sees."""
    return seen(_EMPHASIS.sub(r"\2", _BULLET.sub("", line)))


def _unmarked(sentence: str) -> str:
    """Return a sentence without its markers, and without the spaces that they leave."""
    said = _MARKER.sub(" ", _CLINGING.sub("", sentence))
    return _BEFORE_END.sub("", " ".join(said.split()))


def _numbers(text: str) -> tuple[int, ...]:
    """Return the numbers that the markers of a text name, each once, in order."""
    found = (int(n) for marker in _MARKER.findall(text) for n in _NUMBER.findall(marker))
    return tuple(dict.fromkeys(found))
