"""Whether two sentences give a value of one and the same thing, each in its own words."""

from __future__ import annotations

from typing import Final

from assistant.language.terms import find_terms
from assistant.questions.condense import named
from assistant.questions.evidence import Scored, said_in
from assistant.questions.need import WEAK, Need, NeedWord, analyse, match
from assistant.questions.unsaid import around, content
from assistant.questions.values import answering_figures
from assistant.schema import Figure, Understood

_SAME_THING: Final = 2  # words that tell what a figure is of
_NEARLY: Final = 0.1  # by how much less of the question it may say
_SAID: Final = 0.3  # how well another sentence must say what is counted
_SURE: Final = 0.7  # how well both must give the kind of value asked for


def same_thing(
    one: Scored, other: Scored, understood: Understood, need: Need, *, shown: bool = False
) -> bool:
    """Tell whether another sentence gives a figure of the thing that one gives it of.

    The same thing is what all the words of the question that the first says are said of, two at
    least, or one and the time. Whether the other would be shown alone does not matter: how likely
    a sentence answers is told by its whole document, which may be about something else. One that
    is `shown` alone answers the same question, in whatever words.
    """
    value, their = value_of(one), value_of(other)
    if understood.kind != "figure" or value is None or their is None or their.unit != value.unit:
        return False
    if min(one.fit, other.fit, other.date) < _SURE or other.named < one.named - _NEARLY:
        return False
    if _branches(other) - _branches(one) - set(understood.entities):
        return False
    said = telling(one, need)
    if len(said) + bool(understood.dates) < _SAME_THING:
        return False
    as_much = max(other.own - one.own, other.support - one.support) >= -_NEARLY
    return shown or (as_much and said <= telling(other, need))


def value_of(scored: Scored) -> Figure | None:
    """Return the figure of a sentence that answers; None where it has none."""
    return next(iter(answering_figures(scored.evidence)), None)


def source_of(scored: Scored) -> str:
    """Return the document a sentence is from, or the one that its document is a near copy of."""
    return scored.evidence.document.near_duplicate_of or scored.evidence.document.id


def telling(scored: Scored, need: Need) -> frozenset[str]:
    """Return the words of the question that a sentence says, or its title, but for weak ones."""
    return said_in(scored, (word for word in need.words if word.weight > WEAK))


def counts_else(one: Scored, other: Scored) -> bool:
    """Tell whether two numbers or shares are of different things: weeks are no months.

    They do where neither sentence says what the other one's number stands before.
    """
    counted, theirs = _counted(one), _counted(other)
    if counted is None or theirs is None:
        return False
    return not (_says(other, counted) or _says(one, theirs))


def _counted(scored: Scored) -> NeedWord | None:
    """Return the first content word behind the number that answers, in its clause."""
    value = value_of(scored)
    if value is None or value.unit not in {"", "%"}:
        return None
    behind = around(scored.evidence.text, value.span)[1]
    found = content(behind, scored.evidence.document.language)
    return min(found, key=lambda word: word.start) if found else None


def _says(scored: Scored, word: NeedWord) -> bool:
    language = scored.evidence.document.language
    return match(word, analyse(scored.evidence.text, language), language) >= _SAID


def _branches(scored: Scored) -> set[str]:
    """Return the branches of the sector that a sentence or its document's title names.

    The steel of "Sahel Steel" is a name.
    """
    document = scored.evidence.document
    text = f"{document.title}\n{scored.evidence.text}"
    names = [span for _, span in named(text)]
    return {
        mention.key
        for mention in find_terms(text, document.language)
        if mention.category == "segment"
        and not any(n.start < mention.span.start < n.end for n in names)
    }
