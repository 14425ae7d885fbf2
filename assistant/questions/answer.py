"""The way of a question: understood, retrieved, weighed, selected, composed, checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.index.index import Index
from assistant.index.limits import Limits
from assistant.questions import phrases, records
from assistant.questions.aliases import learn
from assistant.questions.compose import cite, compose, joined
from assistant.questions.contract import newest_of
from assistant.questions.evidence import Scored
from assistant.questions.kinds import asks_meaning
from assistant.questions.need import Need, need
from assistant.questions.orders import trusted_name
from assistant.questions.overview import overview
from assistant.questions.reading import Reader
from assistant.questions.retrieve import Retrieved, part_of
from assistant.questions.select import Selection, select
from assistant.questions.unsure import chance_of
from assistant.questions.wording import REFUSALS, date_in_words, say
from assistant.schema import (
    Answer,
    AnswerSentence,
    Citation,
    Conflict,
    Language,
    Question,
    Reason,
    Understood,
)

MODE = "extractive"
_FEW = 3  # passages shown beside a refusal, or beside an answer that does not rest on them
_ADDED = re.compile(r"\s*\([^()]*\)\s*\?$")


def answer(
    question: Question,
    understood: Understood,
    retrieved: Mapping[str, Retrieved],
    index: Index,
    reader: Reader,
) -> Answer:
    """Return the answer to a question, every sentence cited, or a refusal with its reason."""
    language = question.language or understood.language
    if understood.intent in {"greeting", "thanks", "help"}:
        said = AnswerSentence(records.small_talk(understood, index, language), (), True)
        return _answered(question, understood, language, [said], [])
    found = [hit for part in understood.parts for hit in retrieved[part].hits]
    if understood.intent in {"listing", "latest"}:
        notes = _notes(question, index, language)
        listed = records.listing(understood, question, index, found, reader, language)
        if listed[0]:
            return replace(_answered(question, understood, language, *listed), notes=notes)
        return _refused(question, understood, language, "no_evidence", [], notes)
    if understood.kind == "document":
        sentences, citations, document = records.publication(
            understood, index, found, reader, language
        )
        if sentences:
            return _answered(question, understood, language, sentences, citations)
        if document is not None:
            return _refused(question, understood, language, "not_stated", [])
    selections = weigh(understood, retrieved, index, reader)
    return _from_evidence(question, understood, language, selections, index)


def weigh(
    understood: Understood, retrieved: Mapping[str, Retrieved], index: Index, reader: Reader
) -> list[tuple[Selection, Understood]]:
    """Return what each part of a question selects, with that part as understood."""
    selections = []
    for part in understood.parts:
        read = part_of(understood, part)
        found = [hit.document for hit in retrieved[part].hits]
        wanted = learn(need(part, read.dates, index.rarity), found, reader)
        selections.append(_chosen(retrieved[part].sentences, wanted, read, reader))
    return selections


def _chosen(
    sentences: Sequence[Scored], wanted: Need, read: Understood, reader: Reader
) -> tuple[Selection, Understood]:
    """Return what is shown for one part of a question, and as what it is shown.

    What a thing is may be told by no sentence, and still by what the documents say of it.
    """
    if read.intent == "overview":
        return overview(sentences, wanted), read
    selection = select(sentences, wanted, read, reader)
    if not selection.chosen and _asks_what_it_is(read, wanted):
        told = overview(sentences, wanted)
        if told.chosen:
            return told, replace(read, kind="other")
    return selection, read


def _asks_what_it_is(read: Understood, wanted: Need) -> bool:
    return read.kind == "definition" and not asks_meaning(phrases.plain(wanted.text))


def _from_evidence(
    question: Question,
    understood: Understood,
    language: Language,
    selections: Sequence[tuple[Selection, Understood]],
    index: Index,
) -> Answer:
    contradicted = selections[0][0].reason == "false_premise" and len(selections) == 1
    if not contradicted:  # of several questions, those with an answer are answered
        selections = [(replace(s, chosen=()) if s.reason else s, read) for s, read in selections]
    sentences, citations, conflicts = compose(selections, language)
    kept = [sentence for sentence in sentences if sentence.supported]
    notes = _notes(question, index, language)
    confidence = _confidence(selection for selection, _ in selections)
    if contradicted and kept:
        refused = _refused(question, understood, language, "false_premise", [], notes)
        return replace(
            refused,
            answer=f"{refused.answer}\n{joined(kept, language)}",
            sentences=tuple(kept),
            citations=tuple(citations),
            confidence=confidence,
        )
    if not kept:
        reason = selections[0][0].reason or "no_evidence"
        nearest = [s.evidence for selection, _ in selections for s in selection.nearest[:_FEW]]
        cited = [cite(evidence, n) for n, evidence in enumerate(nearest[:_FEW], start=1)]
        refused = _refused(question, understood, language, reason, cited, notes)
        return replace(refused, confidence=confidence)
    missing = tuple(
        _as_asked(selection.part) for selection, _ in selections if not selection.chosen
    )
    if conflicts:
        notes += tuple(_disagreement(c, citations, language) for c in conflicts)
    return _answer(
        question,
        understood,
        language,
        answer=joined(kept, language),
        answered=True,
        sentences=tuple(kept),
        missing=missing,
        notes=notes,
        citations=tuple(citations),
        conflicts=tuple(conflicts),
        consulted=_consulted(selections, citations),
        confidence=confidence,
    )


def _confidence(selections: Iterable[Selection]) -> float | None:
    """Return how likely the best of several selections answers; of a refusal, its best sentence."""
    weighed = [
        found.chosen if found.unsure else (found.chosen or found.nearest)[:1]
        for found in selections
    ]
    best = [chance_of(sentences) for sentences in weighed if sentences]
    return round(max(best), 4) if best else None


def _consulted(
    selections: Sequence[tuple[Selection, Understood]], citations: Sequence[Citation]
) -> tuple[Citation, ...]:
    nearest = [s.evidence for selection, _ in selections for s in selection.nearest]
    return unused([cite(evidence, 1) for evidence in nearest], citations)


def unused(found: Iterable[Citation], citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return the first few of `found` that share no words with each other or those cited.

    They are numbered by themselves.
    """
    taken = list(citations)
    for one in found:
        if not any(_meet(one, other) for other in taken):
            taken.append(replace(one, n=len(taken) - len(citations) + 1))
    return tuple(taken[len(citations) :][:_FEW])


def _meet(one: Citation, other: Citation) -> bool:
    """Tell whether two citations quote some of the same words of a body."""
    if one.document_id != other.document_id or None in {one.start, other.start}:
        return False
    return (one.start or 0) < (other.end or 0) and (other.start or 0) < (one.end or 0)


def _disagreement(conflict: Conflict, citations: Sequence[Citation], language: Language) -> str:
    """Return the note on sources that disagree, with the newer one where their dates tell it."""
    said = say(language, "conflict")
    cited = {value.citation for value in conflict.values}
    newest = newest_of([citation for citation in citations if citation.n in cited])
    if newest is None:
        return said
    named = newest.publisher or ", ".join(s.publisher for s in newest.sources)
    publisher = trusted_name(named) or say(language, "unknown_publisher")
    day = date_in_words(newest.dated, language)
    return said + say(language, "newest", publisher=publisher, date=day, n=newest.n)


def _as_asked(part: str) -> str:
    """Return a sub-question without what was added to make it complete."""
    return _ADDED.sub(" ?", part)


def _notes(question: Question, index: Index, language: Language) -> tuple[str, ...]:
    """Return what the limits on documents left out, and that they left nothing where they did."""
    limits, notes = Limits.of(question), []
    if limits and not index.within(limits):
        set_ones = {
            "limit_dates": limits.since or limits.until,
            "limit_publishers": limits.publishers,
            "limit_languages": limits.languages,
        }
        named = ", ".join(say(language, key) for key, value in set_ones.items() if value)
        notes.append(say(language, "limits_leave_nothing", limits=named))
    if (limits.since or limits.until) and (count := index.undated(limits)):
        text = "undated_left_out_one" if count == 1 else "undated_left_out"
        notes.append(say(language, text, count=count))
    return tuple(notes)


def _answered(
    question: Question,
    understood: Understood,
    language: Language,
    sentences: Sequence[AnswerSentence],
    citations: Sequence[Citation],
) -> Answer:
    return _answer(
        question,
        understood,
        language,
        answer=joined(sentences, language),
        answered=True,
        sentences=tuple(sentences),
        citations=tuple(citations),
    )


def _refused(
    question: Question,
    understood: Understood,
    language: Language,
    reason: Reason,
    nearest: Sequence[Citation],
    notes: tuple[str, ...] = (),
) -> Answer:
    return _answer(
        question,
        understood,
        language,
        answer=REFUSALS[language][reason],
        answered=False,
        reason=reason,
        notes=notes,
        nearest=tuple(nearest),
    )


def _answer(question: Question, understood: Understood, language: Language, **said: Any) -> Answer:
    """Return an answer to `question` as it was understood; `said` are the fields of its own."""
    return Answer(
        question=question.text,
        standalone_question=understood.standalone,
        language=language,
        mode=MODE,
        id=question.id,
        understood=as_constraints(understood),
        **said,
    )


def as_constraints(understood: Understood) -> dict[str, Any]:
    """Return how a question was understood, as the answer contract has it."""
    return {
        "dates": [
            {"from": m.first.isoformat(), "to": m.last.isoformat(), "words": m.words}
            for m in understood.dates
        ],
        "kind": "other" if understood.kind == "reason" else understood.kind,
        "party": understood.party,
        "entities": list(understood.entities),
        "intent": understood.intent,
        "latest": understood.latest,
    }
