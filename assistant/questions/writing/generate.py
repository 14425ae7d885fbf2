"""The way of an answer that a model words: passages, prompt, sentences, check, answer.

Whatever the model does, what comes out is checked, or is the answer made of quotes.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any, Final

from assistant.errors import WriterTrouble
from assistant.language.dates import find_dates
from assistant.language.text import content_words, detect_language, stem
from assistant.questions.answer import unused
from assistant.questions.compose import MOST_WORDS, cite, joined
from assistant.questions.firmness import firmness
from assistant.questions.need import Rarity
from assistant.questions.retrieve import Retrieved, part_of
from assistant.questions.writing.draft import Drafted, Drafting
from assistant.questions.writing.fill import with_quotes
from assistant.questions.writing.passages import Candidate, Passage, pack, tokens
from assistant.questions.writing.prompts import answering
from assistant.questions.writing.remembered import Remembered
from assistant.questions.writing.support import Supported, Withheld, support
from assistant.questions.writing.trouble import noted
from assistant.questions.writing.writer import ANSWER_TOKENS, Usage, Writer
from assistant.schema import Answer, AnswerSentence, Citation, Language, Understood

_MOST_SENTENCES: Final = 6
_MOST_DRAFTED: Final = 14  # sentences; a model that writes more does not end
_MOST_WRITTEN: Final = 20_000  # characters, whatever is no sentence among them: blanks, thoughts
_OVERHEAD: Final = 600  # tokens of the rules, and of how a provider wraps a message
_HALF_SURE: Final = 0.38  # the chance that a sentence answers; chosen
_WORDED: Final = {"ask", "overview"}  # intents; greetings and listings are not a model's matter


@dataclass(frozen=True, slots=True)
class Released:
    """An answer that is still being worded: its sentences so far have passed the check."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Writing:
    """What an answer is worded with."""

    writer: Writer
    remembered: Remembered
    rarity: Rarity


@dataclass(slots=True)
class _Worded:
    """What has come of an answer so far."""

    passed: list[Supported] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    trouble: str = ""  # of what kind, where the model failed
    usage: Usage = field(default_factory=Usage)
    nothing: bool = False
    first_ms: float | None = None
    remembered: bool = False


def is_worded(understood: Understood, extractive: Answer) -> bool:
    """Tell whether a model is asked at all: not for what records or a contradiction settle."""
    settled = understood.kind == "document" or extractive.reason == "false_premise"
    return understood.intent in _WORDED and not settled


def generate(
    understood: Understood,
    retrieved: Mapping[str, Retrieved],
    extractive: Answer,
    using: Writing,
) -> Iterator[Released | Answer]:
    """Yield the answer as its sentences pass the check, and last the whole of it.

    `extractive` is the answer made of quotes; it stands in where nothing of the model's passes.
    """
    parts = {part: part_of(understood, part) for part in understood.parts}
    writer, begun = using.writer, time.monotonic()
    passages = pack(retrieved, parts, _room(writer, understood))
    if not passages:
        yield extractive
        return
    if writer.rests:
        yield noted(extractive, "rests", instead=True)
        return
    worded = _Worded()
    language = extractive.language
    yield Released(_answer(extractive, worded, understood, writer, begun))
    with closing(_drafted(understood, passages, language, using, worded, begun)) as sentences:
        for drafted in sentences:  # whoever leaves here stops the model
            found = support(drafted, passages, language, using.rarity)
            if isinstance(found, Withheld):
                worded.withheld.append(found)
            elif not _is_told(found, worded.passed):
                if _length([*worded.passed, found]) > MOST_WORDS:
                    break
                worded.passed.append(found)
                worded.first_ms = worded.first_ms or (time.monotonic() - begun) * 1000
                yield Released(_answer(extractive, worded, understood, writer, begun))
            if len(worded.passed) >= _MOST_SENTENCES:
                break
    yield _finished(extractive, worded, understood, writer, begun)


def _room(writer: Writer, understood: Understood) -> int:
    return writer.context - ANSWER_TOKENS - _OVERHEAD - tokens(understood.standalone)


def _drafted(
    understood: Understood,
    passages: tuple[Passage, ...],
    language: Language,
    using: Writing,
    worded: _Worded,
    begun: float,
) -> Generator[Drafted, None, None]:
    """Yield the sentences of the model until it ends, fails, repeats itself or goes on too long."""
    drafting = Drafting(language)
    writer, remembered = using.writer, using.remembered
    key = remembered.key(understood.standalone, language, passages, writer.name)
    text = remembered.get(key)
    worded.remembered = text is not None
    seen: list[Drafted] = []
    written: list[str] = []
    try:
        messages = answering(understood.standalone, passages, language, _MOST_SENTENCES)
        until = begun + writer.seconds
        pieces = [text] if text is not None else writer.write(messages, until, worded.usage)
        for drafted in _cut(pieces, drafting, written):
            if drafted in seen or len(seen) >= _MOST_DRAFTED:
                worded.trouble = "loop" if drafted in seen else "endless"
                return
            seen.append(drafted)
            yield drafted
        worded.trouble = _incomplete(drafting, "".join(written))
        if not worded.trouble and not worded.remembered:
            remembered.keep(key, "".join(written))
    except WriterTrouble as error:
        worded.trouble = error.kind
    finally:
        worded.missing = drafting.missing
        worded.nothing = drafting.nothing


def _cut(pieces: Iterable[str], drafting: Drafting, written: list[str]) -> Iterator[Drafted]:
    """Yield the sentences of a stream, keeping its pieces in `written`.

    Raises WriterTrouble for one that does not end.
    """
    left = _MOST_WRITTEN
    for piece in pieces:
        written.append(piece)
        if (left := left - len(piece)) < 0:
            raise WriterTrouble("endless")
        yield from drafting.feed(piece)
    yield from drafting.close()


def _incomplete(drafting: Drafting, written: str) -> str:
    """Return what is the matter with a text that came to its end; mostly nothing."""
    if not written.strip():
        return "empty"
    return "cut" if drafting.cut else ""


def _is_told(found: Supported, passed: list[Supported]) -> bool:
    return any(found.text == other.text for other in passed)


def _length(passed: list[Supported]) -> int:
    return sum(len(one.text.split()) + len(one.quotes) for one in passed)


def _finished(
    extractive: Answer, worded: _Worded, understood: Understood, writer: Writer, begun: float
) -> Answer:
    """Return the whole answer: the model's where one of its sentences answers, else the quotes."""
    if not _answers(worded, extractive, understood):
        trouble = worded.trouble or ("" if worded.nothing else "unsupported")
        answer = noted(extractive, trouble, instead=True) if trouble else extractive
        withheld = tuple(one.text for one in worded.withheld)
        return replace(answer, withheld=withheld, usage=_usage(worded, writer, begun))
    answer = _answer(extractive, worded, understood, writer, begun)
    if worded.trouble:
        answer = noted(answer, worded.trouble)
    wanted = {one.key for found in worded.withheld for one in found.near}
    return with_quotes(answer, extractive, wanted)


def _answers(worded: _Worded, extractive: Answer, understood: Understood) -> bool:
    """Tell whether what passed is an answer, also where the quotes alone would be refused.

    Of what is asked, by one quote at least; of the time asked, where a sentence itself tells it;
    of the name asked about, where the ranking is half sure of a quote that does not say it.
    """
    if any(not quoted.unsure for quoted in extractive.sentences):
        return bool(worded.passed)
    return any(
        one.fails in {None, "not_stated"}
        or (one.fails == "out_of_period" and _tells_the_time(found.text, extractive, understood))
        or (one.fails == "no_evidence" and one.scored.confidence >= _HALF_SURE)
        for found in worded.passed
        for one in found.quotes
    )


def _tells_the_time(text: str, extractive: Answer, understood: Understood) -> bool:
    """Tell whether a sentence that passed the check names a time within the one asked about."""
    return any(
        asked.first <= told.first and told.last <= asked.last
        for told in find_dates(text, extractive.language, None)
        for asked in understood.dates
    )


def _answer(
    extractive: Answer, worded: _Worded, understood: Understood, writer: Writer, begun: float
) -> Answer:
    citations: list[Citation] = []
    said = [_sentence(found, understood, citations) for found in worded.passed]
    return replace(
        extractive,
        mode=writer.name,
        answer=joined(said, extractive.language),
        answered=True,
        reason=None,
        sentences=tuple(said),
        missing=tuple(part for part in worded.missing if _is_asked(part, understood.standalone)),
        withheld=tuple(one.text for one in worded.withheld),
        citations=tuple(citations),
        conflicts=(),
        nearest=(),
        consulted=unused(
            [*extractive.citations, *extractive.nearest, *extractive.consulted], citations
        ),
        usage=_usage(worded, writer, begun),
    )


def _is_asked(part: str, question: str) -> bool:
    """Tell whether what a model calls missing is a part of the question, in its words."""
    language = detect_language(question)
    asked = {stem(word.text, language) for word in content_words(question, language)}
    said = {stem(word.text, language) for word in content_words(part, language)}
    return bool(said) and said <= asked


def _sentence(
    found: Supported, understood: Understood, citations: list[Citation]
) -> AnswerSentence:
    numbers = tuple(_cited(one, citations) for one in found.quotes)
    first = found.quotes[0].evidence
    level = firmness(first.text, first.document.language, first.spans)
    return AnswerSentence(
        text=found.text,
        citations=tuple(dict.fromkeys(numbers)),
        supported=found.verdict.supported,
        speaker=first.speaker,
        firmness=None if level == "achieved" and not understood.commits else level,
        checked=found.verdict,
    )


def _cited(candidate: Candidate, citations: list[Citation]) -> int:
    """Return the number by which a quote is cited, giving it one where it has none yet."""
    citation = cite(candidate.evidence, len(citations) + 1)
    for known in citations:
        if replace(citation, n=known.n) == known:
            return known.n
    citations.append(citation)
    return citation.n


def _usage(worded: _Worded, writer: Writer, begun: float) -> dict[str, Any]:
    """Return what an answer took of the model, as the answer contract has it."""
    return {
        "model": writer.name,
        "read_tokens": worded.usage.read,
        "written_tokens": worded.usage.written,
        "cost": writer.cost(worded.usage),
        "first_ms": worded.first_ms and round(worded.first_ms, 1),
        "total_ms": round((time.monotonic() - begun) * 1000, 1),
        "remembered": worded.remembered,
        "trouble": worded.trouble or None,
    }
