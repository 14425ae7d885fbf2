"""Whether the passages bear out a sentence that a model wrote, and with which of their sentences.

The same check as for our own sentences (`verify`), and two things more that a sentence of somebody
else's needs: its words must be those of the quote, and the quote must be about what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from assistant.index.meaning import meaning
from assistant.language.dates import find_dates
from assistant.language.figures import find_figures
from assistant.language.text import detect_language, stem, words
from assistant.questions.features import graded
from assistant.questions.need import Need, Rarity, match, need
from assistant.questions.orders import gives_orders, states
from assistant.questions.verify import check
from assistant.questions.writing.draft import Drafted
from assistant.questions.writing.heard import heard
from assistant.questions.writing.passages import Candidate, Passage
from assistant.schema import Language, Verdict

# What a sentence and its quotes must have in common: the share of its words that they say and the
# cosine of both, together; less for each of the first figures, dates and names that the quotes
# bear out. Of the 138 true sentences of evals/worded.jsonl that pass the check .96 reach it (.94
# at .7 for all); with their quotes taken away, other sentences of the passages bear out 11 of 152
# (9 at .7), at least 4 of them truly (November 2026).
_COMMON: Final = 0.7
_LESS: Final = (0.0, 0.1, 0.2)
_LEAST: Final = 0.25  # share alone, whatever else
# The same of one quote by itself, where no figure, date or name is there to compare: words gathered
# here and there bear out anything. Of 27 true sentences without any, of evals/worded.jsonl and
# tests/fixtures/turned_sentences.jsonl, none has less than .44; of 22 false ones 3 have (November
# 2026).
_BARE: Final = 0.4
# Share of a sentence's words that its first, second and third quote must add. With none asked for,
# 36 of 416 false sentences passed, with .1 32, and as many true ones (108 of 157, November 2026).
_ADDS: Final = (0.0, 0.1, 0.1)
# A quote in the same language that says that much of a sentence is what it was made from.
_SAME_WORDS: Final = 0.8
_TURNED: Final = {"negation", "direction", "party"}
# The chance that a sentence answers; chosen.
_LIKELY: Final = 0.16
_TRIED: Final = 6  # sentences that a quote is sought among, the likeliest first
_HEARD: Final = 0.9  # what a name in other letters is said by, as for the words of a question
_TELLS_LANGUAGE: Final = 5  # words from which the language of a sentence can be told
_LINK: Final = re.compile(
    r"https?:|www\.|\]\(|\]:|\]\[|!\[|<[a-z/!]|\b[\w-]+\.(?:app|biz|cn|com|dev|eu|fr|info|io|ma|net|"
    r"online|org|ru|shop|site|test|top|xyz)\b(?!\.\w)|\w@\w|\b[\w-]+\.[a-z]{2,8}/\w",
    re.IGNORECASE,
)
# Whose word an Arabic sentence says it is; names have no capitals there, so the check sees few.
_ACCORDING: Final = re.compile(
    r"(?<!\w)(?:ب?حسب|وفقا?|نقلا عن|قالت?|صرحت?|أكدت?)\s+(?!أن|إن)(?=(?P<who>\w+(?:\s+\w+)?))"
)
_ARABIC: Final = re.compile(r"[\u0620-\u064a]")
_TOUCHED: Final = 0.15  # share of the question's words in and around a quote about it; chosen


@dataclass(frozen=True, slots=True)
class Supported:
    """A sentence that its quotes bear out."""

    text: str
    quotes: tuple[Candidate, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that nothing bears out; `near` is what it seems to be taken from."""

    text: str
    near: tuple[Candidate, ...] = ()


def support(
    drafted: Drafted, passages: Sequence[Passage], language: Language, rarity: Rarity
) -> Supported | Withheld:
    """Return a sentence with the fewest quotes that bear it out, or as one to withhold.

    Quotes are sought in the passages that it names, then in the others: small models number badly.
    """
    if not _readable(drafted.text, language):
        return Withheld(drafted.text)
    told = _told(drafted.text, rarity)
    named = [p for p in passages if p.n in drafted.numbers]
    others = [p for p in passages if p.n not in drafted.numbers]
    near: tuple[Candidate, ...] = ()
    weighed: list[tuple[Candidate, tuple[float, ...]]] = []
    for some in filter(None, (named, others)):
        told_in = (one for passage in some for one in passage.sentences)
        candidates = [one for one in told_in if states(one.evidence.text)]
        said = _said(told, candidates)
        weighed += [(one, said[id(one)]) for one in candidates]
        found = _borne_out(drafted.text, language, told, candidates, said)
        if isinstance(found, Supported) and (turned := _turned(found, language, told, weighed)):
            return Withheld(drafted.text, (turned,))
        if isinstance(found, Supported) and (drafted.numbers or _is_likely(found)):
            return found
        found = () if isinstance(found, Supported) else found
        near = near or found
    return Withheld(drafted.text, near)


def _is_likely(found: Supported) -> bool:
    """Tell whether a sentence for which the model names no passage may be an answer at all."""
    return any(one.scored.confidence >= _LIKELY for one in found.quotes)


def _readable(text: str, language: Language) -> bool:
    """Tell whether a sentence is in the language asked for, and states something.

    It holds no link or markup, gives no orders, asks nothing and tells nobody what to do.
    """
    if _LINK.search(text) or gives_orders(text) or not states(text):
        return False
    if language != "ar" and _ARABIC.search(text):
        return False
    return len(words(text)) < _TELLS_LANGUAGE or detect_language(text) == language


def _told(text: str, rarity: Rarity) -> Need:
    """Return the words of a sentence as a question's are weighed; figures are checked apart."""
    language = detect_language(text)
    whole = need(text, find_dates(text, language, None), rarity)
    figures = [figure.span for figure in find_figures(text, language)]
    kept = tuple(
        word
        for word in whole.words
        if not any(span.start <= word.start < span.end for span in figures)
    )
    return Need(whole.text, whole.language, kept, whole.terms)


def _borne_out(
    text: str,
    language: Language,
    told: Need,
    candidates: Sequence[Candidate],
    said: dict[int, tuple[float, ...]],
) -> Supported | tuple[Candidate, ...]:
    """Return the sentence with its quotes, or the likeliest of them where they do not suffice.

    Each quote must add to those before it, in words or a figure: what has nothing to do with the
    sentence bears out none of its claims.
    """
    missing = {figure.value for figure in find_figures(text, language)}
    best: tuple[float, ...] = (0.0,) * len(told.words)
    quotes: list[Candidate] = []
    for least in _ADDS:
        ranked = _ranked(told, best, missing, candidates, said, least)
        for one in ranked[:_TRIED]:
            supported = _checked(text, language, told, [*quotes, one], said)
            if supported is not None:
                return supported
        if not ranked:
            break
        quotes.append(ranked[0])
        best = tuple(map(max, best, said[id(ranked[0])]))
        missing -= ranked[0].values
    return tuple(quotes)


def _ranked(
    told: Need,
    best: Sequence[float],
    missing: Set[Decimal],
    candidates: Sequence[Candidate],
    said: dict[int, tuple[float, ...]],
    least: float,
) -> list[Candidate]:
    """Return the quotes that add words or a figure that is still missing, best first."""
    adds = {id(one): _added(told, best, said[id(one)]) for one in candidates}
    figures = {id(one): len(missing & one.values) for one in candidates}
    adding = [one for one in candidates if adds[id(one)] > least or figures[id(one)]]
    return sorted(adding, key=lambda one: -adds[id(one)] * told.weight - figures[id(one)])


def _added(told: Need, before: Sequence[float], now: Sequence[float]) -> float:
    """Return the share of a sentence's words that a quote says and those before it do not."""
    more = (w.weight * max(0.0, n - b) for w, b, n in zip(told.words, before, now, strict=True))
    return sum(more) / told.weight


def _checked(
    text: str,
    language: Language,
    told: Need,
    quotes: Sequence[Candidate],
    said: dict[int, tuple[float, ...]],
) -> Supported | None:
    best = [max(told_by) for told_by in zip(*(said[id(one)] for one in quotes), strict=True)]
    share = _share(told, best)
    if share < _LEAST or all(map(_strays, quotes)):
        return None
    common = share + meaning().nearness(text, " ".join(one.evidence.text for one in quotes))
    if common < _COMMON - _LESS[-1]:
        return None
    verdict = check(text, language, [one.quote for one in quotes])
    names = max(verdict.names, sum(len(_heard(text, language, one)) for one in quotes))
    borne_out = verdict.figures + verdict.dates + names
    if not borne_out and max(_share(told, said[id(one)]) for one in quotes) < _BARE:
        return None
    if common < _COMMON - _LESS[min(borne_out, len(_LESS) - 1)]:
        return None
    if language == "ar" and _of_nobody(text, quotes):
        return None
    return Supported(text, tuple(quotes), verdict) if verdict.supported else None


def _share(told: Need, said: Sequence[float]) -> float:
    return sum(w.weight * by for w, by in zip(told.words, said, strict=True)) / told.weight


def _turned(
    found: Supported,
    language: Language,
    told: Need,
    weighed: Sequence[tuple[Candidate, tuple[float, ...]]],
) -> Candidate | None:
    """Return the quote that a sentence turns round though others seem to bear it out; mostly None.

    It says more of the sentence's words than those do: they say less, or in another language, so
    nothing of it shows there.
    """
    shares = [(_share(told, said), one) for one, said in weighed]
    turned = [
        (share, one) for share, one in shares
        if share >= _SAME_WORDS and _turns(found.text, language, one)
    ]  # fmt: skip
    own = [s for s, one in shares if one in found.quotes and (s, one) not in turned]
    return next((one for share, one in turned if share > max(own, default=0.0)), None)


def _turns(text: str, language: Language, one: Candidate) -> bool:
    """Tell whether a sentence denies what a quote in its language says, or gives it to another."""
    if one.evidence.document.language != language:
        return False
    verdict = check(text, language, [one.quote])
    return any(problem.kind in _TURNED for problem in verdict.problems)


def _of_nobody(text: str, quotes: Sequence[Candidate]) -> bool:
    """Tell whether a sentence is the word of somebody whom its quotes, all Arabic, do not name."""
    documents = [one.evidence.document for one in quotes]
    if any(document.language != "ar" for document in documents):
        return False
    told = [one.evidence.text for one in quotes]
    told += [name for d in documents for name in (*d.publishers, d.author, d.title)]
    known = _stems(" ".join(told))
    return any(not _stems(found["who"]) & known for found in _ACCORDING.finditer(text))


def _stems(text: str) -> set[str]:
    return {stem(word.text, "ar") for word in words(text)}


def _strays(one: Candidate) -> bool:
    """Tell whether a quote is about something else than the question, or about somebody else."""
    return one.fails == "other_party" or one.scored.words < _TOUCHED


def _said(told: Need, candidates: Sequence[Candidate]) -> dict[int, tuple[float, ...]]:
    """Return how well each quote says each word of a sentence: itself, translated, or in meaning.

    By the quote's `id`.
    """
    asked = [word.text for word in told.words]
    near = graded(meaning().likeness(asked, [one.written for one in candidates])).tolist()
    return {id(one): _said_by(one, told, row) for one, row in zip(candidates, near, strict=True)}


def _said_by(one: Candidate, told: Need, near: Sequence[float]) -> tuple[float, ...]:
    names = {start for run in _heard(told.text, told.language, one) for start in run}
    return tuple(
        _HEARD if word.start in names
        # A name is said by no other word, however near.
        else max(match(word, one.words, one.quote.language), 0.0 if word.named else alike)
        for word, alike in zip(told.words, near, strict=True)
    )  # fmt: skip


def _heard(text: str, language: Language, one: Candidate) -> list[tuple[int, ...]]:
    """Return where the names of an Arabic sentence begin that a quote in other letters has."""
    theirs = one.quote.language
    return heard(text, one.evidence.text, theirs) if language == "ar" != theirs else []
