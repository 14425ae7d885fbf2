"""What a gold set must be before anyone is judged by it: every rule returns its defects."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import get_args

from assistant.language.published_dates import parse_published
from assistant.schema import LANGUAGES, Reason
from evals.gold import TYPES, VARIANTS, GoldEvidence, GoldQuestion, GoldSet
from evals.make_documents import read_text
from evals.texts import find_quote, fold, says

LONGEST_RUN = 6  # words in a row that a question may not share with its evidence
MOST_SHARED = 0.6  # of its ordinary words; more and word matching alone would do
FEWEST_WORDS = 4  # ordinary words from which on a share says something
_ORDINARY = re.compile(r"\b[^\W\d_]{4,}\b")
_BOUNDARY = re.compile(r"(?<=[.?!؟:«»“”])\s+")


def defects(gold: GoldSet) -> list[str]:
    """Return every defect of the set, a line each, the id or document first."""
    found = [*_register(gold)]
    questions = {question.id: question for question in gold.questions}
    copies = Counter(question.id for question in gold.questions)
    found += [f"{id}: stands {n} times" for id, n in copies.items() if n > 1]
    for question in gold.questions:
        lines = [*_form(question), *_evidence(question, gold), *_wording(question)]
        found += [f"{question.id}: {line}" for line in [*lines, *_kin(question, questions)]]
    return found


# --- documents --------------------------------------------------------------------------------


def _register(gold: GoldSet) -> Iterator[str]:
    files = {path.name for path in gold.raw} | {f"summaries/{p.name}" for p in gold.summaries}
    listed = Counter(document.document for document in gold.documents)
    yield from (
        f"{name}: listed {n} times in documents.jsonl" for name, n in listed.items() if n > 1
    )
    yield from (f"{name}: not in documents.jsonl" for name in sorted(files - listed.keys()))
    yield from (f"{name}: no such file" for name in sorted(listed.keys() - files))
    for document in gold.documents:
        if document.document not in files or document.document.startswith("summaries/"):
            continue
        text = document_text(gold, document.document)
        lost = [s for s in document.article if find_quote(text, s) is None]
        yield from (f"{document.document}: no such sentence: {sentence}" for sentence in lost)
        if len(document.article) < 4:
            yield f"{document.document}: give four sentences of the article or more"
        if document.published and parse_published(document.published) != document.published:
            yield f"{document.document}: {document.published} is no ISO day, month or year"
        both = [w for w in document.furniture if any(w in s for s in document.article)]
        yield from (f"{document.document}: furniture inside the article: {w}" for w in both)
    asked = {evidence.document for question in gold.questions for evidence in question.evidence}
    copies = {document.document for document in gold.documents if document.copy_of}
    yield from (f"{name}: nothing is asked of it" for name in sorted(files - asked - copies))


def document_text(gold: GoldSet, document: str) -> str:
    """Return what can be read in a document, without any extraction of ours."""
    path = gold.path(document)
    if path.suffix in {".pdf", ".docx"}:
        return read_text(gold.folder / "binaries" / f"{path.name}.json")
    text = path.read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", text)) if path.suffix == ".html" else text


# --- questions --------------------------------------------------------------------------------


def _form(question: GoldQuestion) -> Iterator[str]:
    if question.type not in TYPES:
        yield f"unknown type {question.type}"
    if question.language not in LANGUAGES:
        yield f"unknown language {question.language}"
    if question.answerable:
        if question.reasons:
            yield "answerable, yet it has a reason to be refused"
        if question.type != "greeting" and not (question.facts and question.evidence):
            yield "answerable needs facts and evidence"
    elif question.facts or not question.reasons:
        yield "what cannot be answered has reasons and no facts"
    yield from (f"unknown reason {r}" for r in question.reasons if r not in get_args(Reason))


def _evidence(question: GoldQuestion, gold: GoldSet) -> Iterator[str]:
    for evidence in question.evidence:
        if not gold.path(evidence.document).is_file():
            yield f"no such document {evidence.document}"
        elif evidence.field == "body" and not _quoted(evidence, gold):
            yield f"not in {evidence.document}: {evidence.quote}"
    whole = " ".join(evidence.quote for evidence in question.evidence)
    for ways in question.facts:
        if not says(whole, ways):
            yield f"the evidence does not say {' / '.join(ways)}"


def _quoted(evidence: GoldEvidence, gold: GoldSet) -> bool:
    return find_quote(document_text(gold, evidence.document), evidence.quote) is not None


def _wording(question: GoldQuestion) -> Iterator[str]:
    for ways in question.facts:
        if question.type not in {"definition", "yes_no"} and says(question.question, ways):
            yield f"the question gives the answer {' / '.join(ways)}"
    for evidence in question.quotes:
        if run := shared_run(question.question, evidence.quote):
            yield f"copies its evidence: {run}"
    if not question.twin_of and shared_words(question) > MOST_SHARED:
        yield "most of its words are its evidence's: say it in other words"


def shared_run(question: str, quote: str) -> str:
    """Return the first run of LONGEST_RUN words that stands in both, or nothing."""
    asked, words = fold(question).split(), fold(quote).split()
    runs = {tuple(words[i : i + LONGEST_RUN]) for i in range(len(words) - LONGEST_RUN + 1)}
    for i in range(len(asked) - LONGEST_RUN + 1):
        if tuple(asked[i : i + LONGEST_RUN]) in runs:
            return " ".join(asked[i : i + LONGEST_RUN])
    return ""


def shared_words(question: GoldQuestion) -> float:
    """Return the share of a question's ordinary words that its evidence uses too.

    Ordinary: four letters or more and no name (a capital inside a sentence); names are what one
    asks about. Words agree when they begin alike, so that another ending does not hide a copy.
    """
    words = list(_ordinary(question.question))
    if len(words) < FEWEST_WORDS or not question.quotes:
        return 0.0
    said = " " + fold(" ".join(evidence.quote for evidence in question.quotes))
    return sum(f"{word[:5]}" in said for word in words) / len(words)


def _ordinary(text: str) -> Iterator[str]:
    for sentence in _BOUNDARY.split(text):
        for n, found in enumerate(_ORDINARY.finditer(sentence)):
            if n == 0 or not found.group()[0].isupper():
                yield fold(found.group())


def _kin(question: GoldQuestion, others: dict[str, GoldQuestion]) -> Iterator[str]:
    if question.variant and question.variant not in VARIANTS:
        yield f"unknown variant {question.variant}"
    if bool(question.variant) != bool(question.twin_of):
        yield "a twin has a variant, and a variant a twin"
    for named, what in ((question.twin_of, "twin"), (question.translation_of, "original")):
        if not named:
            continue
        other = others.get(named)
        if other is None:
            yield f"its {what} {named} does not exist"
        elif (other.evidence, other.answerable) != (question.evidence, question.answerable):
            yield f"its {what} {named} has other evidence"
        elif other.twin_of or other.translation_of:
            yield f"its {what} {named} repeats another question itself"
        elif what == "original" and other.language == question.language:
            yield f"its original {named} is in the same language"


# --- the whole --------------------------------------------------------------------------------


def crossing(gold: GoldSet) -> Counter[tuple[str, str]]:
    """Return how many answerable questions in one language stand over documents in another."""
    languages = {document.document: document.language for document in gold.documents}
    pairs: Counter[tuple[str, str]] = Counter()
    for question in gold.questions:
        for language in {languages[e.document] for e in question.quotes if e.document in languages}:
            pairs[question.language, language] += 1
    return pairs


def copied_documents(gold: GoldSet, words: int = 12) -> list[tuple[str, str]]:
    """Return the pairs of documents that share a run of `words` words without being copies."""
    marked = {d.document: d.copy_of for d in gold.documents}
    runs: dict[tuple[str, ...], str] = {}
    shared = set()
    for document in gold.documents:
        if document.document.startswith("summaries/"):
            continue  # their front matter is alike
        text = fold(document_text(gold, document.document)).split()
        for i in range(len(text) - words + 1):
            other = runs.setdefault(tuple(text[i : i + words]), document.document)
            if other != document.document:
                shared.add((other, document.document))
    return sorted(
        pair for pair in shared if marked.get(pair[0]) != pair[1] and marked.get(pair[1]) != pair[0]
    )


def tally(gold: GoldSet) -> str:
    """Return what the set holds, in a few lines."""
    counts = (
        ("split", Counter(q.split for q in gold.questions)),
        ("language", Counter(q.language for q in gold.questions)),
        ("type", Counter(q.type for q in gold.questions)),
        ("variant", Counter(q.variant for q in gold.questions if q.variant)),
        ("over", Counter({f"{a} over {b}": n for (a, b), n in crossing(gold).items()})),
    )
    lines = [f"{len(gold.questions)} questions, {len(gold.raw)} pages"]
    lines.append(f"translations {sum(bool(q.translation_of) for q in gold.questions)}")
    for name, of in counts:
        lines.append(f"{name}: " + ", ".join(f"{key} {n}" for key, n in of.most_common()))
    return "\n".join(lines)
