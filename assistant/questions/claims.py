"""The dates and names of a sentence, each looked for in what the quotes say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from assistant.language.calendar_words import WEEKDAYS
from assistant.language.proper_names import find_names, is_word
from assistant.language.sound import skeletons
from assistant.language.terms import TermMention, find_terms, is_everywhere, party_of
from assistant.language.text import Word, fold, words
from assistant.questions.clauses import stems
from assistant.questions.moments import beside_years, published, same_days, told_by
from assistant.questions.quoted import Claims, Quote
from assistant.schema import DateMention, Language, Problem, Span

_SPANS: Final = {"year", "half", "quarter", "month"}  # a time that a day within it is told by
_DAYS: Final = {name: day for name, day in WEEKDAYS.items() if len(name) > 4}  # "mon" is French
WITHIN: Final = " -'’"  # what stands between the words of a name
_OPENING: Final = 4  # letters that "Libya" and "libyen" share
SILENT: Final = re.compile(r"(?<=\w{3})(?:aul[td]|au[txd]|eaux?|[oe]t|[tdsxp])$")  # in French
# How Arabic numbers its kings, folded.
_NUMBERED: Final = {
    "II": "الثاني", "III": "الثالث", "IV": "الرابع", "VI": "السادس", "VII": "السابع",
    "VIII": "الثامن", "IX": "التاسع",
}  # fmt: skip
_SHORTEST: Final = 2  # consonants of a name that is looked for by its sound


def dates(statement: str, language: Language, quotes: Sequence[Quote]) -> tuple[Claims, list[Span]]:
    """Return the times that a sentence names, and where; each must be one that a quote names.

    Relative times are resolved against the day of publication, a day without a year against the
    years beside it. A year or month may stand for a day within it, never a day for another. A time
    within the publisher's name ("Export Demain") is told by it.
    """
    named: dict[Span, str] = {}
    told: set[Span] = set()
    credits = [span for quote in quotes for span in quote.credits(statement)]
    for quote in quotes:
        known = told_by(quote, quotes)
        for mention in beside_years(statement, language, (None, quote.reference)):
            named[mention.span] = mention.words
            on_record = published(quote, mention, statement)
            if on_record or _tells(known, mention) or _counts(quote, mention):
                told.add(mention.span)
    named |= _weekdays(statement, quotes)
    spans = [
        span
        for span in named
        if span not in credits and not any(_inside(span, other) for other in (*named, *credits))
    ]
    missing = [span for span in spans if not any(_meets(span, other) for other in told)]
    return Claims(len(spans), tuple(Problem("date", named[span]) for span in missing)), spans


# One sentence is held against quote after quote: what it says is read once.
@lru_cache(maxsize=100)
def _weekdays_in(statement: str) -> Mapping[Span, int]:
    said = {word: _DAYS.get(fold(word.text)) for word in words(statement)}
    return {Span(word.start, word.end): day for word, day in said.items() if day is not None}


@lru_cache(maxsize=100)
def _names_in(
    statement: str, language: Language
) -> tuple[tuple[Word, ...], tuple[TermMention, ...]]:
    return tuple(find_names(statement, language)), tuple(find_terms(statement, language))


def _inside(one: Span, other: Span) -> bool:
    return one != other and other.start <= one.start and one.end <= other.end


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _weekdays(statement: str, quotes: Sequence[Quote]) -> dict[Span, str]:
    """Return the weekdays that a sentence names where the quotes name others."""
    known = {_DAYS[word] for quote in quotes for word in quote.surfaces if word in _DAYS}
    known |= {d.first.weekday() for q in quotes for d in q.dates if d.first == d.last}
    return {
        span: statement[span.start : span.end]
        for span, day in _weekdays_in(statement).items()
        if known and day not in known
    }


def _counts(quote: Quote, mention: DateMention) -> bool:
    """Tell whether what reads as a year is a number that the quote counts by: 2000 jobs."""
    if not mention.words.isdecimal():
        return False
    return any(not f.unit and f.value == int(mention.words) for f in quote.figures)


def _tells(known: Sequence[DateMention], said: DateMention) -> bool:
    """Tell whether the times that a quote names bear out one that a sentence names.

    A year holds its days, a range is told by its two ends, and tells either.
    """
    if any(same_days(one, said) for one in known):
        return True
    if said.precision == "range":
        ends = [any(one.first == said.first for one in known if not one.relative)]
        ends.append(any(one.last == said.last for one in known if one.precision != "range"))
        return all(ends)
    within = (one for one in known if said.first <= one.first and one.last <= said.last)
    if said.precision in _SPANS and any(within):
        return True
    ranges = [one for one in known if one.precision == "range"]
    return any(one.first == said.first or one.last == said.last for one in ranges)


def names(
    statement: str, language: Language, quotes: Sequence[Quote], apart: Sequence[Span]
) -> Claims:
    """Return the names that a sentence names, parts of one counted once; each must be a quote's.

    A name may be written in another script, translated, or be another name of the same glossary
    entry; as it is written there, or translated, it may stand in the title of a quote's document.
    The country itself is everywhere. `apart` are stretches looked at elsewhere.
    """
    there, terms = _names_in(statement, language)
    said = [
        word for word in there if not any(span.start <= word.start < span.end for span in apart)
    ]
    known = [
        any(_names(q, word, terms, language) or _entitles(q, word, terms, language) for q in quotes)
        for word in said
    ]
    runs = list(_runs(statement, said))
    problems = [
        Problem("name", said[at].text)
        for run in runs
        for at in run
        if not known[at] and not _explained(said, run, at, known, language)
    ]
    return Claims(len(runs), tuple(problems))


def _runs(statement: str, said: Sequence[Word]) -> Iterator[range]:
    """Yield the places in `said` of the words of each name."""
    start = 0
    for at in range(1, len(said) + 1):
        if at == len(said) or statement[said[at - 1].end : said[at].start].strip(WITHIN):
            yield range(start, at)
            start = at


def _explained(
    said: Sequence[Word], run: range, at: int, known: Sequence[bool], language: Language
) -> bool:
    """Tell whether a word is a common one in a known name, or the initials of names before it."""
    if any(known[other] for other in run) and is_word(said[at].text, language):
        return True
    letters = said[at].text.replace(".", "")
    before = "".join(word.text[0] for word in said[max(0, at - len(letters)) : at])
    return letters.isupper() and before.upper() == letters


def _entitles(quote: Quote, word: Word, terms: Sequence[TermMention], language: Language) -> bool:
    """Tell whether the title of a quote's document names what a word does."""
    if fold(word.text) in quote.names_entitled:
        return True
    abroad = language != quote.language
    if abroad and not stems(word.text, language, quote.language).isdisjoint(quote.stems_entitled):
        return True
    term = next((t for t in terms if t.span.start <= word.start < t.span.end), None)
    return term is not None and term.key in quote.bodies_entitled


def _names(quote: Quote, word: Word, terms: Sequence[TermMention], language: Language) -> bool:
    folded = fold(word.text)
    if folded in quote.surfaces or is_everywhere(word.text):
        return True
    term = next((t for t in terms if t.span.start <= word.start < t.span.end), None)
    if term is not None and is_named(quote, term.key):
        return True
    if not stems(word.text, language, quote.language).isdisjoint(quote.words.stems):
        return True
    return language != quote.language and _names_abroad(quote, word.text, folded)


def _names_abroad(quote: Quote, name: str, folded: str) -> bool:
    """Tell whether a quote in another language writes a name in its way, or an adjective of it.

    By its consonants; by its opening letters, "Libya", "libyen"; an acronym by its letters in
    another order, "NATO", "OTAN"; the number of a king by its word.
    """
    if quote.language == "ar" and name in _NUMBERED:
        return _NUMBERED[name] in quote.surfaces
    if name.isupper() and any(sorted(folded) == sorted(s) for s in quote.surfaces):
        return True
    if folded.isascii() and any(s[:_OPENING] == folded[:_OPENING] for s in quote.surfaces):
        return len(folded) >= _OPENING
    heard = [*skeletons(name, _SHORTEST), *skeletons(SILENT.sub("", folded), _SHORTEST)]
    long = [h for h in heard if len(h) > _SHORTEST]
    return not quote.heard.isdisjoint(heard) or any(h in o for h in long for o in quote.heard)


def is_named(quote: Quote, key: str) -> bool:
    """Tell whether a quote names a glossary entry, or for a party one of its organisations."""
    return key in quote.words.concepts or (party_of(key) == key and key in quote.parties)
