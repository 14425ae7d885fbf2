"""Whether two clauses that say the same both affirm it, or both deny it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from assistant.language.negation import agree, denial_in
from assistant.questions.clauses import Clause, denials, told_by
from assistant.questions.quoted import Quote
from assistant.schema import Language

_SHORTEST: Final = 0.6  # share of another's words by which a sentence may tell all of it
_ADJUNCT: Final = 5  # words of a clause that may be but the time or place of another
# It begins with a preposition, and no verb is in it.
_WHEN: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"^(?:sur|en|dans|avant|après|depuis|à|au|aux|chez|parmi|fin|début|d['’]ici)\b"
        r"(?!.*\b(?:a|ont|est|sont|avait|avaient|était|étaient|sera|seront|va|vont|fut)\b)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^(?:in|on|at|before|after|since|by|until|during|among|of|out of)\b"
        r"(?!.*\b(?:is|are|was|were|has|have|had|will|did|does|do|can|\w+ed)\b)",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"^(?:في|قبل|بعد|منذ|خلال|من|على|بحلول|حتى)\s(?!أن\s)(?!.*\s[يتس][^\s]{3,})"),
}
_NOT_THAT: Final = re.compile(r"^(?:and |et |ou )?(?:not|non|pas)\b|^و?(?:ليس|لا)\s", re.IGNORECASE)


def agrees(one: Clause, other: Clause, said: Sequence[Clause], quotes: Sequence[Quote]) -> bool:
    """Tell whether neither of two clauses denies what the other affirms.

    `one` is of the sentence `said`, `other` of a quote. A clause of time or place is denied with
    its sentence, and "not the 17" beside the true figure denies no 17 elsewhere.
    """
    languages = {one.language, other.language}
    if agree(one.polarity, other.polarity, languages):
        return True
    ours = [clause for clause in said if clause.sentence == one.sentence]
    if _is_adjunct(one) and any(agree(c.polarity, other.polarity, languages) for c in ours):
        return True
    if _is_contrast(one, ours, quotes) or _is_undenied(one, other):
        return True
    if len(languages) == 1 or not (one.polarity.denies or other.polarity.denies):
        return False
    return _as_often(ours, sentence_of(other, quotes))


def _as_often(ours: Sequence[Clause], theirs: Sequence[Clause]) -> bool:
    """Tell whether two sentences in two languages, cut at different places, deny as much.

    Of a sentence that tells all of the quote's, all denials count; of one that tells a part,
    those of that part.
    """
    if _SHORTEST <= _length(ours) / (_length(theirs) or 1) <= 1 / _SHORTEST:
        return sum(c.polarity.denies > 0 for c in ours) == sum(
            c.polarity.denies > 0 for c in theirs
        )
    return denials(ours, theirs) == denials(theirs, ours)


def _length(told: Sequence[Clause]) -> int:
    return sum(clause.weight for clause in told)


def sentence_of(clause: Clause, quotes: Sequence[Quote]) -> list[Clause]:
    """Return the clauses of the sentence of a quote in which one stands."""
    around = next(quote.clauses for quote in quotes if clause in quote.clauses)
    return [other for other in around if other.sentence == clause.sentence]


def _is_adjunct(clause: Clause) -> bool:
    """Tell whether a clause is but the time or place of another: "sur cinq vendus ici, …"."""
    when = _WHEN[clause.language].match(clause.text)
    return bool(when) and clause.weight <= _ADJUNCT and not clause.parties


def _is_contrast(one: Clause, ours: Sequence[Clause], quotes: Sequence[Quote]) -> bool:
    """Tell whether a clause sets one true figure apart from another: "13 million, not the 17"."""
    if not _NOT_THAT.match(one.text) or not one.values:
        return False
    known = {value for q in quotes for clause in q.clauses for value in clause.values}
    before = [clause for clause in ours if clause is not one and not clause.polarity.denies]
    return one.values <= known and any(c.values and c.values <= known for c in before)


def _is_undenied(one: Clause, other: Clause) -> bool:
    """Tell whether a clause says only what a quote's says before it denies anything.

    "La cale promise pour juin n'est pas finie" affirms that it was promised for June.
    """
    at = denial_in(other.text, other.language)
    if one.polarity.denies or not at:
        return False
    before = Clause(other.text[:at], other.language)
    return one.weight > 1 and told_by(one, before) == one.weight
