"""Put an answer together from chosen sentences: quotes, introduced in the asker's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.questions.attribution import before
from assistant.questions.evidence import Scored
from assistant.questions.firmness import firmness
from assistant.questions.quoted import Quote
from assistant.questions.select import Selection
from assistant.questions.settling import Settled
from assistant.questions.values import answering_dates, answering_figures
from assistant.questions.verify import check
from assistant.questions.wording import (
    TEXTS,
    date_in_words,
    figure_in_words,
    frame,
    introduced,
    say,
    statement,
)
from assistant.schema import (
    AnswerKind,
    AnswerSentence,
    Citation,
    Conflict,
    ConflictValue,
    Document,
    Evidence,
    Language,
    Span,
    Understood,
    Verdict,
)

MOST_WORDS: Final = 200  # of an answer, quotes included: the contract
_BARE: Final = 20  # a smaller number without a unit says nothing by itself
_LABELLED: Final = {"commitment", "definition", "list", "figure", "date"}  # worth naming alone
_MOST_QUOTED: Final = 130  # words of one quote


def cite(evidence: Evidence, n: int) -> Citation:
    """Return the citation of a sentence of a body."""
    return citation(evidence.document, n, "body", evidence.text, evidence.start, evidence.end)


def citation(
    document: Document,
    n: int,
    field: str,
    quote: str,
    start: int | None = None,
    end: int | None = None,
) -> Citation:
    """Return a citation of any field of a document's record."""
    return Citation(
        n=n,
        document_id=document.id,
        path=document.path,
        kind=document.kind,
        title=document.title,
        publisher=document.publisher,
        published=document.published or None,
        url=document.url,
        field=field,  # type: ignore[arg-type]
        quote=quote,
        start=start,
        end=end,
        language=document.language,
        published_from=document.published_from,
        sources=document.sources,
    )


def compose(
    selections: Sequence[tuple[Selection, Understood]], language: Language
) -> tuple[list[AnswerSentence], list[Citation], list[Conflict]]:
    """Return the sentences, citations and conflicts of an answer of 200 words or fewer.

    What is unsure comes last, and whole: of two that may answer, one alone would be a claim.
    """
    sentences: list[AnswerSentence] = []
    citations: list[Citation] = []
    conflicts: list[Conflict] = []
    words = 0
    for selection, read in sorted(selections, key=lambda of: of[0].unsure):
        # What contradicts a question is quoted, and not introduced as the value it asks for.
        understood = replace(read, kind="other") if selection.reason else read
        numbers: list[int] = []
        before = len(sentences), len(citations), words
        words += len(say(language, "unsure").split()) if selection.unsure else 0
        for scored in selection.chosen:
            evidence = _shortened(scored.evidence)
            known = _cited(citations, evidence)
            cited = known or cite(evidence, len(citations) + 1)
            sentence = _sentence(scored, evidence, cited.n, understood, language)
            if selection.settled and not numbers:
                sentence = _with_verdict(sentence, selection.settled, language)
            if selection.unsure:
                sentence = replace(sentence, unsure=True)
            length = len(sentence.text.split()) + 1
            if sentences and words + length > MOST_WORDS:
                break
            numbers.append(cited.n)
            if known:
                continue
            words += length
            citations.append(cited)
            if evidence.header is not None:
                head = _header(evidence, evidence.header, citations)
                sentence = replace(sentence, citations=(cited.n, head.n))
            sentences.append(sentence)
        if selection.unsure and len(sentences) - before[0] < len(selection.chosen):
            del sentences[before[0] :], citations[before[1] :]
            words = before[2]
        if selection.conflict and len(numbers) == len(selection.chosen):
            conflicts.append(
                Conflict(
                    about=selection.conflict.about,
                    values=tuple(
                        ConflictValue(v.value, numbers[v.citation - 1])
                        for v in selection.conflict.values
                    ),
                )
            )
    return sentences, citations, conflicts


def _header(evidence: Evidence, at: Span, citations: list[Citation]) -> Citation:
    """Return the citation of a table's header, added where it is not there yet."""
    text = evidence.document.body[at.start : at.end]
    header = replace(evidence, start=at.start, end=at.end, text=text)
    known = _cited(citations, header)
    if known is None:
        known = cite(header, len(citations) + 1)
        citations.append(known)
    return known


def joined(sentences: Sequence[AnswerSentence], language: Language) -> str:
    """Return the plain text of an answer: each sentence with its markers.

    Above what is unsure, which stands last, a line says so.
    """
    lines = [s.text + "".join(f" [{n}]" for n in s.citations) for s in sentences]
    sure = sum(not sentence.unsure for sentence in sentences)
    told = [say(language, "unsure")] if sure < len(lines) else []
    return "\n".join([*lines[:sure], *told, *lines[sure:]])


def _cited(citations: Sequence[Citation], evidence: Evidence) -> Citation | None:
    return next(
        (
            c
            for c in citations
            if c.document_id == evidence.document.id and c.start == evidence.start
        ),
        None,
    )


def _sentence(
    scored: Scored, evidence: Evidence, n: int, understood: Understood, language: Language
) -> AnswerSentence:
    quote = evidence.shown or " ".join(evidence.text.split())
    intro, verdict = _introduction(evidence, quote, understood, language)
    own_marks = quote.startswith(("«", "“")) and quote.endswith(("»", "”"))
    bare = evidence.document.kind == "summary" or own_marks or bool(evidence.shown)
    text = introduced(intro, quote, language, bare=bare)
    offset = text.rindex(quote)
    return AnswerSentence(
        text=text,
        citations=(n,),
        supported=verdict.supported,
        spans=_marked(evidence, quote, offset),
        speaker=scored.evidence.speaker,
        firmness=_firmness(evidence, understood),
        checked=verdict,
    )


def _with_verdict(sentence: AnswerSentence, settled: Settled, language: Language) -> AnswerSentence:
    """Return a sentence behind the yes or no that it settles a question with."""
    text = say(language, settled, said=sentence.text)
    shift = len(text) - len(sentence.text)
    spans = tuple((start + shift, end + shift) for start, end in sentence.spans)
    return replace(sentence, text=text, spans=spans)


def _introduction(
    evidence: Evidence, quote: str, understood: Understood, language: Language
) -> tuple[str, Verdict]:
    """Return who says it and when and, of a quote in another language, what it says; checked.

    What the quote does not bear out is left unsaid: the quote speaks for itself.
    """
    intro = frame(evidence.document, language, quote, before(evidence))
    rests_on = [Quote.of_evidence(evidence)]
    if evidence.document.language == language:
        return intro, check(intro, language, rests_on)
    label = TEXTS[language][f"in_{evidence.document.language}"]
    head = _head(evidence, understood, language)
    told = f"{head} — {intro}" if head else intro
    verdict = check(told, language, rests_on)
    if head and not verdict.supported:
        told, verdict = intro, check(intro, language, rests_on)
    return f"{told} ({label})", verdict


def _firmness(evidence: Evidence, understood: Understood) -> str | None:
    """Return how firm a quote says its matter is; what is simply so is told of promises alone."""
    level = firmness(evidence.text, evidence.document.language, evidence.spans)
    return None if level == "achieved" and not understood.commits else level


def _marked(evidence: Evidence, quote: str, offset: int) -> tuple[tuple[int, int], ...]:
    """Return the words of a shown quote that answer."""
    if evidence.shown:
        return _value_shown(evidence, offset)
    if quote == evidence.text:
        return _shifted(evidence, offset)
    return ((offset, offset + len(quote)),)


def _value_shown(evidence: Evidence, offset: int) -> tuple[tuple[int, int], ...]:
    """Return where the value stands in a row as it is shown: at its end, where one was chosen."""
    if len(evidence.spans) != 1:
        return ((offset, offset + len(evidence.shown)),)
    value = evidence.text[evidence.spans[0].start : evidence.spans[0].end].strip()
    end = offset + len(evidence.shown)
    return ((end - len(value), end),)


def _shifted(evidence: Evidence, offset: int) -> tuple[tuple[int, int], ...]:
    if not evidence.spans:
        return ((offset, offset + len(evidence.text)),)
    return tuple((span.start + offset, span.end + offset) for span in evidence.spans)


def _head(evidence: Evidence, understood: Understood, language: Language) -> str:
    """Return what a quote in another language states, its values in the asker's form."""
    said = statement(understood.kind, evidence.speaker, language)
    values = _values(evidence, understood.kind, language)
    if not values:
        return said if understood.kind in _LABELLED else ""
    colon = " : " if language == "fr" else ": "
    return f"{said}{colon}{', '.join(values)}"


def _values(evidence: Evidence, kind: AnswerKind, language: Language) -> list[str]:
    """Return the answering figures and dates of a quote as the asker's language writes them."""
    figures = [
        figure_in_words(figure, language)
        for figure in answering_figures(evidence)
        if figure.unit or abs(figure.value) >= _BARE or kind == "figure"
    ]
    dates = [
        date_in_words(_iso(mention.first.isoformat(), mention.precision), language)
        for mention in answering_dates(evidence)
        if mention.precision in {"day", "month", "year"}
    ]
    return list(dict.fromkeys([*figures, *dates]))[:4]


def _iso(day: str, precision: str) -> str:
    return {"year": day[:4], "month": day[:7]}.get(precision, day)


def _shortened(evidence: Evidence) -> Evidence:
    """Cut a quote too long to be shown: whole words around what answers, still verbatim."""
    if len(evidence.text.split()) <= _MOST_QUOTED:
        return evidence
    from assistant.language.text import words  # the offsets of words, not only their texts

    tokens = words(evidence.text)
    middle = evidence.spans[0].start if evidence.spans else 0
    at = next((i for i, t in enumerate(tokens) if t.end > middle), 0)
    low = max(0, min(at - _MOST_QUOTED // 2, len(tokens) - _MOST_QUOTED))
    start, end = tokens[low].start, tokens[min(low + _MOST_QUOTED, len(tokens)) - 1].end
    spans = tuple(
        type(s)(max(s.start, start) - start, min(s.end, end) - start)
        for s in evidence.spans
        if s.start < end and start < s.end
    )
    return Evidence(
        document=evidence.document,
        start=evidence.start + start,
        end=evidence.start + end,
        text=evidence.text[start:end],
        score=evidence.score,
        spans=spans,
        speaker=evidence.speaker,
    )
