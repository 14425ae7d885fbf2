"""Whether a sentence tells the reverse of its quotes: opened for closed, a rise for a fall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.language.negation import Polarity
from assistant.language.opposites import Matter, Side, bargains, sides
from assistant.language.proper_names import find_names
from assistant.language.sound import skeletons
from assistant.language.text import fold
from assistant.questions.clauses import Clause, told_by
from assistant.questions.quoted import Quote

# Told of the other party, each is true: what one bought another sold to it.
_OF_TWO: Final[frozenset[Matter]] = frozenset({"deal", "trade"})
# "After two weeks of standstill": the state that is over.
_ONCE: Final = re.compile(
    r"\b(?:après|depuis|avant|after|since|before|until)\s.*|(?<!\w)(?:بعد|منذ|قبل)\s.*",
    re.IGNORECASE | re.DOTALL,
)
_LITTLE: Final = 0.25  # share of a clause's words that a quote must say for both to be of one thing


def reversed_clauses(said: Sequence[Clause], quotes: Sequence[Quote]) -> Iterator[Clause]:
    """Yield the clauses that take a side of a matter of which the quotes only take the other.

    Opened and closed, accepted and refused, a rise and a fall. Where one of both denies, the two
    say the same; where the quotes take both sides, words alone do not tell which is meant.
    """
    known = [clause for quote in quotes for clause in quote.clauses]
    theirs = frozenset[Side]().union(*map(_sides, known))
    for clause in said:
        for side in _sides(clause):
            other = Side(side.matter, not side.positive)
            if other in _sides(clause) or side in theirs or other not in theirs:
                continue
            ours = [c for c in said if c.sentence == clause.sentence]
            against = [
                c
                for c in known
                if other in _sides(c) and any(_of_one_thing(one, c, side) for one in ours)
            ]
            if against and all(_as_denied(clause, c) for c in against):
                yield clause
                break


def _sides(clause: Clause) -> frozenset[Side]:
    """Return the sides that a clause takes; what was before or until something is over."""
    text = _ONCE.sub(" ", clause.text)
    return sides(text, clause.language) | bargains(text, clause.language)


def _of_one_thing(clause: Clause, other: Clause, side: Side) -> bool:
    """Tell whether two clauses have enough words in common, or a figure, to be of one thing."""
    if side.matter in _OF_TWO and _other_acts(clause, other):
        return False
    if not clause.values.isdisjoint(other.values):
        return True
    told = told_by(clause, other)
    return told > 0 and told >= _LITTLE * min(clause.weight, other.weight)


def _other_acts(one: Clause, other: Clause) -> bool:
    """Tell whether two clauses begin with different names."""
    ours, theirs = (next(iter(find_names(c.text, c.language)), None) for c in (one, other))
    if ours is None or theirs is None:
        return False
    if one.language == other.language:
        return fold(ours.text) != fold(theirs.text)
    return fold(ours.text) != fold(theirs.text) and not (
        set(skeletons(ours.text)) & set(skeletons(theirs.text))
    )


def _as_denied(clause: Clause, other: Clause) -> bool:
    """Tell whether both clauses deny, or neither: "did not accept" is no reverse of "refused"."""
    return _denies(clause.polarity) == _denies(other.polarity)


def _denies(polarity: Polarity) -> bool:
    return bool(polarity.denies) or polarity.lacks
