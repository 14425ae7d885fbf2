"""How much of a question's words a sentence says, by itself and with what stands around it."""

from __future__ import annotations

from typing import Final

from assistant.questions.need import Need, Words, match
from assistant.questions.reading import Reading

# How far a word of the question counts when it stands not in the sentence but around it.
_AROUND: Final = {"before": 0.75, "two_before": 0.55, "after": 0.35, "heading": 0.7, "title": 0.7,
                  "under": 0.85}  # fmt: skip
_OTHER_PARAGRAPH: Final = 0.8
_ELSEWHERE: Final = 0.3  # somewhere else in the document
_TOUCHED: Final = 0.1  # a word matched less stands nowhere in the document

_Said = tuple[float, ...]  # how well a text says each word of the question


class Coverage:
    """What the sentences of one document say of one need. No text is matched twice."""

    def __init__(self, reading: Reading, need: Need) -> None:
        self._reading = reading
        self._need = need
        self._said: dict[int, _Said] = {}  # by identity: the reading keeps its texts

    def of(self, position: int) -> tuple[float, float, float]:
        """Return the weight of the question's words in a sentence, in it and around it, nowhere."""
        language = self._reading.document.language
        said = self._says(self._reading.lines[position].words)
        around = self._around(position)
        own = support = nowhere = 0.0
        for number, (word, itself) in enumerate(zip(self._need.words, said, strict=True)):
            best = itself
            for share, other in around:
                if best >= share:
                    break
                best = max(best, share * other[number])
            own += word.weight * itself
            support += word.weight * best
            if best < _TOUCHED and language in word.sayable:
                nowhere += word.weight
        return own, support, nowhere

    def _says(self, text: Words) -> _Said:
        said = self._said.get(id(text))
        if said is None:
            language = self._reading.document.language
            said = tuple([match(word, text, language) for word in self._need.words])
            self._said[id(text)] = said
        return said

    def _around(self, position: int) -> list[tuple[float, _Said]]:
        """Return what the texts around a sentence say, the largest share first."""
        lines, line = self._reading.lines, self._reading.lines[position]
        around: list[tuple[float, Words]] = []
        for offset, name in ((1, "before"), (2, "two_before"), (-1, "after")):
            other = position - offset
            if 0 <= other < len(lines) and not lines[other].is_heading:
                near = lines[other].paragraph == line.paragraph
                share = _AROUND[name] * (1.0 if near else _OTHER_PARAGRAPH)
                around.append((share, lines[other].words))
        if line.under is not None:
            around.append((_AROUND["under"], line.under))
        if line.heading is not None:
            around.append((_AROUND["heading"], line.heading))
        around.append((_AROUND["title"], self._reading.title.words))
        around.append((_ELSEWHERE, self._reading.all))
        around.sort(key=lambda item: -item[0])
        return [(share, self._says(text)) for share, text in around]
