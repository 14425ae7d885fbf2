"""Which figure of a sentence answers a "how many": by its unit, and by what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.language.text import is_stopword, words
from assistant.questions.counted import Asked
from assistant.questions.dimensions import AMOUNT
from assistant.questions.firmness import is_announced
from assistant.questions.measured import OTHER, fraction, given
from assistant.questions.need import SAID, NeedWord, match
from assistant.questions.reading import Line
from assistant.schema import Figure, Span

# "Il n'en compte que 310", "porter ce nombre à 310": what is counted was named in a sentence before.
_SAID_BEFORE: Final = re.compile(
    r"\b(?:n')?en (?:(?!que\b)\w+ ){1,3}(?:que |qu')?(?:environ |plus de |moins de |pres de )?$|"
    r"\b(?:ce (?:nombre|chiffre|total)|cet effectif|(?:this|that) (?:number|figure|total))\b[^.,;]{0,12}$|"
    r"(?:هذا العدد|هذا الرقم)[^.،]{0,12}$"
)
# "Il a atteint 230 millions": the amount that a sentence before has named.
_REACHES: Final = re.compile(
    r"\b(?:il|elle|ils|elles|celui-ci|celle-ci)\s(?:a |ont |avait |avaient )?"
    r"(?:atteint|atteignait|atteindra|s'eleve a|s'est elevee? a|s'elevait a|s'etablit a|s'est etablie? a|"
    r"se chiffre a|s'est chiffree? a|depasse|avoisine|ressort a)\s(?:\w+\s){0,3}$|"
    r"\b(?:it|they)\s(?:has |have |had |will )?(?:reach(?:es|ed)?|amount(?:s|ed)? to|came to|comes to|stood at|stands at|totalled)"
    r"\s(?:\w+\s){0,3}$"
)
_NOTHING_AFTER: Final = re.compile(
    r"\s*(?:$|[.,;:!?)»]|(?:a|au|aux|en|dans|depuis|contre|sur|par|pour|chez|et|dont|fin|l'an|avant|d'ici|by|before|from|since|at|on)\b)"
)
_OF_THEM: Final = re.compile(r"\s*(?:of (?:them|these|those)\b|منها|منهم)")
# "Passent de 250 à 850", "fell from 118 to 96 days"; a mere "de 10 à 20" is a range.
_MOVES_FROM: Final = re.compile(
    r"(?:\b(?:pass|port|mont|grimp|tomb|baiss|descen|recul|rédui|ramen|augment|rose|rise|risen|went|gone|"
    r"grew|grown|fell|fallen|dropp|cut|rais|lift|increas)|انتقل|ارتفع|انخفض|تراجع)"
    r"[^.,;\d]{0,50}?(?:\bd['’]|\b(?:de|from)\s+|من\s+)$",
    re.IGNORECASE,
)
_MOVES_TO: Final = re.compile(r"[^.,;\d]{0,25}?(?:à|to|إلى)\s+")
_NEXT_FIGURE: Final = 3  # words that another figure between counts for
_FAR: Final = 8
_BESIDE: Final = 0.9  # the word that follows a figure at once
_FAR_FROM: Final = 0.7  # a word three further on
_BY_UNIT: Final = 0.45  # what the unit asked for says by itself
_IN_WORDS: Final = 0.7  # a share told without a figure
_ELIDED: Final = 0.8  # a figure of what was named before, beside one of what is named with it


def best_figures(wanted: Asked, line: Line) -> tuple[float, tuple[Span, ...]]:
    """Return how well the best figure of a sentence answers, 0 to 1, and where it stands."""
    figures = line.quantities
    share = fraction(wanted.dimension, line)
    if not figures:
        return (_IN_WORDS, (share,)) if share else (0.0, ())
    said = {word.text: places(word, line) for word in wanted.words}
    scored = [(_score(figure, wanted, said, line), figure) for figure in figures]
    best = max(score for score, _ in scored)
    chosen = next(figure for score, figure in scored if score >= best - 1e-9)
    if share and best < _IN_WORDS and _unit(chosen, wanted, line) <= OTHER:
        return _IN_WORDS, (share,)
    if not wanted.before:
        chosen = _moved_to(chosen, line)
    if wanted.counted and _vies(chosen, wanted, said, line):
        return best, ()
    return best, (chosen.span,)


def _moved_to(chosen: Figure, line: Line) -> Figure:
    """Return the figure that a chosen one has become: the 850 of "passent de 250 à 850".

    What is to become another is still what it is.
    """
    text = line.text
    moves = _MOVES_FROM.search(text[: chosen.span.start])
    if moves is None or is_announced(text, line.language):
        return chosen
    after = (f for f in line.quantities if f.span.start >= chosen.span.end)
    end = next(after, None)
    if end is None or not _MOVES_TO.fullmatch(text, chosen.span.end, end.span.start):
        return chosen
    return end if chosen.unit in {"", end.unit} else chosen


def _vies(chosen: Figure, wanted: Asked, places: dict[str, list[Span]], line: Line) -> bool:
    """Tell whether another figure stands beside what else is asked about, and this one does not.

    "340 personnes et 120 recrutements" has people and hiring: the sentence may answer, but which
    of its figures does is for the reader to see.
    """
    if _other(chosen, wanted, places, line) >= _BESIDE:
        return False
    others = (figure for figure in line.quantities if figure is not chosen)
    return any(_other(figure, wanted, places, line) >= _BESIDE for figure in others)


def _score(figure: Figure, wanted: Asked, places: dict[str, list[Span]], line: Line) -> float:
    unit = _unit(figure, wanted, line)
    if unit <= OTHER:
        return OTHER
    near = _near(figure, [p for spans in places.values() for p in spans], line)
    if wanted.counted and wanted.dimension is None:
        beside = max(_near(figure, places[word.text], line) for word in wanted.counted)
        if not beside and (_said_before(figure, line) or _reaches(figure, line)):
            return _ELIDED * unit
        if not beside or (beside < _FAR_FROM and _other(figure, wanted, places, line) >= _BESIDE):
            return 0.25 * unit  # it counts something else
        near = 0.8 * beside + 0.2 * near
    elif _reaches(figure, line):
        near = max(near, _ELIDED)
    return _BY_UNIT * unit + (1 - _BY_UNIT) * near


def _said_before(figure: Figure, line: Line) -> bool:
    """Tell whether a bare figure counts what a sentence before has named."""
    text = line.readable
    if len(text) != len(line.text) or figure.unit:
        return False
    if _OF_THEM.match(text, figure.span.end):
        return True
    said_before = _SAID_BEFORE.search(text[: figure.span.start])
    return said_before is not None and _NOTHING_AFTER.match(text, figure.span.end) is not None


def _reaches(figure: Figure, line: Line) -> bool:
    """Tell whether a figure is what "it", an amount named before, is said to have reached."""
    text = line.readable
    same_places = len(text) == len(line.text)
    return same_places and _REACHES.search(text[: figure.span.start]) is not None


def _other(figure: Figure, wanted: Asked, places: dict[str, list[Span]], line: Line) -> float:
    """Return how near the figure stands to a word of the question that is not what it counts.

    "Deux presses" is no number of people, though the question is about presses too.
    """
    others = [word for word in wanted.words if word not in wanted.counted]
    return max((_near(figure, places[word.text], line) for word in others), default=0.0)


def _unit(figure: Figure, wanted: Asked, line: Line) -> float:
    """Return how well the unit of a figure is the one asked for."""
    if wanted.dimension is not None:
        return given(figure, wanted.dimension, line)
    if figure.unit in AMOUNT.units or figure.unit == "%":
        return 0.3 if wanted.counted else 0.7
    return 0.8


def places(word: NeedWord, line: Line) -> list[Span]:
    """Return where a sentence says a word of the question."""
    if word.concept:
        found = [term.span for term in line.terms if term.key == word.concept]
        if found:
            return found
    if not match(word, line.words, line.language):
        return []
    return [span for span, said in line.tokens if match(word, said, line.language) >= SAID]


def _near(figure: Figure, places: Sequence[Span], line: Line) -> float:
    """Return 1 where what is counted follows the figure at once, less the further it stands.

    What stands nearer to another figure is that one's: it counts half.
    """
    best = 0.0
    for place in places:
        own = _distance(figure, place, line)
        others = [_distance(other, place, line) for other in line.quantities if other != figure]
        share = 0.5 if any(other < own for other in others) else 1.0
        best = max(best, share / (1 + 0.2 * own) if own <= _FAR else 0.0)
    return best


def _distance(figure: Figure, place: Span, line: Line) -> float:
    """Return the content words between a figure and a place; a figure between counts for more."""
    if place.start < figure.span.end and figure.span.start < place.end:
        return 0.0
    follows = place.start >= figure.span.end
    start, end = (figure.span.end, place.start) if follows else (place.end, figure.span.start)
    between = [w for w in words(line.text[start:end]) if not is_stopword(w.text, line.language)]
    figures = sum(start <= other.span.start < end for other in line.quantities)
    return len(between) + _NEXT_FIGURE * figures + (0.0 if follows else 0.5)
