"""Read a question as constraints: what kind of answer, about when, of whom, in which words."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Final

from assistant.language.colloquial import in_standard_words
from assistant.language.dates import find_dates
from assistant.language.terms import TermMention, find_terms, is_everywhere, party_of
from assistant.language.text import content_words, detect_language
from assistant.questions import phrases
from assistant.questions.asked_about import subject_asked
from assistant.questions.condense import at_another_time, complete, condense, named, says_nothing
from assistant.questions.courtesy import without_courtesy
from assistant.questions.kinds import kind_of
from assistant.questions.parties import claimant, sayer
from assistant.questions.subjects import arabic_bodies
from assistant.schema import (
    AnswerKind,
    DateMention,
    Intent,
    Language,
    Question,
    Span,
    Understood,
)

LONGEST_QUESTION: Final = 2_000  # characters; what follows is not a question any more
_GENITIVE: Final = re.compile(r"^\s*(?:de |du |des |d'|pris par |par |of |by |made by |$)")
_NO_SUBJECT: Final = 40  # characters that a party after the promise is further than it stands
_ELLIPTIC: Final = 2  # content words: "combien d'emplois" has lost its verb
# Where a second question begins inside a sentence: a conjunction, then a question word.
_SECOND: Final = re.compile(
    r"(?<=[\s,;])(?:et|ainsi que|puis|and|et aussi|and also)\s+"
    r"(?:a |de |en |dans |sur |vers |depuis |jusqu'a |d'ici |par |pour |avec |c'est pour |c'est |"
    r"in |by |for |with |to |at |on |until |from |since )?"
    r"(?=(?:combien|quand|qui|quel|quelle|quels|quelles|ou|comment|pourquoi|que|qu'|"
    r"how|when|who|what|which|where|why)\b)"
    r"|(?<=\s)و(?=(?:كم|متي|من هو|من هي|ما هو|ما هي|ماذا|اين|كيف|بماذا|بكم|لمن|لماذا|"
    r"(?:في |الي |حتي |منذ |خلال |ب)?اي|(?:الي|حتي|منذ) متي)\s)",
)
_SENTENCE_END: Final = re.compile(r"[?؟]+\s*(?=\S)")
_BETWEEN_PARTIES: Final = re.compile(
    r"^[\s,]*(?:et|and|و|ainsi que)?[\s,]*"
    r"(?:de |des |du |d'|the |la |le |l'|les )*$"
)


def understand(question: Question, today: date | None = None) -> Understood:
    """Return what `question` asks for; `today` resolves "last year" (default: the clock's day)."""
    said = without_courtesy(" ".join(question.text.split())[:LONGEST_QUESTION])
    asked = in_standard_words(said)
    standalone = condense(
        asked, [in_standard_words(without_courtesy(h)) for h in question.history if h.strip()]
    )
    english = phrases.ENGLISH_TALK.match(phrases.plain(asked))
    language: Language = "en" if english else detect_language(asked)
    readable = phrases.plain(standalone)
    terms = find_terms(standalone, detect_language(standalone))
    dates = find_dates(standalone, language, today or date.today())
    parts = _parts(standalone, language, terms, kind_of(readable))
    asked_of = [term for term in terms if party_of(term.key)]
    claimed = sayer(standalone, asked_of, detect_language(standalone))
    kind = kind_of(phrases.plain(parts[0]))  # of "what …, and by when?" the first counts
    intent = _intent(phrases.plain(asked), readable, kind)
    if intent == "ask" and (subject := _subject(standalone, terms, dates, kind)):
        intent, kind, parts = "overview", "other", (subject,)
    return Understood(
        standalone=standalone,
        language=language,
        intent=intent,
        kind=kind,
        parts=parts,
        dates=tuple(dates),
        party=party_of(claimed.key) if claimed else _party(standalone, terms),
        commits=any(term.key == "commitment" for term in terms) or kind == "commitment",
        claims=claimed is not None,
        claimant="" if claimed else claimant(standalone, detect_language(standalone)),
        entities=_entities(standalone, terms, [mention.span for mention in dates]),
        negated=phrases.NEGATED.search(readable) is not None,
        latest=phrases.LATEST.search(readable) is not None,
    )


def _subject(
    text: str, terms: list[TermMention], dates: list[DateMention], kind: AnswerKind
) -> str:
    """Return what a question asks for anything on: "what do you know of X?", or just "X"."""
    if subject := subject_asked(text):
        return subject
    known = [t.span for t in terms if t.category in {"organisation", "segment"}]
    names = known + [span for _, span in named(text)]
    said = content_words(text, detect_language(text))
    if kind not in {"other", "list"} or dates or re.search(r"[?؟]", text) or not said:
        return ""
    named_only = all(any(_within(Span(w.start, w.end), name) for name in names) for w in said)
    return text if len(said) == 1 or named_only else ""


def _intent(asked: str, standalone: str, kind: AnswerKind) -> Intent:
    asked = asked.strip()
    for intent, pattern in (
        ("greeting", phrases.GREETING),
        ("thanks", phrases.THANKS),
        ("help", phrases.HELP),
    ):
        if pattern.search(asked):
            return intent  # type: ignore[return-value]
    if kind == "document":  # "de quel jour est l'article sur …" asks for no list of articles
        return "ask"
    if phrases.LISTING.search(standalone):
        return "listing"
    if phrases.LATEST_DOCUMENTS.search(standalone):
        return "latest"
    return "ask"


def _party(text: str, terms: list[TermMention]) -> str | None:
    """Return the party a question is about: the one nearest the promise, before it or "of" it."""
    parties = [t for t in terms if t.category in {"party", "organisation"} and party_of(t.key)]
    if not parties:
        return None
    promises = [t for t in terms if t.key == "commitment"]
    if not promises:
        return party_of(parties[0].key)
    promise = promises[0].span

    def distance(mention: TermMention) -> int:
        if mention.span.start < promise.start:
            return promise.start - mention.span.end
        linked = _GENITIVE.match(phrases.plain(text[promise.end : mention.span.start]))
        return mention.span.start - promise.end + (0 if linked else _NO_SUBJECT)

    return party_of(min(parties, key=distance).key)


def _entities(text: str, terms: list[TermMention], dates: list[Span]) -> tuple[str, ...]:
    """Return the names an answer must be about: organisations and branches by their keys,
    other names as written.
    """
    firms = [(text[span.start : span.end], span) for span in arabic_bodies(text)]
    other = [
        (name, span)
        for name, span in [*named(text), *firms]
        if not is_everywhere(name)
        and not any(_within(span, within) for within in [t.span for t in terms] + dates)
    ]
    known = [
        term.key
        for term in terms
        if term.category in {"organisation", "segment"}
        and not any(_within(term.span, span) for _, span in other)  # "Steel" of "Sahel Steel"
    ]
    return tuple(dict.fromkeys([*known, *(name for name, _ in other)]))


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _parts(
    text: str, language: Language, terms: list[TermMention], kind: AnswerKind
) -> tuple[str, ...]:
    """Return the sub-questions, each complete; the question itself when it asks one thing."""
    pieces = [piece.strip() for piece in _SENTENCE_END.sub("?\n", text).split("\n")]
    asking = [p for p in pieces if phrases.QUESTION_WORD.search(phrases.plain(p))]
    pieces = asking if len(asking) > 1 else [text]
    pieces = [part for piece in pieces for part in _halves(piece)]
    if len(pieces) > 1:
        return _completed(pieces[:4])
    if kind == "commitment":
        return _by_party(text, terms)
    return (text,)


def _completed(pieces: list[str]) -> tuple[str, ...]:
    """Give each sub-question what it leaves to the others: "how many jobs and what value …?"."""
    first, *others = pieces
    language = detect_language(first)
    if not _says_enough(first, language):
        first = complete(first, others[0], with_dates=True, only_names=True)
    rest = (
        at_another_time(p, pieces[0])
        or complete(
            p,
            pieces[0],
            with_dates=True,
            only_names=_says_enough(p, language),
            whole=says_nothing(p, language),
        )
        for p in others
    )
    return (first, *rest)


def _says_enough(piece: str, language: Language) -> bool:
    return len(content_words(piece, language)) > _ELLIPTIC


def _halves(piece: str) -> list[str]:
    readable = phrases.plain(piece)
    # NFKD may change lengths; then the cut would fall elsewhere, and one question is safer.
    if len(readable) != len(piece):
        return [piece]
    match = _SECOND.search(readable)
    if match is None or not phrases.QUESTION_WORD.search(readable[: match.start()]):
        return [piece]
    first, second = piece[: match.start()].rstrip(" ,;"), piece[match.start() :].strip()
    language = detect_language(piece)
    if phrases.QUESTION_WORD.fullmatch(phrases.plain(first).strip()):  # "où et quand aura lieu …"
        rest = [word.start for word in content_words(second, language)]
        asks = phrases.QUESTION_WORD.search(phrases.plain(second))
        if asks is not None and rest:
            first = f"{first} {second[asks.end() :].strip()}"
    return [first, second]


def _by_party(text: str, terms: list[TermMention]) -> tuple[str, ...]:
    """Split "what did the State and the federation commit to?" into one question a party."""
    parties = [t for t in terms if t.category in {"party", "organisation"}]
    for one, other in pairwise(parties):
        between = phrases.plain(text[one.span.end : other.span.start])
        if one.key != other.key and _BETWEEN_PARTIES.search(between) and between.strip():
            without_other = text[: one.span.end] + text[other.span.end :]
            without_one = text[: one.span.start] + text[other.span.start :]
            return (without_other, without_one)
    return (text,)
