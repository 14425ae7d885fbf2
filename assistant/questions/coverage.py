"""How much of a question's words a sentence says, by itself and with what stands around it."""

from __future__ import annotations

from typing import Final, NamedTuple

from assistant.questions.need import Need, Words, match
from assistant.questions.reading import Reading

# How far a word of the question counts when it stands not in the sentence but around it.
_AROUND: Final = {"before": 0.75, "two_before": 0.55, "after": 0.35, "heading": 0.7, "title": 0.7,
                  "under": 0.85}  # fmt: skip
_OTHER_PARAGRAPH: Final = 0.8
_ELSEWHERE: Final = 0.3  # somewhere else in the document

Told = tuple[float, ...]  # how well a text says each word


class Covered(NamedTuple):
    """How well a sentence says each word of the question: itself, with its surroundings, its title.

    0 for a word that is not said; in the order of the need's words.
    """

    own: Told
    around: Told
    title: Told


class Coverage:
    """What the sentences of one document say of one need. No text is matched twice."""

    def __init__(self, reading: Reading, need: Need) -> None:
        self._reading = reading
        self._language = reading.document.language
        anywhere = [match(word, reading.all, self._language) for word in need.words]
        self._said = [bool(said) for said in anywhere]
        # What a document never says is not looked for in its sentences.
        self._looked_for = [w for w, said in zip(need.words, anywhere, strict=True) if said]
        self._anywhere: Told = tuple(filter(None, anywhere))
        self.nowhere: Final = sum(  # weight of the words that the document could say and does not
            word.weight
            for word, said in zip(need.words, anywhere, strict=True)
            if not said and self._language in word.sayable
        )
        self._told: dict[int, Told] = {}  # by identity: the reading keeps its texts

    def of(self, position: int) -> Covered:
        """Return how well each word is said in a sentence, around it, and in its title."""
        own = best = self._tells(self._reading.lines[position].words)
        for share, told in self._around(position):
            best = tuple([max(one, share * other) for one, other in zip(best, told, strict=True)])
        title = self._tells(self._reading.title.words)
        return Covered(self._of_all(own), self._of_all(best), self._of_all(title))

    def _of_all(self, told: Told) -> Told:
        """Return what is told of the words looked for as told of all of them."""
        found = iter(told)
        return tuple([next(found) if said else 0.0 for said in self._said])

    def _tells(self, text: Words) -> Told:
        told = self._told.get(id(text))
        if told is None:
            told = tuple([match(word, text, self._language) for word in self._looked_for])
            self._told[id(text)] = told
        return told

    def _around(self, position: int) -> list[tuple[float, Told]]:
        """Return what the texts around a sentence say, each with its share."""
        lines, line = self._reading.lines, self._reading.lines[position]
        around = [(_ELSEWHERE, self._anywhere)]
        for offset, name in ((1, "before"), (2, "two_before"), (-1, "after")):
            other = position - offset
            if 0 <= other < len(lines) and not lines[other].is_heading:
                near = lines[other].paragraph == line.paragraph
                share = _AROUND[name] * (1.0 if near else _OTHER_PARAGRAPH)
                around.append((share, self._tells(lines[other].words)))
        if line.under is not None:
            around.append((_AROUND["under"], self._tells(line.under)))
        if line.heading is not None:
            around.append((_AROUND["heading"], self._tells(line.heading.words)))
        around.append((_AROUND["title"], self._tells(self._reading.title.words)))
        return around
