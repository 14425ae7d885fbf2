"""How good an answer is: pure functions on what came back and what should have.

Nothing of the product's own reading (figures, dates, spans) is used here: a judge that shares the
defects of what it judges would not see them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain, pairwise
from typing import Literal, NamedTuple

from assistant.schema import Answer, Citation, Language
from evals.gold import GoldDocument, GoldEvidence, GoldQuestion
from evals.texts import ARABIC, find_quote, fold, numbers, says

Verdict = Literal["right", "partly", "refused", "wrong"]
Bodies = Mapping[str, str]  # a document's path in the set -> its body as stored
LONGEST_HIT = 1000  # characters; a hit is a chunk, not an article (the command line's contract)
LONGEST_QUOTE = 1000  # characters; who cites a whole page has not said where it stands
MOST_WORDS = 200  # of an answer, quotes included (the contract)
_COVERED = 0.5  # share of the shorter of quote and citation that both must hold
_OWN_WORDS = 6  # a quote as long as this is known by its words in a copy of its page, too

_REWORDED = 0.6  # share of a quote's words by which a near copy's sentence is its own

_SPELLED = {
    word: number
    for words in (
        "un deux trois quatre cinq six sept huit neuf dix onze douze",
        "one two three four five six seven eight nine ten eleven twelve",
        "واحد اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة عشرة",
        "احد اثنا ثلاث اربع خمس ست سبع ثماني تسع عشر",
    )
    for number, word in enumerate(words.split(), start=1)
} | {
    word: 10 * number
    for words in (
        "dix vingt trente quarante cinquante soixante",
        "ten twenty thirty forty fifty sixty seventy eighty ninety",
        "عشرة عشرون ثلاثون اربعون خمسون ستون سبعون ثمانون تسعون",
    )
    for number, word in enumerate(words.split(), start=1)
}
_SCALES = tuple(Decimal(10) ** power for power in (0, 3, -3, 6, -6))  # thousands and millions


class Place(NamedTuple):
    """A stretch of a document of the set, in code points of its body."""

    document: str
    start: int
    end: int


# --- places ------------------------------------------------------------------------------------


def places_of(
    quotes: Sequence[GoldEvidence], bodies: Bodies, copies: Mapping[str, str] | None = None
) -> list[frozenset[Place]]:
    """Return for each quote every place where it stands; nowhere where it was not extracted.

    A copy of its page is as good as the page itself. A quote of some length is known by its words
    wherever it stands; "12 %" is evidence in its own document alone. In a near copy, as `copies`
    names them (copy -> original), the passage that says most of a quote in other words counts.
    """
    return [frozenset(_places(evidence, bodies, copies or {})) for evidence in quotes]


def _places(evidence: GoldEvidence, bodies: Bodies, copies: Mapping[str, str]) -> Iterable[Place]:
    anywhere = len(evidence.quote.split()) >= _OWN_WORDS
    group = copies.get(evidence.document, evidence.document)
    for name, body in bodies.items():
        kin = copies.get(name, name) == group
        if name != evidence.document and not anywhere and not kin:
            continue
        span = find_quote(body, evidence.quote)
        if span is None and kin and name != evidence.document:
            span = find_reworded(body, evidence.quote)
        if span is not None:
            yield Place(name, *span)


def find_reworded(body: str, quote: str) -> tuple[int, int] | None:
    """Return where a sentence of `body` says most of the words of `quote`, or None."""
    wanted = set(fold(quote).split())
    best, place = 0.0, None
    for found in re.finditer(r"[^.!?؟\n]+(?:[.,]\d+[^.!?؟\n]*)*", body):
        shared = len(wanted & set(fold(found.group()).split())) / len(wanted)
        if shared > best:
            best, place = shared, found.span()
    return place if best >= _REWORDED else None


# --- retrieval --------------------------------------------------------------------------------


def holds(hit: Place, wanted: Iterable[Place]) -> bool:
    """Tell whether a hit of a lawful length holds one of the places whole."""
    return hit.end - hit.start <= LONGEST_HIT and any(
        hit.document == place.document and hit.start <= place.start and place.end <= hit.end
        for place in wanted
    )


def recall_at(hits: Sequence[Place], wanted: Sequence[frozenset[Place]], k: int) -> float:
    """Return the share of the gold quotes that one of the first `k` hits holds.

    Recall at a cut-off over relevant passages: Manning, Raghavan, Schütze, Introduction to
    Information Retrieval (2008), 8.4.
    """
    return sum(any(holds(hit, one) for hit in hits[:k]) for one in wanted) / len(wanted)


def reciprocal_rank(hits: Sequence[Place], wanted: Sequence[frozenset[Place]]) -> float:
    """Return 1 / rank of the first hit that holds a gold quote, 0 when none does.

    Voorhees, The TREC-8 Question Answering Track Report (1999).
    """
    every = frozenset(chain.from_iterable(wanted))
    return next((1 / rank for rank, hit in enumerate(hits, 1) if holds(hit, every)), 0.0)


def ndcg_at(hits: Sequence[Place], wanted: Sequence[frozenset[Place]], k: int = 10) -> float:
    """Return the discounted gain of the first `k` hits over that of one quote a rank, 1 at most.

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002). A hit gains
    the quotes that no hit before it held, so that copies gain nothing.
    """
    left, gained = list(wanted), 0.0
    for rank, hit in enumerate(hits[:k], start=1):
        fresh = [one for one in left if holds(hit, one)]
        left = [one for one in left if one not in fresh]
        gained += len(fresh) / math.log2(rank + 1)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(wanted), k) + 1))
    return min(1.0, gained / ideal)


# --- citations --------------------------------------------------------------------------------


def cited_place(citation: Citation, names: Mapping[str, str]) -> Place | None:
    """Return where a body citation of a lawful length stands; `names`: document id -> path."""
    if citation.field != "body" or citation.start is None or citation.end is None:
        return None
    if citation.end - citation.start > LONGEST_QUOTE:
        return None
    name = names.get(citation.document_id, citation.document_id)
    return Place(name, citation.start, citation.end)


def covers(cited: Place | None, wanted: Iterable[Place]) -> bool:
    """Tell whether a citation and one of the places share half of the shorter of both."""
    if cited is None:
        return False
    return any(
        cited.document == place.document
        and min(cited.end, place.end) - max(cited.start, place.start)
        >= _COVERED * max(1, min(cited.end - cited.start, place.end - place.start))
        for place in wanted
    )


def citation_precision(cited: Sequence[Place | None], wanted: Sequence[frozenset[Place]]) -> float:
    """Return the share of the citations that stand on a gold quote; 0 when there is none.

    Citation precision after Gao et al., Enabling Large Language Models to Generate Text with
    Citations (ALCE, 2023), gold quotes in place of an entailment model.
    """
    every = frozenset(chain.from_iterable(wanted))
    return sum(covers(one, every) for one in cited) / len(cited) if cited else 0.0


def statements_supported(
    answer: Answer, names: Mapping[str, str], wanted: Sequence[frozenset[Place]]
) -> float:
    """Return the share of an answer's sentences of which a citation stands on a gold quote.

    ALCE's citation recall, gold quotes in place of an entailment model; 0 without a sentence.
    """
    every = frozenset(chain.from_iterable(wanted))
    good = {c.n for c in answer.citations if covers(cited_place(c, names), every)}
    said = answer.sentences
    return sum(bool(good & set(s.citations)) for s in said) / len(said) if said else 0.0


def citation_recall(cited: Sequence[Place | None], wanted: Sequence[frozenset[Place]]) -> float:
    """Return the share of the gold quotes that a citation stands on."""
    return sum(any(covers(c, one) for c in cited) for one in wanted) / len(wanted)


def faithful(citation: Citation, body: str) -> bool:
    """Tell whether the quote is what stands there: `body[start:end] == quote`, always."""
    if citation.field == "body":
        if citation.start is None or citation.end is None or not citation.quote:
            return False
        return body[citation.start : citation.end] == citation.quote
    named = {
        "title": citation.title,
        "publisher": citation.publisher,
        "published": citation.published or "",
    }
    return bool(citation.quote) and citation.quote in named.get(citation.field, citation.quote)


# --- the answer -------------------------------------------------------------------------------


def facts_found(answer: Answer, question: GoldQuestion) -> float:
    """Return the share of the required facts that the answer states; 1 where none is required."""
    if not question.facts:
        return 1.0
    return sum(says(answer.answer, ways) for ways in question.facts) / len(question.facts)


def forbidden_found(answer: Answer, question: GoldQuestion) -> tuple[str, ...]:
    """Return the distractors that the answer gives as its own.

    Judged on the marked spans, since a quoted sentence may well hold other figures; in a sentence
    without spans, on the whole of it unless it holds a required fact too.
    """
    claims = []
    for sentence in answer.sentences:
        if sentence.spans:
            claims += [sentence.text[start:end] for start, end in sentence.spans]
        elif not any(says(sentence.text, ways) for ways in question.facts):
            claims.append(sentence.text)
    return tuple(f for f in question.forbidden if any(says(claim, [f]) for claim in claims))


def figures_supported(answer: Answer) -> bool:
    """Tell whether every figure of the answer stands in its citations or in the question.

    Figures of a record (a title, a day of publication) count as cited with it, "deux" as 2,
    1.500 millions as 1.5 billion, and how many citations there are as counted.
    """
    known = [answer.question, answer.standalone_question]
    for citation in answer.citations:
        known += [citation.quote, citation.title, citation.publisher, citation.published or ""]
        known += [text for s in citation.sources for text in (s.title, s.publisher, s.published)]
    text = " ".join(known).replace("-", " ")
    there = numbers(text) | _spelled(fold(text).split()) | {Decimal(len(answer.citations))}
    return all(any(n * scale in there for scale in _SCALES) for n in numbers(answer.answer))


def _spelled(words: Sequence[str]) -> set[Decimal]:
    """Return the numbers that words say; of "اربعة عشر", four and ten, also fourteen."""
    found = {Decimal(_SPELLED[word]) for word in words if word in _SPELLED}
    teens = {
        Decimal(10 + _SPELLED[one])
        for one, ten in pairwise(words)
        if one in _SPELLED and _SPELLED[one] < 10 and ten in {"عشر", "عشرة"}
    }
    return found | teens


def verdict(answer: Answer, question: GoldQuestion) -> Verdict:
    """Return how the answer as a whole stands.

    right: every fact, no distractor, no figure that its citations lack, 200 words or fewer (or a
    refusal where one is due, with a fitting reason); partly: some of the facts; refused: a refusal
    of what could be answered; wrong: all the rest.
    """
    if not question.answerable:
        if answer.answered:
            return "wrong"
        return "right" if answer.reason in question.reasons else "partly"
    if not answer.answered:
        return "refused"
    found = facts_found(answer, question)
    if not figures_supported(answer) or not found:
        return "wrong"
    short = len(answer.answer.split()) <= MOST_WORDS
    whole = found == 1.0 and not forbidden_found(answer, question)
    return "right" if whole and short and _names_records(answer, question) else "partly"


def crag(given: Verdict) -> float:
    """Return 1 for right, 0.5 for partly, 0 for a refusal, -1 for wrong.

    Yang et al., CRAG: Comprehensive RAG Benchmark (2024): a wrong answer costs more than none.
    """
    return {"right": 1.0, "partly": 0.5, "refused": 0.0, "wrong": -1.0}[given]


def _names_records(answer: Answer, question: GoldQuestion) -> bool:
    """Tell whether what a record answers (a publication date …) is cited from that record."""
    return all(
        any(c.field == e.field and e.quote in c.quote for c in answer.citations)
        for e in question.evidence
        if e.field != "body"
    )


# --- the language of what is ours -------------------------------------------------------------

_COMMON: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "le la les de du des et est dans en un une pour par sur selon après que".split()
    ),
    "en": frozenset("the of and is in to for by on after according that this from was not".split()),
}


def frame_language(answer: Answer) -> Language | None:
    """Return the language of what the answer says around its quotes; None where it says little."""
    own = answer.answer
    for citation in sorted(answer.citations, key=lambda c: -len(c.quote)):
        for text in (" ".join(citation.quote.split()), citation.title, citation.publisher):
            own = own.replace(text, " ") if text else own
    words = fold(own).split()
    if len(words) < 4:
        return None
    if sum(bool(ARABIC.search(word)) for word in words) > len(words) / 2:
        return "ar"
    counts = {name: sum(w in common for w in words) for name, common in _COMMON.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


# --- extraction -------------------------------------------------------------------------------


def kept_share(gold: GoldDocument, body: str) -> float:
    """Return the share of the article's sentences that are in the stored body."""
    return sum(find_quote(body, s) is not None for s in gold.article) / len(gold.article)


def furniture_share(gold: GoldDocument, body: str) -> float:
    """Return the share of the page's furniture that came through."""
    if not gold.furniture:
        return 0.0
    return sum(find_quote(body, s) is not None for s in gold.furniture) / len(gold.furniture)


def date_taken(gold: GoldDocument, published: str) -> Literal["right", "wrong", "missing"]:
    """Tell how the publication date taken compares: none where the page has none is right."""
    if published == gold.published:
        return "right"
    return "wrong" if published else "missing"
