"""Make a follow-up complete: "et pour le naval ?" after a question about jobs asks about jobs.

By rules, on what a question is made of (times, parties, segments, terms), so that the same
history always gives the same standalone question.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from assistant.language.dates import find_dates
from assistant.language.terms import TermMention, find_terms
from assistant.language.text import content_words, detect_language, fold, is_stopword, stem, words
from assistant.questions import phrases
from assistant.schema import DateMention, Language, Span

# A reply of this many content words or fewer says little by itself.
_SHORT = 3
# Before a name and no part of it; "M." ends no sentence.
_TITLES = frozenset("m mm mr mrs ms mme mmes mlle dr pr me sir".split())
# What replaces what: a party or organisation stands where another stood, a segment likewise.
_SLOT = {"party": "who", "organisation": "who", "segment": "segment", "term": "term"}


def condense(text: str, history: Sequence[str]) -> str:
    """Return `text` as a standalone question, read after the earlier questions, oldest first.

    A question that stands by itself is returned as it is.
    """
    if not history:
        return text
    earlier = reduce(_follow, history[1:], history[0])
    return _follow(earlier, text)


def is_follow_up(text: str, language: Language) -> bool:
    """Tell whether a question leans on an earlier one: a pronoun, an opening "and", a fragment."""
    readable = phrases.plain(text).strip()
    if phrases.FOLLOW_UP[language].search(readable):
        return True
    return not phrases.QUESTION_WORD.search(readable) and len(content_words(text, language)) <= 2


def complete(
    text: str, earlier: str, *, with_dates: bool, only_names: bool = False, whole: bool = False
) -> str:
    """Return `text` with what `earlier` names and `text` leaves out: names, terms, times.

    `only_names` leaves out what the other question asks about: its terms, but for promises.
    `whole` adds every word that says something: the subject of "and by when?" may be no name.
    """
    language = detect_language(text)
    missing = _missing(text, language, earlier, with_dates, only_names and not whole)
    if whole:
        missing = _in_full(text, earlier, missing)
    if not missing:
        return text
    return f"{text.rstrip(' ?؟!.')} ({', '.join(missing)}) ?"


def at_another_time(text: str, earlier: str) -> str | None:
    """Return `earlier` at the time of a question that asks nothing but the time: "what was it in
    2024?"; None for any other question.
    """
    language = detect_language(text)
    times = find_dates(text, language, None)
    if not times or not phrases.SAME_THEN.search(phrases.plain(text)):
        return None
    if not says_nothing(text, language):
        return None
    return _replace(earlier, times[0].words, language)


def says_nothing(text: str, language: Language) -> bool:
    """Tell whether a question names no matter of its own: "by when?", "what was it in 2024?"."""
    times = [mention.span for mention in find_dates(text, language, None)]
    asking = [match.span() for match in phrases.QUESTION_WORD.finditer(phrases.plain(text))]
    return not any(
        stem(word.text, language) not in phrases.weak_stems(language)
        and not any(t.start <= word.start < t.end for t in times)
        and not any(start <= word.start < end for start, end in asking)
        for word in content_words(text, language)
    )


def _in_full(text: str, earlier: str, carried: list[str]) -> list[str]:
    """Return `carried` and the other words of `earlier` that say something, as they stand there."""
    language = detect_language(earlier)
    said = {fold(word.text) for word in words(" ".join([text, *carried]))}
    dates = [mention.span for mention in find_dates(earlier, language, None)]
    others = [
        word.text
        for word in content_words(earlier, language)
        if fold(word.text) not in said
        and not any(d.start <= word.start < d.end for d in dates)
        and not phrases.QUESTION_WORD.fullmatch(phrases.plain(word.text).strip())
        and stem(word.text, language) not in phrases.weak_stems(language)
    ]
    return list(dict.fromkeys([*others, *carried]))


def _follow(earlier: str, text: str) -> str:
    language = detect_language(text)
    if not any(c.isalpha() for c in text) or not is_follow_up(text, language):
        return text
    said = phrases.OPENING[language].sub("", text, count=1).strip()
    asks = phrases.QUESTION_WORD.search(phrases.plain(said)) is not None
    if not asks:
        return _replace(earlier, said.rstrip(" ?؟!."), language)
    return at_another_time(said, earlier) or complete(
        said,
        earlier,
        with_dates=len(content_words(said, language)) <= _SHORT,
        whole=says_nothing(said, language)
        or phrases.OF_THOSE.search(phrases.plain(said)) is not None,
    )


def _replace(earlier: str, fragment: str, language: Language) -> str:
    """Put the times and names of `fragment` where `earlier` has ones of the same sort."""
    before = detect_language(earlier)
    edits: list[tuple[Span, str]] = []
    old_dates = find_dates(earlier, before, None)
    new_time = _new_time(fragment, language, old_dates)
    if new_time and old_dates:
        edits.append((old_dates[0].span, new_time))
    old_terms = find_terms(earlier, before)
    placed = bool(edits)
    if renamed := _renamed(earlier, fragment):
        edits.append(renamed)
        placed = True
    for mention in find_terms(fragment, language):
        slot = next((old for old in old_terms if _same_slot(old, mention)), None)
        if slot is not None:
            edits.append((slot.span, mention.words))
            old_terms.remove(slot)
            placed = True
    if not placed:
        return f"{earlier.rstrip(' ?؟!.')}, {fragment} ?"
    for span, words_ in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        earlier = earlier[: span.start] + words_ + earlier[span.end :]
    return earlier


def _renamed(earlier: str, fragment: str) -> tuple[Span, str] | None:
    """Return where the one name of `earlier` stands and the name that a fragment gives instead."""
    # Behind a small letter the first word's capital is no sentence's.
    new = [name for name, _ in named(f"a {fragment}") if not _is_term(name)]
    old = [(name, span) for name, span in named(f"a {earlier}") if not _is_term(name)]
    old = [(name, span) for name, span in old if span.start > 2 or len(words(name)) > 1]
    if len(new) != 1 or len(old) != 1 or fold(new[0]) == fold(old[0][0]):
        return None
    return Span(old[0][1].start - 2, old[0][1].end - 2), new[0]


def _is_term(name: str) -> bool:
    """Tell whether the glossary knows the whole of a name, not only a word of it."""
    found = find_terms(name, detect_language(name))
    return any(mention.words == name for mention in found)


def _new_time(fragment: str, language: Language, old: Sequence[DateMention]) -> str:
    """Return the time a fragment names; "the year after" is told from the time asked before."""
    readable = phrases.plain(fragment)
    for pattern, years in ((phrases.NEXT_YEAR, 1), (phrases.LAST_YEAR, -1)):
        if old and pattern.search(readable):
            return str(old[0].first.year + years)
    found = find_dates(fragment, language, None)
    return found[0].words if found else ""


def _same_slot(old: TermMention, new: TermMention) -> bool:
    if new.category == "term":
        return False
    return _SLOT[old.category] == _SLOT[new.category] and old.key != new.key


def _missing(
    text: str, language: Language, earlier: str, with_dates: bool, only_names: bool
) -> list[str]:
    """The names, terms and, where wanted, times of `earlier` whose slot `text` leaves empty."""
    before = detect_language(earlier)
    said_keys = {mention.key for mention in find_terms(text, language)}
    said_slots = {
        _SLOT[mention.category]
        for mention in find_terms(text, language)
        if mention.category != "term"
    }
    said_words = {fold(word.text) for word in words(text)}
    dates = find_dates(earlier, before, None)
    carried = [
        mention.words
        for mention in find_terms(earlier, before)
        if mention.key not in said_keys
        and _SLOT[mention.category] not in said_slots
        and (not only_names or mention.category != "term" or mention.key == "commitment")
    ]
    taken = [mention.span for mention in find_terms(earlier, before)] + [d.span for d in dates]
    carried += [
        name
        for name, span in named(earlier)
        if fold(name) not in said_words
        and not any(t.start < span.end and span.start < t.end for t in taken)
    ]
    if with_dates and not find_dates(text, language, None):
        carried += [date.words for date in dates]
    if not carried:
        carried = [
            word.text
            for word in content_words(earlier, before)
            if fold(word.text) not in said_words
            and not phrases.QUESTION_WORD.search(phrases.plain(word.text))
        ]
    return list(dict.fromkeys(carried))


def named(text: str) -> list[tuple[str, Span]]:
    """Return the proper names of a question by its capitals: acronyms, and runs of capitals.

    The first word of a sentence counts only with a capital word after it, or in all capitals.
    A text wholly in capitals has none.
    """
    if text.isupper():
        return []
    found: list[tuple[str, Span]] = []
    run: list[tuple[int, int]] = []
    opening = True
    for word in [*words(text), None]:
        capital = word is not None and word.text[:1].isupper()
        joined = word is not None and run and text[run[-1][1] : word.start].strip(" -'’") == ""
        if run and not (capital and joined):
            _keep(text, run, found)
            run = []
        if word is None:
            break
        if capital:
            run.append((word.start, word.end) if not opening else (-word.start - 1, word.end))
        after = text[word.end : word.end + 2]
        titled = word.text.casefold() in _TITLES
        opening = not titled and any(mark in after for mark in "?.!")
    return found


def _keep(text: str, run: list[tuple[int, int]], found: list[tuple[str, Span]]) -> None:
    """Keep a run of capitals unless it is only the capital that opens a sentence."""
    opens = run[0][0] < 0
    places = [(-start - 1 if start < 0 else start, end) for start, end in run]
    if opens and len(run) == 1:
        start, end = places[0]
        if not (end - start > 1 and text[start:end].isupper()):
            return
    # "Is Nadir" and "Le Phare": articles, auxiliaries and question words are no names.
    while places and _carries_grammar(text[places[0][0] : places[0][1]]):
        places.pop(0)
    if not places:
        return
    name = text[places[0][0] : places[-1][1]]
    if len(name) > 1:
        found.append((name, Span(places[0][0], places[-1][1])))


def _carries_grammar(word: str) -> bool:
    asks = phrases.QUESTION_WORD.fullmatch(phrases.plain(word).strip()) is not None
    if word.casefold() in _TITLES:
        return True
    if word.isupper() and len(word) > 1:
        return False
    return asks or is_stopword(word, "fr") or is_stopword(word, "en")
