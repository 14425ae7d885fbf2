"""How good an answer is: pure functions on what the chain returned and what it should have.

Nothing of the product's own reading (figures, dates, spans) is used here: a judge that shares the
defects of what it judges would not see them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.schema import Answer, Citation, Hit
from evals.gold import GoldEvidence, GoldQuestion

Verdict = Literal["right", "partly", "refused", "wrong"]
Bodies = Mapping[str, str]  # document id -> body
LONGEST_HIT = 1000  # characters; a hit is a chunk, not an article (the command line's contract)

_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789,.")
_NUMBER = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:[.,\u0020\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?![\d])"
)
_ONLY_NUMBER = re.compile(r"[\d.,\s\u00a0\u202f]+(?:%|٪)?")
_MARKER = re.compile(r"\[\d+\]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")  # its words begin with what others write apart: و ب ل


# --- reading text -----------------------------------------------------------------------------


def fold(text: str) -> str:
    """Return `text` in lower case, without accents or Arabic vowels, its spaces made single."""
    bare = unicodedata.normalize("NFKD", text.translate(_ARABIC_DIGITS).casefold())
    kept = "".join(c for c in bare if not unicodedata.combining(c) and c != "ـ")
    return " ".join(kept.replace("’", "'").split())


def numbers(text: str) -> set[Decimal]:
    """Return the values of the figures in `text`: 13.340, 13 340, 13,340 and ١٣٣٤٠ are one.

    A separator before exactly three digits groups; any other is a decimal sign.
    """
    plain = _MARKER.sub(" ", text).translate(_ARABIC_DIGITS)
    return {_value(found.group()) for found in _NUMBER.finditer(plain)}


def _value(number: str) -> Decimal:
    grouped = re.sub(r"[.,\s\u00a0\u202f](?=\d{3}(?!\d))", "", number)
    return Decimal(grouped.replace(",", ".")).normalize()


def says(text: str, ways: Sequence[str]) -> bool:
    """Tell whether `text` states a fact in one of its `ways`: figures by value, words folded."""
    values, folded = numbers(text), fold(_MARKER.sub(" ", text))
    return any(
        bool(numbers(way)) and numbers(way) <= values
        if _ONLY_NUMBER.fullmatch(way.translate(_ARABIC_DIGITS))
        else re.search(rf"(?<!\w){re.escape(fold(way))}(?!\w)", folded) is not None
        or (_ARABIC.search(way) is not None and fold(way) in folded)
        for way in ways
    )


def find_quote(body: str, quote: str) -> tuple[int, int] | None:
    """Return where `quote` stands in `body`, white space counted as one, or None."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    found = re.search(pattern, body) if pattern else None
    return found.span() if found else None


# --- retrieval --------------------------------------------------------------------------------


def holds(hit: Hit, quote: str) -> bool:
    """Tell whether a hit of a lawful length holds the whole `quote`."""
    return len(hit.chunk.text) <= LONGEST_HIT and find_quote(hit.chunk.text, quote) is not None


def recall_at(hits: Sequence[Hit], quotes: Sequence[GoldEvidence], k: int) -> float:
    """Return the share of the gold quotes that one of the first `k` hits holds.

    Recall at a cut-off over relevant passages: Manning, Raghavan, Schütze, Introduction to
    Information Retrieval (2008), 8.4.
    """
    if not quotes:
        return 1.0
    top = hits[:k]
    return sum(any(holds(hit, e.quote) for hit in top) for e in quotes) / len(quotes)


def reciprocal_rank(hits: Sequence[Hit], quotes: Sequence[GoldEvidence]) -> float:
    """Return 1 / rank of the first hit that holds a gold quote, 0 when none does.

    Voorhees, The TREC-8 Question Answering Track Report (1999).
    """
    for rank, hit in enumerate(hits, start=1):
        if any(holds(hit, e.quote) for e in quotes):
            return 1 / rank
    return 0.0


# --- citations --------------------------------------------------------------------------------


def gold_ranges(quotes: Sequence[GoldEvidence], bodies: Bodies) -> list[set[tuple[str, int, int]]]:
    """Return for each quote every place where it stands: copies of a page are as good as it."""
    places = []
    for evidence in quotes:
        found = {(id, find_quote(body, evidence.quote)) for id, body in bodies.items()}
        places.append({(id, *span) for id, span in found if span is not None})
    return places


def covers(citation: Citation, places: set[tuple[str, int, int]]) -> bool:
    """Tell whether a body citation overlaps one of `places`."""
    if citation.field != "body" or citation.start is None or citation.end is None:
        return False
    start, end = citation.start, citation.end
    return any(
        id == citation.document_id and start < last and first < end for id, first, last in places
    )


def citation_precision(answer: Answer, quotes: Sequence[GoldEvidence], bodies: Bodies) -> float:
    """Return the share of the body citations that overlap a gold quote; 0 when there is none.

    Citation precision and recall after Gao et al., Enabling Large Language Models to Generate
    Text with Citations (ALCE, 2023), with gold quotes in place of an entailment model.
    """
    cited = [citation for citation in answer.citations if citation.field == "body"]
    places = gold_ranges(quotes, bodies)
    good = sum(any(covers(citation, place) for place in places) for citation in cited)
    return good / len(cited) if cited else 0.0


def citation_recall(answer: Answer, quotes: Sequence[GoldEvidence], bodies: Bodies) -> float:
    """Return the share of the gold quotes that a citation overlaps."""
    places = gold_ranges(quotes, bodies)
    if not places:
        return 1.0
    return sum(any(covers(c, place) for c in answer.citations) for place in places) / len(places)


def faithful(citation: Citation, bodies: Bodies) -> bool:
    """Tell whether the quote is what stands there: `body[start:end] == quote`, always."""
    if citation.field == "body":
        if citation.start is None or citation.end is None or not citation.quote:
            return False
        return bodies.get(citation.document_id, "")[citation.start : citation.end] == citation.quote
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


def verdict(answer: Answer, question: GoldQuestion) -> Verdict:
    """Return how the answer as a whole stands.

    right: every fact and no distractor (or a refusal where one is due, with a fitting reason);
    partly: some of it; refused: a refusal of what could be answered; wrong: all the rest.
    """
    if not question.answerable:
        if answer.answered:
            return "wrong"
        return "right" if answer.reason in question.reasons else "partly"
    if not answer.answered:
        return "refused"
    found = facts_found(answer, question)
    if found == 1.0 and not forbidden_found(answer, question) and _names_records(answer, question):
        return "right"
    return "partly" if found > 0 else "wrong"


def _names_records(answer: Answer, question: GoldQuestion) -> bool:
    """Tell whether what a record answers (a publication date …) is cited from that record."""
    return all(
        any(c.field == e.field and e.quote in c.quote for c in answer.citations)
        for e in question.evidence
        if e.field != "body"
    )


# --- sums -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """A proportion with its 95 % interval."""

    good: float
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The proportion; 0 of 0 is 0."""
        return self.good / self.of if self.of else 0.0


def share(values: Sequence[float]) -> Share:
    """Return the mean of `values` in [0, 1] with its Wilson interval."""
    good, of = math.fsum(values), len(values)
    low, high = wilson(good, of)
    return Share(good, of, low, high)


def wilson(good: float, of: int, z: float = 1.96) -> tuple[float, float]:
    """Return the score interval of a proportion.

    Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927). For means
    of shares it is on the wide side, as a mean varies no more than a proportion.
    """
    if of == 0:
        return 0.0, 1.0
    p, zz = good / of, z * z
    middle = p + zz / (2 * of)
    half = z * math.sqrt(max(0.0, p * (1 - p)) / of + zz / (4 * of * of))
    scale = 1 + zz / of
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def refusals(pairs: Sequence[tuple[GoldQuestion, Answer]]) -> tuple[Share, Share]:
    """Return the precision and the recall of refusing."""
    refused = [float(not q.answerable) for q, a in pairs if not a.answered]
    due = [float(not a.answered) for q, a in pairs if not q.answerable]
    return share(refused), share(due)
