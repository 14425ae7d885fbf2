"""What a sentence says and its quotes do not, counted by plain code: no part of the check is asked.

Figures as digits, days and months, capitalised names; and apart, where sentence and quotes are of
one language, any other word. Whoever trusts the check need not trust this, and the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.language.text import detect_language
from assistant.schema import Answer, Citation
from evals.texts import ARABIC, fold, numbers

_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(
    r"(?<=[\w,;:)»”] )[^\W\d_a-zß-öø-ÿ][^\W\d_]+|(?<=\w['’])[^\W\d_a-zß-öø-ÿ][^\W\d_]+"
)
_ARTICLE = re.compile(r"^(?:[وبفك]?ال|لل|و)(?=\w{3})")  # what Arabic writes onto a word
_SHORTEST = 4  # letters of a word that is compared: shorter ones are of grammar
_MONTHS = (
    "janvier january يناير jan", "fevrier february فبراير", "mars march مارس", "avril april ابريل",
    "mai may ماي مايو", "juin june يونيو", "juillet july يوليوز يوليو", "aout august غشت اغسطس",
    "septembre september شتنبر سبتمبر", "octobre october اكتوبر",
    "novembre november نونبر نوفمبر", "decembre december دجنبر ديسمبر",
)  # fmt: skip
_MONTH = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}


@dataclass(frozen=True, slots=True)
class Unheld:
    """What of a sentence stands in none of its quotes nor in the records of their documents."""

    figures: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def hard(self) -> tuple[str, ...]:
        """Figures, dates and names: what must never be shown."""
        return (*self.figures, *self.dates, *self.names)


def unheld_in(answer: Answer) -> dict[str, Unheld]:
    """Return what each sentence of an answer has that its own quotes lack, by its text."""
    cited = {citation.n: citation for citation in answer.citations}
    return {
        one.text: unheld(one.text, [cited[n] for n in one.citations if n in cited])
        for one in answer.sentences
    }


def unheld(text: str, quotes: Iterable[Citation]) -> Unheld:
    """Return what a sentence says that `quotes` and the records of their documents do not."""
    known = list(quotes)
    held = "\n".join(_held(known))
    figures, words = set(_figures(held)), set(_words(held))
    months = {_MONTH[word] for word in words if word in _MONTH} | set(_months_of(known))
    own = [word for word in _words(text) if word not in words]
    same = {one.language for one in known} == {detect_language(text)}
    return Unheld(
        tuple(figure for figure in _figures(text) if figure not in figures),
        tuple(word for word in own if word in _MONTH and _MONTH[word] not in months),
        tuple(name for name in _names(text) if name not in words and name not in _MONTH),
        tuple(w for w in own if len(w) >= _SHORTEST and w not in _MONTH) if same else (),
    )


def _held(quotes: Iterable[Citation]) -> Iterator[str]:
    for one in quotes:
        yield from (one.quote, one.title, one.publisher, one.published or "")
        for source in one.sources:
            yield from (source.title, source.publisher, source.published)


def _months_of(quotes: Iterable[Citation]) -> Iterator[int]:
    for one in quotes:
        for day in (one.published or "", *(source.published for source in one.sources)):
            if len(day) >= 7:
                yield int(day[5:7])


def _figures(text: str) -> list[str]:
    """Return the values of figures; what stands between two in a range or an ISO date is none."""
    return sorted(str(value) for value in numbers(re.sub(r"(?<=\d)[-–/](?=\d)", " ; ", text)))


def _words(text: str) -> Iterator[str]:
    return (_folded(word) for word in _WORD.findall(text))


def _names(text: str) -> Iterator[str]:
    return (_folded(name) for name in _NAME.findall(text) if not ARABIC.search(name))


def _folded(word: str) -> str:
    return _ARTICLE.sub("", fold(word).replace("ى", "ي").replace("ة", "ه"))
